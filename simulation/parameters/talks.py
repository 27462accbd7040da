"""Parameters of talks: pace, vision, support, breakdown, candidate and vote."""

from __future__ import annotations

from simulation.parameters.declare import Group, number
from simulation.parameters.prior import even, factor, likely


class Talks(Group):
    """How long talks are planned, how vision grows and what momentum is left."""

    planned_months: float = number(
        5.06,
        1.0,
        24.0,
        "months",
        "median planned length of talks",
        "SF037, SF042",
        prior=likely(2.0, 4.0, 8.0),
    )
    planned_spread: float = number(0.468, 0.0, 1.0, "log sd", "spread of plans", "SF038")
    chief_length: float = number(
        0.12, 0.0, 1.0, "share", "added to plans that a chief executive began", "SF036"
    )
    patience: float = number(
        8.0, 0.0, 36.0, "months", "after the planned month before all give up", "SF038"
    )
    meetings: float = number(
        2.0, 0.0, 8.0, "a month", "joint meetings of leaders", "SF043", prior=factor(1.0, 4.0)
    )
    meetings_half: float = number(
        2.0, 0.1, 8.0, "a month", "meetings at which half of the gain is reached", "SF043"
    )
    momentum_months: float = number(
        9.26, 0.0, 24.0, "months", "full momentum", "SF040", prior=even(3.0, 10.0)
    )
    momentum_half_life: float = number(
        2.0, 0.5, 36.0, "months", "half-life of momentum afterwards", "SF041"
    )
    vision_start: float = number(
        0.25, 0.0, 1.0, "vision", "shared at the start", "SF047", prior=even(0.12, 0.4)
    )
    vision_window: float = number(0.06, 0.0, 0.5, "vision", "added by a window", "SF015")
    vision_rapport: float = number(
        0.10, 0.0, 0.5, "vision", "added by full familiarity of the leaders", "SF044"
    )
    vision_fashion: float = number(
        0.28, 0.0, 1.0, "vision", "lost where fashion is the whole motive", "SF024, SF027"
    )
    vision_least: float = number(
        0.02, 0.0, 0.5, "vision", "shared at the start, at least", "assumption"
    )
    vision_most: float = number(
        0.95, 0.5, 1.0, "vision", "shared at the start, at most", "assumption"
    )
    vision_rate: float = number(
        0.674, 0.0, 3.0, "a month", "pace of agreeing a vision", "SF046", prior=factor(0.6, 2.2)
    )
    culture_drag: float = number(
        0.5, 0.0, 1.0, "share", "of that pace lost to a full culture gap", "SF094"
    )
    overlap_cross_tier: float = number(
        0.5, 0.0, 1.0, "factor", "functions in common across tiers", "SF108"
    )
    purpose_low: float = number(
        0.694, 0.0, 1.5, "factor", "pace with no purpose but cost", "SF048", prior=even(0.5, 1.0)
    )
    purpose_gain: float = number(1.04, 0.0, 1.5, "factor", "added by full purpose", "SF048")
    groundwork_rate: float = number(
        0.22, 0.0, 1.0, "a month", "pace of groundwork inside each council", "SF129"
    )
    evidence_rate: float = number(0.15, 0.0, 1.0, "a month", "pace of gathering evidence", "SF066")
    stall_trust: float = number(
        0.47,
        0.0,
        1.0,
        "trust",
        "below which a month of talks is stalled",
        "SF121",
        prior=even(0.38, 0.55),
    )
    repair: float = number(
        0.10, 0.0, 1.0, "a month", "chance that stalled talks are repaired", "SF121"
    )
    repair_gain: float = number(0.15, 0.0, 1.0, "trust", "won back by a repair", "SF121")
    strength_pace: float = number(
        0.5, 0.0, 2.0, "share", "pace added by a strong chief executive", "SF063"
    )


class Support(Group):
    """What members and officers make of talks, and later of the partnership."""

    pace: float = number(
        0.137,
        0.0,
        1.0,
        "a month",
        "pace to the target",
        "SF067, assumption",
        prior=even(0.12, 0.16),
    )
    members_start: float = number(0.45, 0.0, 1.0, "support", "of members at first", "SF067")
    start_spread: float = number(0.12, 0.0, 0.5, "half-width", "of support at first", "assumption")
    chief_began: float = number(
        0.08, 0.0, 0.5, "support", "of members lost when a chief executive began it", "SF036"
    )
    members_base: float = number(
        0.44, 0.0, 1.0, "support", "target of members, base", "SF067", prior=even(0.2, 0.5)
    )
    members_vision: float = number(0.886, 0.0, 1.0, "support", "for a full vision", "SF046")
    members_trust: float = number(
        0.35, 0.0, 1.0, "support", "per unit of trust over 0.5", "SF058", prior=even(0.15, 0.6)
    )
    members_persuasion: float = number(
        0.24, 0.0, 1.0, "support", "of a persuasive leader with evidence", "SF065, SF066"
    )
    evidence_needed: float = number(
        0.6, 0.0, 1.0, "share", "of persuasion that rests on evidence", "SF066"
    )
    members_fear: float = number(
        0.45, 0.0, 1.0, "support", "lost to full takeover fear", "SF069", prior=even(0.2, 0.7)
    )
    members_momentum: float = number(
        0.15, 0.0, 1.0, "support", "lost with all momentum", "SF040, SF041"
    )
    members_opposition: float = number(
        0.10, 0.0, 1.0, "support", "lost to a hostile opposition", "SF097"
    )
    members_numbers: float = number(
        0.05, 0.0, 0.5, "support", "for a saving promised beyond a prudent one", "SF138"
    )
    members_need: float = number(
        0.2, 0.0, 0.5, "support", "at full stress, for a saving that matters", "SF004, SF020"
    )
    residents: float = number(
        0.02, 0.0, 0.1, "support", "of members moved by residents, who mostly do not care", "SF078"
    )
    fear_base: float = number(0.10, 0.0, 1.0, "fear", "of a takeover by an equal", "SF069")
    fear_size: float = number(0.22, 0.0, 1.0, "fear", "per log unit of the size gap", "SF069")
    fear_poorer: float = number(0.15, 0.0, 1.0, "fear", "of a poorer partner", "SF069")
    fear_candidate: float = number(
        0.12, 0.0, 1.0, "fear", "when the candidate is the other side's", "SF069"
    )
    fear_party: float = number(
        0.9, 0.0, 2.0, "fear", "across parties at full reorganisation talk", "SF071"
    )
    fear_trusted: float = number(
        0.9, 0.0, 1.0, "share", "of that fear taken away by full trust", "SF096"
    )
    fear_tier: float = number(0.10, 0.0, 1.0, "fear", "of a unitary by stealth", "SF109")
    officers_start: float = number(0.48, 0.0, 1.0, "support", "of officers at first", "SF072")
    officers_base: float = number(
        0.55, 0.0, 1.0, "support", "target of officers, base", "SF072", prior=even(0.4, 0.7)
    )
    officers_vision: float = number(0.25, 0.0, 1.0, "support", "for a full vision", "SF133")
    officers_members: float = number(
        0.30, 0.0, 1.0, "support", "per unit of members' support over 0.5", "SF068"
    )
    officers_career: float = number(0.12, 0.0, 1.0, "support", "for better careers", "SF090, SF076")
    officers_culture: float = number(0.25, 0.0, 1.0, "support", "lost to culture", "SF094, SF095")
    officers_distance: float = number(
        0.06, 0.0, 0.5, "support per 60 km", "lost to travelling", "SF106"
    )
    officers_posts: float = number(
        0.30, 0.0, 1.0, "support", "lost with all posts at risk", "SF074"
    )
    officers_hostile: float = number(
        0.08, 0.0, 1.0, "support", "lost to a hostile insider", "SF073"
    )
    officers_unfair: float = number(
        0.10, 0.0, 1.0, "support", "lost to a choice made in advance", "SF112"
    )
    unfair_vacancy: float = number(
        0.5, 0.0, 1.0, "factor", "on that where a post was opening anyway", "SF112, assumption"
    )


class Breakdown(Group):
    """Why talks break down: monthly chances once they are four months old."""

    growth_months: float = number(
        4.0, 0.5, 24.0, "months", "until the chances are full (they grow as a square)", "SF038"
    )
    culture: float = number(0.06, 0.0, 1.0, "a month", "culture clash at a full gap", "SF094")
    self_interest: float = number(
        0.08,
        0.0,
        1.0,
        "a month",
        "self-interest and deadlock over the post",
        "SF053, SF075",
        prior=factor(0.03, 0.2),
    )
    one_leaving: float = number(
        0.15, 0.0, 1.0, "factor", "on that when one chief executive is leaving", "SF053"
    )
    name_agreed: float = number(
        0.5, 0.0, 1.0, "factor", "on that once there is a candidate", "SF111, assumption"
    )
    members: float = number(0.20, 0.0, 1.0, "a month", "when members want none of it", "SF067")
    hostile: float = number(0.03, 0.0, 1.0, "a month", "a hostile insider derails it", "SF073")
    clash: float = number(0.16, 0.0, 1.0, "a month", "strong chief executives clash", "SF063")
    leak: float = number(0.008, 0.0, 1.0, "a month", "a done deal leaks", "SF056")
    leak_fatal: float = number(0.5, 0.0, 1.0, "chance", "that a leak ends talks at once", "SF056")
    leak_members: float = number(0.20, 0.0, 1.0, "support", "members take back", "SF056")
    other: float = number(
        0.012, 0.0, 1.0, "a month", "whatever else", "SF167", prior=factor(0.004, 0.03)
    )
    stalled: float = number(
        0.275, 0.0, 1.0, "a month", "while talks are stalled", "SF057, SF062", prior=even(0.1, 0.5)
    )
    momentum: float = number(0.42, 0.0, 1.0, "a month", "when all momentum is gone", "SF041")
    leader_base: float = number(
        0.30, 0.0, 1.0, "chance", "when a leader goes", "SF061, SF097", prior=even(0.15, 0.5)
    )
    leader_mismatch: float = number(0.32, 0.0, 1.0, "chance", "added across parties", "SF097")
    told_otherwise: float = number(
        0.3, 0.0, 1.0, "chance", "a side plays down the reason that ended it", "SF077, assumption"
    )


class Appointment(Group):
    """How the joint chief executive is chosen."""

    month: float = number(
        1.9, 0.0, 24.0, "months", "of talks before names are on the table", "SF111"
    )
    outsider: float = number(
        0.15, 0.0, 1.0, "chance", "an outsider is sought though one incumbent is free", "SF112"
    )
    outsider_skill: float = number(
        0.7, 0.0, 1.0, "skill", "that both sides see in an outsider", "SF064, assumption"
    )
    larger: float = number(
        0.2, 0.0, 2.0, "skill", "lead of the incumbent of the larger council", "assumption"
    )
    deadlock: float = number(
        0.55, 0.0, 1.0, "chance", "of rival candidates when neither is leaving", "SF053, SF113"
    )
    broken_base: float = number(0.05, 0.0, 1.0, "a month", "a deadlock is broken", "SF113")
    broken_trust: float = number(
        0.6, 0.0, 3.0, "a month", "added per unit of trust over a floor", "SF113"
    )
    broken_floor: float = number(
        0.4, 0.0, 1.0, "trust", "below which trust breaks no deadlock", "SF113, assumption"
    )
    accept_base: float = number(
        0.75, 0.0, 1.0, "chance", "the other side takes the name", "SF064", prior=even(0.6, 0.95)
    )
    accept_trust: float = number(0.6, 0.0, 3.0, "chance", "per unit of trust over 0.5", "SF064")
    accept_skill: float = number(0.3, 0.0, 1.0, "chance", "per unit of skill over 0.5", "SF064")
    second_try: float = number(
        0.5, 0.0, 1.0, "chance", "that a refusal leads to another name", "SF064"
    )


class Vote(Group):
    """What must be there when the councils vote, and how well leaders see it."""

    vision: float = number(0.619, 0.0, 1.0, "vision", "needed", "SF046", prior=even(0.5, 0.72))
    trust: float = number(
        0.572, 0.0, 1.0, "trust", "needed on both sides", "SF057", prior=even(0.45, 0.62)
    )
    members: float = number(
        0.494, 0.0, 1.0, "support", "of members needed", "SF067", prior=even(0.42, 0.58)
    )
    officers: float = number(
        0.38, 0.0, 1.0, "support", "of officers needed", "SF072", prior=even(0.28, 0.5)
    )
    bias: float = number(
        0.09, 0.0, 0.5, "support", "leaders see more support than there is", "SF070"
    )
    noise: float = number(
        0.36, 0.0, 1.0, "half-width", "of what leaders see without groundwork", "SF070, SF129"
    )
    spread: float = number(0.11, 0.0, 0.5, "half-width", "luck of the day", "assumption")
    exposed: float = number(
        0.20, 0.0, 1.0, "support", "of members lost on the day without groundwork", "SF042, SF129"
    )
    affordable: float = number(
        0.12, 0.0, 1.0, "of reserves", "a council will spend on setting up", "SF142"
    )


class Costs(Group):
    """What talks cost."""

    month: float = number(1800.0, 0.0, 2e4, "pounds a month", "cash for a month of talks", "SF054")
    spread: float = number(0.6, 0.0, 1.5, "log sd", "spread of that cost", "SF054")
    consultants_chance: float = number(0.35, 0.0, 1.0, "chance", "consultants are hired", "SF054")
    consultants: float = number(20000.0, 0.0, 1e5, "pounds", "for consultants", "SF054")
    hours: float = number(110.0, 0.0, 2000.0, "hours a month", "of officers of both", "SF055")
    hourly: float = number(45.0, 0.0, 200.0, "pounds an hour", "price of an officer", "SF055")
    chief_began: float = number(
        0.4, 0.0, 2.0, "share", "added when a chief executive began it", "SF036"
    )
