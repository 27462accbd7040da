"""The compiled driver: one run or thousands, without a Python object in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

from simulation.code_cache import check_compiling, wait_for_code
from simulation.compiled import COMPILES
from simulation.counts import check_counts
from simulation.driver import play
from simulation.geography import Geography
from simulation.maps import geography_of
from simulation.parameters import packed
from simulation.parameters.settings import SETTINGS
from simulation.progress import ProgressLines
from simulation.result import Result
from simulation.result.gathering import Gathering
from simulation.result.raw import take
from simulation.scenario import Scenario
from simulation.world import build_world, grown
from simulation.world.build import EVERYTHING
from simulation.world.calendar import build_calendar

T = TypeVar("T")

ROOM = ("draws", "talks", "partnerships", "events", "lists")
FILLED = ("approaches", "monthly", "council_years", "partnership_years")
"""Tables of the world and of the books that begin each run anew, whatever stood in them."""

BUILT_OF = (*SETTINGS, "levers")
"""Groups of a scenario that the tables of a world are built of, beside its calendar."""

CHUNK = 25
"""Runs that are played into one set of tables, on a map of England's size."""

BUSY_COUNCILS = 5000
"""Council-runs that one chunk holds at most, so that memory stays small on large maps."""


def chunk_size(geography: Geography) -> int:
    """Return how many runs are played into one set of tables on this map."""
    return max(1, min(CHUNK, BUSY_COUNCILS // len(geography.councils)))


class Player:
    """Plays runs of one scenario into tables that it uses again and again.

    Parameters
    ----------
    scenario : Scenario
        What the runs depend on.
    geography : Geography
        The map.
    seed : int
        Seed of the ensemble.
    keep : frozenset of str
        Tables to keep (see `simulation.world.books.KEPT`).
    """

    def __init__(
        self, scenario: Scenario, geography: Geography, seed: int, keep: frozenset[str] = EVERYTHING
    ) -> None:
        self.scenario, self.geography, self.seed, self.keep = scenario, geography, seed, keep
        self.size = chunk_size(geography)
        self._parameters = packed(scenario.parameters)
        self._arrays = build_world(scenario, geography, seed=seed, runs=self.size, keep=keep)

    def with_scenario(self, scenario: Scenario, geography: Geography) -> Player:
        """Return a player of another scenario, in the tables of this one if they fit.

        Tables that were played into before need not be handed out by the system again, which
        takes a tenth of the time of a chunk; where only parameters and choices differ, the world is
        built the same, which takes as long as a run or two. This player must not be used
        afterwards.
        """
        if geography is self.geography and self._builds_alike(scenario):
            self.scenario, self._parameters = scenario, packed(scenario.parameters)
            world: Any = self._arrays[0]
            calendar = build_calendar(scenario, geography)
            self._arrays = world._replace(calendar=calendar), self._arrays[1]
            return self
        other = Player(scenario, geography, self.seed, self.keep)
        if geography is self.geography and scenario.period == self.scenario.period:
            (world, books), (used, written) = other._arrays, self._arrays
            kept = {name: getattr(used, name) for name in ROOM}
            filled = {name: getattr(written, name) for name in FILLED}
            other._arrays = world._replace(**kept), books._replace(**filled)
        return other

    def _builds_alike(self, scenario: Scenario) -> bool:
        """Return whether a scenario builds the same world but for what its months bring."""
        return all(getattr(scenario, name) == getattr(self.scenario, name) for name in BUILT_OF)

    def play(self, first: int, count: int, *, single: bool = False, lent: bool = False) -> Result:
        """Return the result of `count` runs from number `first`, at most `size` of them.

        A result that is `lent` holds the tables of this player, which it overwrites when it plays
        again: for whoever only reads a few numbers from it, or copies the tables anyway.
        """
        if count > self.size:  # compiled code would write past the end of the tables
            raise ValueError(f"{count} runs do not fit into tables for {self.size}")
        world: Any = self._arrays[0]
        world.scratch["used"][:] = 0
        progress = np.zeros(2, dtype=np.int64)
        while not play(self._parameters, *self._arrays, first, count, progress):
            self._arrays = grown(*self._arrays)
        world, books = self._arrays
        trimmed: Any = books
        months = self.scenario.period.months
        rows = len(trimmed.council_years) // self.size
        trimmed = trimmed._replace(
            monthly=trimmed.monthly[: count * months],
            council_years=trimmed.council_years[: count * rows],
        )
        councils = len(self.geography.councils)
        return Result(
            self.scenario, self.geography, take(world, trimmed, count, months, councils, lent=lent),
            seed=self.seed, runs=range(first, first + count), single=single,
        )  # fmt: skip


def prepare() -> None:
    """Compile what is not compiled yet, saying so, because the first time takes a while."""
    check_compiling()
    if not COMPILES:
        wait_for_code()


def run(scenario: Scenario | None = None, *, seed: int = 0, run: int = 0) -> Result:
    """Play one run with the compiled driver.

    Parameters
    ----------
    scenario : Scenario or None
        What the run depends on; None is the default scenario.
    seed : int
        Seed of the ensemble, 0 or more.
    run : int
        Number of the run within that ensemble.

    Returns
    -------
    Result
        Its tables.

    Examples
    --------
    >>> from simulation import Scenario, run
    >>> result = run(Scenario().with_changes({"period.months": 2}), seed=1)
    >>> list(result.monthly["date"])
    ['2005-01', '2005-02']
    """
    scenario = scenario or Scenario.default()
    check_counts(seed=seed, run=run)
    prepare()
    return Player(scenario, geography_of(scenario), seed).play(run, 1, single=True)


def chunks(first: int, runs: int, size: int) -> Iterator[tuple[int, int]]:
    """Return the first run and the number of runs of each chunk."""
    for start in range(first, first + runs, size):
        yield start, min(size, first + runs - start)


def each_chunk(
    scenario: Scenario,
    use: Callable[[Result], T],
    *,
    runs: int,
    seed: int = 0,
    first: int = 0,
    workers: int = 1,
    keep: frozenset[str] = EVERYTHING,
    lent: bool = False,
) -> Iterator[T]:
    """Play many runs and give each chunk of them to `use`, in order; memory stays flat.

    Parameters
    ----------
    use : callable
        Takes the `Result` of some runs and returns what is to be kept of it.
    scenario, runs, seed, first, keep
        As for `run_ensemble`.
    workers : int
        Threads; the compiled driver lets go of the interpreter, so that two play twice as fast.
    lent : bool
        Whether `use` gets the tables that the next chunk overwrites, not a copy.

    Yields
    ------
    object
        What `use` returned, chunk by chunk, in the order of the runs.
    """
    check_counts(runs=runs, seed=seed, first=first, workers=workers)
    geography = geography_of(scenario)
    prepare()
    players = [Player(scenario, geography, seed, keep) for _ in range(workers)]
    parts = chunks(first, runs, players[0].size)
    if workers == 1:
        for start, count in parts:
            yield use(players[0].play(start, count, lent=lent))
        return
    yield from _in_threads(players, parts, use, lent=lent)


def _in_threads(
    players: Sequence[Player],
    parts: Iterator[tuple[int, int]],
    use: Callable[[Result], T],
    *,
    lent: bool,
) -> Iterator[T]:
    """Play chunks in threads, a player each, with at most two waiting for every worker."""
    free = list(players)

    def work(start: int, count: int) -> T:
        player = free.pop()
        try:
            return use(player.play(start, count, lent=lent))
        finally:
            free.append(player)

    with ThreadPoolExecutor(len(players)) as pool:
        waiting: list[Future[T]] = []
        for start, count in parts:
            waiting.append(pool.submit(work, start, count))
            if len(waiting) > 2 * len(players):
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _same(result: Result) -> Result:
    return result


def run_ensemble(
    scenario: Scenario | None = None,
    *,
    runs: int,
    seed: int = 0,
    first: int = 0,
    workers: int = 1,
    keep: frozenset[str] = EVERYTHING,
    progress: bool = False,
) -> Result:
    """Play many runs with the compiled driver and return all their tables.

    Parameters
    ----------
    scenario : Scenario or None
        What the runs depend on; None is the default scenario.
    runs, seed, first, workers : int
        How many runs, the seed of the ensemble, the number of the first run, and threads.
    keep : frozenset of str
        Tables to keep; the others are empty.
    progress : bool
        Whether to say on the error stream how many runs are played.

    Returns
    -------
    Result
        Tables with a leading column `run`; for runs that need not be held, see `each_chunk`.
    """
    scenario = scenario or Scenario.default()
    check_counts(runs=runs, seed=seed, first=first, workers=workers)
    tables, alone = Gathering(runs), workers == 1
    found = each_chunk(
        scenario, tables.at_once if alone else _same, runs=runs, seed=seed, first=first,
        workers=workers, keep=keep, lent=alone,
    )  # fmt: skip
    last = tables.all_of(found, ProgressLines(runs) if progress else None, added=alone)
    return Result(
        scenario, last.geography, tables.raw(), seed=seed,
        runs=range(first, first + runs), single=False,
    )  # fmt: skip
