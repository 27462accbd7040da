"""What a visitor takes away: tables, the scenario and the pictures, as bytes.

    tables(model.result(), "csv")           # a zip of every table of the run, and what columns mean
    table(model.result(), "talks", "parquet")
    scenario_file(scenario)                 # TOML that `partnerships run` takes; zip with own maps
    figure(summary, scenario, "councils_sharing", "svg")  # of an ensemble; names in FIGURES
    map_figure(recording, month, "png")     # the map of the run at a month
    ensemble_table(summary)                 # the bands, as CSV

Each returns a `Download`: a file name of ours, its kind, and the bytes. Nothing is written outside
a folder that is gone again, and no name or path comes from the page.
"""

from __future__ import annotations

import io
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.recording.recording import Recording
from experiments.figures import council_map
from experiments.figures.chart import Picture, charts, write_below
from experiments.figures.example import MapState
from experiments.figures.style import figure_style, save_figure
from experiments.runs.play import columns_table
from experiments.store.layout import COLUMNS, SCENARIO, copy_tables, table_paths
from experiments.store.spreadsheet import csv_bytes
from experiments.store.tables import TableWriters
from experiments.text.scenario import Setting
from simulation import Scenario
from simulation.errors import InputError, nearest_name
from simulation.maps import beyond_record, geography_of
from simulation.result import TABLES, Result
from simulation.terms import PARTIES

KINDS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "toml": "application/toml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
}
"""Kinds of file, and what a page calls them."""

TABLE_KINDS = ("csv", "parquet")
PICTURE_KINDS = ("svg", "png")

FIGURES = tuple(chart.name for chart in charts())
"""Figures of an ensemble."""

_DRAWING = threading.Lock()  # the style of figures is one for the whole process


@dataclass(frozen=True)
class Download:
    """A file to be taken away.

    Attributes
    ----------
    name : str
        Of the file.
    kind : str
        As a page calls it, such as ``text/csv``.
    content : bytes
    """

    name: str
    kind: str
    content: bytes


def tables(result: Result, kind: str) -> Download:
    """Return every table of a run, what their columns mean, and the scenario, as a zip."""
    files = {f"{name}.{kind}": table(result, name, kind).content for name in TABLES}
    files[COLUMNS] = csv_bytes(columns_table())
    files.update(scenario_files(result.scenario))
    return Download("run.zip", KINDS["zip"], zipped(files))


def table(result: Result, name: str, kind: str) -> Download:
    """Return one table of a run.

    Raises
    ------
    InputError
        If there is no such table or kind of file.
    """
    _check(name, tuple(TABLES), "table")
    _check(kind, TABLE_KINDS, "kind of table")
    frame = getattr(result, name)
    content = csv_bytes(frame) if kind == "csv" else _parquet(name, frame)
    return Download(f"{name}.{kind}", KINDS[kind], content)


def ensemble_table(summary: EnsembleSummary) -> Download:
    """Return the bands of an ensemble as CSV."""
    return Download(
        "councils_sharing.csv", KINDS["csv"], csv_bytes(summary.bands["councils_sharing"].table())
    )


def scenario_file(scenario: Scenario) -> Download:
    """Return a scenario as a file that `partnerships run` takes; with an own map as a zip."""
    files = scenario_files(scenario)
    if len(files) > 1:
        return Download("scenario.zip", KINDS["zip"], zipped(files))
    return Download(SCENARIO, KINDS["toml"], files[SCENARIO])


def figure(summary: EnsembleSummary, scenario: Scenario, name: str, kind: str) -> Download:
    """Return a figure of an ensemble, as `partnerships run` draws it.

    Raises
    ------
    InputError
        If there is no such figure or kind of picture.
    """
    _check(name, FIGURES, "figure")
    chart = charts()[FIGURES.index(name)]
    setting = Setting(scenario, summary.done)
    _check(kind, PICTURE_KINDS, "kind of picture")
    with _DRAWING, figure_style():
        return _picture(chart.draw(summary.tables[name], setting), name, kind, _notice(scenario))


def map_figure(recording: Recording, month: int, kind: str) -> Download:
    """Return the map of a run at the end of a month that was played.

    Raises
    ------
    InputError
        If there is no such kind of picture.
    """
    _check(kind, PICTURE_KINDS, "kind of picture")
    frame = recording.frame(month)
    state = MapState(
        control=[PARTIES[code] if code >= 0 else None for code in frame.control],
        partnerships=[list(group.councils) for group in frame.groups],
        talks=[(link.asker, link.asked) for link in frame.links if link.formal],
    )
    positions = recording.geography.councils[["x_km", "y_km"]].to_numpy()
    setting = Setting(recording.scenario, 1)
    with _DRAWING, figure_style():
        picture = council_map.draw_states(
            positions, [state], setting, [frame.date], recording.names
        )
        return _picture(picture, f"map_{frame.date}", kind, _notice(recording.scenario))


def _notice(scenario: Scenario) -> str:
    """Return what has to be known of a scenario before its pictures; empty for nothing."""
    return beyond_record(scenario, geography_of(scenario)) or ""


def _picture(picture: Picture, name: str, kind: str, notice: str) -> Download:
    """Return a picture as it is saved; it has no caption, so what it needs stands in it."""
    words = f"{picture.key} {notice}".strip()
    if words:
        write_below(picture.figure, words)
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "picture"
        save_figure(picture.figure, stem)
        return Download(f"{name}.{kind}", KINDS[kind], stem.with_suffix(f".{kind}").read_bytes())


def _check(name: str, allowed: tuple[str, ...], what: str) -> None:
    if name not in allowed:
        raise InputError(
            f"there is no such {what}",
            value=name[:40],
            allowed=", ".join(allowed),
            nearest=nearest_name(name[:40], allowed),
        )


def _parquet(name: str, frame: pd.DataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with TableWriters(Path(folder), {name: TABLES[name].schema(single=True)}) as writers:
            writers.write({name: frame})
        return (Path(folder) / f"{name}.parquet").read_bytes()


def scenario_files(scenario: Scenario) -> dict[str, bytes]:
    """Return the scenario's file and, for a map of one's own, its tables beside it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        beside = copy_tables(scenario, root) if table_paths(scenario) else scenario
        files = {SCENARIO: beside.to_toml().encode()}
        for path in sorted(root.rglob("*.csv")):
            files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return some files, by name, as one archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
