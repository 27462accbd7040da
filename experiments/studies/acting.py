"""Outcomes of where the levers of a study act, and of everywhere else.

``success_rate@acting`` and ``success_rate@elsewhere`` are of the places in which any point of the
study pulls a lever, the same at every point, so that each is compared with itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from experiments.statistics.places import AT, OUTSIDE, Locality, councils_of
from experiments.studies.designs import Point
from experiments.studies.study import Study
from experiments.studies.where import LEVERS, SUCH
from simulation.errors import InputError
from simulation.geography import Geography
from simulation.maps import geography_of
from simulation.result.columns import SEPARATOR
from simulation.scenario import Scenario

ACTING, ELSEWHERE = "acting", "elsewhere"
"""Places that the name of an outcome may end in: where levers act, and everywhere else."""


def named_places(names: Iterable[str], scenario: Scenario, points: Sequence[Point]) -> list[str]:
    """Return names of outcomes with the places in them that the levers of a study act in.

    Raises
    ------
    InputError
        If no lever is pulled in some place alone, or one is everywhere.
    """
    given, places = list(names), {ACTING: "", ELSEWHERE: OUTSIDE}
    if not any(name.partition(AT)[2] in places for name in given):
        return given
    there = SEPARATOR.join(_acting(scenario, points))
    found = []
    for name in given:
        whole, _, place = name.partition(AT)
        found.append(f"{whole}{AT}{places[place]}{there}" if place in places else name)
    return found


def _acting(scenario: Scenario, points: Sequence[Point]) -> list[str]:
    """Return the names of where levers act at any point that pulls one."""
    changes = [
        {name: value for name, value in point.changes.items() if name.startswith(LEVERS)}
        for point in points
    ]
    every = {json.dumps(one, sort_keys=True, default=str): one for one in changes}
    names: dict[str, None] = {}
    for one in every.values():
        ours = {name.split(".")[1] for name in one}
        for lever, state in scenario.with_changes(one).levers:
            if lever not in ours:
                continue
            if state.level and not state.councils:
                raise InputError(
                    f"levers.{lever} acts everywhere, so that there is no elsewhere",
                    field="outcomes",
                    value=AT + ACTING,
                    allowed=f"outcomes of a named place, or levers with where, {SUCH}",
                )
            names |= dict.fromkeys(state.councils if state.level else ())
    if not names:
        raise InputError(
            "no lever is pulled in a place of its own",
            field="outcomes",
            value=AT + ACTING,
            allowed=f"a policy or a lever with where, {SUCH}",
        )
    return list(names)


def check_places(study: Study, geography: Geography | None = None) -> None:
    """Refuse outcomes of places that are not on the map of a study.

    Raises
    ------
    InputError
        With the nearest name that is there.
    """
    places = [one.name.partition(AT)[2] for one in study.outcomes if AT in one.name]
    for text in dict.fromkeys(places):
        councils_of(geography or geography_of(study.scenario), Locality.read(text))
