"""How a visitor filters the story."""

from __future__ import annotations

from typing import Any

from experiments.browser.story import KINDS, LONGEST
from simulation.event_kinds import EVENTS


class StoryDesk:
    """Which events are listed.

    Attributes
    ----------
    kind : str
        A group of `story.KINDS`, or one kind of event.
    word : str
        What their sentences must hold.
    only : bool
        Whether only those of the council that is looked at.
    """

    def __init__(self) -> None:
        self.kind, self.word, self.only = next(iter(KINDS)), "", False

    def filter(self, said: dict[str, Any]) -> None:
        """List other events."""
        if said.get("kind") in (*KINDS, *EVENTS):
            self.kind = str(said["kind"])
        self.word = str(said.get("word", self.word))[:LONGEST]
        self.only = bool(said.get("only", self.only))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of event that are listed."""
        return KINDS.get(self.kind, (self.kind,))
