"""The tab of the story: the events so far, filtered, each a way to its moment on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara

from experiments.browser.cards.story import EVENT_GROUPS, LONGEST, StoryEvent, story
from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Handler, Visit
from simulation.event_kinds import EVENTS
from simulation.months import short_month_text

MOST = 150
"""Events that are listed at once."""


@solara.component_vue("vue/Story.vue", vuetify=False)
def story_view(  # noqa: PLR0913
    *,
    rows: Sequence[Any],
    total: int,
    kinds: Sequence[Any],
    kind: str,
    word: str,
    council: str,
    only: bool,
    event_filter: Handler,
    event_show: Handler,
) -> None:
    """List events as sentences, each a link to its month."""


class StoryTab(Tab, name="story", label="Story", place=7):
    """Which events are listed.

    Attributes
    ----------
    kind : str
        A group of `cards.story.EVENT_GROUPS`, or one kind of event.
    word : str
        What their sentences must hold.
    only : bool
        Whether only those of the council that is looked at.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.kind, self.word, self.only = next(iter(EVENT_GROUPS)), "", False

    def filter(self, wanted: dict[str, Any]) -> None:
        """List other events."""
        if wanted.get("kind") in (*EVENT_GROUPS, *EVENTS):
            self.kind = str(wanted["kind"])
        self.word = str(wanted.get("word", self.word))[:LONGEST]
        self.only = bool(wanted.get("only", self.only))

    def show_moment(self, moment: dict[str, int]) -> None:
        """Show a moment: on the map its month and council, or the talks themselves."""
        self.session.show_month(moment.get("month", self.session.month))
        council, talks = int(moment.get("council", -1)), int(moment.get("talks", -1))
        if 0 <= council < len(self.session.recording.names):
            self.session.council = council
        elif talks >= 0:
            self.visit.show_talks(talks)

    def show(self) -> Any:
        """Return the events up to this month that pass the filters."""
        session, recording = self.session, self.session.recording
        council = session.council if self.only and session.council >= 0 else None
        kinds = EVENT_GROUPS.get(self.kind, (self.kind,))
        latest = story(
            recording, session.month, kinds=kinds, council=council, text=self.word, most=MOST
        )
        return story_view(
            rows=[_row(event) for event in latest.events],
            total=latest.total,
            kinds=[(kind, kind) for kind in (*EVENT_GROUPS, *EVENTS)],
            kind=self.kind,
            word=self.word,
            council=recording.names[session.council] if session.council >= 0 else "",
            only=self.only,
            event_filter=self.visit.handler(self.filter),
            event_show=self.visit.handler(self.show_moment),
        )


def _row(event: StoryEvent) -> dict[str, Any]:
    return {
        "month": event.month,
        "date": short_month_text(event.date),
        "council": event.councils[0] if event.councils else -1,
        "talks": -1 if event.talks is None else event.talks,
        "sentence": event.sentence,
    }
