"""How the pages are played in small, and what of them is not: all that is declared of it."""

from __future__ import annotations

SMALL = {
    "advise": "--members 2 --runs 2",
    "browser": "--host 127.0.0.1",
    "calibrate": "--workers 1 --no-figures",
    "compare": "--members 12 --runs 2 --no-figures",
    "compare configs/studies/policies.toml": "--members 2 --runs 1 --no-figures",
    "compare policies": "--members 2 --runs 1 --no-figures",
    "dask scheduler": "--port 0 --no-dashboard",
    "dask worker": "--nworkers 1 --nthreads 1 --no-nanny --no-dashboard --local-directory .",
    "power": "--pilot 4",
    "run": "--runs 2 --no-figures",
    "sensitivity": "--rows 16 --no-figures",
    "sweep": "--members 2 --runs 2 --no-figures",
    "sweep configs/studies/three_together.toml": "--members 2 --runs 1 --no-figures",
}
"""What makes a command small, by how it begins (the longest that fits); of an option given twice
the last counts."""

MADE_OF = {
    ("docs/how_to/posterior.md", "configs/studies/histories.toml"): (
        "configs/studies/histories.toml",
        {
            "bank": {"waves": 1, "sets": 400, "accepted": 100, "truths": 20, "members": 20},
            "second": {"particles": 0, "truths": 0},
        },
    ),
    ("docs/studies.md", "my_many_parameters.toml"): (
        "configs/studies/what_matters.toml",
        {"scenario": "configs/england.toml"},
    ),
}
"""Files that a page takes for granted, or that are to be smaller: of what each is made, and how."""

PART_OF = {
    ("docs/studies.md", "[decision]"): ["configs/studies/policies.toml"],
    ("docs/studies.md", "outcomes ="): [
        "configs/studies/devon_broker.toml",
        "configs/studies/three_together.toml",
    ],
    ("docs/studies.md", "[sensitivity]"): ["configs/studies/three_together.toml"],
}
"""Parts of studies, by page and how they begin, and the studies that each is read as a part of."""

BEFORE = {
    "docs/studies.md": [
        "run england",
        "run england --set talks.planned_months=9 --out results/nine",
    ],
    "docs/how_to/export.md": ["run england --out results/nine"],
    "docs/how_to/cite.md": ["run england --out results/guarantees"],
    "results/README.md": ["run england"],
}  # fmt: skip
"""Commands that leave what a page takes for granted."""

SLOW = (
    "README.md",
    "docs/cluster.md",
    "docs/studies.md",
    "docs/how_to/posterior.md",
    "docs/how_to/scorecard.md",
)
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
    ("README.md", "python -m venv .venv"): "installs: see tests/packaging/test_fresh.py",
    ("README.md", "simulation/ "): "a list of folders, which are looked for",
    ("docs/cluster.md", "from time import sleep"): "needs Slurm; its syntax is checked",
    ("docs/how_to/view.md", "pip install"): "installs, the extra of the view alone: "
    "tests/packaging/test_fresh.py installs the wheel with it",
    ("docs/how_to/export.md", "use results"): "needs Stata; its file and variables are looked for",
    ("docs/how_to/python.md", "inference_data("): "needs ArviZ, an extra",
    ("docs/tutorials/first_steps.md", "make run"): "installs; .ci/run does it",
    ("docs/tutorials/first_steps.md", "python3 -m venv"): "installs: see "
    "tests/packaging/test_fresh.py",
}
"""Blocks that are not played, by page and how they begin, and why."""
