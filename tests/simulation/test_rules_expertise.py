"""What pooled specialists and kept directors are worth to those who share."""

from __future__ import annotations

import pytest

from simulation.rules.expertise import cover_gained, worth_to_members, worth_to_officers
from simulation.terms import DEPTH_TEAM
from simulation.world.tables import ROLES
from tests.simulation.worlds import Begun

WORTH = {"expertise.members_cover": 0.4, "expertise.officers_directors": 0.1,
         "chief_executives.directors_kept": 0.5}  # fmt: skip


def pooled(days: float, others: float) -> tuple[Begun, int, int]:
    """Return a council with so many days a role that shares a team with one that has others."""
    begun = Begun(WORTH)
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    begun.w.partnerships.depth[q] = DEPTH_TEAM
    i, j = begun.w.ties.source[e], begun.w.ties.target[e]
    for council, mine in ((i, days), (j, others)):
        for role in range(ROLES):
            begun.w.councils.capacity[council, role] = mine
        begun.w.councils.thin[council] = 1.0 if mine < begun.p.councils.covered else 0.0
    return begun, i, j


def test_a_council_without_specialists_gains_those_of_the_other() -> None:
    """Who has none in any role gains all; who has one in each already gains nothing."""
    begun, thin, full = pooled(0.0, 3.0)
    assert cover_gained(begun.p, begun.w, thin) == 1.0
    assert cover_gained(begun.p, begun.w, full) == 0.0
    assert worth_to_members(begun.p, begun.w, thin) == pytest.approx(0.4)
    assert worth_to_members(begun.p, begun.w, full) == 0.0


def test_two_halves_of_a_specialist_cover_together() -> None:
    """Two councils that are thin in every role may cover all of them together (SF151)."""
    begun, first, second = pooled(1.0, 1.0)
    assert begun.p.councils.covered == 2.0
    assert cover_gained(begun.p, begun.w, first) == cover_gained(begun.p, begun.w, second) == 1.0


def test_directors_that_are_kept_please_officers() -> None:
    """The share of strong directors kept times its weight (SF022)."""
    begun = Begun(WORTH)
    assert worth_to_officers(begun.p) == pytest.approx(0.05)
    assert worth_to_officers(Begun({"expertise.officers_directors": 0.0}).p) == 0.0
