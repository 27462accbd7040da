"""Councils that are named and are not on a map: whether England has them, and what would."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.errors import InputError, nearest_name
from simulation.geography.england import england
from simulation.geography.geography import Geography
from simulation.geography.tiers import TIERS, tier_words

ENGLAND = "England"
"""What the name of a map of England begins with."""

LISTED = "a name or code that `partnerships councils` lists"


def absent_council(
    geography: Geography, name: str, field: str, others: Iterable[str] = ()
) -> InputError:
    """Return the error for a council that is not on a map.

    Parameters
    ----------
    geography : Geography
        The map.
    name, field : str
        What was given, and where.
    others : iterable of str
        Names beside those of councils that would do there, such as counties.
    """
    all_of_england = england(TIERS).councils
    texts = all_of_england[["code", "name"]].astype(str)
    wanted = name.strip().casefold()
    known = all_of_england[(texts.apply(lambda one: one.str.casefold()) == wanted).any(axis=1)]
    if len(known):
        return _elsewhere(geography, name, field, sorted(set(known["tier"]), key=TIERS.index))
    names = [*geography.councils["name"].astype(str), *geography.councils["code"].astype(str)]
    names += others
    if geography.name.startswith(ENGLAND):
        names += [*texts["name"], *texts["code"]]
    return InputError(
        "there is no such council on this map", field=field, value=name,
        allowed=LISTED if geography.name.startswith(ENGLAND) else None,
        nearest=nearest_name(name, names),
    )  # fmt: skip


def _elsewhere(geography: Geography, name: str, field: str, tiers: list[str]) -> InputError:
    """Return the error for a council of England that the map does not have."""
    words = " and ".join(tier_words(one) for one in tiers)
    if not geography.name.startswith(ENGLAND):
        return InputError(
            f"is a council of England ({words}), and not on this map ({geography.name})",
            field=field, value=name, allowed='geography.map = "england"',
        )  # fmt: skip
    there = set(geography.councils["tier"].astype(str))
    map_words = ", ".join(tier_words(one) for one in TIERS if one in there)
    wanted = ", ".join(f'"{one}"' for one in TIERS if one in {*there, *tiers})
    return InputError(
        f"is a council of another tier ({words}) than this map has ({map_words})",
        field=field, value=name, allowed=f"on the map with geography.tiers = [{wanted}]",
    )  # fmt: skip
