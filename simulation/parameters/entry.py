"""Parameters of how often councils look: the outside option, the search, sparsity, joint bids."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Restructuring(Group):
    """How a council in money trouble slims its own top team instead of sharing one."""

    rate: float = number(
        0.167,
        0.0,
        1.0,
        "a month",
        "a council alone slims its top team, at full stress",
        "V18, V19, assumption",
        prior=factor(0.03, 0.2),
        words="outside option, slim, restructure",
    )
    posts: float = number(
        0.903,
        0.0,
        1.0,
        "share",
        "of the case for sharing that is gone with it; half that share of senior posts goes",
        "V18, assumption",
        prior=even(0.5, 1.0),
        words="outside option, slim",
    )
    relief: float = number(
        0.745,
        0.0,
        1.0,
        "share",
        "of stress that it takes away, and of later news of cuts",
        "assumption",
        prior=even(0.2, 0.9),
        words="outside option, slim",
    )
    half_life: float = number(
        360.0,
        12.0,
        1200.0,
        "months",
        "until half of a slimmed team has grown again",
        "assumption",
        prior=even(240.0, 480.0),
    )


class Search(Group):
    """How a council that has begun to look goes on looking; nothing of it without `retry`."""

    retry: float = number(
        0.584,
        0.0,
        2.0,
        "a month",
        "hazard of asking the next best, added while a council looks on",
        "assumption",
        prior=even(0.1, 0.8),
        words="looks again, look on",
    )
    look_months: int = whole(
        9, 0, 120, "months", "a council looks on after a first look, lapse, failure or parting",
        "assumption",
    )  # fmt: skip
    soundings_again: float = number(
        1.09,
        0.0,
        24.0,
        "months",
        "most that soundings last on average after a failure or a parting",
        "assumption",
        prior=even(0.5, 2.0),
    )


class Sparsity(Group):
    """What a rural district costs in management, and what expertise it lacks."""

    case: float = number(
        1.75,
        0.0,
        5.0,
        "log a share",
        "how much the case for sharing grows with the rural share",
        "councils table, assumption",
        prior=even(0.0, 3.0),
        words="rural",
    )
    thin: float = number(
        0.0381,
        0.0,
        1.0,
        "share a share",
        "how much thinner specialist cover is where more is rural",
        "councils table, assumption",
        prior=even(0.0, 0.5),
        words="rural",
    )


class Bids(Group):
    """What a joint bid for unitary or pathfinder status sets off."""

    pulse: float = number(
        0.00798,
        0.0,
        0.5,
        "a month",
        "added to the hazard of looking by a joint bid of the month",
        "SF031, assumption",
        prior=factor(0.002, 0.1),
    )
    half_life: float = number(
        5.0, 1.0, 120.0, "months", "half-life of that", "SF031, assumption", prior=even(4.0, 6.0)
    )
    unitary: float = number(
        0.0686,
        0.0,
        1.0,
        "weight",
        "of a recorded bid for unitary status; that of a pathfinder is 1",
        "SF031, assumption",
    )


ENTRY: dict[str, type[Group]] = {
    "restructuring": Restructuring,
    "search": Search,
    "sparsity": Sparsity,
    "bids": Bids,
}
"""These groups, by the name they have in a scenario."""
