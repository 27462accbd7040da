"""Processes of Dask's command on loopback, for the tests that play on a cluster."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ENVIRONMENT = os.environ | {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0",
}


def start(*words: str) -> subprocess.Popen[str]:
    """Start a process of Dask's command."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """End a process that was started here."""
    process.kill()
    process.wait()
    with suppress(AttributeError):
        process.stderr.close()  # type: ignore[union-attr]


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Give a process of Dask's command while the block lasts."""
    process = start(*words)
    try:
        yield process
    finally:
        end(process)


def address_of(scheduler: subprocess.Popen[str]) -> str:
    """Return the address that a scheduler says it listens at."""
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        found = re.search(r"Scheduler at:\s+(tcp://\S+)", line)
        if found:
            return found.group(1)
    raise AssertionError("the scheduler did not start")
