"""Closed lists are tables: a word added in one place is a word everywhere."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from typer.testing import CliRunner

import simulation
from experiments.commands.app import app
from simulation import end_causes, event_kinds, terms
from simulation.closed_list import Term, Terms
from simulation.event_kinds import EVENTS
from simulation.parameters.interventions import Choices, Levers
from simulation.result.sentences import EventContext
from simulation.terms import CHOICES, LEVERS, MOTIVES, REASONS

ROOT = Path(simulation.__file__).parents[1]
LISTS = {
    name: words
    for module in (terms, event_kinds, end_causes)
    for name, words in vars(module).items()
    if isinstance(words, Terms)
}

ADDED = {
    "simulation/terms.py": {
        "LEAK = REASONS": 'RUMOUR = REASONS.add(Term("rumour", sentence="of a rumour"))',
        "FASHION = MOTIVES": 'VANITY = MOTIVES.add(Term("vanity", "the wish to shine", "vanity"))',
    },
    "simulation/event_kinds.py": {
        "DEADLOCK = _kind": 'FEAST_HELD = _kind("feast held", "{pair} dined.")',
    },
}
"""Lines that add a word, each before a line that begins so."""

WORLD = {
    "geography.map": "hexagonal",
    "geography.size": 16,
    "history.control": "drawn",
    "period.months": 48,
    "approach.base": 0.08,
    "approach.accept_base": 0.7,
}


def words(out: Path) -> list[str]:
    """Return what the command is told to play a small world with the Mesa driver."""
    settings = [word for name, value in WORLD.items() for word in ("--set", f"{name}={value}")]
    return ["run", *settings, "--runs", "1", "--driver", "mesa", "--seed", "4", "--out", str(out)]


def play(root: Path, out: Path) -> pd.DataFrame:
    """Play it from the packages below a folder."""
    command = [sys.executable, "-m", "experiments.commands.app", *words(out)]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return pd.read_parquet(out / "tables" / "talks.parquet")


def test_a_word_is_added_in_one_place(tmp_path: Path) -> None:
    """A reason, a motive and a kind of event of one line each reach columns, outcomes and page."""
    left_out = shutil.ignore_patterns("__pycache__")
    for package in ("simulation", "experiments"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=left_out)
    for file, lines in ADDED.items():
        text = (tmp_path / file).read_text(encoding="utf-8")
        for before, line in lines.items():
            assert text.count(f"\n{before}") == 1
            text = text.replace(f"\n{before}", f"\n{line}\n{before}")
        (tmp_path / file).write_text(text, encoding="utf-8")
    more = play(tmp_path, tmp_path / "more")
    answer = CliRunner().invoke(app, [*words(tmp_path / "plain"), "--no-figures"])
    assert answer.exit_code == 0, answer.output
    plain = pd.read_parquet(tmp_path / "plain" / "tables" / "talks.parquet")
    assert "rumour" in more["reason"].cat.categories
    assert (more["motive_vanity"] == 0.0).all()
    shared = [name for name in plain if name not in ("reason", "stage")]
    pd.testing.assert_frame_equal(more[shared], plain[shared])
    assert more["reason"].astype(str).equals(plain["reason"].astype(str))
    summary = (tmp_path / "more" / "tables" / "columns.csv").read_text(encoding="utf-8-sig")
    assert "failed_by_rumour" in summary
    assert "of the motives: the wish to shine" in summary
    events = pd.read_parquet(tmp_path / "more" / "tables" / "events.parquet")
    assert "feast held" in events["kind"].cat.categories
    assert (tmp_path / "more" / "report.html").is_file()


@pytest.mark.parametrize("name", LISTS)
def test_every_word_has_a_number_that_rules_know(name: str) -> None:
    """Each word is added under a name of its own, and stands once in its list."""
    words = LISTS[name]
    assert len(set(words)) == len(words) > 0
    numbers = [
        value
        for module in (terms, event_kinds, end_causes)
        for target, value in constants(Path(str(module.__file__)), name)
        if getattr(module, target) == value
    ]
    assert numbers == list(range(len(words)))


def constants(path: Path, words: str) -> list[tuple[str, int]]:
    """Return the names to which a module gives the numbers of a list, in order."""
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        value = node.value if isinstance(node, ast.Assign) else None
        adds = ("_kind",) if words == "EVENTS" else (f"{words}.add",)
        if isinstance(value, ast.Call) and ast.unparse(value.func) in adds:
            found.append((ast.unparse(node.targets[0]), len(found)))
    return found


def test_every_reason_and_motive_is_given_by_some_rule() -> None:
    """No reason stands in the list that no rule ever gives, and no motive that none weighs."""
    rules = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "simulation/rules").glob("*.py")
    )
    places = {"REASONS": "terms", "MOTIVES": "terms", "END_REASONS": "terms",
              "END_CAUSES": "end_causes"}  # fmt: skip
    for words, module in places.items():
        for name, _ in constants(ROOT / f"simulation/{module}.py", words):
            assert rules.count(name) > 1, name


def test_choices_and_levers_are_those_of_the_scenario() -> None:
    """What a scenario may choose, and what may be pulled, are the words of these lists."""
    for name, words in CHOICES.items():
        allowed = get_args(Choices.model_fields[name].annotation)
        assert {word.replace(" ", "_") for word in words} == set(allowed)
    assert list(Levers.model_fields) == list(LEVERS)


def test_what_a_sentence_needs_is_there() -> None:
    """Every name in the sentence of a kind of event is a property of the event."""
    known = {name for name in dir(EventContext) if not name.startswith("_")}
    known |= {"council", "other", "partners"}
    for kind in EVENTS:
        assert kind.sentence.endswith((".", "}"))
        names = {part.split("}")[0] for part in kind.sentence.split("{")[1:]}
        assert names <= known


def test_words_that_sentences_need_have_them() -> None:
    """Reasons, motives and ends have the words that follow 'because' or 'for'."""
    for words in (
        REASONS,
        MOTIVES,
        terms.END_REASONS,
        terms.CANDIDATES,
        terms.WAYS_OUT,
        end_causes.END_CAUSES,
        end_causes.REVIEWS,
    ):
        assert all(word.sentence for word in words)


def test_a_word_is_text_that_can_be_kept() -> None:
    """A word is its text, and pickling and copying keep what hangs on it."""
    import copy
    import pickle

    for word in (REASONS[2], terms.PARTIES[0], EVENTS[-1]):
        for kept in (copy.deepcopy(word), pickle.loads(pickle.dumps(word))):  # noqa: S301 -- ours
            assert (kept, type(kept), vars(kept)) == (word, type(word), vars(word))
    assert Term("a") == "a"
