"""The rule that decided talks, as a sentence with its numbers and its rows of the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from experiments.browser.cards.ended import EndedTalks
from experiments.browser.cards.series import vote_thresholds
from simulation import terms
from simulation.catalogue import evidence_rows
from simulation.result.sentences import months


@dataclass(frozen=True)
class Ruling:
    """Why talks ended as they did.

    Attributes
    ----------
    sentence : str
        The rule in words, with the numbers of these talks.
    sources : tuple of str
        Rows of the evidence, such as ``SF067``.
    """

    sentence: str
    sources: tuple[str, ...]


Sentence = Callable[[EndedTalks], Ruling]

AT_ONCE: dict[int, Sentence] = {}
"""By reason: what is said of failures that end talks whatever their length."""

BREAKDOWNS: dict[int, Sentence] = {}
"""By reason: what is said where talks broke down in a month, by competing chances."""


def _reasons(table: dict[int, Sentence], *reasons: int) -> Callable[[Sentence], Sentence]:
    """Return what enters a sentence in a table under its reasons."""

    def enter(sentence: Sentence) -> Sentence:
        table.update(dict.fromkeys(reasons, sentence))
        return sentence

    return enter


def ruling(talks: EndedTalks) -> Ruling:
    """Return the rule that decided talks which agreed or failed."""
    if talks.row["outcome"] == terms.AGREED:
        return _agreed(talks)
    reason = int(talks.row["reason"])
    if talks.row["stage"] == terms.STAGE_VOTE:
        return _vote(talks, "officers" if reason == terms.OFFICERS else "members")
    if reason in AT_ONCE:
        return AT_ONCE[reason](talks)
    if talks.patience_over:
        return _out_of_time(talks)
    found_out = talks.diligence > 0.0 and talks.months <= talks.p.effects.diligence_months
    if found_out and reason in (terms.CULTURE, terms.PERSONALITIES):
        return Ruling(
            "Asked early about culture, structure and ambition, the two found out that they do "
            "not match; due diligence brings that to light in the first months.",
            evidence_rows("effects.diligence_reveals"),
        )
    return BREAKDOWNS[reason](talks)


def _share(value: float) -> str:
    """Return a share as ``3%``, with a digit more where it is below 1 %."""
    return f"{value:.0%}" if value >= 0.0095 or value == 0.0 else f"{value:.1%}"  # noqa: PLR2004


def _agreed(e: EndedTalks) -> Ruling:
    members, officers = e.cooler_side("members")[1], e.cooler_side("officers")[1]
    asked = vote_thresholds(e.p)
    return Ruling(
        f"Everything was there, and the votes were won: vision {e.row['vision']:.2f} "
        f"({asked['vision']:.2f} needed), trust {e.row['trust'].min():.2f} ({asked['trust']:.2f}), "
        f"and on the cooler side members {members:.0%} ({asked['members']:.0%}) and officers "
        f"{officers:.0%} ({asked['officers']:.0%}). Vision and trust are gates that no saving "
        "can stand in for.",
        evidence_rows("vote.vision", "vote.trust", "vote.members", "vote.officers"),
    )


def _vote(e: EndedTalks, who: str) -> Ruling:
    side, support = e.cooler_side(who)
    asked, luck = vote_thresholds(e.p)[who], e.p.vote.spread
    text = (
        f"The leaders believed that all was there, and the vote was lost: {who} of {side} stood at "
        f"{support:.0%} where {asked:.0%} is needed, give or take {luck:.0%} on the day."
    )
    if who == "officers":
        return Ruling(text, evidence_rows("vote.officers", "vote.bias"))
    unprepared = e.p.vote.exposed * (1.0 - float(e.row["groundwork"]))
    text += f" What had not been prepared inside the councils cost {_share(unprepared)} more."
    if e.row["joins"] >= 0:
        text += " The partners of a council that shares already have to agree as well."
    return Ruling(text, evidence_rows("vote.members", "vote.bias", "vote.exposed"))


@_reasons(AT_ONCE, terms.LEADER_CHANGE)
def _leader(e: EndedTalks) -> Ruling:
    p, apart = e.p.breakdown, e.party_gap
    words = {0.0: "between councils of one party", 1.0: "between two parties"}
    between = words.get(apart, "where a side has no party in control")
    return Ruling(
        f"A leader went in the middle of talks. That ends them with a chance of "
        f"{p.leader_base + p.leader_mismatch * apart:.0%} {between}, because trust is between "
        "persons.",
        evidence_rows("breakdown.leader_base", "breakdown.leader_mismatch"),
    )


@_reasons(AT_ONCE, terms.LEAK)
def _leak(e: EndedTalks) -> Ruling:
    p = e.p.breakdown
    return Ruling(
        f"The talks leaked as a done deal. In any month {_share(p.leak)} of talks do; members take "
        f"{p.leak_members:.0%} of support back, and half-made talks end at once with a chance of "
        f"{p.leak_fatal:.0%}.",
        evidence_rows("breakdown.leak", "breakdown.leak_fatal"),
    )


@_reasons(AT_ONCE, terms.CANDIDATE_REFUSED)
def _candidate(e: EndedTalks) -> Ruling:
    side = e.names[int(e.row["refused"])] if e.row["refused"] >= 0 else "One side"
    return Ruling(
        f"{side} would not take the candidate. The other side takes a name with a chance of about "
        f"{e.p.appointment.accept_base:.0%}, more with trust and skill; after a refusal another "
        f"name is tried in {e.p.appointment.second_try:.0%} of cases.",
        evidence_rows("appointment.accept_base", "appointment.second_try"),
    )


def _out_of_time(e: EndedTalks) -> Ruling:
    patience = months(e.p.talks.patience)
    short = [gate for gate in e.gates if not gate.met]
    text = (
        f"Time ran out after {months(e.months)}: {months(float(e.row['planned']))} were planned, "
        f"and patience lasts {patience} more."
    )
    names = ["talks.patience"]
    if e.row["deadlocked"]:
        text += " Both chief executives still wanted the joint post."
        names.append("appointment.deadlock")
    elif short:
        worst = max(short, key=lambda gate: (gate.needed - gate.value) / gate.needed)
        text += (
            f" Furthest short was {worst.label}: {worst.value:.2f} of {worst.needed:.2f} needed."
        )
        names.append(f"vote.{worst.name}")
    elif e.row["reason"] == terms.MONEY:
        text += " All was there but the money to set it up."
        names.append("vote.affordable")
    else:
        text += " All was there, but the leaders never saw it together."
        names.append("vote.noise")
    return Ruling(text, evidence_rows(*names))


@_reasons(BREAKDOWNS, terms.CULTURE)
def _culture(e: EndedTalks) -> Ruling:
    gap = float(e.row["culture_gap"])
    chance = e.ripeness * e.p.breakdown.culture * gap
    return Ruling(
        "Their ways of working clashed: one is led more by members, the other by officers, "
        f"{gap:.2f} apart out of 1. At that gap {_share(chance)} of talks break down over it in a "
        "month.",
        evidence_rows("breakdown.culture"),
    )


@_reasons(BREAKDOWNS, terms.SELF_INTEREST)
def _interest(e: EndedTalks) -> Ruling:
    going = "neither chief executive was leaving" if e.row["vacancy"] < 0 else "a post was opening"
    chance = 2.0 * e.ripeness * e.p.breakdown.self_interest
    return Ruling(
        f"Self-interest over the joint post ended it: {going} when talks began. While neither "
        f"leaves, up to {_share(chance)} of talks a month end so, "
        f"{e.p.breakdown.one_leaving:.0%} of that where one does.",
        evidence_rows("breakdown.self_interest", "breakdown.one_leaving"),
    )


@_reasons(BREAKDOWNS, terms.APPOINTMENT)
def _deadlock(e: EndedTalks) -> Ruling:
    return Ruling(
        "Both chief executives wanted the joint post, and the deadlock was not broken in time. "
        f"It comes with a chance of about {e.p.appointment.deadlock:.0%} where neither is leaving "
        "and is broken the likelier the higher the trust.",
        evidence_rows("appointment.deadlock", "appointment.broken_trust"),
    )


@_reasons(BREAKDOWNS, terms.OFFICERS)
def _officers(e: EndedTalks) -> Ruling:
    side, support = e.cooler_side("officers")
    if support < vote_thresholds(e.p)["officers"] and e.momentum < 1.0:
        return _faded(e)
    chance = e.ripeness * e.p.breakdown.hostile
    return Ruling(
        f"A hostile insider derailed it: where a council has one, {_share(chance)} of talks a "
        f"month end so. Officers of {side} stood at {support:.0%}.",
        evidence_rows("breakdown.hostile"),
    )


@_reasons(BREAKDOWNS, terms.PERSONALITIES)
def _personalities(e: EndedTalks) -> Ruling:
    trust, p = float(e.row["trust"].min()), e.p
    if e.row["stalled"]:
        return Ruling(
            f"The talks were stalled: trust stood at {trust:.2f}, and below "
            f"{p.talks.stall_trust:.2f} nothing moves until it is repaired. "
            f"{p.breakdown.stalled:.0%} of stalled talks end in a month.",
            evidence_rows("talks.stall_trust", "breakdown.stalled"),
        )
    if trust < p.vote.trust and e.momentum < 1.0:
        return _faded(e)
    return Ruling(
        "Two strong personalities clashed while both chief executives meant to stay; trust stood "
        f"at {trust:.2f}.",
        evidence_rows("breakdown.clash"),
    )


@_reasons(BREAKDOWNS, terms.TAKEOVER_FEAR, terms.NO_VISION)
def _members(e: EndedTalks) -> Ruling:
    side, support = e.cooler_side("members")
    if support >= vote_thresholds(e.p)["members"] and e.momentum < 1.0:
        return _faded(e)
    text = (
        f"Members of {side} stood at {support:.0%}. Below half, talks break down the likelier the "
        f"further they are from it: up to {_share(e.ripeness * e.p.breakdown.members)} a month."
    )
    if e.row["reason"] == terms.TAKEOVER_FEAR:
        fear = float(e.row["fear"].max())
        text += f" What turned them was the fear of a takeover, {fear:.2f} out of 1."
        return Ruling(text, evidence_rows("breakdown.members", "support.members_fear"))
    text += f" What they missed most was a vision; {e.row['vision']:.2f} was shared."
    return Ruling(text, evidence_rows("breakdown.members", "support.members_vision"))


def _faded(e: EndedTalks) -> Ruling:
    short = [gate for gate in e.gates if not gate.met]
    text = (
        f"The will to finish had faded to {e.momentum:.0%}: it is whole for "
        f"{months(e.p.talks.momentum_months)}, then halves every "
        f"{e.p.talks.momentum_half_life:g} months, and talks without it break down."
    )
    if short:
        gates = (f"{gate.label} {gate.value:.2f} of {gate.needed:.2f}" for gate in short)
        text += f" Short: {', '.join(gates)}."
    return Ruling(text, evidence_rows("talks.momentum_months", "talks.momentum_half_life"))


@_reasons(BREAKDOWNS, terms.MONEY, terms.OTHER)
def _other(e: EndedTalks) -> Ruling:
    if e.momentum < 1.0:
        return _faded(e)
    chance = e.ripeness * e.p.breakdown.other
    return Ruling(
        f"Something outside the talks came between them; {_share(chance)} of talks a month end so, "
        "and so do talks across the border of a county that is reorganised.",
        evidence_rows("breakdown.other"),
    )
