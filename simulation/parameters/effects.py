"""What each lever, protocol and scope does at full level."""

from __future__ import annotations

from simulation.parameters.declare import Group, number, whole


class Effects(Group):
    """What each lever and protocol does at full level."""

    guarantee_fear: float = number(0.5, 0.0, 1.0, "share", "of fear a guarantee takes", "SF119")
    guarantee_saving: float = number(0.05, 0.0, 0.5, "share", "of saving it costs", "SF119")
    red_lines_fear: float = number(0.3, 0.0, 1.0, "share", "of fear red lines take", "SF119")
    red_lines_saving: float = number(0.03, 0.0, 0.5, "share", "of saving they cost", "SF119")
    open_deadlock: float = number(
        0.6, 0.0, 1.0, "share", "of deadlock and self-interest avoided", "SF111, SF112"
    )
    open_accept: float = number(0.12, 0.0, 1.0, "chance", "added to accepting a name", "SF112")
    open_length: float = number(0.05, 0.0, 1.0, "share", "added to planned length", "SF112")
    broker_broken: float = number(0.3, 0.0, 1.0, "a month", "added to breaking deadlock", "SF114")
    broker_accept: float = number(0.08, 0.0, 1.0, "chance", "added to accepting", "SF033, SF114")
    broker_trust: float = number(0.04, 0.0, 0.5, "trust", "added while talks last", "SF033")
    meetings_members: float = number(0.08, 0.0, 0.5, "support", "of members added", "SF124")
    meetings_fear: float = number(0.2, 0.0, 1.0, "share", "of fear meetings take", "SF124")
    meetings_cost: float = number(800.0, 0.0, 2e4, "pounds a month", "of meetings", "SF124")
    bulletins_officers: float = number(0.08, 0.0, 0.5, "support", "of officers added", "SF125")
    bulletins_members: float = number(0.03, 0.0, 0.5, "support", "of members added", "SF125")
    bulletins_dip: float = number(
        0.4, 0.0, 0.9, "share", "of the half-life of resentment taken away", "SF126"
    )
    saturation: float = number(
        2.0, 0.01, 10.0, "1", "how soon more of it adds less (exponent)", "SF125, SF127"
    )
    visits_officers: float = number(0.05, 0.0, 0.5, "support", "of officers added", "SF127")
    visits_dip: float = number(0.4, 0.0, 1.0, "share", "of the dips taken away", "SF127")
    diligence_reveals: float = number(
        0.5, 0.0, 1.0, "a month", "chance that a bad match shows early", "SF123"
    )
    diligence_months: int = whole(2, 0, 24, "months", "of talks in which it may show", "assumption")
    diligence_culture: float = number(
        0.4, 0.0, 1.0, "culture", "gap above which a match is bad", "SF123, assumption"
    )
    diligence_trust: float = number(
        0.55, 0.0, 1.0, "trust", "below which a match is bad", "SF123, assumption"
    )
    diligence_weight: float = number(
        4.0, 0.0, 20.0, "1", "how clearly what is beyond these shows", "SF123, assumption"
    )
    diligence_evidence: float = number(0.5, 0.0, 3.0, "share", "added to evidence", "SF066, SF123")
    announce_fear: float = number(0.25, 0.0, 1.0, "fear", "added once announced", "SF056")
    announce_leak: float = number(0.12, 0.0, 1.0, "a month", "a done deal is reported", "SF056")
    quiet_leak: float = number(0.8, 0.0, 1.0, "share", "of leaks avoided", "SF056")
    quiet_officers: float = number(0.02, 0.0, 0.5, "support", "of officers lost", "SF115")
    voluntary_posts: float = number(0.5, 0.0, 1.0, "share", "of job fear taken away", "SF116")
    voluntary_pace: float = number(0.5, 0.0, 0.95, "share", "of the pace of savings lost", "SF116")
    voluntary_cost: float = number(0.15, 0.0, 1.0, "share", "added to set-up cost", "SF116")
    grant_share: float = number(0.7, 0.0, 1.0, "share", "of set-up cost a grant pays", "SF142")
    grant_approach: float = number(0.0015, 0.0, 0.1, "a month", "added to approaches", "SF030")
    honest_cost: float = number(
        0.01, 0.0, 0.5, "support", "of officers lost when jobs are named early", "SF118"
    )
    explained_equity: float = number(
        0.9, 0.0, 1.0, "share", "of harm an explanation avoids", "SF083"
    )
    remote_distance: float = number(
        0.6, 0.0, 1.0, "share", "of the harm of distance avoided", "SF106"
    )
    repair_chance: float = number(0.35, 0.0, 1.0, "a month", "added to repair", "SF121")
    publish_members: float = number(0.06, 0.0, 0.5, "support", "of members added", "SF128")
    mandate_approach: float = number(0.004, 0.0, 0.5, "a month", "added to approaches", "SF028")
    mandate_members: float = number(0.12, 0.0, 0.5, "support", "of members lost", "SF028")
    merger_rate: float = number(0.05, 0.0, 0.5, "a year", "deep partnerships merging", "SF170")
    shelf_length: float = number(0.3, 0.0, 0.9, "share", "of planned length saved", "SF010")
    shelf_fit: float = number(0.06, 0.0, 0.5, "support", "lost to a poor fit", "SF010")
    deadline_binds: float = number(
        0.8, 0.0, 1.0, "share", "of extension and patience taken by a date that holds", "SF042"
    )
    prepare_months: float = number(
        2.0, 0.0, 12.0, "months", "before the first vote set aside to prepare", "SF042, SF129"
    )
    vision_first: float = number(0.25, 0.0, 1.0, "share", "added to pace of vision", "SF046")
    detail_first: float = number(0.30, 0.0, 1.0, "share", "of that pace lost", "SF046")
    detail_groundwork: float = number(
        0.3, 0.0, 2.0, "share", "added to pace of groundwork", "SF129, assumption"
    )
    detail_length: float = number(0.4, 0.0, 2.0, "share", "added to planned length", "SF046")
    vision_length: float = number(0.1, 0.0, 0.9, "share", "of planned length saved", "SF046")
    order_gain: float = number(
        0.06, 0.0, 0.5, "support", "of those who are won first", "SF050, SF051"
    )
    order_loss: float = number(
        0.04, 0.0, 0.5, "support", "of those who come second", "SF050, SF051"
    )
    scope_team: float = number(0.25, 0.0, 1.0, "share", "of plans that start with a team", "SF052")
    scope_whole: float = number(0.05, 0.0, 1.0, "share", "of plans for all at once", "SF052")
    risk_chief: float = number(0.15, 0.0, 1.0, "share", "of posts at risk, one chief", "SF074")
    risk_team: float = number(0.45, 0.0, 1.0, "share", "of posts at risk, one team", "SF074")
    risk_whole: float = number(0.7, 0.0, 1.0, "share", "of posts at risk, all", "SF074")
