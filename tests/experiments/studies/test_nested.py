"""Nested studies: members of a posterior times runs, under different structures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.statistics.posterior import Posterior
from experiments.studies.nest import Nest
from experiments.studies.results import StudyResults
from experiments.studies.run import run_study, with_played_runs
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.experiments.studies.conftest import Write

MANY = 24
"""Members of the posterior of these tests."""

LEVERS = {"talks.planned_months": [2, 6, 12]}
CLOCKS = {"choices.clock": ["calendar", "embargo"]}


@pytest.fixture
def nested(write: Write, tmp_path: Path) -> Path:
    """Write a posterior and a study nested in it, under two structures, and return the study."""
    draws = np.random.default_rng(5)
    sets = pd.DataFrame({"trust.floor": draws.uniform(0.05, 0.6, MANY)})
    Posterior(sets, np.full(MANY, 1 / MANY)).table().to_csv(tmp_path / "p.csv", index=False)
    return write(posterior="p.csv", members=8, runs=3, levers=LEVERS, structures=CLOCKS,
                 uncertainties=None)  # fmt: skip


def play(file: Path, out: Path, **more: int) -> StudyResults:
    """Play a study and read it."""
    run_study(load_study(file, **more), out, figures=False)
    return StudyResults.read(out)


def test_runs_of_a_member_have_its_parameters(nested: Path, tmp_path: Path) -> None:
    """Each member plays as many runs, at every point the same."""
    play(nested, tmp_path / "out")
    sets = pd.read_csv(tmp_path / "out" / "tables" / "parameter_sets.csv")
    assert sets.groupby("member").size().tolist() == [3] * 8
    assert sets.groupby("member")["trust.floor"].agg(set).map(len).tolist() == [1] * 8


@pytest.mark.parametrize(("members", "runs"), [(12, 3), (8, 5), (12, 5)])
def test_members_and_runs_are_added_later(
    nested: Path, tmp_path: Path, members: int, runs: int
) -> None:
    """What was played stays as it is, and no number of a run is there twice."""
    out = tmp_path / "out"
    play(nested, out)
    before = pd.read_parquet(out / "tables" / "runs.parquet").set_index(["point", "run"])
    done = play(nested, out, members=members, runs=runs)
    after = pd.read_parquet(out / "tables" / "runs.parquet").set_index(["point", "run"])
    assert len(after) == len(done.study.points) * members * runs
    assert after.index.is_unique
    pd.testing.assert_frame_equal(after.loc[before.index], before)
    assert np.bincount(done.study.nest.member).tolist() == [runs] * members  # type: ignore[union-attr]
    assert done.effects["members"].max() == members


def test_fewer_are_refused_and_nothing_is_lost(nested: Path, tmp_path: Path) -> None:
    """The field, the number and what is allowed are named."""
    out = tmp_path / "out"
    play(nested, out)
    with pytest.raises(InputError, match="more of each point already") as refused:
        play(nested, out, members=4)
    assert (refused.value.field, refused.value.value) == ("--members", 4)
    assert (out / "effects.csv").is_file()


def test_what_is_not_asked_for_stays_as_played(nested: Path, tmp_path: Path) -> None:
    """More members keep the runs of each that the folder has."""
    out = tmp_path / "out"
    play(nested, out, runs=4)
    asked = with_played_runs(load_study(nested, members=9), out, members=True, runs=False)
    assert asked.nest is not None
    assert (asked.nest.members, asked.nest.each) == (9, 4)


def test_every_point_is_compared_under_its_own_structure(nested: Path, tmp_path: Path) -> None:
    """No effect is between two assumptions, and each has its reference."""
    done = play(nested, tmp_path / "out")
    points = {one["point"]: one for one in done.summary.to_dict("records")}
    for row in done.effects.to_dict("records"):
        here, there = points[row["point"]], points[row["reference"]]
        assert here["choices.clock"] == there["choices.clock"] == row["structure"]
        assert there["talks.planned_months"] == 2.0
        if row["point"] == row["reference"]:
            assert row["effect"] == 0.0


def test_three_kinds_of_not_knowing_stand_apart(nested: Path, tmp_path: Path) -> None:
    """The answer tells luck, parameters and structure, and how probable a sign is."""
    done = play(nested, tmp_path / "out")
    text = " ".join(done.conclusions().sentences)
    for words in (
        "luck",
        "parameters",
        "structure",
        "with a probability of",
        "over all assumptions",
    ):
        assert words in text
    assert "beyond doubt" not in text
    part = done.effects[done.effects["outcome"] == "success_rate"]
    effect = part["effect"].to_numpy()
    assert (part["luck_low"] <= effect + 1e-9).all()
    assert (part["luck_high"] >= effect - 1e-9).all()
    highest = part.groupby("structure")["highest"].sum()
    assert highest.to_numpy() == pytest.approx([1.0, 1.0])


def test_policies_stand_under_structures_too(write: Write, nested: Path, tmp_path: Path) -> None:
    """Each policy is compared with the baseline that assumes the same."""
    file = write(posterior="p.csv", members=4, runs=2, levers=None, uncertainties=None,
                 structures=CLOCKS, policies={"A": {"levers.visits": 1.0}})  # fmt: skip
    done = play(file, tmp_path / "policies")
    points = done.summary.drop_duplicates("point")
    assert points["policy"].tolist() == ["baseline", "A"] * 2
    assert done.effects.groupby("point")["reference"].first().tolist() == [0, 0, 2, 2]
    assert "under every assumption" in " ".join(done.conclusions().sentences)


def test_a_study_at_one_set_says_so_first(write: Write, tmp_path: Path) -> None:
    """Its answer opens with what its intervals leave out."""
    done = play(write(posterior="none", runs=4), tmp_path / "out")
    assert done.conclusions().sentences[0].startswith("This study is at one parameter set")


def test_a_new_study_is_over_the_packaged_posterior(write: Write) -> None:
    """Where a file says nothing of it, 64 members play 12 runs each."""
    study = load_study(write(posterior=None, runs=None))
    packaged = Posterior.read("packaged")
    assert study.posterior is not None
    assert study.posterior.hash == packaged.hash
    assert study.nest == Nest(((64, 12),))


def test_members_without_a_posterior_are_refused(write: Write) -> None:
    """Nobody would be drawn."""
    with pytest.raises(InputError, match="are of a posterior") as refused:
        load_study(write(posterior="none", members=4))
    assert refused.value.field == "members"
