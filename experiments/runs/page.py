"""The page: one file that tells what came out, and asks for nothing beyond itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.figures.picture import Picture
from experiments.report.svg import inline_svg
from experiments.runs.results import Finished
from experiments.runs.story import sharings_of, story_of
from experiments.runs.summary import answer, headlines
from experiments.statistics.posterior import DRAWN_SENTENCE
from experiments.text.numbers import interval_of, number_of
from experiments.text.scenario import changes_of, scenario_words, title_of

TEMPLATE = "report.html"
MOST_PAIRS = 25
"""Pairs of councils that the page lists; the table holds all."""


def page_of(finished: Finished, pictures: Sequence[Picture], svg: Mapping[str, str]) -> str:
    """Return the page of a finished folder.

    Parameters
    ----------
    finished : Finished
        The folder.
    pictures : sequence of Picture
        What is shown, in this order.
    svg : mapping of str to str
        The drawing of each picture, by name.
    """
    return rendered(TEMPLATE, **_content(finished, pictures, svg))


def rendered(template: str, **content: Any) -> str:
    """Return a page: a template of ours, filled."""
    templates = Environment(
        loader=PackageLoader("experiments.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(template).render(**content)


def _content(
    finished: Finished, pictures: Sequence[Picture], svg: Mapping[str, str]
) -> dict[str, Any]:
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
        "pictures": [(one, inline_svg(svg[one.name], one.name, one.alt)) for one in pictures],
        "outcomes": _outcomes(finished),
        "reasons": list(finished.data["reasons"].itertuples()),
        "pairs": _pairs(finished),
        "sharings": sharings_of(example) if example else [],
        "story": story_of(example) if example else [],
        "manifest": finished.manifest,
        "provenance": provenance(finished.manifest, _played(finished.manifest)),
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


def provenance(
    manifest: Mapping[str, Any], played: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return where results come from, line by line; `played` says what is theirs alone."""
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    return [
        ("Command", manifest["command"]),
        ("Made", manifest["date"]),
        *played,
        ("Version", manifest["version"]),
        ("Code", manifest["code_hash"]),
        ("Data", manifest["data_hash"]),
        ("Python", f"{manifest['python']} on {manifest['platform']}"),
        ("Packages", packages),
    ]


def _played(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Seed and runs", f"seed {manifest['seed']}, {manifest['runs']:,}"),
        ("Driver", f"{manifest['driver']}, {manifest['timings']['play']:.1f} s to play and write"),
        ("Scenario", manifest["scenario_hash"]),
        *([("Posterior", manifest["posterior"])] if _drawn(manifest) else []),
    ]
