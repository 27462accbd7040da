"""The kinds of event, each with its number and the sentence that tells it.

Names in braces are attributes of `simulation.result.sentences.EventContext`.
"""

from __future__ import annotations

from simulation.closed_list import EventKind, Terms

EVENTS: Terms[EventKind] = Terms()
"""Kinds of event, each with its sentence."""


def _kind(word: str, sentence: str, *, main: bool = False) -> int:
    return EVENTS.add(EventKind(word, sentence=sentence, main=main))


CONTROL_CHANGED = _kind("control changed", "{control_passed}")
LEADER_CHANGED = _kind("leader changed", "{council} has a new leader ({party}).")
MONEY_TROUBLE = _kind("money trouble", "{council} got into money trouble of its own.")
DEPARTURE_ANNOUNCED = _kind(
    "departure announced", "The chief executive of {council} is to {way_out} in about {months}."
)
POST_VACANT = _kind("post vacant", "The post of chief executive of {council} fell vacant.")
POST_FILLED = _kind("post filled", "{council} appointed a chief executive of its own.")
APPROACH_REFUSED = _kind("approach refused", "{council} asked {other} for talks and got a no.")
SOUNDINGS_BEGAN = _kind("soundings began", "{pair} began to sound each other out.")
SOUNDINGS_LAPSED = _kind("soundings lapsed", "The soundings of {pair} lapsed when a leader went.")
TALKS_BEGAN = _kind(
    "talks began",
    "{pair} began talks, {plan}; the {initiator} of {council} began it, mostly for "
    "{motive}, and trust stands at {number}.",
)
TALKS_LEAKED = _kind(
    "talks leaked", "The talks of {pair} leaked as a done deal; members took offence."
)
TALKS_STALLED = _kind("talks stalled", "The talks of {pair} stalled because trust was too low.")
TALKS_EXTENDED = _kind(
    "talks extended", "{pair} were not ready on the date after {months}, and put it off."
)
TALKS_REPAIRED = _kind(
    "talks repaired", "{pair} aired their worries and got their talks going again."
)
CANDIDATE_PROPOSED = _kind("candidate proposed", "{pair} settled on {candidate} for the post.")
CANDIDATE_TURNED_DOWN = _kind(
    "candidate refused", "In the talks of {pair}, {side} would not take {candidate}."
)
DEADLOCK = _kind("deadlock", "{pair} are deadlocked: both chief executives want the joint post.")
TALKS_FAILED = _kind("talks failed", "{pair} failed {stage} after {months} because {failure}.")
PARTNERSHIP_AGREED = _kind(
    "partnership agreed",
    "{pair} agreed to share a chief executive after {months} of talks; it rested on "
    "{grounds}, and support of {support} among the cooler members.",
    main=True,
)
COUNCIL_JOINED = _kind(
    "council joined", "{member} joined the partnership of {partners}.", main=True
)
TEAM_SHARED = _kind(
    "team shared", "{partners} now share a management team; {count} posts go.", main=True
)
SERVICES_SHARED = _kind("services shared", "{partners} began to share services.", main=True)
TARGET_MET = _kind("target met", "{partners} met their savings target: {pounds} a year.")
SUCCESSOR_AGREED = _kind("successor agreed", "{partners} agreed on their next chief executive.")
COUNCIL_LEFT = _kind(
    "council left", "{member} left the partnership of {partners} because {leaving}.", main=True
)
PARTNERSHIP_ENDED = _kind(
    "partnership ended",
    "The partnership of {partners} ended after {months} because {ending}.",
    main=True,
)
COUNTY_REORGANISED = _kind(
    "county reorganised",
    "{county} is being reorganised: its councils may share only inside it.",
    main=True,
)
RESTRUCTURED = _kind(
    "restructured", "{council} slimmed its own top team instead of sharing one; {posts} went."
)
LOOKS_AGAIN = _kind("looks again", "{council} is free and looks for the next best partner.")
REVIEW_DUE = _kind(
    "review to come",
    "{council} is to review the partnership of {partners} after {review}, in {months}.",
)
REVIEW_PASSED = _kind(
    "review passed",
    "{council} reviewed the partnership of {partners} after {review}, and it goes on.",
)
