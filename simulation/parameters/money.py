"""Parameters of money: posts, pay, savings and what it costs to get them."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Money(Group):
    """Posts, pay, savings, set-up cost and what they do to services."""

    chief: float = number(
        125_000.0,
        0.0,
        5e5,
        "pounds a year",
        "cost of a chief executive",
        "assumption",
        prior=even(100_000.0, 150_000.0),
    )
    director: float = number(
        95_000.0, 0.0, 5e5, "pounds a year", "cost of a director", "assumption"
    )
    head: float = number(
        68_000.0, 0.0, 5e5, "pounds a year", "cost of a head of service", "assumption"
    )
    pay_size: float = number(0.12, 0.0, 1.0, "power", "how pay rises with population", "assumption")
    uplift_chief: float = number(
        0.22, 0.0, 1.0, "share", "pay added for the joint chief executive", "SF144"
    )
    uplift_team: float = number(0.08, 0.0, 1.0, "share", "pay added for joint managers", "SF144")
    travel: float = number(4_000.0, 0.0, 1e5, "pounds a year per 60 km", "travelling", "SF144")
    directors_kept: float = number(
        0.505,
        0.1,
        1.0,
        "share",
        "of directors left in a joint team",
        "SF009, SF143",
        prior=even(0.45, 0.8),
    )
    heads_kept: float = number(
        0.903, 0.1, 1.0, "share", "of heads left in a joint team", "SF009", prior=even(0.6, 0.92)
    )
    kept_least: float = number(
        0.2, 0.0, 1.0, "share", "of posts left in any joint team, at least", "SF143, assumption"
    )
    heads_least: int = whole(3, 0, 20, "posts", "of heads in any joint team", "assumption")
    kept_spread: float = number(
        0.15, 0.0, 0.5, "half-width", "how designs differ around that", "SF009, SF117"
    )
    realised_rate: float = number(
        0.12,
        0.0,
        1.0,
        "a month",
        "pace at which posts are removed",
        "SF140",
        prior=factor(0.06, 0.25),
    )
    surprise: float = number(
        0.15, 0.0, 1.0, "half-width", "of savings around the honest expectation", "SF136"
    )
    prudence_low: float = number(
        0.65, 0.1, 1.0, "share", "of it promised, at least", "SF138", prior=even(0.5, 0.85)
    )
    prudence_high: float = number(
        0.95, 0.1, 1.0, "share", "of it promised, at most", "SF138", prior=even(0.75, 1.0)
    )
    high_target: float = number(1.3, 1.0, 3.0, "share", "of it promised when aiming high", "SF138")
    no_target_share: float = number(
        0.2, 0.0, 1.0, "share", "of partnerships that set no target", "SF139"
    )
    met_effort: float = number(
        0.5, 0.0, 1.0, "share", "of effort left once the target is met", "SF139"
    )
    services: float = number(
        0.02,
        0.0,
        0.2,
        "of joint budget",
        "saved by shared services in the end",
        "SF140, SF146",
        prior=factor(0.008, 0.05),
    )
    services_half: float = number(30.0, 1.0, 240.0, "months", "until half of it is there", "SF140")
    severance: float = number(
        1.5, 0.0, 3.0, "years of pay", "for a post removed", "SF142", prior=even(0.6, 2.0)
    )
    project: float = number(120000.0, 0.0, 1e6, "pounds", "set-up cost beside severance", "SF142")
    observed_noise: float = number(
        0.15, 0.0, 1.0, "share", "noise in the saving people report", "SF153"
    )
    observed_bias: float = number(0.03, -0.5, 0.5, "share", "bias in it", "SF153")
    managers_floor: float = number(
        0.6, 0.0, 3.0, "per 10,000 people", "managers below which quality falls", "SF154"
    )
    generalist: float = number(0.35, 0.0, 1.0, "quality", "of a role held by a generalist", "SF152")
    expert_days: float = number(
        4.0, 0.5, 5.0, "days a week", "of a specialist that fill a role", "SF151, assumption"
    )
