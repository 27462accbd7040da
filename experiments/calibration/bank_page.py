"""The page of a calibration by single histories: what is known, and how right that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.agreement import (
    COLUMNS,
    agreement_sentences,
    coverage_sentences,
)
from experiments.calibration.bank_results import HistoryResults
from experiments.calibration.figures import coverage, marginals, single_runs
from experiments.calibration.joint import pair_sentences
from experiments.calibration.marginals import effective_size
from experiments.figures.chart import Picture
from experiments.figures.style import figure_style
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.position import RARE
from experiments.text.numbers import plural
from experiments.text.sources import all_references

TEMPLATE = "histories.html"


def draw_page(folder: Path) -> Path:
    """Draw the figures and the page of a finished calibration, and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, or something is missing from it.
    """
    done = HistoryResults.read(folder)
    return save_page(folder, pictures(done), lambda drawn: _page(done, drawn))


def pictures(done: HistoryResults) -> list[Picture]:
    """Return every figure, in the order of the page."""
    with figure_style():
        return [
            single_runs.draw(done.predicted, done.study.bank.members),
            marginals.draw(done),
            coverage.draw(done.coverage),
            coverage.draw_contraction(done.coverage),
        ]


def summary_sentences(done: HistoryResults) -> list[str]:
    """Return in a few sentences what came out."""
    sets, left = int(done.waves["sets"].sum()), float(done.waves["left"].iloc[-1])
    pinned = done.coverage[done.coverage["pinned"]]
    far = done.predicted[done.predicted["mid_p"] < RARE]
    ruled = (
        f"{sets:,} single runs, each with a parameter set of its own, were held against "
        f"{plural(len(done.predicted), 'number')} of England's one history. "
        f"{plural(len(done.waves), 'wave')} of history matching leave {left:.1%} of the priors."
    )
    worth = (
        f"The posterior has {len(done.posterior.weight)} members, worth "
        f"{effective_size(done.posterior.weight):.0f} of equal weight. "
        f"{len(pinned)} of {plural(len(done.coverage), 'parameter')} are pinned down (a fifth of "
        "the variance that the waves leave is gone, or more)."
    )
    second = (
        agreement_sentences(done.second.estimators, done.second.posterior) if done.second else []
    )
    return [
        ruled, worth, _right(done.coverage), *second, *pair_sentences(done.pairs),
        _far(far, len(done.predicted)),
    ]  # fmt: skip


def _right(table: pd.DataFrame) -> str:
    """Return whether the posterior holds what is known."""
    truths, even = int(table["truths"].iloc[0]), int(table["even"].astype(bool).sum())
    low, high = table["covered_95"].min(), table["covered_95"].max()
    return (
        f"Of {truths} runs with known parameters, intervals of 95 % hold the true value in "
        f"{low:.0%} to {high:.0%} of cases, by parameter; for {even} of {len(table)} parameters "
        "the places of true values in their posteriors are as even as chance lets them be."
    )


def _far(far: pd.DataFrame, number: int) -> str:
    """Return which numbers the posterior cannot tell."""
    by_chance = f"of {number} numbers, {RARE * number:.1f} would by chance"
    if far.empty:
        return f"No number lies in the outer {RARE:.0%} of what single runs give; {by_chance}."
    words = ", ".join(one.meaning for one in outcomes_named(far["outcome"]))
    return f"In the outer {RARE:.0%} of what single runs give lie: {words}; {by_chance}."


def _page(done: HistoryResults, drawn: Drawn) -> str:
    meaning = {one.name: one for one in outcomes_named(done.predicted["outcome"])}
    return render_page(
        TEMPLATE,
        title=done.study.name,
        answer=summary_sentences(done),
        headlines=[],
        parameters=[_parameter(row) for _, row in done.parameters.iterrows()],
        checks=[_check(row, meaning[str(row["outcome"])].meaning)
                for _, row in done.predicted.iterrows()],
        covered=[_covered(row) for _, row in done.coverage.iterrows()],
        waves=[_wave(row) for _, row in done.waves.iterrows()],
        estimators=_estimators(done),
        few_truths=done.study.second.truths,
        shares=coverage_sentences(done.pooled),
        pairs=[_pair(row) for _, row in done.pairs[done.pairs["together"]].iterrows()],
        apart=pair_sentences(done.pairs),
        pictures=drawn,
        references=all_references(),
        provenance=provenance_rows(done.manifest, _sampled(done)),
    )  # fmt: skip


def _estimators(done: HistoryResults) -> list[dict[str, str]]:
    """Return what both estimators say of each parameter; nothing without a second one."""
    if done.second is None:
        return []
    table = done.second.estimators
    if done.second.coverage is not None:
        table = table.merge(done.second.coverage, on="parameter")
    return [_both(row) for _, row in table.iterrows()]


def _both(row: pd.Series[Any]) -> dict[str, str]:
    numbers = {"parameter": str(row["parameter"])}
    for which in ("first", "second"):
        low, quarter, half, threequarter, high = (f"{row[f'{which}_{one}']:.3g}" for one in COLUMNS)
        numbers[which], numbers[f"{which}_50"] = half, f"{quarter} to {threequarter}"
        numbers[f"{which}_95"] = f"{low} to {high}"
    numbers["differs"] = ("far" if row["far"] else "apart") if row["differs"] else ""
    numbers["covered"] = f"{row['covered_95']:.0%}" if "covered_95" in row else "–"
    return numbers


def _pair(row: pd.Series[Any]) -> dict[str, str]:
    return {
        "one": str(row["one"]),
        "other": str(row["other"]),
        "correlation": f"{row['correlation']:+.2f}".replace("-", "−"),
        "pinned": ("neither", "one of them", "both")[int(row["pinned"])],
    }


def _wave(row: pd.Series[Any]) -> dict[str, str]:
    numbers = {"wave": f"{row['wave']:.0f}", "sets": f"{row['sets']:,.0f}"}
    return {**numbers, "left": f"{row['left']:.2%}"}


def _parameter(row: pd.Series[Any]) -> dict[str, str]:
    numbers = {name: f"{row[name]:.3g}" for name in ("default", "central", "p5", "p50", "p95")}
    return {
        **numbers,
        "parameter": str(row["parameter"]),
        "prior": str(row["prior"]),
        "width": f"{row['width']:.0%}",
        "pinned": "" if row["pinned"] else "not pinned down",
    }


def _check(row: pd.Series[Any], meaning: str) -> dict[str, str]:
    names = ("observed", "discrepancy", "p5", "p50", "p95")
    return {
        **{name: f"{row[name]:.3g}" for name in names},
        "what": meaning,
        "mid_p": f"{row['mid_p']:.2f}",
    }


def _covered(row: pd.Series[Any]) -> dict[str, str]:
    shares = ("covered_50", "covered_80", "covered_95", "contraction")
    return {
        **{name: f"{row[name]:.0%}" for name in shares},
        "parameter": str(row["parameter"]),
        "even": "" if row["even"] else "uneven",
    }


def _sampled(done: HistoryResults) -> list[tuple[str, str]]:
    return [
        ("Seed", str(done.study.seed)),
        ("Size", f"{done.manifest['plausible']:,} runs not ruled out"),
        ("Posterior", str(done.manifest["posterior_hash"])),
    ]
