"""Members of the posterior held against rows: the predictive check, and the central member.

The posterior is sampled from rows of numbers alone. Its members agree on those, but not on every
statement about a direction: the central member, the first from the middle of the posterior
outwards that answers all rows, has to answer these as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.central import rank_members, values_at
from experiments.calibration.study import Central
from experiments.calibration.targets import (
    MOST_OF_ALL,
    Target,
    binding_ends,
    bounds,
    in_base_world,
    q_rows,
    rows_named,
    target_of,
)
from experiments.execution.workers import Workers
from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.pattern import judge_pattern
from experiments.patterns.samples import Samples
from experiments.patterns.scorecard import play
from experiments.statistics.posterior import Posterior
from experiments.store.spreadsheet import save_csv
from simulation.frames import read_csv_frame
from simulation.parameters.prior import Prior
from simulation.scenario import Scenario

QUANTILES = {"p5": 0.05, "p50": 0.5, "p95": 0.95}
PLACES = tuple(f"place_{name}" for name in QUANTILES)
"""Columns of the same quantiles on the common scale of all bands (see `common_scale`)."""

COLUMNS = (
    *("row", "number", "what", "wanted", "aimed_at", "low", "high"),
    *QUANTILES,
    *PLACES,
    "inside",
)


CENTRAL_COLUMNS = ("member", "away", "runs", "numbers", "signs", "not_met", "posterior")


def predictive_check(
    base: Scenario,
    rows: tuple[str, ...],
    posterior: Posterior,
    members: Sequence[int],
    runs: int,
    workers: Workers,
    advance: Callable[[int], None],
) -> pd.DataFrame:
    """Return a row for each check of every row of numbers: what members of the posterior give.

    Parameters
    ----------
    base : Scenario
        What members start from.
    rows : tuple of str
        Rows of the evidence; none for every Q row.
    posterior, members : Posterior, sequence of int
        The parameter sets, and which of them are played.
    runs : int
        Runs of each member and world.
    workers, advance
        Who plays, and who hears of each member.

    Returns
    -------
    DataFrame
        Row and number of the check, what it measures and wants, whether calibration aimed at it,
        its band, quantiles over members, and the share of members inside the band.
    """
    play = partial(_played, base, rows, runs)
    sets = [posterior.changes(one) for one in members]
    found = list(workers.in_order(play, sets, advance))
    values, met, words = (np.array([one[part] for one in found]) for part in range(3))
    table = [
        _row(pattern.row, number, check, values[:, place], met[:, place], words[0, place])
        for place, (pattern, number, check) in enumerate(_checks(rows))
    ]
    return pd.DataFrame(table, columns=list(COLUMNS))


def _checks(rows: tuple[str, ...]) -> list[tuple[Any, int, Any]]:
    return [
        (pattern, number, check)
        for pattern in rows_named(rows)
        for number, check in enumerate(pattern.checks)
    ]


def _played(
    base: Scenario, rows: tuple[str, ...], runs: int, changes: Mapping[str, float]
) -> tuple[list[float], list[bool], list[tuple[str, str]]]:
    """Return the value of each check for a member, whether it is met, and what it is."""
    samples = Samples(base.with_changes(changes), runs)
    checks = [check for _, _, check in _checks(rows)]
    samples.play([need for check in checks for need in check.needs()])
    found = [check.judge(samples) for check in checks]
    return (
        [one.estimate.value for one in found],
        [one.met for one in found],
        [(one.what, one.wanted) for one in found],
    )


def _row(row: str, number: int, check: Any, values: Any, met: Any, words: Any) -> list[Any]:
    ends = bounds(check)
    there = values[~np.isnan(values)]
    told = np.quantile(there, list(QUANTILES.values())) if len(there) else [np.nan] * len(QUANTILES)
    head = [row, number, str(words[0]), str(words[1])]
    if ends is None:
        nothing = [np.nan] * len(QUANTILES)
        return [*head, False, np.nan, np.nan, *told, *nothing, float(np.mean(met))]
    target = target_of(row, number, check, 0.0)
    places = [common_scale(target, float(value)) for value in told]
    inside = (values >= ends[0]) & (values <= ends[1])
    return [*head, in_base_world(check), *ends, *told, *places, float(np.mean(inside))]


def common_scale(target: Target, value: float) -> float:
    """Return a value on the common scale of all bands, on which each lies from -1 to 1.

    A band with one end lies on one side of it: above -1 where there is a least, below 1 where
    there is a most.
    """
    if not math.isnan(target.centre):
        return (value - target.centre) / target.scale
    if math.isnan(value):
        return math.nan
    if target.log:
        middle = math.sqrt(target.low * target.high)
        return math.log(value / middle) / target.scale if value > 0 else -math.inf
    if MOST_OF_ALL < target.high - target.low < 1 and target.low > 0:
        return (value - target.low) / (target.high - target.low) * 2 - 1
    if math.isinf(binding_ends(target.low, target.high)[1]):
        return (value - target.low) / target.scale - 1
    return (value - target.high) / target.scale + 1


def judged_members(path: Path, posterior: str, asked: Central) -> pd.DataFrame:
    """Return the members that were held against all rows: of one posterior, with these runs."""
    if not path.exists() or not asked.members:
        return pd.DataFrame(columns=list(CENTRAL_COLUMNS))
    table = read_csv_frame(path, keep_default_na=False)
    same = (table["posterior"] == posterior) & (table["runs"] == asked.runs)
    return table[same].reset_index(drop=True)


def meets(told: pd.Series[Any], asked: Central) -> bool:
    """Return whether a member meets every row of numbers and enough of direction."""
    return bool(told["numbers"] == len(q_rows()) and told["signs"] >= asked.signs)


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
        added = pd.DataFrame([row], columns=list(CENTRAL_COLUMNS))
        self.table = pd.concat([self.table, added]) if len(self.table) else added
        save_csv(self.table, self.path)


def verdicts(base: Scenario, runs: int, changes: Mapping[str, float]) -> dict[str, str]:
    """Return the verdict on every row that is judged, as `partnerships validate` comes to it."""
    patterns = [one for one in CATALOGUE.values() if one.kind in ("Q", "D")]
    samples = play(patterns, base.with_changes(changes), runs, 1, of=CATALOGUE.values())
    return {one.row: judge_pattern(one, samples).verdict for one in patterns}
