"""What would end a partnership: each rule that can, where it stands, and how likely it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.ended_partnership import times_a_plain_pair
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import percent
from simulation.catalogue import evidence_rows
from simulation.end_causes import REVIEWS
from simulation.months import month_text
from simulation.parameters import Parameters
from simulation.rules.endings import leader_chance
from simulation.terms import AT_ONCE, DEPTH_SERVICES

YEAR = 12


@dataclass(frozen=True)
class Way:
    """One way in which a partnership may end.

    Attributes
    ----------
    label : str
        What it is.
    stands : str
        Where it stands, and what it is held against.
    chance : str
        How likely it is, with what that is the chance of.
    sources : tuple of str
        Rows of the evidence.
    """

    label: str
    stands: str
    chance: str
    sources: tuple[str, ...]


def ways_to_end(recording: Recording, now: Any) -> list[Way]:
    """Return what would end a partnership, from its last recorded month."""
    p = recording.scenario.parameters
    ways = [_choice(p, now), _members(p, now)]
    if p.own_capacity.rate > 0.0:
        ways.append(_own(p, now))
    return [*ways, _change(recording, now), _succession(now), _further(p, now)]


def _year(hazard: float) -> str:
    """Return the chance in a year of something with this chance a month, as it stands."""
    return f"{percent(1.0 - math.exp(-YEAR * float(hazard)))} in a year"


def _choice(p: Parameters, now: Any) -> Way:
    stands = (
        f"burden {times_a_plain_pair(p, float(now['burden']))}; trust {percent(now['trust'])} "
        f"({percent(p.ending.trust_enough)} is enough); fairness {percent(now['equity'])}; members "
        f"{percent(now['members'])} ({percent(p.ending.members_enough)} is enough)"
    )
    sources = evidence_rows("ending.choice", "ending.choice_slope", "ending.benefit")
    return Way("What presses outweighs what it saves", stands, _year(now["choice"]), sources)


def _members(p: Parameters, now: Any) -> Way:
    floor = percent(p.ending.members_floor)
    stands = f"support {percent(now['members'])}; below {floor} they may turn"
    label = "Members of the cooler council turn against it"
    return Way(label, stands, _year(now["turn"]), evidence_rows("ending.members"))


def _own(p: Parameters, now: Any) -> Way:
    stands = (
        f"fairness {percent(now['equity'])}; trust {percent(now['trust'])} "
        f"({percent(p.own_capacity.trust_enough)} is enough)"
    )
    sources = evidence_rows("own_capacity.distrust")
    return Way("A council wants capacity of its own", stands, _year(now["own"]), sources)


def _change(recording: Recording, now: Any) -> Way:
    """Return what a change of leader or control would do, or the review that is to come."""
    p, habit = recording.scenario.parameters, percent(now["embedding"])
    if p.choices.review == AT_ONCE:
        likely = leader_chance(p.ending, float(now["embedding"]), float(now["mismatch"]))
        sources = evidence_rows("ending.leader_base", "ending.leader_embedded")
        chance = f"{percent(min(1.0, likely))} if one goes"
        return Way("A new leader does not want it", f"habit {habit}", chance, sources)
    sources = evidence_rows("review.leader", "review.mismatch")
    if now["review"] <= 0.0 or now["review_month"] < 0:
        stands = f"habit {habit}; none is to come"
        return Way("A review after new control or a new leader", stands, "none now", sources)
    who = recording.names[int(now["review_council"])]
    when = month_text(recording.date(int(now["review_month"])))
    stands = f"{who} reviews it in {when} after {REVIEWS[now['review_kind']].sentence}"
    return Way("The review that is to come", stands, f"{percent(now['review'])} then", sources)


def _succession(now: Any) -> Way:
    stands = f"habit {percent(now['embedding'])}; trust {percent(now['trust'])}"
    sources = evidence_rows("ending.succession_base", "ending.succession_trust")
    label = "No agreement on the next chief executive"
    return Way(label, stands, "only when the post falls vacant", sources)


def _further(p: Parameters, now: Any) -> Way:
    deep = now["depth"] == DEPTH_SERVICES
    stands = f"services {'are' if deep else 'not'} shared; habit {percent(now['embedding'])}, "
    stands += f"{percent(p.ending.settled)} needed"
    able = deep and now["embedding"] >= p.ending.settled
    likely = f"{percent(p.ending.merge_rate + p.ending.company_rate)} in a year"
    label = "They merge, or move services into a joint company"
    sources = evidence_rows("ending.merge_rate", "ending.company_rate")
    return Way(label, stands, likely if able else "not yet", sources)
