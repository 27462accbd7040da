"""The talks that a visitor looks at, and what was asked about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from experiments.browser.cards.what_if import WhatIf, what_if
from experiments.browser.visit.background import Background
from experiments.browser.visit.session import Session


class TalksDesk:
    """Which talks are looked at, and the last "what if?" about them.

    Parameters
    ----------
    session : Session
        The visitor's work.
    changed, failed : callable
        As for `Background`.

    Attributes
    ----------
    asked : str
        Name of the change that was asked for last, empty for none.
    told : WhatIf or None
        What came of it.
    """

    def __init__(
        self, session: Session, changed: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        self._session = session
        self.work = Background(changed, failed)
        self.asked = ""
        self.told: WhatIf | None = None
        self.forget()

    def forget(self) -> None:
        """Forget what was asked: other talks are looked at."""
        self.work.cancel()
        self.asked, self.told = "", None
        self._of = (self._session.playing, self._session.seed, self._session.talks)

    def choose(self, talks: int) -> None:
        """Look at talks; -1 is the list of all."""
        known = len(self._session.recording.talks.table.rows)
        self._session.talks = int(talks) if 0 <= int(talks) < known else -1
        self.forget()

    def ask(self, change: str) -> None:
        """Replay these talks with one thing changed."""
        self.forget()
        self.asked = str(change)
        scenario, seed, talks = self._of

        def replay() -> Iterator[WhatIf]:
            yield what_if(scenario, seed=seed, run=0, talks=talks, change=self.asked)

        self.work.start(replay, self._keep)

    def _keep(self, told: WhatIf) -> None:
        self.told = told
