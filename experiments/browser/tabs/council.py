"""The tab of a council: its card, in the words and colours of the page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import solara

from experiments.browser.cards.council import CouncilCard, council_card
from experiments.browser.cards.pairing import Candidate, candidates
from experiments.browser.cards.people import Person
from experiments.browser.cards.trust import TrustedCouncil
from experiments.browser.recording.recording import Recording
from experiments.browser.tabs import Tab, nothing_view
from experiments.browser.visit.advising import Advising
from experiments.browser.visit.visit import Handler, Visit
from experiments.figures.map_panel import CONTROL
from experiments.figures.palette import HUES
from experiments.figures.style import INK, PAPER
from experiments.text.glossary import marked_rows
from experiments.text.numbers import percent, points, pounds
from simulation.months import month_text, short_month_text, year_of

PICK_ONE = (
    "Click a council on the map, or type its name beside “Find”. With the keyboard: go to the map "
    "with Tab, move with the arrow keys and press Enter."
)

ROOM_FOR_LABEL = 0.06
"""Share of the years from which a stretch of control has room for the party's short name."""


@solara.component_vue("vue/Council.vue", vuetify=False)
def council_view(
    *,
    card: dict[str, Any],
    advice: dict[str, Any],
    event_choose: Handler,
    event_pick: Handler,
    event_partnership: Handler,
    event_advise: Handler,
) -> None:
    """Show the card of a council, and advice on it and another."""


class CouncilTab(Tab, name="council", label="Council", place=1):
    """The card of the council that is looked at.

    Attributes
    ----------
    advising : Advising
        Plays talks of it and another beside the page.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.advising = Advising(visit.refresh, visit.report)

    def run_restarted(self) -> None:
        """Forget what was asked."""
        self.advising.forget()

    def page_closed(self) -> None:
        """Stop what is played."""
        self.advising.work.cancel()

    def advise(self, other: int) -> None:
        """Ask what would happen if the council talked with another from this month on."""
        session = self.session
        if 0 <= int(other) < len(session.recording.names) and session.council >= 0:
            pair = (session.council, int(other))
            self.advising.ask(session.scenario, session.seed, max(session.month, 0), pair)

    def show(self) -> Any:
        """Return the card, or how to pick a council."""
        session, visit = self.session, self.visit
        self.cites = ()
        if session.council < 0:
            return nothing_view(title="No council is picked", words=PICK_ONE)
        card = council_card(session.recording, session.council, session.month)
        terms = (term for tie in card.trusts for term in tie.terms)
        self.cites = tuple(sorted({row for term in terms for row in term.sources}))
        return council_view(
            card=card_props(session.recording, card),
            advice=self._advice(),
            event_choose=visit.handler(visit.show_talks),
            event_pick=visit.handler(visit.pick_council),
            event_partnership=visit.handler(visit.pick_partnership),
            event_advise=visit.handler(self.advise, undoable=False),
        )

    def _advice(self) -> dict[str, Any]:
        """Return what was asked of the council that is looked at."""
        mine = self.advising.councils[:1] == (self.session.council,)
        names = [self.session.recording.names[one] for one in self.advising.councils if mine]
        return self.advising.props | {"names": names}


def card_props(recording: Recording, card: CouncilCard) -> dict[str, Any]:
    """Return the card of a council as the page takes it."""
    return {
        "name": card.name,
        "tier": card.tier,
        "now": card.about,
        "facts": marked_rows(_facts(card)),
        "years": _years(recording, card),
        "from": str(year_of(recording.date(0))),
        "to": short_month_text(recording.date(max(card.month, 0))),
        "dealings": _dealings(recording, card),
        "ties": [_tie(one) for one in card.trusts],
        "pairing": [_pairing(one) for one in candidates(recording, card.row, card.month)],
    }


def _facts(card: CouncilCard) -> list[tuple[str, str]]:
    place = ", ".join(part for part in (card.county, card.region) if part)
    return [
        ("Place", place or "–"),
        ("Size", f"{card.population:,} people, {pounds(card.budget)} a year"),
        ("Control", CONTROL[card.control or None][2]),
        ("Leader", _person(card.leader, "boldness", "persuasion")),
        ("Chief executive", _person(card.chief, "ambition", "skill")),
        ("Stress", f"{percent(card.stress)}, where 100% is the hardest that money can press"),
        ("Culture", f"{percent(card.culture)}, from 0% led by members to 100% led by officers"),
        ("Wariness", f"{percent(card.wariness)} after talks that failed"),
    ]


def _person(person: Person | None, *traits: str) -> str:
    if person is None:
        return "–"
    numbers = ", ".join(f"{name} {percent(person.traits[name])}" for name in traits)
    return f"{person.sentence} ({numbers})"


def _years(recording: Recording, card: CouncilCard) -> list[dict[str, Any]]:
    """Return the stretches of control, each as wide as it was long."""
    last = max(card.month, 0) + 1
    ends = [*(spell.month for spell in card.control_history), last]
    years = []
    for spell, (start, end) in zip(card.control_history, pairwise(ends), strict=True):
        colour, _, label = CONTROL[spell.control or None]
        roomy = (end - start) / last >= ROOM_FOR_LABEL
        years.append(
            {
                "from": month_text(spell.date),
                "to": month_text(recording.date(end - 1)),
                "months": max(end - start, 1),
                "colour": colour,
                "ink": PAPER if colour == HUES["purple"] else INK,
                "label": label,
                "short": spell.control if roomy else "",
            }
        )
    return years


def _dealings(recording: Recording, card: CouncilCard) -> list[dict[str, Any]]:
    """Return talks and partnerships, the latest first."""
    talks = [(one.month, one.talks, -1, one.sentence) for one in card.talks]
    partnerships = [(one.month, -1, one.partnership, one.sentence) for one in card.partnerships]
    return [
        {"talks": row, "partnership": shared, "sentence": sentence,
         "date": short_month_text(recording.date(month))}
        for month, row, shared, sentence in sorted([*talks, *partnerships], reverse=True)
    ]  # fmt: skip


def _pairing(one: Candidate) -> dict[str, Any]:
    return {
        "row": one.row,
        "name": one.name,
        "distance": f"{one.distance:.0f} km",
        "control": CONTROL[one.control or None][2],
        "trust": percent(one.trust),
        "returned": percent(one.returned),
        "stands": one.stands,
    }


def _tie(one: TrustedCouncil) -> dict[str, Any]:
    return {
        "row": one.row,
        "name": one.name,
        "trust": one.trust,
        "affinity": one.settles,
        "percent": percent(one.trust),
        "settles": percent(one.settles),
        "words": one.sentence.partition(". ")[2],
        "parts": [
            {
                "label": term.label,
                "value": points(term.value),
                "source": ", ".join(term.sources) or "assumption",
                "hint": term.meaning,
            }
            for term in one.terms
        ],
    }
