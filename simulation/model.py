"""PartnershipModel, the Mesa driver: the month step by step, to be read and watched."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from mesa import Agent, DataCollector, Model
from mesa.discrete_space import Network

from simulation.agents import ChiefExecutive, Council, Leader
from simulation.counts import check_whole
from simulation.draws import fill_month
from simulation.maps import geography_of
from simulation.result import Result
from simulation.rules.month import close_month, room, share_month, talk_month
from simulation.rules.outside import drop_closed, open_month
from simulation.rules.search import sort_queue
from simulation.rules.start import start_run
from simulation.scenario import Scenario
from simulation.world import build_world, grown, viewed
from simulation.world.books import LIVING_NOW, OPEN_NOW, QUEUED, Books
from simulation.world.tables import World


class PartnershipModel(Model):
    """Councils that look for partners, talk, share a chief executive, deepen or part.

    Parameters
    ----------
    scenario : Scenario or None
        What the run depends on; None is the default scenario. Anything else is passed over:
        some versions of Mesa hand their own scenario in.
    rng : int or None
        Seed, 0 or more; None takes a new one.
    run : int
        Number of the run within the ensemble of that seed.
    **kwargs
        Changes to the scenario by dotted name, such as ``**{"talks.planned_months": 6}``;
        ``base`` hands a scenario in by another name.

    Examples
    --------
    >>> model = PartnershipModel(rng=1, **{"period.months": 3})
    >>> while model.running:
    ...     model.step()
    >>> len(model.result().monthly)
    3
    """

    def __init__(
        self, scenario: Any = None, *, rng: int | None = None, run: int = 0, **kwargs: Any
    ) -> None:
        seed = _seed(rng)
        super().__init__(rng=seed)
        base = kwargs.pop("base", None) or Scenario.default()
        self.base = scenario if isinstance(scenario, Scenario) else base
        if kwargs:
            self.base = self.base.with_changes(kwargs)
        self.seed_used, self.run = seed, run
        self.parameters = self.base.parameters
        self.geography = geography_of(self.base)
        self.month = 0
        self._arrays = build_world(self.base, self.geography, seed=seed)
        self.world, self.books = viewed(*self._arrays)
        calendar = self.world.calendar
        self.months = len(calendar.month)
        years = calendar.year[self.months - 1] + 1
        start_run(self.parameters, self.world, run, 0, self.months, years)
        self._make_agents()
        self.datacollector = DataCollector(
            model_reporters={
                "councils_sharing": lambda model: model.latest("councils_sharing"),
                "partnerships": lambda model: model.latest("partnerships"),
                "talks_open": lambda model: model.latest("talks_open"),
            }
        )

    def _make_agents(self) -> None:
        self.network = _network(self.geography.numbered, self.random)
        cells = [self.network[row] for row in range(len(self.geography.councils))]
        rows = list(range(len(cells)))
        self.councils = list(Council.create_agents(self, len(rows), row=rows, cell=cells))
        self.leaders = list(Leader.create_agents(self, len(rows), row=rows))
        self.chief_executives = list(ChiefExecutive.create_agents(self, len(rows), row=rows))
        getattr(Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 would hold on to the model for ever

    @property
    def arrays(self) -> tuple[World, Books]:
        """The state and the books as NumPy arrays; `world` and `books` are views of them."""
        return self._arrays

    def resume(self, arrays: tuple[World, Books], month: int) -> None:
        """Go on from the state of this run at the start of `month`, wherever it was played.

        Parameters
        ----------
        arrays : tuple of World and Books
            As `arrays` and `replay.arrays_after` give them; they are played on as they are.
        month : int
            The next month to be played.
        """
        self._arrays = arrays
        self.world, self.books = viewed(*arrays)
        self.month, self.running = month, month < self.months

    def latest(self, column: str) -> Any:
        """Return a column of `monthly` for the month that was played last."""
        return getattr(self.books.monthly, column)[self.month - 1]

    def step(self) -> None:
        """Play one month; after the last, `running` is False and nothing more happens."""
        if self.month >= self.months:
            self.running = False
            return
        self._make_room()
        self._begin_month()
        self.agents_by_type[Council].do("feel_month")
        self.agents_by_type[Council].do("hold_politics")
        self.agents_by_type[ChiefExecutive].do("turn_over")
        self._live_partnerships()
        self._hold_talks()
        self._approach()
        self.agents_by_type[Council].do("take_stock")
        close_month(self.parameters, self.world, self.books, self.month)
        self.month += 1
        self.running = self.month < self.months
        self.datacollector.collect(self)

    def _make_room(self) -> None:
        while not room(self.world, self.books):
            self._arrays = grown(*self._arrays)
            self.world, self.books = viewed(*self._arrays)

    def _begin_month(self) -> None:
        fill_month(self._arrays[0].draws, self.books.keys, self.seed_used, self.run, self.month)
        open_month(self.parameters, self.world, self.books, self.month)

    def _live_partnerships(self) -> None:
        for place in range(self.world.scratch.used[LIVING_NOW]):
            share_month(self.parameters, self.world, self.world.lists.living[place], self.month)

    def _hold_talks(self) -> None:
        for place in range(self.world.scratch.used[OPEN_NOW]):
            talk_month(self.parameters, self.world, self.world.lists.open_talks[place], self.month)
        drop_closed(self.world)

    def _approach(self) -> None:
        self.world.scratch.used[QUEUED] = 0
        self.agents_by_type[Leader].do("look_around")
        sort_queue(self.world)
        for place in range(self.world.scratch.used[QUEUED]):
            self.leaders[self.world.lists.queue[place]].approach()

    def result(self) -> Result:
        """Return the tables of the months played so far."""
        return Result.of_world(
            self.base,
            self.geography,
            *self._arrays,
            seed=self.seed_used,
            runs=range(self.run, self.run + 1),
            months=self.month,
            single=True,
        )


def _seed(rng: Any) -> int:
    """Return the seed that `rng` stands for."""
    if rng is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    check_whole("seed", rng, 0)
    return int(rng)


def _network(graph: nx.Graph, random: Any) -> Network:
    """Return Mesa's network of the councils' rows; newer versions want positions as well."""
    options: dict[str, Any] = {}
    if "layout" in Network.__init__.__code__.co_varnames:
        options["layout"] = {
            row: (data["x_km"], data["y_km"]) for row, data in graph.nodes(data=True)
        }
    return Network(graph, capacity=None, random=random, **options)
