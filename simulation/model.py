"""PartnershipModel, the Mesa driver: the month step by step, to be read and watched."""

from __future__ import annotations

from functools import partial
from typing import Any

from mesa import Agent, DataCollector, Model

from simulation.agents import ChiefExecutive, Council, Leader
from simulation.agents.attributes import TableAgent, stays
from simulation.agents.network import council_network
from simulation.agents.partnerships import Partnership, living, partnerships_so_far
from simulation.agents.roster import Roster
from simulation.agents.talks import Talks, formal_talks, under_way
from simulation.counts import check_whole, seed_of
from simulation.described import Described, how_many
from simulation.draws import fill_month
from simulation.errors import WriteError
from simulation.maps import geography_of
from simulation.months import dates
from simulation.pickling import Copyable, anchored
from simulation.result import Result
from simulation.rules.month import close_month, room, share_month, talk_month
from simulation.rules.outside import drop_closed, open_month
from simulation.rules.search import sort_queue
from simulation.rules.start import start_run
from simulation.scenario import scenario_or_default
from simulation.terms import OPEN, SOUNDINGS
from simulation.world import build_world, grown, viewed
from simulation.world.books import LIVING_NOW, OPEN_NOW, QUEUED, Books
from simulation.world.tables import World

COLLECTED = ("councils_sharing", "partnerships", "talks_open")
"""Columns of `monthly` that the data collector holds unless it is given others."""


FIXED = ("base", "geography", "months", "run", "seed_used")
"""What a model is made with: written anew it would say what no month follows."""


class PartnershipModel(Described, Copyable, Model):
    """Councils that look for partners, talk, share a chief executive, deepen or part.

    Parameters
    ----------
    scenario : Scenario or None
        What the run depends on; None is the default scenario. A scenario of Mesa's own, which
        some versions hand in, is passed over.
    rng, seed : int, NumPy Generator, BitGenerator or SeedSequence, or None
        Two names for the seed, 0 or more; None takes a new one. A generator is asked for one
        number, so that two models made from it differ. `seed_used` tells the number.
    run : int
        Number of the run within the ensemble of that seed.
    **kwargs
        Changes to the scenario by dotted name, such as ``**{"talks.planned_months": 6}``;
        ``base`` hands a scenario in by another name.

    Attributes
    ----------
    councils, leaders, chief_executives : Roster
        The agents of each kind: Mesa's sets of agents, with the row as index.
    base, geography, parameters
        The scenario, its map, and its parameters as the rules read them.
    month, months : int
        The month that comes next, and how many there are.
    network, grid
        Mesa's network of the councils' ties; two names of one thing.

    Examples
    --------
    >>> model = PartnershipModel(seed=1, **{"period.months": 3})
    >>> while model.running:
    ...     model.step()
    >>> len(model.result().monthly)
    3
    >>> model
    <PartnershipModel of 201 councils: 3 of 3 months played, 2 talks, 0 partnerships>
    """

    council_type: type[Council] = Council
    leader_type: type[Leader] = Leader
    chief_executive_type: type[ChiefExecutive] = ChiefExecutive
    """What the agents are made of; a subclass may name subclasses of these."""

    ready = False
    """Whether all agents are made; from then on they stay as they are."""

    _last_id = 0

    def __init__(
        self, scenario: Any = None, *, rng: Any = None, seed: Any = None, run: int = 0,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        check_whole("run", run, 0)
        base = scenario_or_default(scenario, kwargs.pop("base", None))
        self.base = base.with_changes(kwargs) if kwargs else base
        number = seed_of(rng, seed)
        super().__init__(rng=number)
        self.seed_used, self.run = number, int(run)
        self.parameters = self.base.parameters
        self.geography = geography_of(self.base)
        self.month = 0
        self._arrays = build_world(self.base, self.geography, seed=number)
        self.world, self.books = viewed(*self._arrays)
        calendar = self.world.calendar
        self.months = len(calendar.month)
        years = calendar.year[self.months - 1] + 1
        start_run(self.parameters, self.world, self.run, 0, self.months, years)
        self._make_agents()
        self.datacollector = DataCollector(
            model_reporters={name: partial(_latest, column=name) for name in COLLECTED}
        )

    def _make_agents(self) -> None:
        self.network = self.grid = council_network(self.geography.numbered, self.random)
        rows = list(range(len(self.geography.councils)))
        cells = [self.network[row] for row in rows]
        self.councils = self._made(self.council_type, row=rows, cell=cells)
        self.leaders = self._made(self.leader_type, row=rows)
        self.chief_executives = self._made(self.chief_executive_type, row=rows)
        kinds = (self.councils, self.leaders, self.chief_executives)
        self._all_agents = Roster([agent for kind in kinds for agent in kind], self.random)
        self._agents_by_type.update({type(kind[0]): kind for kind in kinds})
        self.ready = True

    def _made(self, kind: type[TableAgent], **rows: Any) -> Roster:
        return Roster(kind.create_agents(self, len(rows["row"]), **rows), self.random)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set what is the model's to set; refuse what it was made with, and what only shows."""
        field = f"{type(self).__name__}.{name}"
        if name in FIXED and self.ready:
            raise WriteError("cannot be set: it is fixed when a model is made", field=field)
        if isinstance(shows := getattr(type(self), name, None), property) and shows.fset is None:
            raise WriteError("cannot be set: it follows from the run", field=field)
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        played = f"{self.month} of {how_many(self.months, 'month')} played"
        now = f"{len(self.talks)} talks, {how_many(len(self.partnerships), 'partnership')}"
        of = how_many(len(self.councils), "council")
        return f"<{type(self).__name__} of {of}: {played}, {now}>"

    def _facts(self) -> dict[str, Any]:
        """Return what is played, how far, and what there is now."""
        return {
            "scenario": self.base.name,
            "seed": self.seed_used,
            "run": self.run,
            "month": self.date(self.month) if self.month < self.months else "ended",
            "councils": len(self.councils),
            "talks": len(self.talks),
            "partnerships": len(self.partnerships),
        }

    @property
    def talks(self) -> list[Talks]:
        """Formal talks that are going on."""
        return under_way(self, OPEN)

    @property
    def soundings(self) -> list[Talks]:
        """Soundings that are going on; they may turn into talks."""
        return under_way(self, SOUNDINGS)

    @property
    def all_talks(self) -> list[Talks]:
        """All formal talks of the run so far, as in the table of the result."""
        return formal_talks(self)

    @property
    def partnerships(self) -> list[Partnership]:
        """Partnerships that are alive."""
        return living(self)

    @property
    def all_partnerships(self) -> list[Partnership]:
        """All partnerships of the run so far, as in the table of the result."""
        return partnerships_so_far(self)

    def date(self, month: int) -> str:
        """Return a month, counted from the scenario's first, as ``2011-05``."""
        return str(dates(self.base.period.start, [month])[0])

    @property
    def arrays(self) -> tuple[World, Books]:
        """The state and the books as NumPy arrays; `world` and `books` are views of them."""
        return self._arrays

    def resume(self, arrays: tuple[World, Books], month: int) -> None:
        """Go on from the state of this run at the start of `month`, wherever it was played.

        Parameters
        ----------
        arrays : tuple of World and Books
            As `arrays` and `replay.arrays_after` give them; their tables are played on as they are.
        month : int
            The next month to be played.
        """
        self._arrays = anchored(arrays)
        self.world, self.books = viewed(*self._arrays)
        self.month, self.running = month, month < self.months

    def latest(self, column: str) -> Any:
        """Return a column of `monthly` for the month that was played last."""
        return getattr(self.books.monthly, column)[self.month - 1]

    def step(self) -> None:
        """Play one month; after the last, `running` is False and nothing more happens."""
        if self.month >= self.months:
            self.running = False
            return
        self.make_room()
        self._begin_month()
        self.councils.do("feel_month")
        self.councils.do("hold_politics")
        self.chief_executives.do("turn_over")
        self.councils.do("restructure")
        self._live_partnerships()
        self._hold_talks()
        self._approach()
        self.councils.do("take_stock")
        close_month(self.parameters, self.world, self.books, self.month)
        self.month += 1
        self.running = self.month < self.months
        self.datacollector.collect(self)

    def make_room(self) -> None:
        """Make tables longer where a month might not fit; every month begins with it."""
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
        self.leaders.do("look_around")
        sort_queue(self.world)
        for place in range(self.world.scratch.used[QUEUED]):
            self.leaders[self.world.lists.queue[place]].approach()

    def register_agent(self, agent: Any) -> None:
        """Take in an agent, as Mesa does when one is made."""
        super().register_agent(agent)
        numbers = getattr(Agent, "_ids", None)
        if numbers is not None:  # Mesa 3.3 holds on to models for ever in the numbers of agents
            numbers.pop(self, None)
            self._last_id += 1
            agent.unique_id = self._last_id

    def deregister_agent(self, agent: Any) -> None:
        """Let an agent of a kind of your own go; councils and their people stay."""
        if isinstance(agent, TableAgent):
            raise stays(agent)
        super().deregister_agent(agent)

    def remove_all_agents(self) -> None:
        """Refuse to be emptied.

        Raises
        ------
        InputError
            Always.
        """
        raise stays(self.councils[0])

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


def _latest(model: PartnershipModel, column: str) -> Any:
    """Return what `latest` does; Mesa's data collector asks a function, which can be pickled."""
    return model.latest(column)
