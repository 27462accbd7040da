"""The tab of files and links: what can be taken away, and what is brought along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import solara

from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.map.colouring import Moment, printed
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.tabs import Tab
from experiments.browser.visit import downloads
from experiments.browser.visit.downloads import FIGURES, PICTURE_KINDS, Download
from experiments.browser.visit.session import Session
from experiments.browser.visit.uploads import (
    LARGEST_MESSAGE,
    LARGEST_SCENARIO,
    LARGEST_TABLE,
    uploaded_scenario,
)
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.sources import SECTIONS
from simulation.errors import InputError
from simulation.scenario import Scenario

LARGEST_UPLOAD = LARGEST_MESSAGE - 64 * 1024
"""Bytes of all that is sent at once: the server hangs up on more."""

MAIN_TABLES = ("talks", "partnerships", "monthly", "events")


@solara.component_vue("vue/TakeAway.vue", vuetify=False)
def take_away_view(
    *,
    offers: Sequence[Any],
    query: str,
    file: dict[str, str],
    largest: dict[str, int],
    most: int,
    event_get: Handler,
    event_upload: Handler,
) -> None:
    """Offer files and a link to take away, and take files in."""


@dataclass(frozen=True)
class Offer:
    """A file that can be taken away: its name, what the page calls it, and what makes it."""

    name: str
    label: str
    make: Callable[[RecordedModel], Download]


@dataclass(frozen=True)
class OfferGroup:
    """Files under one heading."""

    label: str
    words: str
    offers: list[Offer]


class TakeAwayTab(Tab, name="take", label="Files", place=9):
    """Files and links of a visitor.

    Attributes
    ----------
    file : dict of str to str
        The file that was asked for last: name, type and content in base 64; a number that
        changes each time.
    """

    cites = tuple(SECTIONS)  # pictures name rows of the evidence, without room for more

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.file: dict[str, str] = {}

    def get(self, name: str) -> None:
        """Give the page a file to save.

        Raises
        ------
        InputError
            If no such file is offered.
        """
        model = self.session.model
        if model is None:
            return
        groups = offer_groups(self.visit)
        offers = {offer.name: offer for group in groups for offer in group.offers}
        if str(name) not in offers:
            raise InputError("there is no such file", value=str(name)[:40])
        download = offers[str(name)].make(model)
        self.file = download.message(self.file)

    def upload(self, files: dict[str, Any]) -> None:
        """Begin anew with a scenario or a map that was handed in.

        Raises
        ------
        InputError
            If it is none that can be played.
        """
        content = _uploaded(files)
        if files.get("what") == "map":
            self.visit.bring_map(content)
        else:
            given = uploaded_scenario(content.get("toml", b""), own_map=self.visit.maps.last)
            self.visit.begin_with(given)

    def show(self) -> Any:
        """Return what can be taken away and brought along."""
        groups = offer_groups(self.visit)
        return take_away_view(
            offers=[
                {
                    "label": group.label,
                    "words": group.words,
                    "files": [{"name": one.name, "label": one.label} for one in group.offers],
                }
                for group in groups
            ],
            query=self._query(),
            file=self.file,
            largest={"toml": LARGEST_SCENARIO, "map": LARGEST_TABLE},
            most=LARGEST_UPLOAD,
            event_get=self.visit.handler(self.get),
            event_upload=self.visit.handler(self.upload),
        )

    def _query(self) -> str:
        """Return the query of a link to this moment; what stands in its way if there is none."""
        try:
            return self.visit.query()
        except InputError as error:
            return f" ({error})"


def _uploaded(upload: dict[str, Any]) -> dict[str, bytes]:
    """Return the files that were handed in."""
    files = upload.get("files")
    if not isinstance(files, dict):
        raise InputError("no file was handed in")
    if upload.get("what") not in ("toml", "map") or not all(
        isinstance(text, str) for text in files.values()
    ):
        raise InputError("is no upload of this page")
    return {str(name): text.encode("utf-8", "replace") for name, text in files.items()}


def offer_groups(visit: Visit) -> list[OfferGroup]:
    """Return what a visitor can take away; some of it needs the runs of an ensemble."""
    session = visit.session
    return [
        OfferGroup(
            "The run on the map", "Every month that has been played, as tables.",
            [_all_tables("csv", "CSV"), _all_tables("parquet", "Parquet"),
             *(_table(name) for name in MAIN_TABLES)],
        ),
        OfferGroup(
            "The scenario", "What is set now; `partnerships run` takes the file as it is.",
            [Offer("scenario", "scenario, TOML",
                   lambda _: downloads.scenario_file(session.next_scenario))],
        ),
        OfferGroup(
            "The map", "At the month that is shown.",
            [_map(session, visit.summary, kind) for kind in PICTURE_KINDS],
        ),
        _ensemble(visit.compared[0] if visit.compared else session.next_scenario, visit.summary),
    ]  # fmt: skip


def _all_tables(kind: str, label: str) -> Offer:
    return Offer(
        f"tables all {kind}",
        f"all tables, {label}",
        lambda model: downloads.tables(model.result(), kind),
    )


def _table(name: str) -> Offer:
    return Offer(
        f"table {name} csv",
        f"{name}.csv",
        lambda model: downloads.table(model.result(), name, "csv"),
    )


def _map(session: Session, summary: EnsembleSummary | None, kind: str) -> Offer:
    """Return the map as it is on the page: at its month, in its colouring."""

    def draw(model: RecordedModel) -> Download:
        moment = Moment(model.recording, session.month, summary)
        colouring = printed(moment, session.colour)
        return downloads.map_figure(model.recording, session.month, kind, colouring)

    return Offer(f"map now {kind}", f"map, {kind.upper()}", draw)


def _ensemble(scenario: Scenario, summary: EnsembleSummary | None) -> OfferGroup:
    label = "The ensemble"
    if summary is None:
        return OfferGroup(label, "Run it first: then its pictures and bands are here.", [])
    words = "Its pictures, as `partnerships run` draws them, and its bands."
    bands = Offer("bands", "bands, CSV", lambda _: downloads.ensemble_table(summary, scenario))
    pictures = [
        _figure(scenario, summary, name, kind) for name in FIGURES for kind in PICTURE_KINDS
    ]
    return OfferGroup(label, words, [bands, *pictures])


def _figure(scenario: Scenario, summary: EnsembleSummary, name: str, kind: str) -> Offer:
    return Offer(
        f"figure {name} {kind}",
        f"{name.replace('_', ' ')}, {kind.upper()}",
        lambda _: downloads.figure(summary, scenario, name, kind),
    )
