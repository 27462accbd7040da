"""The folder of a calibration: it grows step by step, and belongs to one study."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

import experiments.patterns
from experiments.calibration.database import refuse_another
from experiments.calibration.study import CalibrationStudy
from experiments.store.folder import free_name, is_empty, unwritable
from experiments.store.manifest import ANOTHER, data_hash
from simulation.errors import InputError
from simulation.parameters.prior import Prior

IDENTITY = "identity.json"
HOW_LONG = {"generations", "least_acceptance"}
TARGETS, SCREENING, GENERATIONS = "targets.csv", "screening.csv", "generations.csv"
PARAMETERS, PREDICTIVE = "parameters.csv", "predictive.csv"
MIDDLE, CENTRAL = "central.csv", "central.toml"
WRITTEN = (PARAMETERS, GENERATIONS, PREDICTIVE)
"""Tables that stand at the end, in the order of `Calibrated`."""


SCALE = "normal scores"
"""How the database holds parameters (see `scores`)."""


def identity_of(study: CalibrationStudy, priors: Mapping[str, Prior]) -> dict[str, Any]:
    """Return what a calibration is known by: all that its numbers depend on.

    How long it goes on is not in it: a finished calibration can be asked for more.
    """
    from simulation.compiled import rules_hash

    scenario = study.start().model_dump_json(exclude={"name"})
    sampling = study.sampling.model_dump(exclude=HOW_LONG, mode="json")
    return {
        **sampling,
        "scale": SCALE,
        "seed": study.seed,
        "rules": rules_hash(),
        "data": data_hash(),
        "evidence": _evidence_hash(),
        "scenario": hashlib.sha256(scenario.encode()).hexdigest(),
        "rows": list(study.rows),
        "parameters": list(study.parameters),
        "priors": {name: prior.words for name, prior in priors.items()},
        "screening": study.screening.model_dump(mode="json"),
        "truth": study.truth,
    }


def _evidence_hash() -> str:
    """Return the SHA-256 of the source of all patterns: how each row is measured and judged."""
    digest = hashlib.sha256()
    for path in sorted(Path(experiments.patterns.__path__[0]).rglob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def prepared(place: Path, identity: Mapping[str, Any], *, fresh: bool = False) -> None:
    """Make the folder of a calibration, or find the one that was begun.

    Raises
    ------
    InputError
        If the folder holds anything but this study, or cannot be written.
    """
    if not is_empty(place):
        if not fresh:
            _check_same(place, identity)
            return
        place.rename(free_name(place))
    try:
        place.mkdir(parents=True, exist_ok=True)
        text = json.dumps(identity, indent=2, ensure_ascii=False)
        (place / IDENTITY).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise unwritable(place, error) from None


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


def kept(path: Path, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the table of a step that was done before, or do it and keep its table."""
    if not path.exists():
        part = path.with_suffix(".part")
        make().to_csv(part, index=False)
        part.replace(path)
    return pd.read_csv(path)
