"""The rule that decided talks, as a sentence with its numbers and its rows of the evidence.

The rules of the model write down which of them ended talks, on whose side, by which number and
which luck; a sentence tells that record and reconstructs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from experiments.browser.cards.ended import EndedTalks
from experiments.browser.cards.series import vote_thresholds
from simulation import branches, terms
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

RULINGS: dict[int, Sentence] = {}
"""By the rule that decided: what is said of talks that it ended."""


def _branches(*branches: int) -> Callable[[Sentence], Sentence]:
    """Return what enters a sentence under the rules that it tells."""

    def enter(sentence: Sentence) -> Sentence:
        RULINGS.update(dict.fromkeys(branches, sentence))
        return sentence

    return enter


def ruling(talks: EndedTalks) -> Ruling:
    """Return the rule that decided talks which agreed or failed."""
    return RULINGS[int(talks.row["decided_by"])](talks)


def _share(value: float) -> str:
    """Return a share as ``3%``, with a digit more where it is below 1 %."""
    return f"{value:.0%}" if value >= 0.0095 or value == 0.0 else f"{value:.1%}"  # noqa: PLR2004


def _of_a_month(e: EndedTalks) -> str:
    """Return how likely this breakdown was in its month."""
    return f"That ended such talks with a chance of {_share(e.number)} in that month"


def _hurry(e: EndedTalks) -> str:
    """Return what a vote on the date passed over; nothing where all was believed to be there."""
    if not e.row["hurried"]:
        return "The leaders believed that all was there"
    return f"The date was kept although {_share(float(e.row['missing']))} of a gate was missing"


@_branches(branches.BY_WON_VOTE)
def _agreed(e: EndedTalks) -> Ruling:
    asked = vote_thresholds(e.p)
    return Ruling(
        f"{_hurry(e)}, and the votes were won: vision {e.row['vision']:.2f} "
        f"({asked['vision']:.2f} needed), trust {e.row['trust'].min():.2f} ({asked['trust']:.2f}), "
        f"and on the day {e.number:.0%} support among members of {e.decider}, the cooler side "
        f"({e.threshold:.0%}). Vision and trust are gates that no saving can stand in for.",
        evidence_rows("vote.vision", "vote.trust", "vote.members", "vote.officers"),
    )


@_branches(branches.BY_MEMBERS_VOTE, branches.BY_OFFICERS_VOTE)
def _vote(e: EndedTalks) -> Ruling:
    members = e.row["decided_by"] == branches.BY_MEMBERS_VOTE
    who = "members" if members else "officers"
    text = (
        f"{_hurry(e)}, and the vote was lost: {who} of {e.decider} stood at {e.number:.0%} on the "
        f"day, where {e.threshold:.0%} is needed; the luck of a day is up to "
        f"{e.p.vote.spread:.0%}."
    )
    if not members:
        return Ruling(text, evidence_rows("vote.officers", "vote.bias"))
    unprepared = e.p.vote.exposed * (1.0 - float(e.row["groundwork"]))
    unprepared += e.p.clock.exposes * float(e.row["missing"])
    text += f" What had not been prepared had cost {_share(unprepared)} of it."
    return Ruling(text, evidence_rows("vote.members", "vote.bias", "vote.exposed"))


@_branches(branches.BY_PARTNERS_VOTE)
def _partners(e: EndedTalks) -> Ruling:
    sources = evidence_rows("partnership.max_size", "vote.members")
    if e.threshold > 1.0:
        return Ruling(
            f"The partnership of {e.decider} was full: it would have had {e.number:.0f} councils, "
            f"where {e.threshold:.0f} is the most.",
            sources,
        )
    return Ruling(
        "The two had won their own votes, and the partners of the council that shares already have "
        f"to agree as well: members of {e.decider} stood at {e.number:.0%}, where "
        f"{e.threshold:.0%} is needed.",
        sources,
    )


@_branches(branches.BY_LEADER)
def _leader(e: EndedTalks) -> Ruling:
    words = {0.0: "between councils of one party", 1.0: "between two parties"}
    between = words.get(e.number, "where a side has no party in control")
    whose = f"The leader of {e.decider}" if e.decider else "The leader of each council"
    return Ruling(
        f"{whose} went in the middle of talks. That ends them with a chance of "
        f"{e.threshold:.0%} {between}, because trust is between persons.",
        evidence_rows("breakdown.leader_base", "breakdown.leader_mismatch"),
    )


@_branches(branches.BY_LEAK)
def _leak(e: EndedTalks) -> Ruling:
    return Ruling(
        f"The talks leaked as a done deal. In any month {_share(e.p.breakdown.leak)} of talks do; "
        f"members take {e.number:.0%} of support back, and half-made talks end at once with a "
        f"chance of {e.threshold:.0%}.",
        evidence_rows("breakdown.leak", "breakdown.leak_fatal"),
    )


@_branches(branches.BY_CANDIDATE)
def _candidate(e: EndedTalks) -> Ruling:
    return Ruling(
        f"{e.decider} would not take the candidate. With its trust at {e.number:.2f} and the skill "
        f"on offer it would have with a chance of {_share(min(1.0, max(0.0, e.threshold)))}; after "
        f"a refusal another name is tried in {e.p.appointment.second_try:.0%} of cases.",
        evidence_rows("appointment.accept_base", "appointment.second_try"),
    )


@_branches(branches.BY_MATCH)
def _match(e: EndedTalks) -> Ruling:
    what = "a gap in culture of" if e.row["reason"] == terms.CULTURE else "trust of only"
    return Ruling(
        f"Asked early about culture, structure and ambition, the two found out that they do not "
        f"match: {what} {e.number:.2f}. Due diligence brought that to light with a chance of "
        f"{_share(e.threshold)} in that month.",
        evidence_rows("effects.diligence_reveals"),
    )


@_branches(branches.BY_CULTURE)
def _culture(e: EndedTalks) -> Ruling:
    return Ruling(
        "Their ways of working clashed: one is led more by members, the other by officers, "
        f"{float(e.row['culture_gap']):.2f} apart out of 1. {_of_a_month(e)}.",
        evidence_rows("breakdown.culture"),
    )


@_branches(branches.BY_INTEREST)
def _interest(e: EndedTalks) -> Ruling:
    going = "neither chief executive was leaving" if e.row["vacancy"] < 0 else "a post was opening"
    return Ruling(
        f"Self-interest over the joint post ended it: {going} when talks began. {_of_a_month(e)}; "
        f"it is {e.p.breakdown.one_leaving:.0%} of the usual while one of the two leaves.",
        evidence_rows("breakdown.self_interest", "breakdown.one_leaving"),
    )


@_branches(branches.BY_DEADLOCK)
def _deadlock(e: EndedTalks) -> Ruling:
    return Ruling(
        "Both chief executives wanted the joint post, and the deadlock was not broken in time. "
        f"{_of_a_month(e)}; it is broken the likelier the higher the trust.",
        evidence_rows("appointment.deadlock", "appointment.broken_trust"),
    )


@_branches(branches.BY_INSIDER)
def _insider(e: EndedTalks) -> Ruling:
    where = f"in {e.decider}" if e.decider else "in both councils"
    return Ruling(
        f"A hostile insider {where} derailed it. {_of_a_month(e)}.",
        evidence_rows("breakdown.hostile"),
    )


@_branches(branches.BY_CHIEFS)
def _chiefs(e: EndedTalks) -> Ruling:
    return Ruling(
        "Two strong chief executives clashed while both meant to stay; it was not the leaders, "
        f"whose trust stood at {float(e.row['trust'].min()):.2f}. {_of_a_month(e)}, the more the "
        "stronger the two are.",
        evidence_rows("breakdown.clash"),
    )


@_branches(branches.BY_STALL)
def _stalled(e: EndedTalks) -> Ruling:
    return Ruling(
        f"The talks were stalled by the leaders' distrust: trust stood at "
        f"{float(e.row['trust'].min()):.2f}, lower in {e.decider}, and once it has been below "
        f"{e.p.talks.stall_trust:.2f} nothing moves until it is repaired. {_of_a_month(e)}.",
        evidence_rows("talks.stall_trust", "breakdown.stalled"),
    )


@_branches(branches.BY_UNWILLING)
def _unwilling(e: EndedTalks) -> Ruling:
    side = list(e.names).index(e.decider)
    text = (
        f"Members of {e.decider} stood at {float(e.row['members'][side]):.0%}. Below half, talks "
        f"break down the likelier the further they are from it. {_of_a_month(e)}."
    )
    if e.row["reason"] == terms.TAKEOVER_FEAR:
        fear = float(e.row["fear"][side])
        text += f" What turned them was the fear of a takeover, {fear:.2f} out of 1."
        return Ruling(text, evidence_rows("breakdown.members", "support.members_fear"))
    if e.row["reason"] == terms.NO_VISION:
        text += f" What they missed most was a vision; {e.row['vision']:.2f} was shared."
        return Ruling(text, evidence_rows("breakdown.members", "support.members_vision"))
    trust = float(e.row["trust"][side])
    text += f" What they missed most was trust between the leaders, {trust:.2f} out of 1."
    return Ruling(text, evidence_rows("breakdown.members", "support.members_trust"))


@_branches(branches.BY_MOMENTUM)
def _faded(e: EndedTalks) -> Ruling:
    text = (
        f"The will to finish had faded to {e.momentum:.0%}: it is whole for "
        f"{months(e.p.talks.momentum_months)}, then halves every "
        f"{e.p.talks.momentum_half_life:g} months. {_of_a_month(e)}.{_short(e)}"
    )
    return Ruling(text, evidence_rows("talks.momentum_months", "talks.momentum_half_life"))


@_branches(branches.BY_OTHER, branches.BY_GROUND)
def _other(e: EndedTalks) -> Ruling:
    if e.row["decided_by"] == branches.BY_GROUND:
        return Ruling(
            f"After {months(e.months)} the ground was gone: one of the two merged, or its county "
            "was reorganised, and the pair is closed for good.",
            evidence_rows("ending.merge_rate", "shocks.reorganisation.size"),
        )
    return Ruling(
        f"Something outside the talks came between them. {_of_a_month(e)}.",
        evidence_rows("breakdown.other"),
    )


@_branches(branches.BY_DATE, branches.BY_TIME)
def _out_of_time(e: EndedTalks) -> Ruling:
    planned = months(float(e.row["planned"]))
    if e.row["decided_by"] == branches.BY_TIME:
        text = f"Time ran out after {months(e.months)}: {planned} were planned, and patience ended."
        names = ["talks.patience"]
    else:
        times = int(e.row["extensions"])
        off = f", put off {times} times" if times > 1 else ", put off once" if times else ""
        text = (
            f"The date had come after {months(e.months)} ({planned} planned{off}), and the leaders "
            "gave up."
        )
        names = ["clock.extend", "clock.haste"]
    if e.row["deadlocked"]:
        text += " Both chief executives still wanted the joint post."
        return Ruling(text, evidence_rows(*names, "appointment.deadlock"))
    if e.row["reason"] == terms.MONEY:
        text += " All was there but the money to set it up."
        return Ruling(text, evidence_rows(*names, "vote.affordable"))
    return Ruling(text + (_short(e) or UNSEEN), evidence_rows(*names, "vote.noise"))


UNSEEN = " All was there, but the leaders never saw it together."


def _short(e: EndedTalks) -> str:
    """Return what was short of the vote, the furthest first; nothing where nothing was."""
    short = sorted(
        (gate for gate in e.gates if not gate.met),
        key=lambda gate: (gate.value - gate.needed) / gate.needed,
    )
    words = [f"{gate.label} {gate.value:.2f} of {gate.needed:.2f} needed" for gate in short]
    return f" Short: {', '.join(words)}." if words else ""
