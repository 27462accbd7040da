"""Parameters of what pooled expertise is worth to those who share."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even


class Expertise(Group):
    """What specialists and directors that sharing keeps are worth in support."""

    members_cover: float = number(
        0.203, 0.0, 1.0, "support", "of members, for specialists in all roles by pooling",
        "SF021, SF151, assumption", prior=even(0.0, 0.4),
    )  # fmt: skip
    officers_directors: float = number(
        0.0751, 0.0, 0.5, "support", "of officers, for keeping all strong directors",
        "SF022, assumption", prior=even(0.0, 0.2),
    )  # fmt: skip
