"""The page of a calibration: what the evidence says of the parameters, and how well it is met."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.figures import bands, convergence, influence, marginals, pairs
from experiments.calibration.marginals import effective_size
from experiments.calibration.predictive import meets
from experiments.calibration.results import CalibrationResults
from experiments.figures.chart import Picture
from experiments.figures.style import figure_style
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.text.numbers import plural
from experiments.text.sources import all_references

TEMPLATE = "calibration.html"


def draw_page(folder: Path) -> Path:
    """Draw the figures and the page of a finished calibration, and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, or something is missing from it.
    """
    done = CalibrationResults.read(folder)
    return save_page(folder, pictures(done), lambda drawn: _page(done, drawn))


def pictures(done: CalibrationResults) -> list[Picture]:
    """Return every figure of a calibration, in the order of the page."""
    with figure_style():
        drawn = [marginals.draw(done), bands.draw(done)]
        if len(done.posterior.names) > 1:
            drawn += [pairs.draw(done), pairs.draw_matrix(done)]
        if done.screening is not None:
            drawn.append(influence.draw(done, done.screening))
        return [*drawn, convergence.draw(done)]


def _page(done: CalibrationResults, drawn: Drawn) -> str:
    return render_page(
        TEMPLATE,
        title=done.study.name,
        answer=summary_sentences(done),
        headlines=[],
        parameters=[_numbers(row) for _, row in done.parameters.iterrows()],
        truth=bool(done.study.truth),
        middle=[_held(row) for _, row in done.middle.iterrows()],
        checks=[_check(row) for _, row in done.predictive.iterrows()],
        pictures=drawn,
        references=all_references(),
        provenance=provenance_rows(done.manifest, _sampled(done)),
    )


def summary_sentences(done: CalibrationResults) -> list[str]:
    """Return in a few sentences what came out."""
    table, sampling = done.parameters, done.study.sampling
    last = done.generations.iloc[-1]
    pinned = len(done.pinned)
    narrow = _named(" Among them: ", list(done.pinned["parameter"])[:3])
    reached = (
        f"{plural(len(table), 'parameter')} were calibrated in "
        f"{plural(len(done.generations), 'generation')} of {sampling.particles} particles. Those "
        f"of the last lie within a distance of {last['threshold']:.2f}, where 1 is as if every "
        "number lay one step from its best, for most the edge of its band."
    )
    known = (
        f"The evidence pins down {pinned} of them: their posterior is at least a fifth narrower "
        f"than their prior.{narrow}"
    )
    text = [reached, *_ended(done), known]
    if not done.loose.empty:
        text.append(
            _named("It does not pin down ", list(done.loose["parameter"]))
            + " What depends on these is known no better than before."
        )
    return [*text, *_recovered(done), _predicted(done), *_central(done)]


def _ended(done: CalibrationResults) -> list[str]:
    """Return why the sampling ended sooner than asked, if it did."""
    sampling, there = done.study.sampling, len(done.generations)
    if there >= sampling.generations:
        return []
    ended = f"Sampling ended after {there} of {sampling.generations} generations, because"
    return [f"{ended} fewer than {sampling.least_acceptance:.1%} of the next tries were accepted."]


def _named(words: str, names: list[str]) -> str:
    return f"{words}{', '.join(names)}." if names else ""


def _recovered(done: CalibrationResults) -> list[str]:
    if "inside" not in done.parameters:
        return []
    told = done.parameters.dropna(subset=["truth"])
    inside = int(told["inside"].astype(bool).sum())
    text = f"The tables were simulated with known values: {inside} of {len(told)} lie in the middle"
    return [f"{text} 90% of their posterior."]


def _predicted(done: CalibrationResults) -> str:
    rows = done.predictive.groupby("row")["inside"].min()
    met = int((rows >= bands.MOSTLY).sum())
    short = ", ".join(str(row) for row in rows.index[rows < bands.MOSTLY])
    text = f"{met} of {len(rows)} rows of numbers are met by most members of the posterior"
    return f"{text}; not by most: {short}." if short else f"{text}."


def _central(done: CalibrationResults) -> list[str]:
    """Return how the central member was chosen, where members were held against all rows."""
    if done.middle.empty:
        return []
    member, asked = done.manifest["central"], done.study.central
    tried = f"{plural(len(done.middle), 'member')} nearest to the middle of the posterior"
    wanted = f"all rows of numbers and at least {asked.signs} of direction"
    told = done.middle.set_index("member").loc[member]
    if not meets(told, asked):
        return [f"None of the {tried} meets {wanted}; the nearest is taken as the central member."]
    first = (
        f"The central member is number {member}: from the middle of the posterior outwards the "
        f"first that meets {wanted} ({told['signs']}), of {tried} that were tried."
    )
    return [first]


def _held(row: pd.Series[Any]) -> dict[str, str]:
    return {
        **{name: str(row[name]) for name in ("member", "numbers", "signs", "not_met")},
        "away": f"{row['away']:.2f}",
    }


def _numbers(row: pd.Series[Any]) -> dict[str, str]:
    numbers = {
        name: f"{row[name]:.4g}"
        for name in ("default", "p5", "p50", "p95", "central", "truth")
        if name in row and not pd.isna(row[name])
    }
    return {
        "truth": "–",
        **numbers,
        "parameter": str(row["parameter"]),
        "prior": str(row["prior"]),
        "width": f"{row['width']:.0%}",
        "pinned": "" if row["pinned"] else "not pinned down",
    }


def _check(row: pd.Series[Any]) -> dict[str, str]:
    told = {
        name: "–" if pd.isna(row[name]) else f"{row[name]:.3g}" for name in ("p5", "p50", "p95")
    }
    return {
        **told,
        "row": str(row["row"]),
        "what": str(row["what"]),
        "wanted": str(row["wanted"]),
        "inside": f"{row['inside']:.0%}",
        "aimed_at": "yes" if row["aimed_at"] else "no",
    }


def _sampled(done: CalibrationResults) -> list[tuple[str, str]]:
    weight = done.posterior.weight
    worth = f"{len(weight)} particles, worth {effective_size(weight):.0f} of equal weight"
    return [
        ("Seed", str(done.study.seed)),
        ("Size", worth),
        ("Posterior", str(done.manifest["posterior_hash"])),
    ]
