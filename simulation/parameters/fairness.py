"""Parameters of who gains, as members weigh it in talks."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even


class Fairness(Group):
    """How members weigh the split of what sharing is expected to save."""

    weight: float = number(
        0.374, 0.0, 1.0, "support",
        "of members lost where all is paid and nothing gained; 0 is off", "SF081",
        prior=even(0.1, 0.5),
    )  # fmt: skip
    posts: float = number(
        0.5, 0.0, 1.0, "share", "of a fair part that posts lost make, the rest budgets",
        "SF081, assumption",
    )  # fmt: skip
    explained: float = number(
        0.6, 0.0, 1.0, "share", "of that spared by an explained split", "SF083, SF084"
    )
    guarantee: float = number(
        0.3, 0.0, 1.0, "share", "of that spared by a guarantee", "SF119, assumption"
    )
