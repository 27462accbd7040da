"""What people hold says what it is, in a line and in a notebook; the package shows its names."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import simulation
from simulation import PartnershipModel, Scenario, run, run_ensemble
from simulation.progress import ProgressLines
from tests.strategies import BUSY

TINY = {
    "geography.map": "hexagonal", "geography.size": 30, "history.control": "drawn",
    "period.months": 60,
}  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Return a small busy scenario, whose name has to be escaped."""
    return Scenario().with_changes({**TINY, **BUSY, "name": "<b>Mine & yours</b>"})


@pytest.fixture(scope="module")
def model(scenario: Scenario) -> PartnershipModel:
    """Return a model of it, played to the end."""
    model = PartnershipModel(scenario, seed=4)
    while model.running:
        model.step()
    return model


def test_the_package_shows_its_public_names() -> None:
    """`dir` lists what is imported only when it is used, before it was used."""
    ask = "import simulation; print(set(simulation.__all__) <= set(dir(simulation)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
    for name in simulation.__all__:
        assert getattr(simulation, name)


def test_a_scenario_says_its_name_and_what_differs() -> None:
    """The default says that it is; a few changes are named, of many the first."""
    assert "every value has its default" in repr(Scenario())
    assert "talks.planned_months=6.0" in repr(
        Scenario().with_changes({"talks.planned_months": 6.0})
    )
    many = repr(Scenario().with_changes({**TINY, **BUSY}))
    assert "more>" in many
    assert len(many) < 400


def test_results_say_what_was_played(scenario: Scenario) -> None:
    """One run and many say their runs, seed and what came out, in a line."""
    one, many = run(scenario, seed=4), run_ensemble(scenario, runs=3, seed=5)
    assert re.search(rf"run 0, seed 4; 60 months, 30 councils; {len(one.talks)} talks", repr(one))
    assert "3 runs, seed 5" in repr(many)
    assert "0 to 2" in many._repr_html_()


def test_everything_has_a_table_in_notebooks(scenario: Scenario, model: PartnershipModel) -> None:
    """Each table stands by itself, is short, and has nothing from outside unescaped."""
    rows = [model.all_talks[0], model.all_partnerships[0]]
    agents = [model.councils[0], model.leaders[0], model.chief_executives[0]]
    for one in [scenario, model, model.result(), model.councils, *agents, *rows]:
        page, line = one._repr_html_(), repr(one)
        assert page.startswith("<table><caption>")
        assert page.count("<tr>") == page.count("</tr>")
        assert "<b>" not in page
        assert len(page) < 5000
        assert "\n" not in line
        assert len(line) < 400
    assert "<th>stress</th>" in agents[0]._repr_html_()
    assert "<th>vision</th>" in rows[0]._repr_html_()


def test_cells_hold_short_words_and_numbers(model: PartnershipModel) -> None:
    """Values of both sides are rounded like all others, and nothing shows the code behind it."""
    agents = [model.councils[0], model.leaders[0], model.chief_executives[0]]
    for one in [model.result(), *agents, model.all_talks[0], model.all_partnerships[0]]:
        cells = re.findall(r"<td>(.*?)</td>", one._repr_html_())
        assert not [cell for cell in cells if re.search(r"None|[(=]|\d{9}|[^ ]…|^-1$", cell)]
    assert re.search(r"<td>asker [\d.]+, asked [\d.]+</td>", model.all_talks[0]._repr_html_())
    assert any(one.looking is None for one in model.councils)


def test_one_of_something_is_no_plural(scenario: Scenario) -> None:
    """One run, month, council or partnership is counted as one."""
    assert "1 run, seed 1; 1 month, 1 council; 0 talks, 0 partnerships" in repr(
        run_ensemble(
            scenario.with_changes({"geography.size": 1, "period.months": 1}), runs=1, seed=1
        )
    )


def test_progress_is_said_in_whole_lines(
    scenario: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    """An ensemble says how far it is only if asked, without a character that controls."""
    run_ensemble(scenario, runs=60)
    assert capsys.readouterr().err == ""
    run_ensemble(scenario, runs=60, progress=True)
    out, lines = capsys.readouterr()
    assert out == ""
    assert lines.splitlines()[-1].startswith("Runs played: 60 of 60")
    assert all(character.isprintable() or character == "\n" for character in lines)


def test_progress_has_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each tenth, however small the steps; none twice, and a note at its end."""
    lines = ProgressLines(1000, "Points", done=500)
    for _ in range(500):
        lines.advance(1, "2 failed")
    lines.advance(0, "2 failed")
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 5
    assert said[-1] == "Points: 1,000 of 1,000, 2 failed"


def test_without_compiling_the_mesa_driver_plays_the_same() -> None:
    """With NUMBA_DISABLE_JIT=1 the model's numbers are the same, and the other driver says no."""
    ask = f"""
import os, sys
from simulation import PartnershipModel, Scenario, run
from simulation.errors import InputError
scenario = Scenario().with_changes({ {**TINY, **BUSY, "period.months": 18}!r})
model = PartnershipModel(scenario, seed=3, run=2)
while model.running:
    model.step()
print(model.result().events.to_csv(), model.result().monthly.to_csv())
try:
    run(scenario)
except InputError as error:
    print(error, file=sys.stderr)
"""
    said = [
        subprocess.run(
            [sys.executable, "-W", "error::RuntimeWarning", "-c", ask], capture_output=True,
            text=True, check=True, env={"PATH": "", "NUMBA_DISABLE_JIT": disabled},
        )
        for disabled in ("1", "0")
    ]  # fmt: skip
    assert said[0].stdout == said[1].stdout
    assert said[0].stderr.startswith("NUMBA_DISABLE_JIT: the compiled driver cannot play")
    assert said[0].stderr.count("\n") == 1
