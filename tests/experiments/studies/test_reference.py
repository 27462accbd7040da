"""The published studies are those of the model as it is now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.commands.published.studies import (
    FIRST,
    FIRST_RUNS,
    SMALL,
    STUDIES,
    some_points,
)
from experiments.studies.batch import Batch, play_batch, work_of
from experiments.studies.study import Study
from experiments.studies.study_file import load_study

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "results" / "reference"

TOLERATED = 0.25
"""Half-widths of an interval by which a mean may differ: what other bits of other machines do is
far less, what another model does is mostly more."""


@pytest.fixture(params=STUDIES, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of a published study."""
    return str(request.param)


@pytest.fixture(scope="module")
def study(name: str) -> Study:
    """Return the study of the file that is published."""
    return load_study(ROOT / "configs" / "studies" / f"{name}.toml")


def test_every_study_is_published(name: str) -> None:
    """Page, tables and figures of each study stand in results/reference."""
    for file in (*SMALL, FIRST):
        assert (PUBLISHED / name / file).is_file()
    assert list((PUBLISHED / name / "figures").glob("*.svg"))


def test_studies_are_large_enough(study: Study) -> None:
    """Each has at least 12 points of 400 runs."""
    assert len(study.points) >= 12
    assert study.runs >= 400
    assert study.nest is None or study.nest.members >= 64


def test_the_published_numbers_are_those_of_the_model(name: str, study: Study) -> None:
    """The first runs at some points give the published outcomes; if not, run `make reference`.

    The same seeds give the same runs, so that this holds exactly where the model is the same and
    the machine counts alike. Means over runs may differ by a quarter of their interval, which
    leaves room for a run that turns out otherwise on another machine, and none for another model:
    with hundreds of outcomes, some would differ by far more.
    """
    published = pd.read_csv(PUBLISHED / name / FIRST)
    for point in some_points(len(study.points)):
        before = published[published["point"] == point].set_index("run")
        now = played(study, point)
        off = outside(before, now)
        assert not off, f"point {point}: {', '.join(off)} differ: run `make reference`"


def played(study: Study, point: int) -> pd.DataFrame:
    """Return the outcomes of the first runs of a point."""
    batch = Batch(point, 0, FIRST_RUNS)
    runs = play_batch(batch, work_of(study, point), study.outcomes).tables["runs"]
    return pd.DataFrame(runs.to_pandas()).drop(columns="point").set_index("run")


def outside(before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """Return the published outcomes whose means differ by more than is tolerated, or are gone.

    An outcome that was added since is not among the published ones and invalidates none of them.
    """
    published = before.drop(columns="point").columns
    missing = [name for name in published if name not in now]
    shared = [name for name in published if name in now]
    half = 2.2 * now[shared].std() / np.sqrt(len(now))
    apart = (before[shared].mean() - now[shared].mean()).abs()
    return missing + [name for name in shared
                      if apart[name] > TOLERATED * half[name] + 1e-6 * abs(now[name].mean())
                      or before[name].isna().all() != now[name].isna().all()]  # fmt: skip


def test_an_added_outcome_invalidates_nothing(name: str, study: Study) -> None:
    """Outcomes that are not published are passed over; one that is gone is named."""
    point = some_points(len(study.points))[0]
    published = pd.read_csv(PUBLISHED / name / FIRST)
    before = published[published["point"] == point].set_index("run")
    now = played(study, point)
    assert outside(before, now.assign(added=1.0)) == []
    gone = before.columns[-1]
    assert outside(before, now.drop(columns=gone)) == [gone]


def test_another_model_would_be_noticed(study: Study) -> None:
    """Runs with a slightly other default do not pass for those published."""
    point = some_points(len(study.points))[1]
    rate = 1.05 * study.scenario_of(point).talks.vision_rate
    changes = {**study.points[point].changes, "talks.vision_rate": rate}
    points = [replace(one, changes=changes) for one in study.points]
    before = played(study, point).assign(point=point)
    assert outside(before, played(replace(study, points=points), point))
