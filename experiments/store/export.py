"""Taking the tables of a folder of results along, in the formats of other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.store.folder import unwritable, whole_folder
from experiments.store.formats import FORMATS
from experiments.store.layout import COLUMNS, TABLES
from experiments.store.manifest import read_manifest
from simulation.errors import InputError, check_once, nearest_name
from simulation.files import resolved

EXPORT = "export"
"""In a folder of results, what was taken along."""


def export_tables(
    folder: str | Path,
    formats: Sequence[str],
    tables: Sequence[str] = (),
    out: str | Path | None = None,
) -> list[Path]:
    """Write the tables of a folder of results in other formats, and return the files.

    Parameters
    ----------
    folder : str or Path
        What `partnerships run`, `sweep`, `compare` or `calibrate` has left.
    formats : sequence of str
        Of `FORMATS`.
    tables : sequence of str, optional
        Which tables, such as ``talks``; all without it.
    out : str or Path, optional
        Where to; a folder `export` in that of the results without it. It is replaced as a whole.

    Raises
    ------
    InputError
        For a folder, format or table that there is not, or a table too long for a format; nothing
        is written then.
    """
    place = resolved(folder, "DIR")
    manifest = read_manifest(place)
    check_formats(formats)
    chosen = _chosen(table_files(place), tables)
    target = resolved(out, "--out") if out is not None else place / EXPORT
    _check_target(target, place)
    title = str(manifest.get("scenario") or place.name)
    columns = place / TABLES / COLUMNS
    meanings = pd.read_csv(columns) if columns.is_file() else NO_MEANINGS
    try:
        with whole_folder(target) as part:
            files = [FORMATS[one](chosen, meanings, part, title) for one in formats]
    except PermissionError as error:
        raise unwritable(target, error) from None
    return [target / path.name for paths in files for path in paths]


def check_formats(formats: Sequence[str]) -> None:
    """Refuse formats that there are not, or the same twice, or none.

    Raises
    ------
    InputError
        Naming those that there are.
    """
    if not formats:
        raise InputError("there is no format", allowed=", ".join(FORMATS))
    check_once(formats, "formats")
    for one in formats:
        _check(one, list(FORMATS), "there is no such format")


NO_MEANINGS = pd.DataFrame(columns=["table", "column", "unit", "meaning"])


def table_files(folder: Path) -> dict[str, Path]:
    """Return the tables of a folder by name: those at its top, then those of runs."""
    places = [folder, folder / TABLES]
    files = [path for place in places for path in sorted(place.glob("*.csv"))]
    files += sorted((folder / TABLES).glob("*.parquet"))  # which hold what a CSV may hold too
    return {path.stem: path for path in files if path.name != COLUMNS}


def _chosen(known: dict[str, Path], names: Sequence[str]) -> dict[str, Path]:
    """Return the tables of some names, or all."""
    check_once(names, "--tables")
    for one in names:
        _check(one, list(known), "there is no such table", "--tables")
    return {name: path for name, path in known.items() if not names or name in names}


def _check(name: str, known: list[str], problem: str, field: str | None = None) -> None:
    if name in known:
        return
    raise InputError(
        problem,
        field=field,
        value=name,
        allowed=", ".join(known),
        nearest=nearest_name(name, known),
    )


def _check_target(target: Path, results: Path) -> None:
    """Refuse a folder that holds anything that an export could not have left."""
    if target == results:
        wrong = "is the folder of the results itself"
        raise InputError(wrong, field="--out", value=str(target), allowed="another folder")
    kinds = {f".{one}" for one in FORMATS}
    if target.is_dir() and any(path.suffix not in kinds for path in target.iterdir()):
        raise InputError(
            "the folder holds other files", field="--out", value=str(target), allowed="an empty one"
        )
