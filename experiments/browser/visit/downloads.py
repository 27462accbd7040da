"""What a visitor takes away: tables, the scenario and the pictures, as bytes.

    tables(model.result(), "csv")           # a zip of every table of the run, and what columns mean
    table(model.result(), "talks", "parquet")
    scenario_file(scenario)                 # TOML that `partnerships run` takes; zip with own maps
    figure(summary, scenario, "councils_sharing", "svg")  # of an ensemble; names in FIGURES
    map_figure(recording, month, "png")     # the map of the run at a month
    ensemble_table(summary, scenario)       # the bands, as CSV

Each returns a `Download`: a file name that says what was played, its kind, and the bytes. Nothing
is written outside a folder that is gone again, and no name or path comes from the page.
"""

from __future__ import annotations

import base64
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
from experiments.browser.visit.naming import file_stem, month_name
from experiments.browser.visit.readme import README, readme
from experiments.browser.visit.tables import arrow_schema, readable_columns, readable_tables
from experiments.figures import council_map
from experiments.figures.chart import Picture, charts, write_below
from experiments.figures.example import MapState
from experiments.figures.map_panel import Colouring
from experiments.figures.saving import save_as
from experiments.figures.style import figure_style
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

    def message(self, last: Mapping[str, str]) -> dict[str, str]:
        """Return the file as the page takes it, numbered so that it differs from the last."""
        return {
            "name": self.name,
            "mime": self.kind,
            "base64": base64.b64encode(self.content).decode("ascii"),
            "number": str(int(last.get("number", "0")) + 1),
        }


def tables(result: Result, kind: str) -> Download:
    """Return every table of a run, what they are and their columns mean, and the scenario."""
    _check(kind, TABLE_KINDS, "kind of table")
    frames = readable_tables(result)
    files = {f"{name}.{kind}": _content(name, frames[name], kind) for name in TABLES}
    files[COLUMNS] = csv_bytes(readable_columns())
    files.update(scenario_files(result.scenario))
    files[README] = readme(result, [*files]).encode()
    return Download(f"{_stem(result)}.zip", KINDS["zip"], zipped(files))


def table(result: Result, name: str, kind: str) -> Download:
    """Return one table of a run.

    Raises
    ------
    InputError
        If there is no such table or kind of file.
    """
    _check(name, tuple(TABLES), "table")
    _check(kind, TABLE_KINDS, "kind of table")
    content = _content(name, readable_tables(result)[name], kind)
    return Download(f"{_stem(result)}_{name}.{kind}", KINDS[kind], content)


def ensemble_table(summary: EnsembleSummary, scenario: Scenario) -> Download:
    """Return the bands of an ensemble as CSV."""
    name = f"{_stem_of_runs(summary, scenario)}_councils_sharing.csv"
    return Download(name, KINDS["csv"], csv_bytes(summary.bands["councils_sharing"].table()))


def scenario_file(scenario: Scenario) -> Download:
    """Return a scenario as a file that `partnerships run` takes; with an own map as a zip."""
    files, stem = scenario_files(scenario), file_stem(scenario)
    if len(files) > 1:
        return Download(f"{stem}.zip", KINDS["zip"], zipped(files))
    return Download(f"{stem}.toml", KINDS["toml"], files[SCENARIO])


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
    stem = f"{_stem_of_runs(summary, scenario)}_{name}"
    with _DRAWING, figure_style():
        return _picture(chart.draw(summary.tables[name], setting), stem, kind, _notice(scenario))


def map_figure(
    recording: Recording, month: int, kind: str, colouring: tuple[str, Colouring] | None = None
) -> Download:
    """Return the map of a run at the end of a month that was played.

    Parameters
    ----------
    recording, month : Recording, int
        The run, and a month of it; -1 is the start.
    kind : str
        svg or png.
    colouring : tuple of str and Colouring, or None
        What councils are coloured by, in words, and how; by control unless given.

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
    setting = Setting(recording.scenario, 1)
    with _DRAWING, figure_style():
        councils = recording.geography.councils
        shown, how = (
            ("Political control", []) if colouring is None else (colouring[0], [colouring[1]])
        )
        picture = council_map.draw_states(councils, [state], setting, [frame.date], how)
        write_below(picture.figure, _source(recording, shown))
        stem = f"{file_stem(recording.scenario, f'seed {recording.seed}', frame.date)}_map"
        return _picture(picture, stem, kind, _notice(recording.scenario))


def _stem(result: Result) -> str:
    """Return what the names of files of a run begin with: what was played, and how far."""
    last = month_name(result.scenario, result.months - 1)
    return file_stem(result.scenario, f"seed {result.seed}", last)


def _stem_of_runs(summary: EnsembleSummary, scenario: Scenario) -> str:
    return file_stem(scenario, f"{summary.done} runs")


def _source(recording: Recording, shown: str) -> str:
    """Return what a map of a run shows, and where it comes from."""
    run = f"seed {recording.seed}, run {recording.run}"
    return f"{shown}. Simulated: {recording.scenario.name}, {run}."


def _notice(scenario: Scenario) -> str:
    """Return what has to be known of a scenario before its pictures; empty for nothing."""
    return beyond_record(scenario, geography_of(scenario)) or ""


def _picture(picture: Picture, name: str, kind: str, notice: str) -> Download:
    """Return a picture as it is saved; it has no caption, so what it needs stands in it."""
    words = f"{picture.key} {notice}".strip()
    if words:
        write_below(picture.figure, words)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"picture.{kind}"
        save_as(picture.figure, file)
        return Download(f"{name}.{kind}", KINDS[kind], file.read_bytes())


def _check(name: str, allowed: tuple[str, ...], what: str) -> None:
    if name not in allowed:
        raise InputError(
            f"there is no such {what}",
            value=name[:40],
            allowed=", ".join(allowed),
            nearest=nearest_name(name[:40], allowed),
        )


def _content(name: str, frame: pd.DataFrame, kind: str) -> bytes:
    return csv_bytes(frame) if kind == "csv" else _parquet(name, frame)


def _parquet(name: str, frame: pd.DataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with TableWriters(Path(folder), {name: arrow_schema(name)}) as writers:
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
