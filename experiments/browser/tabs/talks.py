"""The tab of talks: the list, or one of them with its charts and "what if?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.cards.moments import status_at
from experiments.browser.cards.questions import ask_all
from experiments.browser.cards.sources import cited_rows
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.charts.chart import chart_view
from experiments.browser.charts.talks import talks_charts, what_if_charts
from experiments.browser.recording.recording import Recording
from experiments.browser.tabs import Tab
from experiments.browser.visit.asking import Asking
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.glossary import marked_label, marked_rows
from experiments.text.numbers import percent
from simulation.months import month_text, short_month_text
from simulation.result.sentences import reason_label
from simulation.scenario import Scenario

FORMAL = ("open", "agreed", "failed")


@solara.component_vue("vue/TalksList.vue", vuetify=False)
def talks_list_view(*, rows: Sequence[Any], event_choose: Handler) -> None:
    """List talks with how they stand."""


@solara.component_vue("vue/Talks.vue", vuetify=False)
def talks_view(
    *, card: dict[str, Any], event_choose: Handler, event_pick: Handler, event_partnership: Handler
) -> None:
    """Show talks: how they stand, how they ended and why."""


@solara.component_vue("vue/Moments.vue", vuetify=False)
def moments_view(*, title: str, none: str, moments: Sequence[Any], event_show: Handler) -> None:
    """List what happened, each a link to its month."""


@solara.component_vue("vue/WhatIf.vue", vuetify=False)
def what_if_view(  # noqa: PLR0913
    *,
    intro: str,
    counted: str,
    rows: Sequence[Any],
    chosen: Sequence[str],
    busy: bool,
    playing: bool,
    finding: str,
    sentence: str,
    sides: Sequence[Any],
    event_ask: Handler,
    event_choose: Handler | None = None,
    sided: bool = True,
) -> None:
    """Answer every question about talks or a partnership, and show two plays side by side.

    Without a handler for a choice nothing is shown side by side.
    """


class TalksTab(Tab, name="talks", label="Talks", place=2):
    """Talks, and what was asked about those that are looked at.

    Attributes
    ----------
    asking : Asking
        Plays the talks again beside the page.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.asking = Asking(visit.refresh, visit.report)

    def talks_chosen(self) -> None:
        """Forget what was asked: it was about other talks."""
        self.asking.forget()

    def run_restarted(self) -> None:
        """Forget what was asked."""
        self.asking.forget()

    def page_closed(self) -> None:
        """Stop what is played again."""
        self.asking.cancel()

    def ask(self, _: Any = None) -> None:
        """Ask everything about these talks at once."""
        self.visit.deeds.add("what if")
        scenario, seed, talks = self._played()
        self.asking.ask(lambda: ask_all(scenario, seed=seed, run=0, talks=talks))

    def compare(self, change: str) -> None:
        """Show a change side by side with another, or with the talks as they were."""
        self.asking.choose(change, *self._played())

    def _played(self) -> tuple[Scenario, int, int]:
        return self.session.scenario, self.session.seed, self.session.talks

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
        parts = [
            talks_view(
                card=card_props(session.recording, card),
                event_choose=choose,
                event_pick=visit.handler(visit.pick_council),
                event_partnership=visit.handler(visit.pick_partnership),
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
        asking, replay, visit = self.asking, self.asking.replay, self.visit
        head = what_if_view(
            intro="The same talks again with one thing changed from the month they began: once on "
            "the same chances, then on 100 others.",
            counted="Agreed",
            rows=asking.rows,
            chosen=list(asking.chosen),
            busy=asking.all.busy,
            playing=asking.pair.busy,
            finding=asking.answers.finding if asking.answers else "",
            sentence=f"{replay.changed} {replay.difference}".strip() if replay else "",
            sides=asking.sides,
            event_ask=visit.handler(self.ask),
            event_choose=visit.handler(self.compare),
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
        "facts": marked_rows(card.facts),
        "gates": [
            {
                "name": marked_label(gate.label),
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
