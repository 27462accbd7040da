"""A small study of what varies, on a small synthetic world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli_w

from tests.strategies import BUSY

TINY = {
    "geography.map": "hexagonal",
    "geography.size": 12,
    "history.control": "drawn",
    "period.months": 40,
}

VARIED = {
    "name": "What matters",
    "posterior": "none",
    "seed": 3,
    "base": TINY | BUSY,
    "outcomes": ["success_rate", "talks_begun", "survival_5_years"],
    "levers": {"talks.planned_months": [2, 6]},
    "uncertainties": {
        "leaders.leave_month": {"low": 0.0, "high": 0.04},
        "talks.patience": {},
    },
    "sensitivity": {"rows": 16, "runs": 2},
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes a study file: the small study with some parts changed."""

    def written(**parts: object) -> Path:
        path = tmp_path / "varied.toml"
        content = {name: one for name, one in {**VARIED, **parts}.items() if one is not None}
        path.write_text(tomli_w.dumps(content), encoding="utf-8")
        return path

    return written
