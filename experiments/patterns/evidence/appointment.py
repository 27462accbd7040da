"""Patterns SF111 to SF118: the joint post, and what becomes of other posts."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect
from experiments.patterns.common import (
    LENGTH_AGREED,
    OFFICERS,
    POST_FAILURES,
    SETUP,
    SUCCEED,
    TEAM,
    YOUNG_OFFICERS,
    lever,
)
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import (
    SUCCESS,
    partnership_lives,
    partnerships,
    per_result,
    third,
    where,
)
from experiments.patterns.rows.turnover import named_late
from experiments.patterns.samples import Statistic
from experiments.patterns.statistics import column, mean, share
from experiments.patterns.sweeps import Steps, variants
from simulation.result import Result


@per_result
def _young_teams(result: Result) -> Any:
    """Return Decembers of partnerships in the first year of a shared team."""
    more = partnership_lives(result)[["run", "partnership", "began", "team_month"]]
    table = result.partnership_years.merge(more, on=["run", "partnership"])
    age = table["began"] + table["months"] - table["team_month"]
    return table[(age >= 0) & (age < 12)]


def _overcome(which: int, words: str) -> Statistic:
    """Return how often a clash ends with a name, in a third of trust at the start."""
    clashes = where(named_late, column("clash"))
    table = where(clashes, third("trust_start", which))
    return share(f"clashes that end with a name, {words}", table, lambda t: t["candidate"].notna())


def _with_clash(words: str, *, clash: bool) -> Statistic:
    return share(f"success of talks of two who stay, {words}",
                 where(named_late, lambda t: t["clash"] == clash), SUCCESS)  # fmt: skip


def _outgoing(t: Any) -> Any:
    return t["posts_removed"] < 5


PATTERNS = (
    Pattern(
        "SF111", "D", "Settle early how the joint chief executive will be chosen", "S1 Wider perspectives (nominee)",
        "early, open recruitment", (Effect(POST_FAILURES, lever("open_recruitment"), -1, 0.01),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF112", "D", "Open competition beats a stitch-up", "S1 Wider perspectives (nominee)", "early, open recruitment",
        (Effect(SUCCEED, lever("open_recruitment"), 1, 0.01), Effect(LENGTH_AGREED, lever("open_recruitment"), 1, 0.0)),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF113", "D", "Rival candidates are a difficulty that will can overcome", "S1 Wider perspectives (nominee)",
        "clashes by trust",
        (Contrast(_with_clash("both want the post", clash=True), _with_clash("one name", clash=False), -1, 0.01),
         Contrast(_overcome(2, "most trust"), _overcome(0, "least trust"), 1, 0.05)),
        "The outer thirds of trust are compared; that was settled after first results, since few talks have rivals.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF114", "D", "A professional body helped in one case", "S1 Wider perspectives (nominee)", "neutral broker",
        (Effect(POST_FAILURES, lever("neutral_broker"), -1, 0.005),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF115", "D", "Job losses go best in the open, without a vacuum of news", "S1 Lessons (staff)", "bulletins",
        (Steps(OFFICERS, variants("levers.bulletins", (0.0, 0.5, 1.0)), 1, 0.01),),
        grade="input", why="effects.bulletins_officers", band_set="sign with the evidence",
    ),
    Pattern(
        "SF116", "D", "Voluntary exits are kinder, slower and dearer", "S1 Lessons (staff)", "voluntary redundancy",
        (Effect(OFFICERS, lever("voluntary_redundancy"), 1, 0.005),
         Effect(mean("saving in the first year of a team, pounds", _young_teams, column("gross_management")),
                lever("voluntary_redundancy"), -1, 5_000.0),
         Effect(SETUP, lever("voluntary_redundancy"), 1, 5_000.0)),
        grade="input", why="effects.voluntary_posts, voluntary_pace and voluntary_cost", band_set="sign with the evidence",
    ),
    Pattern(
        "SF117", "Q", "Losses can be small: fewer than five leavers in one scheme", "S1 Lessons (staff)", "nothing",
        (Band(share("shared teams that remove fewer than five posts",
                    where(partnerships, lambda t: t["depth"].isin(TEAM)), _outgoing), 0.05, 0.50),),
        "One scheme had fewer than five: some do, and not most. Five posts and 95 % passed before.",
        grade="arithmetic", why="posts of both times the shares that go", band_set="before results",
    ),
    Pattern(
        "SF118", "D", "New structures need other skills; say so early", "S1 Lessons (staff)", "honesty about jobs",
        (Effect(YOUNG_OFFICERS, lever("honest_about_jobs"), 1, 0.002),),
        grade="input", why="the lever takes away a set share of what was hidden", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
