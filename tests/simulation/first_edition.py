"""What runs of the first edition left behind, as one check sum a table.

The sums were taken from the code before the second edition. Real numbers are rounded to six
digits, because the last ones differ between machines.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation import Scenario, run_ensemble
from simulation.result import TABLES

SUMS = Path(__file__).with_suffix(".json")
RUNS = 12
SEED = 11


def check_sum(table: pd.DataFrame, columns: list[str]) -> str:
    """Return the check sum of some columns of a table, in which real numbers have six digits."""
    found = 0
    for name in columns:
        column = table[name]
        if column.dtype == np.float64:
            words = (f"{value:.6g}" for value in column)
        else:
            words = iter(column.astype("string").fillna("-"))
        found = zlib.crc32(f"{name} {' '.join(words)}".encode(), found)
    return f"{found:08x}"


def tables_of(scenario: Scenario) -> dict[str, pd.DataFrame]:
    """Return all tables that runs of a scenario leave."""
    result = run_ensemble(scenario, runs=RUNS, seed=SEED)
    return {name: getattr(result, name) for name in TABLES}


def published() -> dict[str, Any]:
    """Return the columns of the first edition by table, and its check sums by scenario."""
    found: dict[str, Any] = json.loads(SUMS.read_text(encoding="utf-8"))
    return found
