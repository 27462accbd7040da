"""One plain sentence for each event: what happened, to whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulation import terms
from simulation.terms import REASONS, SCOPES, WAYS_OUT

CONTROL_WORDS = ("the Conservatives", "Labour", "the Liberal Democrats", "independents", "no party")
PARTY_WORDS = ("Conservative", "Labour", "Liberal Democrat", "independent", "no-majority")

FAILURES = {
    "vision": "the two had no vision in common",
    "personalities": "the two leaders could not work together",
    "takeover fear": "members feared a takeover",
    "culture": "their ways of working clashed",
    "officers": "officers would not have it",
    "appointment": "both sides wanted the joint post for their own candidate",
    "candidate refused": "one side would not take the candidate",
    "self-interest": "self-interest over the joint post showed",
    "leak": "it leaked as a done deal before members had agreed",
    "leader change": "a leader went in the middle of it",
    "money": "the cost of setting up could not be met",
    "other": "other matters came between them",
}
"""What each reason means, to follow the word 'because'."""

ENDINGS = {
    "burden": "the burden and the distrust outweighed what it saved",
    "members turned": "members turned against it",
    "leader change": "a new leader did not want it",
    "succession": "the partners could not agree on the next chief executive",
    "merged": "they merged into one council",
    "company": "they moved their services into a joint company",
    "reorganised": "the county was reorganised",
}
"""What each reason for the end of a partnership means, to follow the word 'because'."""

CANDIDATE_WORDS = ("the first side's own chief executive", "the other side's own chief executive",
                   "a candidate from outside")  # fmt: skip


@dataclass(frozen=True)
class EventContext:
    """An event as its sentence needs it.

    Attributes
    ----------
    council, other : str
        Names; empty where there is none.
    code : int
        The event's code: a reason, a party, a way out… by kind.
    value : float
        The event's number: months, pounds… by kind.
    talks : record or None
        The row of the raw table of talks it belongs to.
    partners : str
        The partners at the time, as a list in words; without the one that joins or left.
    names : sequence of str
        Names of all councils, by row.
    counties : sequence of str
        Names of the counties, by number.
    """

    council: str
    other: str
    code: int
    value: float
    talks: Any
    partners: str
    names: Any
    counties: Any

    @property
    def pair(self) -> str:
        """The two councils."""
        return f"{self.council} and {self.other}"


def join_names(words: list[str]) -> str:
    """Return words as a list: ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def months(number: float) -> str:
    """Return a number of months in words: ``1 month``, ``4 months``."""
    return "1 month" if round(number) == 1 else f"{number:.0f} months"


def _agreed(e: EventContext) -> str:
    t = e.talks
    reasons = [f"trust {t['trust'].min():.2f}", f"a vision {t['vision']:.0%} shared"]
    if t["vacancy"] >= 0:
        reasons.append(f"a post that a {WAYS_OUT[t['vacancy_kind']]} had opened")
    support = t["members"].min()
    return (
        f"{e.pair} agreed to share a chief executive after {months(e.value)} of talks; "
        f"it rested on {join_names(reasons)}, and support of {support:.0%} among the cooler "
        "members."
    )


def _failed(e: EventContext) -> str:
    where = "at the vote" if e.talks["stage"] == terms.STAGE_VOTE else "in talks"
    why = FAILURES[REASONS[e.code]]
    return f"{e.pair} failed {where} after {months(e.value)} because {why}."


def _began(e: EventContext) -> str:
    t = e.talks
    who = "leader" if t["initiator"] == terms.LEADER else "chief executive"
    motive = terms.MOTIVES[int(t["motives"].argmax())]
    plan = f"planned for {months(t['planned'])}, to share the {SCOPES[e.code]}"
    plan = plan.replace("the whole", "the whole management")
    return (
        f"{e.pair} began talks, {plan}; the {who} of {e.council} began it, "
        f"mostly for {MOTIVE_WORDS[motive]}, and trust stands at {e.value:.2f}."
    )


MOTIVE_WORDS = {
    "vacancy": "a post that is opening",
    "finance": "money",
    "resilience": "resilience",
    "fashion": "fashion",
    "government": "the government's favour",
    "distress": "distress",
}


def _control(e: EventContext) -> str:
    if e.code < 0:
        return f"{e.council} ceased to exist."
    return f"Control of {e.council} passed to {CONTROL_WORDS[e.code]}."


def _departure(e: EventContext) -> str:
    way = "retire" if e.code == terms.RETIREMENT else "move to another job"
    return f"The chief executive of {e.council} is to {way} in about {months(e.value)}."


def _turned_down(e: EventContext) -> str:
    side = e.other if round(e.value) == 1 else e.council
    return f"In the talks of {e.pair}, {side} would not take {CANDIDATE_WORDS[e.code]}."


def _ended(e: EventContext) -> str:
    why = ENDINGS[terms.END_REASONS[e.code]]
    return f"The partnership of {e.partners} ended after {months(e.value)} because {why}."


def _left(e: EventContext) -> str:
    why = ENDINGS[terms.END_REASONS[round(e.value)]]
    return f"{e.names[e.code]} left the partnership of {e.partners} because {why}."


def _reorganised(e: EventContext) -> str:
    return f"{e.counties[e.code]} is being reorganised: its councils may share only inside it."


SENTENCES: dict[str, Callable[[EventContext], str]] = {
    "control changed": _control,
    "leader changed": lambda e: f"{e.council} has a new leader ({PARTY_WORDS[e.code]}).",
    "money trouble": lambda e: f"{e.council} got into money trouble of its own.",
    "departure announced": _departure,
    "post vacant": lambda e: f"The post of chief executive of {e.council} fell vacant.",
    "post filled": lambda e: f"{e.council} appointed a chief executive of its own.",
    "approach refused": lambda e: f"{e.council} asked {e.other} for talks and got a no.",
    "soundings began": lambda e: f"{e.pair} began to sound each other out.",
    "soundings lapsed": lambda e: f"The soundings of {e.pair} lapsed when a leader went.",
    "talks began": _began,
    "talks leaked": lambda e: f"The talks of {e.pair} leaked as a done deal; members took offence.",
    "talks stalled": lambda e: f"The talks of {e.pair} stalled because trust was too low.",
    "talks repaired": lambda e: f"{e.pair} aired their worries and got their talks going again.",
    "candidate proposed": lambda e: f"{e.pair} settled on {CANDIDATE_WORDS[e.code]} for the post.",
    "candidate refused": _turned_down,
    "deadlock": lambda e: f"{e.pair} are deadlocked: both chief executives want the joint post.",
    "talks failed": _failed,
    "partnership agreed": _agreed,
    "council joined": lambda e: f"{e.names[e.code]} joined the partnership of {e.partners}.",
    "team shared": lambda e: f"{e.partners} now share a management team; {e.value:.0f} posts go.",
    "services shared": lambda e: f"{e.partners} began to share services.",
    "target met": lambda e: f"{e.partners} met their savings target: £{e.value:,.0f} a year.",
    "successor agreed": lambda e: f"{e.partners} agreed on their next chief executive.",
    "council left": _left,
    "partnership ended": _ended,
    "county reorganised": _reorganised,
}
"""The sentence of every kind of event."""
