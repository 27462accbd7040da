"""The calendar of a scenario: what each month brings from outside, and who pulls which lever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.errors import InputError, nearest_name
from simulation.geography import absent_council, flat, history
from simulation.geography.bids import joint_bids
from simulation.months import calendar_years, months_between, months_of_year, year_of
from simulation.terms import BIDS, FOREVER, LEVERS, NEVER
from simulation.world.books import Archive
from simulation.world.outside import Calendar, Facts
from simulation.world.schema import empty

if TYPE_CHECKING:
    import pandas as pd

    from simulation.geography import Geography
    from simulation.scenario import Scenario

FIRST_BID = "2006-10"
"""When councils were invited to bid for unitary or pathfinder status (SF031)."""

COUNTY_OF = "county of "
"""What a county begins with where its council has its name."""


def _history_rows(scenario: Scenario) -> dict[str, Any]:
    months, start = scenario.period.months, scenario.period.start
    told = history(start, months)
    none = flat(months)
    follow = scenario.history
    return {
        "news": told.news if follow.news else none.news,
        "cash": (told.cash if follow.news else none.cash).copy(),
        "signal": _fading(scenario, told.signal) if follow.signal else none.signal,
        "grant": told.grant if follow.grants else none.grant,
        "grant_announced": told.grant_announced if follow.grants else none.grant_announced,
    }


def _fading(scenario: Scenario, signal: Any) -> Any:
    """Return the central signal, which halves every so often once it has begun (SF032)."""
    since = np.array(
        [-months_between(scenario.period.start, FIRST_BID) + t for t in range(len(signal))]
    )
    faded = np.exp2(-np.maximum(since, 0) / scenario.approach.signal_half_life)
    return signal * faded


def _shock_rows(scenario: Scenario, geography: Geography, rows: dict[str, Any]) -> dict[str, Any]:
    months, shocks = scenario.period.months, scenario.shocks
    zero = np.zeros(months)
    made = {"salience": zero.copy(), "trust_shock": zero.copy(), "restored": zero.copy()}
    made["reorganised"] = np.full(months, -1, dtype=np.int32)
    for name in ("trust", "salience", "grants_restored", "reorganisation"):
        shock = getattr(shocks, name)
        at = months_between(scenario.period.start, shock.month) if shock.month else -1
        if shock.size == 0.0 or not 0 <= at < months:
            continue
        if name == "trust":
            made["trust_shock"][at] = shock.size
        elif name == "salience":
            made["salience"][at:] = shock.size
        elif name == "grants_restored":
            made["restored"][at] = shock.size
            rows["cash"][at:] *= 1.0 - shock.size
        else:
            made["reorganised"][at] = _county(geography, shock.county)
    return made


def _county(geography: Geography, name: str) -> int:
    counties = county_names(geography)
    if name in counties:
        return counties.index(name)
    raise InputError(
        "there is no such county on this map",
        field="shocks.reorganisation.county",
        value=name,
        allowed=", ".join(counties) if counties else "a map with counties",
        nearest=nearest_name(name, counties),
    )


def county_names(geography: Geography) -> list[str]:
    """Return the counties of a map in alphabetical order; their place is their number."""
    return sorted({county for county in geography.councils["county"] if county})


def _lever_levels(scenario: Scenario) -> Any:
    """Return how far each lever is pulled, months x levers."""
    months = scenario.period.months
    levels = np.zeros((months, len(LEVERS)))
    for column, name in enumerate(LEVERS):
        lever = getattr(scenario.levers, name)
        start = months_between(scenario.period.start, lever.start) if lever.start else 0
        end = months_between(scenario.period.start, lever.end) if lever.end else months
        levels[max(0, start) : max(0, end), column] = lever.level
    return levels


def lever_reach(scenario: Scenario, geography: Geography) -> Any:
    """Return which councils pull each lever: 1 or 0, councils x levers.

    Raises
    ------
    InputError
        If a lever names a council that is not on the map.
    """
    reach = np.ones((len(geography.councils), len(LEVERS)), dtype=np.int8)
    for column, name in enumerate(LEVERS):
        councils = getattr(scenario.levers, name).councils
        if councils:
            reach[:, column] = 0
            for council in councils:
                rows = find_councils(geography, council, f"levers.{name}.councils")
                reach[rows, column] = 1
    return reach


def find_councils(geography: Geography, name: str, field: str) -> list[int]:
    """Return the rows of a council given by code or name, or of all of a county or region.

    A county council has the name of its county: ``county of Devon`` is all that lies in it.

    Raises
    ------
    InputError
        If there is none of these on this map, with the nearest name.
    """
    councils = geography.councils
    county = name.removeprefix(COUNTY_OF)
    alone = county == name and (councils[["code", "name"]] == name).to_numpy().any()
    if county and not alone:
        inside = councils["county"].to_numpy() == county
        inside |= (county == name) & (councils["region"].to_numpy() == name)
        if inside.any():
            return [int(row) for row in np.flatnonzero(inside)]
    return [find_council(geography, name, field)]


def find_council(geography: Geography, name: str, field: str) -> int:
    """Return the row of a council given by code or name.

    Raises
    ------
    InputError
        If there is no such council on this map, with the nearest name or the map that has it.
    """
    councils = geography.councils
    for column in ("code", "name"):
        rows = np.flatnonzero(councils[column].to_numpy() == name)
        if len(rows):
            return int(rows[0])
    regions = sorted({region for region in councils["region"] if region})
    counties = county_names(geography)
    raise absent_council(
        geography, name, field, [*counties, *regions, *(COUNTY_OF + one for one in counties)]
    )


def _years(scenario: Scenario) -> range:
    start, last = scenario.period.start, scenario.period.months - 1
    return range(year_of(start), int(calendar_years(start, last)) + 1)


def build_archive(scenario: Scenario, geography: Geography) -> Archive:
    """Return elections and recorded control, years x councils, in the years of the scenario.

    Raises
    ------
    InputError
        If control is to follow a record that the map does not have.
    """
    years, known = _years(scenario), geography.control_years
    election = np.ascontiguousarray(geography.elections(years).T)
    if scenario.history.control == "drawn":
        nothing = np.full(election.shape, -1, dtype=np.int8)
        return Archive(election, nothing, nothing)
    if geography.control is None or geography.largest_party is None:
        raise InputError(
            f"the map '{geography.name}' has no recorded control",
            field="history.control",
            value="recorded",
            allowed="drawn",
        )
    at = [min(max(year, known[0]), known[-1]) - known[0] for year in years]
    control, party = geography.control[:, at].T, geography.largest_party[:, at].T
    return Archive(election, np.ascontiguousarray(control), np.ascontiguousarray(party))


def recorded_bids(scenario: Scenario, codes: pd.Series[str]) -> tuple[Any, Any]:
    """Return the month and the kind of each council's joint bid on record, where it is followed.

    Without one the month is `FOREVER` and the kind -1.
    """
    months, kinds = np.full(len(codes), FOREVER), np.full(len(codes), NEVER)
    if scenario.history.joint_bids == "recorded":
        for row, code in enumerate(codes):
            bid = joint_bids().get(code)
            if bid:
                months[row] = months_between(scenario.period.start, bid.month)
                kinds[row] = BIDS.index(bid.kind)
    return months, kinds


def build_facts(scenario: Scenario, geography: Geography) -> Any:
    """Return the numbers that hold for a whole run, as one record."""
    facts = empty(Facts, 1)
    facts["recorded"] = scenario.history.control == "recorded"
    drawn = scenario.history.joint_bids == "drawn"
    facts["first_bid"] = months_between(scenario.period.start, FIRST_BID) if drawn else FOREVER
    facts["median_budget"] = geography.median_budget
    return facts[0]


def build_calendar(scenario: Scenario, geography: Geography) -> Any:
    """Return what each month of a scenario brings, one record a month.

    Raises
    ------
    InputError
        If a shock names a county that is not on the map.
    """
    months, start = scenario.period.months, scenario.period.start
    made, numbers = empty(Calendar, months), np.arange(months)
    made["month"] = months_of_year(start, numbers)
    made["year"] = calendar_years(start, numbers) - year_of(start)
    made["levers"] = _lever_levels(scenario)
    rows = _history_rows(scenario)
    rows.update(_shock_rows(scenario, geography, rows))
    for name, values in rows.items():
        made[name] = values
    return made
