"""From the settings of a scenario to its map; a map that was built once is kept."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from simulation.errors import InputError
from simulation.geography import Geography, england, hexagonal, own, random_planar
from simulation.months import calendar_years, year_of
from simulation.parameters.pressure import Politics
from simulation.parameters.settings import GeographySettings
from simulation.scenario import Scenario

Shares = tuple[tuple[str, float], ...]
"""The shares of parties in control at the start: all that a map takes from politics."""

ABOLISHED = "39 of its 201 districts were abolished by 2023"
"""Why England's map says little of later years; districts became parts of others from 2019 on."""


def geography_of(scenario: Scenario) -> Geography:
    """Return the map of a scenario.

    Raises
    ------
    InputError
        If a user's own tables are missing or wrong.
    """
    settings = scenario.geography
    if settings.map == "england":
        return _built(settings, ())
    shares = tuple(_shares(scenario.politics).items())
    if settings.map != "own":
        return _built(settings, shares)
    for name in ("councils", "neighbours"):
        if not getattr(settings, name):
            raise InputError("must name a CSV table for an own map", field=f"geography.{name}")
    tables = (settings.councils, settings.neighbours, settings.control)
    return _read(settings, shares, tuple(_content(table) for table in tables))


def beyond_record(scenario: Scenario, geography: Geography) -> str | None:
    """Return what a reader must know of a period that goes beyond the record of its map.

    None where there is no such record, or none that the scenario follows, or it covers the period.
    """
    on_england = scenario.geography.map == "england"
    known = geography.control_years
    if not known or not (on_england or scenario.history.control == "recorded"):
        return None
    start, months = scenario.period.start, scenario.period.months
    first, last = year_of(start), int(calendar_years(start, months - 1))
    if known[0] <= first and last <= known[-1]:
        return None
    record = f"The period, {first} to {last}, goes beyond the record of {known[0]} to {known[-1]}"
    held = "control of councils is held as it was at the nearer end of the record"
    if scenario.history.control != "recorded":
        held = "control of councils is drawn"
    england = f", and the map is that of 2011-13: {ABOLISHED}" if on_england else ""
    return f"{record}: {held}{england}."


def check_period(scenario: Scenario, geography: Geography) -> None:
    """Refuse a period beyond the record of its map, unless the scenario says that this is meant.

    Raises
    ------
    InputError
        With the years of the record, and what plays the period all the same.
    """
    if scenario.period.beyond_record == "hold" or beyond_record(scenario, geography) is None:
        return
    known = geography.control_years
    reason = f", when control ends being known, and {ABOLISHED}"
    raise InputError(
        f"goes beyond the record, {known[0]} to {known[-1]}"
        + (reason if scenario.geography.map == "england" else ""),
        field="period",
        value=f"{scenario.period.months} months from {scenario.period.start}",
        allowed='months of these years, or period.beyond_record = "hold"',
    )


@lru_cache(maxsize=8)
def _built(settings: GeographySettings, shares: Shares) -> Geography:
    if settings.map == "england":
        return england(settings.tiers, settings.reach_km)
    build = hexagonal if settings.map == "hexagonal" else random_planar
    return build(
        settings.size,
        settings.seed,
        spacing_km=settings.spacing_km,
        reach_km=settings.reach_km,
        shares=dict(shares),
        clustering=settings.clustering,
        county_size=settings.county_size,
    )


def _content(table: str | None) -> str:
    """Return a hash of what stands in a table now; of one that cannot be read, nothing."""
    try:
        return hashlib.sha256(Path(table).read_bytes()).hexdigest() if table else ""
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _read(settings: GeographySettings, shares: Shares, _contents: tuple[str, ...]) -> Geography:
    """Read a user's own map; one whose tables have changed since is another."""
    return own(
        Path(settings.councils),
        Path(settings.neighbours),
        Path(settings.control) if settings.control else None,
        settings.reach_km,
        seed=settings.seed,
        shares=dict(shares),
        clustering=settings.clustering,
        coordinates=settings.coordinates,
        unknown_neighbours=settings.unknown_neighbours,
    )


def _shares(politics: Politics) -> dict[str, float]:
    """Return the weights of control as shares that add up to 1."""
    weights = {
        "Con": politics.share_con,
        "Lab": politics.share_lab,
        "LD": politics.share_ld,
        "Ind": politics.share_ind,
        "NOC": politics.share_noc,
    }
    total = sum(weights.values())
    if total <= 0.0:
        raise InputError("must not all be 0", field="politics.share_con to share_noc")
    return {party: weight / total for party, weight in weights.items()}
