"""Parameters of partnerships and of what follows failed talks."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Partnership(Group):
    """How a partnership settles, deepens and carries its burden."""

    max_size: int = whole(3, 2, 5, "councils", "most councils under one chief executive", "SF107")
    trust_pace: float = number(0.06, 0.0, 0.5, "a month", "pace to affinity of partners", "SF059")
    trust_gain: float = number(0.08, 0.0, 0.5, "trust", "what working together adds", "SF110")
    members_base: float = number(0.52, 0.0, 1.0, "support", "members' settled support", "SF086")
    members_trust: float = number(0.30, 0.0, 1.0, "support", "per unit of trust over 0.5", "SF058")
    members_burden: float = number(0.15, 0.0, 1.0, "support", "lost per unit of burden", "SF088")
    members_equity: float = number(
        0.35, 0.0, 1.0, "support", "lost with all equity", "SF081, SF082"
    )
    members_disappointed: float = number(
        0.05, 0.0, 0.5, "support", "lost while a target is missed for long", "SF138"
    )
    target_months: int = whole(
        24, 0, 240, "months", "until a target that is not met disappoints", "SF138, assumption"
    )
    members_vision: float = number(0.15, 0.0, 1.0, "support", "for the vision agreed", "SF046")
    officers_base: float = number(0.55, 0.0, 1.0, "support", "officers' settled support", "SF130")
    officers_culture: float = number(0.20, 0.0, 1.0, "support", "lost to culture", "SF095")
    officers_career: float = number(0.10, 0.0, 1.0, "support", "for better careers", "SF090, SF089")
    officers_equity: float = number(
        0.20, 0.0, 1.0, "support", "of officers lost where their council is put second", "SF085"
    )
    officers_distance: float = number(
        0.05, 0.0, 0.5, "support per 60 km", "lost to travelling at first", "SF106"
    )
    dip_members: float = number(
        0.12, 0.0, 0.6, "support", "lost at first as officers are seen less", "SF086"
    )
    dip_officers: float = number(0.20, 0.0, 0.6, "support", "lost at first without buy-in", "SF130")
    dip_half_life: float = number(8.0, 1.0, 48.0, "months", "half-life of both dips", "SF086")
    skills_hidden: float = number(
        0.06, 0.0, 0.5, "support", "of officers lost when new skills come as a surprise", "SF118"
    )
    embedding_rate: float = number(
        0.12,
        0.0,
        1.0,
        "a month",
        "pace at which sharing becomes habit",
        "SF060, SF131",
        prior=factor(0.05, 0.25),
    )
    share_stress: float = number(
        0.8, 0.0, 2.0, "share", "time drawn by a full gap in stress", "SF084"
    )
    equity_pace: float = number(0.20, 0.0, 1.0, "a month", "pace of perceived equity", "SF082")
    equity_harm: float = number(
        2.0, 0.0, 6.0, "1", "equity lost per unit of unexplained unevenness", "SF083"
    )
    equity_opposition: float = number(
        0.5, 0.0, 2.0, "share", "added by a hostile opposition", "SF081"
    )
    burden_base: float = number(0.20, 0.0, 1.0, "burden", "of serving two councils", "SF088")
    burden_depth: float = number(0.155, 0.0, 0.5, "burden", "per step of depth", "SF141")
    burden_policy: float = number(0.22, 0.0, 1.0, "burden", "at full policy distance", "SF171")
    policy_party: float = number(
        0.6, 0.0, 1.0, "1", "policy distance between two parties", "SF171, assumption"
    )
    policy_profile: float = number(
        0.4, 0.0, 1.0, "1", "policy distance at a full gap in deprivation", "SF171, assumption"
    )
    burden_distance: float = number(0.08, 0.0, 0.5, "burden per 60 km", "of travelling", "SF102")
    burden_vacuum: float = number(
        0.6, 0.0, 1.0, "share", "added to travelling without any delegation", "SF087"
    )
    burden_size: float = number(
        1.6, 1.0, 3.0, "power", "of the number of councils beyond the first", "SF107"
    )
    burden_skill: float = number(0.6, 0.0, 1.0, "share", "taken away by full skill", "SF088")
    burden_delegation: float = number(
        0.3, 0.0, 1.0, "share", "taken away by full delegation", "SF087"
    )
    effort: float = number(
        0.5, 0.0, 1.0, "effort", "that managers put into running it together", "SF083, assumption"
    )
    burden_effort: float = number(
        0.3, 0.0, 1.0, "share", "of the burden taken away by full effort", "SF083, assumption"
    )
    deepen_floor: float = number(
        0.3,
        0.0,
        1.0,
        "support",
        "of members below which nothing deepens",
        "SF067, assumption",
        prior=even(0.15, 0.45),
    )
    team_rate: float = number(
        0.05,
        0.0,
        1.0,
        "a month",
        "chief executive to management team",
        "SF156",
        prior=factor(0.02, 0.12),
    )
    services_rate: float = number(
        0.025,
        0.0,
        1.0,
        "a month",
        "management team to services",
        "SF156, SF161",
        prior=factor(0.01, 0.06),
    )
    services_whole: float = number(
        2.0, 0.0, 5.0, "factor", "on that step where all was planned at once", "SF052, assumption"
    )
    services_most: int = whole(
        4, 0, 20, "services", "shared between two councils that count", "assumption"
    )
    services_distance: float = number(
        0.6, 0.0, 3.0, "per 60 km", "how distance slows that step (exponent)", "SF105"
    )
    services_apart: float = number(
        0.5, 0.0, 1.0, "factor", "on that step for councils that are not neighbours", "SF105"
    )
    systems_delay: float = number(
        0.5, 0.0, 1.0, "share", "of deepening lost to unlike systems", "SF132"
    )
    systems_eased: float = number(
        0.6, 0.0, 1.0, "share", "of that spared by sharing a service already", "SF132"
    )
    services_kept: float = number(
        0.7, 0.0, 1.0, "chance", "that a shared service outlives its partnership", "SF157"
    )
    results_most: float = number(
        2.0, 0.0, 10.0, "2 % of budget", "savings above which more is no merit", "assumption"
    )
    services_failed: float = number(
        0.10, 0.0, 1.0, "chance", "that failed talks leave a new shared service", "SF163"
    )


class Ending(Group):
    """How partnerships end: monthly chances, and what embedding takes away."""

    choice: float = number(
        0.00163,
        0.0,
        0.1,
        "a month",
        "by choice where nothing presses",
        "SF162",
        prior=factor(0.0003, 0.002),
    )
    choice_slope: float = number(
        3.5, 0.0, 12.0, "1", "how steeply pressure raises it", "SF141", prior=even(1.5, 6.0)
    )
    pressure_neutral: float = number(
        0.30,
        0.0,
        2.0,
        "pressure",
        "at which the chance is the base one",
        "assumption",
        prior=even(0.1, 0.6),
    )
    distrust: float = number(1.0, 0.0, 4.0, "1", "pressure per unit of trust under enough", "SF058")
    trust_enough: float = number(
        0.55,
        0.0,
        1.0,
        "trust",
        "from which distrust presses no more",
        "SF058, assumption",
        prior=even(0.45, 0.65),
    )
    inequity: float = number(1.5, 0.0, 4.0, "1", "pressure per unit of equity lost", "SF082")
    unwilling: float = number(
        0.8, 0.0, 4.0, "1", "pressure per unit of members' support under enough", "SF067"
    )
    members_enough: float = number(
        0.6,
        0.0,
        1.0,
        "support",
        "from which members press no more",
        "SF067, assumption",
        prior=even(0.5, 0.7),
    )
    culture: float = number(0.6, 0.0, 2.0, "1", "pressure at a full gap in culture", "SF092, SF094")
    benefit: float = number(
        0.20, 0.0, 2.0, "pressure", "taken away by savings of 2 % of budget", "SF162"
    )
    purpose: float = number(
        0.15, 0.0, 1.0, "pressure", "taken away by a purpose beyond cost", "SF048"
    )
    members: float = number(0.0338, 0.0, 1.0, "a month", "when members want none of it", "SF061")
    members_floor: float = number(0.45, 0.0, 1.0, "support", "below which they turn", "SF061")
    leader_base: float = number(0.16, 0.0, 1.0, "chance", "a leader goes in set-up", "SF061")
    leader_mismatch: float = number(0.25, 0.0, 1.0, "chance", "added across parties", "SF097")
    leader_embedded: float = number(
        0.02, 0.0, 1.0, "chance", "a leader goes once sharing is habit", "SF060, SF100"
    )
    embedded_hold: float = number(
        0.70, 0.0, 1.0, "share", "of the other chances taken away by embedding", "SF060"
    )
    succession_base: float = number(
        0.654,
        0.0,
        1.0,
        "chance",
        "the next chief executive is agreed",
        "SF060, assumption",
        prior=even(0.55, 0.75),
    )
    succession_trust: float = number(
        0.6, 0.0, 3.0, "chance", "added per unit of trust over 0.5", "SF113"
    )
    succession_embedding: float = number(0.25, 0.0, 1.0, "chance", "added by embedding", "SF060")
    settled: float = number(
        0.5, 0.0, 1.0, "embedding", "from which partners may go further", "SF161, assumption"
    )
    merge_rate: float = number(
        0.003, 0.0, 0.5, "a year", "deep partnerships that merge", "SF161, SF170"
    )
    company_rate: float = number(
        0.001, 0.0, 0.5, "a year", "deep partnerships that form a company", "SF158"
    )
    unravel: float = number(
        0.6, 0.0, 1.0, "share", "of embedding lost when one of three leaves", "SF122"
    )
    unravel_trust: float = number(
        0.15, 0.0, 1.0, "trust", "lost between those who stay when one leaves", "SF122"
    )


class Aftermath(Group):
    """What failed talks leave behind."""

    wary_chance: float = number(
        0.511, 0.0, 1.0, "chance", "a council becomes wary", "SF164", prior=even(0.3, 0.7)
    )
    wariness: float = number(0.8, 0.0, 1.0, "share", "of approaches a wary council drops", "SF164")
    wary_half_life: float = number(60.0, 1.0, 240.0, "months", "half-life of that", "SF164")
    soured: float = number(
        0.4, 0.0, 1.0, "chance", "a failure over people costs trust badly", "SF163"
    )
    ruled_out: float = number(0.06, 0.0, 1.0, "chance", "a partner is ruled out for good", "SF165")
    rest_months: int = whole(
        9, 0, 120, "months", "before the same pair may try again", "SF165, assumption"
    )
