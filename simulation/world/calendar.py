"""The calendar of a scenario: what each month brings from outside, and who pulls which lever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.errors import InputError, nearest_name
from simulation.geography import flat, history
from simulation.terms import FOREVER, LEVERS
from simulation.world.tables import Calendar

if TYPE_CHECKING:
    from simulation.geography import Geography
    from simulation.scenario import Scenario

FIRST_BID = "2006-10"
"""When councils were invited to bid for unitary or pathfinder status (SF031)."""


def month_number(scenario: Scenario, month: str) -> int:
    """Return the number of a month such as ``2010-05``, counted from the scenario's first."""
    first, wanted = scenario.period.start, month
    return 12 * (int(wanted[:4]) - int(first[:4])) + int(wanted[5:]) - int(first[5:])


def _history_rows(scenario: Scenario) -> dict[str, Any]:
    months, start = scenario.period.months, scenario.period.start
    told = history(int(start[:4]), int(start[5:]), months)
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
    since = np.array([-month_number(scenario, FIRST_BID) + t for t in range(len(signal))])
    faded = np.exp2(-np.maximum(since, 0) / scenario.approach.signal_half_life)
    return signal * faded


def _shock_rows(scenario: Scenario, geography: Geography, rows: dict[str, Any]) -> dict[str, Any]:
    months, shocks = scenario.period.months, scenario.shocks
    zero = np.zeros(months)
    made = {"salience": zero.copy(), "trust_shock": zero.copy(), "restored": zero.copy()}
    made["reorganised"] = np.full(months, -1, dtype=np.int32)
    for name in ("trust", "salience", "grants_restored", "reorganisation"):
        shock = getattr(shocks, name)
        at = month_number(scenario, shock.month) if shock.month else -1
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


def _levers(scenario: Scenario, geography: Geography) -> tuple[Any, Any]:
    months, councils = scenario.period.months, geography.councils
    levels = np.zeros((len(LEVERS), months))
    reach = np.ones((len(LEVERS), len(councils)))
    for row, name in enumerate(LEVERS):
        lever = getattr(scenario.levers, name)
        start = month_number(scenario, lever.start) if lever.start else 0
        end = month_number(scenario, lever.end) if lever.end else months
        levels[row, max(0, start) : max(0, end)] = lever.level
        if lever.councils:
            reach[row] = 0.0
            for council in lever.councils:
                reach[row, find_council(geography, council, f"levers.{name}.councils")] = 1.0
    return levels, reach


def find_council(geography: Geography, name: str, field: str) -> int:
    """Return the row of a council given by code or name.

    Raises
    ------
    InputError
        If there is no such council on this map, with the nearest name.
    """
    councils = geography.councils
    for column in ("code", "name"):
        rows = np.flatnonzero(councils[column].to_numpy() == name)
        if len(rows):
            return int(rows[0])
    names = [*councils["name"], *councils["code"]]
    raise InputError(
        "there is no such council on this map",
        field=field,
        value=name,
        nearest=nearest_name(name, names),
    )


def _control(scenario: Scenario, geography: Geography, years: range) -> dict[str, Any]:
    recorded = scenario.history.control == "recorded"
    if recorded and geography.control is None:
        raise InputError(
            f"the map '{geography.name}' has no recorded control",
            field="history.control",
            value="recorded",
            allowed="drawn",
        )
    known = geography.control_years
    rows = {"control": geography.control, "lead_party": geography.largest_party}
    made: dict[str, Any] = {"recorded": np.array([int(recorded)])}
    for name, table in rows.items():
        if recorded and table is not None:
            at = [min(max(year, known[0]), known[-1]) - known[0] for year in years]
            made[name] = np.ascontiguousarray(table[:, at].T)
        else:
            made[name] = np.full((1, len(geography.councils)), -1, dtype=np.int8)
    made["first_control"] = made["control"][0] if recorded else geography.initial_control
    party = made["lead_party"][0] if recorded else geography.initial_largest_party
    made["first_party"] = party
    return made


def build_calendar(scenario: Scenario, geography: Geography) -> Calendar:
    """Return the calendar of a scenario on a map.

    Raises
    ------
    InputError
        If a lever names a council, or a shock a county, that is not on the map, or control is
        to follow a record that the map does not have.
    """
    months, start = scenario.period.months, scenario.period.start
    numbers = int(start[:4]) * 12 + int(start[5:]) - 1 + np.arange(months)
    years = range(int(numbers[0] // 12), int(numbers[-1] // 12) + 1)
    rows = _history_rows(scenario)
    shocks = _shock_rows(scenario, geography, rows)
    levels, reach = _levers(scenario, geography)
    bids = month_number(scenario, FIRST_BID) if scenario.history.joint_bids else FOREVER
    return Calendar(
        month=(numbers % 12 + 1).astype(np.int8),
        year=(numbers // 12 - years[0]).astype(np.int32),
        **rows,
        **shocks,
        levers=levels,
        reach=reach,
        election=np.ascontiguousarray(geography.elections(years).T),
        **_control(scenario, geography, years),
        median_budget=np.array([geography.median_budget]),
        first_bid=np.array([bids]),
    )
