"""Publishing a scorecard: its table, a figure for each Q row, and the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures import evidence
from experiments.figures.style import figure_style
from experiments.patterns.ablation import read_ablation
from experiments.patterns.headline import (
    answers,
    grades_sentence,
    headline_counts,
    headline_sentence,
    one_line_each,
)
from experiments.patterns.pattern import BAND_SETS
from experiments.patterns.prior_pass import EASY
from experiments.patterns.samples import SEED
from experiments.patterns.scorecard import PUBLISHED, Scorecard, read
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.store.folder import unwritable
from experiments.store.layout import scenario_hash
from experiments.store.manifest import origin
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import significant
from experiments.text.sources import all_references
from simulation.errors import InputError
from simulation.provenance import dependencies
from simulation.scenario import Scenario

TABLE = PUBLISHED.name
MADE_BY = ("experiments.patterns.catalogue", "experiments.patterns.scorecard")
"""The modules that verdicts come from, with all that they import."""

PAGE = "scorecard.html"
MANIFEST = "scorecard.json"
FIGURES = "scorecard"
TEMPLATE = "scorecard.html"
RATES = {"prior_pass": "rate", "prior_draws": "draws", "prior_unknown": "unknown"}
"""Columns of a scorecard that hold pass rates, by what the rates call them."""

JUDGED = (
    "Every statement of the two studies that can be checked is a row. A row is met only if the 95% "
    "interval of what happened in runs lies inside the band, or if the paired difference excludes "
    "zero with the right sign and is at least the smallest effect that counts. No rule of the "
    "model knows a row."
)


PRIORS = (
    "The prior pass rate is how often a row passes with parameters drawn from their priors, before "
    "the evidence chose any: what has no prior narrower than its range stays at its default. Few "
    "runs are played of each draw, so a row passes by its values, not by their intervals; without "
    f"cases it does not pass. A row that {100 * EASY:.0f} % of draws pass is a check of construction."
)


def publish(card: Scorecard, folder: Path, seconds: float) -> Path:
    """Write the table of a scorecard, what it was made with, its figures and its page.

    Parameters
    ----------
    card : Scorecard
        What was judged.
    folder : Path
        Where it goes; other files there stay.
    seconds : float
        How long it took.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    InputError
        If nothing can be written there.
    """
    manifest = {
        **origin(dependencies(*MADE_BY), {"play and judge": seconds}),
        "scenario_hash": scenario_hash(Scenario.default()),
        "seed": SEED,
        "runs": card.runs,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_csv(card.table(), folder / TABLE)
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise unwritable(folder, error) from None
    return redraw(folder)


def renew_rates(folder: Path, rates: pd.DataFrame) -> Path:
    """Write new pass rates into a published scorecard, and return its page drawn again.

    Parameters
    ----------
    folder : Path
        Where the scorecard is.
    rates : DataFrame
        By row: draws, rate and unknown.
    """
    table = _graded(folder)
    for column, name in RATES.items():
        table[column] = table["row"].map(rates[name])
    save_csv(table, folder / TABLE)
    return redraw(folder)


def _graded(folder: Path) -> pd.DataFrame:
    """Return the scorecard of a folder, whose rows are graded."""
    table = read(folder / TABLE)
    if table is None:
        raise InputError("there is no scorecard", file=str(folder / TABLE))
    if "grade" not in table:
        raise InputError("is older than the grades of rows", file=str(folder / TABLE),
                         allowed="what `partnerships validate` writes now")  # fmt: skip
    return table


def redraw(folder: Path) -> Path:
    """Draw the figures and the page of a published scorecard again and return the page."""
    table = _graded(folder)
    with figure_style():
        pictures = [evidence.draw(str(row), checks) for row, checks in _numbered(table)]
    return save_page(
        folder,
        pictures,
        lambda drawn: _page(folder, table, drawn),
        name=PAGE,
        figures=FIGURES,
        png=False,
    )


def _numbered(table: pd.DataFrame) -> list[tuple[Any, pd.DataFrame]]:
    """Return the Q rows that were measured, each with its checks."""
    rows = table[(table["kind"] == "Q") & table["measured"].notna() & table["value"].notna()]
    return list(rows.groupby("row"))


def _page(folder: Path, table: pd.DataFrame, drawn: Drawn) -> str:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    ablation = read_ablation(folder)
    return render_page(
        TEMPLATE,
        title="Scorecard",
        answer=[headline_sentence(table)],
        headlines=headline_counts(table),
        judged=[JUDGED, grades_sentence(), PRIORS],
        answers=answers(table),
        band_sets=BAND_SETS,
        pictures=drawn,
        rows=_rows(table),
        ablation=ablation,
        runs=manifest["runs"],
        references=all_references(),
        provenance=provenance_rows(manifest, _played(manifest, ablation)),
    )


def _played(manifest: dict[str, Any], ablation: dict[str, Any] | None) -> list[tuple[str, str]]:
    runs = f"{manifest['runs']} runs of each world, a multiple for what is rare"
    return [
        ("Time", f"{manifest['timings']['play and judge']:.0f} s"),
        ("Seed and runs", f"seed {manifest['seed']}, {runs}"),
        ("Scenario", manifest["scenario_hash"]),
        *([("What carries what", ablation["origin"])] if ablation else []),
    ]


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return each row of the evidence with its checks in words."""
    found, counted = [], one_line_each(table)["counted"]
    for row, checks in table.groupby("row", sort=False):
        first = checks.iloc[0]
        told = [
            {
                "measured": one["measured"],
                "value": significant(one["value"]),
                "interval": f"{significant(one['low'])} to {significant(one['high'])}",
                "wanted": one["wanted"],
                "met": bool(one["met"]),
            }
            for one in checks.dropna(subset=["measured"]).to_dict("records")
        ]
        note = "" if pd.isna(first["note"]) else first["note"]
        names = ("kind", "grade", "band_set", "verdict", "claim", "section", "varied")
        more = {n: first[n] for n in names}
        more |= {"counted": bool(counted[row]), "prior": _prior_words(first)}
        more["why"] = "" if pd.isna(first["why"]) else first["why"]
        found.append({"row": row, "checks": told, "note": note, **more})
    return found


def _prior_words(row: pd.Series[Any]) -> str:
    """Return how often a row passes under draws from the priors, in words."""
    if pd.isna(row["prior_pass"]):
        return "not drawn"
    words = f"{100 * row['prior_pass']:.0f} % of {row['prior_draws']:.0f}"
    if row["prior_unknown"] > 0:
        words += f", {100 * row['prior_unknown']:.0f} % too few cases"
    return words
