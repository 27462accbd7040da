"""Parameters of reviews after new control or a new leader, and of the wish for own capacity."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Review(Group):
    """The review of a partnership, where `choices.review` is `once`."""

    within: int = whole(24, 1, 120, "months", "in which a review falls, evenly", "assumption")
    control: float = number(
        0.307, 0.0, 1.0, "chance", "that one ends it after new control", "assumption",
        prior=even(0.15, 0.40),
    )  # fmt: skip
    leader: float = number(
        0.0559, 0.0, 1.0, "chance", "that one ends it after a new leader", "SF061, assumption",
        prior=even(0.01, 0.12),
    )  # fmt: skip
    mismatch: float = number(
        0.5, 0.0, 3.0, "share", "added across two parties, as they are now", "SF097, assumption"
    )
    hold: float = number(
        0.846, 0.0, 1.0, "share", "of these chances taken away by embedding", "SF060",
        prior=even(0.4, 0.95),
    )  # fmt: skip


class OwnCapacity(Group):
    """The wish of a council to have a chief executive and a team of its own again."""

    rate: float = number(
        0.00123, 0.0, 0.1, "a month", "ending for each unit of the wish; 0 is off", "assumption",
        prior=factor(0.0005, 0.006),
    )  # fmt: skip
    distrust: float = number(2.0, 0.0, 10.0, "1", "wish per unit of trust under enough", "SF058")
    trust_enough: float = number(
        0.55, 0.0, 1.0, "trust", "from which distrust adds no wish", "SF058, assumption"
    )
    results: float = number(
        0.5,
        0.0,
        5.0,
        "1",
        "wish where nothing is saved, none at 2 % of budget",
        "SF162, assumption",
    )
    hold: float = number(
        0.0, 0.0, 1.0, "share", "of the wish taken away by embedding", "assumption"
    )
