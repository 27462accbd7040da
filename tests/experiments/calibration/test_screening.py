"""The screening finds what moves the numbers, and chooses no more than it may."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.calibration.particle import particle_of, study_targets
from experiments.calibration.priors import priors_of
from experiments.calibration.screening import design, nearby, problem_of, screen
from experiments.calibration.study import Screening
from experiments.execution.workers import Here, Workers
from simulation.parameters.prior import even
from tests.experiments.calibration.conftest import small_study

ALONE = Workers(Here(), 1)
NAMES = ["talks.planned_months", "costs.month", "money.observed_noise", "money.generalist"]


def test_what_moves_the_numbers_comes_first_and_what_does_not_is_never_chosen(
    tmp_path: Path,
) -> None:
    """The cost of talks moves what talks cost; the noise of reports of savings moves nothing."""
    study = small_study(tmp_path, parameters=NAMES)
    heard: list[int] = []
    table = screen(
        particle_of(study), priors_of(study), study_targets(study, ALONE),
        Screening(trajectories=2, runs=6, most=3), ALONE, heard.append,
    ).set_index("parameter")  # fmt: skip
    assert sum(heard) == 2 * (len(NAMES) + 1)
    assert table.loc[["money.observed_noise", "money.generalist"], "influence"].max() == 0.0
    assert set(table.index[table["chosen"]]) == {"talks.planned_months", "costs.month"}
    assert str(table.loc["costs.month", "most_moved"]).startswith("SF054")


def test_each_step_of_a_trajectory_moves_one_parameter() -> None:
    """From one point of a trajectory to the next exactly one parameter changes."""
    priors = {name: even(0.0, 1.0) for name in NAMES}
    points = design(problem_of(priors), Screening(trajectories=3), seed=5)
    for first in range(0, len(points), len(NAMES) + 1):
        part = points[first : first + len(NAMES) + 1]
        assert ((part[1:] != part[:-1]).sum(axis=1) == 1).all()


@pytest.mark.parametrize(("prior", "ends"), [
    (even(0.0, 1.0), (0.2, 0.45)), (even(0.25, 0.35), (0.25, 0.35)), (even(0.6, 0.9), (0.6, 0.9)),
])  # fmt: skip
def test_a_parameter_is_screened_about_its_default_inside_its_prior(
    prior: object, ends: tuple[float, float]
) -> None:
    """The ends lie half of the default away, never beyond the prior."""
    from simulation.catalogue import catalogue

    (entry,) = [one for one in catalogue() if one.name == "breakdown.told_otherwise"]
    assert entry.default == 0.3
    assert nearby(entry.name, prior, 0.5) == pytest.approx(ends)  # type: ignore[arg-type]
