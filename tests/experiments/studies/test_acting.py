"""Levers and outcomes of a place, in comparisons and sweeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.store.disk import seal
from experiments.studies.finish import finish_again
from experiments.studies.parts import part_folders
from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from experiments.studies.tables import table_schema
from experiments.studies.weighed import deciding_outcome
from simulation import Scenario
from simulation.errors import InputError
from simulation.maps import geography_of
from simulation.world.calendar import find_councils, lever_reach
from tests.experiments.studies.conftest import SMALL, Write
from tests.strategies import CONFIGS

HERE = ["Council 5", "Council 6", "Council 7", "Council 8"]
LASTS = "survival_1_years"
NAMES = [
    "talks_begun",
    "talks_begun@acting",
    "talks_begun@elsewhere",
    "success_rate@acting",
    LASTS,
    f"{LASTS}@acting",
    f"{LASTS}@elsewhere",
    f"{LASTS}@County 2",
]
EARLY: dict[str, Any] = {"levers.announce_early": 1, "where": HERE}


def compared(write: Write, **policies: Any) -> Path:
    """Write a comparison of policies."""
    return write(levers=None, uncertainties=None, policies=policies, outcomes=NAMES, runs=40)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a comparison of one policy that acts in a place."""
    import tomli_w

    folder = tmp_path_factory.mktemp("acting")
    content = {k: v for k, v in SMALL.items() if k not in ("levers", "uncertainties")}
    content |= {"policies": {"Early": EARLY}, "outcomes": NAMES, "runs": 40}
    (folder / "some.toml").write_text(tomli_w.dumps(content))
    run_study(load_study(folder / "some.toml"), folder / "out")
    return folder / "out"


def test_a_lever_of_a_place_shows_there(played: Path) -> None:
    """It moves what is measured where it acts, far more than what is measured elsewhere."""
    rows = pd.read_csv(played / "differences.csv").set_index("outcome")
    there = rows[rows.index.str.contains("@Council") & rows.index.str.startswith("success")]
    assert (there["high"] < 0.0).all()
    away = rows[rows.index.str.contains("@outside")]
    whole = rows.loc["talks_begun"]
    here = rows[rows.index.str.startswith("talks_begun@Council")].iloc[0]
    assert whole["difference"] == pytest.approx(here["difference"] + away.iloc[0]["difference"])


def test_survival_of_a_place_is_compared(played: Path) -> None:
    """Of each place it is that of the study's partnerships with its councils, paired as others."""
    rows = pd.read_csv(played / "differences.csv").set_index("outcome")
    lasting = rows[rows.index.str.startswith(LASTS)]
    assert len(lasting) == 4
    assert (lasting["low"] <= lasting["difference"]).all()
    summary = pd.read_csv(played / "summary.csv")
    table = pd.read_parquet(played / "tables" / "partnerships.parquet")
    codes = set(geography_of(load_study(played.parent / "some.toml").scenario).councils.query(
        "name in @HERE")["code"])  # fmt: skip
    near = np.array([not codes.isdisjoint(one.split(";")) for one in table["councils"]])
    last = SMALL["base"]["period.months"] - 1
    for sign, chosen in (("@Council", table[near]), ("@outside", table[~near])):
        of_place = summary["outcome"].str.startswith(LASTS + sign) & (summary["point"] == 1)
        part = chosen[chosen["point"] == 1]
        observed = part["months"].astype(float).fillna(last - part["began"])
        parted, alive = part["how"] == "by choice", 1.0
        for age in range(13):
            alive *= 1.0 - ((observed == age) & parted).sum() / (observed >= age).sum()
        assert summary.loc[of_place, "value"].item() == pytest.approx(alive)


def test_files_of_figures_have_plain_names(played: Path) -> None:
    """However an outcome of a place is called, its figure has a name that every system takes."""
    names = [path.stem for path in (played / "figures").glob("*.svg")]
    assert names
    assert all(name.replace("_", "").isalnum() for name in names)
    assert (played / "report.html").is_file()


def test_tables_have_councils_names_and_dates(played: Path) -> None:
    """Each row says whose it is and when it was, as words that are stored once."""
    talks = pq.read_table(played / "tables" / "talks.parquet")
    assert talks.schema.field("names").type.index_type.bit_width == 32
    frame = talks.to_pandas()
    assert set(frame["names"].iloc[0].split(";")) <= {f"Council {n}" for n in range(1, 17)}
    codes = frame["councils"].str.split(";").explode().unique()
    assert set(codes) <= {f"S{n:06d}" for n in range(1, 17)}
    began = pd.to_datetime(frame["began_date"].astype(str))
    assert ((began.dt.year - 2005) * 12 + began.dt.month - 1 == frame["began"]).all()
    assert (frame["ended_date"].isna() == frame["ended"].isna()).all()
    columns = pd.read_csv(played / "tables" / "columns.csv")
    assert {"councils", "names", "began_date"} <= set(columns["column"])
    partnerships = pd.read_parquet(played / "tables" / "partnerships.parquet")
    assert partnerships["councils"].str.split(";").str.len().tolist() == [
        *partnerships["largest"].astype(int)
    ]


def test_parts_of_an_earlier_version_are_finished_without_these(
    write: Write, tmp_path: Path
) -> None:
    """Where parts lack the columns, they are missing in the tables, and nothing else is."""
    run_study(load_study(compared(write, Early=EARLY)), tmp_path / "out")
    before = pd.read_parquet(tmp_path / "out" / "tables" / "talks.parquet")
    for part in part_folders(tmp_path / "out"):
        path = part / "talks.parquet"
        table = pq.read_table(path).drop_columns(["councils", "names", "began_date", "ended_date"])
        pq.write_table(table, path)
        seal(part)
    finish_again(tmp_path / "out")
    after = pq.read_table(tmp_path / "out" / "tables" / "talks.parquet")
    assert after.schema.equals(table_schema("talks", ()))
    frame = after.to_pandas()
    assert frame["names"].isna().all()
    pd.testing.assert_series_equal(frame["trust_start"], before["trust_start"])


def test_a_choice_can_be_by_what_happens_there(write: Write) -> None:
    """The outcome that policies are chosen by is that of the places where they act."""
    policies = {"A": {"levers.repair": 1, "where": "Council 5"}}
    study = load_study(write(levers=None, uncertainties=None, policies=policies,
                             decision={"outcome": "success_rate@acting"}))  # fmt: skip
    assert deciding_outcome(study).name == "success_rate@Council 5"
    assert "success_rate@Council 5" in {one.name for one in study.outcomes}


def test_a_lever_of_a_sweep_acts_in_a_place(write: Write) -> None:
    """Its values are levels, and the councils stand beside each."""
    lever = {"values": [0, 1], "where": "Council 5"}
    study = load_study(write(levers={"levers.repair": lever}, uncertainties=None,
                             outcomes=["talks_begun@acting"]))  # fmt: skip
    assert study.outcomes[0].name == "talks_begun@Council 5"
    assert study.scenario_of(1).levers.repair.councils == ("Council 5",)
    assert study.scenario_of(1).levers.repair.level == 1.0


@pytest.mark.parametrize(("policy", "words"), [
    ({"levers.repair": 1, "where": ""}, "policies.A: where: is no name"),
    ({"levers.repair": 1, "where": []}, "must name councils, counties or regions"),
    ({"levers.repair": 1, "where": [3]}, "is no name, got 3"),
    ({"choices.protocol": "vision_first", "where": "Council 5"}, "acts everywhere"),
    ({"levers.repair": 1, "talks.patience": 5, "where": "Council 5"}, "acts everywhere"),
    ({"levers.repair.level": 1, "levers.repair.councils": ["Council 5"], "where": "Council 5"},
     "set beside where"),
    ({"where": "Council 5"}, "changes nothing there"),
    ({"levers.repair": 1}, "acts everywhere, so that there is no elsewhere"),
    ({"talks.patience": 5}, "no lever is pulled in a place of its own"),
])  # fmt: skip
def test_a_policy_of_no_place_is_refused(write: Write, policy: dict[str, Any], words: str) -> None:
    """The message names the policy and what would do."""
    with pytest.raises(InputError, match=words):
        load_study(compared(write, A=policy))


@pytest.mark.parametrize(("outcome", "where", "words"), [
    ("talks_begun@Council 55", "Council 5", "no such council.*'Council 55'"),
    ("talks_begun@acting", "Council 55", "no such council.*'Council 55'"),
])  # fmt: skip
def test_a_place_off_the_map_is_refused_before_anything_is_written(
    write: Write, tmp_path: Path, outcome: str, where: str, words: str
) -> None:
    """No folder is made for it."""
    policies = {"A": {"levers.repair": 1, "where": where}}
    study = load_study(write(levers=None, uncertainties=None, policies=policies,
                             outcomes=[outcome]))  # fmt: skip
    with pytest.raises(InputError, match=words):
        run_study(study, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_county_of_one_name_with_its_council_can_be_named() -> None:
    """Where a county council is on the map it has the name, and the county one that says so."""
    geography = geography_of(Scenario.load(CONFIGS / "england_all_tiers.toml"))
    assert len(find_councils(geography, "Devon", "x")) == 1
    county = find_councils(geography, "county of Devon", "x")
    assert set(geography.councils["county"].iloc[county]) == {"Devon"}
    assert len(county) > 5
    region = find_councils(geography, "South West", "x")
    assert set(geography.councils["region"].iloc[region]) == {"South West"}
    lever = "levers.repair.councils"
    reach = [
        lever_reach(Scenario().with_changes({lever: names}), geography).tobytes()
        for names in (["South West"], [*geography.councils["code"].iloc[region]], [])
    ]
    assert reach[0] == reach[1] != reach[2]
    with pytest.raises(InputError, match="did you mean 'South West'"):
        find_councils(geography, "Soth West", "x")
