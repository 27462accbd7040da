"""What every page says while the server does not answer, and how it comes back."""

from __future__ import annotations

from typing import Any

import solara

LOST = "Not connected. Trying again; what you see is kept."


@solara.component_vue("vue/Connection.vue", vuetify=False)
def connection_view(*, words: str) -> None:
    """Say when the server does not answer, and take the session up again when it does."""


def connection_strip() -> Any:
    """Return the strip that is shown while the server does not answer."""
    return connection_view(words=LOST)
