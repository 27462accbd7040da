"""The tab of the guide: explorations for a class, and the page about the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara

from experiments.browser.guide import Page, explorations, model_page
from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.sources import SOURCES


@solara.component_vue("vue/Guide.vue", vuetify=False)
def guide_view(
    *,
    pages: Sequence[Any],
    chosen: str,
    title: str,
    about: str,
    sections: Sequence[Any],
    presets: Sequence[Any],
    event_open_page: Handler,
    event_prepare: Handler,
) -> None:
    """Show a page of the guide, with what it sets."""


class GuideTab(Tab, name="guide", label="Guide", place=7):
    """The pages of the guide.

    Attributes
    ----------
    page : str
        Name of the one that is read, empty for the first.
    """

    cites = tuple(SOURCES)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.page = ""

    def open_page(self, name: str) -> None:
        """Read a page of the guide."""
        self.page = str(name)

    def prepare(self, setup: dict[str, Any]) -> None:
        """Set what a page of the guide asks for, and start the run again."""
        self.visit.apply_preset(str(setup.get("preset")))
        seeds = {page.name: page.seed for page in explorations()}
        self.session.set_seed(seeds.get(str(setup.get("page")), self.session.seed))
        self.visit.restart()

    def show(self) -> Any:
        """Return a page of the guide."""
        pages = [*explorations(), model_page()]
        page = next((one for one in pages if one.name == self.page), pages[0])
        about = f"{page.question} ({page.minutes} minutes)" if page.minutes else page.question
        return guide_view(
            pages=[{"name": one.name, "label": _label(one)} for one in pages],
            chosen=page.name,
            title=page.title,
            about=about,
            sections=[{"heading": part.heading, "html": part.html} for part in page.sections],
            presets=[
                {"name": preset.name, "label": preset.title}
                for preset in page.presets
                if page.minutes
            ],
            event_open_page=self.visit.handler(self.open_page),
            event_prepare=self.visit.handler(self.prepare),
        )


def _label(page: Page) -> str:
    """Return the short name of a page: explorations by number."""
    number, _, _ = page.name.partition("_")
    return f"{number} {page.title}" if number.isdigit() else page.title
