"""How the pages are played in small, and what of them is not: all that is declared of it."""

from __future__ import annotations

SMALL = {
    "advise": "--members 2 --runs 2",
    "compare": "--members 12 --runs 2 --no-figures",
    "run": "--runs 2 --no-figures",
    "browser": "--host 127.0.0.1",
}
"""What makes a command small; of an option given twice the last counts."""

BEFORE = {
    "docs/how_to/export.md": ["run england --out results/nine"],
    "docs/how_to/cite.md": ["run england --out results/guarantees"],
    "results/README.md": ["run england"],
}  # fmt: skip
"""Commands that leave what a page takes for granted."""

COMMANDS_READ = (
    "README.md",
    "docs/cluster.md",
    "docs/studies.md",
    "docs/how_to/compare.md",
    "docs/how_to/posterior.md",
)
"""Pages whose commands are not played, since they take long even in small: they are only read
against what is declared, by test_pages_run.py. Their Python is played."""

SLOW = ("docs/how_to/scorecard.md",)
"""Pages that take long even in small."""

PLAYED_BY = {
    "docs/how_to/mesa.md": "test_mesa_page.py",
    "docs/how_to/python.md": "test_python_page.py",
    "docs/how_to/two_councils.md": "test_commands_run.py",
    "docs/how_to/local.md": "test_commands_run.py",
    "docs/how_to/export.md": "test_commands_run.py",
}
"""Pages that a test of their own plays, which looks at what comes out as well."""

NOT_PLAYED = {
    (
        "README.md",
        "python -m venv .venv",
    ): "installs: see test_fresh.py",
    ("README.md", "simulation/ "): "a list of folders, which are looked for",
    ("docs/cluster.md", "from time import sleep"): "needs Slurm; its syntax is checked",
    ("docs/how_to/posterior.md", "partnerships calibrate"): "half an hour; see "
    "tests/experiments/calibration/test_calibrate.py for one in small",
    ("docs/how_to/export.md", "use results"): "needs Stata; its file and variables are looked for",
    ("docs/how_to/python.md", "inference_data("): "needs ArviZ, an extra",
    ("docs/how_to/view.md", "pip install"): "installs: see test_fresh.py",
    ("docs/tutorials/first_steps.md", "make run"): "installs; .ci/run does it",
    (
        "docs/tutorials/first_steps.md",
        "python3 -m venv",
    ): "installs: see test_fresh.py",
}
"""Blocks that are not played, by page and how they begin, and why."""
