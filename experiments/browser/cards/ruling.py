"""The rule that decided talks, as a sentence with its numbers and its rows of the evidence."""

from __future__ import annotations

from collections.abc import Callable

from experiments.browser.cards.ended import Ended, Ruling
from experiments.browser.cards.evidence import sources
from experiments.browser.cards.series import needed
from simulation import terms
from simulation.result.sentences import months


def ruling(ended: Ended) -> Ruling:
    """Return the rule that decided talks which agreed or failed."""
    if ended.row["outcome"] == terms.AGREED:
        return _agreed(ended)
    reason = int(ended.row["reason"])
    if ended.row["stage"] == terms.STAGE_VOTE:
        return _vote(ended, "officers" if reason == terms.OFFICERS else "members")
    if reason in AT_ONCE:
        return AT_ONCE[reason](ended)
    if ended.ran_out:
        return _out_of_time(ended)
    found_out = ended.diligence > 0.0 and ended.months <= ended.p.effects.diligence_months
    if found_out and reason in (terms.CULTURE, terms.PERSONALITIES):
        return Ruling(
            "Asked early about culture, structure and ambition, the two found out that they do "
            "not match; due diligence brings that to light in the first months.",
            sources("effects.diligence_reveals"),
        )
    return BREAKS.get(reason, _other)(ended)


def _share(value: float) -> str:
    """Return a share as ``3%``, with a digit more where it is below 1 %."""
    return f"{value:.0%}" if value >= 0.0095 or value == 0.0 else f"{value:.1%}"  # noqa: PLR2004


def _agreed(e: Ended) -> Ruling:
    members, officers = e.cooler("members")[1], e.cooler("officers")[1]
    asked = needed(e.p)
    return Ruling(
        f"Everything was there, and the votes were won: vision {e.row['vision']:.2f} "
        f"({asked['vision']:.2f} needed), trust {e.row['trust'].min():.2f} ({asked['trust']:.2f}), "
        f"and on the cooler side members {members:.0%} ({asked['members']:.0%}) and officers "
        f"{officers:.0%} ({asked['officers']:.0%}). Vision and trust are gates that no saving "
        "can stand in for.",
        sources("vote.vision", "vote.trust", "vote.members", "vote.officers"),
    )


def _vote(e: Ended, who: str) -> Ruling:
    side, support = e.cooler(who)
    asked, luck = needed(e.p)[who], e.p.vote.spread
    text = (
        f"The leaders believed that all was there, and the vote was lost: {who} of {side} stood at "
        f"{support:.0%} where {asked:.0%} is needed, give or take {luck:.0%} on the day."
    )
    if who == "officers":
        return Ruling(text, sources("vote.officers", "vote.bias"))
    unprepared = e.p.vote.exposed * (1.0 - float(e.row["groundwork"]))
    text += f" What had not been prepared inside the councils cost {_share(unprepared)} more."
    if e.row["joins"] >= 0:
        text += " The partners of a council that shares already have to agree as well."
    return Ruling(text, sources("vote.members", "vote.bias", "vote.exposed"))


def _leader(e: Ended) -> Ruling:
    p, apart = e.p.breakdown, e.apart
    words = {0.0: "between councils of one party", 1.0: "between two parties"}
    between = words.get(apart, "where a side has no party in control")
    return Ruling(
        f"A leader went in the middle of talks. That ends them with a chance of "
        f"{p.leader_base + p.leader_mismatch * apart:.0%} {between}, because trust is between "
        "persons.",
        sources("breakdown.leader_base", "breakdown.leader_mismatch"),
    )


def _leak(e: Ended) -> Ruling:
    p = e.p.breakdown
    return Ruling(
        f"The talks leaked as a done deal. In any month {_share(p.leak)} of talks do; members take "
        f"{p.leak_members:.0%} of support back, and half-made talks end at once with a chance of "
        f"{p.leak_fatal:.0%}.",
        sources("breakdown.leak", "breakdown.leak_fatal"),
    )


def _candidate(e: Ended) -> Ruling:
    side = e.names[int(e.row["refused"])] if e.row["refused"] >= 0 else "One side"
    return Ruling(
        f"{side} would not take the candidate. The other side takes a name with a chance of about "
        f"{e.p.appointment.accept_base:.0%}, more with trust and skill; after a refusal another "
        f"name is tried in {e.p.appointment.second_try:.0%} of cases.",
        sources("appointment.accept_base", "appointment.second_try"),
    )


def _out_of_time(e: Ended) -> Ruling:
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
        whose = f"{worst.name} of {worst.side}" if worst.side else worst.name
        text += f" Furthest short was {whose}: {worst.value:.2f} of {worst.needed:.2f} needed."
        names.append(f"vote.{worst.name}")
    elif e.row["reason"] == terms.MONEY:
        text += " All was there but the money to set it up."
        names.append("vote.affordable")
    else:
        text += " All was there, but the leaders never saw it together."
        names.append("vote.noise")
    return Ruling(text, sources(*names))


def _culture(e: Ended) -> Ruling:
    gap = float(e.row["culture_gap"])
    return Ruling(
        "Their ways of working clashed: one is led more by members, the other by officers, "
        f"{gap:.2f} apart out of 1. At that gap {_share(e.ripe * e.p.breakdown.culture * gap)} of "
        "talks break down over it in a month.",
        sources("breakdown.culture"),
    )


def _interest(e: Ended) -> Ruling:
    going = "neither chief executive was leaving" if e.row["vacancy"] < 0 else "a post was opening"
    return Ruling(
        f"Self-interest over the joint post ended it: {going} when talks began. While neither "
        f"leaves, up to {_share(2.0 * e.ripe * e.p.breakdown.self_interest)} of talks a month end "
        f"so, {e.p.breakdown.one_leaving:.0%} of that where one does.",
        sources("breakdown.self_interest", "breakdown.one_leaving"),
    )


def _deadlock(e: Ended) -> Ruling:
    return Ruling(
        "Both chief executives wanted the joint post, and the deadlock was not broken in time. "
        f"It comes with a chance of about {e.p.appointment.deadlock:.0%} where neither is leaving "
        "and is broken the likelier the higher the trust.",
        sources("appointment.deadlock", "appointment.broken_trust"),
    )


def _officers(e: Ended) -> Ruling:
    side, support = e.cooler("officers")
    if support < needed(e.p)["officers"] and e.will < 1.0:
        return _faded(e)
    return Ruling(
        "A hostile insider derailed it: where a council has one, "
        f"{_share(e.ripe * e.p.breakdown.hostile)} of talks a month end so. Officers of {side} "
        f"stood at {support:.0%}.",
        sources("breakdown.hostile"),
    )


def _personalities(e: Ended) -> Ruling:
    trust, p = float(e.row["trust"].min()), e.p
    if e.row["stalled"]:
        return Ruling(
            f"The talks were stalled: trust stood at {trust:.2f}, and below "
            f"{p.talks.stall_trust:.2f} nothing moves until it is repaired. "
            f"{p.breakdown.stalled:.0%} of stalled talks end in a month.",
            sources("talks.stall_trust", "breakdown.stalled"),
        )
    if trust < p.vote.trust and e.will < 1.0:
        return _faded(e)
    return Ruling(
        "Two strong personalities clashed while both chief executives meant to stay; trust stood "
        f"at {trust:.2f}.",
        sources("breakdown.clash"),
    )


def _members(e: Ended) -> Ruling:
    side, support = e.cooler("members")
    if support >= needed(e.p)["members"] and e.will < 1.0:
        return _faded(e)
    text = (
        f"Members of {side} stood at {support:.0%}. Below half, talks break down the likelier the "
        f"further they are from it: up to {_share(e.ripe * e.p.breakdown.members)} a month."
    )
    if e.row["reason"] == terms.TAKEOVER_FEAR:
        fear = float(e.row["fear"].max())
        text += f" What turned them was the fear of a takeover, {fear:.2f} out of 1."
        return Ruling(text, sources("breakdown.members", "support.members_fear"))
    text += f" What they missed most was a vision; {e.row['vision']:.2f} was shared."
    return Ruling(text, sources("breakdown.members", "support.members_vision"))


def _faded(e: Ended) -> Ruling:
    short = [gate for gate in e.gates if not gate.met]
    text = (
        f"The will to finish had faded to {e.will:.0%}: it is whole for "
        f"{months(e.p.talks.momentum_months)}, then halves every "
        f"{e.p.talks.momentum_half_life:g} months, and talks without it break down."
    )
    if short:
        told = ", ".join(
            f"{gate.name}{f' of {gate.side}' if gate.side else ''} "
            f"{gate.value:.2f} of {gate.needed:.2f}"
            for gate in short
        )
        text += f" Short: {told}."
    return Ruling(text, sources("talks.momentum_months", "talks.momentum_half_life"))


def _other(e: Ended) -> Ruling:
    if e.will < 1.0:
        return _faded(e)
    return Ruling(
        "Something outside the talks came between them; "
        f"{_share(e.ripe * e.p.breakdown.other)} of talks a month end so, and so do talks across "
        "the border of a county that is reorganised.",
        sources("breakdown.other"),
    )


AT_ONCE: dict[int, Callable[[Ended], Ruling]] = {
    terms.LEADER_CHANGE: _leader,
    terms.LEAK: _leak,
    terms.CANDIDATE_REFUSED: _candidate,
}
"""Reasons that end talks whatever their length."""

BREAKS: dict[int, Callable[[Ended], Ruling]] = {
    terms.CULTURE: _culture,
    terms.SELF_INTEREST: _interest,
    terms.APPOINTMENT: _deadlock,
    terms.OFFICERS: _officers,
    terms.PERSONALITIES: _personalities,
    terms.TAKEOVER_FEAR: _members,
    terms.NO_VISION: _members,
}
"""Reasons for which talks break down in a month, by competing chances."""
