"""A part of the page, which follows what happens in others, and what went wrong, as a sentence."""

from __future__ import annotations

from experiments.browser.visit.presets import Preset
from simulation.errors import InputError


class PagePart:
    """A part of the page, with what it does when something happens in another: here nothing."""

    def run_restarted(self) -> None:
        """Follow another run on the map."""

    def something_done(self) -> None:
        """Follow that the visitor did anything at all."""

    def talks_chosen(self) -> None:
        """Follow that other talks are looked at."""

    def settings_changed(self, preset: Preset | None) -> None:
        """Follow what was set for the next start, by this preset or by hand."""

    def page_closed(self) -> None:
        """Do what is left to do when the visitor has gone."""


def error_sentence(error: InputError) -> str:
    """Return what was wrong as a sentence."""
    text = str(error)
    stop = "" if text.endswith(("?", ".", "!")) else "."
    start = text[:1] if error.file or error.field else text[:1].upper()
    return f"{start}{text[1:]}{stop}"
