"""The tables of a study, straight from the tables of numbers: fewer columns, far quicker made.

Columns have the names and the values that they have in the tables of a run; what they mean stands
in `simulation.result.dictionary`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from experiments.statistics.measures import lasting_talks
from experiments.statistics.outcomes import Outcome
from simulation.result import Result
from simulation.result.talks import VACANCIES, real_talks, talk_numbers
from simulation.terms import (
    DEPTHS,
    END_REASONS,
    ENDINGS,
    FAILED,
    OPEN,
    OUTCOMES,
    REASONS,
    SCOPES,
    STAGES,
)


def _whole(values: Any) -> Any:
    """Return whole numbers, those below 0 missing."""
    return pa.array(values.astype(np.int32), mask=values < 0)


def _real(values: Any, missing: Any = None) -> Any:
    return pa.array(values.astype(np.float64), mask=missing)


def _label(codes: Any, labels: Sequence[str]) -> Any:
    """Return codes as labels, those below 0 missing."""
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8), mask=codes < 0), labels)


def _length(rows: Any) -> Any:
    return pa.array((rows["ended"] - rows["began"]).astype(np.int32), mask=rows["ended"] < 0)


def _of_failed(rows: Any, column: str) -> Any:
    return np.where(rows["outcome"] == FAILED, rows[column], -1)


TALKS: dict[str, Callable[[Any], Any]] = {
    "began": lambda rows: _whole(rows["began"]),
    "ended": lambda rows: _whole(rows["ended"]),
    "months": _length,
    "planned_months": lambda rows: _whole(rows["planned"]),
    "scope": lambda rows: _label(rows["scope"], SCOPES),
    "vacancy": lambda rows: _label(rows["vacancy"], VACANCIES),
    "party_mismatch": lambda rows: _real(rows["mismatch"]),
    "culture_gap": lambda rows: _real(rows["culture_gap"]),
    "leader_changes": lambda rows: _whole(rows["leader_changes"]),
    "stalled_months": lambda rows: _whole(rows["stalled_months"]),
    "outcome": lambda rows: _label(rows["outcome"], OUTCOMES),
    "stage": lambda rows: _label(_of_failed(rows, "stage"), STAGES),
    "reason": lambda rows: _label(_of_failed(rows, "reason"), REASONS),
    "trust_start": lambda rows: _real(rows["trust_start"]),
    "vision_end": lambda rows: _real(rows["vision"]),
    "cash": lambda rows: _real(rows["cash"]),
    "officer_hours": lambda rows: _real(rows["hours"]),
    "trust_after": lambda rows: _real(rows["trust_after"], rows["outcome"] == OPEN),
    "partnership": lambda rows: _whole(rows["partnership"]),
}
"""Columns of talks, each from their rows of numbers."""

PARTNERSHIPS: dict[str, Callable[[Any], Any]] = {
    "began": lambda rows: _whole(rows["began"]),
    "ended": lambda rows: _whole(rows["ended"]),
    "months": _length,
    "how": lambda rows: _label(rows["ending"], ENDINGS),
    "reason": lambda rows: _label(rows["reason"], END_REASONS),
    "party_mismatch": lambda rows: _real(rows["mismatch"]),
    "size": lambda rows: _whole(rows["partners"]),
    "largest": lambda rows: _whole(rows["largest"]),
    "scope": lambda rows: _label(rows["scope"], SCOPES),
    "depth": lambda rows: _label(rows["depth"], DEPTHS),
    "team_month": lambda rows: _whole(rows["team_month"]),
    "services_month": lambda rows: _whole(rows["services_month"]),
    "embedding": lambda rows: _real(rows["embedding"]),
    "burden": lambda rows: _real(rows["burden"]),
    "expected": lambda rows: _real(rows["expected"]),
    "target": lambda rows: _real(rows["target"], rows["target"] < 0.0),
    "gross_saving": lambda rows: _real(rows["gross"]),
    "gross_management": lambda rows: _real(rows["gross_management"]),
    "observed_saving": lambda rows: _real(rows["observed"]),
    "net_saving": lambda rows: _real(rows["net"]),
    "setup_cost": lambda rows: _real(rows["setup"]),
    "payback_months": lambda rows: _whole(rows["payback"]),
}
"""Columns of partnerships, each from their rows of numbers."""


def talks(result: Result) -> Any:
    """Return the formal talks of some runs as an Arrow table: run, number, `TALKS`, lasting."""
    numbers = talk_numbers(result.raw)[real_talks(result.raw)]
    table = _table(result.talk_rows, {"talks": numbers}, TALKS)
    lasting, judged = lasting_talks(result)
    return table.append_column("lasting", pa.array(lasting, mask=~judged))


def partnerships(result: Result) -> Any:
    """Return the partnerships of some runs as an Arrow table: run, number, and `PARTNERSHIPS`."""
    rows = result.raw.partnerships
    number = np.arange(len(rows)) - np.searchsorted(rows["run"], rows["run"], side="left")
    return _table(rows, {"partnership": number}, PARTNERSHIPS)


def monthly(result: Result) -> Any:
    """Return the months of some runs as an Arrow table: run, month, and all that is counted."""
    book = result.raw.monthly
    runs, months = book.shape
    columns = {
        "run": pa.array(np.repeat(np.array(result.runs, dtype=np.int64), months)),
        "month": pa.array(np.tile(np.arange(months, dtype=np.int32), runs)),
    }
    columns |= {name: pa.array(book[name].ravel()) for name in book.dtype.names}
    return pa.table(columns)


MAKE: dict[str, Callable[[Result], Any]] = {
    "talks": talks,
    "partnerships": partnerships,
    "monthly": monthly,
}
"""How each table of a study is made."""


def runs_schema(outcomes: Sequence[Outcome]) -> Any:
    """Return the columns of the table of runs, whatever the runs contain: all real numbers."""
    names = [name for outcome in outcomes if outcome.measure for name in outcome.columns]
    whole = [("point", pa.int32()), ("run", pa.int64())]
    return pa.schema([*whole, *((name, pa.float64()) for name in names)])


ORDER = {
    "runs": ("point", "run"),
    "talks": ("point", "run", "talks"),
    "partnerships": ("point", "run", "partnership"),
    "monthly": ("point", "run", "month"),
    "failures": ("point", "run"),
}
"""What the rows of each table are sorted by."""


def _table(rows: Any, numbers: dict[str, Any], columns: dict[str, Callable[[Any], Any]]) -> Any:
    made = {"run": pa.array(rows["run"].astype(np.int64))}
    made |= {name: pa.array(values.astype(np.int32)) for name, values in numbers.items()}
    return pa.table(made | {name: make(rows) for name, make in columns.items()})
