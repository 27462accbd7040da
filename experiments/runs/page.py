"""The page: one file that tells what came out, and asks for nothing beyond itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.figures import council_map, pairs
from experiments.figures.chart import charts
from experiments.figures.picture import Picture
from experiments.figures.style import styled
from experiments.report.page import Drawn, provenance_rows, render_page, save_page
from experiments.runs.results import Finished
from experiments.runs.story import sharings_of, story_of
from experiments.runs.summary import answer, headlines
from experiments.statistics.posterior import DRAWN_SENTENCE
from experiments.text.numbers import interval_of, number_of
from experiments.text.scenario import changes_of, scenario_words, title_of

TEMPLATE = "report.html"
MOST_PAIRS = 25
"""Pairs of councils that the page lists; the table holds all."""


def draw_page(finished: Finished, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a finished folder, and return the page."""
    return save_page(
        finished.folder,
        pictures(finished, map_dates),
        lambda drawn: render_page(TEMPLATE, **_content(finished, drawn)),
    )


def pictures(finished: Finished, map_dates: Sequence[str] = ()) -> list[Picture]:
    """Return every figure of a finished folder, in the order of the page.

    Parameters
    ----------
    finished : Finished
        The folder.
    map_dates : sequence of str
        Months of the map; empty for the usual ones.
    """
    setting = finished.setting
    dates = council_map.map_dates(setting, map_dates)
    with styled():
        drawn = [chart.draw(finished.data[chart.name], setting) for chart in charts()]
        if finished.example is not None:
            shown = council_map.draw(finished.example, setting, dates)
            drawn += [shown] if shown else []
        if finished.pairs is not None:
            drawn.append(pairs.draw(finished.pairs, setting))
    return drawn


def _content(finished: Finished, drawn: Drawn) -> dict[str, Any]:
    example = finished.example
    councils = None if example is None else len(example.map)
    setting = finished.setting
    return {
        "title": title_of(setting),
        "runs": setting.runs_in_words,
        "single": setting.runs == 1,
        "answer": answer(finished),
        "headlines": headlines(finished),
        "scenario": [*scenario_words(setting, councils), *_drawn(finished.manifest)],
        "drawn": bool(_drawn(finished.manifest)),
        "changes": changes_of(setting.scenario),
        "pictures": drawn,
        "outcomes": _outcomes(finished),
        "reasons": list(finished.data["reasons"].itertuples()),
        "pairs": _pairs(finished),
        "sharings": sharings_of(example) if example else [],
        "story": story_of(example) if example else [],
        "manifest": finished.manifest,
        "provenance": provenance_rows(finished.manifest, _played(finished.manifest)),
    }


def _drawn(manifest: Mapping[str, Any]) -> list[str]:
    """Return a sentence where each run drew its parameters."""
    return [DRAWN_SENTENCE] if manifest.get("posterior") else []


def _outcomes(finished: Finished) -> list[dict[str, str]]:
    rows = []
    for row in finished.summary.to_dict("records"):
        unit = str(row["unit"])
        spread = interval_of(row["run_low"], row["run_high"], unit)
        rows.append(
            {
                "meaning": str(row["meaning"]),
                "value": number_of(row["value"], unit),
                "unit": "" if unit in ("share", "pounds") else unit,
                "interval": interval_of(row["low"], row["high"], unit),
                "spread": spread,
            }
        )
    return rows


def _pairs(finished: Finished) -> list[dict[str, str]]:
    """Return the pairs of councils that are likeliest to share."""
    if finished.pairs is None:
        return []
    likely = finished.pairs[finished.pairs["runs_shared"] > 0].head(MOST_PAIRS)
    return [
        {
            "councils": f"{row['council_name']} and {row['other_name']}",
            "chance": number_of(row["chance"], "share"),
            "interval": interval_of(row["low"], row["high"], "share"),
            "neighbours": "yes" if row["contiguous"] else "no",
        }
        for row in likely.to_dict("records")
    ]


def _played(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Seed and runs", f"seed {manifest['seed']}, {manifest['runs']:,}"),
        ("Driver", f"{manifest['driver']}, {manifest['timings']['play']:.1f} s to play and write"),
        ("Scenario", manifest["scenario_hash"]),
        *([("Posterior", manifest["posterior"])] if _drawn(manifest) else []),
    ]
