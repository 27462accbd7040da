"""`partnerships validate --facts`: play single runs, compare them with England, leave a page."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import pandas as pd
import typer

from experiments.execution.progress import runs_bar
from experiments.facts.comparison import (
    ORDER,
    TABLE,
    comparison_table,
    measure_facts,
    unusual_facts,
)
from experiments.facts.figures import pictures
from experiments.facts.series import SERIES, count_series, series_places, series_tables
from experiments.figures.style import figure_style
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.runs.job import Job
from experiments.runs.run import nothing_written
from experiments.statistics.position import RARE
from experiments.statistics.posterior import DRAWN_SENTENCE, SETS
from experiments.store.folder import ANOTHER, is_empty, whole_folder
from experiments.store.layout import PAGE, SCENARIO, figure_data, scenario_hash
from experiments.store.manifest import origin, read_manifest, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import Headline, interval_text, listed, number_text, plural, wrap
from experiments.text.sources import all_references
from simulation.errors import InputError
from simulation.frames import read_csv_frame
from simulation.provenance import dependencies
from simulation.result import Result

KIND = "facts"
"""What the manifest of a folder says that it is."""

NUMBERS = "runs.csv"
"""What each run has in place of each fact."""

TEMPLATE = "facts.html"
MADE_BY = ("experiments.facts.comparison", "experiments.facts.series", "experiments.runs.job")

LUCK_ALONE = (
    "These runs all have the default parameters and differ by luck alone. What is not known of the "
    "parameters is not in them: the ranges are narrower than what is known."
)
CHOSEN = (
    "The parameters were chosen with facts of this kind in view. That runs are like England here "
    "is no independent test of the model; that they are unlike it says where the model falls short."
)


def validate_facts(job: Job, place: Path) -> Path:
    """Play single runs, compare them with England, and put a folder with table and page in place.

    Parameters
    ----------
    job : Job
        What is played; with a posterior each run draws its parameters.
    place : Path
        Of the folder; one of this kind that stands there is replaced.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    InputError
        If the folder holds anything else, or cannot be written.
    """
    _check_folder(place)
    with nothing_written(), whole_folder(place) as folder:
        manifest = _write(job, folder)
        draw_page(folder)
        table = read_csv_frame(folder / TABLE, "comparison")
    for sentence in summary_sentences(table, manifest):
        typer.echo(wrap(sentence))
    typer.echo(f"\nTable    {place / TABLE}\nReport   {place / PAGE}")
    return place / PAGE


def _write(job: Job, folder: Path) -> dict[str, Any]:
    """Play a job, write everything but figures and page into a folder, and return the manifest."""
    begun = time.perf_counter()
    numbers, series = _play(job)
    save_csv(comparison_table(numbers), folder / TABLE, "%.5g")
    save_csv(numbers, folder / NUMBERS, "%.5g")
    figure_data(folder, "").parent.mkdir(parents=True)
    for name, table in series.items():
        save_csv(table, figure_data(folder, name), "%.5g")
    if job.sets is not None:
        save_csv(job.sets, folder / f"{SETS}.csv")
    (folder / SCENARIO).write_text(job.scenario.to_toml(), encoding="utf-8")
    manifest = {
        **origin(dependencies(*MADE_BY), {"play": time.perf_counter() - begun}),
        "kind": KIND,
        "scenario_hash": scenario_hash(job.scenario),
        "seed": job.seed,
        "runs": job.runs,
        "posterior": job.posterior.hash if job.posterior else None,
    }
    write_manifest(folder, manifest)
    return manifest


def _check_folder(place: Path) -> None:
    """Refuse a folder that holds anything but a comparison of this kind."""
    if is_empty(place):
        return
    try:
        kind = read_manifest(place).get("kind")
    except InputError:
        kind = None
    if kind != KIND:
        raise InputError(
            "the folder holds something else than a comparison with the facts",
            field="--out", value=str(place), allowed=ANOTHER.partition(",")[0],
        )  # fmt: skip


def _play(job: Job) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Play the runs and return the numbers of each, and how they differ over the years."""
    job.prepare()
    numbers, counts, places = [], [], {}

    def use(result: Result) -> tuple[pd.DataFrame, dict[str, Any], dict[str, Any]]:
        return measure_facts(result), count_series(result), series_places(result)

    with runs_bar(job.runs) as advance:
        for number, (measured, counted, of_result) in job.chunks(use):
            numbers.append(measured)
            counts.append(counted)
            places = of_result
            advance(number)
    return pd.concat(numbers, ignore_index=True), series_tables(counts, places)


def draw_page(folder: Path) -> Path:
    """Draw the figures and the page of a folder, and return the page.

    Raises
    ------
    InputError
        If something is missing from it.
    """
    table = read_csv_frame(folder / TABLE, "comparison").fillna({"note": ""})
    series = {name: read_csv_frame(figure_data(folder, name)) for name in SERIES}
    manifest = read_manifest(folder)
    with figure_style():
        drawn = pictures(table, series)
    return save_page(folder, drawn, lambda figures: _page(table, manifest, figures))


def _page(table: pd.DataFrame, manifest: dict[str, Any], drawn: Drawn) -> str:
    return render_page(
        TEMPLATE,
        title="The model beside England's one history",
        answer=summary_sentences(table, manifest),
        headlines=_headlines(table),
        rows=[_in_words({str(k): v for k, v in row.items()}) for row in table.to_dict("records")],
        pictures=drawn,
        references=all_references(),
        provenance=provenance_rows(manifest, _played(manifest)),
    )


def _headlines(table: pd.DataFrame) -> list[Headline]:
    number, rare = unusual_facts(table)
    outside = (
        "numbers of England lie where fewer than one run in twenty does (two-sided mid-p below "
        f"{RARE})"
    )
    chance = "or so would by chance, if England were a run of the model and no numbers overlapped"
    return [
        Headline(f"{len(rare)} of {number}", outside, ""),
        Headline(f"{RARE * number:.1f}", chance, ""),
    ]


def _played(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    drawn = [("Posterior", manifest["posterior"])] if manifest["posterior"] else []
    return [
        ("Seed and runs", f"seed {manifest['seed']}, {manifest['runs']:,}"),
        ("Time", f"{manifest['timings']['play']:.0f} s"),
        ("Scenario", manifest["scenario_hash"]),
        *drawn,
    ]


def summary_sentences(table: pd.DataFrame, manifest: dict[str, Any]) -> list[str]:
    """Return in a few sentences what came out; first what the runs hold."""
    number, rare = unusual_facts(table)
    labels = {str(row["fact"]): str(row["label"]) for row in table.to_dict("records")}
    named = listed([f"{one[:3]} {labels[one]}" for one in rare]) if rare else "none"
    found = (
        f"Of {number} numbers of England that were looked at, {len(rare)} lie where fewer than one "
        f"run in twenty does: {named}. By chance alone about {RARE * number:.1f} would."
    )
    orders = [
        f"An order that the studies name, {row['what']}, holds in "
        f"{number_text(row['inside'], 'share')} of {plural(row['runs'], 'run')}."
        for row in table[table["compared"] == ORDER].to_dict("records")
    ]
    drawn = DRAWN_SENTENCE if manifest["posterior"] else LUCK_ALONE
    return [drawn, found, *orders, CHOSEN]


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the comparison in words."""
    unit, order = row["unit"], row["compared"] == ORDER
    runs = row["runs"]
    least = 2.0 / runs if runs else math.nan
    mid_p = row["mid_p"]
    p_text = f"below {least:.2g}" if mid_p == 0.0 else number_text(mid_p, "")
    return {
        **row,
        "cases": "" if math.isnan(row["cases"]) else f"{row['cases']:.0f} cases",
        "england": "it holds" if order else number_text(row["value"], unit),
        "bounds": interval_text(row["low"], row["high"], unit),
        "median_text": "" if order else number_text(row["median"], unit),
        "spread": interval_text(row["p5"], row["p95"], unit),
        "below_text": "" if order else number_text(row["below"], "share"),
        "mid_p_text": "" if order else p_text,
        "inside_text": "" if math.isnan(row["inside"]) else number_text(row["inside"], "share"),
        "rare": mid_p < RARE,
        "runs_text": f"{runs:,}",
    }
