"""The page of a study: one file that tells what came out, and asks for nothing beyond itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.store.layout import DIFFERENCES, SUMMARY
from experiments.store.manifest import notices
from experiments.studies.designs import POLICY
from experiments.studies.effects import structure_of, structures_of, usual_structure
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import factor_label
from experiments.studies.figures.settings import setting_of
from experiments.studies.results import StudyResults
from experiments.studies.structures import (
    SENTENCE,
    STRUCTURE,
    assumptions,
    moved,
    structures_among,
)
from experiments.studies.study import Study, plain_value, runs_text
from experiments.text.numbers import (
    capital,
    change_text,
    interval_text,
    number_text,
    plural,
    pounds,
)
from experiments.text.numbers import change_interval_text as differing
from experiments.text.scenario import Setting, scenario_changes, scenario_sentences
from experiments.text.sources import references

TEMPLATE = "study.html"
NESTED = (
    "Each member of a posterior has its own parameters, the same at all points but for what a "
    "point sets; intervals are those in which 95% of members lie, with luck taken out."
)
UNCHANGED = "Apart from what varies between points, every parameter has its default."
HEADLINES = 5
MOST_ROWS = 60
"""Points that a table of the page has; all of them stand in the files beside it."""

MOST_SAVED = 100
FEW_VALUES = 20


class Cell(NamedTuple):
    """A value of a table with its interval."""

    value: str
    interval: str


class Row(NamedTuple):
    """A row of a table of points."""

    name: str
    cells: list[Cell]
    saved: str = ""


class FactorRow(NamedTuple):
    """A factor as the page shows it."""

    label: str
    kind: str
    values: str
    moves: list[str]
    assumes: list[str]


def draw_page(results: StudyResults) -> Path:
    """Draw the figures and the page of a study, and return the page."""
    return save_page(results.folder, results.pictures(), lambda drawn: _page(results, drawn))


def _page(results: StudyResults, drawn: Drawn) -> str:
    study, conclusions = results.study, results.conclusions()
    outcomes = outcomes_named(study.shown)
    setting = Setting(study.scenario, study.runs)
    reference = results.differences["reference"]
    return render_page(
        TEMPLATE,
        title=study.name,
        runs=f"{plural(len(study.points), 'point')}, {runs_text(study)} each",
        question=study.question,
        answer=conclusions.sentences,
        headlines=conclusions.headlines[:HEADLINES],
        scenario=[
            *scenario_sentences(setting, None, base=True),
            *notices(results.manifest),
            *_played(study),
        ],
        unchanged="" if study.free_posterior else UNCHANGED,
        changes=scenario_changes(study.scenario),
        policies=_policies(study),
        varied=[_varied(factor) for factor in study.factors],
        unfinished=_unfinished(results),
        pictures=drawn,
        references=references(one.caption for one, _ in drawn),
        england=setting.on_england,
        heads=[outcome.heading for outcome in outcomes],
        rows=_rows(results.summary, study, outcomes),
        more=_more(study, SUMMARY),
        differences=_differences(results.differences, study, outcomes),
        difference_heads=[outcome.heading for outcome in outcomes],
        more_differences=_more(study, DIFFERENCES),
        reference=_reference(reference, study),
        nested=study.nest is not None,
        provenance=_provenance(results.manifest, study),
    )


def _reference(points: pd.Series[Any], study: Study) -> str:
    """Return what points are compared with, whatever it assumes."""
    if points.empty:
        return ""
    where = setting_of(study, int(points.iloc[0]))
    return f"{where}, under the same assumptions" if structures_of(study) else where


def _played(study: Study) -> list[str]:
    structures = [capital(factor.label) for factor in study.factors if factor.kind == STRUCTURE]
    return [
        _design(study),
        *([NESTED] if study.nest else []),
        *(SENTENCE.format(f"The values of “{label}”") for label in structures),
    ]


def _design(study: Study) -> str:
    points, runs = len(study.points), runs_text(study)
    if study.compares:
        assumed = len({structure_of(study, point.number) for point in study.points})
        under = f" under {plural(assumed, 'set')} of assumptions" if assumed > 1 else ""
        policies = plural(points // assumed - 1, "policy")
        return f"The baseline and {policies}, {runs} of each{under}."
    return f"{plural(points, 'point')} ({study.design.replace('_', ' ')}), {runs} at each."


def _policies(study: Study) -> list[tuple[str, list[str]]]:
    """Return what each policy sets; nothing where it is not policies that are compared."""
    if not study.compares:
        return []
    assumed = structures_among(study.points[0].changes)
    sets = {
        str(point.values[POLICY]): [
            f"{name} = {_setting(value)}"
            for name, value in point.changes.items()
            if name not in assumed
        ]
        + _price(study.decision.prices.get(str(point.values[POLICY])))
        for point in study.points
    }
    return [(name, lines) for name, lines in sets.items() if lines]


def _price(price: float | None) -> list[str]:
    return [] if price is None else [f"price: {pounds(price)} a year"]


def _setting(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _varied(factor: Factor) -> FactorRow:
    values = [plain_value(value) for value in factor.values]
    if len(values) > FEW_VALUES:
        values = [*values[:3], "…", values[-1]]
    told = ", ".join(values) if values else f"{factor.low:g} to {factor.high:g}"
    return FactorRow(factor_label(factor), factor.kind, told, moved(factor), assumptions(factor))


def _unfinished(results: StudyResults) -> str:
    if results.manifest.get("state") == "finished":
        return ""
    every = results.study.all_runs
    return f"{results.manifest.get('played', 0):,} of {every:,} runs were played"


def _rows(table: pd.DataFrame, study: Study, outcomes: Sequence[Outcome]) -> list[Row]:
    return [
        Row(name, [_cell(by_name, outcome) for outcome in outcomes])
        for name, by_name in _listed(table, study)
    ]


def _listed(table: pd.DataFrame, study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the points that a table of the page has, each with its rows by outcome.

    Where all do not fit, they are those under the usual assumptions.
    """
    few = _only_usual(study)
    points = [
        point.number
        for point in study.points
        if not few or structure_of(study, point.number) == usual_structure(study)
    ][:MOST_ROWS]
    for point, part in table[table["point"].isin(points)].groupby("point", sort=True):
        number = int(str(point))
        name = setting_of(study, number) if few else study.label(number)
        yield capital(name), part.set_index("outcome")


def _only_usual(study: Study) -> bool:
    """Return whether tables of the page have the points under the usual assumptions alone."""
    return bool(structures_of(study)) and len(study.points) > MOST_ROWS


def _cell(rows: pd.DataFrame, outcome: Outcome) -> Cell:
    if outcome.name not in rows.index:
        return Cell("–", "")
    value, low, high = (rows[name].loc[outcome.name] for name in ("value", "low", "high"))
    return Cell(number_text(value, outcome.unit), interval_text(low, high, outcome.unit))


def _differences(table: pd.DataFrame, study: Study, outcomes: Sequence[Outcome]) -> list[Row]:
    found = []
    for name, by_name in _listed(table, study):
        cells = [_change(by_name, outcome) for outcome in outcomes]
        saved = by_name["saved"].get(outcomes[0].name)
        text = "–" if saved is None or pd.isna(saved) else _times(float(saved))
        found.append(Row(name, cells, text))
    return found


def _times(saved: float) -> str:
    return f"{saved:.1f}×" if saved < MOST_SAVED else f"over {MOST_SAVED}×"


def _change(rows: pd.DataFrame, outcome: Outcome) -> Cell:
    if outcome.name not in rows.index:
        return Cell("–", "")
    value, low, high = (rows[name].loc[outcome.name] for name in ("difference", "low", "high"))
    return Cell(change_text(value, outcome.unit), differing(low, high, outcome.unit))


def _more(study: Study, file: str) -> str:
    others = "" if len(study.points) <= MOST_ROWS else ", and for the other points"
    assume = f"These are points that assume “{usual_structure(study)}”. "
    return (
        f"{assume if _only_usual(study) else ''}See {file} beside this page for every outcome and "
        f"its spread over runs{others}."
    )


def _provenance(manifest: Mapping[str, Any], study: Study) -> list[tuple[str, str]]:
    rows = [("Seed and runs", f"seed {manifest['seed']}, {runs_text(study)} at each point")]
    if manifest["timings"]:
        spent = ", ".join(f"{name} {one:.1f} s" for name, one in manifest["timings"].items())
        rows.append(("Time", spent))
    return provenance_rows(manifest, [*rows, ("Study", manifest["study_hash"])])
