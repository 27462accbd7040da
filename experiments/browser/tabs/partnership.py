"""The tab of partnerships: the list of all, or the card of one with its charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.cards.partnership import PartnershipCard, partnership_card
from experiments.browser.cards.partnership_questions import ask_partnership
from experiments.browser.cards.sources import cited_rows
from experiments.browser.charts.chart import chart_view
from experiments.browser.charts.partnership import partnership_charts
from experiments.browser.recording.recording import Recording
from experiments.browser.tabs import Tab
from experiments.browser.tabs.talks import moments_view, what_if_view
from experiments.browser.visit.asking import Asking
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.glossary import marked_rows
from experiments.text.numbers import pounds
from simulation.months import month_text, short_month_text
from simulation.result.sentences import join_names
from simulation.terms import DEPTHS


@solara.component_vue("vue/PartnershipList.vue", vuetify=False)
def partnership_list_view(*, rows: Sequence[Any], event_choose: Handler) -> None:
    """List partnerships with what they share and how they stand."""


@solara.component_vue("vue/Partnership.vue", vuetify=False)
def partnership_view(
    *, card: dict[str, Any], event_choose: Handler, event_pick: Handler, event_talks: Handler
) -> None:
    """Show a partnership: what is shared and saved, what would end it, and how it ended."""


class PartnershipTab(Tab, name="partnership", label="Sharing", place=3):
    """The partnership that is looked at, or all of the run so far.

    Attributes
    ----------
    asking : Asking
        Plays the partnership again beside the page.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.asking, self._asked = Asking(visit.refresh, visit.report), -1

    def run_restarted(self) -> None:
        """Forget what was asked."""
        self.asking.forget()

    def page_closed(self) -> None:
        """Stop what is played again."""
        self.asking.cancel()

    def ask(self, _: Any = None) -> None:
        """Ask everything about this partnership at once."""
        session = self.session
        scenario, seed, row = session.scenario, session.seed, session.partnership
        self._asked = row
        self.asking.ask(lambda: ask_partnership(scenario, seed=seed, run=0, partnership=row))

    def _what_if(self) -> Any:
        asking = self.asking
        if self._asked != self.session.partnership:
            asking.forget()
        return what_if_view(
            intro="The same partnership again with one thing changed from the month it began, for "
            "five years: once on the same chances, then on 100 others.",
            counted="Lives on",
            rows=asking.rows,
            chosen=[],
            busy=asking.all.busy,
            playing=False,
            finding=asking.answers.finding if asking.answers else "",
            sentence="",
            sides=[],
            event_ask=self.visit.handler(self.ask),
            sided=False,
        )

    def show_moment(self, moment: dict[str, int]) -> None:
        """Show the month of a moment on the map."""
        self.session.show_month(moment.get("month", self.session.month))

    def show(self) -> Any:
        """Return the list of partnerships, or the card of the one that is looked at."""
        session, visit = self.session, self.visit
        choose, card = visit.handler(visit.choose_partnership), self._card()
        self.cites = ()
        if card is None:
            rows = list_rows(session.recording, session.month)
            return partnership_list_view(rows=rows, event_choose=choose)
        ways = tuple(row for way in card.ways for row in way.sources)
        self.cites = card.ruling.sources if card.ruling else tuple(dict.fromkeys(ways))
        parts = [
            partnership_view(
                card=card_props(session.recording, card),
                event_choose=choose,
                event_pick=visit.handler(visit.pick_council),
                event_talks=visit.handler(visit.show_talks),
            ),
            *(chart_view(**one) for one in partnership_charts(session.recording, card)),
            moments_view(
                title="On the way",
                none="Nothing so far.",
                moments=[
                    {"month": one.month, "date": short_month_text(one.date),
                     "sentence": one.sentence, "talks": -1}
                    for one in card.moments
                ],
                event_show=visit.handler(self.show_moment),
            ),
            self._what_if(),
        ]  # fmt: skip
        return v.Html(tag="div", children=parts)

    def _card(self) -> PartnershipCard | None:
        """Return the card of the partnership that is looked at, if it had begun by this month."""
        session = self.session
        if session.partnership < 0:
            return None
        try:
            return partnership_card(session.recording, session.partnership, session.month)
        except IndexError:
            return None


def list_rows(recording: Recording, month: int) -> list[dict[str, Any]]:
    """Return the partnerships that had begun by a month, the latest first."""
    table = recording.partnerships.table.rows
    begun = [row for row in range(len(table)) if 0 <= table[row]["began"] <= month]
    rows = [_list_row(recording, row, month) for row in begun]
    return sorted(rows, key=lambda one: (one["month"], one["row"]), reverse=True)


def _list_row(recording: Recording, row: int, month: int) -> dict[str, Any]:
    card = partnership_card(recording, row, month)
    depths = recording.partnerships.series(row, month)["depth"]
    return {
        "row": row,
        "month": card.began,
        "began": short_month_text(recording.date(card.began)),
        "ended": "" if card.ended is None else short_month_text(recording.date(card.ended)),
        "names": join_names(card.councils),
        "depth": DEPTHS[int(depths.max())] if len(depths) else "",
        "net": pounds(card.series["net"][-1]) if card.months else "",
        "status": card.status,
    }


def card_props(recording: Recording, card: PartnershipCard) -> dict[str, Any]:
    """Return the card of a partnership as the page takes it."""
    first = month_text(recording.date(card.began))
    when = f"since {first}"
    if card.ended is not None:
        when = f"{first} to {month_text(recording.date(card.ended))}"
    said = card.ruling
    return {
        "councils": [
            {"row": row, "name": name} for row, name in zip(card.rows, card.councils, strict=True)
        ],
        "when": when,
        "status": "alive" if card.ended is None else f"ended: {card.status}",
        "over": card.ended is not None,
        "talks": -1 if card.talks is None else card.talks,
        "headline": card.headline,
        "ruling": said.sentence if said else "",
        "sources": f"({cited_rows(said.sources)})" if said and said.sources else "",
        "shared": marked_rows(card.shared),
        "money": card.money,
        "ways": marked_rows((way.label, way.stands, way.chance) for way in card.ways),
    }
