"""The rule that decided talks, as a sentence with its numbers and its rows of the evidence.

The rules of the model write down which of them ended talks, on whose side, by which number and
which chance; a sentence tells that record and reconstructs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from experiments.browser.cards import votes
from experiments.browser.cards.ended import EndedTalks, Ruling
from experiments.text.numbers import percent
from simulation import branches, terms
from simulation.catalogue import evidence_rows
from simulation.result.sentences import months

Sentence = Callable[[EndedTalks], Ruling]

RULINGS: dict[int, Sentence] = {
    branches.BY_WON_VOTE: votes.agreed,
    branches.BY_MEMBERS_VOTE: votes.lost_vote,
    branches.BY_OFFICERS_VOTE: votes.lost_vote,
    branches.BY_PARTNERS_VOTE: votes.lost_partners,
    branches.BY_DATE: votes.out_of_time,
    branches.BY_TIME: votes.out_of_time,
}
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


@_branches(branches.BY_LEADER)
def _leader(e: EndedTalks) -> Ruling:
    words = {0.0: "between councils of one party", 1.0: "between two parties"}
    between = words.get(e.number, "where a side has no party in control")
    whose = f"The leader of {e.decider}" if e.decider else "The leader of each council"
    return Ruling(
        f"{whose} went in the middle of talks. That ends them with a chance of "
        f"{percent(e.threshold)} {between}, because trust is between persons.",
        evidence_rows("breakdown.leader_base", "breakdown.leader_mismatch"),
        f"{e.decider or 'Each council'} lost its leader, and the talks with it.",
    )


@_branches(branches.BY_LEAK)
def _leak(e: EndedTalks) -> Ruling:
    return Ruling(
        f"In any month talks leak with a chance of {percent(e.p.breakdown.leak)}, unless levers "
        f"change that; members take {percent(e.number)} of support back, and half-made talks end "
        f"at once with a chance of {percent(e.threshold)}.",
        evidence_rows("breakdown.leak", "breakdown.leak_fatal"),
        "The talks leaked as a done deal.",
    )


@_branches(branches.BY_CANDIDATE)
def _candidate(e: EndedTalks) -> Ruling:
    likely = percent(min(1.0, max(0.0, e.threshold)))
    return Ruling(
        f"With its trust at {percent(e.number)} and the skill on offer {e.decider} would have "
        f"taken the candidate with a chance of {likely}; after a refusal another name is tried in "
        f"{percent(e.p.appointment.second_try)} of cases.",
        evidence_rows("appointment.accept_base", "appointment.second_try"),
        f"{e.decider} would not take the candidate.",
    )


@_branches(branches.BY_MATCH)
def _match(e: EndedTalks) -> Ruling:
    unlike = e.row["reason"] == terms.CULTURE
    number = percent(e.number)
    what = f"ways of working {number} apart" if unlike else f"trust of only {number}"
    return Ruling(
        f"Asked early about culture, structure and ambition, the two found {what}. Due diligence "
        f"brought that to light with a chance of {percent(e.threshold)} in that month.",
        evidence_rows("effects.diligence_reveals"),
        "They found out early that they do not match.",
    )


@_branches(branches.BY_CULTURE)
def _culture(e: EndedTalks) -> Ruling:
    return Ruling(
        "One is led more by members, the other by officers: "
        f"{percent(float(e.row['culture_gap']))} apart, where 100% is the most. {e.of_a_month}.",
        evidence_rows("breakdown.culture"),
        "Their ways of working clashed.",
    )


@_branches(branches.BY_INTEREST)
def _interest(e: EndedTalks) -> Ruling:
    going = "neither chief executive was leaving" if e.row["vacancy"] < 0 else "a post was opening"
    return Ruling(
        f"When talks began {going}. {e.of_a_month}; the first is "
        f"{percent(e.p.breakdown.one_leaving)} of the usual while one of the two leaves.",
        evidence_rows("breakdown.self_interest", "breakdown.one_leaving"),
        "Self-interest over the joint post ended it.",
    )


@_branches(branches.BY_DEADLOCK)
def _deadlock(e: EndedTalks) -> Ruling:
    return Ruling(
        f"The deadlock was not broken in time. {e.of_a_month}; it is broken the likelier the "
        "higher the trust.",
        evidence_rows("appointment.deadlock", "appointment.broken_trust"),
        "Both chief executives wanted the joint post.",
    )


@_branches(branches.BY_INSIDER)
def _insider(e: EndedTalks) -> Ruling:
    where = f"in {e.decider}" if e.decider else "in both councils"
    return Ruling(
        f"Somebody {where} worked against it from inside. {e.of_a_month}.",
        evidence_rows("breakdown.hostile"),
        f"A hostile insider {where} derailed it.",
    )


@_branches(branches.BY_CHIEFS)
def _chiefs(e: EndedTalks) -> Ruling:
    return Ruling(
        "Both meant to stay. It was not the leaders, whose trust stood at "
        f"{percent(float(e.row['trust'].min()))} and more. {e.of_a_month}; the first grows with "
        "the strength of the two.",
        evidence_rows("breakdown.clash"),
        "Two strong chief executives clashed.",
    )


@_branches(branches.BY_STALL)
def _stalled(e: EndedTalks) -> Ruling:
    return Ruling(
        f"Trust stood at {percent(float(e.row['trust'].min()))} in {e.decider}, the lower of the "
        f"two. Once it has been below {percent(e.p.talks.stall_trust)} nothing moves until it is "
        f"repaired. {e.of_a_month}.",
        evidence_rows("talks.stall_trust", "breakdown.stalled"),
        "The talks were stalled by the leaders’ distrust.",
    )


@_branches(branches.BY_UNWILLING)
def _unwilling(e: EndedTalks) -> Ruling:
    stood = percent(float(e.row["members"][e.side]))
    text = (
        f"Below half, talks break down the likelier the further they are from it. {e.of_a_month}."
    )
    if e.row["reason"] == terms.TAKEOVER_FEAR:
        fear = percent(float(e.row["fear"][e.side]))
        text += f" What turned them was the fear of a takeover, at {fear}."
        weighed = "support.members_fear"
    elif e.row["reason"] == terms.NO_VISION:
        vision = percent(float(e.row["vision"]))
        text += f" What they missed most was a vision; {vision} was shared."
        weighed = "support.members_vision"
    else:
        trust = percent(float(e.row["trust"][e.side]))
        text += f" What they missed most was trust between the leaders, at {trust}."
        weighed = "support.members_trust"
    return Ruling(
        text,
        evidence_rows("breakdown.members", weighed),
        f"Members of {e.decider} were unwilling: {stood} were for it.",
    )


@_branches(branches.BY_MOMENTUM)
def _faded(e: EndedTalks) -> Ruling:
    return Ruling(
        f"It stood at {percent(e.momentum)}: it is whole for {months(e.p.talks.momentum_months)}, "
        f"then halves every {e.p.talks.momentum_half_life:.1f} months. {e.of_a_month}."
        f"{votes.was_missing(e)}",
        evidence_rows("talks.momentum_months", "talks.momentum_half_life"),
        "The will to finish had faded.",
    )


@_branches(branches.BY_OTHER)
def _other(e: EndedTalks) -> Ruling:
    return Ruling(
        f"It was none of what the model has a name for. {e.of_a_month}.",
        evidence_rows("breakdown.other"),
        "Something outside the talks came between them.",
    )


@_branches(branches.BY_GROUND)
def _ground(e: EndedTalks) -> Ruling:
    return Ruling(
        f"After {months(e.months)} one of the two had merged, or its county was reorganised, and "
        "the pair is closed for good.",
        evidence_rows("ending.merge_rate", "shocks.reorganisation.size"),
        "The ground was gone.",
    )
