"""What a visitor has in front of them: a session, and how the page shows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from experiments.browser.ensemble_desk import EnsembleDesk
from experiments.browser.guide.pages import explorations
from experiments.browser.map.colouring import SCHEMES
from experiments.browser.story_desk import StoryDesk
from experiments.browser.tabs.take_away import made
from experiments.browser.take_desk import TakeDesk
from experiments.browser.talks_desk import TalksDesk
from experiments.browser.visit.links import unpack
from experiments.browser.visit.session import Session
from simulation.errors import InputError

log = logging.getLogger(__name__)

TABS = (
    ("council", "Council"),
    ("talks", "Talks"),
    ("levers", "Levers"),
    ("ensemble", "Ensemble"),
    ("story", "Story"),
    ("guide", "Guide"),
    ("take", "Take away"),
)


class Desk:
    """The state of one page.

    Parameters
    ----------
    changed : callable
        Called after everything that was done, to show it.
    query : str
        Of the link that was opened, empty for none.

    Attributes
    ----------
    session : Session
        The visitor's work.
    tab, colour : str
        What the panel shows, and what the map is coloured by.
    problem : str
        What went wrong, in a sentence; empty if nothing did.
    refused : dict
        Name and text of a value that was refused.
    page : str
        Of the guide, empty for its first.
    serial : int
        How much was done, so that the page knows when an answer has come.
    halt : int
        How often playing had to stop.
    """

    def __init__(self, changed: Callable[[], None], query: str = "") -> None:
        self.session = Session()
        self._changed = changed
        self.talks = TalksDesk(self.session, changed, self._stop)
        self.ensemble = EnsembleDesk(self.session, changed, self._stop)
        self.tab, self.colour, self.problem = "guide", "control", ""
        self.page = ""
        self.refused: dict[str, str] = {}
        self.preset_words = ""
        self.serial = self.halt = 0
        self.story = StoryDesk()
        self.take = TakeDesk(self.session)
        if query.removeprefix("?"):
            self.doing(self.restore)(query)

    def doing(self, action: Callable[[Any], Any]) -> Callable[[Any], None]:
        """Return a handler that does this, tells what went wrong, and shows the page anew."""

        def handle(said: Any = None) -> None:
            try:
                action(said)
            except InputError as error:
                self._stop(sentence_of(error))
            except Exception as error:
                log.exception("An action of the page failed")
                self._stop(f"That did not work ({type(error).__name__}: {error}). Start again.")
            self.serial += 1
            self._changed()

        return handle

    def _stop(self, problem: str) -> None:
        self.problem = problem
        self.halt += 1

    def restore(self, query: str) -> None:
        """Show what a link describes."""
        self.session.restore(unpack(query))
        self.tab = "council" if self.session.council >= 0 else self.tab

    def dismiss(self, _: Any) -> None:
        """Take away what was said of a problem."""
        self.problem = ""

    def look_at(self, tab: str) -> None:
        """Show a tab of the panel."""
        if tab in dict(TABS):
            self.tab = tab

    def colour_by(self, name: str) -> None:
        """Colour the map by something else."""
        if name in SCHEMES:
            self.colour = name

    def pick(self, council: int) -> None:
        """Look at a council."""
        if 0 <= int(council) < len(self.session.recording.names):
            self.session.council = int(council)
            self.tab = "council"

    def set_value(self, said: dict[str, Any]) -> None:
        """Set one value; if it is refused, say so beside it."""
        name = str(said.get("name"))
        self.refused = {}
        try:
            self.session.set_value(name, said.get("value"))
        except InputError as error:
            self.refused = {"name": name, "text": sentence_of(error)}
        else:
            self.ensemble.follow()

    def reset(self, name: str | None) -> None:
        """Take back one change, or all."""
        self.refused, self.preset_words = {}, ""
        self.session.reset(name)
        self.ensemble.follow()

    def preset(self, name: str) -> None:
        """Set what a preset sets."""
        preset = self.session.take_preset(str(name))
        self.refused = {}
        self.preset_words = f"{preset.title}. {preset.question} Watch: {preset.watch}"
        self.ensemble.follow()

    def open_page(self, name: str) -> None:
        """Read a page of the guide."""
        self.page = str(name)

    def prepare(self, said: dict[str, Any]) -> None:
        """Set what a page of the guide asks for, and start the run again."""
        self.preset(str(said.get("preset")))
        seeds = {page.name: page.seed for page in explorations()}
        self.session.set_seed(seeds.get(str(said.get("page")), self.session.seed))
        self.restart()

    def restart(self, _: Any = None) -> None:
        """Play what has been set from the first month."""
        self.session.restart()
        self.talks.forget()
        self.problem = ""

    def download(self, name: str) -> None:
        """Give the page a file to save."""
        session = self.session
        if session.model is None:
            return
        file = made(str(name), session.model, session.month, session.wanted, self.ensemble.seen)
        self.take.hand_out(file.name, file.kind, file.content)

    def upload(self, said: dict[str, Any]) -> None:
        """Begin anew with a scenario or a map that was handed in."""
        self.session.begin(self.take.uploaded(said))
        self.talks.forget()
        self.problem = ""

    def show_talks(self, talks: int) -> None:
        """Look at talks."""
        self.talks.choose(talks)
        self.tab = "talks"

    def show_month(self, said: dict[str, Any]) -> None:
        """Show a month on the map."""
        self.session.go(int(said["month"]))

    def show_moment(self, said: dict[str, Any]) -> None:
        """Show a moment of the story: on the map its month and council, or the talks themselves."""
        self.show_month(said)
        council, talks = int(said.get("council", -1)), int(said.get("talks", -1))
        if 0 <= council < len(self.session.recording.names):
            self.session.council = council
        elif talks >= 0:
            self.show_talks(talks)

    def close(self) -> None:
        """Stop what is still at work and give up the run."""
        self.talks.work.cancel()
        self.ensemble.work.cancel()
        self.take.close()
        self.session.close()


def sentence_of(error: InputError) -> str:
    """Return what was wrong as a sentence."""
    text = str(error)
    stop = "" if text.endswith(("?", ".", "!")) else "."
    start = text[:1] if error.file or error.field else text[:1].upper()
    return f"{start}{text[1:]}{stop}"
