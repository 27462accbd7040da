"""England: the 353 principal councils of 2011-13, from the packaged tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulation.errors import InputError, nearest_name
from simulation.geography.geography import Geography
from simulation.geography.order import in_morton_order
from simulation.geography.recorded import first_recorded, recorded_control
from simulation.geography.tiers import TIERS
from simulation.geography.ties import Boundaries, tie_table

if TYPE_CHECKING:
    from collections.abc import Sequence

BUDGET_FLOOR = 3_000_000.0  # pounds a year (MODEL.md, Stress)
REACH_KM = 65.0  # the sources' own good pair of councils that are not neighbours is 64 km apart
NUMBERS = {
    "x_km": float,
    "y_km": float,
    "population": int,
    "deprivation_score": float,
    "net_budget": float,
    "net_revenue_expenditure_2010": float,
    "council_tax_requirement_2010": float,
    "rural_share_pct": float,
}
COLUMNS = (
    *("code", "name", "tier", "county", "region", "x_km", "y_km", "population", "deprivation"),
    *("net_budget", "grant_exposure", "grant_share", "election_cycle", "election_year"),
    "rurality",
)


def england(tiers: Sequence[str] = ("shire_district",), reach_km: float = REACH_KM) -> Geography:
    """Return the councils of England of the given tiers, with their recorded control 2005-2018.

    Parameters
    ----------
    tiers : sequence of str
        Any of `tiers.TIERS`; the default is the 201 shire districts.
    reach_km : float
        Councils whose centres lie at most so far apart are tied, besides contiguous ones and
        a county with the districts inside or bordering it.

    Raises
    ------
    InputError
        If a tier is unknown or none is given, or the reach is not a distance.
    """
    _check(tiers)
    everything = _all_councils()
    chosen = in_morton_order(everything[everything["tier"].isin(tiers)])
    recorded = recorded_control(_control(), chosen["code"])
    shire = everything["tier"] == "shire_district"
    return Geography(
        name="England: " + ", ".join(tier for tier in TIERS if tier in tiers),
        councils=chosen[list(COLUMNS)],
        ties=tie_table(chosen, _boundaries(everything, chosen), reach_km),
        control=recorded.control,
        largest_party=recorded.largest_party,
        control_years=recorded.years,
        initial_control=first_recorded(recorded.control),
        initial_largest_party=first_recorded(recorded.largest_party),
        # Always that of the districts: small districts feel the budget, boroughs hardly (SF004).
        median_budget=float(everything.loc[shire, "net_budget"].median()),
    )


def _check(tiers: Sequence[str]) -> None:
    allowed = ", ".join(TIERS)
    if isinstance(tiers, str) or not tiers:
        raise InputError("needs a list of tiers", field="tiers", value=tiers, allowed=allowed)
    for tier in tiers:
        if tier not in TIERS:
            nearest = nearest_name(str(tier), TIERS)
            raise InputError(
                "no such tier", field="tiers", value=tier, allowed=allowed, nearest=nearest
            )


@cache
def _packaged(name: str) -> pd.DataFrame:
    """Read a packaged table, text as it stands; callers must not change it."""
    with (files("simulation.geography") / "data" / name).open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


@cache
def _control() -> pd.DataFrame:
    return _packaged("control.csv").astype({"year": int})


@cache
def _all_councils() -> pd.DataFrame:
    """Return all 353 councils; percentiles and means are taken here, before any choice of tiers."""
    table = _packaged("councils.csv").astype(NUMBERS)
    rank = table["deprivation_score"].rank()
    share = 1 - table["council_tax_requirement_2010"] / table["net_revenue_expenditure_2010"].clip(
        lower=BUDGET_FLOOR
    )
    share = share.clip(0.0, 1.0)
    rural = table["rural_share_pct"] / 100.0
    return table.assign(
        deprivation=(rank - 1) / (len(table) - 1),
        net_budget=table["net_budget"].clip(lower=BUDGET_FLOOR),
        grant_share=share,
        grant_exposure=share / share.groupby(table["tier"]).transform("mean"),
        election_year=table["election_year"].replace("", "0").astype(int),
        rurality=rural - rural[table["tier"] == "shire_district"].mean(),
    )


def _boundaries(everything: pd.DataFrame, chosen: pd.DataFrame) -> Boundaries:
    """Return the contiguous pairs among the chosen councils, counties with their districts too."""
    pairs = pd.concat([_district_pairs(), _county_pairs(everything)])
    pairs = pairs[pairs["a"].isin(chosen["code"]) & pairs["b"].isin(chosen["code"])]
    row = pd.Index(chosen["code"])
    a, b = (row.get_indexer(pairs[end]).astype(np.int64) for end in ("a", "b"))
    return Boundaries(a, b, pairs["km"].to_numpy(float))


def _district_pairs() -> pd.DataFrame:
    pairs = _packaged("neighbours.csv").astype({"boundary_km": float})
    return pairs.set_axis(["a", "b", "km"], axis="columns")


def _county_pairs(everything: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with a county: its own districts, and all that border one of these.

    The length shared with a county is that shared with its districts; 0 km with its own.
    """
    county = everything.set_index("code")["county_code"]
    pairs = _district_pairs()
    above = pairs.assign(over_a=pairs["a"].map(county), over_b=pairs["b"].map(county))
    outside = above[above["over_a"] != above["over_b"]]
    levels = (("over_a", "b"), ("over_b", "a"), ("over_a", "over_b"))
    across = [outside[[*ends, "km"]].set_axis(["a", "b", "km"], axis=1) for ends in levels]
    inside = county[(county != "") & (county != county.index)]
    own = pd.DataFrame({"a": inside.to_numpy(), "b": inside.index, "km": 0.0})
    found = pd.concat([*across, own])
    found = found[(found["a"] != "") & (found["b"] != "")]
    # County pairs come in either order, so that one side's lengths would be lost without this.
    found[["a", "b"]] = np.sort(found[["a", "b"]].to_numpy(object), axis=1)
    length: pd.Series[float] = found.groupby(["a", "b"])["km"].sum()
    return length.reset_index()
