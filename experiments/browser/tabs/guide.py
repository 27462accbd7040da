"""The tab of the guide: explorations for a class, and the page about the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import solara

from experiments.browser.guide import TEACHER, Page, explorations, model_page
from experiments.browser.guide.answers import GuessResult, answer_to
from experiments.browser.guide.steps import Guess, Step, is_done
from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.sources import SOURCES
from simulation.errors import InputError

LARGEST_GUESS = 1e9


@solara.component_vue("vue/Guide.vue", vuetify=False)
def guide_view(  # noqa: PLR0913
    *,
    pages: Sequence[Any],
    chosen: str,
    title: str,
    about: str,
    steps: Sequence[Any],
    sections: Sequence[Any],
    presets: Sequence[Any],
    event_open_page: Handler,
    event_prepare: Handler,
    event_guess: Handler,
) -> None:
    """Show a page of the guide: what it sets, its steps, what it asks, and what to think about."""


class GuideTab(Tab, name="guide", label="Guide", place=8):
    """The pages of the guide.

    Attributes
    ----------
    page : str
        Name of the one that is read, empty for the first.
    done : set of (str, int)
        Pages and numbers of the steps that were done.
    guesses : dict of (str, str) to float
        The option or the number that was guessed, by page and name of the guess.
    """

    cites = tuple(SOURCES)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.page = ""
        self.done: set[tuple[str, int]] = set()
        self.guesses: dict[tuple[str, str], float] = {}
        self._answers: dict[tuple[str, str], GuessResult] = {}

    @property
    def answers(self) -> dict[tuple[str, str], GuessResult]:
        """What came out for this visitor where a guess was asked for, as far as it is known."""
        return self._answers

    def open_page(self, name: str) -> None:
        """Read a page of the guide."""
        self.page = str(name)

    def prepare(self, setup: dict[str, Any]) -> None:
        """Set what a page of the guide asks for, and start the run again."""
        self.visit.apply_preset(str(setup.get("preset")))
        seeds = {page.name: page.seed for page in explorations()}
        self.session.set_seed(seeds.get(str(setup.get("page")), self.session.seed))
        self.visit.restart()

    def guess(self, given: dict[str, Any]) -> None:
        """Keep what a visitor guesses.

        Raises
        ------
        InputError
            If nothing of this name is asked here, or it is no option or number.
        """
        asked = {one.guess.name: one.guess for one in self._page().steps if one.guess}
        name, value = str(given.get("name")), given.get("value")
        if name not in asked:
            raise InputError("nothing of this name is asked here", value=name[:40])
        self.guesses[self._page().name, name] = _guessed(asked[name], value)

    def something_done(self) -> None:
        """Tick the steps of the page that is read, whatever tab is open."""
        self._tick(self._page())

    def _tick(self, page: Page) -> None:
        """Tick the steps that are done; they stay so."""
        for number, step in enumerate(page.steps):
            if (page.name, number) in self.done:
                continue
            asked = step.guess and (page.name, step.guess.name) in self.guesses
            if asked or is_done(self.visit, step):
                self.done.add((page.name, number))

    def _page(self) -> Page:
        pages = [*explorations(), model_page()]
        return next((one for one in pages if one.name == self.page), pages[0])

    def show(self) -> Any:
        """Return a page of the guide."""
        page = self._page()
        about = f"{page.question} ({page.minutes} minutes)" if page.minutes else page.question
        return guide_view(
            pages=[
                {"name": one.name, "label": _label(one)} for one in (*explorations(), model_page())
            ],
            chosen=page.name,
            title=page.title,
            about=about,
            steps=self._steps(page),
            sections=[
                {"heading": part.heading, "html": part.html, "folded": part.heading == TEACHER}
                for part in page.sections
            ],
            presets=[
                {"name": preset.name, "label": preset.title}
                for preset in page.presets
                if page.minutes
            ],
            event_open_page=self.visit.handler(self.open_page),
            event_prepare=self.visit.handler(self.prepare),
            event_guess=self.visit.handler(self.guess),
        )

    def _steps(self, page: Page) -> list[dict[str, Any]]:
        """Return the steps with those ticked that were done, and the first that is due."""
        self._tick(page)
        ticks = [(page.name, number) in self.done for number in range(len(page.steps))]
        due = ticks.index(False) if False in ticks else -1
        return [
            {
                "title": step.title,
                "html": step.html,
                "at": step.at,
                "done": ticks[number],
                "due": number == due,
                "guess": self._asked(page, step),
            }
            for number, step in enumerate(page.steps)
        ]

    def _asked(self, page: Page, step: Step) -> dict[str, Any] | None:
        """Return what a step asks, what was guessed, and what came out once both are known."""
        if step.guess is None:
            return None
        key = (page.name, step.guess.name)
        given = self.guesses.get(key)
        if given is not None and key not in self._answers:
            answer = answer_to(self.visit, step.guess)
            if answer is not None:
                self._answers[key] = answer
        found = self._answers.get(key)
        return {
            "name": step.guess.name,
            "question": step.guess.question,
            "options": step.guess.options,
            "unit": step.guess.unit,
            "given": given,
            "answer": None if found is None else asdict(found),
        }


def _guessed(guess: Guess, value: Any) -> float:
    """Return a guess as a number: the place of an option, or the number itself."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError("is not a number", field="guess", value=str(value)[:40])
    if guess.options and value not in range(len(guess.options)):
        raise InputError("is no option", field="guess", value=value)
    if not abs(value) <= LARGEST_GUESS:
        raise InputError("is too large to be meant", field="guess", value=value)
    return float(value)


def _label(page: Page) -> str:
    """Return the short name of a page: explorations by number."""
    number, _, _ = page.name.partition("_")
    return f"{number} {page.title}" if number.isdigit() else page.title
