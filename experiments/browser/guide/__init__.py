"""Guided explorations for a class, and the page that explains the model.

    explorations()                    # six `Page`s in order
    model_page()                      # the model in NetLogo's headings
    page.title, page.question, page.minutes, page.seed
    page.presets                      # `presets.Preset`s that the page sets, the baseline first
    page.steps                        # what to do, in order, with guesses (`steps.Step`)
    page.sections                     # heading and HTML of each further part

The pages are Markdown files beside this one, with what they set before the text. Their HTML holds
headings, lists, emphasis and code only: no script, no link, nothing from elsewhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markdown_it import MarkdownIt

from experiments.browser.guide.answers import SIGNS
from experiments.browser.guide.steps import Guess, Step
from experiments.browser.visit.presets import PRESETS, Preset

FENCE = "+++"
MODEL = "model.md"
TEACHER = "For the teacher"
HEADINGS = ("What to think about", "What this cannot tell", TEACHER)
"""Headings of an exploration; its question and its steps stand before them."""

MODEL_HEADINGS = (
    "What is it?",
    "How it works",
    "How to use it",
    "Things to notice",
    "Things to try",
    "Extending the model",
)
"""Headings of the page about the model, those of NetLogo's models."""


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading, and its text as HTML."""

    heading: str
    html: str


@dataclass(frozen=True)
class Page:
    """A page of the guide.

    Attributes
    ----------
    name : str
        Of its file, without ending.
    title, question : str
        What it is about.
    minutes : int
        How long a class takes for it; 0 for the page about the model.
    seed : int
        Of the run that it looks at.
    presets : list of Preset
        What it sets, the baseline first.
    steps : list of Step
        Of an exploration; none on the page about the model.
    sections : list of Section
    """

    name: str
    title: str
    question: str
    minutes: int
    seed: int
    presets: list[Preset]
    steps: list[Step]
    sections: list[Section]

    @property
    def label(self) -> str:
        """Its short name: explorations by number."""
        number, _, _ = self.name.partition("_")
        return f"{number} {self.title}" if number.isdigit() else self.title


@cache
def explorations() -> tuple[Page, ...]:
    """Return the guided explorations, in their order."""
    names = sorted(path.name for path in files(__package__).iterdir())
    return tuple(_page(name) for name in names if name.endswith(".md") and name != MODEL)


@cache
def model_page() -> Page:
    """Return the page that explains the model."""
    return _page(MODEL)


def _page(name: str) -> Page:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    _, front, body = text.split(FENCE, 2)
    settings = tomllib.loads(front)
    return Page(
        name=name.removesuffix(".md"),
        title=settings["title"],
        question=settings["question"],
        minutes=settings.get("minutes", 0),
        seed=settings.get("seed", 0),
        presets=[PRESETS[preset] for preset in settings["presets"]],
        steps=[_step(one) for one in settings.get("steps", ())],
        sections=[_section(part) for part in body.split("\n## ")[1:]],
    )


def _step(given: dict[str, Any]) -> Step:
    guess = _guess(given["guess"]) if "guess" in given else None
    html = rendered(given["text"])
    return Step(given["title"], html, given.get("when", ""), given["at"], guess)


def _guess(given: dict[str, Any]) -> Guess:
    options = given.get("options", ())
    signs = SIGNS if given["answer"].startswith("sign ") else ()
    return Guess(
        name=given["name"],
        question=given["question"],
        answer=given["answer"],
        options=tuple(one["label"] for one in options) or signs,
        reasons=tuple(tuple(one["reasons"]) for one in options),
        unit=given.get("unit", ""),
        top=given.get("top", 0.0),
        at=tuple(given.get("at", ())),
        after=given.get("after", ""),
    )


def _section(text: str) -> Section:
    heading, _, body = text.partition("\n")
    return Section(heading.strip(), rendered(body))


def rendered(text: str) -> str:
    """Return Markdown as HTML; nothing but headings, lists, emphasis and code comes of it."""
    html: str = MarkdownIt("commonmark", {"html": False}).render(text)
    return html
