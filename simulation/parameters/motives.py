"""Parameters of motives: the vacancy as an occasion, and what two councils want together."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even, factor


class Motives(Group):
    """How motives of both sides start talks and carry them."""

    occasion: float = number(
        1.97, 0.0, 5.0, "1", "by how much an opening post multiplies all other motives",
        "SF013, SF015", prior=even(1.0, 2.5),
    )  # fmt: skip
    cares_spread: float = number(
        0.5, 0.0, 1.0, "half-width", "how far leaders differ in what they care about", "assumption"
    )
    first: float = number(
        0.1, 0.0, 0.5, "vision", "shared at the start where both want the same",
        "SF046, assumption", prior=even(0.0, 0.2),
    )  # fmt: skip
    growth: float = number(
        1.33, 0.0, 3.0, "share", "pace of vision added where both want the same",
        "SF046, assumption", prior=even(0.0, 1.5),
    )  # fmt: skip
    purpose_typical: float = number(
        0.004, 0.0, 0.1, "a month",
        "hazard of resilience at which half is purpose; 0 counts shares of motives",
        "SF048, assumption", prior=factor(0.001, 0.01),
    )  # fmt: skip
