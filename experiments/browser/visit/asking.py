"""What a visitor asks: every "what if?" at once, and two of them side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from experiments.browser.cards.questions import Prospect, Prospects
from experiments.browser.cards.what_if import WhatIf, what_if
from experiments.browser.visit.background import Background
from experiments.decisions.replays.changes import CHANGES
from simulation.scenario import Scenario

AS_IT_WAS = "nothing"
"""The change that changes nothing."""


class Asking:
    """The questions about talks, or a partnership; nothing is played before the visitor asks.

    Parameters
    ----------
    changed, failed : callable
        Called when there is something new to show, and with what went wrong, in words.

    Attributes
    ----------
    answers : Prospects or None
        What has been found so far.
    chosen : list of str
        The change or two that are shown side by side, the first chosen first.
    replay : WhatIf or None
        The two plays.
    """

    def __init__(self, changed: Callable[[], None], failed: Callable[[str], None]) -> None:
        self.all, self.pair = Background(changed, failed), Background(changed, failed)
        self.answers: Prospects | None = None
        self.chosen: list[str] = []
        self.replay: WhatIf | None = None

    def forget(self) -> None:
        """Forget all: it was about others."""
        self.cancel()
        self.answers, self.replay, self.chosen = None, None, []

    def cancel(self) -> None:
        """Stop what is played."""
        self.all.cancel()
        self.pair.cancel()

    def ask(self, tables: Callable[[], Iterator[Prospects]]) -> None:
        """Play every question, on the same chances and on others.

        Parameters
        ----------
        tables : callable
            Returns an iterator over the table, anew with each answer.
        """
        self.forget()
        self.all.start(tables, self._keep_answers)

    def choose(self, change: str, scenario: Scenario, seed: int, talks: int) -> None:
        """Show a change beside the talks as they were, or beside the one chosen before.

        A change that is chosen already is taken away; of three the first goes.
        """
        if change in self.chosen:
            self.chosen.remove(change)
        elif change in CHANGES:
            self.chosen = [*self.chosen, change][-2:]
        self.pair.cancel()
        self.replay = None
        if not self.chosen or self.chosen == [AS_IT_WAS]:
            return
        rest = [one for one in self.chosen if one != AS_IT_WAS]
        against, after = rest if len(rest) == 2 else (AS_IT_WAS, rest[0])  # noqa: PLR2004

        def plays() -> Iterator[WhatIf]:
            yield what_if(scenario, seed=seed, run=0, talks=talks, change=after, against=against)

        self.pair.start(plays, self._keep_replay)

    def _keep_answers(self, answers: Prospects) -> None:
        self.answers = answers

    def _keep_replay(self, replay: WhatIf) -> None:
        self.replay = replay

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The answers as the page takes them, in their order."""
        return [_row(one) for one in self.answers.answers] if self.answers else []

    @property
    def sides(self) -> list[dict[str, str]]:
        """How talks ended in each of the two plays."""
        if self.replay is None:
            return []
        plays = ((self.replay.before, self.replay.followed_before),
                 (self.replay.after, self.replay.followed_after))  # fmt: skip
        return [
            {"title": title, "ending": f"{card.ending or 'Still in talks.'} {followed}".strip()}
            for title, (card, followed) in zip(self.replay.titles, plays, strict=True)
        ]


def _row(one: Prospect) -> dict[str, Any]:
    share = one.of_others
    row = {"change": one.change, "title": one.title, "kind": one.kind, "end": one.end}
    if share is None:
        return row | {"number": -1, "low": 0.0, "high": 0.0, "hint": ""}
    low, high = (round(100 * end) for end in (share.low, share.high))
    hint = f"{one.number} of {len(one.agreed)} agree; 95% interval {low} to {high}"
    return row | {"number": round(100 * share.value), "low": low, "high": high, "hint": hint}
