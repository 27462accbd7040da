"""What a guess is given and compared on: options, a number, or a line to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara

Handler = Callable[[Any], None]


@solara.component_vue("vue/Guess.vue", vuetify=False)
def guess_view(
    *,
    page: str,
    name: str,
    question: str,
    options: Sequence[str],
    unit: str,
    given: float | None,
    answer: dict[str, Any] | None,
    event_guess: Handler,
) -> None:
    """Ask for one of some options or a number, and show what came out."""


@solara.component_vue("vue/DrawLine.vue", vuetify=False)
def draw_line_view(*, name: str, question: str, line: dict[str, Any], event_guess: Handler) -> None:
    """Ask for a line, drawn by pointer, keys or numbers, and draw what came out over it."""
