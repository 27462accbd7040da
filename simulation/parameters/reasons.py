"""Parameters of what is told of failed talks: how badly each cause weighs with either side."""

from __future__ import annotations

from simulation.parameters.declare import Group, number


class Reasons(Group):
    """When a cause is told of failed talks, and how badly each weighs."""

    trust: float = number(
        0.6, 0.0, 1.0, "trust", "below which mistrust turns members", "SF058, assumption"
    )
    trust_margin: float = number(
        0.1,
        0.0,
        0.5,
        "trust",
        "over what the vote needs, below which persons are a cause",
        "SF062, assumption",
    )
    officers_margin: float = number(
        0.05,
        0.0,
        0.5,
        "support",
        "over what the vote needs, below which officers are a cause",
        "SF072, assumption",
    )
    culture: float = number(
        0.5, 0.0, 2.0, "weight", "of a full gap in culture", "SF094, assumption"
    )
    culture_gap: float = number(
        0.3, 0.0, 1.0, "culture", "gap below which culture is no cause", "SF094, assumption"
    )
    deadlock: float = number(0.4, 0.0, 2.0, "weight", "of a deadlock over the post", "assumption")
    refused: float = number(0.5, 0.0, 2.0, "weight", "of a candidate refused", "SF064, assumption")
    leak: float = number(0.4, 0.0, 2.0, "weight", "of a leak", "SF056, assumption")
    leader_change: float = number(
        0.2, 0.0, 2.0, "weight", "of a change of leader", "SF061, assumption"
    )
    proximate: float = number(
        0.3, 0.0, 2.0, "weight", "of the reason that ended talks, added to its own", "assumption"
    )
    least: float = number(0.05, 0.0, 1.0, "weight", "below which no cause is told", "assumption")
