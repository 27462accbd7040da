"""Scenario discovery from cases to what can be said of them: a box that was tested, and a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from experiments.decisions.discovery.boxes import Limit, Step, best_step, measure
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.condition import Condition
from experiments.decisions.discovery.permutations import without_chance
from experiments.decisions.discovery.prim import paste
from experiments.decisions.discovery.resamples import (
    Intervals,
    Resamples,
    box_intervals,
    resample,
)
from experiments.decisions.discovery.search import search
from experiments.decisions.discovery.study_cases import CaseSet
from experiments.decisions.discovery.tree import Tree, grow_tree
from experiments.statistics.comparisons import LEVEL
from simulation.errors import InputError


class TestedLimit(NamedTuple):
    """A limit with what tests say of it.

    Attributes
    ----------
    limit : Limit
        The limit.
    p_value : float
        Chance of one as good among its kind of columns, where these do not matter.
    back : float
        Share of resamples whose box limits the same column on the same side.
    """

    limit: Limit
    p_value: float
    back: float


@dataclass(frozen=True)
class Discovery:
    """What was found.

    Parameters
    ----------
    condition : Condition
        What was asked.
    found : CaseSet
        The cases.
    steps : list of Step
        The boxes to choose from, from all cases to the smallest.
    number : int
        Which of them was chosen.
    box : Step
        What became of it: slices given back, limits left out that chance would give too.
    intervals : Intervals
        Of what it holds.
    limits, dropped : list of TestedLimit
        Those it has, and those that were left out.
    chance : float
        Of a column that seems to matter as much where none does.
    resamples : Resamples
        What comes of looking again.
    tree : Tree
        Beside it.
    """

    condition: Condition
    found: CaseSet
    steps: list[Step]
    number: int
    box: Step
    intervals: Intervals
    limits: list[TestedLimit]
    dropped: list[TestedLimit]
    chance: float
    resamples: Resamples
    tree: Tree

    @property
    def cases(self) -> Cases:
        """The cases."""
        return self.found.cases

    @property
    def is_something(self) -> bool:
        """Whether a box was found that chance would not give."""
        return self.chance <= LEVEL and bool(self.box.box)


def discover(
    condition: Condition, found: CaseSet, seed: int, number: int | None = None
) -> Discovery:
    """Look for a box and a tree in the cases of a study.

    Parameters
    ----------
    condition, found : Condition, CaseSet
        What is asked, and of which cases.
    seed : int
        Of permutations and resamples.
    number : int, optional
        Which box of the trajectory is meant; otherwise the best one.

    Raises
    ------
    InputError
        If there is no box of that number.
    """
    cases = found.cases
    looked = search(cases, seed)
    steps = looked.steps
    if number is not None and number >= len(steps):
        allowed = f"0 to {len(steps) - 1}"
        raise InputError("there is no such box", field="--box", value=number, allowed=allowed)
    chosen = steps.index(best_step(steps)) if number is None else number
    again = resample(cases, seed, None if number is None else steps[number].mass)
    box, p_values = without_chance(cases, paste(cases, steps[chosen].box), seed)
    tested = [TestedLimit(one, p, again.back.get(one.key, 0.0)) for one, p in p_values.items()]
    limits = [one for one in tested if one.limit in box]
    dropped = [one for one in tested if one.limit not in box]
    ends = box_intervals(cases, box)
    return Discovery(condition, found, steps, chosen, measure(cases, box), ends, limits, dropped,
                     looked.chance, again, grow_tree(cases, seed))  # fmt: skip
