"""For every pair of councils, the chance that they share a chief executive at some time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.estimates import wilson
from simulation.geography import Geography
from simulation.result import Result
from simulation.result.columns import SEPARATOR

PAIRS = "pairs"
"""Name of the table."""

Pair = tuple[str, str]


def shared_pairs(result: Result) -> Counter[Pair]:
    """Count, for each pair of councils, the runs in which they were in one partnership."""
    table = result.partnerships
    runs = table["run"] if "run" in table else pd.Series(0, index=table.index)
    seen = {
        (run, pair)
        for run, codes in zip(runs, table["councils"], strict=True)
        for pair in combinations(sorted(codes.split(SEPARATOR)), 2)
    }
    return Counter(pair for _, pair in seen)


def pairs_table(counts: Counter[Pair], geography: Geography, runs: int) -> pd.DataFrame:
    """Return every pair of tied councils with its chance, the likeliest first.

    Parameters
    ----------
    counts, runs : Counter of pair, int
        Runs in which each pair shared, of how many.
    geography : Geography
        The map.

    Returns
    -------
    DataFrame
        Codes and names of both, whether they are neighbours and in one county, distance (km), runs
        in which they shared, that share of all runs as `chance`, and its 95 % Wilson interval.
        Pairs that are no tie of the map stand in it only if they shared, as partners of a third.
        Where each lies (km) stands last.
    """
    councils, pairs = geography.councils.set_index("code"), _pairs(counts, geography)
    first, second = (np.array([pair[side] for pair in pairs], dtype=object) for side in (0, 1))
    centre = councils[["x_km", "y_km"]]
    apart = centre.loc[first].to_numpy() - centre.loc[second].to_numpy()
    near = set(_tied(geography, geography.ties["contiguous"]))
    table = pd.DataFrame(
        {
            "council": first,
            "other": second,
            "council_name": councils["name"].loc[first].to_numpy(),
            "other_name": councils["name"].loc[second].to_numpy(),
            "contiguous": [pair in near for pair in pairs],
            "same_county": _one_county(councils["county"], first, second),
            "distance_km": np.hypot(*apart.T).round(1),
            **_chances(np.array([counts[pair] for pair in pairs]), runs),
            **_centres(centre, {"council": first, "other": second}),
        }
    )
    return table.sort_values("runs_shared", ascending=False, kind="stable", ignore_index=True)


def _chances(shared: np.ndarray, runs: int) -> dict[str, np.ndarray]:
    """Return runs in which each pair shared, and the chance with its interval."""
    low, high = wilson(shared, runs)
    return {
        "runs_shared": shared,
        "chance": shared / runs,
        "low": np.where(shared > 0, low, 0.0),
        "high": np.clip(high, 0.0, 1.0),
    }


def _pairs(counts: Counter[Pair], geography: Geography) -> list[Pair]:
    """Return the pairs with a tie, and those that shared without one, codes in order."""
    once = geography.ties["source"] < geography.ties["target"]
    tied = {(min(pair), max(pair)) for pair in _tied(geography, once)}
    return sorted(tied | set(counts))


def _tied(geography: Geography, chosen: pd.Series[bool]) -> Iterator[Pair]:
    """Return the codes at either end of some ties."""
    codes = geography.councils["code"].to_numpy(dtype=object)
    ties = geography.ties[chosen]
    return zip(codes[ties["source"]], codes[ties["target"]], strict=True)


def _centres(centre: pd.DataFrame, sides: dict[str, Any]) -> dict[str, Any]:
    """Return where the councils of either side lie, a column for each side and axis."""
    return {
        f"{side}_{axis}": centre[axis].loc[codes].to_numpy()
        for side, codes in sides.items()
        for axis in centre
    }


def _one_county(county: pd.Series[str], first: object, second: object) -> object:
    one, other = county.loc[first].to_numpy(), county.loc[second].to_numpy()  # type: ignore[call-overload]
    return (one == other) & (one != "")
