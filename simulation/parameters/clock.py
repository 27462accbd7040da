"""Parameters of the clock of talks: their pace, the first vote, and the date."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even


class Clock(Group):
    """What a planned length does, by `choices.clock`; an embargo reads none of these."""

    normal_months: float = number(
        4.0, 1.0, 12.0, "months", "plan under which work goes at its usual pace", "SF037"
    )
    elasticity: float = number(
        0.526, 0.0, 1.0, "power", "how far a longer plan slows the work of a month",
        "SF040, assumption", prior=even(0.0, 1.0),
    )  # fmt: skip
    compress: float = number(
        0.226, 0.0, 1.0, "share", "of work above the usual pace that counts: notice takes time",
        "SF042, assumption", prior=even(0.0, 0.5),
    )  # fmt: skip
    first_vote: float = number(
        2.0, 0.0, 12.0, "months", "of talks before the calendar of the councils allows a vote",
        "SF037, assumption", prior=even(1.0, 3.0),
    )  # fmt: skip
    haste: float = number(
        0.293, 0.0, 1.0, "chance", "of a vote on the date where next to nothing is missing",
        "SF042, V20, assumption", prior=even(0.0, 0.56),
    )  # fmt: skip
    extend: float = number(
        0.717, 0.0, 1.0, "chance", "of an extension on the date while momentum is whole",
        "SF038, V20, assumption", prior=even(0.5, 0.95),
    )  # fmt: skip
    extension: float = number(
        0.5, 0.1, 2.0, "of the plan", "length of an extension, in whole months", "assumption"
    )
    extension_least: float = number(
        2.0, 1.0, 12.0, "months", "of an extension at least", "V20, assumption"
    )
    exposes: float = number(
        0.3, 0.0, 1.0, "support", "of members lost on the day if all were missing",
        "SF042, SF129, assumption",
    )  # fmt: skip
    lowers: float = number(
        0.3, 0.0, 1.0, "support", "of members and officers lost at first by a hurried start",
        "SF129, SF130, assumption",
    )  # fmt: skip
