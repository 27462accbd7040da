"""Turning columns of numbers into what a person reads: labels, codes, dates, missing values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

SEPARATOR = ";"
"""Between the codes of several councils, and between several causes."""


def whole(values: Any) -> Any:
    """Return whole numbers in which what is below 0 is missing."""
    values = np.asarray(values).astype(np.int64)
    return (
        pd.array(values, dtype="Int64").astype("Int64") if (values >= 0).all() else _masked(values)
    )


def _masked(values: Any) -> Any:
    return pd.arrays.IntegerArray(values.copy(), values < 0)


def since(values: Any, first: Any) -> Any:
    """Return whole numbers counted from `first`, missing where `values` is below 0."""
    values = np.asarray(values).astype(np.int64)
    return pd.arrays.IntegerArray(values - np.asarray(first), values < 0)


def real(values: Any, missing: Any) -> Any:
    """Return real numbers with NaN where `missing`."""
    return np.where(missing, np.nan, np.asarray(values, dtype=float))


def label(codes: Any, labels: Sequence[str]) -> Any:
    """Return codes as the labels they stand for, missing where below 0."""
    codes = np.asarray(codes).astype(np.int64)
    return pd.Categorical.from_codes(np.maximum(codes, -1), categories=pd.Index(labels))


def join_words(rows: Any, words: Any) -> Any:
    """Return the words of each row of numbers with `SEPARATOR` between them, -1 left out.

    Parameters
    ----------
    rows : array of int, shape (rows, places)
        Positions in `words`; -1 stands for an empty place after the last.
    words : array of str
    """
    words = np.append(np.asarray(words, dtype=object), "")
    rows = np.asarray(rows)
    if rows.shape[0] == 0:
        return np.array([], dtype=object)
    text = words[rows[:, 0]]
    for place in range(1, rows.shape[1]):
        more = rows[:, place] >= 0
        between = np.where(more, SEPARATOR, "").astype(object)
        text = text + between + words[rows[:, place]]
    return text


def dates(start: str, months: Any) -> Any:
    """Return months counted from `start` as ``2011-05``."""
    months = np.asarray(months).astype(np.int64)
    number = 12 * int(start[:4]) + int(start[5:]) - 1 + months
    known = np.unique(number)
    names = np.array([f"{one // 12:04d}-{one % 12 + 1:02d}" for one in known], dtype=object)
    return names[np.searchsorted(known, number)]
