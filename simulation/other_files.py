"""Files of ours that are no scenario, and the command that takes each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.parameters import INTERVENTIONS, NUMBERS
from simulation.parameters.settings import SETTINGS

OTHER_FILES = (
    (("sampling", "screening", "screened", "priors", "truth"), "calibration", "calibrate"),
    (("policies",), "comparison", "compare"),
    (
        ("design", "uncertainties", "structures", "question", "base", "outcomes", "views"),
        "study",
        "sweep",
    ),
)
"""What stands in other files of ours and in no scenario, and the command that takes them."""


def refuse_other_file(content: Mapping[str, Any], path: Path) -> None:
    """Refuse a file that is a study or a calibration, read as a scenario.

    Raises
    ------
    InputError
        Naming the command that takes it.
    """
    for names, kind, command in OTHER_FILES:
        found = [name for name in names if name in content]
        if found and not set(found) & set(SETTINGS | NUMBERS | INTERVENTIONS):
            raise InputError(
                f"is a {kind}, not a scenario ({found[0]!r} stands in it)",
                allowed=f"partnerships {command} {path}",
            )
