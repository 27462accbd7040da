"""The type of every column: what `tables` names, this gives a type and a width."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.terms import LEVERS
from simulation.world.tables import (
    FLOWS,
    MONTHLY_COLUMNS,
    PARTNERSHIP_YEARLY_COLUMNS,
    PLACES,
    YEARLY_COLUMNS,
    Approaches,
    Events,
    Partnerships,
    Talks,
)

SMALL = np.int8
ROW = np.int32
REAL = np.float64

ACTION_TYPES: dict[type[Any], dict[str, Any]] = {
    Talks: {
        "real": (
            "motives purpose vision groundwork evidence trust fear members officers residents "
            "cash_rate cash hours mismatch trust_start trust_third vision_start trust_after"
        ),
        "small": (
            "initiator scope candidate deadlocked refused stalled stalled_months repaired vacancy "
            "vacancy_kind leader_changes outcome stage reason causes services_kept"
        ),
        "wide": {
            "councils": 2,
            "motives": 6,
            "trust": 2,
            "fear": 2,
            "members": 2,
            "officers": 2,
            "causes": 6,
        },
    },
    Partnerships: {
        "real": (
            "purpose vision mismatch embedding burden share equity support officers buy_in "
            "realised saving_chiefs saving_team saving_services expected target setup gross "
            "gross_management observed net"
        ),
        "small": "size largest ending reason scope depth services_kept",
        "wide": {
            "members": PLACES,
            "link": PLACES,
            "share": PLACES,
            "equity": PLACES,
            "support": PLACES,
            "officers": PLACES,
        },
    },
    Approaches: {
        "real": "motives trust",
        "small": "window accepted",
        "wide": {"councils": 2, "motives": 6},
    },
    Events: {"real": "value", "small": "kind", "wide": {}},
}
"""Types of the tables that grow: columns of reals, of small whole numbers, else of rows."""


def empty_actions(table: type[Any], rows: int) -> Any:
    """Return an empty table that grows, with room for `rows`."""
    types = ACTION_TYPES[table]
    real, small = types["real"].split(), types["small"].split()
    columns = {}
    for name in table._fields:
        kind = REAL if name in real else SMALL if name in small else ROW
        width = types["wide"].get(name)
        columns[name] = np.zeros((rows, width) if width else rows, dtype=kind)
    return table(**columns)


WIDTHS = {
    "monthly": len(MONTHLY_COLUMNS),
    "flows": len(FLOWS),
    "yearly": len(YEARLY_COLUMNS),
    "partnership_yearly": len(PARTNERSHIP_YEARLY_COLUMNS),
    "levers": len(LEVERS),
}
"""How many columns the books have."""
