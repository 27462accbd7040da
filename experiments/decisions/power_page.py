"""The page of a power calculation, and the folder in which it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from scipy.special import ndtri

from experiments.decisions.power import Wanted, hardest_pair
from experiments.decisions.power_curve import curve_table
from experiments.decisions.power_figure import NAME, picture
from experiments.decisions.power_sentences import (
    SIDES,
    chance_text,
    first_sentences,
    runs_ends,
    size_text,
)
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.statistics.outcome import Outcome
from experiments.store.folder import whole_folder
from experiments.store.layout import figure_data
from experiments.store.manifest import notices, origin, read_manifest, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.studies.results import AT_ONE_SET
from experiments.studies.study import Study, runs_text
from experiments.text.numbers import (
    MILLION,
    Headline,
    change_interval_text,
    change_text,
    percent,
    plural,
)
from experiments.text.scenario import Setting, scenario_sentences
from simulation.provenance import dependencies

KIND = "power"
TEMPLATE = "power.html"
MADE_BY = "experiments.decisions.power"
FOLDER = "power"
"""Where it stands inside the folder whose runs it tells of."""

PILOT = "pilot"
LONG = 10_000_000
"""Runs from which on a headline counts millions."""


class Power(NamedTuple):
    """A power calculation.

    Attributes
    ----------
    table : DataFrame
        As `power_table` returns it.
    study : Study
        The pilot.
    outcome, wanted : Outcome, Wanted
        What is measured, and what is to be found.
    """

    table: pd.DataFrame
    study: Study
    outcome: Outcome
    wanted: Wanted


def page_folder(runs: Path) -> Path:
    """Return where the page stands that tells of the runs of a folder."""
    return runs / FOLDER


def save_power(power: Power, runs: Path) -> None:
    """Write table, figure and page into a folder of their own, whole or not at all.

    Parameters
    ----------
    power : Power
        What was found.
    runs : Path
        The folder of the pilot, or of the study whose runs were taken.
    """
    pilot = read_manifest(runs)
    made = {
        **origin(dependencies(MADE_BY), {}),
        "kind": KIND,
        "study": power.study.name,
        "seed": power.study.seed,
        "study_hash": pilot.get("study_hash"),
        "played_with": pilot.get("code_hash"),
        "answer": first_sentences(*power),
        "found": {"outcome": power.outcome.name, **power.wanted._asdict(),
                  "pairs": json.loads(power.table.to_json(orient="records"))},
    }  # fmt: skip
    row = hardest_pair(power.table)
    curve = pd.DataFrame() if row is None else curve_table(row, power.study, power.wanted)
    with whole_folder(page_folder(runs)) as folder:
        if row is not None:
            figure_data(folder, NAME).parent.mkdir(parents=True)
            save_csv(curve, figure_data(folder, NAME), "%.7g")
        write_manifest(folder, made)
        save_page(folder, [picture(row, curve, power.outcome, power.wanted)],
                  lambda drawn: _page(power, pilot, made, drawn))  # fmt: skip


def _page(power: Power, pilot: dict[str, Any], made: dict[str, Any], drawn: Drawn) -> str:
    study, wanted = power.study, power.wanted
    size = size_text(wanted, power.outcome)
    z = float(ndtri(1 - wanted.level / 2))
    pairs = power.table.sort_values(["paired", "unpaired"], ascending=False, kind="stable")
    return render_page(
        TEMPLATE,
        title=f"How many runs find a difference of {size}",
        study=study.name,
        answer=made["answer"],
        headlines=_headlines(power),
        played=[*_played(power, pilot), *notices(pilot)],
        pictures=drawn,
        rows=[_cells(row, power.outcome) for row in pairs.to_dict("records")],
        members=study.nest is not None,
        size=size,
        power=chance_text(wanted.power),
        level=f"{wanted.level:.3g}",
        reach=percent(z / (z + float(ndtri(wanted.power)))),
        sure=chance_text(1 - wanted.level),
        many=plural(len(power.table), "pair"),
        one_set="" if study.nest else AT_ONE_SET,
        provenance=provenance_rows(made, [("Seed and runs", _amount(study))]),
    )  # fmt: skip


def _headlines(power: Power) -> list[Headline]:
    """Return the runs of the pair that takes most."""
    row = hardest_pair(power.table)
    if row is None:
        return []
    return [
        Headline(_short(row[name]), f"runs of each point, {words}",
                 f"the pilot leaves open {runs_ends(row, name)}")
        for name, words in SIDES.items()
    ]  # fmt: skip


def _short(runs: float) -> str:
    """Return a number that has room among the headlines of a narrow page."""
    return f"{runs / MILLION:,.0f} million" if runs >= LONG else f"{runs:,.0f}"


def _played(power: Power, pilot: dict[str, Any]) -> list[str]:
    """Return what the numbers were taken from."""
    study = power.study
    taken = "A pilot was played for this" if pilot.get("kind") == PILOT else (
        "The runs are those of the study as it was played")  # fmt: skip
    setting = Setting(study.scenario, study.runs)
    return [
        f"{taken}: {study.name}, {_amount(study)}.",
        *scenario_sentences(setting, None, base=True),
    ]


def _amount(study: Study) -> str:
    points = plural(len(study.points), "point")
    return f"{points}, {runs_text(study)} at each, seed {study.seed}"


def _cells(row: dict[Any, Any], outcome: Outcome) -> dict[str, Any]:
    return {
        "label": row["label"],
        "reference": row["reference"],
        "there": change_text(row["difference"], outcome.unit),
        "interval": change_interval_text(row["low"], row["high"], outcome.unit),
        "sides": [
            ("–", "") if pd.isna(row[name]) else (f"{row[name]:,.0f}", runs_ends(row, name))
            for name in SIDES
        ],
        "units": f"{row['units']:,}",
    }
