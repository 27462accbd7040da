"""The tables a run, or many, leave behind."""

from __future__ import annotations

from simulation.result.result import TABLES, Result

__all__ = ["TABLES", "Result"]
