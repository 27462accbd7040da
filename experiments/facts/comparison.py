"""The packaged facts of England, and where each lies among single runs of the model.

England's history is one run, so it is compared with single runs and never with means. Where a fact
rests on a list or a sample, each run is measured on as many of its own cases, taken at random.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.outcome import WEIGHT
from experiments.statistics.outcomes import measure_outcomes, outcomes_named
from experiments.statistics.position import RARE, position_among
from simulation.result import Result

TABLE = "facts.csv"
NUMBER, SAMPLE, LIST, BOUND, ORDER = COMPARED = ("number", "sample", "list", "bound", "order")
"""How a fact is compared: with the number of each run; with as many cases of each run, taken from
those that a share is of; with as many partnerships of each run; with a number of each run that can
only be lower, so that no mid-p is taken; or whether an order holds in it."""

QUANTILES = {"p5": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}
"""How runs differ: each of these is the number of some run."""

OVER = " / "
"""Between two counts whose quotient is the share that a fact is about."""

BETWEEN = "; "


@dataclass(frozen=True)
class Fact:
    """Something that is known of England.

    Parameters
    ----------
    fact, label, what, population : str
        What it is known by, in short, in words, and of which councils.
    first, last : str
        Months such as ``2011-03`` that it is about.
    value, low, high : float
        The number, and what else the reports are compatible with; NaN for none.
    decimals : int
        To how many the number is reported: as near, a run's is equal.
    cases : int
        How many cases are behind it, 0 where that is not what it rests on.
    unit : str
        Of the number.
    outcomes : tuple of str
        The outcomes that measure it in runs.
    compared : str
        One of `COMPARED`.
    note, source : str
        In words.
    """

    fact: str
    label: str
    what: str
    population: str
    first: str
    last: str
    value: float
    low: float
    high: float
    decimals: int
    cases: int
    unit: str
    outcomes: tuple[str, ...]
    compared: str
    note: str
    source: str

    @property
    def of_counts(self) -> bool:
        """Whether it is the quotient of two counts, its outcomes."""
        return self.compared == SAMPLE and len(self.outcomes) > 1


@cache
def facts() -> tuple[Fact, ...]:
    """Return the packaged facts, in their order."""
    with (files("experiments.facts") / TABLE).open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype=str, keep_default_na=False).to_dict("records")
    return tuple(_fact({str(name): text for name, text in row.items()}) for row in rows)


def _fact(row: dict[str, str]) -> Fact:
    names = row["outcome"].replace(OVER, BETWEEN).split(BETWEEN)
    value, low, high = (float(row[name] or "nan") for name in ("value", "low", "high"))
    same = ("fact", "label", "what", "population", "unit", "compared", "note", "source")
    return Fact(
        **{name: row[name] for name in same}, first=row["from"], last=row["to"], value=value,
        low=low, high=high, decimals=len(row["value"].partition(".")[2]),
        cases=int(row["cases"] or 0), outcomes=tuple(names),
    )  # fmt: skip


def measure_facts(result: Result) -> pd.DataFrame:
    """Return what each run has in place of each fact: a column for each, and `run`.

    Parameters
    ----------
    result : Result
        Some runs of an ensemble; the cases of a run are taken by its seed and its number.
    """
    names = {name for one in facts() for name in one.outcomes}
    measured = measure_outcomes(result, outcomes_named(sorted(names)))
    columns: dict[str, Any] = {"run": measured["run"].to_numpy()}
    for one in facts():
        if one.compared == ORDER:
            columns[one.fact] = in_order(measured[list(one.outcomes)].to_numpy())
        elif one.compared == SAMPLE:
            columns[one.fact] = _sampled(result, one, measured)
        elif one.compared == LIST:
            listed = take_partnerships(result, one.cases)
            chosen = outcomes_named(one.outcomes)
            columns[one.fact] = measure_outcomes(listed, chosen)[one.outcomes[0]].to_numpy()
        else:
            columns[one.fact] = measured[one.outcomes[0]].to_numpy()
    return pd.DataFrame(columns)


def in_order(shares: Any) -> Any:
    """Tell in which runs the first share is the largest and the second the next, alone both.

    Parameters
    ----------
    shares : array of float, shape (runs, words)
        Missing where a run has nothing.

    Returns
    -------
    array of float, shape (runs,)
        1 or 0, NaN where shares are missing.
    """
    first, second, rest = shares[:, 0], shares[:, 1], shares[:, 2:].max(axis=1)
    return np.where(np.isnan(rest), np.nan, (first > second) & (second > rest))


def _draws(result: Result, run: int, what: str) -> np.random.Generator:
    return np.random.default_rng([result.seed, run, zlib.crc32(what.encode())])


def _sampled(result: Result, one: Fact, measured: pd.DataFrame) -> Any:
    """Return the share among as many cases as a fact has, taken from those of each run."""
    name, whole = one.outcomes[0], one.outcomes[0] + WEIGHT
    if one.of_counts:
        hits, number = (measured[count].to_numpy() for count in one.outcomes)
    else:
        number = measured[whole].to_numpy()
        hits = measured[name].to_numpy() * number
    found = np.full(len(result.runs), np.nan)
    for place, run in enumerate(result.runs):
        cases = int(min(one.cases, number[place]))
        if cases:
            good = round(float(hits[place]))
            bad = int(number[place]) - good
            found[place] = _draws(result, run, one.fact).hypergeometric(good, bad, cases) / cases
    return found


def take_partnerships(result: Result, number: int) -> Result:
    """Return the runs with at most so many of their partnerships, taken at random in each."""
    rows = result.raw.partnerships
    taken = []
    for run in result.runs:
        own = np.flatnonzero(rows["run"] == run)
        draws = _draws(result, run, LIST)
        taken.append(
            np.sort(draws.choice(own, number, replace=False)) if len(own) > number else own
        )
    few = replace(result.raw, partnerships=rows[np.concatenate(taken)])
    return Result(
        result.scenario, result.geography, few, seed=result.seed, runs=result.runs, single=False
    )


def quantiles(values: Any) -> dict[str, float]:
    """Return how runs differ, NaN where there are none."""
    there = np.asarray(values, dtype=float)
    there = there[~np.isnan(there)]
    if not len(there):
        return dict.fromkeys(QUANTILES, math.nan)
    found = np.quantile(there, list(QUANTILES.values()), method="inverted_cdf")
    return dict(zip(QUANTILES, found.tolist(), strict=True))


def comparison_table(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each fact: England's number, how runs differ, and where it lies.

    Parameters
    ----------
    numbers : DataFrame
        As `measure_facts` returns them, of all runs.
    """
    return pd.DataFrame([_compared(one, numbers[one.fact].to_numpy()) for one in facts()])


def _compared(one: Fact, values: Any) -> dict[str, Any]:
    there = values[~np.isnan(values)]
    spread = quantiles(there if one.compared != ORDER else [])
    bounded = not math.isnan(one.low)
    near = np.round(there, one.decimals)
    within = there == 1.0 if one.compared == ORDER else (near >= one.low) & (near <= one.high)
    known = bool(len(there)) and (bounded or one.compared == ORDER)
    names = ("fact", "label", "what", "population", "first", "last", "value", "low", "high",
             "cases", "unit", "compared")  # fmt: skip
    number = math.nan if one.compared == BOUND else one.value
    position = position_among(values, number, one.decimals)
    return {
        **{name: getattr(one, name) for name in names},
        "cases": one.cases or math.nan,
        **spread,
        **position._asdict(),
        "inside": float(within.mean()) if known else math.nan,
        "runs": len(there),
        "outcome": (OVER if one.of_counts else BETWEEN).join(one.outcomes),
        "note": one.note,
        "source": one.source,
    }


def unusual_facts(table: pd.DataFrame) -> tuple[int, list[str]]:
    """Return how many facts have a mid-p, and which of them lie outside what most runs give."""
    judged = table[table["mid_p"].notna()]
    return len(judged), list(judged.loc[judged["mid_p"] < RARE, "fact"])


def rows_of(table: pd.DataFrame, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of some facts, in the order of the names."""
    rows = {str(row["fact"]): row for row in table.to_dict("records")}
    return [{str(key): value for key, value in rows[name].items()} for name in names]
