"""Mesa's network of the councils, and where its cells lie on the map."""

from __future__ import annotations

from typing import Any

import networkx as nx
from mesa.discrete_space import Network


def council_network(graph: nx.Graph, random: Any) -> Network:
    """Return Mesa's network of the rows of councils; newer versions want positions as well.

    Parameters
    ----------
    graph : Graph
        The map with rows as nodes, as `Geography.numbered` gives it.
    random : Random
        The model's generator.
    """
    options: dict[str, Any] = {}
    if "layout" in Network.__init__.__code__.co_varnames:
        options["layout"] = map_layout(graph)
    return Network(graph, capacity=None, random=random, **options)


def map_layout(graph: nx.Graph, **_: Any) -> dict[int, tuple[float, float]]:
    """Return where each council lies, km east and north.

    Mesa's drawings take it as ``layout_alg`` in place of a layout that they make up.

    Parameters
    ----------
    graph : Graph
        The graph of a model's `network`.
    """
    return {row: (data["x_km"], data["y_km"]) for row, data in graph.nodes(data=True)}
