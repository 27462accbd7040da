"""The page: one file that tells what came out, and asks for nothing beyond itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.runs.results import RunResults
from experiments.runs.story import partnership_rows, yearly_story
from experiments.runs.summary import headlines, summary_sentences
from experiments.statistics.posterior import DRAWN_SENTENCE
from experiments.store.manifest import notices
from experiments.text.numbers import interval_text, number_text
from experiments.text.scenario import scenario_changes, scenario_sentences, scenario_title
from experiments.text.sources import references

TEMPLATE = "report.html"
MOST_PAIRS = 25
"""Pairs of councils that the page lists; the table holds all."""


def draw_page(finished: RunResults, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a finished folder; no `map_dates` are the usual ones."""
    return save_page(
        finished.folder,
        finished.pictures(map_dates),
        lambda drawn: render_page(TEMPLATE, **_content(finished, drawn)),
    )


def _content(finished: RunResults, drawn: Drawn) -> dict[str, Any]:
    example = finished.example
    councils = None if example is None else len(example.map)
    setting = finished.setting
    return {
        "title": scenario_title(setting),
        "runs": setting.runs_in_words,
        "single": setting.runs == 1,
        "answer": summary_sentences(finished),
        "headlines": headlines(finished),
        "scenario": [
            *scenario_sentences(setting, councils),
            *notices(finished.manifest),
            *_drawn(finished.manifest),
        ],
        "unchanged": "" if _drawn(finished.manifest) else "Every parameter has its default.",
        "changes": scenario_changes(setting.scenario),
        "pictures": drawn,
        "references": references(one.caption for one, _ in drawn),
        "england": setting.on_england,
        "outcomes": _outcomes(finished),
        "reasons": list(finished.data["reasons"].itertuples()),
        "pairs": _pairs(finished),
        "sharings": partnership_rows(example) if example else [],
        "story": yearly_story(example) if example else [],
        "manifest": finished.manifest,
        "provenance": provenance_rows(finished.manifest, _played(finished.manifest)),
    }


def _drawn(manifest: Mapping[str, Any]) -> list[str]:
    """Return a sentence where each run drew its parameters."""
    return [DRAWN_SENTENCE] if manifest.get("posterior") else []


def _outcomes(finished: RunResults) -> list[dict[str, str]]:
    return [
        {
            "meaning": str(row["meaning"]),
            "value": number_text(row["value"], row["unit"]),
            "unit": "" if row["unit"] in ("share", "pounds") else row["unit"],
            "interval": interval_text(row["low"], row["high"], row["unit"]),
            "spread": interval_text(row["run_low"], row["run_high"], row["unit"]),
        }
        for row in finished.summary.to_dict("records")
    ]


def _pairs(finished: RunResults) -> list[dict[str, str]]:
    """Return the pairs of councils that are likeliest to share."""
    if finished.pairs is None:
        return []
    likely = finished.pairs[finished.pairs["runs_shared"] > 0].head(MOST_PAIRS)
    return [
        {
            "councils": f"{row['council_name']} and {row['other_name']}",
            "chance": number_text(row["chance"], "share"),
            "interval": interval_text(row["low"], row["high"], "share"),
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
