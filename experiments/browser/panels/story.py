"""The tab of the story."""

from __future__ import annotations

from typing import Any

from experiments.browser import components
from experiments.browser.desk import Desk
from experiments.browser.story import KINDS, story
from simulation.event_kinds import EVENTS

MOST = 150
"""Events that are listed at once."""


def tell(desk: Desk) -> Any:
    """Return the events up to this month that pass the filters."""
    session, asked = desk.session, desk.story
    recording = session.recording
    council = session.council if asked.only and session.council >= 0 else None
    told = story(
        recording, session.month, kinds=asked.kinds, council=council, text=asked.word,
        most=MOST,
    )  # fmt: skip
    rows = [
        {
            "month": event.month,
            "date": event.date,
            "council": event.councils[0] if event.councils else -1,
            "talks": -1 if event.talks is None else event.talks,
            "sentence": event.sentence,
        }
        for event in told.events
    ]
    return components.story(
        rows=rows,
        total=told.found,
        kinds=[(kind, kind) for kind in (*KINDS, *EVENTS)],
        kind=asked.kind,
        word=asked.word,
        council=recording.names[session.council] if session.council >= 0 else "",
        only=asked.only,
        event_filter=desk.doing(asked.filter),
        event_show=desk.doing(desk.show_moment),
    )
