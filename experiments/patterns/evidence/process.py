"""Patterns SF037 to SF056: the talks, their length, pace and cost."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect, Either
from experiments.patterns.common import (
    LENGTH,
    LENGTH_FAILED,
    OFFICERS,
    SAVING,
    SUCCEED,
    TRUST,
    choice,
    lever,
    with_value,
)
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import (
    SUCCESS,
    agreed_talks,
    ended_talks,
    failed_talks,
    partnership_lives,
    partnerships,
    third,
    where,
)
from experiments.patterns.samples import Statistic
from experiments.patterns.statistics import column, mean, rate, share
from experiments.patterns.sweeps import Peak, Steps, variants

MEETINGS = variants("talks.meetings", (1.0, 2.0, 4.0))


SETUP_AT_ONCE = mean(
    "set-up cost of what was shared from the start, pounds",
    where(partnerships, lambda t: t["team_month"].isna() | (t["team_month"] == t["began"])),
    column("setup_cost"),
)


def by_length(first: int, last: int) -> Statistic:
    """Return the success of talks that took so many months."""
    return share(f"success of talks of {first} to {last} months",
                 where(ended_talks, lambda t: t["months"].between(first, last)), SUCCESS)  # fmt: skip


def of_third(name: str, which: int, words: str) -> Statistic:
    """Return the success of talks in a third of something."""
    return share(f"success of talks, {words}", where(ended_talks, third(name, which)), SUCCESS)


def two_ways(first: Statistic, second: Statistic, sign: int, points: float) -> Either:
    """Return the check that a gap is so many points, or else an odds ratio of at least 2."""
    return Either(
        (
            Contrast(first, second, sign, points),
            Contrast(first, second, sign, 1.0 if sign > 0 else 0.5, "odds ratio"),
        )
    )


def _cost_only(t: Any) -> Any:
    return t["motive_finance"] + t["motive_distress"] > 0.8


PATTERNS = (
    Pattern(
        "SF037", "Q", "Three to six months looks like the best length of first talks", "S1 Early stages",
        "length of talks", (Contrast(by_length(3, 6), by_length(1, 2), 1, 0.10),
                            Contrast(by_length(3, 6), by_length(7, 24), 1, 0.10)),
    ),
    Pattern(
        "SF038", "Q", "Talks mostly took several months, up to a year", "S1 Early stages", "nothing",
        (Band(share("talks under two months", ended_talks, lambda t: t["months"] < 2), 0.0, 0.10),
         Band(share("talks of at most 14 months", ended_talks, lambda t: t["months"] <= 14), 0.90, 1.0),
         Band(share("talks under four months", ended_talks, lambda t: t["months"] < 4), 0.0, 0.50),
         Band(share("talks of at most nine months", ended_talks, lambda t: t["months"] <= 9), 0.50, 1.0)),
        "Tenth and ninetieth percentile within 2 to 14 months and median 4 to 9, told as shares.",
    ),
    Pattern(
        "SF039", "Q", "The quickest successes took three months", "S1 Early stages", "nothing",
        (Band(share("agreements in under 2.5 months", agreed_talks, lambda t: t["months"] < 2.5), 0.0, 0.05),
         Band(share("agreements in three or four months", agreed_talks, lambda t: t["months"].between(3, 4)),
              0.02, 1.0)),
    ),
    Pattern(
        "SF040", "Q", "Past six months outcomes tend to be worse", "S1 Early stages", "length of talks",
        (Contrast(by_length(3, 6), by_length(7, 24), 1, 0.10),),
    ),
    Pattern(
        "SF041", "D", "Momentum must be kept, or inertia kills the idea", "S1 Early stages; Conclusions",
        "half-life and span of momentum",
        (Effect(SUCCEED, with_value("talks.momentum_months", 3.0), -1, 0.01),
         Effect(LENGTH_FAILED, with_value("talks.momentum_months", 3.0), -1, 0.05)),
    ),
    Pattern(
        "SF042", "D", "Speed is valued once the direction is agreed; haste sank a few", "S1 Plan; Conclusions",
        "planned length of talks",
        (Peak(SUCCEED, variants("talks.planned_months", (1.0, 3.0, 4.0, 5.0, 6.0, 9.0, 12.0)), 0.005),),
    ),
    Pattern(
        "SF043", "D", "Key people need unhurried time face to face", "S1 Conclusions", "meetings a month",
        (Steps(TRUST, MEETINGS, 1, 0.01), Steps(SUCCEED, MEETINGS, 1, 0.02)),
    ),
    Pattern(
        "SF044", "D", "Successful leaders had built a rapport before", "S1 Early stages", "trust at the start",
        (two_ways(of_third("trust_start", 2, "most trust at the start"),
                  of_third("trust_start", 0, "least trust at the start"), 1, 0.20),),
    ),
    Pattern(
        "SF046", "D", "A shared vision is essential; a short statement beats a full contract",
        "S1 Early stages; Plan", "protocol",
        (Effect(SUCCEED, choice("protocol", "vision_first"), 1, 0.02, choice("protocol", "detail_first")),
         Effect(LENGTH, choice("protocol", "vision_first"), -1, 0.2, choice("protocol", "detail_first"))),
    ),
    Pattern(
        "SF047", "D", "Visions can grow together; early gaps are not fatal", "S1 Rationale",
        "vision at the start",
        (Band(of_third("vision_start", 1, "middling vision at the start"), 0.15, 1.0),
         Contrast(of_third("vision_start", 0, "least vision at the start"),
                  of_third("vision_start", 1, "middling vision at the start"), -1, 0.03)),
    ),
    Pattern(
        "SF048", "D", "A purpose beyond cost helps", "S1 Conclusions", "motives",
        (Contrast(share("success of talks for cost alone", where(ended_talks, _cost_only), SUCCESS),
                  share("success of other talks", where(ended_talks, lambda t: ~_cost_only(t)), SUCCESS), -1, 0.02),
         Contrast(rate("partings a month, cost alone", where(partnership_lives, lambda t: _cost_only(t) & t["parted"]),
                       where(partnership_lives, _cost_only), column("lived")),
                  rate("partings a month, other motives",
                       where(partnership_lives, lambda t: ~_cost_only(t) & t["parted"]),
                       where(partnership_lives, lambda t: ~_cost_only(t)), column("lived")), 1, 0.0, "quotient")),
    ),
    Pattern(
        "SF049", "S", "First visions were simple; leaders sometimes had a person in mind", "S1 Rationale",
        "nothing",
        (Band(share("agreements with an incumbent as joint chief executive", agreed_talks,
                    lambda t: t["candidate"] != "outsider"), 0.3, 0.98),),
    ),
    Pattern(
        "SF050", "D", "Political buy-in first, then officers; the reverse works less surely",
        "S1 Early stages", "order of winning people",
        (Effect(SUCCEED, choice("order", "leaders_first"), 1, 0.0, choice("order", "officers_first")),),
        "The sources tell both orders; leaders first must not be the worse.",
    ),
    Pattern(
        "SF051", "D", "One success won officers first and thought the reverse harder", "S1 Support",
        "order of winning people",
        (Effect(OFFICERS, choice("order", "officers_first"), 1, 0.005, choice("order", "leaders_first")),),
        "The sources conflict; what is checked is that officers are the better won for being first.",
    ),
    Pattern(
        "SF052", "D", "Plans range from one chief executive to a whole new structure", "S1 Plan", "scope",
        (Effect(SAVING, choice("scope", "team"), 1, 10_000.0, choice("scope", "chief_executive")),
         Effect(SUCCEED, choice("scope", "team"), -1, 0.02, choice("scope", "chief_executive")),
         Effect(SETUP_AT_ONCE, choice("scope", "team"), 1, 10_000.0, choice("scope", "chief_executive"))),
        "The widest plans against the narrowest, and the cost at the start: later stages cost alike. Settled after first results.",
    ),
    Pattern(
        "SF053", "D", "Plans that need one named person to go are more fragile", "S1 Plan",
        "whether a chief executive is leaving",
        (two_ways(share("success, neither leaving", where(ended_talks, lambda t: t["vacancy"].isna()), SUCCESS),
                  share("success, one leaving", where(ended_talks, lambda t: t["vacancy"].notna()), SUCCESS),
                  -1, 0.15),),
    ),
    Pattern(
        "SF054", "Q", "Failed talks cost tens of thousands: 5, 10 and 50 were quoted", "S1 Not progressed",
        "nothing",
        (Band(share("failures under GBP 8,000", failed_talks, lambda t: t["cash"] < 8e3), 0.0, 0.5),
         Band(share("failures up to GBP 30,000", failed_talks, lambda t: t["cash"] <= 3e4), 0.5, 1.0),
         Band(share("failures within GBP 2,000 and 80,000", failed_talks, lambda t: t["cash"].between(2e3, 8e4)),
              0.90, 1.0)),
        "Median GBP 8,000 to 30,000, and nine in ten about GBP 3,000 to 70,000, told as shares.",
    ),
    Pattern(
        "SF055", "D", "Officers' time is the larger, unmeasured cost", "S1 Not progressed", "nothing",
        (Band(share("failures whose officers' time costs more than the cash", failed_talks,
                    lambda t: t["officer_cost"] >= t["cash"]), 0.5, 1.0),),
    ),
    Pattern(
        "SF056", "D", "Going public as if settled killed one scheme", "S1 Not progressed", "announce early",
        (Effect(SUCCEED, lever("announce_early"), -1, 0.15),),
    ),
)  # fmt: skip
"""The patterns of this part."""
