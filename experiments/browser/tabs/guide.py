"""The tab of the guide: explorations for a class, and the page about the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.charts.guess import draw_line_view, guess_view
from experiments.browser.guide import TEACHER, Page, explorations, model_page
from experiments.browser.guide.answers import GuessResult, answer_to, guessed_number
from experiments.browser.guide.line_chart import line_props
from experiments.browser.guide.lines import Line, drawn_line, line_after
from experiments.browser.guide.steps import Guess, Step, is_done
from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.glossary import marked_terms
from experiments.text.sources import SOURCES
from simulation.errors import InputError


@solara.component_vue("vue/Guide.vue", vuetify=False)
def guide_view(
    *,
    pages: Sequence[Any],
    chosen: str,
    title: str,
    about: str,
    presets: Sequence[Any],
    event_open_page: Handler,
    event_prepare: Handler,
) -> None:
    """Head a page of the guide: which there are, its question, and what it sets."""


@solara.component_vue("vue/GuideStep.vue", vuetify=False)
def step_view(
    *,
    number: int,
    title: str,
    html: str,
    at: str,
    done: bool,
    due: bool,
    asks: bool,
    event_follow: Handler,
) -> None:
    """Show a step: what to do, and whether it is done."""


@solara.component_vue("vue/GuideText.vue", vuetify=False)
def guide_text_view(
    *, page: str, title: str, about: str, steps: Sequence[Any], sections: Sequence[Any]
) -> None:
    """Show what to think about, and make a hand-out of a page."""


@solara.component_vue("vue/GuideStrip.vue", vuetify=False)
def guide_strip_view(*, words: str, event_back: Handler, event_leave: Handler) -> None:
    """Say in one line which step is due, above another tab."""


class GuideTab(Tab, name="guide", label="Guide", place=8):
    """The pages of the guide.

    Attributes
    ----------
    done : set of (str, int)
        Pages and numbers of the steps that were done.
    guesses : dict of (str, str) to float
        The option or the number that was guessed, by page and name of the guess.
    lines : dict of (str, str) to Line
        The lines that were drawn, likewise.
    """

    cites = tuple(SOURCES)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.done: set[tuple[str, int]] = set()
        self.guesses: dict[tuple[str, str], float] = {}
        self.lines: dict[tuple[str, str], Line] = {}
        self._answers: dict[tuple[str, str], GuessResult] = {}
        self._came: dict[tuple[str, str], Line] = {}

    @property
    def answers(self) -> dict[tuple[str, str], GuessResult]:
        """What came out for this visitor where a guess was asked for, as far as it is known."""
        return self._answers

    def open_page(self, name: str) -> None:
        """Read a page of the guide."""
        self.visit.page = str(name)

    def follow(self, _: Any = None) -> None:
        """Follow the page that is read: its due step stands above other tabs from now on."""
        self.visit.page = self._page().name

    def leave(self, _: Any = None) -> None:
        """Follow no page any more."""
        self.visit.page = ""

    def back(self, _: Any = None) -> None:
        """Return to the page that is followed."""
        self.visit.tab = self.name

    def prepare(self, setup: dict[str, Any]) -> None:
        """Set what a page of the guide asks for, and start the run again."""
        self.follow()
        self.visit.apply_preset(str(setup.get("preset")))
        seeds = {page.name: page.seed for page in explorations()}
        self.session.set_seed(seeds.get(str(setup.get("page")), self.session.seed))
        self.visit.restart()

    def guess(self, given: dict[str, Any]) -> None:
        """Keep what a visitor guesses.

        Raises
        ------
        InputError
            If nothing of this name is asked here, or it is no option, number or line.
        """
        self.follow()
        asked = {one.guess.name: one.guess for one in self._page().steps if one.guess}
        name, value = str(given.get("name")), given.get("value")
        if name not in asked:
            raise InputError("nothing of this name is asked here", value=name[:40])
        key = (self._page().name, name)
        if asked[name].top:
            self.lines[key] = drawn_line(self.visit, asked[name], value)
        else:
            self.guesses[key] = guessed_number(asked[name], value)

    def something_done(self) -> None:
        """Tick the steps of the page that is read, whatever tab is open."""
        self._tick(self._page())

    def _tick(self, page: Page) -> None:
        """Tick the steps that are done; they stay so."""
        for number, step in enumerate(page.steps):
            if (page.name, number) in self.done:
                continue
            key = (page.name, step.guess.name if step.guess else "")
            asked = key in self.guesses or key in self.lines
            if asked or is_done(self.visit, step):
                self.done.add((page.name, number))

    def _page(self) -> Page:
        pages = [*explorations(), model_page()]
        return next((one for one in pages if one.name == self.visit.page), pages[0])

    def strip(self) -> Any:
        """Return the line that stands above other tabs while a page is followed; else None."""
        page = self._page()
        if page.name != self.visit.page or not page.steps:
            return None
        due = self._due(page)
        of = len(page.steps)
        words = f"All {of} steps are done" if due < 0 else f"Step {due + 1} of {of}: "
        return guide_strip_view(
            words=words if due < 0 else words + page.steps[due].title,
            event_back=self.visit.handler(self.back),
            event_leave=self.visit.handler(self.leave),
        )

    def show(self) -> Any:
        """Return a page of the guide; a term is marked where it stands first."""
        page, terms = self._page(), set[str]()
        about = f"{page.question} ({page.minutes} minutes)" if page.minutes else page.question
        head = guide_view(
            pages=[
                {"name": one.name, "label": one.label} for one in (*explorations(), model_page())
            ],
            chosen=page.name,
            title=page.title,
            about=about,
            presets=[
                {"name": preset.name, "label": preset.title}
                for preset in page.presets
                if page.minutes
            ],
            event_open_page=self.visit.handler(self.open_page),
            event_prepare=self.visit.handler(self.prepare),
        )
        steps = v.Html(
            tag="ol",
            class_="steps",
            attributes={"data-test": "guide-steps"},
            children=self._steps(page, terms),
        )
        parts = [head, *([steps] if page.steps else []), _text(page, about, terms)]
        return v.Html(tag="div", class_="cp-guide", children=parts)

    def _due(self, page: Page) -> int:
        """Return the first step that is not done; -1 if all are."""
        self._tick(page)
        left = [n for n in range(len(page.steps)) if (page.name, n) not in self.done]
        return left[0] if left else -1

    def _steps(self, page: Page, terms: set[str]) -> list[Any]:
        """Return the steps with those ticked that were done, and the first that is due."""
        due = self._due(page)
        return [
            v.Html(
                tag="li",
                class_="done" if (page.name, number) in self.done else "due" * (number == due),
                attributes={"data-test": f"step-{number + 1}"},
                children=[self._step(page, number, due, terms), *self._asked(page, step.guess)],
            ).key(f"{page.name} {number}")
            for number, step in enumerate(page.steps)
        ]

    def _step(self, page: Page, number: int, due: int, terms: set[str]) -> Any:
        step = page.steps[number]
        return step_view(
            number=number + 1,
            title=step.title,
            html=marked_terms(step.html, terms),
            at=step.at,
            done=(page.name, number) in self.done,
            due=number == due,
            asks=step.guess is not None,
            event_follow=self.visit.handler(self.follow),
        )

    def _asked(self, page: Page, guess: Guess | None) -> list[Any]:
        """Return what a step asks, what was guessed, and what came out once both are known."""
        if guess is None:
            return []
        key, event = (page.name, guess.name), self.visit.handler(self.guess)
        if guess.top:
            line = line_props(self.visit, guess, self.lines.get(key), self._line_after(key, guess))
            return [draw_line_view(
                name=guess.name, question=guess.question, line=line, event_guess=event
            )]  # fmt: skip
        given = self.guesses.get(key)
        if given is not None and key not in self._answers:
            answer = answer_to(self.visit, guess)
            if answer is not None:
                self._answers[key] = answer
        found = self._answers.get(key)
        return [guess_view(
            page=page.name, name=guess.name, question=guess.question, options=guess.options,
            unit=guess.unit, given=given, answer=None if found is None else asdict(found),
            event_guess=event,
        )]  # fmt: skip

    def _line_after(self, key: tuple[str, str], guess: Guess) -> Line | None:
        """Return what came out of a line that was guessed, if it is known; it stays so."""
        if key in self.lines and key not in self._came:
            came = line_after(self.visit, guess)
            if came is not None:
                self._came[key] = came
        return self._came.get(key)


def _text(page: Page, about: str, terms: set[str]) -> Any:
    """Return what stands below the steps of a page, and its hand-out."""
    return guide_text_view(
        page=page.name,
        title=page.title,
        about=about,
        steps=[_on_paper(step) for step in page.steps],
        sections=[
            {
                "heading": part.heading,
                "html": marked_terms(part.html, terms),
                "folded": part.heading == TEACHER,
            }
            for part in page.sections
        ],
    )


def _on_paper(step: Step) -> dict[str, Any]:
    """Return what a hand-out holds of a step."""
    guess = step.guess
    asked = guess and {"question": guess.question, "options": guess.options, "unit": guess.unit,
                       "line": bool(guess.top)}  # fmt: skip
    return {"title": step.title, "html": step.html, "asked": asked}
