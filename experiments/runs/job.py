"""A job: a scenario, how many runs of it, and how they are played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from experiments.execution.workers import threads
from experiments.statistics.posterior import Posterior
from simulation.errors import InputError
from simulation.geography import Geography
from simulation.maps import beyond_record, geography_of
from simulation.result import TABLES, Result
from simulation.scenario import Scenario
from simulation.world import build_world
from simulation.world.books import KEPT

T = TypeVar("T")

MAIN_TABLES = ("monthly", "talks", "partnerships")
ALL_TABLES_UNTIL = 25
"""Runs up to which all tables are written unless asked otherwise."""


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
        if self.driver == "compiled":
            from simulation.ensemble import prepare

            prepare()

    def chunks(self, use: Callable[[Result], T]) -> Iterator[tuple[int, T]]:
        """Play the runs chunk by chunk, in order.

        Parameters
        ----------
        use : callable
            Takes the `Result` of some runs and returns what is to be kept of it.

        Yields
        ------
        int
            How many runs the chunk has.
        object
            What `use` returned.
        """
        if self.runs == 1:
            yield 1, use(self.one())
        elif self.driver == "mesa" or self.posterior:
            yield from self._one_by_one(use)
        else:
            yield from self._compiled(use)

    def one(self, run: int = 0) -> Result:
        """Return one run by itself, without the column `run`."""
        if self.driver == "mesa":
            from simulation.model import PartnershipModel

            model = PartnershipModel(self.scenario_of(run), rng=self.seed, run=run)
            while model.running:
                model.step()
            return model.result()
        from simulation.ensemble import run as play

        return play(self.scenario_of(run), seed=self.seed, run=run)

    def _one_by_one(self, use: Callable[[Result], T]) -> Iterator[tuple[int, T]]:
        """Play each run by itself, as one of the ensemble; with several workers in threads."""

        def played(run: int) -> T:
            return use(_of_ensemble(self.one(run)))

        with threads(self.workers) as pool:
            for part in pool.in_order(played, range(self.runs)):
                yield 1, part

    def _compiled(self, use: Callable[[Result], T]) -> Iterator[tuple[int, T]]:
        from simulation.ensemble import each_chunk

        def with_number(result: Result) -> tuple[int, T]:
            return len(result.runs), use(result)

        # Yearly books are always kept: the savings after three years are read from them.
        keep = KEPT if self.table_names == tuple(TABLES) else ("talks", "partnerships", "years")
        yield from each_chunk(
            self.scenario,
            with_number,
            runs=self.runs,
            seed=self.seed,
            workers=self.workers,
            keep=frozenset(keep),
        )


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
