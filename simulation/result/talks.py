"""The tables of talks and of approaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.branches import BRANCHES, CLASHES
from simulation.result.columns import SEPARATOR, Column, Table, join_words
from simulation.result.runs import Runs
from simulation.result.sentences import clash_of
from simulation.terms import (
    AGREED,
    CANDIDATES,
    FAILED,
    INITIATORS,
    MOTIVES,
    NEVER,
    OPEN,
    OUTCOMES,
    PROTOCOLS,
    REASONS,
    SCOPES,
    STAGE_VOTE,
    STAGES,
    VACANCIES,
    VOTE_TIMINGS,
    WAYS_OUT,
)

Values = Callable[[Runs], Any]

NEAR_DATE = 1
"""Months from the planned date within which a vote is on it (V20)."""


def _row(name: str) -> Values:
    return lambda runs: runs.talk_rows[name]


def _side(name: str, side: int) -> Values:
    return lambda runs: runs.talk_rows[name][:, side]


def _tie(name: str) -> Values:
    return lambda runs: runs.tie(name, runs.talk_rows["tie"])


def _gap(values: Any, runs: Runs) -> Any:
    a, b = runs.talk_rows["councils"].T
    return np.abs(values[a] - values[b])


def _months(runs: Runs) -> Any:
    rows = runs.talk_rows
    return np.where(rows["ended"] < 0, -1, rows["ended"] - rows["began"])


def _tiers(runs: Runs) -> Any:
    a, b = runs.talk_rows["councils"].T
    tier = runs.attribute("tier")
    return tier[a] + SEPARATOR + tier[b] if len(a) else np.array([], dtype=object)


def _of_failed(name: str) -> Values:
    """Return what is true of failed talks only, -1 for the others."""
    return lambda runs: np.where(runs.talk_rows["outcome"] == FAILED, runs.talk_rows[name], -1)


def _causes(first: int) -> Values:
    """Return the causes that one side cites, from their first place on."""

    def words(runs: Runs) -> Any:
        rows = runs.talk_rows
        failed = rows["outcome"] == FAILED
        cited = rows["causes"][:, first : first + 3]
        return join_words(np.where(failed[:, None], cited, -1), REASONS)

    return words


def _once(name: str) -> Values:
    """Return a number that there is only from some moment on, NaN before."""
    return lambda runs: np.where(runs.talk_rows[name] < 0.0, np.nan, runs.talk_rows[name])


def _trust_end(runs: Runs) -> Any:
    rows = runs.talk_rows
    return rows["trust"].min(axis=1) if len(rows) else rows["purpose"]


def _after(name: str, missing: float) -> Values:
    """Return what is known once talks have ended."""
    return lambda runs: np.where(runs.talk_rows["outcome"] == OPEN, missing, runs.talk_rows[name])


def _protocol(runs: Runs) -> Any:
    protocol = PROTOCOLS[runs.scenario.parameters.choices.protocol]
    return np.full(len(runs.talk_rows), protocol, dtype=object)


def _vote_timing(runs: Runs) -> Any:
    """Return when the vote came against the plan, as numbers of `VOTE_TIMINGS`, -1 for none."""
    rows = runs.talk_rows
    late = rows["ended"] - rows["began"] - rows["planned"]
    when = np.where(np.abs(late) <= NEAR_DATE, 1, np.where(late < 0, 0, 2))
    voted = (rows["outcome"] == AGREED) | (
        (rows["outcome"] == FAILED) & (rows["stage"] == STAGE_VOTE)
    )
    return np.where(voted, when, NEVER)


def _clash(runs: Runs) -> Any:
    rows = runs.talk_rows
    clash = clash_of(rows["reason"], rows["decided_by"])
    return np.where(rows["outcome"] == FAILED, clash, NEVER)


def _decider(runs: Runs) -> Any:
    return runs.codes_of(_after("decided_council", NEVER)(runs))


def _cost(runs: Runs) -> Any:
    return runs.talk_rows["hours"] * runs.scenario.costs.hourly


TALKS = Table(
    "talks",
    _row("run"),
    (
        Column("talks", "whole", "number", "of the talks within its run",
               lambda runs: runs.talk_numbers[runs.are_talks]),
        Column("councils", "text", "codes", "the asker first, joined by a semicolon",
               lambda runs: join_words(runs.talk_rows["councils"], runs.codes)),
        Column("initiator", "label", "label",
               "who began it at the asker: leader or chief executive", _row("initiator"),
               INITIATORS),
        *(Column(f"motive_{motive}", "real", "share", f"of the motives: {motive.meaning}",
                 _side("motives", place)) for place, motive in enumerate(MOTIVES)),
        Column("purpose", "real", "0 to 1", "of the motives, what is beyond cost",
               _row("purpose")),
        Column("shared_rationale", "real", "0 to 1", "how much both sides want the same",
               _row("rationale")),
        *(Column(f"hazard_{side}_{motive}", "real", "a month", f"of looking, {whose}: "
                 f"{motive.meaning}", _side("levels", len(MOTIVES) * number + place))
          for number, (side, whose) in enumerate((("asker", "the asker's"),
                                                  ("asked", "of the one asked")))
          for place, motive in enumerate(MOTIVES)),
        Column("party_mismatch", "real", "0, 0.5, 1",
               "one party, no party in control, two parties; at the start", _row("mismatch")),
        Column("culture_gap", "real", "0 to 1", "between member-led and officer-led",
               _row("culture_gap")),
        Column("stress_gap", "real", "-1 to 1", "the asker's stress less the other's, at the start",
               _row("stress_gap")),
        Column("profile_gap", "real", "0 to 1", "of deprivation percentiles",
               lambda runs: _gap(runs.attribute("deprivation"), runs)),
        Column("size_gap", "real", "log units", "of populations",
               lambda runs: _gap(np.log(runs.attribute("population")), runs)),
        Column("distance_km", "real", "km", "between centres", _tie("distance_km")),
        Column("contiguous", "flag", "true or false", "the two are neighbours", _tie("contiguous")),
        Column("same_county", "flag", "true or false", "the two are in one county",
               _tie("same_county")),
        Column("tiers", "text", "labels", "of both councils", _tiers),
        Column("joint_bid", "flag", "true or false", "their county bid jointly before",
               _row("joint_bid")),
        Column("first_contact", "whole", "month", "in which the one asked said yes",
               _row("first_contact")),
        Column("began", "whole", "month", "formal talks began", _row("began")),
        Column("ended", "maybe", "month", "formal talks ended, missing while open", _row("ended")),
        Column("months", "maybe", "months", "of formal talks, missing while open", _months),
        Column("planned_months", "whole", "months", "that were planned", _row("planned")),
        Column("extensions", "whole", "times", "the date was put off", _row("extensions")),
        Column("vote_timing", "label", "label",
               "of a vote: early, on the date (within a month) or late; missing without a vote",
               _vote_timing, VOTE_TIMINGS),
        Column("hurried", "flag", "true or false",
               "voted on the date although something was missing", _row("hurried")),
        Column("scope", "label", "label", "what the plan shares from the start", _row("scope"),
               SCOPES),
        Column("protocol", "text", "label", "what is settled first", _protocol),
        Column("vacancy", "label", "label", "on which side a post was opening at the start",
               _row("vacancy"), VACANCIES),
        Column("vacancy_kind", "label", "label", "retirement or job move", _row("vacancy_kind"),
               WAYS_OUT),
        Column("candidate", "label", "label", "for the joint post, missing if none was settled",
               _row("candidate"), CANDIDATES),
        Column("leader_changes", "whole", "leaders", "who changed during talks",
               _row("leader_changes")),
        Column("stalled_months", "whole", "months", "in which talks were stalled",
               _row("stalled_months")),
        Column("repaired", "whole", "times", "stalled talks were repaired", _row("repaired")),
        Column("leaked", "maybe", "month", "of a leak, missing if none", _row("leaked")),
        Column("outcome", "label", "label", "agreed, failed or open", _row("outcome"), OUTCOMES),
        Column("stage", "label", "label", "of a failure: in talks or at the vote",
               _of_failed("stage"), STAGES),
        Column("reason", "label", "label", "of a failure: the one that ended it",
               _of_failed("reason"), REASONS),
        Column("clash", "label", "label", "of a failure over personalities: whose they were",
               _clash, CLASHES),
        Column("decided_by", "label", "label", "the rule that ended talks, missing while open",
               _after("decided_by", -1), BRANCHES),
        Column("decided_council", "text", "code", "on whose side, missing for both", _decider),
        Column("decided_number", "real", "number", "that decided, as docs/model.md says by rule",
               _after("decided_number", np.nan)),
        Column("decided_threshold", "real", "number", "that it was held against, missing if none",
               _after("decided_threshold", np.nan)),
        Column("decided_draw", "real", "0 to 1", "luck that decided, missing if none",
               _after("decided_draw", np.nan)),
        Column("causes_asker", "text", "labels",
               "up to three that the asker cites, joined by a semicolon", _causes(0)),
        Column("causes_asked", "text", "labels", "up to three that the other side cites",
               _causes(3)),
        Column("trust_start", "real", "0 to 1", "smaller trust of the two leaders at the start",
               _row("trust_start")),
        Column("trust_month_3", "real", "0 to 1",
               "the same in month 3, missing if talks were shorter", _once("trust_third")),
        Column("trust_end", "real", "0 to 1", "the same at the end", _trust_end),
        Column("vision_start", "real", "0 to 1", "shared at the start", _row("vision_start")),
        Column("vision_end", "real", "0 to 1", "shared at the end", _row("vision")),
        Column("evidence", "real", "0 to 1", "gathered", _row("evidence")),
        Column("groundwork", "real", "0 to 1", "laid inside the councils", _row("groundwork")),
        *(column for side, (name, whose) in enumerate(
            (("asker", "the asker's"), ("asked", "the other side's"))) for column in (
            Column(f"members_{name}", "real", "0 to 1", f"support of {whose} members at the end",
                   _side("members", side)),
            Column(f"officers_{name}", "real", "0 to 1", f"support of {whose} officers at the end",
                   _side("officers", side)),
            Column(f"fear_{name}", "real", "0 to 1", f"{whose} fear of a takeover at the end",
                   _side("fear", side)))),
        Column("cash", "real", "pounds", "spent on talks", _row("cash")),
        Column("officer_hours", "real", "hours", "of officers of both sides", _row("hours")),
        Column("officer_cost", "real", "pounds", "of these hours at the stated price", _cost),
        Column("trust_after", "real", "0 to 1", "smaller trust after the end, missing while open",
               _after("trust_after", np.nan)),
        Column("services_kept", "maybe", "services",
               "shared by the two after the end, missing while open", _after("services_kept", -1)),
        Column("partnership", "maybe", "number",
               "of the partnership formed or joined, missing if none", _row("partnership")),
    ),
)  # fmt: skip


def _asked(name: str) -> Values:
    return lambda runs: runs.raw.approaches[name]


def _motive(place: int) -> Values:
    """Return the share of a motive among all of an approach."""

    def share(runs: Runs) -> Any:
        motives = runs.raw.approaches["motives"]
        total = motives.sum(axis=1)
        return motives[:, place] / np.where(total > 0, total, 1.0)

    return share


APPROACHES = Table(
    "approaches",
    _asked("run"),
    (
        Column("month", "whole", "month", "of the approach", _asked("month")),
        Column("asker", "text", "code", "council that asked",
               lambda runs: runs.codes[runs.raw.approaches["councils"][:, 0]]),
        Column("asked", "text", "code", "council that was asked",
               lambda runs: runs.codes[runs.raw.approaches["councils"][:, 1]]),
        *(Column(f"motive_{motive}", "real", "share", f"of the motives: {motive.meaning}",
                 _motive(place)) for place, motive in enumerate(MOTIVES)),
        Column("window", "flag", "true or false", "a post was opening on either side",
               _asked("window")),
        Column("trust", "real", "0 to 1", "of the asker's leader in the one asked",
               _asked("trust")),
        Column("accepted", "flag", "true or false", "whether the answer was yes",
               _asked("accepted")),
    ),
)  # fmt: skip
