"""Filling the tables of state from a map and a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.draws import MONTHLY, keys_of, pair_key
from simulation.geography.tiers import TIERS
from simulation.maps import check_period
from simulation.world.books import (
    KEPT,
    Approaches,
    Archive,
    Books,
    CouncilYears,
    Events,
    Lists,
    Monthly,
    PartnershipYears,
    Scratch,
)
from simulation.world.calendar import (
    build_archive,
    build_calendar,
    build_facts,
    county_names,
    lever_reach,
    recorded_bids,
)
from simulation.world.schema import empty
from simulation.world.tables import Chiefs, Councils, Leaders, Partnerships, Talks, Ties, World

if TYPE_CHECKING:
    from simulation.geography import Geography
    from simulation.scenario import Scenario

EVERYTHING = frozenset(KEPT)
"""All tables that can be kept."""


def _councils(scenario: Scenario, geography: Geography, archive: Any) -> Any:
    given = geography.councils
    made = empty(Councils, len(given))
    numbers = {name: place for place, name in enumerate(county_names(geography))}
    recorded = scenario.history.control == "recorded"
    made["key"] = keys_of(given["code"])
    made["county_key"] = keys_of(given["county"])
    made["tier"] = given["tier"].map(TIERS.index)
    made["county"] = [numbers.get(name, -1) for name in given["county"]]
    made["first_tie"], made["last_tie"] = geography.first_tie[:-1], geography.first_tie[1:]
    made["population"] = given["population"]
    made["profile"] = given["deprivation"]
    made["budget"] = given["net_budget"]
    made["exposure"] = given["grant_exposure"]
    made["grant_share"] = given["grant_share"]
    made["first_control"] = archive.control[0] if recorded else geography.initial_control
    party = archive.lead_party[0] if recorded else geography.initial_largest_party
    made["first_party"] = party
    made["rurality"] = given["rurality"]
    made["recorded_bid"], made["bid_kind"] = recorded_bids(scenario, given["code"])
    made["reach"] = lever_reach(scenario, geography)
    return made


def _ties(geography: Geography, councils: Any) -> Any:
    given = geography.ties
    made = empty(Ties, len(given))
    source, target = given["source"].to_numpy(), given["target"].to_numpy()
    made["source"], made["target"], made["reverse"] = source, target, geography.reverse
    made["key"] = pair_key(councils["key"][source], councils["key"][target])
    made["distance"] = given["distance_km"]
    people = np.log(councils["population"])
    made["larger"] = np.maximum(0.0, people[target] - people[source])
    for name in ("contiguous", "same_county", "same_tier"):
        made[name] = given[name]
    return made


def _scratch(seed: int, keep: frozenset[str]) -> Any:
    made = empty(Scratch, 1)
    made["seed"][0, 0] = seed
    made["keep"] = [name in keep for name in KEPT]
    return made[0]


def _state(scenario: Scenario, geography: Geography, councils: Any, scratch: Any) -> World:
    n = len(councils)
    return World(
        draws=np.zeros((MONTHLY, n)),
        councils=councils,
        leaders=empty(Leaders, n),
        chiefs=empty(Chiefs, n),
        ties=_ties(geography, councils),
        calendar=build_calendar(scenario, geography),
        facts=build_facts(scenario, geography),
        talks=empty(Talks, n + 256),
        partnerships=empty(Partnerships, n + 64),
        events=empty(Events, 16 * n + 1024),
        lists=empty(Lists, n),
        scratch=scratch,
    )


def _books(world: World, archive: Archive, runs: int, *, years: bool) -> Books:
    state: Any = world
    n, months = len(state.councils), len(state.calendar)
    council_years = runs * (int(state.calendar["year"][-1]) + 1) * n if years else 0
    return Books(
        archive=archive,
        keys=np.ascontiguousarray(state.councils["key"]),
        approaches=empty(Approaches, 2 * n + 256),
        monthly=empty(Monthly, runs * months),
        council_years=empty(CouncilYears, council_years),
        partnership_years=empty(PartnershipYears, n + 256),
    )


def build_world(
    scenario: Scenario,
    geography: Geography,
    *,
    seed: int,
    runs: int = 1,
    keep: frozenset[str] = EVERYTHING,
) -> tuple[World, Books]:
    """Return the state of a scenario on a map, and its books, with room for the first months.

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
        Tables that are filled (see `books.KEPT`); talks and partnerships always are.

    Raises
    ------
    InputError
        If the scenario names what is not on the map, or goes beyond its record.
    """
    check_period(scenario, geography)
    archive = build_archive(scenario, geography)
    councils = _councils(scenario, geography, archive)
    world = _state(scenario, geography, councils, _scratch(seed, keep))
    return world, _books(world, archive, runs, years="years" in keep)
