"""Patterns SF156 to SF172: deepening, lasting, ending, learning."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Compared, Contrast, Effect
from experiments.patterns.common import FORMED, HAZARD, lever, with_value
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.council_map import attribute
from experiments.patterns.rows.money import payoffs
from experiments.patterns.rows.pairs import tried_again
from experiments.patterns.rows.tables import (
    ended_talks,
    failed_talks,
    month_of,
    partnership_lives,
    partnerships,
    per_result,
    talks,
    where,
    years,
)
from experiments.patterns.samples import Variant
from experiments.patterns.statistics import any_run, column, mean, number, rate, share
from simulation.months import calendar_years
from simulation.result import Result

RESTORED = "2015-06"
MONEY_BACK = Variant.of(
    {"shocks.grants_restored.month": RESTORED, "shocks.grants_restored.size": 1.0}
)
COUNTY, WHEN = "Norfolk", "2013-06"
REORGANISED = Variant.of(
    {
        "shocks.reorganisation.month": WHEN,
        "shocks.reorganisation.size": 1.0,
        "shocks.reorganisation.county": COUNTY,
    }
)
NO_WARINESS = with_value("aftermath.wary_chance", 0.0)
EIGHT_YEARS = 96


@per_result
def _after_money(result: Result) -> Any:
    """Return partnerships alive in June 2015, with months lived and partings afterwards."""
    table, month = partnership_lives(result), month_of(result, RESTORED)
    there = table[(table["began"] < month) & (table["began"] + table["lived"] >= month)]
    return there.assign(later=there["began"] + there["lived"] - month)


def _formed_later(result: Result) -> Any:
    table = partnerships(result)
    return table[table["began"] >= month_of(result, RESTORED) + 6]


@per_result
def _in_county(result: Result) -> Any:
    """Return talks after the reorganisation, by how many of the two lie in the county."""
    county = attribute(result, "county")
    table = talks(result)
    table = table[table["began"] > month_of(result, WHEN)]
    inside = table["councils"].map(
        lambda codes: sum(county[code] == COUNTY for code in codes.split(";"))
    )
    return table.assign(inside=inside)


@per_result
def _old_enough(result: Result) -> Any:
    """Return partnerships formed at least eight years before the end."""
    table, last = partnership_lives(result), result.raw.monthly.shape[1]
    return table[table["began"] + EIGHT_YEARS < last]


@per_result
def _first_failures(result: Result) -> Any:
    """Return councils with the month of their first failed talks, and what they did in two years.

    `wary` says that they were wary in the December after; `asked` counts their approaches.
    """
    table = failed_talks(result).sort_values("ended")
    wide = (
        table[["run", "councils", "ended"]]
        .assign(code=table["councils"].str.split(";"))
        .explode("code")
    )
    first = wide.drop_duplicates(["run", "code"])
    first = first[first["ended"] + 24 < result.raw.monthly.shape[1]]
    first = first.assign(year=calendar_years(result.scenario.period.start, first["ended"]))
    wary = result.council_years[["run", "code", "year", "wariness"]]
    first = first.merge(wary, on=["run", "code", "year"])
    met = result.approaches[["run", "asker", "month"]].rename(columns={"asker": "code"})
    met = first[["run", "code", "ended"]].merge(met, on=["run", "code"])
    met = met[(met["month"] > met["ended"]) & (met["month"] <= met["ended"] + 24)]
    count = met.groupby(["run", "code"]).size().rename("asked").reset_index()
    first = first.merge(count, on=["run", "code"], how="left")
    return first.assign(asked=first["asked"].fillna(0.0), wary=first["wariness"] > 0.05)


def _dissolved(t: Any) -> Any:
    return t["parted"] & (t["how"] == "by choice")


def _best(table: Any) -> Any:
    """Return whether talks are among the tenth that start best: trust, culture and place."""
    score = (
        table["trust_start"].rank(pct=True)
        - table["culture_gap"].rank(pct=True)
        - table["profile_gap"].rank(pct=True)
    )
    return score >= score.quantile(0.9)


PATTERNS = (
    Pattern(
        "SF156", "Q", "It begins with a shared chief executive and grows to the team", "S2 Introduction; S1 Background", "nothing",
        (Band(share("shared teams that a shared chief executive preceded",
                    where(partnerships, lambda t: t["team_month"].notna() & (t["scope"] != "whole")),
                    lambda t: t["began"] < t["team_month"]), 0.70, 1.0),),
        "Plans for a whole structure at once are counted apart; plans for chief executive and team together are not.",
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF157", "D", "The further down sharing goes, the likelier shared services, which may outlive it", "S1 Background",
        "depth; dissolution",
        (Contrast(share("partnerships that come to share services, team shared", where(partnerships, lambda t: t["team_month"].notna()),
                        lambda t: t["services_month"].notna()),
                  share("partnerships that come to share services, one chief executive",
                        where(partnerships, lambda t: t["team_month"].isna()), lambda t: t["services_month"].notna()), 1, 0.10),
         Band(share("ended partnerships with services that keep some",
                    where(partnership_lives, lambda t: _dissolved(t) & t["services_month"].notna()),
                    lambda t: t["services_kept"] > 0), 0.50, 1.0)),
        grade="input", why="the order of the stages, and the share of services that are kept", band_set="with the evidence",
    ),
    Pattern(
        "SF158", "S", "Some share staff well below managers, or through a provider; the border is blurred", "S1 Background", "nothing",
        (Band(share("years of partnerships at the level of a chief executive", years, lambda t: t["depth"] == "chief executive"), 0.02, 0.98),
         Band(share("years of partnerships at the level of services", years, lambda t: t["depth"] == "services"), 0.02, 0.98),
         Band(any_run("runs in which a joint company takes over", where(partnerships, lambda t: t["how"] == "company")), 0.001, 0.9)),
        times=2,
        grade="arithmetic", why="the levels and the company are there", band_set="not known",
    ),
    Pattern(
        "SF159", "D", "The two directions of sharing feed each other", "S1 Foreword", "services shared at the start",
        (Effect(FORMED, with_value("councils.services_share", 0.6), 1, 0.03, scale="quotient"),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF160", "D", "Services were the long-run aim of several", "S1 Further issues", "nothing",
        (Band(share("partnerships eight years old that share services", where(partnership_lives, lambda t: t["lived"] >= EIGHT_YEARS),
                    lambda t: t["services_month"].notna()), 0.25, 1.0),),
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF161", "Q", "Nearly all expected shared services next, two a merger", "S1 Further issues", "nothing",
        (Band(mean("share that come to share services less five times the share that merge", _old_enough,
                   lambda t: t["services_month"].notna() - 5.0 * (t["how"] == "merged")), low=0.0),),
        "Two against the vast majority of 25: services more than five times as often as mergers.",
        grade="arithmetic", why="the rates of both are set far apart", band_set="with the evidence",
    ),
    Pattern(
        "SF162", "D", "Nobody would undo sharing if money returned", "S1 Roundtable", "grants restored in June 2015",
        (Effect(number("partnerships formed from December 2015", _formed_later), MONEY_BACK, -1, 0.03, scale="quotient"),
         Compared(rate("partings a month after June 2015 of those alive then", where(_after_money, column("parted")), _after_money,
                       column("later")), MONEY_BACK, 0.85, 1.15)),
        times=2,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF163", "D", "A failed attempt does not always sour relations", "S1 Not progressed (relationship)", "nothing",
        (Band(share("failures that cost trust badly", failed_talks, lambda t: t["trust_end"] - t["trust_after"] >= 0.15), 0.05, 0.25),
         Band(share("failed pairs of one county, neighbours, that share a service afterwards",
                    where(failed_talks, lambda t: t["same_county"] & t["contiguous"]), lambda t: t["services_kept"] > 0), 0.10, 1.0)),
        "One in ten such neighbours shares a service before any talks: no fewer may do so after a failure.",
        grade="input", why="the chance and size of trust lost badly are set", band_set="with the evidence",
    ),
    Pattern(
        "SF164", "Q", "After failure about half were more cautious and half were not", "S1 Not progressed (risk)",
        "wariness switched off",
        (Band(share("councils that are wary in the December after their first failure", _first_failures, column("wary")), 0.40, 0.60),
         Effect(mean("approaches in two years after a first failure", _first_failures, column("asked")), Variant(), -1, 0.05,
                NO_WARINESS, "quotient")),
        "Approaches of one council are too few to tell whether its rate fell; its wariness tells, and the counterfactual "
        "shows that wariness lowers approaches.", 2,
        grade="input", why="aftermath.wary_chance", band_set="with the evidence",
    ),
    Pattern(
        "SF165", "D", "Some would try again, even with the same partner", "S1 Not progressed (relationship; risk)", "nothing",
        (Band(share("failures after which either talks again within five years", tried_again, column("again")), 0.10, 0.95),
         Band(share("failures after which both talk together again within five years", tried_again, column("same")), 0.005, 0.5)),
        "That a partner is ruled out for good is in no table; the two bands are what is seen of it.", 2,
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF166", "D", "Trying seems worth the risk", "S1 Not progressed (relationship)", "nothing",
        (Band(mean("net payoff of talks so far, pounds", payoffs, column("payoff")), low=0.0),),
        grade="arithmetic", why="savings of years against talks of months", band_set="with the evidence",
    ),
    Pattern(
        "SF167", "D", "Some schemes fail despite everybody's efforts", "S1 Introduction", "how well talks start",
        (Band(share("failures among the tenth of talks that start best", where(ended_talks, _best), lambda t: t["outcome"] == "failed"),
              0.05, 1.0),),
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF170", "D", "Sharing avoids the turmoil of a merger", "S2 Introduction", "an incentive to merge",
        (Contrast(FORMED, number("mergers a run", where(partnerships, lambda t: t["how"] == "merged")), 1, 5.0),
         Effect(number("mergers a run", where(partnerships, lambda t: t["how"] == "merged")), lever("merger_incentive"), 1, 0.2)),
        grade="arithmetic", why="merging is a rare ending, and the lever its rate", band_set="sign with the evidence",
    ),
    Pattern(
        "SF171", "D", "Officers answer to several elected bodies at once", "S1 Background", "weight of policy distance",
        (Effect(mean("burden of partnerships", years, column("burden")), with_value("partnership.burden_policy", 0.5), 1, 0.02),
         Effect(HAZARD, with_value("partnership.burden_policy", 0.5), 1, 0.05, scale="quotient")),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF172", "D", "Reorganisation clouds the future", "S2 Outlook", f"{COUNTY} reorganised in June 2013",
        (Effect(number("partnerships ended by force", where(partnerships, lambda t: t["how"] == "reorganised")), REORGANISED, 1, 0.1),
         Effect(number("talks across the border afterwards", where(_in_county, lambda t: t["inside"] == 1)), REORGANISED, -1, 0.1),
         Effect(number("talks inside the county afterwards", where(_in_county, lambda t: t["inside"] == 2)), REORGANISED, 1, 0.0)),
        times=2,
        grade="arithmetic", why="the shock ends what lies across the border", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
