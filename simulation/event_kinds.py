"""The kinds of event, each with its number and the sentence that tells it.

Names in braces are attributes of `simulation.result.sentences.EventContext`.
"""

from __future__ import annotations

from simulation.closed_list import EventKind, Terms

EVENTS: Terms[EventKind] = Terms()
"""Kinds of event, each with its sentence."""

CONTROL_CHANGED = EVENTS.add(EventKind("control changed", sentence="{control_passed}"))
LEADER_CHANGED = EVENTS.add(
    EventKind("leader changed", sentence="{council} has a new leader ({party}).")
)
MONEY_TROUBLE = EVENTS.add(
    EventKind("money trouble", sentence="{council} got into money trouble of its own.")
)
DEPARTURE_ANNOUNCED = EVENTS.add(
    EventKind(
        "departure announced",
        sentence="The chief executive of {council} is to {way_out} in about {months}.",
    )
)
POST_VACANT = EVENTS.add(
    EventKind("post vacant", sentence="The post of chief executive of {council} fell vacant.")
)
POST_FILLED = EVENTS.add(
    EventKind("post filled", sentence="{council} appointed a chief executive of its own.")
)
APPROACH_REFUSED = EVENTS.add(
    EventKind("approach refused", sentence="{council} asked {other} for talks and got a no.")
)
SOUNDINGS_BEGAN = EVENTS.add(
    EventKind("soundings began", sentence="{pair} began to sound each other out.")
)
SOUNDINGS_LAPSED = EVENTS.add(
    EventKind("soundings lapsed", sentence="The soundings of {pair} lapsed when a leader went.")
)
TALKS_BEGAN = EVENTS.add(
    EventKind(
        "talks began",
        sentence="{pair} began talks, {plan}; the {initiator} of {council} began it, mostly for "
        "{motive}, and trust stands at {number}.",
    )
)
TALKS_LEAKED = EVENTS.add(
    EventKind(
        "talks leaked", sentence="The talks of {pair} leaked as a done deal; members took offence."
    )
)
TALKS_STALLED = EVENTS.add(
    EventKind("talks stalled", sentence="The talks of {pair} stalled because trust was too low.")
)
TALKS_REPAIRED = EVENTS.add(
    EventKind(
        "talks repaired", sentence="{pair} aired their worries and got their talks going again."
    )
)
CANDIDATE_PROPOSED = EVENTS.add(
    EventKind("candidate proposed", sentence="{pair} settled on {candidate} for the post.")
)
CANDIDATE_TURNED_DOWN = EVENTS.add(
    EventKind(
        "candidate refused", sentence="In the talks of {pair}, {side} would not take {candidate}."
    )
)
DEADLOCK = EVENTS.add(
    EventKind(
        "deadlock", sentence="{pair} are deadlocked: both chief executives want the joint post."
    )
)
TALKS_FAILED = EVENTS.add(
    EventKind("talks failed", sentence="{pair} failed {stage} after {months} because {failure}.")
)
PARTNERSHIP_AGREED = EVENTS.add(
    EventKind(
        "partnership agreed",
        sentence="{pair} agreed to share a chief executive after {months} of talks; it rested on "
        "{grounds}, and support of {support} among the cooler members.",
        main=True,
    )
)
COUNCIL_JOINED = EVENTS.add(
    EventKind(
        "council joined", sentence="{member} joined the partnership of {partners}.", main=True
    )
)
TEAM_SHARED = EVENTS.add(
    EventKind(
        "team shared",
        sentence="{partners} now share a management team; {count} posts go.",
        main=True,
    )
)
SERVICES_SHARED = EVENTS.add(
    EventKind("services shared", sentence="{partners} began to share services.", main=True)
)
TARGET_MET = EVENTS.add(
    EventKind("target met", sentence="{partners} met their savings target: {pounds} a year.")
)
SUCCESSOR_AGREED = EVENTS.add(
    EventKind("successor agreed", sentence="{partners} agreed on their next chief executive.")
)
COUNCIL_LEFT = EVENTS.add(
    EventKind(
        "council left",
        sentence="{member} left the partnership of {partners} because {leaving}.",
        main=True,
    )
)
PARTNERSHIP_ENDED = EVENTS.add(
    EventKind(
        "partnership ended",
        sentence="The partnership of {partners} ended after {months} because {ending}.",
        main=True,
    )
)
COUNTY_REORGANISED = EVENTS.add(
    EventKind(
        "county reorganised",
        sentence="{county} is being reorganised: its councils may share only inside it.",
        main=True,
    )
)
