"""Statistics that many patterns share."""

from __future__ import annotations

from experiments.patterns.rows.tables import (
    SUCCESS,
    agreed_talks,
    approaches,
    by_either,
    council_years,
    ended_talks,
    failed_talks,
    partnership_lives,
    partnerships,
    talks,
    where,
    years,
)
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, mean, number, rate, share
from experiments.patterns.sweeps import Ahead
from experiments.statistics.measures import SAVING_MONTHS
from simulation.terms import NO_VISION, OTHER, PERSONALITIES, REASONS, TAKEOVER_FEAR

FULL = 1.0
TEAM = ("management team", "services")
"""Depths at which a management team is shared."""

LASTING = 24


def _of_both(words: str, name: str) -> Statistic:
    """Return the mean over both sides of what stands for each as talks end."""
    sides = [f"{name}_asker", f"{name}_asked"]
    return mean(f"{words} as talks end", ended_talks, lambda t: t[sides].sum(axis=1) / 2)


def _partners_support(whose: str, year: str, last: int) -> Statistic:
    """Return the mean support of partners in a year of theirs, up to its last month."""
    rows = where(years, lambda t: (t["months"] > last - 12) & (t["months"] <= last))
    return mean(f"partners' {whose}' support in the {year} year", rows, column(whose))


SUCCEED = share("success of talks", ended_talks, SUCCESS)
APPROACHES = number("approaches a run", approaches)
TALKS = number("talks a run", talks)
FORMED = number("partnerships formed a run", partnerships)
LENGTH = mean("months of talks that ended", ended_talks, column("months"))
LENGTH_AGREED = mean("months of talks that agreed", agreed_talks, column("months"))
LENGTH_FAILED = mean("months of talks that failed", failed_talks, column("months"))
MEMBERS = _of_both("members' support", "members")
OFFICERS = _of_both("officers' support", "officers")
FEAR = _of_both("takeover fear", "fear")
TRUST = mean("trust as talks end", ended_talks, column("trust_end"))
CASH = mean("cash cost of talks, pounds", ended_talks, column("cash"))
CASH_FAILED = mean("cash cost of failed talks, pounds", failed_talks, column("cash"))
AT_VOTE = "failures that come at the vote"
VOTE_FAILURES = share(AT_VOTE, failed_talks, lambda t: t["stage"] == "vote")
POST_REASONS = ["appointment", "candidate refused", "self-interest"]
POST_FAILURES = share(
    "talks that fail over the joint post", ended_talks, lambda t: t["reason"].isin(POST_REASONS)
)
HAZARD = rate(
    "partings a month of partnership", where(partnership_lives, lambda t: t["parted"]), partnership_lives,
    column("lived"),
)  # fmt: skip
EARLY_HAZARD = rate(
    "partings a month in the first three years",
    where(partnership_lives, lambda t: t["parted"] & (t["lived"] < 36)), partnership_lives,
    lambda t: t["lived"].clip(upper=36),
)  # fmt: skip
SAVING = mean(
    "yearly management saving after three years, pounds",
    where(years, lambda t: t["months"].isin(SAVING_MONTHS)), column("gross_management"),
)  # fmt: skip
TEAM_SAVING = mean(
    "yearly management saving of teams after three years, pounds",
    where(years, lambda t: t["months"].isin(SAVING_MONTHS) & t["depth"].isin(TEAM)),
    column("gross_management"),
)  # fmt: skip
SETUP = mean("set-up cost of partnerships, pounds", partnerships, column("setup_cost"))
YOUNG_MEMBERS = _partners_support("members", "first", 12)
SETTLED_MEMBERS = _partners_support("members", "third", 36)
YOUNG_OFFICERS = _partners_support("officers", "first", 12)
SETTLED_OFFICERS = _partners_support("officers", "third", 36)
SHARING_YEARS = number("council-years of sharing", where(council_years, lambda t: t["sharing"]))


def citations(cause: str) -> Statistic:
    """Return how many of ten failed talks have a cause cited by either side."""
    return share(f"failures that either side puts down to {cause}", failed_talks, by_either(cause))


FIRST_CAUSES = tuple(REASONS[one] for one in (NO_VISION, PERSONALITIES, TAKEOVER_FEAR))
"""The causes that the sources put before all others."""

LATER_CITED = tuple(
    citations(cause) for cause in REASONS if cause not in (*FIRST_CAUSES, REASONS[OTHER])
)
"""How often each of the others is cited."""

FIRST_AHEAD = Ahead(tuple(citations(cause) for cause in FIRST_CAUSES), LATER_CITED)
FEAR_AHEAD = Ahead((citations(REASONS[TAKEOVER_FEAR]),), LATER_CITED)


def lever(name: str, level: float = FULL) -> Variant:
    """Return the world in which every council pulls a lever throughout."""
    return Variant.of({f"levers.{name}": level})


def choice(name: str, value: object) -> Variant:
    """Return the world in which every council makes a choice."""
    return Variant.of({f"choices.{name}": value})


def with_value(name: str, value: object) -> Variant:
    """Return the world with one value changed."""
    return Variant.of({name: value})
