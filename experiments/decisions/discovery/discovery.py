"""Scenario discovery from cases to what can be said of them: a box that was tested, and a tree."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.decisions.discovery.boxes import Step, best_step, measure
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.condition import Condition
from experiments.decisions.discovery.covering import FurtherBox, further_boxes
from experiments.decisions.discovery.limits import TestedLimit, sift
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
    further : list of FurtherBox
        Boxes in what the first one leaves.
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
    further: list[FurtherBox]

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
    sifted = sift(cases, paste(cases, steps[chosen].box), seed, again)
    box = measure(cases, sifted.box)
    something = looked.chance <= LEVEL and bool(box.box)
    further = further_boxes(cases, box.box, seed) if something else []
    return Discovery(condition, found, steps, chosen, box, box_intervals(cases, box.box),
                     sifted.limits, sifted.dropped, looked.chance, again, grow_tree(cases, seed),
                     further)  # fmt: skip
