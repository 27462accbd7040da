"""Patterns SF075 to SF090: interests, residents, fairness, and the shared chief executive."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Compared, Contrast, Effect, no_effect
from experiments.patterns.common import (
    HAZARD,
    OFFICERS,
    POST_FAILURES,
    SAVING,
    SETTLED_MEMBERS,
    SETTLED_OFFICERS,
    SUCCEED,
    TALKS,
    lever,
    with_value,
)
from experiments.patterns.fits import rank_of_first
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import (
    ended_talks,
    partnership_lives,
    per_result,
    where,
    years,
)
from experiments.patterns.rows.turnover import years_and_exits
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, mean, rate, rows
from experiments.patterns.sweeps import Fitted, Gap, Steps, variants
from simulation.result import Result

EVEN, UNEVEN = {"partnership.share_stress": 0.0}, {"partnership.share_stress": 1.5}
TOLD = {"levers.explained_split": 1.0}
HEEDLESS = with_value("fairness.weight", 0.0)
APART = mean("gap between both sides' members as talks end", ended_talks,
             lambda t: (t["members_asker"] - t["members_asked"]).abs())  # fmt: skip
FAR = 30.0
"""Kilometres beyond which travelling counts."""


def _hazard(words: str, chosen: Any) -> Statistic:
    return rate(f"partings a month, {words}", where(partnership_lives, lambda t: chosen(t) & t["parted"]),
                where(partnership_lives, chosen), column("lived"))  # fmt: skip


def _delegation(what: Statistic) -> Effect:
    """Return what chief executives who do not delegate do, against those who do."""
    return Effect(what, with_value("chief_executives.delegation", 0.1), 1, 0.0,
                  with_value("chief_executives.delegation", 0.9))  # fmt: skip


def _career(scope: str) -> Effect:
    of_scope = mean(f"officers' support in plans for {scope}", where(ended_talks, lambda t: t["scope"] == scope),
                    lambda t: (t["officers_asker"] + t["officers_asked"]) / 2)  # fmt: skip
    return Effect(of_scope, with_value("support.officers_career", 0.4), 1, 0.0)


@per_result
def _uneven(result: Result) -> Any:
    """Return partnerships with how uneven the time is, and the stress gap they began with."""
    gaps = result.talks[["run", "talks", "stress_gap"]]
    table = partnership_lives(result).merge(gaps, on=["run", "talks"])
    table = table[(table["lived"] <= 36) & (table["largest"] == 2)]
    return table.assign(
        uneven=(table["time_share_first"] - 0.5).abs(), gap=table["stress_gap"].abs()
    )


@per_result
def _followed(result: Result) -> Any:
    """Return partnerships with the least members' support on the day, in their first and third year."""
    day = result.talks[["run", "talks", "members_asker", "members_asked"]]
    day = day.assign(day=day[["members_asker", "members_asked"]].min(axis=1))
    table = result.partnerships[["run", "partnership", "talks"]]
    table = table.merge(day[["run", "talks", "day"]], on=["run", "talks"])
    every = years(result)
    for name, last in (("young", 12), ("settled", 36)):
        year = every[every["months"].between(last - 11, last)]
        year = year[["run", "partnership", "members"]].rename(columns={"members": name})
        table = table.merge(year, on=["run", "partnership"])
    return table


@per_result
def _drivers(result: Result) -> Any:
    """Return years of pairs with what might drive them apart in the next."""
    more = result.partnerships[["run", "partnership", "party_mismatch", "distance_km", "purpose"]]
    return years_and_exits(result).merge(more, on=["run", "partnership"])


PATTERNS = (
    Pattern(
        "SF075", "D", "Self-interest over appointments, once seen, breaks relations", "S1 Support (officers)",
        "ambition of chief executives",
        (Steps(POST_FAILURES, variants("chief_executives.ambition", (0.1, 0.5, 0.9)), 1, 0.01),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF076", "D", "Personal interest shapes the outcome", "S1 Support (officers)", "what officers gain",
        (Effect(SUCCEED, with_value("support.officers_career", 0.3), 1, 0.005),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF078", "D", "Residents mostly do not care", "S1 Support (public)", "weight of residents",
        (no_effect(SUCCEED, with_value("support.residents", 0.05), 0.03, with_value("support.residents", 0.0)),),
        grade="input", why="support.residents", band_set="with the evidence",
    ),
    Pattern(
        "SF079", "D", "Fewer senior managers is a cut that residents accept", "S1 Support (public)",
        "weight of residents in saying yes",
        (Effect(TALKS, Variant(), 1, 0.005, with_value("approach.accept_residents", 0.0), "quotient"),
         Compared(TALKS, Variant(), 1.0, 1.25, with_value("approach.accept_residents", 0.0))),
        grade="input", why="approach.accept_residents", band_set="sign with the evidence",
    ),
    Pattern(
        "SF081", "D", "A benefit seen as unequal worried members and helped end one scheme", "S1 Lessons",
        "what an unequal gain weighs in talks; how unevenly time follows need",
        (Effect(APART, Variant(), 1, 0.002, HEEDLESS), Effect(SUCCEED, Variant(), -1, 0.005, HEEDLESS),
         Effect(SETTLED_MEMBERS, Variant.of(UNEVEN), -1, 0.005, Variant.of(EVEN)),
         Effect(HAZARD, Variant.of(UNEVEN), 1, 0.02, Variant.of(EVEN), "quotient")),
        "In talks first: members' support parts and fewer agree. After the start support told is that of the least willing.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF082", "D", "Favouring either council is the true political danger", "S1 Lessons",
        "the state of partnerships each December",
        (Fitted(rows("years of partnerships with what might part them", _drivers,
                     [column("parted_soon"), column("equity"), column("burden"), column("embedding"),
                      column("party_mismatch"), column("distance_km"), column("purpose")]),
                rank_of_first, 1, 3, told="place of equity among effects on parting within a year"),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF083", "D", "Time need not be split evenly but everybody must accept why", "S1 Lessons",
        "an uneven split, explained and not",
        (Effect(HAZARD, Variant.of(UNEVEN), 1, 0.02, Variant.of(EVEN), "quotient"),
         Compared(HAZARD, Variant.of({**UNEVEN, **TOLD}), 0.9, 1.1, Variant.of({**EVEN, **TOLD}))),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF084", "D", "The council in distress needs more time; say so at the outset", "S1 Lessons",
        "stress gap at the start; an explained split",
        (Contrast(mean("unevenness of time, largest stress gaps",
                       where(_uneven, lambda t: t["gap"] > t["gap"].quantile(2 / 3)), column("uneven")),
                  mean("unevenness of time, smallest stress gaps",
                       where(_uneven, lambda t: t["gap"] <= t["gap"].quantile(1 / 3)), column("uneven")), 1, 0.005),
         Effect(HAZARD, lever("explained_split"), -1, 0.005, scale="quotient")),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF085", "D", "Officers fear that one authority will be put first", "S1 Support (officers)",
        "how unevenly time follows need",
        (Effect(SETTLED_OFFICERS, Variant.of(UNEVEN), -1, 0.005, Variant.of(EVEN)),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF086", "D", "Politicians see less of their officers and must adapt", "S1 Lessons", "age of partnerships",
        (Band(mean("members' support in the first year beyond that on the day of agreement", _followed,
                   lambda t: t["young"] - t["day"]), high=-0.01),
         Band(mean("members' support in the third year beyond that in the first", _followed,
                   lambda t: t["settled"] - t["young"]), low=0.01)),
        "The same partnerships are followed from the day of agreement, so that no dip is one of those who part.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF087", "D", "Somebody must be in charge while the chief executive is away", "S1 Lessons",
        "delegation and distance",
        (Gap(_delegation(_hazard("far apart", lambda t: t["distance_km"] > FAR)),
             _delegation(_hazard("near", lambda t: t["distance_km"] <= FAR))),
         Effect(SETTLED_MEMBERS, with_value("chief_executives.delegation", 0.1), -1, 0.005,
                with_value("chief_executives.delegation", 0.9))),
        times=3,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF088", "D", "Serving several councils is a different and demanding job", "S1 Lessons",
        "skill of chief executives; number of councils",
        (Steps(HAZARD, variants("chief_executives.skill", (0.1, 0.5, 0.9)), -1, 0.10, "quotient"),
         Contrast(mean("burden of three or more", where(years, lambda t: t["size"] >= 3), column("burden")),
                  mean("burden of pairs", where(years, lambda t: t["size"] == 2), column("burden")), 1, 0.1)),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF089", "D", "A shared chief executive gains standing outside", "S1 Lessons", "standing of officers",
        (Effect(SETTLED_OFFICERS, Variant(), 1, 0.005, with_value("partnership.officers_career", 0.0)),
         no_effect(SAVING, Variant(), 20_000.0, with_value("partnership.officers_career", 0.0))),
        "A small extra: it must show in officers' support and must not move savings by GBP 20,000.",
        grade="input", why="partnership.officers_career, which enters officers alone", band_set="sign with the evidence",
    ),
    Pattern(
        "SF090", "D", "Jobs across two councils improve careers", "S1 Lessons", "career gain by posts at risk",
        (Effect(OFFICERS, with_value("support.officers_career", 0.4), 1, 0.01),
         Gap(_career("chief executive"), _career("team"), 1, 0.005)),
        "Plans for one chief executive put few posts at risk, plans for a team many.",
        grade="input", why="support.officers_career, less where posts are at risk", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
