"""The summary of an ensemble so far, as numbers and words that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.browser.ensemble.monthly import Bands
from experiments.browser.ensemble.totals import EnsembleTotals
from experiments.figures import reasons, talk_length
from experiments.figures.chart import charts
from experiments.statistics.comparisons import LEVEL, holm, minus, p_value, paired_difference
from experiments.statistics.estimates import Estimate, Summary
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import OUTCOMES
from experiments.statistics.survival import MONTHS, survival_at, survival_summary
from experiments.text.numbers import interval_text, number_text

YEARS = 12
"""Years of survival, at most."""

FEW = 5
"""Talks or partnerships below which an interval would say nothing."""

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval, None where there is too little to say.

    Attributes
    ----------
    at : int
        Months of talks (the last stands for all longer ones), or years of a partnership.
    number : int
        What it is a share of.
    share, low, high : float or None
    """

    at: int
    number: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ReasonCount:
    """Why talks failed: how many, in talks and at the vote, and the share of all failures."""

    reason: str
    talks: int
    vote: int
    share: float


@dataclass(frozen=True)
class OutcomeEstimate:
    """An outcome, or how much larger it is than in the baseline.

    Attributes
    ----------
    name, unit, meaning : str
        From the declaration of the outcome.
    value, low, high : float or None
        With its 95 % interval.
    words : str
        The number in its unit.
    interval : str
        The interval in words; empty where there is none.
    clear : bool
        Of a difference: whether a test finds one, with Holm's allowance for all outcomes.
    """

    name: str
    unit: str
    meaning: str
    value: float | None
    low: float | None
    high: float | None
    words: str
    interval: str
    clear: bool = False


@dataclass(frozen=True)
class EnsembleSummary:
    """What the runs so far say.

    Attributes
    ----------
    done, wanted : int
        Runs.
    bands, baseline : dict of str to Bands
        What is followed month by month, by the names of `monthly.SERIES`; of the baseline empty if
        there is none.
    success, baseline_success : list of Share
        Talks that agreed, by their months.
    best_length : str
        Which length agreed most often, if a test finds one.
    survival, baseline_survival : list of Share
        Partnerships that have not parted by choice, by years.
    reasons, baseline_reasons : list of ReasonCount
        Most frequent first.
    outcomes : list of OutcomeEstimate
        Of the present levers.
    differences : list of OutcomeEstimate
        Present less baseline, run by run on the same draws.
    tables : dict of str to DataFrame
        What each figure of `experiments.figures` shows of the present levers.
    shared : array of float, shape (months, councils)
        Share of runs in which each council had shared by the end of each month.
    """

    done: int
    wanted: int
    bands: dict[str, Bands]
    baseline: dict[str, Bands]
    success: list[Share]
    baseline_success: list[Share]
    best_length: str
    survival: list[Share]
    baseline_survival: list[Share]
    reasons: list[ReasonCount]
    baseline_reasons: list[ReasonCount]
    outcomes: list[OutcomeEstimate]
    differences: list[OutcomeEstimate]
    tables: dict[str, pd.DataFrame]
    shared: Any


def summarise_ensemble(
    now: EnsembleTotals, before: EnsembleTotals | None, wanted: int
) -> EnsembleSummary:
    """Return what some runs say, and those of a baseline if there is one."""
    tables, earlier = _tables(now), _tables(before) if before else {}
    return EnsembleSummary(
        done=now.runs,
        wanted=wanted,
        bands=now.bands(),
        baseline=before.bands() if before else {},
        success=_success(tables),
        baseline_success=_success(earlier) if before else [],
        best_length=talk_length.best_length_sentence(now.tally(talk_length.NAME), now.runs),
        survival=_survival(now),
        baseline_survival=_survival(before) if before else [],
        reasons=_reasons(tables),
        baseline_reasons=_reasons(earlier) if before else [],
        outcomes=_outcomes(now),
        differences=_differences(now, before) if before else [],
        tables=tables,
        shared=now.shared(),
    )


def _tables(totals: EnsembleTotals) -> Frames:
    """Return what each figure shows."""
    tallies = totals.tallies()
    return {chart.name: chart.reduce(tallies[chart.name]) for chart in charts()}


def _success(tables: Frames) -> list[Share]:
    table = tables[talk_length.NAME]
    columns = (table[name].tolist() for name in ("months", "ended", "share", "low", "high"))
    return [_share(*row) for row in zip(*columns, strict=True)]


def _share(at: int, number: int, share: Any, low: Any, high: Any) -> Share:
    few = number < FEW
    return Share(at, number, _known(share), *(None if few else _known(end) for end in (low, high)))


def _known(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 5)


def _survival(totals: EnsembleTotals) -> list[Share]:
    durations, groups = totals.durations()
    shares = []
    for years in range(YEARS + 1):
        watched = int(durations.loc[durations["months"] >= MONTHS * years, "number"].sum())
        if not watched:
            break
        alive = survival_summary(survival_at(durations, years, groups), totals.runs)
        shares.append(_share(years, watched, alive.value, alive.low, alive.high))
    return shares


def _reasons(tables: Frames) -> list[ReasonCount]:
    table = tables[reasons.NAME]
    columns = (table[name].tolist() for name in ("reason", "talks", "vote", "share"))
    return [ReasonCount(*row) for row in zip(*columns, strict=True)]


def _outcomes(totals: EnsembleTotals) -> list[OutcomeEstimate]:
    summaries = ((outcome, totals.summary(outcome)) for outcome in OUTCOMES)
    return [_estimate(outcome, summary) for outcome, summary in summaries if summary.runs]


def _estimate(outcome: Outcome, summary: Summary) -> OutcomeEstimate:
    return OutcomeEstimate(
        outcome.name,
        outcome.unit,
        outcome.meaning,
        _known(summary.value),
        _known(summary.low),
        _known(summary.high),
        number_text(summary.value, outcome.unit),
        interval_text(summary.low, summary.high, outcome.unit),
    )


def _differences(now: EnsembleTotals, before: EnsembleTotals) -> list[OutcomeEstimate]:
    """Return present less baseline for each outcome that both have."""
    pairs = [(one, now.influence(one), before.influence(one)) for one in OUTCOMES]
    known = [pair for pair in pairs if not np.isnan(pair[1].value - pair[2].value)]
    allowed = holm([p_value(minus(one, other)) for _, one, other in known])
    return [
        _difference(outcome, paired_difference(one, other), clear=bool(p < LEVEL))
        for (outcome, one, other), p in zip(known, allowed, strict=True)
    ]


def _difference(outcome: Outcome, gap: Estimate, *, clear: bool) -> OutcomeEstimate:
    return OutcomeEstimate(
        outcome.name,
        "points" if outcome.unit == "share" else outcome.unit,
        outcome.meaning,
        _known(gap.value),
        _known(gap.low),
        _known(gap.high),
        _signed(gap.value, outcome.unit),
        _signed_interval(gap.low, gap.high, outcome.unit),
        clear=clear,
    )


def _signed(value: float, unit: str) -> str:
    """Return a difference with its sign; of shares in points of a hundred."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    if unit == "share":
        return f"{sign}{abs(100 * value):.1f} points"
    return sign + number_text(abs(value), unit)


def _signed_interval(low: float, high: float, unit: str) -> str:
    if np.isnan(low) or np.isnan(high):
        return ""
    return f"{_signed(low, unit).removesuffix(' points')} to {_signed(high, unit)}"
