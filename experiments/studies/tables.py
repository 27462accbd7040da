"""The tables of a study: which columns are kept, of which types, in which order.

Columns have the names, types and values that they have in the tables of a run; a study keeps fewer
of them, and beside them the number of the point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from experiments.statistics.measures import lasting_talks
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_schema
from experiments.studies.added import ADDED, OF_TABLES, WORDS, added_columns
from simulation.result import TABLES as RESULT_TABLES
from simulation.result import Result
from simulation.result.columns import Column

KEPT: dict[str, tuple[str, ...]] = {
    "talks": (
        "talks", "began", "ended", "months", "planned_months", "scope", "vacancy",
        "party_mismatch", "culture_gap", "leader_changes", "stalled_months", "outcome",
        "stage", "reason", "clash", "decided_by", "vote_timing", "extensions", "hurried",
        "shared_rationale", "purpose", "trust_start", "vision_end", "cash", "officer_hours",
        "trust_after", "partnership",
    ),
    "partnerships": (
        "partnership", "began", "ended", "months", "how", "reason", "cause", "party_mismatch",
        "size", "largest", "scope", "depth", "team_month", "services_month", "embedding",
        "burden", "expected", "target", "gross_saving", "gross_management",
        "observed_saving", "net_saving", "setup_cost", "payback_months",
    ),
    "monthly": tuple(
        column.name for column in RESULT_TABLES["monthly"].columns if column.name != "date"
    ),
}  # fmt: skip
"""The columns that a study keeps of each table."""

POINT = ("point", pa.int32())
FAILURES = "failures"
FAILURE_SCHEMA = pa.schema(
    [
        POINT,
        ("run", pa.int64()),
        ("seed", pa.uint64()),
        ("error", pa.string()),
        ("traceback", pa.string()),
    ]
)
"""The table of runs that raised an error."""

ORDER = {
    "runs": ("point", "run"),
    "talks": ("point", "run", "talks"),
    "partnerships": ("point", "run", "partnership"),
    "monthly": ("point", "run", "month"),
    FAILURES: ("point", "run"),
}
"""What the rows of each table are sorted by."""

LASTING = Column(
    "lasting",
    "flag",
    "true or false",
    "led to a partnership alive 24 months later; missing if unjudged",
    lambda runs: lasting_talks(runs)[0],
)
"""The one column of talks that is judged, and stands in no table of a run."""


def kept_table(name: str, result: Result) -> Any:
    """Return what a study keeps of a table of some runs, as an Arrow table without its point."""
    table = result.arrow(name, KEPT[name])
    for column, values in added_columns(name, result).items():
        table = table.append_column(column, values)
    if name != "talks":
        return table
    lasting, judged = lasting_talks(result)
    return table.append_column(LASTING.name, pa.array(lasting, mask=~judged))


def table_schema(name: str, outcomes: Sequence[Outcome]) -> Any:
    """Return the types of a table of a study, whatever its rows contain.

    Parameters
    ----------
    name : str
        Of the table.
    outcomes : sequence of Outcome
        What is measured, which is what the table of runs holds: all real numbers.
    """
    if name == FAILURES:
        return FAILURE_SCHEMA
    if name == "runs":
        return outcomes_schema(outcomes).insert(0, pa.field(*POINT))
    schema = RESULT_TABLES[name].schema(KEPT[name], single=False).insert(0, pa.field(*POINT))
    for column in ADDED if name in OF_TABLES else ():
        schema = schema.append(pa.field(column, WORDS))
    return schema.append(pa.field(LASTING.name, LASTING.arrow_type)) if name == "talks" else schema
