"""Patterns SF013 to SF036: what starts it."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect, no_effect
from experiments.patterns.common import (
    APPROACHES,
    FORMED,
    MEMBERS,
    SUCCEED,
    TALKS,
    lever,
    with_value,
)
from experiments.patterns.fits import adjusted_effect, trend
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.pairs import bid_pairs, council_months, courtships
from experiments.patterns.rows.tables import (
    SUCCESS,
    agreed_talks,
    approaches,
    council_years,
    ended_talks,
    led_by,
    month_of,
    partnerships,
    talks,
    where,
)
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, mean, number, rows, share
from experiments.patterns.sweeps import Fitted, Gap, Interaction, Steps, variants

FLAT = Variant.of({"stress.cut": 0.0})
NO_GRANTS = Variant.of({"history.grants": False})
NO_CENTRE = Variant.of({"history.grants": False, "history.signal": False})
SIGNAL_ONLY, NO_SIGNAL = NO_GRANTS, NO_CENTRE
STRONG_CUT = variants("stress.cut", (0.0, 0.14, 0.28, 0.40))
MOTIVES_OFF = {
    "vacancy": {"approach.window": 0.0},
    "resilience": {"approach.base": 0.0, "approach.resilience": 0.0},
    "fashion": {"approach.fashion": 0.0},
    "government": {"approach.signal": 0.0, "approach.grant": 0.0},
    "distress": {"approach.distress": 0.0},
}
NO_FINANCE = with_value("approach.finance", 0.0)
DISTRESSED = {"stress.trouble_rate": 0.05, "stress.trouble_size": 0.9}


def _asking(*, known: bool, window: bool) -> Statistic:
    """Return approaches a free month, by window and by whether the leader knows others."""

    def chosen(t: Any) -> Any:
        return t["full"] & (t["window"] == window) & (t["known"] == known)

    who = "a leader who knows others" if known else "a new leader"
    words = f"approaches a free month {'with' if window else 'without'} a window, {who}"
    return mean(words, where(council_months, chosen), lambda t: t["asked"] / t["months_free"])


def _seized(words: str, table: Any) -> Statistic:
    """Return how many agreements come within half a year of first contact."""
    return share(words, table, lambda t: t["ended"] - t["first_contact"] <= 6)


def _between(table: Any, first: str, last: str) -> Any:
    return lambda r: (t := table(r))[t["month"].between(month_of(r, first), month_of(r, last))]


GRANT_YEARS = ("2008-04", "2011-03")
AFTER_CUTS = number(
    "approaches June 2010 to December 2011", _between(approaches, "2010-06", "2011-12")
)
IN_GRANT_YEARS = number("approaches April 2008 to March 2011", _between(approaches, *GRANT_YEARS))
IN_AWARD_YEARS = number(
    "approaches April 2014 to March 2016", _between(approaches, "2014-04", "2016-03")
)


FEW_RESERVES, MANY_RESERVES = {"councils.reserves": 0.1}, {"councils.reserves": 0.6}


def _grants(reserves: dict[str, Any]) -> Effect:
    """Return what the grants do in a world where councils hold these reserves."""
    without = Variant.of({**reserves, "history.grants": False})
    return Effect(IN_GRANT_YEARS, Variant.of(reserves), 1, 0.0, without)


PATTERNS = (
    Pattern(
        "SF013", "D", "A chief executive about to leave is a leading trigger", "S1 Early stages",
        "whether a post opens in the year",
        (
            Contrast(mean("talks begun a council-year with a window",
                          where(council_months, column("window")), column("begun")),
                     mean("talks begun a council-year without",
                          where(council_months, lambda t: ~t["window"]), column("begun")),
                     1, 1.0, "quotient"),
            Band(share("talks led by vacancy or money", talks, led_by("vacancy", "finance")), 0.5, 1.0),
        ),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF014", "Q", "The departure is more often a retirement than a move", "S1 Early stages",
        "nothing",
        (Band(share("windows that a retirement opened", where(talks, lambda t: t["vacancy_kind"].notna()),
                    lambda t: t["vacancy_kind"] == "retirement"), 0.5, 1.0),),
        grade="input", why="chief_executives sets how many retire", band_set="with the evidence",
    ),
    Pattern(
        "SF015", "D", "A vacancy often sets off talks that simmer already", "S1 Early stages",
        "window and acquaintance",
        (
            Contrast(_asking(known=True, window=True), _asking(known=False, window=True), 1, 0.0),
            Contrast(_asking(known=False, window=True), _asking(known=False, window=False), 1, 0.0),
            Interaction(
                _asking(known=True, window=True), _asking(known=False, window=True),
                _asking(known=True, window=False), _asking(known=False, window=False),
            ),
        ),
        grade="input", why="the hazard of looking has this form: occasion times familiarity", band_set="sign with the evidence",
    ),
    Pattern(
        "SF016", "D", "Two routes: seizing a narrow window, or ending a long courtship", "S1 Early stages",
        "nothing",
        (
            Band(_seized("agreements within six months of first contact", agreed_talks), 0.20, 0.80),
            Band(share("agreements a year or more after first contact", agreed_talks,
                       lambda t: t["ended"] - t["first_contact"] >= 12), 0.10, 0.80),
            Contrast(_seized("the same where a post was opening", where(agreed_talks, lambda t: t["vacancy"].notna())),
                     _seized("the same where none was", where(agreed_talks, lambda t: t["vacancy"].isna())), 1, 0.15),
        ),
        "Two ends of one spread are not two routes: the quick one must be that of the window.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF017", "D", "Severe money trouble makes councils look for partners", "S1 Early stages; Rationale",
        "the cut, from none to 40 %", (Steps(APPROACHES, STRONG_CUT, 1, 0.10, "quotient"),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF018", "Q", "Grant was cut by 28 % on average over three years", "S1 Foreword",
        "the cut", (Effect(AFTER_CUTS, Variant(), 1, 0.25, FLAT, "quotient"),),
        "The size of the cut is an input; what is checked is the spike of approaches after it.",
        grade="input", why="stress.cut", band_set="sign with the evidence",
    ),
    Pattern(
        "SF019", "D", "The idea is older than the worst cuts", "S1 Background; Rationale", "the cut",
        (Band(FORMED, 1.0, 1000.0, FLAT), Effect(FORMED, FLAT, -1, 0.05, scale="quotient")),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF020", "D", "Fewer senior posts in answer to austerity is the main stated reason", "S2 Motives",
        "each motive switched off",
        tuple(Effect(FORMED, NO_FINANCE, -1, 0.02, Variant.of(off), "quotient")
              for off in MOTIVES_OFF.values()),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF021", "D", "Second motive: wider expertise and resilience", "S2 Motives; S1 Background",
        "the finance motive off",
        (Effect(FORMED, NO_FINANCE, -1, 0.05, scale="quotient"), Band(FORMED, 0.5, 1000.0, NO_FINANCE)),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF022", "D", "Strong directors outgrow one small council; sharing keeps them", "S1 Rationale",
        "whether the council shares",
        (Contrast(mean("directors lost a year where shared", where(council_years, column("sharing")),
                       column("directors_lost")),
                  mean("directors lost a year elsewhere", where(council_years, lambda t: ~t["sharing"]),
                       column("directors_lost")), -1, 0.25, "quotient"),),
        grade="input", why="chief_executives.directors_kept", band_set="sign with the evidence",
    ),
    Pattern(
        "SF023", "D", "One council joined because intervention loomed", "S1 Rationale",
        "distress in a world with more of it",
        (
            Effect(number("talks led by distress", where(talks, led_by("distress"))),
                   Variant.of(DISTRESSED), 1, 0.1, Variant.of({**DISTRESSED, "approach.distress": 0.0})),
            Contrast(mean("stress gap of talks led by distress", where(talks, led_by("distress")),
                          lambda t: t["stress_gap"].abs()),
                     mean("stress gap of other talks", where(talks, lambda t: ~led_by("distress")(t)),
                          lambda t: t["stress_gap"].abs()), 1, 0.1, variant=Variant.of(DISTRESSED)),
        ),
        grade="input", why="approach.distress and the stress above which it acts", band_set="sign with the evidence",
    ),
    Pattern(
        "SF024", "D", "Sharing because it is fashionable came to nothing", "S1 Rationale", "weight of fashion",
        (Effect(TALKS, with_value("approach.fashion", 0.20), 1, 0.05, scale="quotient"),
         Effect(SUCCEED, with_value("approach.fashion", 0.20), -1, 0.01)),
        "One case, no size: the weight is raised far enough that the effect stands out; how far was settled after first results.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF025", "D", "Belief that this is the future did not save talks", "S1 Rationale", "fashion motive",
        (Fitted(rows("talks with fashion, vision and trust", ended_talks,
                     [SUCCESS, column("motive_fashion"), column("vision_end"), column("trust_end")]),
                adjusted_effect, -0.15, 0.15, told="success moved by fashion at equal vision and trust"),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF026", "D", "Early adopters seek efficiency, later ones legitimacy", "S2 Management innovation",
        "order of adoption",
        (
            Fitted(rows("partnerships with their legitimacy motives", partnerships,
                        [column("began"), lambda t: t["motive_fashion"] + t["motive_government"]]),
                   trend, 0.0, 1.0, told="legitimacy share of motives, ten years later less at first"),
            Fitted(rows("partnerships with what they expect", partnerships,
                        [column("began"), lambda t: t["expected"] / 1e5]),
                   trend, -100.0, 0.0, told="expected saving (GBP 0.1m), ten years later less at first"),
        ),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF027", "D", "Pleasing the government drove one scheme; it failed", "S1 Rationale", "leading motive",
        (Contrast(share("success of talks led by government", where(ended_talks, led_by("government")), SUCCESS),
                  share("success of talks led by money or resilience",
                        where(ended_talks, led_by("finance", "resilience")), SUCCESS), -1, 0.02),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF028", "D", "Schemes were local; the centre should stay hands-off", "S1 Rationale; Conclusions",
        "central signal and grants; a mandate",
        (Effect(APPROACHES, NO_CENTRE, -1, 0.0, scale="quotient"),
         Band(Statistic("approaches without the centre", APPROACHES.count), 1.0, 1e6, NO_CENTRE),
         Effect(MEMBERS, lever("mandate"), -1, 0.05)),
        grade="input", why="effects.mandate_members; the signal and grants are added to approaches", band_set="sign with the evidence",
    ),
    Pattern(
        "SF030", "Q", "Government money existed: regional funds, then an award of 2014-16",
        "S1 Rationale; S2 Motives", "grants",
        (Effect(IN_GRANT_YEARS, Variant(), 1, 0.02, NO_GRANTS, "quotient"),
         Effect(IN_AWARD_YEARS, Variant(), 1, 0.02, NO_GRANTS, "quotient"),
         Gap(_grants(FEW_RESERVES), _grants(MANY_RESERVES))),
        "Reserves of single councils are drawn and in no table, so worlds with few and many are compared.",
        grade="input", why="approach.grant, larger where reserves are small", band_set="before results",
    ),
    Pattern(
        "SF031", "Q", "Five of 18 arrangements were in regions that had bid jointly", "S2 Enablers",
        "joint bids",
        (Contrast(mean("formations a pair 2009-13 where the county had bid", where(bid_pairs, column("bid")),
                       lambda t: t["formed"] / t["pairs"]),
                  mean("formations a pair 2009-13 elsewhere", where(bid_pairs, lambda t: ~t["bid"]),
                       lambda t: t["formed"] / t["pairs"]), 1, 0.10, "quotient"),
         Band(share("partnerships with a joint bid", agreed_talks, column("joint_bid")), 0.15, 0.45)),
        grade="input", why="affinity.joint_bid, bids.pulse and the record of bids", band_set="with the evidence",
    ),
    Pattern(
        "SF032", "D", "Departments urged sharing and floated it", "S2 Motives", "the signal, grants off",
        (Effect(APPROACHES, SIGNAL_ONLY, 1, 0.005, NO_SIGNAL, "quotient"),
         no_effect(SUCCEED, SIGNAL_ONLY, 0.03, NO_SIGNAL)),
        grade="input", why="approach.signal, which enters approaches alone", band_set="sign with the evidence",
    ),
    Pattern(
        "SF033", "D", "An outsider once helped bring the parties along", "S1 Early stages", "broker lever",
        (Effect(SUCCEED, lever("neutral_broker"), 1, 0.005),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF034", "D", "Talks were often held with others before the final match", "S1 Early stages",
        "nothing", (Band(mean("councils that a side held talks with, up to its agreement", courtships,
                              column("courted")), 1.2, 2.5),),
        "Formal talks of either side count, not those who were asked and said no.",
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF036", "D", "What a chief executive begins takes more winning over", "S1 Support", "who began it",
        (Contrast(mean("months of agreed talks, chief executive began",
                       where(agreed_talks, lambda t: t["initiator"] == "chief executive"), column("months")),
                  mean("months of agreed talks, leader began",
                       where(agreed_talks, lambda t: t["initiator"] == "leader"), column("months")), 1, 0.05),
         Contrast(mean("cash of talks, chief executive began",
                       where(ended_talks, lambda t: t["initiator"] == "chief executive"), column("cash")),
                  mean("cash of talks, leader began",
                       where(ended_talks, lambda t: t["initiator"] == "leader"), column("cash")), 1, 500.0)),
        grade="input", why="plans that a chief executive begins are set longer", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
