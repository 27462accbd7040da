"""Parameters of contact between councils: affinity, trust and the approach."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Affinity(Group):
    """What draws one leader to another council: the level to which trust relaxes."""

    level: float = number(
        0.712,
        0.0,
        1.0,
        "trust",
        "affinity of like neighbours",
        "assumption",
        prior=even(0.6, 0.88),
        words="trust",
    )
    chemistry: float = number(
        0.30,
        0.0,
        1.0,
        "trust",
        "how much the two leaders' styles matter",
        "SF058, SF062",
        prior=even(0.15, 0.5),
    )
    profile: float = number(
        0.20, 0.0, 1.0, "trust", "loss for a full gap in deprivation", "SF091, SF092"
    )
    stress: float = number(0.15, 0.0, 1.0, "trust", "loss for a full gap in stress", "SF091")
    culture: float = number(0.137, 0.0, 1.0, "trust", "loss for a full gap in culture", "SF093")
    mismatch: float = number(
        0.07,
        0.0,
        0.5,
        "trust",
        "loss between two parties",
        "SF096",
        prior=even(0.02, 0.3),
        words="party, control",
    )
    distance: float = number(
        0.174, 0.0, 0.5, "trust per 60 km", "loss to distance", "SF102", prior=even(0.10, 0.25)
    )
    same_county: float = number(0.063, 0.0, 0.15, "trust", "gain within one county", "SF110")
    services: float = number(
        0.05, 0.0, 0.3, "trust", "gain for each service already shared", "SF159, SF110"
    )
    joint_bid: float = number(0.12, 0.0, 0.4, "trust", "gain from a past joint bid", "SF031")
    bid_half_life: float = number(
        72.0, 12.0, 240.0, "months", "half-life of that gain", "SF031, assumption"
    )
    size: float = number(0.10, 0.0, 0.4, "trust per log unit", "wariness of a larger one", "SF069")
    noise: float = number(0.05, 0.0, 0.3, "half-width", "what else sets a pair apart", "assumption")
    rivalry: float = number(0.0, 0.0, 0.2, "trust", "loss between direct neighbours", "SF104")
    cross_tier: float = number(0.02, 0.0, 0.5, "trust", "loss across tiers", "SF109")


class Trust(Group):
    """How trust between two leaders forms, is inherited and is lost."""

    closing_near: float = number(
        0.05, 0.0, 0.5, "a month", "pace to affinity of neighbours", "assumption"
    )
    closing_far: float = number(
        0.02, 0.0, 0.5, "a month", "pace to affinity of other pairs", "assumption"
    )
    stranger: float = number(
        0.15,
        0.0,
        0.5,
        "trust",
        "how far below affinity strangers start",
        "assumption",
        prior=even(0.05, 0.3),
    )
    talks_pace: float = number(
        0.08,
        0.0,
        0.5,
        "a month",
        "pace to affinity for leaders in talks",
        "SF043",
        prior=factor(0.03, 0.25),
    )
    meeting_gain: float = number(
        0.14,
        0.0,
        0.5,
        "trust",
        "what meeting adds to the level trust settles at",
        "SF043",
        prior=even(0.05, 0.3),
    )
    chance_meeting: float = number(
        0.05, 0.0, 0.3, "half-width", "luck of informal encounters, a month of talks", "SF045"
    )
    familiar_services: float = number(
        0.1, 0.0, 1.0, "familiarity", "of leaders, for each service shared", "SF159, assumption"
    )
    floor: float = number(
        0.364,
        0.0,
        0.9,
        "trust",
        "below which nothing is built together",
        "SF057",
        prior=even(0.15, 0.45),
    )
    lost_badly: float = number(
        0.25, 0.0, 1.0, "trust", "lost when mistrust or self-interest ended talks", "SF163"
    )
    lost_mildly: float = number(0.05, 0.0, 1.0, "trust", "lost when talks ended otherwise", "SF163")


class Approach(Group):
    """When a council looks for a partner, whom it asks and whether the other says yes."""

    base: float = number(
        0.0001,
        0.0,
        0.1,
        "a month",
        "looking for no special reason",
        "SF019",
        prior=factor(0.0001, 0.003),
    )
    resilience: float = number(
        0.00838,
        0.0,
        0.1,
        "a month",
        "added where specialist cover is thin",
        "SF021",
        prior=factor(0.003, 0.017),
    )
    signal: float = number(
        0.000918,
        0.0,
        0.1,
        "a month",
        "added while the centre encourages sharing",
        "SF032",
        prior=factor(0.0005, 0.02),
    )
    signal_half_life: float = number(
        9.08,
        6.0,
        600.0,
        "months",
        "half-life of that encouragement",
        "SF032, assumption",
        prior=even(6.0, 12.0),
    )
    window: float = number(
        0.0005,
        0.0,
        0.3,
        "a month",
        "added while the chief executive's post opens",
        "SF013",
        prior=factor(0.0001, 0.005),
    )
    finance: float = number(
        0.13, 0.0, 0.5, "a month", "added at full stress", "SF017, SF020", prior=factor(0.03, 0.3)
    )
    fashion: float = number(
        0.0137,
        0.0,
        1.0,
        "a month",
        "added when all around have just begun sharing",
        "SF024",
        prior=factor(0.005, 0.05),
    )
    fashion_half_life: float = number(
        18.0, 3.0, 36.0, "months", "half-life of such news", "SF026, assumption"
    )
    grant: float = number(0.001, 0.0, 0.1, "a month", "added while a grant is open", "SF030")
    grant_reserves: float = number(
        0.3,
        0.01,
        2.0,
        "of net budget",
        "reserves at which a grant pulls as usual",
        "SF142, assumption",
    )
    grant_waiting: float = number(
        0.3, 0.0, 1.0, "share", "of councils that wait once a grant is announced", "assumption"
    )
    size_power: float = number(
        2.0,
        0.0,
        3.0,
        "power",
        "how fast the case fades with budget",
        "SF003, SF004",
        prior=even(0.5, 3.0),
    )
    size_least: float = number(
        0.02, 0.0, 1.0, "factor", "of the case at the largest budgets", "SF004, assumption"
    )
    size_most: float = number(
        3.0, 1.0, 20.0, "factor", "of the case at the smallest budgets", "SF004, assumption"
    )
    boldness_low: float = number(0.4, 0.0, 1.0, "factor", "of a leader without boldness", "SF066")
    boldness_gain: float = number(
        1.2, 0.0, 3.0, "factor", "added by full boldness", "SF066", prior=even(0.4, 2.0)
    )
    intervention_stress: float = number(
        0.7, 0.0, 1.0, "stress", "above which a council asks anyone", "SF023"
    )
    distress: float = number(
        0.25, 0.0, 1.0, "a month", "added above that stress, for any size", "SF023"
    )
    least_trust: float = number(0.45, 0.0, 1.0, "trust", "below which nobody is asked", "SF044")
    seek_window: float = number(
        0.10, 0.0, 1.0, "trust", "pull of a partner whose post opens", "SF013"
    )
    seek_need: float = number(0.05, 0.0, 1.0, "trust", "pull of a partner in need", "SF091")
    seek_salience: float = number(
        0.15, 0.0, 1.0, "trust", "lost across parties at full reorganisation talk", "SF071"
    )
    chief_share: float = number(
        0.35, 0.0, 1.0, "share", "of approaches begun by chief executives", "SF036, SF050"
    )
    seek_noise: float = number(
        0.05, 0.0, 0.5, "half-width", "luck in the choice of a partner", "assumption"
    )
    join_cost: float = number(
        0.1, 0.0, 1.0, "trust", "reluctance to ask councils already sharing", "SF107"
    )
    accept_base: float = number(
        0.0956,
        0.0,
        1.0,
        "chance",
        "of a yes where trust is neutral",
        "assumption",
        prior=even(0.0, 0.3),
    )
    accept_trust: float = number(
        1.1, 0.0, 4.0, "chance", "added per unit of trust over that", "SF044", prior=even(0.5, 2.0)
    )
    accept_neutral: float = number(
        0.45,
        0.0,
        1.0,
        "trust",
        "at which the chance of a yes is the base one",
        "assumption",
        prior=even(0.35, 0.55),
    )
    accept_window: float = number(0.20, 0.0, 1.0, "chance", "added by an own window", "SF013")
    accept_stress: float = number(0.3, 0.0, 1.0, "chance", "added at full stress", "SF017")
    accept_residents: float = number(
        0.02, 0.0, 0.2, "chance", "added as residents accept fewer managers", "SF079"
    )
    refusal_months: int = whole(
        12, 0, 120, "months", "before the same council is asked again", "SF034, assumption"
    )
    soundings: float = number(
        3.62, 0.0, 24.0, "months", "mean soundings before formal talks", "SF016, assumption"
    )
    soundings_window: float = number(
        6.68, 0.0, 24.0, "months", "the same while a post opens", "SF015, SF016"
    )
