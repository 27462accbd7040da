"""Need, numbers, trust across parties, delegation far away, disappointment, and shaken partners."""

from __future__ import annotations

from itertools import pairwise

from simulation.rules.parting import leave
from simulation.rules.sharing import burden, deepening_chance, disappointed
from simulation.rules.support import fear_of, members_extra, promised
from simulation.terms import CON, END_BURDEN, LAB, NEVER
from tests.simulation.worlds import Begun


def test_need_moves_members_of_small_councils_most() -> None:
    """Money trouble moves members towards sharing, more so on small budgets (SF004, SF020)."""
    begun = Begun()
    r, councils = begun.talks(begun.ties_of(4)[0]), begun.w.councils
    moved = []
    for factor in (0.25, 1.0):
        councils.size_factor[4] = factor
        levels = []
        for stress in (0.0, 0.5):
            councils.stress[4] = stress
            levels.append(members_extra(begun.p, begun.w, r, 4, 1))
        moved.append(levels[1] - levels[0])
    assert 0.0 < moved[0] < moved[1]


def test_only_a_high_promise_outbids_a_prudent_case() -> None:
    """A prudent target adds nothing to members' support, a high one does (SF138)."""
    offers = [promised(Begun({"choices.savings_target": kind}).p) for kind in ("prudent", "high")]
    assert offers[0] == 0.0
    assert offers[1] > 0.0


def test_trust_calms_fear_across_parties() -> None:
    """The fear of being absorbed by another party falls as trust grows (SF096)."""
    begun = Begun({"politics.salience": 1.0})
    e = begun.ties_of(4)[0]
    begun.alike(e)
    r = begun.talks(e)
    i, j = begun.w.talks.councils[r, 0], begun.w.talks.councils[r, 1]
    begun.w.councils.control[i], begun.w.councils.control[j] = CON, LAB
    fears = []
    for trust in (0.5, 0.7, 0.9):
        begun.w.talks.trust[r, 0] = trust
        fears.append(fear_of(begun.p, begun.w, r, 0, 1))
    assert all(before > after for before, after in pairwise(fears))


def test_a_vacuum_far_away() -> None:
    """Lack of delegation costs more where the partner is far than where it is near (SF087)."""
    p = Begun().p.partnership
    costs = [
        burden(p, 1, 0.2, distance, 2, 0.5, 0.1) - burden(p, 1, 0.2, distance, 2, 0.5, 0.9)
        for distance in (5.0, 60.0)
    ]
    assert 0.0 < costs[0] < costs[1]


def test_a_target_missed_for_long_disappoints() -> None:
    """A target missed for two years disappoints; one that is met or not set does not (SF138)."""
    begun = Begun()
    q = begun.shared(begun.ties_of(4)[0])
    s = begun.w.partnerships
    s.target[q], s.target_met[q], s.owed_since[q] = 1e5, NEVER, 0
    assert not disappointed(begun.p.partnership, begun.w, q, 24)
    assert disappointed(begun.p.partnership, begun.w, q, 25)
    s.target_met[q] = 20
    assert not disappointed(begun.p.partnership, begun.w, q, 25)
    s.target[q], s.target_met[q] = -1.0, NEVER
    assert not disappointed(begun.p.partnership, begun.w, q, 25)


def test_a_service_already_shared_eases_unlike_systems() -> None:
    """Unlike systems slow the step to services less where a service is shared already (SF132)."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    s, w = begun.w.partnerships, begun.w
    s.depth[q], s.embedding[q] = 2, 0.9
    w.councils.systems[s.members[q, 0]], w.councils.systems[s.members[q, 1]] = 0, 1
    chances = []
    for services in (0, 1):
        w.ties.services[s.link[q, 1]] = services
        chances.append(deepening_chance(begun.p, w, q, 30))
    assert chances[0] < chances[1]


def test_who_stays_is_shaken_unless_it_is_repaired() -> None:
    """When one of three leaves, the others trust each other less, unless repaired (SF122)."""
    left = {}
    for repair in (0.0, 1.0):
        begun = Begun({"levers.repair": repair})
        q = begun.shared(begun.ties_of(4)[0])
        s = begun.w.partnerships
        third = next(
            begun.w.ties.target[e]
            for e in begun.ties_of(s.members[q, 0])
            if begun.w.ties.target[e] not in (s.members[q, 0], s.members[q, 1])
        )
        link = next(e for e in begun.ties_of(third) if begun.w.ties.target[e] == s.members[q, 0])
        s.members[q, 2], s.link[q, 2], s.partners[q] = third, link, 3
        s.support[q, 2] = 0.0
        before = begun.w.ties.trust[s.link[q, 0]]
        leave(begun.p, begun.w, q, 0, END_BURDEN, 2)
        left[repair] = before - begun.w.ties.trust[s.link[q, 0]]
    assert left[0.0] > 0.0
    assert left[1.0] == 0.0
