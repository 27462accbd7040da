"""What every page says while the server does not answer, and how it comes back."""

from __future__ import annotations

from typing import Any

import solara

LOST = "Not connected. Trying again; what you see is kept."
"""What the page says while the server does not answer."""

UNDONE = (
    "The server began anew, and this page was loaded again as its address says. What you did while "
    "it was not connected is lost: please do it again."
)
"""What it says after that, if anything was done meanwhile."""


@solara.component_vue("vue/Connection.vue", vuetify=False)
def connection_view(*, words: str, undone: str) -> None:
    """Say when the server does not answer, and take the session up again when it does."""


def connection_strip() -> Any:
    """Return the strip that is shown while the server does not answer."""
    return connection_view(words=LOST, undone=UNDONE)
