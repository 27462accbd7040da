"""Filling the tables of state from a map and a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.draws import MONTHLY, keys_of, pair_key
from simulation.geography.tiers import TIERS
from simulation.terms import REASONS
from simulation.world.calendar import build_calendar, county_names
from simulation.world.columns import REAL, ROW, SMALL, WIDTHS, empty_actions
from simulation.world.tables import (
    ROLES,
    USED,
    Approaches,
    Chiefs,
    Councils,
    Events,
    Leaders,
    Partnerships,
    Scratch,
    Talks,
    Ties,
    World,
    Yearly,
)

if TYPE_CHECKING:
    from simulation.geography import Geography
    from simulation.scenario import Scenario

KEPT = ("talks", "partnerships", "approaches", "events", "years")
"""Tables that can be kept; `years` are those of councils and partnerships."""


def _councils(geography: Geography) -> Councils:
    table, n = geography.councils, len(geography.councils)
    numbers = {name: place for place, name in enumerate(county_names(geography))}
    county = np.array([numbers.get(name, -1) for name in table["county"]], dtype=ROW)
    given = {
        "key": keys_of(table["code"]),
        "county_key": keys_of(table["county"]),
        "tier": table["tier"].map(TIERS.index).to_numpy(SMALL),
        "county": county,
        "population": table["population"].to_numpy(REAL),
        "profile": table["deprivation"].to_numpy(REAL),
        "budget": table["net_budget"].to_numpy(REAL),
        "exposure": table["grant_exposure"].to_numpy(REAL),
        "grant_share": table["grant_share"].to_numpy(REAL),
    }
    small = ("hostile", "systems", "directors", "heads", "control", "lead_party")
    rows = ("bid_month", "talks", "partnership")
    for name in Councils._fields:
        if name not in given:
            kind = SMALL if name in small else ROW if name in rows else REAL
            given[name] = np.zeros((n, ROLES) if name == "capacity" else n, dtype=kind)
    return Councils(**given)


def _people(n: int) -> tuple[Leaders, Chiefs]:
    whole = ("since", "number", "seat", "leaves", "vacant")
    leaders = {name: np.zeros(n, ROW if name in whole else REAL) for name in Leaders._fields}
    chiefs = {name: np.zeros(n, ROW if name in whole else REAL) for name in Chiefs._fields}
    chiefs["way_out"] = np.zeros(n, SMALL)
    return Leaders(**leaders), Chiefs(**chiefs)


def _ties(geography: Geography, councils: Councils) -> Ties:
    table, count = geography.ties, len(geography.ties)
    source, target = table["source"].to_numpy(ROW), table["target"].to_numpy(ROW)
    return Ties(
        first=geography.first_tie.astype(ROW),
        source=source,
        target=target,
        reverse=geography.reverse.astype(ROW),
        key=pair_key(councils.key[source], councils.key[target]),
        distance=table["distance_km"].to_numpy(REAL),
        contiguous=table["contiguous"].to_numpy(SMALL),
        same_county=table["same_county"].to_numpy(SMALL),
        same_tier=table["same_tier"].to_numpy(SMALL),
        base=np.zeros(count),
        trust=np.zeros(count),
        exact=np.zeros(count, ROW),
        services=np.zeros(count, SMALL),
        closed_until=np.zeros(count, ROW),
    )


def _scratch(n: int, months: int, runs: int, seed: int, keep: frozenset[str]) -> Scratch:
    kept = [name in keep for name in ("talks", "partnerships", "approaches", "events", "years")]
    return Scratch(
        monthly_draws=np.zeros((MONTHLY, n)),
        seed=np.array([seed, 0], dtype=np.uint64),
        used=np.zeros(len(USED), np.int64),
        keep=np.array(kept, dtype=SMALL),
        open_talks=np.zeros(n, ROW),
        living=np.zeros(n, ROW),
        queue=np.zeros(n, ROW),
        priority=np.zeros(n),
        motives=np.zeros(6),
        severity=np.zeros(len(REASONS)),
        tally=np.zeros(WIDTHS["flows"], np.int64),
        stock=np.zeros(5),
        monthly=np.zeros((runs * months, WIDTHS["monthly"])),
        row=np.zeros(3, np.int64),
    )


def _yearly(n: int, rows: int, partnership_rows: int) -> Yearly:
    return Yearly(
        councils=np.zeros((rows, WIDTHS["yearly"])),
        partnerships=np.zeros((partnership_rows, WIDTHS["partnership_yearly"])),
        free=np.zeros(n, ROW),
        window=np.zeros(n, ROW),
        leaders=np.zeros(n, ROW),
        cuts=np.zeros(n),
        stress=np.zeros(n),
    )


def build_world(
    scenario: Scenario,
    geography: Geography,
    *,
    seed: int,
    runs: int = 1,
    keep: frozenset[str] = frozenset(KEPT),
) -> World:
    """Return the tables of state of a scenario on a map, with room for the first months.

    Parameters
    ----------
    scenario : Scenario
        What the runs depend on.
    geography : Geography
        The map.
    seed : int
        Seed of the ensemble, 0 to 2**64 - 1.
    runs : int
        How many runs are played one after the other into these tables.
    keep : frozenset of str
        Tables that are filled (see `KEPT`); talks and partnerships always are.
    """
    n = len(geography.councils)
    councils = _councils(geography)
    leaders, chiefs = _people(n)
    calendar = build_calendar(scenario, geography)
    years = int(calendar.year[-1]) + 1 if "years" in keep else 0
    events: Any = 16 * n + 1024 if "events" in keep else 8 * n + 16
    return World(
        councils=councils,
        leaders=leaders,
        chiefs=chiefs,
        ties=_ties(geography, councils),
        calendar=calendar,
        talks=empty_actions(Talks, n + 256),
        partnerships=empty_actions(Partnerships, n + 64),
        approaches=empty_actions(Approaches, 2 * n + 256),
        events=empty_actions(Events, events),
        yearly=_yearly(n, runs * years * n, n + 256),
        scratch=_scratch(n, scenario.period.months, runs, seed, keep),
    )
