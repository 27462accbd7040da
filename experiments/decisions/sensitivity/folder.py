"""The folder of a sensitivity study: what its design is, written down and read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from experiments.decisions.sensitivity.precision import WIDTH
from experiments.decisions.sensitivity.settings import Settings
from experiments.decisions.sensitivity.study import SensitivityStudy, sensitivity_study
from experiments.store.folder import ANOTHER, write_whole
from experiments.store.layout import ROW_DESIGN
from experiments.store.manifest import read_manifest
from experiments.studies.folder import goes_on, nest_of
from experiments.studies.identity import read_study
from experiments.studies.study import Study
from simulation.errors import InputError
from simulation.files import read_json
from simulation.provenance import dependencies, version

WORDS = {
    "method": "the method",
    "runs": "the runs of each point",
    "groups": "the groups",
    "factors": "what varies, or over which range",
    "made_with": "the code or libraries that make the rows",
}

MADE_BY = "experiments.decisions.sensitivity.design"
"""The module that the parameters of a row come from, with all that it imports."""


def is_sensitivity(folder: Path) -> bool:
    """Return whether a folder holds a sensitivity study."""
    return (folder / ROW_DESIGN).is_file()


def row_definition(study: SensitivityStudy) -> dict[str, Any]:
    """Return what the rows of a study follow from, beside its seed and posterior."""
    design, given = study.row_design, study.settings
    content = {
        "method": given.method,
        "runs": given.runs,
        "groups": [asdict(one) for one in design.groups],
        "factors": [asdict(one) for one in study.factors],
        "made_with": [dependencies(MADE_BY).hash, version("SALib")],
        "settings": given.model_dump(),
    }
    plain: dict[str, Any] = json.loads(json.dumps(content))
    return plain


def check_rows(folder: Path, study: SensitivityStudy) -> None:
    """Refuse a folder whose rows are others, so that neither can go on as the other.

    Raises
    ------
    InputError
        Naming what differs.
    """
    if not is_sensitivity(folder):
        return
    before, now = read_json(folder / ROW_DESIGN, "design of the rows"), row_definition(study)
    differs = [words for name, words in WORDS.items() if before.get(name) != now[name]]
    if differs:
        raise InputError(
            "the folder holds a sensitivity study that cannot go on, because something changed: "
            + "; ".join(differs),
            field="--out",
            value=str(folder),
            allowed=ANOTHER,
        )


def goes_on_rows(folder: Path, study: SensitivityStudy) -> bool:
    """Return whether a folder holds the rows of this study, and it would go on with them."""
    try:
        check_rows(folder, study)
    except InputError:
        return False
    return is_sensitivity(folder) and goes_on(folder, study)


def with_played_rows(
    study: SensitivityStudy, folder: Path, *, rows: bool, shapley: bool
) -> SensitivityStudy:
    """Return a study with as many rows as its folder has, if these are more.

    Parameters
    ----------
    study, folder : SensitivityStudy, Path
        What is asked for, and its folder.
    rows, shapley : bool
        Whether so many rows are asked for and no others, and whether effects of Shapley are.

    Raises
    ------
    InputError
        If fewer rows are asked for than there are.
    """
    if not is_sensitivity(folder):
        return study
    settings = settings_of(folder)
    before = nest_of(read_manifest(folder))
    there, asked = before.members if before else 0, study.settings.all_rows
    if rows and asked < there:
        raise InputError("the folder holds more rows already", field="--rows", value=asked,
                         allowed=f"{there:,} or more")  # fmt: skip
    wanted = study.settings.model_copy(
        update={
            "rows": max(asked, there),
            "shapley": shapley or study.settings.shapley or settings.shapley,
        }
    )
    return sensitivity_study(study, wanted)


def write_rows(folder: Path, study: SensitivityStudy) -> None:
    """Write down what the rows of a study follow from."""
    write_whole(
        folder / ROW_DESIGN, json.dumps(row_definition(study), indent=1, ensure_ascii=False)
    )


def read_sensitivity(folder: Path) -> SensitivityStudy:
    """Return the sensitivity study that a folder holds.

    Raises
    ------
    InputError
        If it holds none, or is not whole.
    """
    if not is_sensitivity(folder):
        raise InputError("is not the folder of a sensitivity study", file=str(folder),
                         allowed=f"one with {ROW_DESIGN}")  # fmt: skip
    manifest = read_manifest(folder)
    study = read_study(folder, int(manifest["runs"]), nest_of(manifest))
    settings = settings_of(folder)
    words = {name: getattr(study, name) for name in Study.__dataclass_fields__}
    return SensitivityStudy(**words, settings=settings)


def settings_of(folder: Path) -> Settings:
    """Return the settings that a folder was played with.

    Raises
    ------
    InputError
        If they are not as they were written.
    """
    try:
        return Settings(**read_json(folder / ROW_DESIGN, "design of the rows")["settings"])
    except (KeyError, TypeError, ValidationError):
        raise InputError(
            "is not as the study left it",
            file=str(folder / ROW_DESIGN),
            allowed="the study again, with --fresh",
        ) from None


def width_of(folder: Path) -> float:
    """Return the width of intervals that was asked for."""
    return float(read_manifest(folder).get("width", WIDTH))
