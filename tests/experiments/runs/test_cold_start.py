"""Without compiled code the Mesa driver begins, and what is left is the same whenever it stops."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.runs import job as jobs
from experiments.runs.job import Job
from experiments.runs.play import write_results
from experiments.runs.results import differences
from experiments.runs.run import run_job
from simulation import Scenario
from simulation.ensemble import prepare
from tests.strategies import BUSY

RUNS = 30
SCENARIO = Scenario().with_changes(
    {
        "geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
        **BUSY, "period.months": 24,
    }
)  # fmt: skip


@pytest.fixture
def ready_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the compiled code that there is; each test says when it is to be seen."""
    prepare()
    monkeypatch.setattr(jobs, "start_compiling", lambda: None)


def see_code_after(number: float, monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    """Let the code be ready once so many runs are played by the Mesa driver."""
    monkeypatch.setattr(jobs, "is_ready", lambda: job.played.get("mesa", 0) >= number)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all that a run leaves but what says when and by what."""
    told = ("manifest.json", "ro-crate-metadata.json")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in told
    }


@pytest.mark.usefixtures("ready_after")
@pytest.mark.parametrize(
    ("switch", "words"),
    [
        (0, "compiled"),
        (3, "mesa up to run 2, then compiled"),
        (25, "mesa up to run 24, then compiled"),
        (28, "mesa up to run 27, then compiled"),
        (float("inf"), "mesa"),
    ],
)
def test_tables_are_the_same_whenever_the_code_is_ready(
    switch: float, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes are left whichever driver played which run, and the manifest tells which."""
    places = [tmp_path / name for name in ("compiled", "switched")]
    for place, after in zip(places, (0, switch), strict=True):
        place.mkdir()
        job = Job(SCENARIO, runs=RUNS, seed=4)
        see_code_after(after, monkeypatch, job)
        write_results(job, place)
    assert contents(places[0]) == contents(places[1])
    manifest = json.loads((places[1] / "manifest.json").read_text())
    assert manifest["driver"] == words
    assert not differences(places[1], manifest, Job(SCENARIO, runs=RUNS, seed=4, driver="mesa"))


@pytest.mark.usefixtures("ready_after")
def test_the_first_run_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cold command says that it compiles, what the first run brought, and then what all did."""
    ready = iter([False] * 4)
    monkeypatch.setattr(jobs, "is_ready", lambda: next(ready, True))
    run_job(Job(SCENARIO, runs=5, seed=4), tmp_path / "out", figures=False)
    said = capsys.readouterr()
    assert "in the background" in said.err
    first, every = said.out.split("All of them:")
    assert "In one run of" in first
    assert "In 5 runs of" in every


@pytest.mark.usefixtures("ready_after")
def test_on_a_large_map_the_code_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a run of the Mesa driver takes longer than a compile, nothing is begun by it."""
    monkeypatch.setattr(jobs, "is_ready", lambda: False)
    waited: list[bool] = []
    monkeypatch.setattr(Job, "prepare", lambda self: waited.append(True))
    large = SCENARIO.with_changes({"geography.size": 2000, "period.months": 168})
    assert Job(SCENARIO).begin_compiling()
    assert not waited
    assert not Job(large).begin_compiling()
    assert waited
