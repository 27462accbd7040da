"""The points that the parts of a study hold: known by their content, not by their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.store.folder import write_whole
from experiments.studies.designs import Point
from simulation.errors import InputError

FILE = "points.json"
"""In the folder of the parts, the points that they number, in the order in which they came."""


def point_keys(changes: Iterable[dict[str, Any]]) -> list[str]:
    """Return what points are known by: what they change, and which time the design does so.

    Examples
    --------
    >>> point_keys([{"talks.patience": 3}, {"talks.patience": 3.0}])
    ['{"talks.patience": 3.0} 0', '{"talks.patience": 3.0} 1']
    """
    times: Counter[str] = Counter()
    keys = []
    for one in changes:
        text = json.dumps({name: _plain(value) for name, value in one.items()}, sort_keys=True)
        keys.append(f"{text} {times[text]}")
        times[text] += 1
    return keys


def _plain(value: Any) -> Any:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if number else value


class KnownPoints:
    """From the numbers of points in a design to those in its parts, and back.

    Parameters
    ----------
    folder : Path
        Of the parts.
    points : sequence of Point
        The design.
    """

    def __init__(self, folder: Path, points: Sequence[Point]) -> None:
        self._path = folder / FILE
        self._keys = self._read() or []
        keys = point_keys(point.changes for point in points)
        known = set(self._keys)
        self._keys += [key for key in keys if key not in known]
        self._new = len(self._keys) > len(known)
        place = {key: number for number, key in enumerate(self._keys)}
        self._in_parts = np.array([place[key] for key in keys], dtype=np.int32)
        self._in_design = np.full(len(self._keys), -1, dtype=np.int32)
        self._in_design[self._in_parts] = np.arange(len(keys))

    def _read(self) -> list[str] | None:
        try:
            return [str(key) for key in json.loads(self._path.read_text(encoding="utf-8"))]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            raise InputError(
                "cannot be read", file=str(self._path), allowed="the study again, with --fresh"
            ) from None

    def write(self) -> None:
        """Write down points that are new, before a part holds them."""
        if self._new or not self._path.is_file():
            write_whole(self._path, json.dumps(self._keys, indent=0))
            self._new = False

    def in_parts(self, numbers: Any) -> Any:
        """Return the numbers in the parts of points of the design."""
        return self._in_parts[numbers]

    def in_design(self, numbers: Any) -> Any:
        """Return the numbers in the design of points in the parts, -1 for one that it has not."""
        return self._in_design[numbers]
