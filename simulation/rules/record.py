"""Writing down what happens: events and the flows of a month."""

from __future__ import annotations

from simulation.rule import rule
from simulation.world.books import EVENTS, Events, Scratch
from simulation.world.tables import Partnerships, Talks


@rule
def record_event(
    events: Events,
    scratch: Scratch,
    t: int,
    kind: int,
    council: int,
    other: int,
    talks: int,
    partnership: int,
    code: int,
    value: float,
) -> None:
    """Write one event; a -1 stands for what does not belong to it."""
    if scratch.keep[EVENTS] == 0:
        return
    row = scratch.used[EVENTS]
    scratch.used[EVENTS] = row + 1
    events.run[row] = scratch.row[2]
    events.month[row] = t
    events.kind[row] = kind
    events.council[row] = council
    events.other[row] = other
    events.talks[row] = talks
    events.partnership[row] = partnership
    events.code[row] = code
    events.value[row] = value
    events.cause[row] = events.decider[row] = -1


@rule
def record_council(
    events: Events, scratch: Scratch, t: int, kind: int, council: int, code: int, value: float
) -> None:
    """Write an event that concerns one council alone."""
    record_event(events, scratch, t, kind, council, -1, -1, -1, code, value)


@rule
def record_talks(
    events: Events,
    scratch: Scratch,
    talks: Talks,
    r: int,
    t: int,
    kind: int,
    code: int,
    value: float,
) -> None:
    """Write an event of talks `r`, with the council that asked first."""
    record_event(
        events, scratch, t, kind, talks.councils[r, 0], talks.councils[r, 1], r,
        talks.partnership[r], code, value,
    )  # fmt: skip


@rule
def record_partnership(
    events: Events,
    scratch: Scratch,
    partnerships: Partnerships,
    q: int,
    t: int,
    kind: int,
    code: int,
    value: float,
) -> None:
    """Write an event of partnership `q`, with its first two members."""
    record_event(
        events, scratch, t, kind, partnerships.members[q, 0], partnerships.members[q, 1],
        partnerships.talks[q], q, code, value,
    )  # fmt: skip


@rule
def record_move(
    events: Events,
    scratch: Scratch,
    partnerships: Partnerships,
    q: int,
    t: int,
    kind: int,
    council: int,
    value: float,
) -> None:
    """Write that `council` joined or left partnership `q`, with one of its partners."""
    other = partnerships.members[q, 0]
    record_event(events, scratch, t, kind, council, other, partnerships.talks[q], q, council, value)


@rule
def count(scratch: Scratch, flow: int) -> None:
    """Add one to a flow of this month."""
    scratch.tally[flow] += 1
