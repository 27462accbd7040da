"""What it would take: which trust, which planned length, whose leader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.advice.chances import agreed, estimate, gain, over_members
from experiments.decisions.advice.options import LEADER, PLAN, TRUST, Option
from experiments.statistics.comparisons import extremes
from experiments.statistics.sign_tests import sign_tests

EVENS = 0.5
"""The chance that is asked for: as likely as not."""


def conditions_table(options: Sequence[Option], base: Any, fates: Any) -> pd.DataFrame:
    """Return the chance of agreement at each trust, planned length and leader.

    Returns
    -------
    DataFrame
        For each option, title, kind and level; `agree` with its interval over members, how much
        larger that is than with nothing changed, and the p-value with Holm's allowance for all.
    """
    rows, moved = [], []
    for option, of in zip(options, fates, strict=True):
        value, low, high = estimate(agreed(of))
        more = gain(agreed(of), agreed(base))
        rows.append({
            "option": option.name, "title": option.title, "kind": option.kind,
            "level": option.level, "agree": value, "low": low, "high": high,
            "more": more.change.value, "more_low": more.change.low, "more_high": more.change.high,
        })  # fmt: skip
        moved.append((more.up, more.down))
    table = pd.DataFrame(rows)
    table["p"] = sign_tests(*np.array(moved).T)
    return table


def trust_for(table: pd.DataFrame, wanted: float = EVENS) -> float:
    """Return the trust from which on talks agree as often as is wanted; NaN if at none.

    Between two levels that were played it is read off a straight line; the chance counts as never
    falling with trust.
    """
    rows = table[table["kind"] == TRUST].sort_values("level")
    level, reached = rows["level"].to_numpy(), np.maximum.accumulate(rows["agree"].to_numpy())
    if not len(rows) or not reached[-1] >= wanted:
        return float(np.nan)
    above = int(np.argmax(reached >= wanted))
    if above == 0:
        return float(level[0])
    return float(np.interp(wanted, reached[above - 1 : above + 1], level[above - 1 : above + 1]))


def best_plan(options: Sequence[Option], fates: Any) -> tuple[float, float, int] | None:
    """Return the planned months with the highest chance, its p-value and how many tie with it.

    None where fewer than two are known. The p-value is of its difference from the lowest, with
    Bonferroni's allowance for all pairs.
    """
    found = {
        option.level: over_members(*agreed(of))
        for option, of in zip(options, fates, strict=True)
        if option.kind == PLAN
    }
    ends = extremes(found)
    return None if ends is None else (float(ends[0].name), ends[0].p, ends[0].tied)


def leaders(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of leaders, the one that makes most difference first."""
    rows = table[table["kind"] == LEADER]
    return rows.sort_values("more", ascending=False, ignore_index=True)
