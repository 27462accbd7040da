"""The tab of talks: the list, or one of them with its charts and "what if?"."""

from __future__ import annotations

from typing import Any

import reacton.ipyvuetify as v

from experiments.browser.app import components
from experiments.browser.cards.changes import CHANGES
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.tabs import talks as talks_view
from experiments.browser.visit.visit import Desk

CHOICES = [
    (name, change.title, change.phrase) for name, change in CHANGES.items() if name != "nothing"
]


def talks(desk: Desk) -> Any:
    """Return the list of talks, or the card of the talks that are looked at."""
    session = desk.session
    card = _card(desk)
    if card is None:
        return components.talks_list(
            rows=talks_view.talks_list(session.recording, session.month),
            event_choose=desk.doing(desk.talks.choose),
        )
    parts = [
        components.talks(
            card=talks_view.head(card),
            event_choose=desk.doing(desk.talks.choose),
            event_pick=desk.doing(desk.pick),
        )
    ]
    if card.series.months:
        parts += [components.chart(**one) for one in talks_view.charts(card)]
    parts.append(
        components.moments(
            title="On the way",
            none="Nothing so far.",
            moments=talks_view.moments(card),
            event_show=desk.doing(desk.show_month),
        )
    )
    if card.began is not None:
        parts += _what_if(desk)
    return v.Html(tag="div", children=parts)


def _card(desk: Desk) -> TalksCard | None:
    """Return the card of the talks that are looked at, if they had begun by this month."""
    session = desk.session
    if session.talks < 0:
        return None
    try:
        return talks_card(session.recording, session.talks, session.month)
    except IndexError:
        return None


def _what_if(desk: Desk) -> list[Any]:
    told = desk.talks.told
    head = components.what_if(
        choices=CHOICES,
        chosen=desk.talks.asked,
        busy=desk.talks.work.busy,
        sentence=f"{told.changed} {told.difference}".strip() if told else "",
        sides=talks_view.sides(told) if told else [],
        event_ask=desk.doing(desk.talks.ask),
    )
    charts = talks_view.side_by_side(told) if told else []
    return [head, *(components.chart(**one) for one in charts)]
