"""The tab of a council."""

from __future__ import annotations

from typing import Any

from experiments.browser.app import components
from experiments.browser.cards.council import council_card
from experiments.browser.tabs import council as council_view
from experiments.browser.visit.visit import Desk

PICK_ONE = (
    "Click a council on the map, or type its name beside “Find”. With the keyboard: go to the map "
    "with Tab, move with the arrow keys and press Enter."
)


def council(desk: Desk) -> Any:
    """Return the card of the council that is looked at."""
    session = desk.session
    if session.council < 0:
        return components.nothing(title="No council is picked", words=PICK_ONE)
    card = council_card(session.recording, session.council, session.month)
    return components.council(
        card=council_view.shown(session.recording, card),
        event_choose=desk.doing(desk.show_talks),
        event_pick=desk.doing(desk.pick),
    )
