"""Ties: which councils can come to share, from positions and shared boundaries."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Boundaries(NamedTuple):
    """Pairs of contiguous councils: row numbers and the length of what they share, in km."""

    a: Ints
    b: Ints
    km: Floats


NO_BOUNDARIES = Boundaries(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def tie_table(councils: pd.DataFrame, boundaries: Boundaries, reach_km: float) -> pd.DataFrame:
    """Return every tie in both directions, sorted by source row, then target row.

    Parameters
    ----------
    councils : DataFrame
        In the map's order, with columns x_km, y_km, county and tier.
    boundaries : Boundaries
        Contiguous pairs, either way round; a repeated pair counts once.
    reach_km : float
        Councils whose centres lie at most so far apart are tied too; 0 or more.

    Returns
    -------
    DataFrame
        Columns source, target (int32 rows), distance_km, contiguous, boundary_km (0 where not
        contiguous), same_county (False where a council has no county), same_tier.
    """
    if not 0 <= reach_km < np.inf:
        raise InputError("not a distance", field="reach_km", value=reach_km, allowed="0 or more km")
    number = len(councils)
    position = councils[["x_km", "y_km"]].to_numpy(float)
    bordering, km = _unique_pairs(boundaries, number)
    pairs = np.union1d(_near_pairs(position, reach_km), bordering)
    source, target = np.divmod(np.sort(np.concatenate([pairs, _turned(pairs, number)])), number)
    length, contiguous = _lookup(_key(source, target, number), bordering, km)
    return pd.DataFrame(
        {
            "source": source.astype(np.int32),
            "target": target.astype(np.int32),
            "distance_km": np.linalg.norm(position[source] - position[target], axis=1),
            "contiguous": contiguous,
            "boundary_km": length,
            "same_county": _same(councils["county"], source, target),
            "same_tier": _same(councils["tier"], source, target),
        }
    )


def first_ties(source: Ints, councils: int) -> Ints:
    """Return for each council the row of its first tie, and at the end the number of ties."""
    return np.searchsorted(source, np.arange(councils + 1)).astype(np.int64)


def reverse_ties(source: Ints, target: Ints) -> Ints:
    """Return for each tie the row of the tie in the other direction."""
    # Sorting by (target, source) lists the reversed ties in the order of the table itself.
    return np.lexsort((source, target)).astype(np.int64)


def _key(a: Ints, b: Ints, councils: int) -> Ints:
    """Return one number for a pair, the same for (a, b) and (b, a)."""
    return np.minimum(a, b).astype(np.int64) * councils + np.maximum(a, b)


FEW = 1000
"""Councils up to which all pairs are looked at: loading a tree takes longer than that."""


def _near_pairs(position: Floats, reach_km: float) -> Ints:
    if len(position) > FEW:
        from scipy.spatial import cKDTree

        near = cKDTree(position).query_pairs(reach_km, output_type="ndarray").astype(np.int64)
        return _key(near[:, 0], near[:, 1], len(position))
    one, other = np.triu_indices(len(position), k=1)
    apart = position[one] - position[other]
    within = (apart[:, 0] ** 2 + apart[:, 1] ** 2) <= reach_km**2
    return _key(one[within], other[within], len(position))


def _turned(pairs: Ints, councils: int) -> Ints:
    return pairs % councils * councils + pairs // councils


def _unique_pairs(boundaries: Boundaries, councils: int) -> tuple[Ints, Floats]:
    """Return each contiguous pair once, with the longest length given for it."""
    keys, place = np.unique(_key(boundaries.a, boundaries.b, councils), return_inverse=True)
    km = np.zeros(len(keys))
    np.maximum.at(km, place, boundaries.km)
    return keys, km


def _lookup(pairs: Ints, known: Ints, km: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the shared length of each pair and whether the pair is a known one."""
    if not len(known):
        return np.zeros(len(pairs)), np.zeros(len(pairs), bool)
    place = np.minimum(np.searchsorted(known, pairs), len(known) - 1)
    found = known[place] == pairs
    return np.where(found, km[place], 0.0), found


def _same(names: pd.Series[str], source: Ints, target: Ints) -> npt.NDArray[np.bool_]:
    """Tell where both ends carry the same name that is not blank."""
    number, _ = pd.factorize(names.where(names != ""))  # blank becomes -1
    same: npt.NDArray[np.bool_] = (number[source] == number[target]) & (number[source] >= 0)
    return same
