"""Advice on two councils of the map, played beside the page: small, and with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from experiments.browser.visit.background import Background
from experiments.decisions.advice.advice import Advice, advice_steps
from experiments.decisions.advice.pair import find_pair, month_of
from experiments.decisions.advice.plays import Setting
from experiments.decisions.advice.words import summary, title_of
from experiments.statistics.posterior import PACKAGED, Posterior
from simulation import Scenario
from simulation.maps import geography_of
from simulation.months import date_after

MEMBERS, RUNS = 16, 4
"""Of the posterior, and histories of each: some seconds, an eighth of what the command plays."""


class Advising:
    """What would happen if two councils talked; nothing is played before the visitor asks.

    Parameters
    ----------
    changed, failed : callable
        Called when there is something new to show, and with what went wrong, in words.

    Attributes
    ----------
    councils : tuple of int
        Rows of the two, the one that asks first; empty until the visitor asks.
    done : int
        Members that are played.
    advice : Advice or None
        What came of it.
    """

    def __init__(self, changed: Callable[[], None], failed: Callable[[str], None]) -> None:
        self.work = Background(changed, failed)
        self.councils: tuple[int, ...] = ()
        self.done, self.advice = 0, None

    advice: Advice | None

    def forget(self) -> None:
        """Stop, and forget all: it was about others."""
        self.work.cancel()
        self.councils, self.done, self.advice = (), 0, None

    def ask(self, scenario: Scenario, seed: int, month: int, councils: tuple[int, int]) -> None:
        """Play talks of two councils from the end of a month, in histories of their own."""
        self.forget()
        self.councils = councils

        def steps() -> Iterator[Advice | None]:
            codes = geography_of(scenario).councils["code"]
            pair = find_pair(geography_of(scenario), *(str(codes.iloc[one]) for one in councils))
            known = Posterior.read(PACKAGED).without(scenario.changed())
            at = month_of(scenario.period, date_after(scenario.period.start, month))
            yield from advice_steps(Setting(scenario, at, known, MEMBERS, RUNS, seed), pair)

        self.work.start(steps, self._keep)

    def _keep(self, step: Advice | None) -> None:
        self.done += step is None
        self.advice = step

    @property
    def props(self) -> dict[str, Any]:
        """What the page shows of it."""
        found = summary(self.advice) if self.advice else {}
        return {
            "title": title_of(self.advice) if self.advice else "",
            "busy": self.work.busy,
            "done": self.done,
            "of": MEMBERS,
            "parts": [{"title": title, "words": words} for title, words in found.items()],
        }
