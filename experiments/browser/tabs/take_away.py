"""What can be taken away, as the page offers it."""

from __future__ import annotations

from typing import Any

from experiments.browser.ensemble.summary import Seen
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit import downloads
from experiments.browser.visit.downloads import FIGURES, Download
from simulation.errors import InputError
from simulation.scenario import Scenario

MAIN_TABLES = ("talks", "partnerships", "monthly", "events")


def offers(*, with_runs: bool) -> list[dict[str, Any]]:
    """Return groups of files with what each is called; some need the runs of an ensemble."""
    tables = [_file(f"table {name} csv", f"{name}.csv") for name in MAIN_TABLES]
    groups = [
        _group(
            "The run on the map", "Every month that has been played, as tables.",
            [_file("tables all csv", "all tables, CSV"),
             _file("tables all parquet", "all tables, Parquet"), *tables],
        ),
        _group(
            "The scenario", "What is set now; `partnerships run` takes the file as it is.",
            [_file("scenario", "scenario, TOML")],
        ),
        _group(
            "The map", "At the month that is shown.",
            [_file("map now svg", "map, SVG"), _file("map now png", "map, PNG")],
        ),
    ]  # fmt: skip
    return [*groups, _of_runs(with_runs=with_runs)]


def _of_runs(*, with_runs: bool) -> dict[str, Any]:
    if not with_runs:
        return _group("The ensemble", "Run it first: then its pictures and bands are here.", [])
    pictures = [
        _file(f"figure {name} {kind}", f"{name.replace('_', ' ')}, {kind.upper()}")
        for name in FIGURES
        for kind in ("svg", "png")
    ]
    return _group(
        "The ensemble", "Its pictures, as `partnerships run` draws them, and its bands.",
        [_file("bands", "bands, CSV"), *pictures],
    )  # fmt: skip


def _group(label: str, words: str, files: list[dict[str, str]]) -> dict[str, Any]:
    return {"label": label, "words": words, "files": files}


def _file(name: str, label: str) -> dict[str, str]:
    return {"name": name, "label": label}


def made(
    name: str, model: RecordedModel, month: int, scenario: Scenario, seen: Seen | None
) -> Download:
    """Return the file that was asked for by its name.

    Raises
    ------
    InputError
        If there is no such file.
    """
    what, *rest = name.split()
    match [what, *rest]:
        case ["tables", "all", kind] if kind in downloads.TABLE_KINDS:
            return downloads.tables(model.result(), kind)
        case ["table", table, kind]:
            return downloads.table(model.result(), table, kind)
        case ["scenario"]:
            return downloads.scenario_file(scenario)
        case ["map", "now", kind]:
            return downloads.map_figure(model.recording, month, kind)
        case ["bands"] if seen:
            return downloads.ensemble_table(seen)
        case ["figure", figure, kind] if seen:
            return downloads.figure(seen, scenario, figure, kind)
    raise InputError("there is no such file", value=name[:40])
