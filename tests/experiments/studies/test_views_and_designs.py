"""Every view on every design: drawn, or refused when the study is read; never by halves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from experiments.studies.views import check_view, view_named, view_names
from simulation.errors import InputError
from tests.experiments.conftest import NO_NUMBER, Command, words_of

Write = Callable[..., Path]
WORLD = {
    "geography.map": "hexagonal",
    "geography.size": 12,
    "history.control": "drawn",
    "period.months": 40,
}
NOBODY = WORLD | {"geography.size": 1, "period.months": 12}
"""A world of one council, in which nothing can happen."""

DESIGNS: dict[str, dict[str, Any]] = {
    "grid": {"kind": "grid", "steps": 3},
    "one_at_a_time": {"kind": "one_at_a_time", "steps": 2},
    "latin_hypercube": {"kind": "latin_hypercube", "points": 6},
    "sobol": {"kind": "sobol", "points": 4},
    "table": {"kind": "table", "table": "points.csv"},
}
FACTORS = {
    "talks.planned_months": {"low": 2, "high": 9, "label": "Planned length"},
    "choices.scope": {},
    "leaders.leave_month": {"low": 0.0, "high": 0.04},
}
POINTS = f"{','.join(FACTORS)}\n2,team,0.0\n9,mixed,0.04\n4,team,0.02\n"
SHOWN = ["success_rate", "lasting_success", "survival_5_years", "councils_sharing_end"]


def parts(design: str, factors: int, world: dict[str, Any]) -> dict[str, Any]:
    """Return what a study file of a design with so many factors says."""
    outcomes = {"outcomes": SHOWN, "shown": SHOWN, "runs": 3, "base": world}
    if design == "policies":
        policies = {"Early": {"levers.announce_early": 1}, "Slow": {"talks.planned_months": 9}}
        return {**outcomes, "policies": policies, "levers": None, "uncertainties": None}
    levers = dict(list(FACTORS.items())[:factors])
    return {**outcomes, "levers": levers, "uncertainties": None, "design": DESIGNS[design]}


def write_points(path: Path, factors: int) -> None:
    """Write the table of points of an own design beside a study file."""
    rows = [",".join(row.split(",")[:factors]) for row in POINTS.splitlines()]
    (path / "points.csv").write_text("\n".join(rows) + "\n")


def allowed(design: str, factors: int) -> list[str]:
    """Return the views that a study of this design may ask for, if it is at one parameter set."""
    found = []
    for name in view_names():
        try:
            check_view(name, ["talks", "partnerships"], factors, design)
        except InputError:
            continue
        found += [] if view_named(name).asks else [name]
    return found


ASKING = [name for name in view_names() if view_named(name).asks]
"""Views that need a posterior or a price."""

CASES = [(design, number) for design in DESIGNS for number in (1, 3)] + [("policies", 1)]


@pytest.mark.parametrize("world", [WORLD, NOBODY], ids=["world", "nobody"])
@pytest.mark.parametrize(("design", "factors"), CASES)
def test_what_is_allowed_is_drawn(
    write: Write, tmp_path: Path, design: str, factors: int, world: dict[str, Any]
) -> None:
    """A study with every view that its design allows has a page without a number that is none."""
    write_points(tmp_path, factors)
    views = allowed(design, factors)
    run_study(load_study(write(**parts(design, factors, world), views=views)), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    for name in views:
        assert f'<figure id="{name}">' in page
    files = [tmp_path / "out" / "report.html", *(tmp_path / "out" / "figures").glob("*.svg")]
    for path in (*files, *(tmp_path / "out").glob("*.csv")):
        assert not NO_NUMBER.search(words_of(path)), path


REFUSED = [
    (name, design, factors)
    for design, factors in CASES
    for name in view_names()
    if name not in allowed(design, factors) and not (name in ASKING and design == "policies")
]


@pytest.mark.parametrize("world", [WORLD, NOBODY], ids=["world", "nobody"])
def test_what_is_asked_for_in_a_posterior_is_drawn(
    write: Write, tmp_path: Path, world: dict[str, Any]
) -> None:
    """A comparison with a posterior and a price has these views, whatever happens in its runs."""
    (tmp_path / "p.csv").write_text("weight,trust.floor\n" + "1,0.1\n1,0.2\n1,0.3\n1,0.5\n1,0.6\n")
    content = parts("policies", 1, world) | {"posterior": "p.csv", "members": 5}
    content["policies"]["Early"]["price"] = 1000
    run_study(load_study(write(**content)), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    for name in ASKING:
        assert f'<figure id="{name}">' in page
    files = [tmp_path / "out" / "report.html", *(tmp_path / "out" / "figures").glob("*.svg")]
    for path in files:
        assert not NO_NUMBER.search(words_of(path)), path


@pytest.mark.parametrize("name", ASKING)
def test_a_view_of_a_choice_is_of_policies_alone(write: Write, name: str) -> None:
    """A sweep has nothing to choose between, even of one factor."""
    with pytest.raises(InputError, match=r"allowed: a study of \[policies\]"):
        load_study(write(**parts("grid", 1, WORLD), views=[name]))


@pytest.mark.parametrize(("name", "design", "factors"), REFUSED)
def test_what_cannot_be_drawn_is_refused_when_the_study_is_read(
    write: Write, tmp_path: Path, name: str, design: str, factors: int
) -> None:
    """The refusal names the view and what it needs, before anything is played."""
    write_points(tmp_path, factors)
    with pytest.raises(InputError, match=f"{name}.*(design|factors)"):
        load_study(write(**parts(design, factors, WORLD), views=[name]))


def test_a_view_on_the_wrong_design_ends_the_command(
    write: Write, tmp_path: Path, command: Command
) -> None:
    """`sweep` says so in one message with exit code 2 and leaves no folder."""
    path = write(**parts("latin_hypercube", 3, WORLD), views=["interactions"])
    answer = command("sweep", path, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert 'design.kind = "grid"' in answer.stderr
    assert not (tmp_path / "out").exists()


def test_views_of_one_factor_are_not_drawn_where_several_move_at_once() -> None:
    """Hazard ratios, reasons, parties and interactions need a design that keeps factors apart."""
    for name in ("hazards", "reasons", "parties", "interactions"):
        assert not {"latin_hypercube", "sobol", "table"} & set(view_named(name).designs)
