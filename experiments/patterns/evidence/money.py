"""Patterns SF134 to SF155: what is saved, what it costs, and what else is gained."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Alike, Band, Compared, Contrast, Effect
from experiments.patterns.common import (
    HAZARD,
    MEMBERS,
    SAVING,
    SUCCEED,
    TEAM,
    TEAM_SAVING,
    choice,
    with_value,
)
from experiments.patterns.fits import adjusted_effect
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.money import (
    grant_cuts,
    lived_five_years,
    partnership_years,
    services_settled,
    sharers,
    teams_three_years_on,
    three_years_on,
    with_target,
)
from experiments.patterns.rows.tables import partnerships, where, years
from experiments.patterns.rows.turnover import years_and_exits
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import any_run, column, mean, rows, share
from experiments.patterns.sweeps import Fitted, Peak, variants

DEEP = "services"
POOR, DEAR = {"councils.reserves": 0.1}, {"money.severance": 3.0}
BOROUGHS = Variant.of({"approach.size_power": 0.0}, "boroughs")
THIN = variants("money.heads_kept", (0.2, 0.4, 0.6, 0.8, 1.0), {"money.directors_kept": 0.5})
TEAMS = where(partnerships, lambda t: t["depth"].isin(TEAM))
MET = share("partnerships alive after three years that save what they promised", with_target,
            lambda t: t["ratio"] >= 1.0)  # fmt: skip
SERVICES_SAVING = mean("yearly saving of shared services after five years, pounds",
                       where(partnership_years, lambda t: (t["depth"] == DEEP) & (t["months"] >= 60)),
                       column("gross_services"))  # fmt: skip
SETTLED_SERVICES = mean("yearly saving of services shared for two to four years, pounds", services_settled,
                        column("gross_services"))  # fmt: skip
GROSS_LATER = mean("yearly saving of teams in the fifth and sixth year, pounds",
                   where(partnership_years, lambda t: t["months"].between(48, 71) & t["depth"].isin(TEAM)), column("gross"))  # fmt: skip


def _ratio(words: str, chosen: Any) -> Statistic:
    return share(f"saved {words} of what was promised", with_target, chosen)


def _year(words: str, final: str, first: int, last: int) -> Statistic:
    """Return the mean saving at an age, of partnerships that went so deep in the end."""
    chosen = where(
        partnership_years, lambda t: (t["final"] == final) & t["months"].between(first, last)
    )
    return mean(f"yearly saving {words}, pounds", chosen, column("gross"))


def _parting(words: str, *, deep: bool) -> Statistic:
    """Return partings within a year of partnerships that are not habit yet."""
    chosen = where(
        years_and_exits, lambda t: (t["embedding"] < 0.6) & (t["depth"].isin(TEAM) == deep)
    )
    return share(
        f"young partnerships that part within a year, {words}", chosen, column("parted_soon")
    )


def _payback(words: str, chosen: Any) -> Statistic:
    return share(f"payback {words}", lived_five_years, chosen)


def _cover(words: str, chosen: Any) -> Statistic:
    return mean(
        f"share of roles with a specialist, {words}", where(sharers, chosen), column("cover")
    )


def _quality(words: str, *, team: bool) -> Statistic:
    chosen = where(years, lambda t: t["depth"].isin(TEAM) == team)
    return mean(f"quality of roles and management, {words}", chosen, column("quality"))


def _told(words: str, chosen: Any) -> Band:
    return Band(any_run(f"runs that tell {words}", where(partnerships, chosen)), 0.95, 1.0)


def _posts_cut(t: Any) -> Any:
    before = t["directors_before"] + t["heads_before"]
    return 1 - (t["directors_after"] + t["heads_after"]) / before


PATTERNS = (
    Pattern(
        "SF134", "Q", "Working schemes save hundreds of thousands a year, not millions", "S1 Rationale (savings)", "nothing",
        (Band(share("teams that save GBP 0.1m to 1.0m a year after three years", teams_three_years_on,
                    lambda t: t["gross"].between(1e5, 1e6)), 0.80, 1.0),),
        grade="arithmetic", why="posts that go times what they cost", band_set="with the evidence",
    ),
    Pattern(
        "SF135", "Q", "The average saving was about GBP 0.3m a year", "S2 Outlook", "nothing",
        (Band(TEAM_SAVING, 2.0e5, 4.5e5),), "Of teams, three years on, the management layer alone.",
        grade="arithmetic", why="posts that go times what they cost", band_set="with the evidence",
    ),
    Pattern(
        "SF136", "Q", "Of five cases those with a target saved 1.0 to 1.7 times as much", "S1 Rationale (table)", "nothing",
        (Band(_ratio("1.0 to 1.7 times", lambda t: t["ratio"].between(1.0, 1.7)), 0.80, 1.0),
         Band(_ratio("less than 1.2 times", lambda t: t["ratio"] < 1.2), 0.0, 0.5),
         Band(_ratio("at most 1.5 times", lambda t: t["ratio"] <= 1.5), 0.5, 1.0)),
        "Median 1.2 to 1.5 told as shares; four cases with a number say no more of the ends than four in five.",
        grade="arithmetic", why="a target is the expectation times prudence", band_set="with the evidence",
    ),
    Pattern(
        "SF137", "Q", "Every success that gave figures beat its forecast", "S1 Rationale (savings)", "nothing",
        (Band(MET, 0.90, 1.0),),
        grade="arithmetic", why="a target is the expectation times prudence", band_set="with the evidence",
    ),
    Pattern(
        "SF138", "D", "Forecasts were set low to look realistic", "S1 Rationale (savings)", "what is promised",
        (Effect(MEMBERS, choice("savings_target", "high"), 1, 0.005, choice("savings_target", "prudent")),
         Effect(MET, choice("savings_target", "high"), -1, 0.20, choice("savings_target", "prudent"))),
        grade="arithmetic", why="a target is the expectation times prudence, and numbers count with members", band_set="sign with the evidence",
    ),
    Pattern(
        "SF139", "D", "People stop at the target", "S1 Rationale (savings)", "whether a target is set",
        (Effect(GROSS_LATER, choice("savings_target", "none"), 1, 1_000.0, choice("savings_target", "prudent")),),
        grade="input", why="money.met_effort", band_set="sign with the evidence",
    ),
    Pattern(
        "SF140", "D", "First savings are small; larger ones come later from services", "S1 Rationale; Conclusions",
        "age and depth",
        (Contrast(_year("in the fifth year, services shared", DEEP, 48, 71),
                  _year("in the first year, services shared later", DEEP, 0, 12), 1, 0.5, "quotient"),
         Alike(_year("in the fifth year, one chief executive", "chief executive", 48, 71),
               _year("in the first year, one chief executive", "chief executive", 0, 12), 0.8, 1.2)),
        grade="arithmetic", why="savings of stages are added as they come", band_set="sign with the evidence",
    ),
    Pattern(
        "SF141", "D", "The wider stage is where the risk lies", "S1 Conclusions", "depth",
        (Contrast(mean("saving after three years, teams", where(three_years_on, lambda t: t["depth"].isin(TEAM)), column("gross")),
                  mean("saving after three years, one chief executive",
                       where(three_years_on, lambda t: ~t["depth"].isin(TEAM)), column("gross")), 1, 10_000.0),
         Effect(HAZARD, choice("scope", "team"), 1, 0.0, choice("scope", "chief_executive"), "quotient")),
        "Plans that start with a team are compared with plans for one chief executive.", 2,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF142", "D", "Set-up cost is a barrier, above all redundancy", "S2 Barriers", "reserves, severance, a grant",
        (Effect(SUCCEED, Variant.of(POOR), -1, 0.01), Effect(SUCCEED, Variant.of(DEAR), -1, 0.01),
         Effect(SUCCEED, Variant.of({**POOR, "levers.setup_grant": 1.0}), 1, 0.01, Variant.of(POOR))),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF143", "Q", "One pair cut 15 managers to five and recouped the cost in under three years", "S2 Barriers", "nothing",
        (Band(_payback("under a year", lambda t: t["payback_months"].fillna(999) < 12), 0.0, 0.5),
         Band(_payback("of three years at most", lambda t: t["payback_months"].fillna(999) <= 36), 0.5, 1.0),
         Band(_payback("under five years", lambda t: t["payback_months"].fillna(999) < 60), 0.90, 1.0),
         Band(share("teams that cut at most seven in ten posts", TEAMS, lambda t: _posts_cut(t) <= 0.70), 0.99, 1.0)),
        "Median one to three years and nine in ten under five, told as shares of those that lived five years.",
        grade="arithmetic", why="cost of a stage over what it saves", band_set="with the evidence",
    ),
    Pattern(
        "SF144", "S", "The saving comes from posts removed, less what joint posts cost more", "S1 Background", "nothing",
        (Fitted(rows("partnerships with expected saving and posts removed", where(partnerships, lambda t: t["largest"] == 2),
                     [column("expected"), column("posts_removed")]), adjusted_effect, 5.0e4, 1.1e5,
                told="pounds a year for each post removed"),),
        "A post costs GBP 68,000 to 125,000 a year before size of council and uplift.",
        grade="arithmetic", why="an identity", band_set="with the evidence",
    ),
    Pattern(
        "SF145", "D", "Pooling strengths adds effectiveness as well", "S1 Background", "before and after sharing",
        (Contrast(_cover("sharing", column("begun")), _cover("the same councils before", lambda t: ~t["begun"].astype(bool)),
                  1, 0.02),),
        grade="arithmetic", why="specialists of both are pooled", band_set="sign with the evidence",
    ),
    Pattern(
        "SF146", "Q", "160 shared services saved about GBP 165m, a million each", "S1 Foreword; Next steps", "nothing",
        (Band(SERVICES_SAVING, 5e4, 1.0e6),), "An outer bound: less than a million a year, and something.",
        grade="arithmetic", why="a share of the joint budget", band_set="with the evidence",
    ),
    Pattern(
        "SF147", "Q", "Three London boroughs projected nearly GBP 12m a year", "S1 Tri-borough box", "boroughs for districts",
        (Compared(SETTLED_SERVICES, BOROUGHS, 10.0, 40.0, with_value("approach.size_power", 0.0)),),
        "Boroughs hardly feel the case for sharing; size is left aside in both worlds so that they share at all.", 2,
        grade="arithmetic", why="a share of the joint budget", band_set="with the evidence",
    ),
    Pattern(
        "SF148", "D", "Management is cut so that front-line cuts can be avoided", "S1 Tri-borough box; Plan", "whether councils share",
        (Contrast(mean("service cuts as a share of the grant base, sharing", where(grant_cuts, column("sharing")),
                       lambda t: t["service_cuts"] / t["lost"]),
                  mean("service cuts as a share of the grant base, alone", where(grant_cuts, lambda t: ~t["sharing"]),
                       lambda t: t["service_cuts"] / t["lost"]), -1, 0.01),),
        grade="arithmetic", why="what is saved is not cut", band_set="sign with the evidence",
    ),
    Pattern(
        "SF149", "D", "All agreed that the main result was lower cost", "S2 Outlook", "nothing",
        (Band(share("partnerships two years old that save", where(partnership_years, lambda t: t["months"] >= 24), lambda t: t["gross"] > 0.0),
              0.90, 1.0),),
        grade="arithmetic", why="fewer posts cost less", band_set="with the evidence",
    ),
    Pattern(
        "SF150", "S", "Flexibility and resilience are real and hard to count", "S2 Outlook; S1 Roundtable", "specialist cover",
        (Band(mean("share of roles covered in partnerships", years, column("cover")), 0.05, 1.0),
         Compared(SAVING, with_value("councils.days_per_100k", 5.0), 0.9, 1.1)),
        "Cover is told in its own unit; doubling specialists must not move pounds saved by a tenth.",
        grade="arithmetic", why="cover and pounds are kept apart", band_set="not known",
    ),
    Pattern(
        "SF151", "Q", "Resilience is a specialist for two or three days rather than none; valued over five to six years",
        "S1 Wider perspectives; Roundtable", "before and after sharing",
        (Contrast(mean("share of roles covered, teams five to six years old",
                       where(years, lambda t: t["months"].between(60, 83) & t["depth"].isin(TEAM)), column("cover")),
                  _cover("the same councils before", lambda t: ~t["begun"].astype(bool)), 1, 0.05),),
        grade="arithmetic", why="specialists of both are pooled", band_set="sign with the evidence",
    ),
    Pattern(
        "SF152", "D", "Half a specialist beats a non-specialist", "S1 Roundtable", "pooling, managers left aside",
        (Contrast(_quality("teams pool specialists", team=True), _quality("one chief executive", team=False), 1, 0.01,
                  variant=with_value("money.managers_floor", 0.0)),),
        "In a world in which too few managers do no harm, what is left is roles.",
        grade="input", why="the quality of a role is set so", band_set="not known",
    ),
    Pattern(
        "SF153", "S", "Success is hard to measure and to attribute", "S1 Roundtable", "nothing",
        (Band(mean("reported over true saving", where(partnership_years, lambda t: t["gross"] > 1e4), lambda t: t["observed"] / t["gross"]),
              0.9, 1.15),
         Band(share("years reported more than five per cent off", where(partnership_years, lambda t: t["gross"] > 1e4),
                    lambda t: (t["observed"] / t["gross"] - 1).abs() > 0.05), 0.3, 1.0)),
        grade="input", why="noise and bias of reports are set", band_set="not known",
    ),
    Pattern(
        "SF154", "D", "Management could be cut too thin", "S1 Roundtable", "heads kept in a joint team",
        (Peak(mean("saving of teams times quality, pounds", teams_three_years_on, lambda t: t["gross_management"] * t["quality"]),
              THIN, 1_000.0),),
        "Net benefit is told as saving weighted by quality.",
        grade="arithmetic", why="posts that go against a floor of managers", band_set="not known",
    ),
    Pattern(
        "SF155", "S", "Evaluation was to look at users, set-up, sources of saving and the business case", "S1 Next steps", "nothing",
        (Band(any_run("runs that tell quality for users", where(years, lambda t: t["quality"] > 0.0)), 0.95, 1.0),
         _told("set-up cost", lambda t: t["setup_cost"] > 0.0),
         _told("sources of saving", lambda t: (t["gross_management"] > 0.0) & (t["gross_saving"] > 0.0)),
         _told("the difference from the business case", lambda t: t["target"].notna() & (t["expected"] > 0.0))),
        grade="arithmetic", why="the columns are there", band_set="not known",
    ),
)  # fmt: skip
"""The patterns of this part."""
