"""Settings of a scenario: which map, which months, and what of history is followed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from simulation.parameters.declare import Group, number, option, whole
from simulation.parameters.interventions import MONTH

Tier = Literal["shire_district", "unitary", "metropolitan_district", "london_borough", "county"]


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class GeographySettings(Group):
    """The map a run lives on."""

    map: Literal["england", "own", "hexagonal", "random_planar"] = option(
        "england", "England's councils, your own tables, or a synthetic map", "DESIGN", "setting"
    )
    tiers: Annotated[tuple[Tier, ...], BeforeValidator(_as_tuple)] = option(
        ("shire_district",), "tiers of England that are on the map", "SF003, SF008", "setting"
    )
    reach_km: float = number(
        65.0, 0.0, 300.0, "km", "councils this near are tied", "SF103, assumption", "setting"
    )
    councils: str = option("", "own map: CSV table of councils", "docs/own_map.md", "setting")
    neighbours: str = option("", "own map: CSV table of neighbours", "docs/own_map.md", "setting")
    control: str = option("", "own map: CSV table of control, if any", "docs/own_map.md", "setting")
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


class HistorySettings(Group):
    """What a run follows of what really happened."""

    control: Literal["recorded", "drawn"] = option(
        "recorded", "control from the record of each May, or drawn at elections", "control table",
        "setting",
    )  # fmt: skip
    news: bool = option(True, "news of cuts in grant, and the cuts", "SF018", "setting")
    signal: bool = option(True, "central encouragement from October 2006", "SF028", "setting")
    grants: bool = option(True, "grants of 2008-11 and 2014-16", "SF030", "setting")
    joint_bids: bool = option(True, "joint bids of counties in 2006-07", "SF031", "setting")


SETTINGS: dict[str, type[Group]] = {
    "geography": GeographySettings,
    "period": Period,
    "history": HistorySettings,
}
"""Groups of settings, by the name they have in a scenario."""
