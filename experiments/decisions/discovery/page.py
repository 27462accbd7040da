"""The page of a discovery, and the folder in which it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from experiments.decisions.discovery.discovery import Discovery
from experiments.decisions.discovery.pictures import pictures
from experiments.decisions.discovery.sentences import (
    ORDINALS,
    headlines,
    progress_sentences,
    sentences,
    unit_words,
)
from experiments.decisions.discovery.study_cases import TALKS
from experiments.decisions.discovery.tables import (
    as_json,
    limits_table,
    trajectory_table,
    tree_table,
)
from experiments.decisions.discovery.talk_cases import MOST_TALKS
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.store.folder import whole_folder
from experiments.store.manifest import notices, origin, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.studies.results import AT_ONE_SET
from experiments.studies.study import Study, runs_text
from experiments.text.numbers import estimate_text, number_text, percent, plural
from simulation.provenance import dependencies

KIND = "discovery"
TEMPLATE = "discovery.html"
MADE_BY = "experiments.decisions.discovery.discovery"
FOLDER = "discovery"
"""Where it stands inside the folder of its study, unless another is named."""


def save_discovery(
    discovery: Discovery, study: Study, manifest: dict[str, Any], place: Path
) -> None:
    """Write tables, figures and page of a discovery into a folder, whole or not at all.

    Parameters
    ----------
    discovery, study, manifest : Discovery, Study, dict
        What was found, in which study, and what its folder says of how it was played.
    place : Path
        Where it is to stand.
    """
    made = {
        **origin(dependencies(MADE_BY), {}),
        "kind": KIND,
        "study": study.name,
        "seed": study.seed,
        "study_hash": manifest.get("study_hash"),
        "played_with": manifest.get("code_hash"),
        "answer": [*progress_sentences(study), *sentences(discovery)],
        "found": as_json(discovery),
    }
    with whole_folder(place) as folder:
        save_csv(trajectory_table(discovery), folder / "trajectory.csv")
        save_csv(limits_table(discovery), folder / "limits.csv")
        save_csv(tree_table(discovery), folder / "tree.csv")
        write_manifest(folder, made)
        save_page(
            folder,
            pictures(discovery),
            lambda drawn: _page(discovery, study, manifest, made, drawn),
        )


def _page(
    discovery: Discovery,
    study: Study,
    manifest: dict[str, Any],
    made: dict[str, Any],
    drawn: Drawn,
) -> str:
    one_set = [] if study.nest else [AT_ONE_SET]
    return render_page(
        TEMPLATE,
        title=f"Where {discovery.found.clause}",
        study=study.name,
        answer=[*progress_sentences(study), *sentences(discovery), *one_set],
        headlines=headlines(discovery),
        played=[*_played(discovery, study), *notices(manifest)],
        found=discovery.is_something,
        box=discovery.number,
        limits=_rows(discovery, 1, in_box=True),
        dropped=_rows(discovery, 1, in_box=False),
        times=discovery.resamples.times,
        chance=f"{discovery.chance:.2f}",
        further=_further(discovery),
        trajectory=_shares(trajectory_table(discovery)),
        tree=_shares(tree_table(discovery)),
        unit=unit_words(discovery),
        pictures=drawn,
        provenance=provenance_rows(
            made,
            [
                ("Study", str(made["study_hash"])),
                ("Played with", str(made["played_with"])),
                ("Seed", str(study.seed)),
            ],
        ),
    )


SHARES = ("density", "coverage", "mass")


def _shares(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return boxes or leaves with their shares in words."""
    rows: list[dict[Any, Any]] = table.to_dict("records")
    return [{**row, **{name: number_text(row[name], "share") for name in SHARES}} for row in rows]


def _rows(discovery: Discovery, region: int, *, in_box: bool) -> list[dict[str, str]]:
    table = limits_table(discovery)
    table = table[table["region"] == region]
    return [
        {"words": row["words"], "name": row["name"], "p": f"{row['p']:.2f}",
         "back": percent(row["resamples"])}
        for row in table[table["in_box"] == in_box].to_dict("records")
    ]  # fmt: skip


def _further(discovery: Discovery) -> list[dict[str, Any]]:
    """Return the boxes after the first, as the page tells of them."""
    return [
        {
            "ordinal": ORDINALS[number - 1],
            "limits": _rows(discovery, number, in_box=True),
            "ends": [
                estimate_text(ends._asdict(), "share") for ends in one.intervals
            ],
            "times": one.resamples.times,
            "held_out": percent(one.resamples.density),
            "together": percent(one.together),
        }
        for number, one in enumerate(discovery.further, 2)
    ]  # fmt: skip


def _played(discovery: Discovery, study: Study) -> list[str]:
    """Return what cases there are, and which were left out."""
    cases, unit = discovery.cases, unit_words(discovery)
    met = f"{cases.hits.sum():,.0f} meet the condition {discovery.condition.text}"
    text = [
        f"{study.name}: {plural(len(study.points), 'point')}, {runs_text(study)} at each.",
        f"{cases.number.sum():,.0f} {unit} were looked at, of which {met}.",
        f"Factors and parameters that might limit a box: {len(cases.columns):,}.",
    ]
    if discovery.found.without:
        text.append(f"{discovery.found.without:,} {unit} have no such number and are left out.")
    if discovery.found.unit == TALKS and cases.number.sum() >= MOST_TALKS:
        text.append(f"Of all talks {MOST_TALKS:,} were taken, evenly from all runs.")
    return text
