"""Patterns SF119 to SF133: what builds or keeps support."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect, no_effect
from experiments.patterns.common import (
    CASH,
    CASH_FAILED,
    EARLY_HAZARD,
    FEAR,
    HAZARD,
    LENGTH_FAILED,
    MEMBERS,
    OFFICERS,
    SETTLED_MEMBERS,
    SETTLED_OFFICERS,
    SUCCEED,
    TEAM_SAVING,
    YOUNG_MEMBERS,
    YOUNG_OFFICERS,
    lever,
    with_value,
)
from experiments.patterns.evidence.compatibility import until_services
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import (
    by_either,
    ended_talks,
    failed_talks,
    partnership_lives,
    per_result,
    where,
)
from experiments.patterns.rows.turnover import years_and_exits
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, mean, rate, share
from experiments.patterns.sweeps import Gap, Interaction, Steps, variants
from simulation.result import Result

FEARED = share(
    "failures that a side puts down to fear of a takeover", failed_talks, by_either("takeover fear")
)
STALLED = where(ended_talks, lambda t: t["stalled_months"] > 0)
RESCUED = share("stalled talks that agree", STALLED, lambda t: t["outcome"] == "agreed")
STALLED_TRUST = mean("trust as stalled talks end", STALLED, column("trust_end"))
UNPREPARED = share("talks that fail at the vote", ended_talks, lambda t: t["stage"] == "vote")
MANY = Variant.of({"partnership.max_size": 5, "approach.join_cost": 0.0})
MENDED = Variant.of({"partnership.max_size": 5, "approach.join_cost": 0.0, "levers.repair": 1.0})
HALF, THREE_STEPS = (
    with_value("levers.bulletins", 0.5),
    variants("levers.bulletins", (0.0, 0.33, 0.67, 1.0)),
)
TO_SERVICES = where(partnership_lives, lambda t: t["team_month"].notna())


def _steps(words: str, chosen: Any = None) -> Statistic:
    """Return steps to shared services a month of sharing a team."""
    team = (
        TO_SERVICES
        if chosen is None
        else where(_with_history, lambda t: chosen(t) & t["team_month"].notna())
    )
    return rate(f"steps to services a month of sharing a team{words}",
                where(team, lambda t: t["services_month"].notna()), team, until_services)  # fmt: skip


@per_result
def _with_history(result: Result) -> Any:
    """Return partnerships with the services their councils shared as they agreed."""
    before = result.talks[["run", "talks", "services_kept"]].rename(
        columns={"services_kept": "services_before"}
    )
    return partnership_lives(result).merge(before, on=["run", "talks"])


@per_result
def _bought_in(result: Result) -> Any:
    """Return years of partnerships with the least support of officers as they agreed."""
    talks = result.talks[["run", "talks", "officers_asker", "officers_asked"]]
    talks = talks.assign(buy_in=talks[["officers_asker", "officers_asked"]].min(axis=1))
    life = partnership_lives(result)[["run", "partnership", "talks", "lived"]]
    table = result.partnership_years.merge(life, on=["run", "partnership"])
    return table.merge(talks[["run", "talks", "buy_in"]], on=["run", "talks"])


def _officers(*, young: bool, keen: bool) -> Statistic:
    """Return officers' support by age of the partnership and by their buy-in at the start."""

    def chosen(t: Any) -> Any:
        middle = t["buy_in"].median()
        age = t["months"] <= 12 if young else (t["months"] > 24) & (t["months"] <= 36)
        return age & ((t["buy_in"] > middle) == keen)

    words = f"{'first' if young else 'third'} year, {'high' if keen else 'low'} buy-in"
    return mean(f"officers' support, {words}", where(_bought_in, chosen), column("officers"))


def _after_exit(words: str, *, before: bool) -> Statistic:
    """Return how often two that share are joined no more a year later, by whether a third has left."""
    chosen = where(
        years_and_exits, lambda t: (t["size"] == 2) & (t["months"] > 12) & (t["before"] == before)
    )
    return share(f"pairs that part within a year{words}", chosen, column("parted_soon"))


PATTERNS = (
    Pattern(
        "SF119", "D", "Name no-go areas and guarantee independence early", "S1 Lessons (sovereignty)", "guarantee",
        (Effect(FEAR, lever("sovereignty_guarantee"), -1, 0.02), Effect(SUCCEED, lever("sovereignty_guarantee"), 1, 0.01),
         Effect(FEARED, lever("sovereignty_guarantee"), -1, 0.02),
         Effect(TEAM_SAVING, lever("sovereignty_guarantee"), -1, 0.0)), times=2,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF120", "S", "Written mandates let three boroughs keep their own services", "S1 Tri-borough box", "red lines",
        (Effect(FEAR, lever("red_lines"), -1, 0.01), Effect(SUCCEED, lever("red_lines"), 1, 0.0)),
        "A form of guarantee: it must calm fear while councils share all the same.",
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF121", "D", "Honest airing of worries builds trust and rescues stalled talks", "S1 Lessons (trust)", "repair",
        (Band(RESCUED, 0.02, 1.0), Effect(RESCUED, lever("repair"), 1, 0.02),
         Effect(STALLED_TRUST, lever("repair"), 1, 0.01)),
        "Rescued are talks that stalled and agreed. That a stall ends by repair alone is a rule, and no longer judged here.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF122", "D", "Disengagement is catching unless it is mended", "S1 Lessons (trust)",
        "whether one of three or more has left",
        (Contrast(_after_exit(" of an exit", before=True), _after_exit(", no exit", before=False), 1, 0.01, variant=MANY),
         Effect(_after_exit(" of an exit", before=True), MENDED, -1, 0.0, MANY)),
        "Few partnerships have three or more: it is judged in a world of many such, settled after first results.", 4,
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF123", "D", "Ask early about cultures, structures and ambitions", "S1 Plan", "due diligence",
        (Effect(LENGTH_FAILED, lever("due_diligence"), -1, 0.2), Effect(CASH_FAILED, lever("due_diligence"), -1, 500.0),
         Effect(HAZARD, lever("due_diligence"), -1, 0.005, scale="quotient")),
        "The sources give no size. On survival half a per cent counts: this was lowered after results had been seen.", 3,
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF124", "D", "Rounds of short talks kept councillors onside", "S1 Support (members)", "councillor meetings",
        (Effect(MEMBERS, lever("councillor_meetings"), 1, 0.01), Effect(FEAR, lever("councillor_meetings"), -1, 0.01),
         Effect(CASH, lever("councillor_meetings"), 1, 500.0)),
        grade="input", why="effects.meetings_members, meetings_fear and meetings_cost", band_set="sign with the evidence",
    ),
    Pattern(
        "SF125", "Q", "Bulletins weekly to monthly were used by many successes", "S1 Lessons (communication)",
        "how often bulletins come",
        (Steps(OFFICERS, THREE_STEPS, 1, 0.01),
         Gap(Effect(OFFICERS, HALF, 1, 0.0), Effect(OFFICERS, lever("bulletins"), 1, 0.0, HALF), 1, 0.002)),
        "The number is a frequency; what is checked is the order: more is better, and each step adds less.",
        grade="input", why="effects.bulletins_officers and saturation", band_set="sign with the evidence",
    ),
    Pattern(
        "SF126", "D", "Briefings wear down resentment", "S1 Lessons (communication)", "bulletins",
        (Gap(Effect(YOUNG_OFFICERS, lever("bulletins"), 1, 0.0), Effect(SETTLED_OFFICERS, lever("bulletins"), 1, 0.0),
             1, 0.002),),
        grade="input", why="effects.bulletins_dip", band_set="sign with the evidence",
    ),
    Pattern(
        "SF127", "Q", "Chief executive and leaders should be seen: every employee twice a year in one scheme",
        "S1 Lessons (communication)", "visits",
        (Effect(OFFICERS, lever("visits"), 1, 0.01), Effect(YOUNG_MEMBERS, lever("visits"), 1, 0.005)),
        "The number is one scheme's practice; what is checked is what visits do.",
        grade="input", why="effects.visits_officers and visits_dip", band_set="sign with the evidence",
    ),
    Pattern(
        "SF128", "D", "Tell people that services are unharmed and money is saved", "S1 Lessons (communication)",
        "publishing results; larger savings unpublished",
        (Effect(SETTLED_MEMBERS, lever("publish_results"), 1, 0.005),
         no_effect(SETTLED_MEMBERS, with_value("money.director", 125_000.0), 0.005)),
        grade="input", why="effects.publish_members", band_set="sign with the evidence",
    ),
    Pattern(
        "SF129", "D", "Poor groundwork leaves the scheme exposed", "S1 Support (members)", "pace of groundwork",
        (Effect(UNPREPARED, with_value("talks.groundwork_rate", 0.05), 1, 0.01),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF130", "D", "Moving to practice brings a passing worry; buy-in of managers eases it", "S1 Support (officers)",
        "age of partnerships and buy-in",
        (Interaction(_officers(young=True, keen=True), _officers(young=False, keen=True),
                     _officers(young=True, keen=False), _officers(young=False, keen=False), 1, 0.005),
         Effect(YOUNG_OFFICERS, Variant(), -1, 0.02, with_value("partnership.dip_officers", 0.0)),
         Contrast(YOUNG_OFFICERS, SETTLED_OFFICERS, -1, 0.01)),
        grade="input", why="partnership.dip_officers, less with buy-in", band_set="sign with the evidence",
    ),
    Pattern(
        "SF131", "D", "Quick, visible change protected the scheme", "S1 Lessons (challenges)", "pace of embedding",
        (Effect(EARLY_HAZARD, with_value("partnership.embedding_rate", 0.24), -1, 0.10, scale="quotient"),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF132", "D", "Joining systems is a hurdle; sharing the back office eases it", "S1 Lessons (challenges)",
        "unlike systems; services shared before",
        (Effect(_steps(""), with_value("partnership.systems_delay", 0.0), 1, 0.10, scale="quotient"),
         Contrast(_steps(", services shared before", lambda t: t["services_before"] > 0),
                  _steps(", none before", lambda t: t["services_before"] == 0), 1, 0.05, "quotient")),
        times=2,
        grade="input", why="partnership.systems_delay, eased by services shared", band_set="sign with the evidence",
    ),
    Pattern(
        "SF133", "D", "Good communication is singled out again", "S2 Enablers", "bulletins",
        (Effect(SUCCEED, lever("bulletins"), 1, 0.005), Effect(HAZARD, lever("bulletins"), -1, 0.005, scale="quotient")),
        times=2,
        grade="emergent", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
