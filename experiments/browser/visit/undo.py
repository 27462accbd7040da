"""What a visitor did last, so that it can be taken back: what was set, and a start of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.links import differences
from experiments.browser.visit.session import Session
from experiments.browser.visit.words import setting_label
from simulation.scenario import Scenario

MOST = 30
"""Things that can be taken back, one after the other."""

KEPT = (
    "model", "seed", "month", "council", "talks", "partnership",
    "base", "next_scenario", "next_seed", "baseline", "baseline_words", "against",
)  # fmt: skip
"""Attributes of a session that come back."""


@dataclass(frozen=True)
class Moment:
    """A session as it was before something was done.

    Attributes
    ----------
    words : str
        What was done, for a button that takes it back.
    state : dict
        Its attributes.
    """

    words: str
    state: dict[str, Any]


class Undo:
    """The last moments of a session.

    The run of a moment is remembered only where it was the last before the one that is shown, so
    that a visitor never holds more than two.

    Parameters
    ----------
    session : Session
        What is changed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._moments: list[Moment] = []

    @property
    def words(self) -> str:
        """What would be taken back, empty for nothing."""
        return self._moments[-1].words if self._moments else ""

    def state(self) -> dict[str, Any]:
        """Return the session as it is now."""
        return {name: getattr(self._session, name) for name in KEPT}

    def note(self, before: dict[str, Any]) -> None:
        """Note what was done since a state, if it is something that can be taken back."""
        session = self._session
        if before["base"] is not session.base or session.model is None:
            self._moments.clear()
        elif words := _words(before, session):
            if before["model"] is not session.model:
                self._moments = [one for one in self._moments
                                 if one.state["model"] is before["model"]]  # fmt: skip
            self._moments = [*self._moments[1 - MOST :], Moment(words, before)]

    def take_back(self) -> bool:
        """Put the session back to before what was done last; return whether there was anything."""
        if not self._moments:
            return False
        for name, value in self._moments.pop().state.items():
            setattr(self._session, name, value)
        return True

    def model(self, scenario: Scenario, seed: int) -> RecordedModel | None:
        """Return the run of a scenario and seed, if it is one of those remembered."""
        models = [self._session.model, *(one.state["model"] for one in self._moments)]
        return next((one for one in models if one and one.recording.seed == seed
                     and one.recording.scenario == scenario), None)  # fmt: skip


def _words(before: dict[str, Any], session: Session) -> str:
    """Return what was done since, in words; empty for nothing of what can be taken back."""
    if before["model"] is not session.model:
        return "the new start"
    if before["next_scenario"] is session.next_scenario:
        changed = []  # most actions set nothing
    else:
        changed = list(differences(session.next_scenario, before["next_scenario"]))
    if before["next_seed"] != session.next_seed and not changed:
        return f"seed {session.next_seed}"
    named = {setting_label(name.removesuffix(".level")) for name in changed}
    return named.pop() if len(named) == 1 else f"{len(named)} settings" if named else ""
