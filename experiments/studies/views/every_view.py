"""All figures of a study: that of its outcomes, and those that it asks for by name."""

from __future__ import annotations

from types import ModuleType

from experiments.studies.study import Study
from experiments.studies.views import (
    actual_length,
    failure_reasons,
    hazards,
    interactions,
    parties,
)

VIEWS: dict[str, ModuleType] = {
    view.NAME: view for view in (actual_length, failure_reasons, hazards, parties, interactions)
}
"""Figures by name; each has `counted`, `draw` and `said`."""

LINES = 2
"""Factors of a grid up to which every value of every factor can be seen in one panel."""


def is_drawn_as_lines(study: Study) -> bool:
    """Return whether the outcomes are drawn as lines over one factor or two."""
    crossed = study.design == "grid" and len(study.factors) <= LINES
    return crossed or len(study.factors) == 1
