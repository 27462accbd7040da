"""What a "what if?" changes in the people of two councils in talks."""

from __future__ import annotations

from experiments.decisions.replays.begun import Begun, BegunTalks, Change
from simulation.draws import LEADER_GOES
from simulation.rules.appointment import leaving
from simulation.rules.numbers import unit
from simulation.terms import NEVER, RETIREMENT

CERTAIN = 1.0
"""A draw that is below no chance: what it is drawn for does not happen."""

MUCH_TRUST = 0.8
"""Trust with which leaders may begin instead."""

MIDDLE = 0.5
"""Strength of a chief executive in the middle of the scale."""


def _leaders_stay(_: BegunTalks) -> str:
    return "Both leaders stay in office until the talks are over, whatever elections bring."


def _keep_leaders(begun: Begun) -> None:
    draws = begun.model.arrays[0].draws
    for council in begun.councils:
        draws[LEADER_GOES, council] = CERTAIN


def _vacancy(begun: BegunTalks) -> str:
    world, talks, r = begun.world, begun.talks, begun.row
    asker, asked = begun.councils
    if leaving(world, asker) or leaving(world, asked):
        return ""
    world.chiefs.vacant[asker] = talks.began[r]
    world.chiefs.leaves[asker], world.chiefs.way_out[asker] = NEVER, RETIREMENT
    talks.vacancy[r], talks.vacancy_kind[r] = 0, RETIREMENT
    gain = begun.model.parameters.talks.vision_window
    talks.vision[r] = talks.vision_start[r] = unit(talks.vision[r] + gain)
    return f"The chief executive of {begun.name(0)} has just retired as talks begin."


def _trust(begun: BegunTalks) -> str:
    ties, talks, r = begun.world.ties, begun.talks, begun.row
    e = talks.tie[r]
    both = (e, ties.reverse[e])
    if all(ties.trust[one] >= MUCH_TRUST for one in both):
        return ""
    for side, tie in enumerate(both):
        ties.trust[tie] = max(ties.trust[tie], MUCH_TRUST)
        talks.trust[r, side] = ties.trust[tie]
    talks.trust_start[r] = min(talks.trust[r, 0], talks.trust[r, 1])
    return f"The two leaders begin with a trust of {MUCH_TRUST:.0%}."


def _mild_chiefs(begun: BegunTalks) -> str:
    chiefs = begun.world.chiefs
    strong = [one for one in (chiefs.seat[row] for row in begun.councils)
              if chiefs.strength[one] > MIDDLE]  # fmt: skip
    for seat in strong:
        chiefs.strength[seat] = MIDDLE
    return "Neither chief executive is stronger than most." if strong else ""


def _no_insider(begun: BegunTalks) -> str:
    hostile = begun.world.councils.hostile
    against = [row for row in begun.councils if hostile[row]]
    for row in against:
        hostile[row] = 0
    return "Nobody in either council works against it from inside." if against else ""


PEOPLE: dict[str, Change] = {
    "leaders_stay": Change(
        "Both leaders stay", "With both leaders in office", _leaders_stay, _keep_leaders
    ),
    "vacancy": Change(
        "A chief executive's post is vacant", "With a post vacant", _vacancy,
        already="A post was opening already.",
    ),
    "trust": Change(
        "The leaders begin with much trust", "With much trust at the start", _trust,
        already="They trusted each other as much already.",
    ),
    "mild_chiefs": Change(
        "Milder chief executives", "With milder chief executives", _mild_chiefs,
        already="Neither chief executive was stronger than most.",
    ),
    "no_insider": Change(
        "No hostile insider", "Without a hostile insider", _no_insider,
        already="There was no hostile insider.",
    ),
}  # fmt: skip
"""Changes of people, by the name that `what_if` takes."""
