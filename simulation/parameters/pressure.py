"""Parameters of what presses on a council: cuts, its own money trouble, elections, departures."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole
from simulation.parameters.prior import even, factor


class Stress(Group):
    """How cuts in central grant become money trouble, and how it passes."""

    cut: float = number(0.28, 0.0, 0.6, "share of grant", "grant lost in the cut wave", "SF018")
    weight: float = number(
        3.29,
        0.0,
        6.0,
        "1",
        "stress for losing all grant at average exposure",
        "SF017, assumption",
        prior=even(1.0, 4.0),
    )
    months_to_adjust: float = number(
        10.6,
        6.0,
        36.0,
        "months",
        "half-life of stress as a council cuts services",
        "assumption",
        prior=even(6.0, 11.0),
    )
    trouble_rate: float = number(
        0.015, 0.0, 0.2, "a year", "chance of money trouble of a council's own", "SF023, assumption"
    )
    trouble_size: float = number(
        0.5, 0.0, 1.0, "stress", "mean size of such trouble", "SF023, assumption"
    )


class Politics(Group):
    """How control of a council is drawn where it is not read from the record."""

    change_whole: float = number(
        0.22, 0.0, 1.0, "an election", "control changes when all seats are up", "control table"
    )
    change_part: float = number(
        0.15, 0.0, 1.0, "an election", "control changes at thirds or halves", "control table"
    )
    share_con: float = number(
        0.656,
        0.0,
        1.0,
        "weight",
        "draws giving Con control",
        "control table",
        words="party, control",
    )
    share_lab: float = number(
        0.097,
        0.0,
        1.0,
        "weight",
        "draws giving Lab control",
        "control table",
        words="party, control",
    )
    share_ld: float = number(
        0.056,
        0.0,
        1.0,
        "weight",
        "draws giving LD control",
        "control table",
        words="party, control",
    )
    share_ind: float = number(
        0.013,
        0.0,
        1.0,
        "weight",
        "draws giving Ind control",
        "control table",
        words="party, control",
    )
    share_noc: float = number(
        0.178,
        0.0,
        1.0,
        "weight",
        "draws giving no control",
        "control table",
        words="party, control",
    )
    hostility: float = number(
        0.4, 0.0, 1.0, "mean", "hostility of the opposition to sharing", "SF097, assumption"
    )
    hostility_spread: float = number(
        0.4, 0.0, 0.5, "half-width", "how far that hostility spreads", "assumption"
    )
    salience: float = number(
        0.25, 0.0, 1.0, "1", "how much talk there is of reorganisation", "SF071, assumption"
    )


class Leaders(Group):
    """How often leaders go, what successors inherit and who they are."""

    leave_control: float = number(
        0.90, 0.0, 1.0, "an election", "leader goes when control changes", "assumption"
    )
    leave_election: float = number(
        0.10,
        0.0,
        1.0,
        "an election",
        "leader goes at another election",
        "assumption",
        words="turnover, leader change",
    )
    leave_month: float = number(
        0.007,
        0.0,
        0.08,
        "a month",
        "leader goes in any other month",
        "assumption",
        prior=factor(0.003, 0.02),
        words="turnover, leader change",
    )
    inherited: float = number(
        0.35,
        0.0,
        1.0,
        "share",
        "trust that outlives a change of leader",
        "SF060, assumption",
        prior=even(0.1, 0.7),
    )
    boldness: float = number(
        0.529, 0.0, 1.0, "mean", "boldness of leaders", "SF066, assumption", prior=even(0.35, 0.65)
    )
    persuasion: float = number(0.5, 0.0, 1.0, "mean", "persuasion of leaders", "SF065, assumption")
    spread: float = number(
        0.4, 0.0, 0.5, "half-width", "how far the traits of leaders spread", "assumption"
    )
    tenure: float = number(
        72.0, 0.0, 240.0, "months", "longest that a leader has served at first", "assumption"
    )


class ChiefExecutives(Group):
    """How often chief executives go, how long posts stay open and who fills them."""

    leave_rate: float = number(
        0.164,
        0.0,
        0.4,
        "a year",
        "departures of chief executives",
        "SF013, assumption",
        prior=even(0.10, 0.22),
        words="turnover",
    )
    retirement_share: float = number(
        0.62, 0.0, 1.0, "share", "departures that are retirements", "SF014", words="turnover"
    )
    notice_retirement: float = number(
        7.3, 0.0, 18.0, "months", "notice before a retirement", "SF014, assumption"
    )
    notice_move: float = number(
        3.0, 0.0, 12.0, "months", "notice before a move to another job", "SF014, assumption"
    )
    months_to_fill: float = number(
        4.0, 1.0, 24.0, "months", "mean time until a post is filled", "assumption"
    )
    ambition: float = number(0.5, 0.0, 1.0, "mean", "ambition for a bigger job", "SF022, SF076")
    strength: float = number(0.5, 0.0, 1.0, "mean", "force of personality", "SF063")
    skill: float = number(0.5, 0.0, 1.0, "mean", "skill at serving more than one council", "SF088")
    delegation: float = number(0.5, 0.0, 1.0, "mean", "readiness to delegate", "SF087")
    spread: float = number(
        0.4, 0.0, 0.5, "half-width", "how far traits of chief executives spread", "assumption"
    )
    tenure: float = number(
        96.0, 0.0, 240.0, "months", "longest that one has served at first", "assumption"
    )
    directors_leave: float = number(
        0.14,
        0.0,
        0.6,
        "a year",
        "strong directors who outgrow a small council",
        "SF022",
        words="turnover",
    )
    directors_kept: float = number(
        0.5, 0.0, 1.0, "share", "of that loss avoided where posts are shared", "SF022"
    )


class Councils(Group):
    """What is not in the data about a council, and is drawn for each run."""

    culture_spread: float = number(
        0.5, 0.0, 0.5, "half-width", "spread of culture, member-led to officer-led", "SF094"
    )
    culture_mean: float = number(
        0.5, 0.0, 1.0, "culture", "middle of culture, 0 member-led, 1 officer-led", "SF094"
    )
    hostile_share: float = number(
        0.15, 0.0, 1.0, "share", "councils with a hostile insider", "SF073, assumption"
    )
    reserves: float = number(
        0.30, 0.0, 2.0, "of net budget", "median usable reserves", "SF142, assumption"
    )
    reserves_spread: float = number(
        0.6, 0.0, 1.5, "log sd", "spread of reserves between councils", "assumption"
    )
    posts_size: float = number(
        0.3, 0.0, 1.0, "power", "how senior posts rise with population", "assumption"
    )
    directors: float = number(
        2.47,
        1.0,
        8.0,
        "posts",
        "of directors at 100,000 people",
        "SF143, assumption",
        prior=even(1.8, 2.8),
    )
    directors_spread: float = number(
        1.2, 0.0, 4.0, "half-width", "how far their number spreads", "assumption"
    )
    directors_most: int = whole(8, 1, 20, "posts", "of directors in any council", "assumption")
    heads: float = number(
        4.0,
        1.0,
        30.0,
        "posts",
        "of heads of service at 100,000 people",
        "SF143, assumption",
        prior=even(3.0, 6.0),
    )
    heads_spread: float = number(
        2.0, 0.0, 10.0, "half-width", "how far their number spreads", "assumption"
    )
    heads_least: int = whole(3, 0, 20, "posts", "of heads in the smallest council", "assumption")
    heads_most: int = whole(20, 3, 100, "posts", "of heads in the largest council", "assumption")
    systems: int = whole(
        4, 1, 20, "kinds", "of computer systems, each as common", "SF132, assumption"
    )
    days_per_100k: float = number(
        3.37,
        0.0,
        10.0,
        "days a week",
        "specialist cover a role at 100,000 people",
        "SF151",
        prior=even(1.0, 5.0),
    )
    days_low: float = number(
        0.3, 0.0, 1.0, "factor", "on that cover with the worst luck", "assumption"
    )
    days_gain: float = number(
        1.4, 0.0, 3.0, "factor", "added to that with the best luck", "assumption"
    )
    covered: float = number(
        2.0,
        0.0,
        5.0,
        "days a week",
        "of a specialist that count as cover",
        "SF151",
        prior=even(1.0, 3.0),
    )
    services_share: float = number(
        0.10, 0.0, 1.0, "share", "neighbours in one county that share a service at first", "SF159"
    )
    bid_share: float = number(
        0.28, 0.0, 1.0, "share", "counties with a joint bid in 2006-07", "SF031"
    )
    bid_months: float = number(
        12.0, 0.0, 60.0, "months", "over which counties bid", "SF031, assumption"
    )
