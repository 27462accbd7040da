"""The tab of talks: the list, or one of them with its charts and "what if?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.cards.changes import CHANGES
from experiments.browser.cards.moments import status_at
from experiments.browser.cards.sources import cited_rows
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.cards.what_if import WhatIf, what_if
from experiments.browser.charts.chart import chart_view
from experiments.browser.charts.talks import talks_charts, what_if_charts
from experiments.browser.recording.recording import Recording
from experiments.browser.tabs import Tab
from experiments.browser.visit.background import Background
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.numbers import percent
from simulation.months import month_text, short_month_text
from simulation.result.sentences import reason_label

FORMAL = ("open", "agreed", "failed")
CHOICES = [
    (name, change.title, change.phrase) for name, change in CHANGES.items() if name != "nothing"
]
"""What a "what if?" may change: name, title, and how a sentence about it begins."""


@solara.component_vue("vue/TalksList.vue", vuetify=False)
def talks_list_view(*, rows: Sequence[Any], event_choose: Handler) -> None:
    """List talks with how they stand."""


@solara.component_vue("vue/Talks.vue", vuetify=False)
def talks_view(*, card: dict[str, Any], event_choose: Handler, event_pick: Handler) -> None:
    """Show talks: how they stand, how they ended and why."""


@solara.component_vue("vue/Moments.vue", vuetify=False)
def moments_view(*, title: str, none: str, moments: Sequence[Any], event_show: Handler) -> None:
    """List what happened, each a link to its month."""


@solara.component_vue("vue/WhatIf.vue", vuetify=False)
def what_if_view(
    *,
    choices: Sequence[Any],
    chosen: str,
    busy: bool,
    sentence: str,
    sides: Sequence[Any],
    event_ask: Handler,
) -> None:
    """Offer changes to talks, and show what came of one."""


class TalksTab(Tab, name="talks", label="Talks", place=2):
    """Talks, and the last "what if?" about those that are looked at.

    Attributes
    ----------
    work : Background
        Plays the talks again beside the page.
    change : str
        Name of the change that was asked for last, empty for none.
    replay : WhatIf or None
        What came of it.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.work = Background(visit.refresh, visit.report)
        self.change = ""
        self.replay: WhatIf | None = None

    def _forget(self) -> None:
        """Forget the last "what if?": it was about other talks."""
        self.work.cancel()
        self.change, self.replay = "", None

    def talks_chosen(self) -> None:
        """Forget the last "what if?"."""
        self._forget()

    def run_restarted(self) -> None:
        """Forget the last "what if?"."""
        self._forget()

    def page_closed(self) -> None:
        """Stop what is played again."""
        self.work.cancel()

    def ask(self, change: str) -> None:
        """Replay these talks with one thing changed."""
        self._forget()
        self.change = str(change)
        scenario, seed, row = self.session.scenario, self.session.seed, self.session.talks

        def replay() -> Iterator[WhatIf]:
            yield what_if(scenario, seed=seed, run=0, talks=row, change=self.change)

        self.work.start(replay, self._keep)

    def _keep(self, replay: WhatIf) -> None:
        self.replay = replay

    def show_moment(self, moment: dict[str, int]) -> None:
        """Show the month of a moment on the map."""
        self.session.show_month(moment.get("month", self.session.month))

    def show(self) -> Any:
        """Return the list of talks, or the card of the talks that are looked at."""
        session, visit = self.session, self.visit
        choose = visit.handler(visit.choose_talks)
        card = self._card()
        self.cites = card.ruling.sources if card and card.ruling else ()
        if card is None:
            rows = list_rows(session.recording, session.month)
            return talks_list_view(rows=rows, event_choose=choose)
        pick = visit.handler(visit.pick_council)
        parts = [
            talks_view(
                card=card_props(session.recording, card), event_choose=choose, event_pick=pick
            )
        ]
        if card.series.months:
            parts += [chart_view(**one) for one in talks_charts(card)]
        parts.append(
            moments_view(
                title="On the way",
                none="Nothing so far.",
                moments=moment_rows(card),
                event_show=visit.handler(self.show_moment),
            )
        )
        if card.began is not None:
            parts += self._what_if()
        return v.Html(tag="div", children=parts)

    def _card(self) -> TalksCard | None:
        """Return the card of the talks that are looked at, if they had begun by this month."""
        session = self.session
        if session.talks < 0:
            return None
        try:
            return talks_card(session.recording, session.talks, session.month)
        except IndexError:
            return None

    def _what_if(self) -> list[Any]:
        replay = self.replay
        head = what_if_view(
            choices=CHOICES,
            chosen=self.change,
            busy=self.work.busy,
            sentence=f"{replay.changed} {replay.difference}".strip() if replay else "",
            sides=side_rows(replay) if replay else [],
            event_ask=self.visit.handler(self.ask),
        )
        return [head, *(chart_view(**one) for one in (what_if_charts(replay) if replay else []))]


def list_rows(recording: Recording, month: int) -> list[dict[str, Any]]:
    """Return the formal talks that had begun by a month, the latest first."""
    rows = []
    for number, row in enumerate(recording.talks.table.rows):
        if not 0 <= row["began"] <= month:
            continue
        status = status_at(recording, number, month)
        if status in FORMAL:
            rows.append(_list_row(recording, number, row, status, month))
    return sorted(rows, key=lambda one: (one["month"], one["talks"]), reverse=True)


def _list_row(
    recording: Recording, number: int, row: Any, status: str, month: int
) -> dict[str, Any]:
    last = month if status == "open" else int(row["ended"])
    return {
        "talks": number,
        "month": int(row["began"]),
        "began": short_month_text(recording.date(int(row["began"]))),
        "ended": "" if status == "open" else short_month_text(recording.date(last)),
        "names": " and ".join(recording.names[int(one)] for one in row["councils"]),
        "months": last - int(row["began"]),
        "status": status,
        "reason": reason_label(row["reason"], row["decided_by"]) if status == "failed" else "",
    }


def card_props(recording: Recording, card: TalksCard) -> dict[str, Any]:
    """Return the card of talks as the page takes it."""
    said = card.ruling
    return {
        "when": _when(recording, card),
        "headline": said.headline if said and said.headline else "",
        "fall": asdict(card.fall) if card.fall else None,
        "councils": card.councils,
        "rows": card.rows,
        "over": card.ended is not None,
        "partnership": -1 if card.partnership is None else card.partnership,
        "status": card.status + (" at the vote" if card.stage == "vote" else ""),
        "tone": card.status,
        "ending": card.ending,
        "ruling": said.sentence if said else "",
        "sources": f"({cited_rows(said.sources)})" if said else "",
        "tellings": [account.sentence for account in card.accounts],
        "facts": card.facts,
        "gates": [
            {
                "name": gate.label,
                "value": gate.reading,
                "needed": percent(gate.needed),
                "met": gate.met,
            }
            for gate in card.gates
        ],
    }


def _when(recording: Recording, card: TalksCard) -> str:
    """Return from when to when talks were held, or since when they are."""
    first = month_text(recording.date(card.first_contact if card.began is None else card.began))
    if card.ended is None:
        return f"since {first}"
    last = month_text(recording.date(card.ended))
    return last if last == first else f"{first} to {last}"


def moment_rows(card: TalksCard) -> list[dict[str, Any]]:
    """Return what happened on the way, each with its month."""
    return [
        {
            "month": one.month,
            "date": short_month_text(one.date),
            "sentence": one.sentence,
            "talks": card.talks,
        }
        for one in card.moments
    ]


def side_rows(replay: WhatIf) -> list[dict[str, str]]:
    """Return how talks ended as they were, and with the change."""
    plays = (
        ("As it was", replay.before, replay.followed_before),
        (replay.title, replay.after, replay.followed_after),
    )
    return [
        {"title": title, "ending": f"{card.ending or 'Still in talks.'} {followed}".strip()}
        for title, card, followed in plays
    ]
