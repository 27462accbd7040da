"""Parameters of councils that are not shire districts, and of partnerships with them."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even


class Tiers(Group):
    """What differs beyond districts: single tiers (unitary, metropolitan), London, counties."""

    size_power_single: float = number(
        0.8, 0.0, 3.0, "power", "of the budget at most, single tiers; 3 is as districts",
        "SF004, SF008, assumption", prior=even(0.0, 1.0),
    )  # fmt: skip
    size_power_london: float = number(
        0.8, 0.0, 3.0, "power", "of the budget at most, London boroughs; 3 is as districts",
        "SF004, SF008, assumption", prior=even(0.0, 1.0),
    )  # fmt: skip
    size_power_county: float = number(
        0.8, 0.0, 3.0, "power", "of the budget at most, counties; 3 is as districts",
        "SF004, SF008, assumption", prior=even(0.0, 1.0),
    )  # fmt: skip
    need_single: float = number(
        1.0, 0.0, 5.0, "factor", "on members' need in single tiers", "SF020, assumption"
    )
    need_london: float = number(
        1.0, 0.0, 5.0, "factor", "on members' need in London boroughs", "SF020, assumption"
    )
    need_county: float = number(
        1.0, 0.0, 5.0, "factor", "on members' need in counties", "SF020, assumption"
    )
    vacancy_pull: float = number(
        0.2, 0.0, 1.0, "trust", "pull between county and district while the small one's post opens",
        "SF008, SF013, assumption",
    )  # fmt: skip
    vacancy_case: float = number(
        0.8, 0.0, 1.0, "share", "of the small one's case that the county asked takes for its own "
        "while that post opens", "SF008, SF013, assumption",
    )  # fmt: skip
    setup: float = number(
        0.3, 0.0, 3.0, "share", "added to set-up cost beyond districts", "SF008, assumption"
    )
    short_lived: float = number(
        0.5, 0.0, 5.0, "share", "added to chances of an end by choice beyond districts",
        "SF008, SF108, assumption",
    )  # fmt: skip
