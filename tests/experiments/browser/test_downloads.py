"""What is taken away is what was played, and the command line takes it back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.map.colouring import Moment, printed
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit import downloads
from experiments.browser.visit.naming import file_stem, run_title
from experiments.browser.visit.tables import readable_tables
from experiments.browser.visit.uploads import uploaded_scenario
from experiments.figures.council_map import MOST_NAMED
from simulation import Scenario, run
from simulation.errors import InputError
from simulation.provenance import version
from simulation.result import TABLES
from tests.strategies import WORLDS

PNG = b"\x89PNG"
PLAYED = "a-synthetic-map-of-hexagons-2007-2013-32-changes_seed-4_2013-12"


@pytest.fixture(scope="module")
def summary(lively: Scenario) -> EnsembleSummary:
    """Return what a few runs of the lively world say."""
    return list(ensemble_summaries(lively, runs=10))[-1]


def test_tables_come_back_as_they_were(played: RecordedModel) -> None:
    """A table as Parquet or CSV holds the rows of the result, with names beside codes."""
    result = played.result()
    parquet = downloads.table(result, "talks", "parquet")
    assert parquet.name == f"{PLAYED}_talks.parquet"
    back = pd.read_parquet(io.BytesIO(parquet.content))
    named = back.pop("council_names")
    same = result.talks.drop(columns="talks")
    back = back.drop(columns=["talks", "decided_council_name"])
    pd.testing.assert_frame_equal(back, same, check_dtype=False, check_categorical=False)
    names = dict(zip(result.codes, result.names, strict=True))
    assert [";".join(names[one] for one in codes.split(";")) for codes in back["councils"]] == list(
        named
    )
    csv = pd.read_csv(io.BytesIO(downloads.table(result, "events", "csv").content))
    assert list(csv["sentence"]) == list(result.events["sentence"])


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_all_tables_come_in_one_file(played: RecordedModel, kind: str) -> None:
    """The zip holds all tables, what they and their columns are, and the scenario; no folder."""
    made = downloads.tables(played.result(), kind)
    assert made.name == f"{PLAYED}.zip"
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = archive.namelist()
        assert set(names) == {f"{name}.{kind}" for name in TABLES} | {
            "columns.csv", "scenario.toml", "README.txt",
        }  # fmt: skip
        words = archive.read("README.txt").decode()
        assert all(name in words for name in names)
        assert f"--seed {played.seed_used}" in words
        assert f"mesa {version('mesa')}" in words
        columns = pd.read_csv(io.BytesIO(archive.read("columns.csv")), encoding="utf-8-sig")
        known = set(zip(columns["table"], columns["column"], strict=True))
        for name, frame in readable_tables(played.result()).items():
            assert {(name, column) for column in frame.columns} <= known
        assert uploaded_scenario(archive.read("scenario.toml")) == played.base


def test_the_numbers_of_talks_are_those_of_the_whole_period(lively: Scenario) -> None:
    """Soundings that turn into talks later push no number back, in no table that has them."""
    model = RecordedModel(lively, rng=2)
    final = run(lively, seed=2)
    whole, moved = final.talks.set_index("talks")["councils"], False
    for _ in range(4):
        model.advance(15)
        result = model.result()
        tables = readable_tables(result)
        early = tables["talks"].set_index("talks")["councils"]
        assert early.to_dict() == whole[early.index].to_dict()
        assert set(tables["partnerships"]["talks"]) <= set(early.index)
        events = tables["events"].dropna(subset=["talks"])
        began = events[events["kind"] == "talks began"]
        assert set(began["talks"]) == set(early.index)
        moved |= list(early.index) != list(result.talks["talks"])
    assert moved


def test_files_are_named_after_what_is_played(lively: Scenario) -> None:
    """A preset is named, other changes are counted, and letters are plain."""
    england = Scenario.default()
    long_talks = england.with_changes({"talks.planned_months": 9.0})
    assert "talks-planned-for-nine-months" in downloads.scenario_file(long_talks).name
    assert run_title(england.with_changes({"talks.patience": 11})).endswith("2005-2018, 1 change")
    mine = lively.with_changes({"name": "Mine"})
    assert run_title(mine) == "Mine"
    assert file_stem(england.with_changes({"name": "Ceçi/../n’est"})) == "ceci-nest"


def test_the_scenario_can_be_run_from_the_command_line(
    tmp_path: Path, command: Callable[..., object], lively: Scenario
) -> None:
    """`partnerships run` takes the file as it is."""
    scenario = lively.with_changes({"period.months": 3})
    made = downloads.scenario_file(scenario)
    (tmp_path / made.name).write_bytes(made.content)
    assert Scenario.load(tmp_path / made.name) == scenario
    answer = command("run", "--runs", 1, tmp_path / made.name, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output  # type: ignore[attr-defined]


def test_an_own_map_goes_along_with_its_scenario(tmp_path: Path) -> None:
    """The zip unpacks to a scenario with its tables beside it, wherever they lay."""
    own = Scenario().with_changes(WORLDS["own"])
    made = downloads.scenario_file(own)
    assert made.name.endswith(".zip")
    zipfile.ZipFile(io.BytesIO(made.content)).extractall(tmp_path)
    back = Scenario.load(tmp_path / "scenario.toml")
    assert Path(back.geography.councils).parent == tmp_path / "own_map"
    given = Path(own.geography.councils).read_bytes()
    assert Path(back.geography.councils).read_bytes() == given
    assert str(Path(own.geography.councils).parent) not in made.content.decode("latin-1")


@pytest.mark.parametrize("name", downloads.FIGURES)
def test_figures_come_as_vectors_and_as_pixels(
    summary: EnsembleSummary, lively: Scenario, name: str
) -> None:
    """Each figure of an ensemble is drawn as SVG and as PNG, the same bytes each time."""
    svg = downloads.figure(summary, lively, name, "svg")
    assert svg.content.startswith(b"<?xml")
    assert svg.content == downloads.figure(summary, lively, name, "svg").content
    assert downloads.figure(summary, lively, name, "png").content.startswith(PNG)


def test_the_map_of_a_month_is_drawn(played: RecordedModel) -> None:
    """The map at a month is named by run and month, and looks otherwise at another."""
    then = downloads.map_figure(played.recording, 30, "svg")
    assert then.name == f"{PLAYED.rpartition('_')[0]}_2009-07_map.svg"
    assert then.content != downloads.map_figure(played.recording, 60, "svg").content
    assert downloads.map_figure(played.recording, 30, "png").content.startswith(PNG)


def words_of(svg: bytes) -> str:
    """Return what a drawing says."""
    return " ".join(re.findall(r"<text[^>]*>(.*?)</text>", svg.decode()))


def test_the_map_of_a_small_country_carries_names(played: RecordedModel) -> None:
    """As in the figures of the page every council is named, up to as many as there."""
    recording = played.recording
    assert len(recording.names) <= MOST_NAMED
    words = words_of(downloads.map_figure(recording, 30, "svg").content)
    assert all(part in words for name in recording.names for part in name.split())


def test_the_map_is_that_of_the_page(played: RecordedModel) -> None:
    """Its colouring is that of the page, and what it shows, of which run, stands below it."""
    recording = played.recording
    colouring = printed(Moment(recording, 30), "stress")
    picture = downloads.map_figure(recording, 30, "svg", colouring).content
    words = words_of(picture)
    assert "Financial stress. Simulated:" in words
    assert f"seed {recording.seed}, run {recording.run}" in words
    assert "0.1 to 0.2" in words
    assert any(colour in picture.decode() for colour, *_ in colouring[1].classes)
    assert "Political control" in words_of(downloads.map_figure(recording, 30, "svg").content)


def test_pictures_of_a_period_beyond_the_record_say_so() -> None:
    """What stands above the map of the page stands below its pictures."""
    beyond = {"period.start": "2017-01", "period.months": 30, "period.beyond_record": "hold"}
    model = RecordedModel(Scenario().with_changes(beyond), rng=1)
    model.advance(3)
    assert "beyond the record" in words_of(downloads.map_figure(model.recording, 2, "svg").content)


def test_the_bands_come_as_a_table(summary: EnsembleSummary, lively: Scenario) -> None:
    """The table of an ensemble has a row a month."""
    made = downloads.ensemble_table(summary, lively)
    table = pd.read_csv(io.BytesIO(made.content), encoding="utf-8-sig")
    assert made.name.endswith("_10-runs_councils_sharing.csv")
    assert list(table.columns)[:2] == ["date", "low_90"]
    assert len(table) == 84


def test_unknown_names_are_refused(
    played: RecordedModel, summary: EnsembleSummary, lively: Scenario
) -> None:
    """A table, figure or kind of file that does not exist is refused with those that do."""
    result = played.result()
    with pytest.raises(InputError, match="did you mean 'talks'"):
        downloads.table(result, "talk", "csv")
    with pytest.raises(InputError, match="allowed: csv, parquet"):
        downloads.table(result, "talks", "exe")
    with pytest.raises(InputError, match="no such figure"):
        downloads.figure(summary, lively, "../../etc/passwd", "svg")
    with pytest.raises(InputError, match="allowed: svg, png"):
        downloads.map_figure(played.recording, 3, "pdf")
