"""The folder of a calibration: it grows step by step, and belongs to one study."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.database import VERSION, refuse_another
from experiments.calibration.study import CalibrationStudy
from experiments.store.folder import ANOTHER, growing_folder, write_whole
from experiments.store.layout import SCENARIO, copy_tables, scenario_hash
from experiments.store.manifest import DISTRIBUTION
from experiments.store.spreadsheet import save_csv
from simulation.errors import InputError
from simulation.parameters.prior import Prior
from simulation.provenance import dependencies, version

MADE_BY = tuple(
    f"experiments.calibration.{step}"
    for step in ("sampling", "screening", "predictive", "central", "targets", "marginals")
)
"""The modules that the numbers of a calibration come from, with all that they import."""

IDENTITY = "identity.json"
HOW_LONG = {"generations", "least_acceptance"}
TARGETS, SCREENING, GENERATIONS = "targets.csv", "screening.csv", "generations.csv"
PARAMETERS, PREDICTIVE = "parameters.csv", "predictive.csv"
MIDDLE, CENTRAL = "central.csv", "central.toml"
WRITTEN = (PARAMETERS, GENERATIONS, PREDICTIVE)
"""Tables that stand at the end, in the order of `Calibrated`."""


SCALE = "normal scores"
"""How the database holds parameters (see `priors`)."""


def identity_of(study: CalibrationStudy, priors: Mapping[str, Prior]) -> dict[str, Any]:
    """Return what a calibration is known by: all that its numbers depend on.

    How long it goes on is not in it: a finished calibration can be asked for more.
    """
    sampling = study.sampling.model_dump(exclude=HOW_LONG, mode="json")
    return {
        **sampling,
        "scale": SCALE,
        VERSION: version(DISTRIBUTION),
        "seed": study.seed,
        "made_with": dependencies(*MADE_BY).plain(),
        "scenario": scenario_hash(study.start()),
        "rows": list(study.rows),
        "parameters": list(study.parameters),
        "priors": {name: prior.words for name, prior in priors.items()},
        "screening": study.screening.model_dump(mode="json"),
        "truth": study.truth,
    }


@contextmanager
def open_calibration(
    place: Path, identity: Mapping[str, Any], study: CalibrationStudy, *, fresh: bool = False
) -> Iterator[CalibrationStudy]:
    """Give a calibration as its folder keeps it, new or begun by the same study.

    Its scenario, with a user's own tables, is read from the copy in the folder from here on.

    Raises
    ------
    InputError
        If the folder holds anything but this study, is worked in, or cannot be written.
    """
    with growing_folder(place, lambda there: _check_same(there, identity), fresh=fresh) as folder:
        if not (folder / IDENTITY).exists():
            text = json.dumps(identity, indent=2, ensure_ascii=False)
            start = copy_tables(study.start(), folder)
            write_whole(folder / SCENARIO, start.to_toml())
            write_whole(folder / IDENTITY, f"{text}\n")
        yield study.model_copy(update={"scenario": str(folder / SCENARIO), "base": {}})


def _check_same(place: Path, identity: Mapping[str, Any]) -> None:
    try:
        held = json.loads((place / IDENTITY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(
            "the folder holds files that no calibration left",
            field="--out",
            value=str(place),
            allowed=ANOTHER,
        ) from None
    refuse_another(place, held, identity)


def keep_table(path: Path, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the table of a step that was done before, or do it and keep its table."""
    if not path.exists():
        save_csv(make(), path)
    return pd.read_csv(path)
