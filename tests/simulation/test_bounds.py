"""No index of compiled code ever lies outside its table, where it would read foreign memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategies import KINDS, WORLDS

ROOT = Path(__file__).parents[2]

PROGRAM = """
import numpy as np
from simulation import run_ensemble
from simulation.compiled import compiled
from tests.strategies import KINDS, WORLDS, scenario_of

@compiled()
def beyond(table):
    return table.culture[table.shape[0]]

try:
    beyond(np.zeros(3, dtype=[("culture", float)]).view(np.recarray))
except IndexError:
    print("checked")
for world in WORLDS:
    for kind in KINDS:
        run_ensemble(scenario_of(world, kind), runs=10, seed=1)
        print(world, kind)
"""


@pytest.mark.slow
def test_no_index_is_out_of_bounds(tmp_path: Path) -> None:
    """Compiled with checks on every index, ten runs of each world and scenario end well."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    environment = os.environ | {"NUMBA_BOUNDSCHECK": "1", "PYTHONPATH": str(ROOT)}
    environment["PARTNERSHIPS_COMPILING"] = "1"  # kept code does not know of checks
    done = subprocess.run(
        [sys.executable, path], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0] == "checked"
    assert len(told) == 1 + len(WORLDS) * len(KINDS)
