"""Patterns SF001 to SF012: how many share, who they are, and where."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect
from experiments.patterns.common import EARLY_HAZARD, LENGTH, MEMBERS, lever, with_value
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.council_map import (
    DISTRICT,
    approaches_by_budget,
    participants,
    partnerships_2017,
    tier_pairs,
    years_by_budget,
)
from experiments.patterns.rows.tables import (
    alive_at,
    at_month,
    council_years,
    partnership_lives,
    partnerships,
    where,
    years,
)
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import any_run, column, mean, rate, share, spread

ALL_TIERS = Variant.of(world="all tiers")
IN_2017 = alive_at("2017-01")
TEN_YEARS = 120
NOT_NEIGHBOURS = share("not neighbours in 2017", IN_2017, lambda t: ~t["contiguous"])


def sharing(date: str) -> Statistic:
    """Return how many councils share in a month."""
    return mean(f"councils sharing in {date}", at_month(date), column("councils_sharing"))


def _asking(quarter: int, words: str) -> Statistic:
    return rate(
        f"approaches a free month, {words} budgets", approaches_by_budget(quarter),
        years_by_budget(quarter), column("months_free"),
    )  # fmt: skip


def _sharing_share(quarter: int, words: str) -> Statistic:
    return share(
        f"council-years shared, {words} budgets", years_by_budget(quarter), column("sharing")
    )


def _formed(kind: str, words: str) -> Statistic:
    return share(f"tied pairs that ever share, {words}", where(tier_pairs, column(kind)),
                 column("formed"))  # fmt: skip


def _cross(table: Any) -> Any:
    return table["party_mismatch"] == 1.0


def _county_and_district(table: Any) -> Any:
    tiers = table["tiers"].str.split(";").map(set)
    return tiers.map(lambda found: {"county", DISTRICT} <= found).astype(bool)


def _boroughs(tiers: str) -> int:
    return tiers.split(";").count("london_borough")


PATTERNS = (
    Pattern(
        "SF001", "Q", "34 councils shared a chief executive and a team in January 2012",
        "S1 Foreword", "nothing",
        (Band(sharing("2012-01"), 22, 40), Band(sharing("2012-01"), 25, 45, ALL_TIERS)),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF002", "Q", "A later count found 18 arrangements of 37 districts, mostly pairs",
        "S2 The study", "nothing",
        (
            Band(sharing("2017-01"), 30, 45),
            Band(mean("partnerships in 2017-01", at_month("2017-01"), column("partnerships")), 14, 22),
            Band(mean("councils in a partnership", IN_2017, column("size")), 2.01, 2.2),
            Band(share("partnerships of two", IN_2017, lambda t: t["size"] == 2), 0.85, 0.99),
        ),
        "A partnership has two at least, so that a mean of 2.0 could not be missed: 37 in 18 means one of three. One in "
        "18 may be one in a hundred (Wilson), hence 2.01 and 0.99; set with the first edition's 2.010 in sight.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF003", "D", "Sharers are nearly all shire districts, because the saving looms larger there",
        "S1 Foreword; S2 The study", "the budget of the council that might ask; all tiers",
        (
            Contrast(_asking(3, "largest"), _asking(0, "smallest"), -1, 0.05, "quotient"),
            Band(mean("place of sharers among all districts' budgets, 0 the smallest", participants,
                      column("rank")), high=0.45),
            Band(share("participants that are districts", participants,
                       lambda t: t["tier"] == DISTRICT), 0.70, 1.0, ALL_TIERS),
        ),
        "A random choice of districts has 0.5 as the mean place of its budgets, one of all councils 57 % districts.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF004", "D", "The case is one of proportion: clear for small districts, weak for boroughs",
        "S1 Roundtable", "the budget of councils; pairs of tiers",
        (
            Contrast(_sharing_share(3, "largest"), _sharing_share(0, "smallest"), -1, 0.02),
            Contrast(_formed("single", "single tiers"), _formed("districts", "districts"), -1, 0.5,
                     "quotient", ALL_TIERS),
        ),
        "A random choice of tied pairs would share as often whatever the tier; at most half as often is asked for.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF005", "Q", "Most were in the south and led by Conservatives, as small districts are",
        "S2 The study", "nothing",
        (
            Band(share("Conservative-led", partnerships_2017, column("con")), 0.5, 1.0),
            Band(share("in the south", partnerships_2017, column("south")), 0.5, 1.0),
            Band(mean("Conservative-led, beyond a random choice of districts", partnerships_2017,
                       lambda t: t["con"] - t["con_of_map"]), 0.0, 0.3),
            Band(mean("in the south, beyond a random choice of districts", partnerships_2017,
                       lambda t: t["south"] - t["south_of_map"]), 0.0, 0.3),
        ),
        "Any random choice of districts is mostly southern and Conservative: sharers must be so beyond it, as small "
        "districts are. The lower end was -0.2; nought was set with the first edition's 0.03 and 0.01 in sight.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF006", "Q", "Four of 18 joined councils that are not neighbours",
        "S2 The study", "the cost of distance",
        (
            Band(NOT_NEIGHBOURS, 0.10, 0.35),
            Effect(NOT_NEIGHBOURS,
                   with_value("affinity.distance", 0.0), 1, 0.10),
        ),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF007", "Q", "Several partnerships crossed party lines, and one such lasted ten years",
        "S2 The study", "nothing",
        (
            Band(any_run("runs with three or more cross-party partnerships", where(partnerships, _cross), 3),
                 0.5, 1.0),
            Band(any_run("runs in which a cross-party partnership lasts ten years",
                         where(partnership_lives, lambda t: _cross(t) & (t["lived"] >= TEN_YEARS))), 0.05, 1.0),
            Contrast(
                rate("partings a month, cross-party", where(partnership_lives, lambda t: _cross(t) & t["parted"]),
                     where(partnership_lives, _cross), column("lived")),
                rate("partings a month, same party",
                     where(partnership_lives, lambda t: (t["party_mismatch"] == 0) & t["parted"]),
                     where(partnership_lives, lambda t: t["party_mismatch"] == 0), column("lived")),
                1, 0.0, "quotient",
            ),
        ),
        "Several are three or more. What happened once in one history must not be rarer than one in 20.",
        times=3,
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF008", "S", "County with district, and trios of boroughs, exist but are rare",
        "S2 The study; S1 Introduction", "all tiers",
        (
            Band(share("partnerships of county and district", partnerships, _county_and_district), 0.01, 0.10,
                 ALL_TIERS),
            Band(any_run("runs with three or more boroughs in one partnership",
                         where(partnerships, lambda t: t["tiers"].map(_boroughs) >= 3)), 0.05, 0.90, ALL_TIERS),
        ),
        "Each was named once beside some 18 of districts: one in 19 may be one in a hundred (Wilson), and what happened "
        "once in one history must not be rarer than one in 20.", 3,
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF009", "Q", "Joint teams have one to four directors and three to 17 heads; savings differ",
        "S2 The study", "nothing",
        (
            Band(share("teams within one to four directors and three to 17 heads",
                       where(partnerships, lambda t: t["depth"].isin(["management team", "services"])),
                       lambda t: t["directors_after"].between(1, 4) & t["heads_after"].between(3, 17)),
                 0.90, 1.0),
            Band(spread("squared variation of yearly management savings",
                        where(years, lambda t: t["months"].between(36, 47)),
                        column("gross_management")), 0.16, 4.0),
        ),
        "The rules keep at least one director and three heads; the upper ends come from runs.",
        grade="arithmetic", why="posts of both times the shares that are kept", band_set="with the evidence",
    ),
    Pattern(
        "SF010", "D", "A ready-made structure is quicker and alienates members and officers",
        "S1 Foreword; Lessons", "off-the-shelf lever",
        (
            Effect(LENGTH, lever("off_the_shelf"), -1, 0.05),
            Effect(MEMBERS, lever("off_the_shelf"), -1, 0.02),
            Effect(EARLY_HAZARD, lever("off_the_shelf"), 1, 0.0),
        ),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF011", "D", "Sharing is not right for every council", "S1 Initial conclusions", "nothing",
        (
            Band(share("councils alone in 2018",
                       where(council_years, lambda t: t["year"] == 2018), lambda t: ~t["sharing"]),
                 0.5, 1.0),
        ),
        grade="emergent", band_set="with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
