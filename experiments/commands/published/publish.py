"""Where published results stand, and how what is small of a folder gets there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from experiments.store.layout import DATA, FIGURES

REFERENCE = Path("results/reference")
"""What is published in full."""


class Places(NamedTuple):
    """Where the steps of a size are played, and where what is small of them is published."""

    played: Path
    published: Path


QUICK = Places(Path("results/quick"), REFERENCE / "quick")
"""Of the same steps in small."""


def run_or_end(command: Sequence[str]) -> None:
    """Run a command of our own, which says itself what is wrong, and end as it does if it fails."""
    ended = subprocess.run(command, check=False).returncode  # noqa: S603 -- our own command
    if ended:
        raise SystemExit(ended)


def copy_small(folder: Path, place: Path, names: Sequence[str]) -> None:
    """Copy what is small of a finished folder, with its figures, to its published place.

    Parameters
    ----------
    folder : Path
        A finished study, comparison or calibration.
    place : Path
        Where it is published; what stands there is replaced.
    names : sequence of str
        The files that are copied as they are.
    """
    shutil.rmtree(place, ignore_errors=True)
    (place / FIGURES / DATA).mkdir(parents=True)
    for name in names:
        shutil.copyfile(folder / name, place / name)
    for path in [*(folder / FIGURES).glob("*.svg"), *(folder / FIGURES / DATA).glob("*.csv")]:
        shutil.copyfile(path, place / path.relative_to(folder))
