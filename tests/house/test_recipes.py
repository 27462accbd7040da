"""Whoever follows a recipe of `CONTRIBUTING.md` to the letter has added what it promises."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import simulation
from experiments.store.layout import figure_data
from tests.house import recipes_of_experiments, recipes_of_the_model
from tests.house.recipe import Recipe

ROOT = Path(simulation.__file__).parents[1]
RECIPES = {
    value.heading: value
    for module in (recipes_of_the_model, recipes_of_experiments)
    for value in vars(module).values()
    if isinstance(value, Recipe)
}
MADE = {"docs/model.md": "docs.tables"}
"""Places that a command writes."""

WORLD = {
    "geography.map": "hexagonal",
    "geography.size": 12,
    "history.control": "drawn",
    "period.months": 40,
    "approach.base": 0.08,
    "approach.accept_base": 0.8,
}
Follow = Callable[[Recipe], Path]


def places(heading: str) -> set[str]:
    """Return the places that a recipe of `CONTRIBUTING.md` numbers."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = page.split(f"\n## How to add {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\d+\. `([^`]+)`", section, re.MULTILINE))


def python(root: Path, *words: str) -> str:
    """Run a module of a copy; what the copy lacks comes from the project itself."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


SCRIPT = """
import json, sys
from pathlib import Path
import pandas as pd
from experiments.statistics.outcomes import OUTCOMES, measure_outcomes
from simulation import PartnershipModel
from simulation.result import TABLES

model = PartnershipModel(seed=4, **json.loads(sys.argv[1]))
while model.running:
    model.step()
result, out = model.result(), Path("played")
out.mkdir(exist_ok=True)
for name in TABLES:
    getattr(result, name).to_pickle(out / f"{name}.pickle")
measure_outcomes(result, OUTCOMES).to_pickle(out / "outcomes.pickle")
"""


def play(root: Path, **changes: float | str) -> dict[str, pd.DataFrame]:
    """Play a small world with Mesa from the packages of a copy; return its tables, and outcomes."""
    settings = WORLD | {name.replace("__", "."): value for name, value in changes.items()}
    (root / "play.py").write_text(SCRIPT, encoding="utf-8")
    python(root, "play", json.dumps(settings))
    paths = list((root / "played").glob("*.pickle"))
    return {path.stem: pd.read_pickle(path) for path in paths}  # noqa: S301 -- our own


RULINGS = """
import json, sys
from experiments.browser.cards.talks import talks_card
from experiments.browser.recording.recording import RecordedModel

model = RecordedModel(seed=4, **json.loads(sys.argv[1]))
model.advance(1000)
last = model.recording.months - 1
cards = [talks_card(model.recording, row, last) for row in range(len(model.all_talks))]
print(json.dumps([[card.reason, card.ruling.sentence] for card in cards if card.ruling]))
"""

NEW_FACT = """
import pandas as pd
from experiments.facts.comparison import comparison_table, facts

table = comparison_table(pd.DataFrame({one.fact: [1.0, 2.0, 13.0] for one in facts()}))
row = table[table["fact"] == "V99"].iloc[0]
print(row["what"], row["value"], row["median"], row["runs"])
"""

LAST_TAB = """
from experiments.browser.tabs import tab_types
from experiments.browser.visit.visit import Visit

visit = Visit(lambda: None)
tab = [one(visit) for one in tab_types()][-1]
print(tab.label, tab.show().kwargs["words"])
visit.close()
"""


def answer_of(root: Path, script: str, *words: str) -> str:
    """Run a script with the packages of a copy; return what it says."""
    (root / "ask.py").write_text(script, encoding="utf-8")
    return python(root, "ask", *words)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """Return the tables of the world before anything is added."""
    return play(tmp_path_factory.mktemp("before"))


@pytest.fixture
def follow(tmp_path: Path) -> Follow:
    """Return what follows a recipe in a copy of what it touches, and says where the copy is."""

    def follow(recipe: Recipe) -> Path:
        names = {name.partition("/")[0] for name in recipe.touched}
        for name in {*names, "docs"}:
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
        shutil.copy(ROOT / "README.md", tmp_path)  # it has generated parts as well
        recipe.follow(tmp_path)
        for module in MADE.values():
            python(tmp_path, module)
        return tmp_path

    return follow


@pytest.mark.parametrize("heading", RECIPES)
def test_a_recipe_names_every_place(heading: str) -> None:
    """What is touched lies in the places that the recipe numbers, and each of them is touched."""
    named, touched = places(heading), RECIPES[heading].touched
    by_hand = {place for place in named if place not in MADE}
    assert {name for name in touched if not name.startswith(tuple(by_hand))} == set()
    assert {
        place for place in by_hand if not any(one.startswith(place) for one in touched)
    } == set()


def same_runs(now: dict[str, pd.DataFrame], before: dict[str, pd.DataFrame]) -> bool:
    """Return whether two plays had the same talks."""
    return now["talks"][list(before["talks"])].equals(before["talks"])


def test_a_parameter(follow: Follow, before: dict[str, pd.DataFrame]) -> None:
    """It is listed and documented, changes nothing at its default, and something elsewhere."""
    root = follow(recipes_of_the_model.PARAMETER)
    assert "gained over coffee" in python(
        root, "experiments.commands.app", "parameters", "coffee", "--csv"
    )
    assert "`talks.coffee`" in (root / "docs/model.md").read_text(encoding="utf-8")
    assert same_runs(play(root), before)
    assert not same_runs(play(root, talks__coffee=0.3), before)


def test_a_lever(follow: Follow, before: dict[str, pd.DataFrame]) -> None:
    """It does nothing where it is not pulled, and something where it is."""
    root = follow(recipes_of_the_model.LEVER)
    assert "`levers.joint_retreat`" in (root / "docs/model.md").read_text(encoding="utf-8")
    assert same_runs(play(root), before)
    assert not same_runs(play(root, levers__joint_retreat=1), before)


def test_a_choice(follow: Follow, before: dict[str, pd.DataFrame]) -> None:
    """It can be made by name; the first word is what was there before."""
    root = follow(recipes_of_the_model.CHOICE)
    assert "town_hall, pub" in (root / "docs/model.md").read_text(encoding="utf-8")
    assert same_runs(play(root), before)
    assert not same_runs(play(root, choices__venue="pub"), before)


def test_an_outcome(follow: Follow, before: dict[str, pd.DataFrame]) -> None:
    """It is measured with the others, and is what the tables say."""
    now = play(follow(recipes_of_the_model.OUTCOME))
    assert same_runs(now, before)
    ended = now["talks"][now["talks"]["ended"].notna()]
    assert now["outcomes"]["long_talks"].item() == pytest.approx((ended["months"] > 12).mean())


def test_a_column(follow: Follow, before: dict[str, pd.DataFrame]) -> None:
    """It stands in its table with what the rules wrote, and on the page about the model."""
    root = follow(recipes_of_the_model.COLUMN)
    now = play(root)
    assert "`meetings_held`" in (root / "docs/model.md").read_text(encoding="utf-8")
    assert same_runs(now, before)
    assert (now["talks"]["meetings_held"] > 0).mean() > 0.8


def test_a_reason(follow: Follow) -> None:
    """Talks fail for it, it is cited, it has an outcome, and events and view tell of it."""
    root = follow(recipes_of_the_model.REASON)
    now = play(root)
    failed = now["talks"][now["talks"]["reason"] == "weather"]
    assert len(failed) > 0
    assert now["talks"]["causes_asker"].fillna("").str.contains("weather").any()
    assert now["events"]["sentence"].str.contains("because it rained").sum() == len(failed)
    assert now["outcomes"]["failed_by_weather"].item() > 0
    assert "weather" in (root / "docs/model.md").read_text(encoding="utf-8")
    rulings = json.loads(answer_of(root, RULINGS, json.dumps(WORLD)))
    told = [sentence for reason, sentence in rulings if reason == "weather"]
    assert len(told) == len(failed)
    assert any(sentence.startswith("It rained on ") for sentence in told)


def test_a_figure_of_runs(follow: Follow) -> None:
    """It stands on the page of a run, with its numbers beside it."""
    root = follow(recipes_of_experiments.CHART)
    settings = [f"--set={name}={value}" for name, value in WORLD.items()]
    python(root, "experiments.commands.app", "run", *settings, "--runs=4", "--out=one")
    page = (root / "one" / "report.html").read_text(encoding="utf-8")
    assert "Talks that stalled" in page
    numbers = pd.read_csv(figure_data(root / "one", "stalls"))
    talks = pd.read_parquet(root / "one" / "tables" / "talks.parquet")
    assert numbers["talks"].sum() == len(talks)


def test_a_figure_to_studies(follow: Follow) -> None:
    """A study that asks for it by name shows it and says what it concludes."""
    root = follow(recipes_of_experiments.VIEW)
    changes = "\n".join(f'"{name}" = {value!r}' for name, value in WORLD.items())
    (root / "small.toml").write_text(
        f'name = "Small"\nquestion = "?"\nruns = 4\nviews = ["fears"]\n[base]\n{changes}\n'
        '[levers."talks.planned_months"]\nvalues = [4, 8]\n',
        encoding="utf-8",
    )
    python(root, "experiments.commands.app", "sweep", "small.toml", "--out=study")
    page = (root / "study" / "report.html").read_text(encoding="utf-8")
    talks = pd.read_parquet(root / "study" / "tables" / "talks.parquet")
    assert f"Small: {len(talks)} talks were held." in page


def test_a_pattern(follow: Follow) -> None:
    """The scorecard judges it."""
    root = follow(recipes_of_experiments.PATTERN)
    answer = python(root, "experiments.commands.app", "validate", "--only=SF999")
    assert "SF999" in answer


def test_a_fact(follow: Follow) -> None:
    """It stands in the table of the comparison with the others."""
    words = answer_of(follow(recipes_of_experiments.FACT), NEW_FACT)
    assert words == "partnerships in May 2010 12.0 2.0 3\n"


def test_a_tab(follow: Follow) -> None:
    """It stands in the row of tabs by itself, and shows what the visit is at."""
    assert (
        answer_of(follow(recipes_of_experiments.TAB), LAST_TAB)
        == "Weather It rained up to month -1.\n"
    )
