"""The tab of the guide: explorations for a class, and the page about the model."""

from __future__ import annotations

from typing import Any

from experiments.browser.app import components
from experiments.browser.guide.pages import Page, explorations, model_page
from experiments.browser.visit.visit import Desk


def guide(desk: Desk) -> Any:
    """Return a page of the guide."""
    pages = [*explorations(), model_page()]
    page = next((one for one in pages if one.name == desk.page), pages[0])
    about = f"{page.question} ({page.minutes} minutes)" if page.minutes else page.question
    return components.guide(
        pages=[{"name": one.name, "label": _label(one)} for one in pages],
        chosen=page.name,
        title=page.title,
        about=about,
        sections=[{"heading": part.heading, "html": part.html} for part in page.sections],
        presets=[
            {"name": preset.name, "label": preset.title} for preset in page.presets if page.minutes
        ],
        event_open_page=desk.doing(desk.open_page),
        event_prepare=desk.doing(desk.prepare),
    )


def _label(page: Page) -> str:
    """Return the short name of a page: explorations by number."""
    number, _, _ = page.name.partition("_")
    return f"{number} {page.title}" if number.isdigit() else page.title
