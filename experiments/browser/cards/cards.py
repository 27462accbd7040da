"""Cards of councils and of talks: frozen records of plain values, in words and numbers.

    card = council_card(recording, row, month)      # a council as it was at the end of a month
    card.trusts[0].terms                            # what its trust in another is made of
    card.talks[0].talks                             # row of its latest talks in the run
    told = talks_card(recording, card.talks[0].talks, month)
    told.series.values["members_asker"]             # month by month, beside told.series.needed
    told.ruling                                     # the rule that decided, with its sources
    plain(card)                                     # dicts, lists, text and numbers: JSON

`recording` is a `recording.Recording`; a card tells nothing that came after its month.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from experiments.browser.cards.council import (
    CouncilCard,
    Person,
    Spell,
    Trusted,
    council_card,
)
from experiments.browser.cards.dealings import PartnershipLine, TalksLine
from experiments.browser.cards.ended import Gate, Ruling
from experiments.browser.cards.moments import Moment
from experiments.browser.cards.series import Series
from experiments.browser.cards.talks import TalksCard, Telling, talks_card
from experiments.browser.cards.trust import Term

__all__ = [
    "CouncilCard",
    "Gate",
    "Moment",
    "PartnershipLine",
    "Person",
    "Ruling",
    "Series",
    "Spell",
    "TalksCard",
    "TalksLine",
    "Telling",
    "Term",
    "Trusted",
    "council_card",
    "plain",
    "talks_card",
]


def plain(card: Any) -> dict[str, Any]:
    """Return a card (or a frame, or any record of the view) as dicts, lists, text and numbers."""
    return asdict(card)
