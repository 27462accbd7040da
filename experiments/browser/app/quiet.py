"""Parts of the page that show little of their own: its address, its connection, its terms."""

from __future__ import annotations

import json

import solara

from experiments.browser.visit.visit import Handler
from experiments.text.glossary import glossary, term_key

LOST = "Not connected. Trying again; what you see is kept."
"""What the page says while the server does not answer."""

UNDONE = (
    "The server began anew, and this page was loaded again as its address says. What you did while "
    "it was not connected is lost: please do it again."
)
"""What it says after that, if anything was done meanwhile."""

TERMS = json.dumps([(term_key(term), sentence) for term, sentence in glossary().items()])
"""What the page explains where it is met; JSON, through whose parts nobody looks each month."""


@solara.component_vue("vue/Address.vue", vuetify=False)
def address_view(*, query: str, went: int, event_go: Handler) -> None:
    """Let the address bar follow what is shown, and the page what is gone back to."""


@solara.component_vue("vue/Connection.vue", vuetify=False)
def connection_view(*, words: str, undone: str) -> None:
    """Say when the server does not answer, and take the session up again when it does."""


@solara.component_vue("vue/Terms.vue", vuetify=False)
def terms_view(*, terms: str) -> None:
    """Show the sentence of a term that is marked in a text, while it is pointed at."""
