"""Why a partnership ended, by the record of the rule that ended it: a headline and its numbers."""

from __future__ import annotations

from typing import Any

from experiments.browser.cards.ended import Ruling
from experiments.browser.cards.gates import just_short
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import capital, percent
from simulation import end_causes as causes
from simulation.catalogue import evidence_rows
from simulation.parameters import Parameters
from simulation.result.sentences import cause_words
from simulation.rules.sharing import burden
from simulation.terms import DEPTH_CHIEF
from simulation.world.tables import PAIR

MIDDLE = 0.5
"""Skill and delegation of a chief executive in the middle of the scale."""

CONTROL = {0.0: "the party of its partners", 1.0: "another party than a partner"}
"""Who controls a council that reviewed, by mismatch."""


def plain_burden(p: Parameters) -> float:
    """Return the burden of a plain pair: of one party, next to each other, with one chief."""
    plain = burden(p.partnership, DEPTH_CHIEF, 0.0, 0.0, PAIR, MIDDLE, MIDDLE)
    return float(plain) if plain > 0.0 else 1.0


def times_a_plain_pair(p: Parameters, load: float) -> str:
    """Return a burden against that of a plain pair, in words."""
    return f"{load / plain_burden(p):.1f} times a plain pair’s"


NUMBERS: dict[int, tuple[str, tuple[str, ...]]] = {
    causes.BY_NEW_LEADER: (
        "Sharing had become habit to {share}; the less of a habit, the likelier that is.",
        ("ending.leader_base", "ending.leader_embedded"),
    ),
    causes.BY_CONTROL_REVIEW: ("In control was {control}.", ("review.mismatch",)),
    causes.BY_LEADER_REVIEW: ("In control was {control}.", ("review.leader",)),
    causes.BY_SUCCESSION: (
        "The least trust among them was {share}; from {needed} down they agree less often.",
        ("ending.succession_base", "ending.succession_trust"),
    ),
    causes.BY_MERGER: (
        "Sharing had become habit to {share}; from {needed} on partners may go further.",
        ("ending.merge_rate",),
    ),
    causes.BY_COMPANY: (
        "Sharing had become habit to {share}; from {needed} on partners may go further.",
        ("ending.company_rate",),
    ),
    causes.BY_BURDEN: ("It was {times}.", ("ending.choice_slope",)),
    causes.BY_DISTRUST: (
        "That leader’s trust was {short}, where {needed} is enough.", ("ending.distrust",)
    ),
    causes.BY_INEQUITY: (
        "It felt served fairly to {short}, where {needed} is all.", ("ending.inequity",)
    ),
    causes.BY_COOL_MEMBERS: (
        "Their support was {short}, where {needed} is enough.", ("ending.unwilling",)
    ),
    causes.BY_CULTURE: ("The widest gap was {share}, where 100% is the most.", ("ending.culture",)),
    causes.BY_MEMBERS: (
        "Their support had fallen to {short}; below {needed} they may turn.", ("ending.members",)
    ),
    causes.BY_WISH_EQUITY: (
        "It felt served fairly to {short}, where {needed} is all.", ("ending.inequity",)
    ),
    causes.BY_WISH_TRUST: (
        "Its leader’s trust was {short}, where {needed} is enough.", ("own_capacity.distrust",)
    ),
    causes.BY_WISH_RESULTS: (
        "It saved {share} of a good result, which is 2% of the joint budget.", ("ending.benefit",)
    ),
}  # fmt: skip
"""By cause: what the number that decided was, and the parameters behind it."""


def _words(p: Parameters, template: str, number: float, threshold: float) -> str:
    """Return what the number that decided was, in words."""
    return template.format(
        share=percent(number),
        needed=percent(threshold),
        short=just_short(number, threshold),
        times=times_a_plain_pair(p, number),
        control=CONTROL.get(number, "no party, or is at a partner"),
    )


def partnership_ruling(recording: Recording, row: Any) -> Ruling:
    """Return why a partnership ended, from its row of the table."""
    p, cause, decider = recording.scenario.parameters, int(row["cause"]), int(row["cause_council"])
    headline = capital(cause_words(cause, recording.names[decider] if decider >= 0 else ""))
    template, names = NUMBERS.get(cause, ("", ()))
    words = _words(p, template, float(row["cause_number"]), float(row["cause_threshold"]))
    if causes.END_CAUSES[cause].meaning:
        likely = percent(float(row["cause_chance"]))
        reviewed = cause in (causes.BY_CONTROL_REVIEW, causes.BY_LEADER_REVIEW)
        of = "The chance that the review ended it was" if reviewed else (
            "The chance that it ended in that month was"
        )  # fmt: skip
        words = f"{words} {of} {likely}."
    return Ruling(words.strip(), evidence_rows(*names) if names else (), f"{headline}.")
