"""The ensemble of a visitor: what it plays, how far it is, what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from experiments.browser.ensemble.progress import RUNS, ensemble
from experiments.browser.ensemble.summary import Seen
from experiments.browser.starting import ready
from experiments.browser.visit.background import Background
from experiments.browser.visit.session import Session
from simulation.scenario import Scenario


class EnsembleDesk:
    """Many runs of what is set, alone or against the baseline.

    Parameters
    ----------
    session : Session
        The visitor's work.
    changed, failed : callable
        As for `Background`.

    Attributes
    ----------
    paired, automatic : bool
        Whether the baseline is played too, and whether each change starts the runs anew.
    seen : Seen or None
        What the runs so far say.
    """

    def __init__(
        self, session: Session, changed: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        self._session = session
        self.work = Background(changed, failed)
        self.paired, self.automatic = True, False
        self.seen: Seen | None = None
        self._played: tuple[Scenario, Scenario, bool] | None = None

    @property
    def done(self) -> int:
        """How many runs have been played."""
        return self.seen.done if self.seen else 0

    @property
    def stale(self) -> bool:
        """Whether something has been set since."""
        return self._played is not None and self._played != self._now()

    @property
    def status(self) -> str:
        """How far it is, in words."""
        if self.work.queued:
            return "waiting for other visitors' runs"
        if self.seen is None and self.work.busy:
            return "starting" if ready.is_set() else "compiling the model once, about a minute"
        if self.seen is None:
            return "none yet"
        left = "" if self.work.busy or self.done == RUNS else ", stopped"
        return f"{self.done} of {RUNS} runs{left}"

    def _now(self) -> tuple[Scenario, Scenario, bool]:
        return self._session.wanted, self._session.baseline, self.paired

    def start(self, _: Any = None) -> None:
        """Play many runs of what is set."""
        self.seen, self._played = None, self._now()
        scenario, base, paired = self._played
        compared = paired and scenario != base

        def play() -> Iterator[Seen]:
            return ensemble(scenario, baseline=base if compared else None)

        self.work.start(play, self._keep)

    def _keep(self, seen: Seen) -> None:
        self.seen = seen

    def cancel(self, _: Any = None) -> None:
        """Stop; what the runs so far say stays."""
        self.work.cancel()

    def option(self, said: dict[str, Any]) -> None:
        """Change whether the baseline is played too, or whether changes start the runs."""
        if "paired" in said:
            self.paired = bool(said["paired"])
        if "automatic" in said:
            self.automatic = bool(said["automatic"])

    def follow(self) -> None:
        """Start the runs anew after a change, if that was asked for."""
        if self.automatic:
            self.start()
