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
from experiments.patterns.fits import adjusted_effect
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.motives import partnerships_at_stress, talks_at_stress
from experiments.patterns.rows.tables import (
    SUCCESS,
    agreed_talks,
    ended_talks,
    failed_talks,
    partnerships,
    third,
    where,
)
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, mean, rows, share
from experiments.patterns.sweeps import Fitted, Gap, Peak, Steps, variants

MEETINGS = variants("talks.meetings", (1.0, 2.0, 4.0))
QUICKEST = share("agreements in under 2.5 months", agreed_talks, lambda t: t["months"] < 2.5)


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


def plans(*months: float) -> tuple[Variant, ...]:
    """Return the worlds in which talks are planned to take so many months."""
    return variants("talks.planned_months", months)


def _of_plan(first: int, last: int) -> Statistic:
    """Return the success of talks that were planned to take so many months."""
    return share(f"success of talks planned for {first} to {last} months",
                 where(ended_talks, lambda t: t["planned_months"].between(first, last)), SUCCESS)  # fmt: skip


def voted_in_haste(t: Any) -> Any:
    """Return whether talks came to a vote on the date although something was missing."""
    return t["hurried"].astype(bool)


def _lost_votes(words: str, chosen: Any) -> Statistic:
    """Return how many of some votes are lost."""
    voted = where(ended_talks, lambda t: t["vote_timing"].notna() & chosen(t))
    return share(f"votes that are lost, {words}", voted, lambda t: t["outcome"] == "failed")


PATTERNS = (
    Pattern(
        "SF037", "Q", "Three to six months looks like the best length of first talks", "S1 Early stages",
        "length of talks, as it came and as planned",
        (Contrast(by_length(3, 6), by_length(1, 2), 1, 0.10), Contrast(by_length(3, 6), by_length(7, 24), 1, 0.10),
         Peak(SUCCEED, plans(1.0, 3.0, 4.0, 5.0, 6.0, 9.0), 0.005, "plans of three to six months, against one and nine")),
        "The first two go by the time talks took, an association; the last by what is planned, a cause.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF038", "Q", "Talks mostly took several months, up to a year", "S1 Early stages", "nothing",
        (Band(share("talks under two months", ended_talks, lambda t: t["months"] < 2), 0.0, 0.10),
         Band(share("talks of at most 14 months", ended_talks, lambda t: t["months"] <= 14), 0.90, 1.0),
         Band(share("talks under four months", ended_talks, lambda t: t["months"] < 4), 0.0, 0.50),
         Band(share("talks of at most nine months", ended_talks, lambda t: t["months"] <= 9), 0.50, 1.0)),
        "Tenth and ninetieth percentile within 2 to 14 months and median 4 to 9, told as shares, by the time talks took. "
        "How plans spread is an input.",
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF039", "Q", "The quickest successes took three months", "S1 Early stages", "nothing",
        (Band(QUICKEST, 0.0, 0.05),
         Band(share("agreements in three or four months", agreed_talks, lambda t: t["months"].between(3, 4)),
              0.02, 1.0),
         Band(QUICKEST, 0.0, 0.05, with_value("talks.planned_months", 1.0))),
        "By the time talks took, and the same where a month is planned: haste made none quicker.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF040", "Q", "Past six months outcomes tend to be worse", "S1 Early stages",
        "length of talks, as it came and as planned",
        (Contrast(by_length(3, 6), by_length(7, 24), 1, 0.10),
         Effect(SUCCEED, with_value("talks.planned_months", 12.0), -1, 0.01, with_value("talks.planned_months", 5.0))),
        "First by the time talks took, an association, then by what is planned, a cause.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF041", "D", "Momentum must be kept, or inertia kills the idea", "S1 Early stages; Conclusions",
        "half-life and span of momentum",
        (Effect(SUCCEED, with_value("talks.momentum_months", 3.0), -1, 0.01),
         Effect(LENGTH_FAILED, with_value("talks.momentum_months", 3.0), -1, 0.05),
         Gap(Effect(_of_plan(6, 60), with_value("talks.momentum_months", 3.0), -1, 0.0),
             Effect(_of_plan(1, 3), with_value("talks.momentum_months", 3.0), -1, 0.0), -1, 0.0)),
        "By the time talks took, and by plan: what takes long from the start must lose more.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF042", "D", "Speed is valued once the direction is agreed; haste sank a few", "S1 Plan; Conclusions",
        "planned length of talks; hurried votes",
        (Peak(SUCCEED, plans(1.0, 3.0, 4.0, 5.0, 6.0, 9.0, 12.0), 0.005, "best plan, against one and twelve months"),
         Contrast(_lost_votes("hurried", voted_in_haste), _lost_votes("not hurried", lambda t: ~voted_in_haste(t)), 1, 0.05)),
        "By plan, and by how the vote came: one that was hurried must be lost more often.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF043", "D", "Key people need unhurried time face to face", "S1 Conclusions", "meetings a month",
        (Steps(TRUST, MEETINGS, 1, 0.01), Steps(SUCCEED, MEETINGS, 1, 0.02)),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF044", "D", "Successful leaders had built a rapport before", "S1 Early stages", "trust at the start",
        (two_ways(of_third("trust_start", 2, "most trust at the start"),
                  of_third("trust_start", 0, "least trust at the start"), 1, 0.20),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF046", "D", "A shared vision is essential; a short statement beats a full contract",
        "S1 Early stages; Plan", "protocol",
        (Effect(SUCCEED, choice("protocol", "vision_first"), 1, 0.02, choice("protocol", "detail_first")),
         Effect(LENGTH, choice("protocol", "vision_first"), -1, 0.2, choice("protocol", "detail_first"))),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF047", "D", "Visions can grow together; early gaps are not fatal", "S1 Rationale",
        "vision at the start",
        (Band(of_third("vision_start", 1, "middling vision at the start"), 0.15, 1.0),
         Contrast(of_third("vision_start", 0, "least vision at the start"),
                  of_third("vision_start", 1, "middling vision at the start"), -1, 0.03)),
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF048", "D", "A purpose beyond cost helps", "S1 Conclusions", "purpose at equal stress",
        (Fitted(rows("talks with purpose and stress", talks_at_stress, [SUCCESS, column("purpose"), column("stress")]),
                adjusted_effect, low=0.0, told="success moved by a full purpose at equal stress"),
         Fitted(rows("partnerships with purpose and stress", partnerships_at_stress,
                     [column("parted_early"), column("purpose"), column("stress")]),
                adjusted_effect, high=0.0, told="parting within five years moved by a full purpose at equal stress")),
        "Purpose is resilience and reform, not a post that opens; a share of motives is low exactly when money is short.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF049", "S", "First visions were simple; leaders sometimes had a person in mind", "S1 Rationale",
        "nothing",
        (Band(share("agreements with an incumbent as joint chief executive", agreed_talks,
                    lambda t: t["candidate"] != "outsider"), 0.3, 0.98),),
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF050", "D", "Political buy-in first, then officers; the reverse works less surely",
        "S1 Early stages", "order of winning people",
        (Effect(SUCCEED, choice("order", "leaders_first"), 1, 0.0, choice("order", "officers_first")),),
        "The sources tell both orders; leaders first must not be the worse.",
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF051", "D", "One success won officers first and thought the reverse harder", "S1 Support",
        "order of winning people",
        (Effect(OFFICERS, choice("order", "officers_first"), 1, 0.005, choice("order", "leaders_first")),),
        "The sources conflict; what is checked is that officers are the better won for being first.",
        grade="input", why="effects.order_gain", band_set="sign with the evidence",
    ),
    Pattern(
        "SF052", "D", "Plans range from one chief executive to a whole new structure", "S1 Plan", "scope",
        (Effect(SAVING, choice("scope", "team"), 1, 10_000.0, choice("scope", "chief_executive")),
         Effect(SUCCEED, choice("scope", "team"), -1, 0.02, choice("scope", "chief_executive")),
         Effect(SETUP_AT_ONCE, choice("scope", "team"), 1, 10_000.0, choice("scope", "chief_executive"))),
        "The widest plans against the narrowest, and the cost at the start: later stages cost alike. Settled after first results.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF053", "D", "Plans that need one named person to go are more fragile", "S1 Plan",
        "whether a chief executive is leaving",
        (two_ways(share("success, neither leaving", where(ended_talks, lambda t: t["vacancy"].isna()), SUCCESS),
                  share("success, one leaving", where(ended_talks, lambda t: t["vacancy"].notna()), SUCCESS),
                  -1, 0.15),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF054", "Q", "Failed talks cost tens of thousands: 5, 10 and 50 were quoted", "S1 Not progressed",
        "nothing",
        (Band(share("failures under GBP 8,000", failed_talks, lambda t: t["cash"] < 8e3), 0.0, 0.5),
         Band(share("failures up to GBP 30,000", failed_talks, lambda t: t["cash"] <= 3e4), 0.5, 1.0),
         Band(share("failures within GBP 2,000 and 80,000", failed_talks, lambda t: t["cash"].between(2e3, 8e4)),
              0.90, 1.0)),
        "Median GBP 8,000 to 30,000, and nine in ten about GBP 3,000 to 70,000, told as shares.",
        grade="arithmetic", why="months times what a month costs", band_set="with the evidence",
    ),
    Pattern(
        "SF055", "D", "Officers' time is the larger, unmeasured cost", "S1 Not progressed", "nothing",
        (Band(share("failures whose officers' time costs more than the cash", failed_talks,
                    lambda t: t["officer_cost"] >= t["cash"]), 0.5, 1.0),),
        grade="arithmetic", why="hours times their price against cash, both a month", band_set="with the evidence",
    ),
    Pattern(
        "SF056", "D", "Going public as if settled killed one scheme", "S1 Not progressed", "announce early",
        (Effect(SUCCEED, lever("announce_early"), -1, 0.15),),
        grade="emergent", band_set="with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
