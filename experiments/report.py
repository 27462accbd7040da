"""The page: one file that tells what came out, and asks for nothing beyond itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.answer import answer, headlines
from experiments.figures.picture import Picture
from experiments.finished import Finished
from experiments.inline import inline_svg
from experiments.phrases import interval_of, number_of
from experiments.scenario_words import changes_of, scenario_words, title_of
from experiments.story import sharings_of, story_of

TEMPLATE = "report.html"


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
    templates = Environment(
        loader=PackageLoader("experiments"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(TEMPLATE).render(**_content(finished, pictures, svg))


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
        "scenario": scenario_words(setting, councils),
        "changes": changes_of(setting.scenario),
        "pictures": [(one, inline_svg(svg[one.name], one.name, one.alt)) for one in pictures],
        "outcomes": _outcomes(finished),
        "reasons": list(finished.data["reasons"].itertuples()),
        "sharings": sharings_of(example) if example else [],
        "story": story_of(example) if example else [],
        "manifest": finished.manifest,
        "provenance": _provenance(finished.manifest),
    }


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


def _provenance(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    return [
        ("Command", manifest["command"]),
        ("Made", manifest["date"]),
        ("Seed and runs", f"seed {manifest['seed']}, {manifest['runs']:,}"),
        ("Driver", f"{manifest['driver']}, {manifest['timings']['play']:.1f} s to play and write"),
        ("Version", manifest["version"]),
        ("Scenario", manifest["scenario_hash"]),
        ("Code", manifest["code_hash"]),
        ("Data", manifest["data_hash"]),
        ("Python", f"{manifest['python']} on {manifest['platform']}"),
        ("Packages", packages),
    ]
