"""What would help most: each lever, choice and person against nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.advice.chances import agreed, gain, lasting
from experiments.decisions.advice.options import Option
from experiments.statistics.comparisons import LEVEL
from experiments.statistics.sign_tests import sign_tests

HELPS, HARMS, OPEN = "helps", "harms", "not to be told from chance"
"""What a test says of a change."""


def helps_table(options: Sequence[Option], base: Any, fates: Any, *, years: int) -> pd.DataFrame:
    """Return what each option does, what helps most first.

    Parameters
    ----------
    options : sequence of Option
        What was changed.
    base, fates : array of FATE, shape (members, runs) and (options, members, runs)
        Without a change, and with each.
    years : int
        For how many partnerships were followed; with none, agreement alone is ranked.

    Returns
    -------
    DataFrame
        For each option name, title and kind; by how much the chances of agreement and of agreement
        that lasts are larger (`agree`, `last`, with interval), the p-values of exact sign tests
        over histories with Holm's allowance for all tests of the table, and `verdict`, of the
        chance that is ranked.
    """
    rows, moved = [], []
    for option, of in zip(options, fates, strict=True):
        row: dict[str, Any] = {"option": option.name, "title": option.title, "kind": option.kind}
        for name, measure in (("agree", agreed), ("last", lasting)):
            found = gain(measure(of), measure(base))
            row |= {name: found.change.value, f"{name}_low": found.change.low,
                    f"{name}_high": found.change.high, f"{name}_p": 1.0}  # fmt: skip
            moved.append((found.up, found.down))
        rows.append(row)
    table = pd.DataFrame(rows)
    tested = ["agree_p", "last_p"] if years else ["agree_p"]
    counts = np.array(moved).reshape(-1, 2, 2)[:, : len(tested)]
    p_values = sign_tests(counts[:, :, 0].ravel(), counts[:, :, 1].ravel())
    table[tested] = p_values.reshape(-1, len(tested))
    ranked = ranked_by(years)
    table["verdict"] = [
        OPEN if p > LEVEL else HELPS if value > 0 else HARMS
        for p, value in zip(table[f"{ranked}_p"], table[ranked], strict=True)
    ]
    return table.sort_values(ranked, ascending=False, kind="stable", ignore_index=True)


def ranked_by(years: int) -> str:
    """Return by which column options are ranked."""
    return "last" if years else "agree"
