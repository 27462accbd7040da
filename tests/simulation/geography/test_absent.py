"""A council that is named and not on the map: what the message says of it."""

from __future__ import annotations

import pytest

from simulation.errors import InputError
from simulation.geography import absent_council, england, hexagonal
from simulation.world.calendar import find_councils


@pytest.mark.parametrize(("name", "words"), [
    ("Cornwall", r"another tier \(unitary\) than this map has \(shire district\), got 'Cornwall'"),
    ("Cornwall", r'allowed: on the map with geography.tiers = ."shire_district", "unitary".$'),
    ("leeds", r"another tier \(metropolitan district\)"),
    ("E09000002", r"another tier \(London borough\)"),
    ("Brecklnd", "no such council on this map.*did you mean 'Breckland'"),
    ("Cornwal", "no such council on this map.*did you mean 'Cornwall'"),
    ("Soth West", "did you mean 'South West'"),
])  # fmt: skip
def test_where_a_council_is_stands_in_the_message(name: str, words: str) -> None:
    """One of another tier is not taken for a misspelt one of this; a misspelt one is."""
    with pytest.raises(InputError, match=words):
        find_councils(england(), name, "outcomes")


def test_an_invented_map_has_no_council_of_england() -> None:
    """The message names the map that would do."""
    error = absent_council(hexagonal(12, 1), "Breckland", "COUNCIL")
    assert "is a council of England (shire district), and not on this map" in str(error)
    assert str(error).endswith('allowed: geography.map = "england"')
