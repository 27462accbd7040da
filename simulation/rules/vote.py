"""The vote: when leaders believe that all is there, and what members and officers then do."""

from __future__ import annotations

import math

from simulation.branches import BY_MEMBERS_VOTE, BY_OFFICERS_VOTE, BY_PARTNERS_VOTE, BY_WON_VOTE
from simulation.draws import (
    DAY_MEMBERS,
    DAY_OFFICERS,
    MEMBER_VOTES,
    SEEN_MEMBERS,
    SEEN_OFFICERS,
)
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.levers import pulled_by_both
from simulation.rules.money import planned_setup
from simulation.rules.numbers import around, draw, unit
from simulation.rules.reasons import members_reason, note, short
from simulation.terms import NEVER, OFFICERS, SETUP_GRANT
from simulation.world.tables import World

HOST = 1
"""Side of talks that is asked: the one that shares already, where a partnership is joined."""


@rule
def affordable(p: Parameters, w: World, r: int, t: int) -> bool:
    """Return whether both sides can pay their half of the set-up cost (SF030, SF142)."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    grant = max(w.calendar.grant[t], pulled_by_both(w, SETUP_GRANT, t, a, b))
    half = 0.5 * planned_setup(p, w, r, t) * (1.0 - p.effects.grant_share * grant)
    least = min(w.councils.reserves[a], w.councils.reserves[b])
    return half <= p.vote.affordable * least


@rule
def perceived(p: Parameters, w: World, r: int, t: int, support: float, purpose: int) -> float:
    """Return support as leaders see it: too rosy, and noisy without groundwork (SF070, SF129)."""
    noise = p.vote.noise * (1.0 - w.talks.groundwork[r])
    u = draw(w.scratch.seed, w.ties.key[w.talks.tie[r]], t, purpose)
    return around(support + p.vote.bias, noise, u)


@rule
def shortfall(p: Parameters, w: World, r: int, t: int) -> float:
    """Return by what share the gate furthest short is missed as leaders see it, 0 to 1."""
    talks, vote = w.talks, p.vote
    most = max(
        short(talks.vision[r], vote.vision),
        short(min(talks.trust[r, 0], talks.trust[r, 1]), vote.trust),
    )
    for side in range(2):
        members = perceived(p, w, r, t, talks.members[r, side], SEEN_MEMBERS + side)
        officers = perceived(p, w, r, t, talks.officers[r, side], SEEN_OFFICERS + side)
        most = max(most, short(members, vote.members), short(officers, vote.officers))
    return unit(most)


@step
def believed(p: Parameters, w: World, r: int, t: int) -> bool:
    """Return whether the leaders believe that vision, trust, members and officers are there.

    Vision and trust are gates and are never summed with money (SF057).
    """
    talks, vote = w.talks, p.vote
    if talks.candidate[r] == NEVER or talks.stalled[r]:
        return False
    if talks.vision[r] < vote.vision:
        return False
    if min(talks.trust[r, 0], talks.trust[r, 1]) < vote.trust:
        return False
    for side in range(2):
        if perceived(p, w, r, t, talks.members[r, side], SEEN_MEMBERS + side) < vote.members:
            return False
        if perceived(p, w, r, t, talks.officers[r, side], SEEN_OFFICERS + side) < vote.officers:
            return False
    return affordable(p, w, r, t)


@rule
def partners_agree(p: Parameters, w: World, r: int, t: int) -> bool:
    """Return whether the partners of a council that already shares take in a new one (SF107)."""
    q = w.talks.joins[r]
    if q < 0:
        return True
    partnerships, most = w.partnerships, p.partnership.max_size
    if partnerships.partners[q] >= most:
        host = w.talks.councils[r, 1]
        note(w.talks, r, BY_PARTNERS_VOTE, host, float(most + 1), float(most), math.nan)
        return False
    for place in range(partnerships.partners[q]):
        member = partnerships.members[q, place]
        if member != w.talks.councils[r, 1]:
            u = draw(w.scratch.seed, w.councils.key[member], t, MEMBER_VOTES)
            support = around(partnerships.support[q, place], p.vote.spread, u)
            if support < p.vote.members:
                note(w.talks, r, BY_PARTNERS_VOTE, member, support, p.vote.members, u)
                return False
    return True


@step
def turned_down(p: Parameters, w: World, r: int, t: int) -> int:
    """Return the reason for which the vote is lost, -1 if it is won: true support decides.

    What was not prepared inside the councils costs support of members on the day (SF042, SF129).
    """
    talks, vote = w.talks, p.vote
    seed, key = w.scratch.seed, w.ties.key[talks.tie[r]]
    exposed = vote.exposed * (1.0 - talks.groundwork[r]) + p.clock.exposes * talks.missing[r]
    least, luck, cooler = 2.0, math.nan, NEVER
    for side in range(2):
        u = draw(seed, key, t, DAY_MEMBERS + side)
        support = around(talks.members[r, side] - exposed, vote.spread, u)
        if support < vote.members:
            note(talks, r, BY_MEMBERS_VOTE, talks.councils[r, side], support, vote.members, u)
            return members_reason(p, w, r, side)
        if support < least:
            least, luck, cooler = support, u, talks.councils[r, side]
    for side in range(2):
        u = draw(seed, key, t, DAY_OFFICERS + side)
        support = around(talks.officers[r, side], vote.spread, u)
        if support < vote.officers:
            note(talks, r, BY_OFFICERS_VOTE, talks.councils[r, side], support, vote.officers, u)
            return OFFICERS
    if not partners_agree(p, w, r, t):
        return members_reason(p, w, r, HOST)
    note(talks, r, BY_WON_VOTE, cooler, least, vote.members, luck)
    return NEVER
