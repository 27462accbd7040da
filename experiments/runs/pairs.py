"""For every pair of councils, the chance that they share a chief executive at some time."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

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
    counts : Counter of pair
        Runs in which each pair shared.
    geography : Geography
        The map.
    runs : int
        How many runs were played.

    Returns
    -------
    DataFrame
        Codes and names of both, whether they are neighbours and in one county, distance (km), runs
        in which they shared, that share of all runs as `chance`, and its 95 % Wilson interval.
        Pairs that are no tie of the map stand in it only if they shared, as partners of a third.
        Where each lies (km) stands last.
    """
    given, ties = geography.councils.set_index("code"), geography.ties
    codes = geography.councils["code"].to_numpy(dtype=object)
    once = ties[ties["source"] < ties["target"]]
    tied = zip(codes[once["source"]], codes[once["target"]], strict=True)
    pairs = sorted({tuple(sorted(pair)) for pair in tied} | set(counts))
    first, second = (np.array(side, dtype=object) for side in zip(*pairs, strict=True))
    near = _contiguous(geography)
    shared = np.array([counts[pair] for pair in pairs])
    low, high = wilson(shared, runs)
    place = given[["x_km", "y_km"]]
    apart = place.loc[first].to_numpy() - place.loc[second].to_numpy()
    table = pd.DataFrame(
        {
            "council": first,
            "other": second,
            "council_name": given["name"].loc[first].to_numpy(),
            "other_name": given["name"].loc[second].to_numpy(),
            "contiguous": [pair in near for pair in pairs],
            "same_county": _one_county(given["county"], first, second),
            "distance_km": np.hypot(*apart.T).round(1),
            "runs_shared": shared,
            "chance": shared / runs,
            "low": np.where(shared > 0, low, 0.0),
            "high": np.clip(high, 0.0, 1.0),
        }
    )
    for side, codes_of in (("council", first), ("other", second)):
        for axis in ("x_km", "y_km"):
            table[f"{side}_{axis}"] = given[axis].loc[codes_of].to_numpy()
    return table.sort_values("runs_shared", ascending=False, kind="stable", ignore_index=True)


def _contiguous(geography: Geography) -> set[Pair]:
    ties, codes = geography.ties, geography.councils["code"].to_numpy(dtype=object)
    near = ties[ties["contiguous"]]
    return set(zip(codes[near["source"]], codes[near["target"]], strict=True))


def _one_county(county: pd.Series[str], first: object, second: object) -> object:
    one, other = county.loc[first].to_numpy(), county.loc[second].to_numpy()  # type: ignore[call-overload]
    return (one == other) & (one != "")
