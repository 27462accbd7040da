"""What the same kind of model took elsewhere, for orientation: figures of an earlier measurement.

They are of a smaller core of this model (fewer rules, no tables), on one core of another machine of
the same kind, and say what is possible and what is usual, not what this version must reach.
"""

from __future__ import annotations

from benchmarks.measured import Measured

ELSEWHERE = {
    "a loop in C, written by hand": 0.69,
    "idiomatic Mesa": 190.0,
    "AgentPy": 284.0,
    "Mesa's batch runner, two processes": 190.0,
}
"""Milliseconds a run of the smaller core."""

NOTE = "not measured now: a smaller core of this model"


def figures() -> list[Measured]:
    """Return the figures, which stand below what was measured."""
    return [
        Measured(f"elsewhere: {name}", value, "ms a run", note=NOTE)
        for name, value in ELSEWHERE.items()
    ]
