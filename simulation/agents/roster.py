"""The agents of a model as one of Mesa's sets of agents that stays whole and in table order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from mesa.agent import AgentSet

from simulation.agents.attributes import TableAgent, stays
from simulation.described import Described
from simulation.errors import InputError


class Roster(Described, AgentSet):
    """A set of agents in the order of their rows, of which none can be taken out.

    What Mesa's sets can do (`select`, `agg`, `get`, `set`, `groupby`, `do`, `map`, …) it can, and
    a row is an index: ``model.councils[3]``. What they give back is a plain set, to be changed at
    will. Agents of other kinds, which a model may add, come and go.

    Parameters
    ----------
    agents : iterable of Agent
        The agents, in the order of their rows.
    random : Random
        The model's generator, for sets that are shuffled.
    """

    def __init__(self, agents: Iterable[Any], random: Random) -> None:
        self._rows = list(agents)
        super().__init__(self._rows, random=random)

    def __getitem__(self, item: Any) -> Any:
        return self._rows[item]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> Any:
        """Compare with a list in order, with a set as sets."""
        return self._rows == other if isinstance(other, list) else super().__eq__(other)

    __hash__ = None  # type: ignore[assignment] # as every set that can change

    def __repr__(self) -> str:
        kinds = sorted({type(agent).__name__ for agent in self._rows})
        return f"<{len(self._rows)} agents: {', '.join(kinds)}>"

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Roster:
        """Call a method, or a function, of each agent in the order of their rows."""
        agents = list(self._rows)  # those of other kinds may be removed on the way
        if isinstance(method, str):
            for agent in agents:
                getattr(agent, method)(*args, **kwargs)
        else:
            for agent in agents:
                method(agent, *args, **kwargs)
        return self

    def to_list(self) -> list[Any]:
        """Return the agents as a list."""
        return list(self._rows)

    def copy(self) -> AgentSet:
        """Return a plain set of the same agents, to be changed at will."""
        return AgentSet(self._rows, random=self.random)

    __copy__ = copy

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,  # noqa: FBT001, FBT002 # as Mesa has it
        agent_type: type[Any] | None = None,
    ) -> AgentSet:
        """Return those agents for which a function is true, as a plain set."""
        self._stay_whole(inplace=inplace)
        return self.copy().select(filter_func, at_most, agent_type=agent_type)

    def shuffle(self, inplace: bool = False) -> AgentSet:  # noqa: FBT001, FBT002 # as Mesa has it
        """Return a plain set of the same agents in random order."""
        self._stay_whole(inplace=inplace)
        return self.copy().shuffle()

    def sort(
        self,
        key: Callable[[Any], Any] | str,
        ascending: bool = False,  # noqa: FBT001, FBT002 # as Mesa has it
        inplace: bool = False,  # noqa: FBT001, FBT002 # as Mesa has it
    ) -> AgentSet:
        """Return a plain set of the same agents, sorted."""
        self._stay_whole(inplace=inplace)
        return self.copy().sort(key, ascending)

    def groupby(self, by: Callable[[Any], Any] | str, result_type: str = "agentset") -> Any:
        """Group the agents by an attribute or a function; each group is a plain set."""
        return self.copy().groupby(by, result_type)

    def add(self, agent: Any) -> None:
        """Add an agent of a kind of your own; Mesa calls this when one is made."""
        if isinstance(agent, TableAgent):
            if agent not in self:
                raise InputError("agents of other models cannot be added", field="AgentSet.add")
            return
        super().add(agent)
        self._rows.append(agent)

    def discard(self, agent: Any) -> None:
        """Take out an agent of a kind of your own; councils and their people stay."""
        if agent in self:
            self.remove(agent)

    def remove(self, agent: Any) -> None:
        """Take out an agent of a kind of your own; councils and their people stay.

        Raises
        ------
        InputError
            If it is a council, a leader or a chief executive.
        """
        if isinstance(agent, TableAgent):
            raise stays(agent)
        super().remove(agent)
        self._rows.remove(agent)

    @classmethod
    def _from_iterable(cls, agents: Iterable[Any]) -> AgentSet:
        """Return what ``&``, ``|``, ``-`` and ``^`` give: a plain set."""
        return AgentSet(agents)

    def __getstate__(self) -> dict[str, Any]:
        return {"agents": self._rows, "random": self.random}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["agents"], state["random"])  # type: ignore[misc] # as when it was made

    def _stay_whole(self, *, inplace: bool) -> None:
        if inplace:
            raise InputError(
                "the agents of a model keep their order and stay whole",
                field="inplace",
                allowed="False, which gives a set of your own",
            )
