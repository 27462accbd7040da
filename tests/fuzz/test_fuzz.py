"""Whatever is handed in, by whatever entrance, is used or refused in one short, clean message.

    PARTNERSHIPS_FUZZ=10000 pytest tests/fuzz        # more cases than the suite has

A case that fails is named by its number, and fails again by the same number.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from urllib.parse import quote

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import report
from experiments.browser.visit.links import unpack
from experiments.browser.visit.settings import within_limits
from experiments.browser.visit.uploads import OwnMap, uploaded_scenario
from experiments.calibration import page as calibration_page
from experiments.calibration.results import CalibrationResults
from experiments.calibration.study import CalibrationStudy
from experiments.commands.app import app
from experiments.commands.report import redraw
from experiments.runs.job import Job
from experiments.runs.play import write_results
from experiments.statistics import posterior as posteriors
from experiments.statistics.posterior import POSTERIOR as POSTERIOR_FILE
from experiments.statistics.posterior import Posterior
from experiments.store.layout import MANIFEST
from experiments.studies.finish import points_table
from experiments.studies.identity import definition, hash_of
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from experiments.text.scenario import scenario_from
from simulation.catalogue import catalogue
from simulation.errors import InputError
from simulation.scenario import Scenario
from tests.fuzz import hostile

CASES = int(os.environ.get("PARTNERSHIPS_FUZZ", "500"))
SEED = 20_100
LONGEST = 300
PATIENCE = 60
"""Seconds after which a case counts as one without an answer."""

SCENARIO = """
name = "A"
period.months = 12
period.start = "2010-05"
geography.tiers = ["shire_district"]
geography.reach_km = 40.0
history.control = "recorded"
talks.planned_months = 5.0
choices.scope = "team"
levers.repair = { level = 0.5, start = "2010-06", councils = ["Essex"] }
levers.visits.level = 1
shocks.reorganisation = { month = "2010-12", size = 1.0, county = "Kent" }
partnership.max_size = 3
"""
OWN = """
[geography]
map = "own"
councils = "councils.csv"
neighbours = "neighbours.csv"
control = "control.csv"
[period]
months = 12
"""
STUDY = """
name = "S"
question = "Q"
runs = 2
members = 2
posterior = "packaged"
seed = 1
outcomes = ["success_rate"]
shown = ["success_rate"]
tables = ["talks"]
views = []
base.period.months = 24
base.levers.repair = { level = 0, start = "2006-01" }
design.kind = "grid"
design.points = 4
design.steps = 3
uncertainties."talks.planned_months" = [4, 5]
uncertainties.both = { values = [1, 2], scales = ["trust.talks_pace", "affinity.noise"] }
levers."levers.repair" = { low = 0, high = 1, steps = 3 }
levers."choices.scope" = {}
"""
COMPARISON = """
name = "S"
runs = 2
posterior = "none"
policies.one = { "levers.repair" = 1 }
policies.two."choices.scope" = "team"
policies.three = { "levers.visits" = { level = 1, councils = ["Essex"] } }
"""
POINTS_STUDY = (
    'name = "P"\nposterior = "none"\nruns = 2\n[design]\nkind = "table"\ntable = "points.csv"\n'
)
CALIBRATION = """
name = "C"
seed = 1
rows = ["SF037"]
parameters = ["talks.momentum_months"]
base.period.months = 24
priors."talks.momentum_months" = { low = 3, high = 9, shape = "triangular", mode = 4 }
sampling.particles = 20
sampling.thresholds = [3.0, 2.0]
screening.levels = 4
"""
POINTS = "talks.planned_months,partnership.max_size,choices.scope\n4,2,team\n5,3,mixed\n"
POSTERIOR = "member,weight,talks.momentum_months\n0,0.5,6\n1,0.5,7\n"
TABLES = {
    "councils": (
        "code,name,tier,county,x_km,y_km,population,net_budget,election_cycle,election_year\n"
        "A1,Ash,UA,West,0,0,90000,12000000,all_out,2007\n"
        "A2,Birch,MD,West,20,5,80000,11000000,thirds,\n"
        "A3,Cole,,East,40,9,70000,10000000,none,\n"
    ),
    "neighbours": "code_a,code_b,boundary_km\nA1,A2,5\nA2,A3,4\n",
    "control": "code,year,control,largest_party\nA1,2005,Con,\nA2,2005,NOC,Lab\nA3,2005,Labour,\n",
}
REFERENCE = Path(__file__).parents[2] / "results" / "reference"
FOLDERS = ("run", "three_together", "calibration")
SMALL = {
    "geography.map": "hexagonal",
    "geography.size": 7,
    "history.control": "drawn",
    "period.months": 24,
    "approach.base": 0.1,
}


class NoAnswer(BaseException):
    """A case that goes on and on."""


@contextmanager
def patience() -> Iterator[None]:
    """Give up on what goes on too long."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise NoAnswer

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def is_clean(message: str) -> bool:
    """Return whether a message is short, on one line, and without control characters."""
    return 0 < len(f"Error: {message}") <= LONGEST and message.isprintable()


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return it."""
    (folder / name).write_bytes(content)
    return folder / name


def scenario_file(draw: Random, here: Path, _: Path) -> None:
    """Read a scenario."""
    within_limits(scenario_from(written(here, "s.toml", hostile.toml(SCENARIO, draw))))


def setting(draw: Random, here: Path, _: Path) -> None:
    """Set a value."""
    names = [entry.name for entry in catalogue()]
    name = draw.choice(names) if draw.random() < 0.5 else hostile.name(draw)
    within_limits(scenario_from(None, [f"{name}={hostile.value(draw)}"]))


def written_down(study: Study) -> None:
    """Write down what a study is, as its folder holds it."""
    hash_of(definition(study))
    points_table(study).to_csv()
    [study.label(point.number) for point in study.points[:10]]


def study_file(draw: Random, here: Path, _: Path) -> None:
    """Read a study."""
    template = draw.choice([STUDY, STUDY, COMPARISON])
    written_down(load_study(written(here, "s.toml", hostile.toml(template, draw))))


def points(draw: Random, here: Path, _: Path) -> None:
    """Read a table of points."""
    written(here, "points.csv", hostile.table(POINTS, draw))
    written_down(load_study(written(here, "p.toml", POINTS_STUDY.encode())))


def own_map(draw: Random, here: Path, _: Path) -> None:
    """Read an own map."""
    wrong = draw.choice(list(TABLES))
    for name, text in TABLES.items():
        written(here, f"{name}.csv", hostile.table(text, draw) if name == wrong else text.encode())
    Job(scenario_from(written(here, "m.toml", OWN.encode()))).check()


def posterior(draw: Random, here: Path, _: Path) -> None:
    """Read a posterior."""
    Posterior.read(written(here, "posterior.csv", hostile.table(POSTERIOR, draw)))


def calibration(draw: Random, here: Path, _: Path) -> None:
    """Read a calibration."""
    CalibrationStudy.load(written(here, "c.toml", hostile.toml(CALIBRATION, draw))).start()


def upload(draw: Random, here: Path, _: Path) -> None:
    """Hand a scenario in to the view."""
    uploaded_scenario(hostile.toml(SCENARIO, draw))


def uploaded_map(draw: Random, here: Path, _: Path) -> None:
    """Hand a map in to the view."""
    wrong = draw.choice(list(TABLES))
    tables = {name: text.encode() for name, text in TABLES.items()}
    tables[wrong] = hostile.table(TABLES[wrong], draw)
    with OwnMap(tables) as given:
        given.on(Scenario().with_changes({"period.months": 12}))


def link(draw: Random, here: Path, _: Path) -> None:
    """Follow a link of the view."""
    part = f"{hostile.name(draw)}={hostile.value(draw)}"
    wild = hostile.spoiled(b"seed=3&month=4&set=talks.planned_months%3D6", draw).decode("latin-1")
    unpack(draw.choice([f"set={quote(part, errors='replace')}", wild, hostile.texts(draw)]))


def folder(draw: Random, here: Path, finished: Path) -> None:
    """Draw a folder again in which a file was edited."""
    edited = here / "results"
    shutil.copytree(finished / draw.choice(FOLDERS), edited)
    files = sorted(path for path in edited.rglob("*") if path.is_file())
    path = draw.choice([one for one in files if one.suffix != ".svg"])
    content = path.read_bytes()
    if path.suffix == ".json" and draw.random() < 0.8:
        path.write_bytes(hostile.json_file(json.loads(content), draw))
    elif path.suffix == ".parquet" and draw.random() < 0.6:
        frame = pd.read_parquet(path)
        column = draw.choice(list(frame.columns))
        wild = draw.choice(["text", -1, 1e308, None, 10**12])
        frame.drop(columns=column).to_parquet(path) if draw.random() < 0.3 else frame.assign(
            **{column: wild}
        ).to_parquet(path)
    elif path.suffix == ".csv" and draw.random() < 0.6:
        path.write_bytes(hostile.table(content.decode("utf-8-sig"), draw))
    elif draw.random() < 0.1:
        path.unlink()
    else:
        path.write_bytes(hostile.spoiled(content, draw))
    redraw(edited)


def command(draw: Random, here: Path, _: Path) -> None:
    """Give a command a wild option."""
    wild = draw.choice([hostile.numbers, hostile.texts])(draw)
    words = draw.choice(
        [
            ["run", "--runs", f"-{wild}"], ["run", "--seed", f"x{wild}"], ["run", f"{wild}.toml"],
            ["run", f"--z{wild}"], ["sweep", f"{wild}.toml"], ["report", f"nowhere{wild}"],
            ["calibrate", f"{wild}.toml"], ["validate", "--only", f",{wild[:0]},"],
            ["run", "--posterior", f"nowhere{wild}"], ["run", "--map-date", f"x{wild}"],
            ["run", "--driver", f"x{wild}"], ["parameters", "--group", f"x{wild}"], [f"x{wild}"],
        ]
    )  # fmt: skip
    done = CliRunner().invoke(app, words)
    if done.exit_code != 2 or "Traceback" in done.output:
        raise AssertionError(f"{words!r:.200} ended with {done.exit_code}: {done.exception!r}")
    text = done.stderr.replace("\n", "")
    assert text.isprintable(), text[:300]
    assert len(" ".join(text.split())) <= 3 * LONGEST, text[
        :900
    ]  # usage, hint and a frame about it


ENTRANCES: dict[Callable[[Random, Path, Path], None], int] = {
    scenario_file: 14,
    setting: 14,
    study_file: 14,
    points: 14,
    own_map: 12,
    posterior: 6,
    calibration: 5,
    upload: 5,
    uploaded_map: 4,
    link: 6,
    folder: 2,
    command: 4,
}
"""Each entrance, and how often of a hundred cases it is taken."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with those of a small run, of a study and of a calibration."""
    place = tmp_path_factory.mktemp("fuzz")
    (place / FOLDERS[0]).mkdir()
    write_results(Job(Scenario().with_changes(SMALL), driver="mesa"), place / FOLDERS[0])
    for name in FOLDERS[1:]:
        shutil.copytree(REFERENCE / name, place / name)
        made = json.loads((place / name / MANIFEST).read_text("utf-8"))
        made = {"platform": "", "command": "", "date": "", "timings": {"play": 1.0}} | made
        (place / name / MANIFEST).write_text(json.dumps(made), encoding="utf-8")
    shutil.copy(Path(posteriors.__file__).with_name(POSTERIOR_FILE), place / FOLDERS[2])
    return place


def drawing(figure: object, path: Path, *, png: bool = False) -> None:
    """Save an empty drawing: what takes time is rendering, which is no entrance."""
    path.with_suffix(".svg").write_text('<svg viewBox="0 0 1 1"></svg>', encoding="utf-8")


def violation(number: int, here: Path, finished: Path) -> str | None:
    """Return what is wrong with the answer to a case; None where nothing is."""
    draw = Random(SEED + number)  # noqa: S311 -- the same cases each time
    enter = draw.choices(list(ENTRANCES), list(ENTRANCES.values()))[0]
    case = f"case {number}, {enter.__name__}: "
    here.mkdir()
    try:
        with patience():
            enter(draw, here, finished)
    except InputError as error:
        return None if is_clean(str(error)) else f"{case}not a clean message: {str(error)[:900]!r}"
    except BaseException as error:  # noqa: BLE001 -- whatever it is, it is no answer
        return f"{case}{type(error).__name__}: {str(error)[:300]!r}"
    finally:
        shutil.rmtree(here)
    return None


def test_whatever_is_handed_in_is_used_or_refused(
    tmp_path: Path, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No case ends in anything but success or one clean message."""
    monkeypatch.setattr(report, "save_figure", drawing)
    monkeypatch.setattr(calibration_page, "draw_page", CalibrationResults.read)
    monkeypatch.chdir(tmp_path)
    first = int(os.environ.get("PARTNERSHIPS_FUZZ_FIRST", "0"))
    wrong = [
        found
        for number in range(first, first + CASES)
        if (found := violation(number, tmp_path / "case", finished))
    ]
    assert wrong == []
