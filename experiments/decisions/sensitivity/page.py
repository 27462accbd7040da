"""The page of a sensitivity study."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from experiments.decisions.sensitivity.distributions import distribution_words
from experiments.decisions.sensitivity.groups import POSTERIOR, Group
from experiments.decisions.sensitivity.indices import FIRST, SHAPLEY, TOTAL
from experiments.decisions.sensitivity.morris import INFLUENCE, SIGMA, STAR
from experiments.decisions.sensitivity.results import Results
from experiments.decisions.sensitivity.sentences import headlines
from experiments.decisions.sensitivity.tables import measures_of
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.statistics.outcomes import outcomes_named
from experiments.store.manifest import notices
from experiments.studies.figures.axes import factor_label
from experiments.studies.structures import moved
from experiments.text.numbers import capital, interval_text, number_text, plural
from experiments.text.scenario import Setting, scenario_changes, scenario_sentences
from experiments.text.sources import references

TEMPLATE = "sensitivity.html"
HEADS = {
    TOTAL: "Total",
    FIRST: "First order",
    SHAPLEY: "Shapley effect",
    INFLUENCE: "Influence",
    STAR: "Mu star (luck not taken out)",
    SIGMA: "Sigma",
}


class Row(NamedTuple):
    """A row of the table of groups: its name, and each measure with its interval."""

    name: str
    cells: list[tuple[str, str, str]]


class Varied(NamedTuple):
    """What varied, as the page shows it."""

    label: str
    kind: str
    values: str
    group: str
    moves: list[str]


def draw_page(results: Results) -> Path:
    """Draw the figures and the page of a sensitivity study, and return the page."""
    return save_page(results.folder, results.pictures(), lambda drawn: _page(results, drawn))


def _page(results: Results, drawn: Drawn) -> str:
    study, manifest = results.study, results.manifest
    setting = Setting(study.scenario, study.runs)
    return render_page(
        TEMPLATE,
        title=f"{study.name}: what matters",
        runs=_runs(results),
        question=study.question,
        answer=results.sentences(),
        headlines=headlines(results.variance, results.sensitivity, study),
        scenario=[*scenario_sentences(setting, None, base=True), *notices(manifest),
                  *_design(results)],
        unchanged="",
        changes=scenario_changes(study.scenario),
        varied=_varied(results),
        unfinished=_unfinished(results),
        pictures=drawn,
        references=references(one.caption for one, _ in drawn),
        england=setting.on_england,
        heads=[HEADS[one] for one in _measures(results)],
        tables=[(capital(one.meaning), _rows(results, one.name, one.unit))
                for one in outcomes_named(study.shown)],
        provenance=provenance_rows(manifest, _played(results)),
    )  # fmt: skip


def _runs(results: Results) -> str:
    study = results.study
    rows, each = study.nest.members, study.nest.each  # type: ignore[union-attr]
    points = plural(len(study.points), "point")
    return f"{plural(rows, 'row')} of {points}, {plural(each, 'run')} of each"


def _played(results: Results) -> list[tuple[str, str]]:
    rows = [("Seed and runs", f"seed {results.study.seed}, {_runs(results)}")]
    timings = results.manifest["timings"]
    spent = ", ".join(f"{name} {one:.1f} s" for name, one in timings.items())
    return [*rows, ("Time", spent)] if spent else rows


def _design(results: Results) -> list[str]:
    """Return how rows were made, in words."""
    design = results.study.row_design
    own = "All points of a row are played with the same draws, and every row with its own."
    if design.method == "morris":
        text = (
            "A row is a trajectory of Morris: each step moves one group by two thirds of its range."
        )
        kept = "Every other parameter is that of a member of the posterior, the same along a row."
    else:
        text = "A row has two sets of parameters, and the first with each group from the second."
        kept = "A member of the posterior, drawn for each set, has every other parameter."
        if topics := _topics(results):
            kept = (
                "Every other parameter is that of a member of the posterior, drawn for each of "
                f"{len(topics)} topics apart: what parameters of different topics have in common "
                "in the posterior is left out."
            )
    walk = "A walk from the first to the second, in a random order, gives the Shapley effects."
    return [text, *([walk] if design.shapley else []), own, *([kept] if design.posterior else [])]


def _varied(results: Results) -> list[Varied]:
    study = results.study
    group = {name: one.label for one in study.row_design.groups for name in one.factors}
    return [
        *(Varied(factor_label(one), one.kind, distribution_words(one),
                 "" if group[one.name] == one.label else group[one.name], moved(one))
          for one in study.factors),
        *(Varied(one.label, "uncertainty", "as members of the posterior have them", "",
                 list(one.parameters))
          for one in _topics(results)),
    ]  # fmt: skip


def _topics(results: Results) -> list[Group]:
    """Return the groups of the posterior, where these are its topics."""
    groups = results.study.row_design.groups
    return [one for one in groups if one.parameters and one.name != POSTERIOR]


def _unfinished(results: Results) -> str:
    if results.manifest.get("state") == "finished":
        return ""
    played = results.manifest.get("played", 0)
    return f"{played:,} of {results.study.all_runs:,} runs were played"


def _measures(results: Results) -> list[str]:
    return [one for one in measures_of(results.study) if one in HEADS]


def _rows(results: Results, outcome: str, unit: str) -> list[Row]:
    table, sobol = results.sensitivity, results.study.row_design.method == "sobol"
    rows = table[table["outcome"] == outcome]
    kind = "share" if sobol else unit
    return [
        Row(capital(str(row["label"])), [
            (HEADS[one], number_text(row[one], kind),
             interval_text(row[f"{one}_low"], row[f"{one}_high"], kind))
            for one in _measures(results)
        ])
        for _, row in rows.iterrows()
    ]  # fmt: skip
