"""The words of an event that the sentence of its kind is made of: whom, what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulation.branches import BY_CHIEFS, CLASH_CHIEFS, CLASH_LEADERS, CLASHES
from simulation.end_causes import END_CAUSES, REVIEWS
from simulation.event_kinds import EVENTS
from simulation.terms import (
    CANDIDATES,
    END_REASONS,
    FROM_ASKER,
    INITIATORS,
    MOTIVES,
    NEVER,
    OUTSIDER,
    PARTIES,
    PERSONALITIES,
    REASONS,
    SCOPES,
    STAGES,
    WAYS_OUT,
)


@dataclass(frozen=True)
class EventContext:
    """An event as its sentence needs it.

    Attributes
    ----------
    kind : int
        The kind of event.
    council, other : str
        Names; empty where there is none.
    code : int
        The event's code: a reason, a party, a way out… by kind.
    value : float
        The event's number: months, pounds… by kind.
    cause : int
        Of an end or a leaving: its place in `END_CAUSES`, -1 for none.
    decider : str
        Name of the council that decided it; empty where there is none.
    talks : record or None
        The row of the raw table of talks it belongs to.
    partners : str
        The partners at the time, as a list in words; without the one that joins or left.
    names : sequence of str
        Names of all councils, by row.
    counties : sequence of str
        Names of the counties, by number.
    """

    kind: int
    council: str
    other: str
    code: int
    value: float
    cause: int
    decider: str
    talks: Any
    partners: str
    names: Any
    counties: Any

    def __getitem__(self, name: str) -> str:
        """Return the words that stand for a name in a sentence."""
        return str(getattr(self, name))

    @property
    def sentence(self) -> str:
        """What happened, in one plain sentence."""
        return EVENTS[self.kind].sentence.format_map(self)

    @property
    def pair(self) -> str:
        """The two councils."""
        return f"{self.council} and {self.other}"

    @property
    def member(self) -> str:
        """The council that the code names."""
        return str(self.names[self.code])

    @property
    def side(self) -> str:
        """The side that refused."""
        return self.other if round(self.value) == 1 else self.council

    @property
    def county(self) -> str:
        """The county that the code names."""
        return str(self.counties[self.code])

    @property
    def months(self) -> str:
        """The event's number as months."""
        return months(self.value)

    @property
    def number(self) -> str:
        """The event's number as a percentage."""
        return f"{self.value:.0%}"

    @property
    def count(self) -> str:
        """The event's number as a count."""
        return f"{self.value:.0f}"

    @property
    def posts(self) -> str:
        """The event's number as senior posts."""
        number = round(self.value)
        return "1 senior post" if number == 1 else f"{number or 'no'} senior posts"

    @property
    def pounds(self) -> str:
        """The event's number as pounds."""
        return f"£{self.value:,.0f}"

    @property
    def party(self) -> str:
        """The party of a leader."""
        return PARTIES[self.code].adjective

    @property
    def control_passed(self) -> str:
        """Who controls the council now, as a whole sentence; whether it is there at all."""
        if self.code < 0:
            return f"{self.council} ceased to exist."
        return f"Control of {self.council} passed to {PARTIES[self.code].sentence}."

    @property
    def way_out(self) -> str:
        """What a chief executive is about to do."""
        return WAYS_OUT[self.code].sentence

    @property
    def candidate(self) -> str:
        """Who is proposed for the joint post."""
        return candidate_words(self.code, self.council, self.other)

    @property
    def stage(self) -> str:
        """Where talks failed."""
        return STAGES[int(self.talks["stage"])].sentence

    @property
    def failure(self) -> str:
        """Why talks failed; of personalities, whose they were."""
        return reason_words(self.code, int(self.talks["decided_by"]))

    @property
    def ending(self) -> str:
        """Why a partnership ended."""
        return cause_words(self.cause, self.decider) or END_REASONS[self.code].sentence

    @property
    def leaving(self) -> str:
        """Why one council left."""
        reason = END_REASONS[round(self.value)]
        return cause_words(self.cause, self.decider) or reason.sentence

    @property
    def review(self) -> str:
        """What brought a review."""
        return REVIEWS[self.code].sentence

    @property
    def initiator(self) -> str:
        """Who began talks at the asker."""
        return INITIATORS[int(self.talks["initiator"])]

    @property
    def motive(self) -> str:
        """The largest motive of talks."""
        return MOTIVES[int(self.talks["motives"].argmax())].sentence

    @property
    def plan(self) -> str:
        """How long talks are planned, and what is to be shared."""
        return f"planned for {months(self.talks['planned'])}, to share {SCOPES[self.code].sentence}"

    @property
    def grounds(self) -> str:
        """What an agreement rested on."""
        t = self.talks
        grounds = [f"trust of {t['trust'].min():.0%}", f"a vision {t['vision']:.0%} shared"]
        if t["vacancy"] >= 0:
            grounds.append(f"a post that a {WAYS_OUT[t['vacancy_kind']]} had opened")
        if t["hurried"]:
            grounds.append("a date that was kept although not all was there")
        return join_names(grounds)

    @property
    def support(self) -> str:
        """The support of the cooler members."""
        return f"{self.talks['members'].min():.0%}"


def candidate_words(candidate: int, asker: str, asked: str) -> str:
    """Return who is proposed for the joint post, with the name of the council that has it."""
    if candidate == OUTSIDER:
        return CANDIDATES[candidate].sentence
    return f"the chief executive of {asker if candidate == FROM_ASKER else asked}"


def clash_of(reason: Any, branch: Any) -> Any:
    """Return whose clash ended talks, -1 where it was none, from reason and rule that decided."""
    whose = np.where(np.equal(branch, BY_CHIEFS), CLASH_CHIEFS, CLASH_LEADERS)
    return np.where(np.equal(reason, PERSONALITIES), whose, NEVER)


def reason_label(reason: int, branch: int) -> str:
    """Return why talks failed in a word or two; of personalities, whose they were."""
    clash = int(clash_of(reason, branch))
    return str(CLASHES[clash].meaning if clash >= 0 else REASONS[reason])


def reason_words(reason: int, branch: int) -> str:
    """Return why talks failed, to follow 'because'; of personalities, whose they were."""
    clash = int(clash_of(reason, branch))
    return CLASHES[clash].sentence if clash >= 0 else REASONS[reason].sentence


def cause_words(cause: int, council: str) -> str:
    """Return why a partnership ended, to follow 'because', with the council that decided.

    Empty where there is no cause.
    """
    return END_CAUSES[cause].sentence.format(side=council) if cause >= 0 else ""


def join_names(words: list[str]) -> str:
    """Return words as a list: ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def months(number: float) -> str:
    """Return a number of months in words: ``1 month``, ``4 months``."""
    return "1 month" if round(number) == 1 else f"{number:.0f} months"
