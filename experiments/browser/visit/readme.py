"""What somebody who unpacks the tables of a run reads first."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.browser.visit.naming import month_name, run_title
from experiments.store.layout import COLUMNS, SCENARIO
from experiments.text.numbers import plural
from experiments.text.scenario import Setting, scenario_sentences
from simulation.months import month_text
from simulation.provenance import version
from simulation.result import Result

README = "README.txt"
MADE_WITH = ("council-partnerships", "mesa", "numpy", "numba", "pandas")
"""Of which versions are named."""


def readme(result: Result, files: Sequence[str]) -> str:
    """Return what somebody who unpacks the tables of a run has to know of it."""
    scenario, months = result.scenario, result.months
    last = month_text(month_name(scenario, months - 1))
    far = f"{plural(months, 'month')} of {scenario.period.months} were played, up to {last}."
    about = scenario_sentences(Setting(scenario, 1), len(result.codes))
    made = ", ".join(f"{name} {version(name)}" for name in MADE_WITH)
    return f"""{run_title(scenario)}
{"=" * len(run_title(scenario))}
A simulation, not a record: one run of an agent-based model of English councils.

{chr(10).join(about)}
Seed: {result.seed}. {far}
Made by {made}.

The same run again: partnerships run {SCENARIO} --seed {result.seed}
Talks have the numbers that they have there once the whole period is played, whenever tables are
taken: those of talks that had not begun yet are missing.
Columns that end in _name or _names say what the codes beside them stand for.

Files
{chr(10).join(f"- {name}" for name in [*files, README])}
{COLUMNS} says what every column means and in which unit it is.
"""
