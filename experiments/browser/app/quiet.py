"""Parts of the page that show little of their own: its address, its terms."""

from __future__ import annotations

import json

import solara

from experiments.browser.visit.visit import Handler
from experiments.text.glossary import glossary, term_key

TERMS = json.dumps([(term_key(term), sentence) for term, sentence in glossary().items()])
"""What the page explains where it is met; JSON, through whose parts nobody looks each month."""


@solara.component_vue("vue/Address.vue", vuetify=False)
def address_view(*, query: str, went: int, event_go: Handler) -> None:
    """Let the address bar follow what is shown, and the page what is gone back to."""


@solara.component_vue("vue/Terms.vue", vuetify=False)
def terms_view(*, terms: str) -> None:
    """Show the sentence of a term that is marked in a text, while it is pointed at."""
