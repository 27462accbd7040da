"""The central member: from the middle of the posterior outwards, the first that answers all rows.

The posterior is sampled from rows of numbers alone. Its members agree on those, but not on every
statement about a direction: the member that is taken has to answer these as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.priors import scores_of
from experiments.calibration.study import Central
from experiments.calibration.targets import q_rows
from experiments.execution.workers import Workers
from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.pattern import judge_pattern
from experiments.patterns.scorecard import play
from experiments.statistics.posterior import Posterior
from simulation.parameters.prior import Prior
from simulation.scenario import Scenario

DIGITS = 3
"""Significant digits that the values of the central member keep."""

COLUMNS = ("member", "away", "runs", "numbers", "signs", "not_met", "posterior")


def rank_members(posterior: Posterior, priors: Mapping[str, Prior]) -> tuple[Any, Any]:
    """Return the members from the middle outwards, and how far each is away.

    Parameters
    ----------
    posterior : Posterior
        The last generation.
    priors : mapping of str to Prior
        The prior of each of its parameters.

    Returns
    -------
    order : array of int, shape (members,)
        The member nearest to the weighted mean first.
    away : array of float, shape (members,)
        Distance of each member, in the order of the posterior: of normal scores (see `priors`), in
        standard deviations of the posterior.
    """
    scores = scores_of(priors, posterior.sets)
    mean = posterior.weight @ scores
    spread = np.sqrt(posterior.weight @ (scores - mean) ** 2)
    away = np.linalg.norm((scores - mean) / np.where(spread > 0, spread, 1.0), axis=1)
    return np.argsort(away, kind="stable"), away


def judged_members(path: Path, posterior: str, asked: Central) -> pd.DataFrame:
    """Return the members that were held against all rows: of one posterior, with these runs."""
    if not path.exists() or not asked.members:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.read_csv(path, keep_default_na=False)
    same = (table["posterior"] == posterior) & (table["runs"] == asked.runs)
    return table[same].reset_index(drop=True)


def meets(told: pd.Series[Any], asked: Central) -> bool:
    """Return whether a member meets every row of numbers and enough of direction."""
    return bool(told["numbers"] == len(q_rows()) and told["signs"] >= asked.signs)


def values_at(posterior: Posterior, member: int) -> dict[str, float]:
    """Return the values of a member as defaults hold them: rounded, by dotted name."""
    values = posterior.changes(member)
    return {name: float(f"{value:.{DIGITS}g}") for name, value in values.items()}


class CentralSearch:
    """Looks for the central member.

    Parameters
    ----------
    posterior : Posterior
        The last generation.
    priors : mapping of str to Prior
        Of its parameters.
    asked : Central
        How many members are held against all rows, and what they must meet.
    path : Path
        The table of members that were held against all rows; it grows, and is gone on with.
    """

    def __init__(
        self, posterior: Posterior, priors: Mapping[str, Prior], asked: Central, path: Path
    ) -> None:
        self.posterior, self.asked, self.path = posterior, asked, path
        self.order, self.away = rank_members(posterior, priors)
        self.table = judged_members(path, posterior.hash, asked)

    def look(self, base: Scenario, workers: Workers, advance: Callable[[int], None]) -> None:
        """Hold members against all rows until one answers them.

        Parameters
        ----------
        base : Scenario
            What members start from.
        workers, advance
            Who plays, and who hears of each member.
        """
        work = partial(verdicts, base, self.asked.runs)
        tried = self.order[: self.asked.members].tolist()
        for first in range(0, len(tried), workers.number):
            batch = tried[first : first + workers.number]
            left = [one for one in batch if one not in set(self.table["member"])]
            found = workers.in_order(work, [values_at(self.posterior, one) for one in left])
            for member, told in zip(left, found, strict=True):
                self._add(member, told)
            advance(len(batch))
            if self.first_that_meets is not None:
                break

    @property
    def first_that_meets(self) -> int | None:
        """The first member from the middle outwards that answers, None if none of those tried."""
        rows = self.table.set_index("member")
        for member in self.order[: self.asked.members]:
            if member not in rows.index:
                return None
            if meets(rows.loc[member], self.asked):
                return int(member)
        return None

    @property
    def central(self) -> int:
        """The central member; the one in the middle if none answers or none was to be tried."""
        return int(self.order[0]) if self.first_that_meets is None else self.first_that_meets

    def _add(self, member: int, told: Mapping[str, str]) -> None:
        short = [row for row, verdict in told.items() if verdict != "met"]
        met = [CATALOGUE[row].kind for row, verdict in told.items() if verdict == "met"]
        row = (member, self.away[member], self.asked.runs, met.count("Q"), met.count("D"),
               " ".join(short), self.posterior.hash)  # fmt: skip
        added = pd.DataFrame([row], columns=list(COLUMNS))
        self.table = pd.concat([self.table, added]) if len(self.table) else added
        part = self.path.with_suffix(".part")
        self.table.to_csv(part, index=False)
        part.replace(self.path)


def verdicts(base: Scenario, runs: int, changes: Mapping[str, float]) -> dict[str, str]:
    """Return the verdict on every row that is judged, as `partnerships validate` comes to it."""
    patterns = [one for one in CATALOGUE.values() if one.kind in ("Q", "D")]
    samples = play(patterns, base.with_changes(changes), runs, 1, of=CATALOGUE.values())
    return {one.row: judge_pattern(one, samples).verdict for one in patterns}
