"""Publishing a scorecard: its table, a figure for each Q row, and the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures import evidence
from experiments.figures.style import figure_style
from experiments.patterns.pattern import KINDS
from experiments.patterns.samples import SEED
from experiments.patterns.scorecard import PUBLISHED, Scorecard, read
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.store.folder import unwritable
from experiments.store.layout import scenario_hash
from experiments.store.manifest import origin
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import Headline, significant
from experiments.text.sources import all_references
from simulation.errors import InputError
from simulation.provenance import dependencies
from simulation.scenario import Scenario

TABLE = PUBLISHED.name
MADE_BY = ("experiments.patterns.catalogue", "experiments.patterns.scorecard")
"""The modules that verdicts come from, with all that they import."""

PAGE = "scorecard.html"
MANIFEST = "scorecard.json"
ABLATION = "ablation.csv"
FIGURES = "scorecard"
TEMPLATE = "scorecard.html"
JUDGED = (
    "Every statement of the two studies that can be checked is a row. A row is met only if the 95% "
    "interval of what happened in runs lies inside the band, or if the paired difference excludes "
    "zero with the right sign and is at least the smallest effect that counts. No rule of the "
    "model knows a row."
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


def redraw(folder: Path) -> Path:
    """Draw the figures and the page of a published scorecard again and return the page."""
    table = read(folder / TABLE)
    if table is None:
        raise InputError("there is no scorecard", file=str(folder / TABLE))
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
    return render_page(
        TEMPLATE,
        title="Scorecard",
        answer=[JUDGED],
        headlines=_counts(table),
        pictures=drawn,
        rows=_rows(table),
        ablation=_ablation(folder),
        runs=manifest["runs"],
        references=all_references(),
        provenance=provenance_rows(manifest, _played(manifest)),
    )


def _played(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    runs = f"{manifest['runs']} runs of each world, a multiple for what is rare"
    return [
        ("Time", f"{manifest['timings']['play and judge']:.0f} s"),
        ("Seed and runs", f"seed {manifest['seed']}, {runs}"),
        ("Scenario", manifest["scenario_hash"]),
    ]


def _counts(table: pd.DataFrame) -> list[Headline]:
    rows = table.drop_duplicates("row")
    found = []
    for kind, words in KINDS.items():
        verdicts = rows.loc[rows["kind"] == kind, "verdict"]
        met = f"{(verdicts == 'met').sum()} of {len(verdicts)}"
        found.append(Headline(met, f"{kind} rows ({words}) met", ""))
    return found


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return each row of the evidence with its checks in words."""
    found = []
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
        names = ("kind", "verdict", "claim", "section", "varied")
        found.append({"row": row, "checks": told, "note": note, **{n: first[n] for n in names}})
    return found


def _ablation(folder: Path) -> list[dict[str, Any]]:
    path = folder / ABLATION
    if not path.is_file():
        return []
    return [
        {str(name): value for name, value in row.items()}
        for row in pd.read_csv(path).fillna("").to_dict("records")
    ]
