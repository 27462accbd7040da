"""A Dask cluster gives the tables of one machine, though a worker dies in the middle."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from experiments.execution.workers import connect
from experiments.store.layout import table_file
from experiments.studies.folder import open_study
from experiments.studies.parts import Parts
from experiments.studies.remote import play_on_cluster
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.dask_started import address_of, end, start


@dataclass
class Cluster:
    """A scheduler, and worker processes of one thread each, on loopback."""

    address: str
    workers: list[subprocess.Popen[str]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a real scheduler and two real workers; end them afterwards."""
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    address = address_of(scheduler)
    words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
    workers = [
        start("worker", address, *words, "--local-directory", str(tmp_path / f"dask{place}"))
        for place in range(2)
    ]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        end(process)


def wait_for(client: Any, workers: int) -> None:
    """Wait until so many workers are there."""
    client.wait_for_workers(workers, timeout=60)


def tables(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table of a study."""
    return {path.name: path.read_bytes() for path in (folder / "tables").glob("*.parquet")}


def test_a_worker_that_is_killed_costs_nothing(
    cluster: Cluster, small: Study, tmp_path: Path
) -> None:
    """With one worker killed in the middle, all runs arrive, and the tables are as from here."""
    run_study(small, tmp_path / "here", figures=False)
    with (
        open_study(tmp_path / "away", small) as kept,
        connect(cluster.address) as client,
    ):
        from experiments.studies.batch import missing_batches

        wait_for(client, 2)
        parts, killed = Parts(tmp_path / "away", kept.points), False
        every = missing_batches({}, len(small.points), small.runs)
        for played in play_on_cluster(kept, every, client):
            parts.add(played)
            assert played.failed == 0
            if not killed:
                cluster.workers[0].send_signal(signal.SIGKILL)
                killed = True
        parts.write()
    run_study(small, tmp_path / "away", figures=False)
    assert tables(tmp_path / "here") == tables(tmp_path / "away")


def test_the_command_plays_on_a_cluster(cluster: Cluster, small: Study, tmp_path: Path) -> None:
    """A study that is told an address plays there, and the same command then finds it finished."""
    run_study(small, tmp_path / "away", cluster=cluster.address, figures=False)
    files = sorted((tmp_path / "away" / "parts").rglob("*.parquet"))
    run_study(small, tmp_path / "away", cluster=cluster.address, figures=False)
    assert files == sorted((tmp_path / "away" / "parts").rglob("*.parquet"))
    assert table_file(tmp_path / "away" / "tables", "runs").is_file()


def test_a_cluster_that_does_not_answer_leaves_nothing(small: Study, tmp_path: Path) -> None:
    """Where no scheduler answers, a message names the address, and no folder is made."""
    with pytest.raises(InputError, match=r"--cluster: no cluster answers there.*127\.0\.0\.1:9"):
        run_study(small, tmp_path / "out", cluster="tcp://127.0.0.1:9")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:port", ""])
def test_an_address_that_is_none_is_refused(small: Study, tmp_path: Path, address: str) -> None:
    """What cannot be an address is refused, naming the option."""
    with pytest.raises(InputError, match="--cluster"):
        run_study(small, tmp_path / "out", cluster=address)


def test_a_worker_with_other_code_is_refused(
    cluster: Cluster, write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster whose workers hold another version of a file plays nothing, and names the file."""
    from experiments.studies import remote as module

    ours = module.depends()
    other = replace(ours, code=ours.code | {"simulation/rules/vote.py": "another"})
    monkeypatch.setattr(module, "depends", lambda: other)
    study = load_study(write())
    with pytest.raises(InputError, match=r"worker.*simulation/rules/vote\.py"):
        run_study(study, tmp_path / "out", cluster=cluster.address)
