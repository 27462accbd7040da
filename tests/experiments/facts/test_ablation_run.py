"""`partnerships validate --ablation` over members of a posterior: what is played, kept and left."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.execution import INTERRUPTED
from experiments.execution.workers import processes
from experiments.facts import ablation_run, switched_off
from experiments.facts.ablation_run import AblationQuestion, minutes_needed, place_facts
from experiments.facts.comparison import facts
from experiments.facts.switched_off import Ablation, Cell, CellResult, PlayedCells, play_cell
from experiments.patterns.mechanisms import EVERYTHING_ON, MECHANISMS
from experiments.patterns.scorecard import REFERENCE
from experiments.patterns.validation import ASIDE
from experiments.statistics.posterior import Posterior
from simulation import Scenario
from tests.experiments.conftest import Command

ROOT = Path(__file__).parents[3]
NAMES = [one.fact for one in facts()]
ROWS = ("SF002", "SF011")
MEMBERS, RUNS = 7, 20
CELLS = MEMBERS * (len(MECHANISMS) + 1)
SMALL = {
    "geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
    "period.months": 40,
}  # fmt: skip


@pytest.fixture
def plays(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, int]]:
    """Play nothing: SF002 and V01 rest on fashion alone; return the seeds that were asked for."""
    asked: list[tuple[float, int]] = []

    def play(scenario: Scenario, rows: tuple[str, ...], runs: int, seed: int) -> CellResult:
        asked.append((scenario.approach.fashion, seed))
        on = scenario.approach.fashion > 0.0
        numbers = [[one.value if on or one.fact != "V01" else -5.0 for one in facts()]] * runs
        verdicts = {row: "met" if on or row != "SF002" else "unknown" for row in rows}
        return CellResult(verdicts, numbers)

    monkeypatch.setattr(switched_off, "play_cell", play)
    return asked


def words(*more: object) -> tuple[object, ...]:
    """Return the words of an ablation of two rows in few members."""
    sizes = ("--members", MEMBERS, "--runs", RUNS, "--workers", 1)
    return ("validate", "--ablation", "--only", ",".join(ROWS), *sizes, *more)


def test_table_and_answer_name_what_carries_nothing(
    command: Command, here: Path, plays: list[Any]
) -> None:
    """A line for each mechanism; the sentence names all that carry neither a row nor a fact."""
    answer = command(*words("--out", "off"))
    assert answer.exit_code == 0, answer.output
    told = " ".join(answer.stdout.split())
    assert "minute" in told.split("Fashion")[0]
    assert "Fashion: carries SF002 (7 to 0); carries V01 (1 to 0)." in told
    assert f"{len(MECHANISMS) - 1} mechanisms carry neither a row nor a fact: Cuts in grant" in told
    assert "At these parameters and this size no row and no fact breaks without any" in told
    table = pd.read_csv(here / "off" / "ablation.csv", keep_default_na=False)
    assert list(table["mechanism"]) == [one.name for one in MECHANISMS]
    carried = table[(table["rows"] != "") | (table["facts"] != "")]
    assert list(carried["mechanism"]) == ["Fashion"]
    manifest = json.loads((here / "off" / "ablation.json").read_text("utf-8"))
    assert manifest["posterior"] == Posterior.read("packaged").hash
    assert (manifest["members"], manifest["runs"], manifest["rows"]) == (MEMBERS, RUNS, 2)


def test_the_answer_as_json(command: Command, here: Path, plays: list[Any]) -> None:
    """The names of what carries nothing and the lines of the table, and where they are.

    Each member has a seed of its own, the same with everything on and with anything off.
    """
    answer = command(*words("--out", "off", "--json"))
    content = json.loads(answer.stdout)
    assert "Fashion" not in content["summary"]["carry_nothing"]
    assert len(content["summary"]["mechanisms"]) == len(MECHANISMS)
    assert Path(content["paths"]["ablation.json"]).is_file()

    assert len(plays) == CELLS
    seeds = [seed for _, seed in plays]
    each = [
        set(seeds[at : at + len(MECHANISMS) + 1]) for at in range(0, CELLS, len(MECHANISMS) + 1)
    ]
    assert all(len(one) == 1 for one in each)
    assert len(set().union(*each)) == MEMBERS


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch, plays: list[Any]) -> int:
    """Stop after so many cells, as Ctrl-C does."""
    play, after, ended = switched_off.play_cell, 30, []

    def interrupted(*given: Any) -> CellResult:
        if len(plays) == after and not ended:
            ended.append(True)
            raise KeyboardInterrupt
        return play(*given)

    monkeypatch.setattr(switched_off, "play_cell", interrupted)
    return after


def test_what_was_stopped_goes_on(
    command: Command, here: Path, plays: list[Any], stopped: int
) -> None:
    """The same command plays the rest alone; nothing but what was played stands there before."""
    answer = command(*words("--out", "off"))
    assert answer.exit_code == INTERRUPTED
    assert "the same command goes on" in " ".join(answer.stderr.split())
    assert [path.suffix for path in (here / "off").iterdir()] == [".jsonl"]
    plays.clear()
    answer = command(*words("--out", "off"))
    assert answer.exit_code == 0, answer.output
    assert f"{CELLS - len(plays)} of {CELLS} are there" in " ".join(answer.stdout.split())
    assert 0 <= stopped - (CELLS - len(plays)) <= 2
    before = (here / "off" / "ablation.csv").read_bytes()
    plays.clear()
    assert command(*words("--out", "off")).exit_code == 0
    assert plays == []
    assert (here / "off" / "ablation.csv").read_bytes() == before


def test_more_members_go_on_and_other_runs_begin_anew(tmp_path: Path, plays: list[Any]) -> None:
    """Members are taken in one order; what a cell depends on is in the name of the file."""
    posterior = Posterior.read("packaged")
    few = Ablation(posterior, 2, RUNS, ROWS)
    with processes(1) as pool:
        PlayedCells(few, tmp_path).play(pool, lambda _: None)
    assert PlayedCells(few, tmp_path).left == []
    more = PlayedCells(Ablation(posterior, 3, RUNS, ROWS), tmp_path)
    assert {cell.place for cell in more.left} == {2}
    assert len(PlayedCells(Ablation(posterior, 2, RUNS, (*ROWS, "SF003")), tmp_path).left) > 2
    for other in (Ablation(posterior, 2, RUNS + 1, ROWS),
                  Ablation(posterior.without(["bids.pulse"]), 2, RUNS, ROWS)):  # fmt: skip
        assert PlayedCells(other, tmp_path).left == other.cells
    path = PlayedCells(few, tmp_path).path
    path.write_text(path.read_text("utf-8").rstrip()[:-40], "utf-8")
    assert len(PlayedCells(few, tmp_path).left) == 1  # cut short


def test_a_cell_is_judged_and_measured_on_the_same_runs() -> None:
    """A verdict for each row, a number for each fact and run; alike if nothing is off."""
    scenario = Scenario().with_changes(SMALL | {"bids.pulse": 0.0})
    played = play_cell(scenario, ROWS, 3, 7)
    assert set(played.verdicts) == set(ROWS)
    assert set(played.verdicts.values()) <= {"met", "not met", "unknown"}
    assert np.array(played.numbers).shape == (3, len(NAMES))
    bids = next(one for one in MECHANISMS if one.name == "Joint bids")
    again = play_cell(bids.without(scenario), ROWS, 3, 7)
    assert again.verdicts == played.verdicts
    np.testing.assert_array_equal(again.numbers, played.numbers)


def test_facts_are_placed_among_all_runs() -> None:
    """Ties count half, an order by the share of runs in which it holds, a bound not at all."""
    on = pd.DataFrame([[one.value for one in facts()]] * 4, columns=NAMES).assign(V17=[1, 1, 0, 1])
    off = on.assign(V01=[9.0, 9.0, 10.0, 12.0], V17=0.0, V14=math.nan)
    inside, moved = place_facts({EVERYTHING_ON: on, "One": off})
    assert "V06 formal" not in inside["One"]
    assert inside[EVERYTHING_ON]["V17"] == 0.75
    assert (inside["One"]["V17"], inside["One"]["V01"]) == (0.0, 0.75)
    assert math.isnan(inside["One"]["V14"])
    found = moved.set_index("what")[["up", "down"]]
    assert list(found.loc["V01"]) == [1, 2]
    assert list(found.loc["V17"]) == [0, 3]
    assert list(found.loc["V14"]) == [4, 0]  # beyond all that have a number


def test_only_a_whole_ablation_is_published(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all rows, the packaged posterior and no fewer members and runs, from the repository."""
    assert AblationQuestion().folder == ASIDE
    monkeypatch.chdir(ROOT)
    assert AblationQuestion().folder == REFERENCE
    parts: list[dict[str, Any]] = [
        {"rows": ["SF002"]}, {"members": 6}, {"posterior": "other.csv"}, {"out": ASIDE},
    ]  # fmt: skip
    assert {AblationQuestion(**part).folder for part in parts} == {ASIDE}


def test_the_time_is_about_eight_minutes() -> None:
    """A whole ablation on two cores takes about as long as its help says."""
    cells = ablation_run.MEMBERS * (len(MECHANISMS) + 1)
    assert 6 <= minutes_needed(cells, ablation_run.RUNS, 2) <= 8.5


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (["--ablation", "--accept"], "--accept: cannot stand beside --ablation"),
        (["--ablation", "--seed", 3], "--seed: cannot stand beside --ablation"),
        (["--ablation", "--quick"], "--quick: cannot stand beside --ablation"),
        (["--ablation", "--members", 5], "not a whole number from 6"),
        (["--ablation", "--runs", 19], "not a whole number from 20"),
        (["--ablation", "--only", "SF002,SF037"], "--only: compares worlds"),
        (["--ablation", "--posterior", "nowhere.csv"], "nowhere.csv"),
        (["--members", 8], "--members: is an option of --ablation"),
        (["--facts", "--members", 8], "--members: cannot stand beside --facts"),
        (["--facts", "--prior"], "--prior: cannot stand beside --facts"),
    ],
)
def test_what_cannot_be_is_refused(
    command: Command, here: Path, plays: list[Any], more: list[Any], problem: str
) -> None:
    """In one message with exit code 2, before anything is played or written."""
    answer = command("validate", *more)
    assert answer.exit_code == 2
    assert problem in " ".join(answer.stderr.replace("│", " ").split())
    assert not plays
    assert not list(here.iterdir())


def test_a_cell_is_a_member_and_a_mechanism() -> None:
    """Member by member, each first with everything on, then with each mechanism off."""
    ablation = Ablation(Posterior.read("packaged"), 2, RUNS, ROWS)
    assert ablation.cells[0] == Cell(0, EVERYTHING_ON)
    assert ablation.cells[len(MECHANISMS) + 1] == Cell(1, EVERYTHING_ON)
    assert len(set(ablation.cells)) == len(ablation.cells) == 2 * (len(MECHANISMS) + 1)
