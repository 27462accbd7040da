"""A job: a scenario, how many runs of it, and how they are played.

Where there is no compiled code yet, the Mesa driver plays runs until there is: both give the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from experiments.execution.workers import threads
from experiments.statistics.posterior import Posterior
from simulation.code_cache import check_compiling, is_ready, start_compiling
from simulation.errors import InputError
from simulation.geography import Geography
from simulation.maps import beyond_record, geography_of
from simulation.result import TABLES, Result
from simulation.result.gathering import Gathering
from simulation.scenario import Scenario
from simulation.world import build_world
from simulation.world.books import KEPT

T = TypeVar("T")

MAIN_TABLES = ("monthly", "talks", "partnerships")
ALL_TABLES_UNTIL = 25
"""Runs up to which all tables are written unless asked otherwise."""

COMPILED, MESA = "compiled", "mesa"
MOST_MEANWHILE = 150_000
"""Council-months up to which the Mesa driver plays a run sooner than a compile ends."""


@dataclass(frozen=True)
class Job:
    """What is to be played.

    Parameters
    ----------
    scenario : Scenario
        What the runs depend on.
    runs, seed : int
        How many, and the seed of the ensemble.
    driver : str
        ``compiled`` or ``mesa``.
    workers : int
        Threads of the compiled driver.
    tables : str or None
        ``all`` or ``main``; None is all for few runs, main and all of run 0 for many.
    posterior : Posterior or None
        What each run draws its parameter set from; what the scenario sets itself stays as set.
    pairs : bool
        Whether it is counted how often each pair of councils shares.
    """

    scenario: Scenario
    runs: int = 1
    seed: int = 0
    driver: str = "compiled"
    workers: int = 1
    tables: str | None = None
    posterior: Posterior | None = None
    pairs: bool = False
    played: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """How many runs each driver has played, in the order in which they played."""
    _first: dict[int, Result] = field(default_factory=dict, repr=False, compare=False)
    """Run 0 as the Mesa driver played it, which is told before all others and with them."""

    def __post_init__(self) -> None:
        """Refuse what cannot be played."""
        if self.driver == "mesa" and self.workers > 1:
            raise InputError(
                "the Mesa driver plays one run at a time",
                field="--workers",
                value=self.workers,
                allowed="1 with --driver mesa",
            )

    @property
    def table_names(self) -> tuple[str, ...]:
        """The tables that are written for every run."""
        few = self.tables is None and self.runs <= ALL_TABLES_UNTIL
        return tuple(TABLES) if few or self.tables == "all" else MAIN_TABLES

    @property
    def keeps_example(self) -> bool:
        """Whether all tables of run 0 are written beside those of all runs."""
        return self.runs > 1 and self.tables != "main"

    @cached_property
    def free_posterior(self) -> Posterior | None:
        """The posterior of those parameters that the scenario leaves as they are."""
        return self.posterior and self.posterior.without(self.scenario.changed())

    @cached_property
    def members(self) -> Any:
        """The member of the posterior that each run takes."""
        return (
            self.free_posterior.draw_members(self.runs, self.seed) if self.free_posterior else None
        )

    @property
    def sets(self) -> pd.DataFrame | None:
        """The parameters that each run drew, one row a run; None without a posterior."""
        return self.free_posterior.draw_sets(self.runs, self.seed) if self.free_posterior else None

    def scenario_of(self, run: int) -> Scenario:
        """Return what a run depends on."""
        if self.free_posterior is None:
            return self.scenario
        return self.free_posterior.scenario(self.scenario, int(self.members[run]))

    @cached_property
    def geography(self) -> Geography:
        """The map, read once."""
        return geography_of(self.scenario)

    @property
    def notice(self) -> str | None:
        """What a reader must know of a period beyond the record of the map; None without one."""
        return beyond_record(self.scenario, self.geography)

    def check(self) -> None:
        """Refuse a map or a lever that does not fit, before anything is written.

        Raises
        ------
        InputError
            If a user's own tables, a council or a county cannot be used.
        """
        build_world(self.scenario, self.geography, seed=self.seed, keep=frozenset())

    def prepare(self) -> None:
        """Compile what is not compiled yet."""
        if self.driver == COMPILED:
            from simulation.ensemble import prepare

            prepare()

    def begin_compiling(self) -> bool:
        """Compile in the background what is not compiled yet; return whether runs begin meanwhile.

        On a map so large that a run of the Mesa driver takes as long, it is waited for.
        """
        if self.driver != COMPILED:
            return False
        check_compiling()
        if is_ready():
            return False
        months = self.scenario.period.months
        if len(self.geography.councils) * months > MOST_MEANWHILE:
            self.prepare()
            return False
        start_compiling()
        return True

    @property
    def driver_words(self) -> str:
        """What played the runs, as a manifest holds it."""
        if len(self.played) < len((COMPILED, MESA)):
            return next(iter(self.played), self.driver)
        return f"{MESA} up to run {self.played[MESA] - 1}, then {COMPILED}"

    def chunks(
        self, use: Callable[[Result], T], advance: Callable[[int], None] = lambda _: None
    ) -> Iterator[tuple[int, T]]:
        """Play the runs chunk by chunk, in order.

        Parameters
        ----------
        use : callable
            Takes the `Result` of some runs and returns what is to be kept of it.
        advance : callable
            Takes how many runs were played, as soon as they are.

        Yields
        ------
        int
            How many runs the chunk has.
        object
            What `use` returned.
        """
        self.played.clear()
        if self.runs == 1:
            yield from self._noted(iter([(1, use(self.one()))]), advance)
        elif self.driver == MESA or self.posterior:
            yield from self._noted(self._one_by_one(use), advance)
        else:
            yield from self._compiled(use, advance)

    def one(self, run: int = 0) -> Result:
        """Return one run by itself, without the column `run`."""
        if self.driver == COMPILED and is_ready():
            from simulation.ensemble import run as play

            self._note(COMPILED)
            return play(self.scenario_of(run), seed=self.seed, run=run)
        self._note(MESA)
        if run in self._first:
            return self._first[run]
        from simulation.model import PartnershipModel

        model = PartnershipModel(self.scenario_of(run), rng=self.seed, run=run)
        while model.running:
            model.step()
        result = model.result()
        if run == 0:
            self._first[run] = result
        return result

    def _note(self, driver: str, runs: int = 1) -> None:
        self.played[driver] = self.played.get(driver, 0) + runs

    @staticmethod
    def _noted(
        parts: Iterator[tuple[int, T]], advance: Callable[[int], None]
    ) -> Iterator[tuple[int, T]]:
        for number, part in parts:
            advance(number)
            yield number, part

    def _one_by_one(self, use: Callable[[Result], T]) -> Iterator[tuple[int, T]]:
        """Play each run by itself, as one of the ensemble; with several workers in threads."""

        def played(run: int) -> T:
            return use(_of_ensemble(self.one(run)))

        with threads(self.workers) as pool:
            for part in pool.in_order(played, range(self.runs)):
                yield 1, part

    def _compiled(
        self, use: Callable[[Result], T], advance: Callable[[int], None]
    ) -> Iterator[tuple[int, T]]:
        """Play chunks, begun by the Mesa driver as long as there is no compiled code."""
        from simulation.ensemble import chunk_size, chunks, each_chunk

        begun = 0
        for first, count in chunks(0, self.runs, chunk_size(self.geography)):
            if is_ready():
                break
            yield count, use(self._mixed(first, count, advance))
            begun = first + count
        if begun == self.runs:
            return

        def with_number(result: Result) -> tuple[int, T]:
            return len(result.runs), use(result)

        # Yearly books are always kept: the savings after three years are read from them.
        keep = KEPT if self.table_names == tuple(TABLES) else ("talks", "partnerships", "years")
        rest = each_chunk(
            self.scenario,
            with_number,
            runs=self.runs - begun,
            first=begun,
            seed=self.seed,
            workers=self.workers,
            keep=frozenset(keep),
        )
        for number, part in self._noted(rest, advance):
            self._note(COMPILED, number)
            yield number, part

    def _mixed(self, first: int, count: int, advance: Callable[[int], None]) -> Result:
        """Play a chunk run by run, and what is left of it at once when there is compiled code."""
        tables, left = Gathering(count), count
        for run in range(first, first + count):
            if is_ready():
                break
            tables.add(self.one(run).raw)
            left -= 1
            advance(1)
        if left:
            from simulation.ensemble import Player

            player = Player(self.scenario, self.geography, self.seed)
            tables.add(player.play(first + count - left, left).raw)
            self._note(COMPILED, left)
            advance(left)
        return Result(
            self.scenario, self.geography, tables.raw(), seed=self.seed,
            runs=range(first, first + count), single=False,
        )  # fmt: skip


def _of_ensemble(result: Result) -> Result:
    """Return a single run as a run of an ensemble, with the column `run`."""
    return Result(
        result.scenario,
        result.geography,
        result.raw,
        seed=result.seed,
        runs=result.runs,
        single=False,
    )
