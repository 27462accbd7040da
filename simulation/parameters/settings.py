"""Settings of a scenario: which map, which months, and what of history is followed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulation.official_words import TIER_WORDS
from simulation.parameters.declare import Group, number, option, whole
from simulation.parameters.interventions import MONTH

Tier = Literal["shire_district", "unitary", "metropolitan_district", "london_borough", "county"]


_OFFICIAL = {word.casefold(): tier for word, tier in TIER_WORDS.items()}


def _as_tiers(value: object) -> object:
    """Return a list of tiers as a tuple, with official words for tiers as the words of ours."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(
        _OFFICIAL.get(one.casefold(), one.lower().replace(" ", "_").replace("-", "_"))
        if isinstance(one, str)
        else one
        for one in value
    )


class GeographySettings(Group):
    """The map a run lives on."""

    map: Literal["england", "own", "hexagonal", "random_planar"] = option(
        "england",
        "England's councils, your own tables, or a synthetic map",
        "assumption",
        "setting",
    )
    tiers: Annotated[tuple[Tier, ...], BeforeValidator(_as_tiers)] = option(
        ("shire_district",), "tiers of England that are on the map", "SF003, SF008", "setting"
    )
    reach_km: float = number(
        65.0, 0.0, 300.0, "km", "councils this near are tied", "SF103, assumption", "setting"
    )
    councils: str = option("", "own map: CSV table of councils", "docs/own_map.md", "setting")
    neighbours: str = option("", "own map: CSV table of neighbours", "docs/own_map.md", "setting")
    control: str = option("", "own map: CSV table of control, if any", "docs/own_map.md", "setting")
    coordinates: Literal["kilometres", "metres", "degrees", "unchecked"] = option(
        "kilometres", "own map: what x_km and y_km are in", "docs/own_map.md", "setting"
    )
    unknown_neighbours: Literal["refused", "dropped"] = option(
        "refused", "own map: pairs with a council outside it", "docs/own_map.md", "setting"
    )
    size: int = whole(
        201, 1, 500_000, "councils", "synthetic maps: how many", "assumption", "setting"
    )
    seed: int = whole(
        0,
        0,
        2**31,
        "seed",
        "synthetic and own maps: seed of what is drawn",
        "assumption",
        "setting",
    )
    spacing_km: float = number(
        24.0, 1.0, 200.0, "km", "synthetic maps: between neighbours", "councils table", "setting"
    )
    county_size: float = number(
        7.4, 1.0, 100.0, "councils", "synthetic maps: in a county", "councils table", "setting"
    )
    clustering: float = number(
        0.60, 0.0, 1.0, "1", "synthetic maps: neighbours of one party", "control table", "setting"
    )


class Period(Group):
    """The months of a run."""

    start: str = Field(
        "2005-01",
        pattern=f"^{MONTH.pattern}$",
        description="first month",
        json_schema_extra={"unit": "month", "source": "SF019", "kind": "setting"},
    )
    months: int = whole(168, 1, 1200, "months", "length of a run", "SF019, SF172", "setting")
    beyond_record: Literal["refuse", "hold"] = option(
        "refuse", "years without a record of control are refused, or hold its nearer end",
        "control table", "setting",
    )  # fmt: skip


JointBids = Literal["recorded", "drawn", "none"]


def _as_bids(value: object) -> object:
    """Return what a person may say instead: true for drawn bids, false for none."""
    return ("drawn" if value else "none") if isinstance(value, bool) else value


class HistorySettings(Group):
    """What a run follows of what really happened."""

    control: Literal["recorded", "drawn"] = option(
        "recorded", "control from the record of each May, or drawn at elections", "control table",
        "setting",
    )  # fmt: skip
    news: bool = option(True, "news of cuts in grant, and the cuts", "SF018", "setting")
    signal: bool = option(True, "central encouragement from October 2006", "SF028", "setting")
    grants: bool = option(True, "grants of 2008-11 and 2014-16", "SF030", "setting")
    joint_bids: Annotated[JointBids, BeforeValidator(_as_bids)] = option(
        "recorded",
        "joint bids of 2006-07: those on record (England's councils, by code), drawn, or none",
        "SF031, bids table", "setting",
    )  # fmt: skip


SETTINGS: dict[str, type[Group]] = {
    "geography": GeographySettings,
    "period": Period,
    "history": HistorySettings,
}
"""Groups of settings, by the name they have in a scenario."""
