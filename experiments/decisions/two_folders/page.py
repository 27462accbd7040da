"""The page of two folders held side by side, and the folder it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.decisions.two_folders.folder import ResultFolder
from experiments.decisions.two_folders.origins import Pairing, origin_rows, pairing_of
from experiments.decisions.two_folders.outcomes import OutcomeDifference, outcome_differences
from experiments.decisions.two_folders.pictures import pictures
from experiments.decisions.two_folders.sentences import sentences
from experiments.decisions.two_folders.settings import (
    Difference,
    other_differences,
    scenario_differences,
)
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.store.folder import whole_folder
from experiments.store.manifest import notices, origin, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import (
    change_interval_text,
    change_text,
    number_text,
    plural,
)
from simulation.provenance import dependencies

KIND = "difference"
TEMPLATE = "two_folders.html"
MADE_BY = "experiments.decisions.two_folders.outcomes"
MOST_ROWS = 200
"""Rows of the page's table; all of them stand in the file beside it."""


class SideBySide(NamedTuple):
    """Two folders with all that differs between them."""

    folders: tuple[ResultFolder, ResultFolder]
    settings: list[Difference]
    origins: list[tuple[str, str, str]]
    pairing: Pairing
    rows: list[OutcomeDifference]

    @property
    def sentences(self) -> list[str]:
        """What is to be said first."""
        return sentences(self.folders, self.settings, self.pairing, self.rows)


def side_by_side(one: ResultFolder, other: ResultFolder) -> SideBySide:
    """Hold two folders against each other."""
    pairing = pairing_of(one, other)
    settings = [*scenario_differences(one, other), *other_differences(one, other)]
    rows = outcome_differences(one, other, pairing)
    return SideBySide((one, other), settings, origin_rows(one, other), pairing, rows)


def as_json(found: SideBySide) -> dict[str, Any]:
    """Return all that differs as plain values; a number that is unknown is None."""
    return {
        "a": str(found.folders[0].path),
        "b": str(found.folders[1].path),
        "unfinished": [folder.unfinished or None for folder in found.folders],
        "settings": [row._asdict() for row in found.settings],
        "made_with": [dict(zip(("what", "a", "b"), row, strict=True)) for row in found.origins],
        "paired": found.pairing.paired,
        "unpaired_because": found.pairing.why or None,
        "comparisons": len(found.rows),
        "outcomes": [
            {name: None if isinstance(one, float) and np.isnan(one) else one
             for name, one in row.items()}
            for row in outcome_rows(found.rows)
        ],
    }  # fmt: skip


def outcome_rows(rows: Sequence[OutcomeDifference]) -> list[dict[str, Any]]:
    """Return how outcomes differ as rows of a table."""
    return [
        {
            "outcome": row.outcome.name,
            "point": row.label,
            "unit": row.outcome.unit,
            "a": row.one,
            "b": row.other,
            "difference": row.difference.value,
            "low": row.difference.low,
            "high": row.difference.high,
            "p": row.p,
            "p_holm": row.holm,
            "differs": row.differs,
        }
        for row in rows
    ]


def save_side_by_side(found: SideBySide, place: Path) -> None:
    """Write tables, figure and page into a folder, whole or not at all."""
    made = {**origin(dependencies(MADE_BY), {}), "kind": KIND, "found": as_json(found)}
    with whole_folder(place) as folder:
        save_csv(outcome_rows(found.rows), folder / "outcomes.csv")
        save_csv([row._asdict() for row in found.settings], folder / "settings.csv")
        write_manifest(folder, made)
        save_page(folder, pictures(found.rows), lambda drawn: _page(found, made, drawn))


def _page(found: SideBySide, made: dict[str, Any], drawn: Drawn) -> str:
    one, other = found.folders
    order = sorted(found.rows, key=lambda row: (row.holm, row.p))
    return render_page(
        TEMPLATE,
        title=f"{one.name} and {other.name}" if one.name != other.name else one.name,
        answer=found.sentences,
        headlines=[],
        folders=[(name, folder.name, folder.kind, folder.size, str(folder.path), folder.seed)
                 for name, folder in zip("AB", found.folders, strict=True)],
        notices=[line for folder in found.folders for line in notices(folder.manifest)],
        settings=found.settings,
        origins=found.origins,
        paired=found.pairing.paired,
        many=plural(len(found.rows), "comparison"),
        rows=[_cells(row) for row in order[:MOST_ROWS]],
        left_out=max(0, len(order) - MOST_ROWS),
        pictures=drawn,
        provenance=provenance_rows(made, []),
    )  # fmt: skip


SMALLEST = 0.001


def p_text(value: float) -> str:
    """Return a p-value as a table has it.

    Examples
    --------
    >>> p_text(0.0312), p_text(1e-9)
    ('0.031', 'under 0.001')
    """
    return f"{value:.3f}" if value >= SMALLEST else f"under {SMALLEST}"


def _cells(row: OutcomeDifference) -> dict[str, Any]:
    unit = row.outcome.unit
    return {
        "meaning": row.outcome.heading,
        "label": row.label,
        "one": number_text(row.one, unit),
        "other": number_text(row.other, unit),
        "change": change_text(row.difference.value, unit),
        "interval": change_interval_text(row.difference.low, row.difference.high, unit),
        "holm": "–" if np.isnan(row.difference.low) else p_text(row.holm),
        "differs": row.differs,
    }
