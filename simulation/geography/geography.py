"""Geography: the councils of a map, the ties between them, and who has controlled them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError
from simulation.geography.elections import election_calendar
from simulation.geography.parties import Codes, Party
from simulation.geography.ties import first_ties, reverse_ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

FAR_AWAY_KM = 10_000.0


@dataclass(frozen=True, eq=False, repr=False)
class Geography:
    """A map a run lives on. All tables and arrays have councils in one common order.

    Councils follow a Z-order curve of their position, so that neighbours are near in memory.
    Everything here is data of the world: percentiles, means and the median budget were taken
    over the whole of the data, and do not change with the councils that are present.

    Attributes
    ----------
    name : str
        What the map is called in tables and figures.
    councils : DataFrame
        One row a council, numbered from 0: code, name, tier, county and region ('' if none),
        x_km, y_km (centre), population, deprivation (percentile in [0, 1], 1 the most
        deprived), net_budget (pounds a year, at least 3 million), grant_exposure (share of
        the budget that grant pays, over its mean; >= 0), grant_share (that share, in [0, 1]),
        election_cycle ('all_out', 'thirds', 'halves', '' none), election_year (a year of a
        whole-council election, 0 if none), rurality (rural share of people less the mean of
        this kind of world, in [-1, 1], 0 where it is not known).
    ties : DataFrame
        Directed, sorted by source then target, every tie with its reverse: source, target
        (rows), distance_km, contiguous, boundary_km (0 if not contiguous), same_county,
        same_tier.
    control, largest_party : array of int8, shape (councils, years), or None
        Recorded control and largest party in May of each of `control_years`, as
        `parties.Party`; None where nothing is recorded.
    control_years : range
        The years of the columns of `control`; empty where nothing is recorded.
    initial_control, initial_largest_party : array of int8, shape (councils,)
        Control and largest party with which a council begins: its first recorded one, or drawn.
    median_budget : float
        Net budget of the middle council of this kind of world, pounds a year (SF003, SF004).
    notes : tuple of str
        What is hard to believe of the tables of an own map, for those who made them.
    """

    name: str
    councils: pd.DataFrame
    ties: pd.DataFrame
    control: Codes | None
    largest_party: Codes | None
    control_years: range
    initial_control: Codes
    initial_largest_party: Codes
    median_budget: float
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Geography {self.name!r}: {len(self.councils):,} councils, {len(self.ties):,} ties>"
        )

    @cached_property
    def first_tie(self) -> npt.NDArray[np.int64]:
        """First tie of each council, shape (councils + 1,); ties of i: [i] up to [i + 1]."""
        return first_ties(self.ties["source"].to_numpy(), len(self.councils))

    @cached_property
    def reverse(self) -> npt.NDArray[np.int64]:
        """Row of the tie in the other direction, shape (ties,)."""
        return reverse_ties(self.ties["source"].to_numpy(), self.ties["target"].to_numpy())

    def elections(self, years: Sequence[int]) -> npt.NDArray[np.int8]:
        """Return the election of each council in May of each year.

        Parameters
        ----------
        years : sequence of int
            Calendar years, any; the rules go on by their period outside the recorded years.

        Returns
        -------
        array of int8, shape (councils, years)
            0 none, 1 whole council, 2 a third or a half. Councils that did not exist yet hold none.
        """
        when = np.asarray(years, dtype=np.int64)
        calendar = election_calendar(
            self.councils["election_cycle"].to_numpy(object),
            self.councils["election_year"].to_numpy(np.int64),
            when,
        )
        return calendar * self._exists(when)

    def graph(self) -> nx.Graph:
        """Return the map as a NetworkX graph.

        Undirected, since distance, boundary, county and tier are the same from both sides;
        what differs by direction (trust) belongs to a run, not to the map. Nodes are codes,
        in the order of `councils`; nodes and edges carry every column of the two tables.
        """
        import networkx as nx

        graph: nx.Graph = nx.Graph(name=self.name)
        nodes = self.councils.set_index("code", drop=False).to_dict("index")
        graph.add_nodes_from((str(code), dict(row)) for code, row in nodes.items())
        once = self.ties[self.ties["source"] < self.ties["target"]]
        code = self.councils["code"].to_numpy(object)
        ends = zip(code[once["source"]], code[once["target"]], strict=True)
        facts = once.drop(columns=["source", "target"]).to_dict("records")
        graph.add_edges_from((a, b, row) for (a, b), row in zip(ends, facts, strict=True))
        return graph

    @cached_property
    def numbered(self) -> nx.Graph:
        """The graph with rows as nodes; all models on this map share it, so it must not change."""
        import networkx as nx

        return nx.convert_node_labels_to_integers(self.graph())

    def with_isolated_council(self, code: str, name: str, like: int) -> Geography:
        """Return the map with one more council, far away, without ties and in no county.

        Parameters
        ----------
        code, name : str
            Of the new council, which takes the last row.
        like : int
            Row of the council it copies in everything else.

        Raises
        ------
        InputError
            If the code is taken.
        """
        if (self.councils["code"] == code).any():
            raise InputError("there is a council with this code already", field="code", value=code)
        copy = self.councils.iloc[[like]].assign(code=code, name=name, county="")
        copy["x_km"] = self.councils["x_km"].max() + FAR_AWAY_KM
        return replace(
            self,
            councils=pd.concat([self.councils, copy], ignore_index=True),
            control=_with_copy(self.control, like),
            largest_party=_with_copy(self.largest_party, like),
            initial_control=np.append(self.initial_control, self.initial_control[like]),
            initial_largest_party=np.append(
                self.initial_largest_party, self.initial_largest_party[like]
            ),
        )

    def _exists(self, years: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell which councils exist in which years: outside the record, as at its nearer end."""
        if self.control is None:
            return np.ones((len(self.councils), len(years)), dtype=bool)
        column = np.clip(years - self.control_years[0], 0, len(self.control_years) - 1)
        exists: npt.NDArray[np.bool_] = self.control[:, column] != Party.NONE
        return exists


def _with_copy(record: Codes | None, row: int) -> Codes | None:
    return None if record is None else np.vstack([record, record[[row]]])
