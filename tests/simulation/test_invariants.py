"""What holds in every run, whatever the world and the scenario."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given

from simulation.result import TABLES, Result
from simulation.terms import AGREED, FAILED, LAPSED
from tests.strategies import results

Spell = tuple[int, float]
"""First month, and the month in which it was over (infinite while it lasts)."""


def contacts(result: Result) -> dict[int, list[tuple[Spell, int]]]:
    """Return each council's spells of soundings and talks, and its side in them."""
    raw = result.raw
    lapsed = {
        int(event["talks"]): int(event["month"])
        for event in raw.events
        if event["talks"] >= 0 and raw.talks["outcome"][event["talks"]] == LAPSED
    }
    made = defaultdict(list)
    for number, row in enumerate(raw.talks):
        over = lapsed.get(number, row["ended"] if row["outcome"] in (AGREED, FAILED) else np.inf)
        for side in range(2):
            made[int(row["councils"][side])].append(((int(row["first_contact"]), over), side))
    return made


def memberships(result: Result) -> dict[int, list[Spell]]:
    """Return each council's spells in partnerships, in order."""
    raw = result.raw
    rows = {code: row for row, code in enumerate(result.codes)}
    begun: dict[int, int] = {}
    inside: dict[int, set[int]] = defaultdict(set)
    entering: set[int]
    leaving: set[int]
    made: dict[int, list[Spell]] = defaultdict(list)
    for event, kind in zip(raw.events, result.events["kind"], strict=True):
        number, month = int(event["partnership"]), int(event["month"])
        if kind == "partnership agreed":
            first = result.partnerships["councils"][number].split(";")[:2]
            entering, leaving = {rows[code] for code in first}, set()
        elif kind == "council joined":
            entering, leaving = {int(event["code"])}, set()
        elif kind == "council left":
            entering, leaving = set(), {int(event["code"])}
        elif kind == "partnership ended":
            entering, leaving = set(), set(inside[number])
        else:
            continue
        for row in entering:
            assert row not in begun, "in two partnerships at once"
            begun[row] = month
        for row in leaving:
            made[row].append((begun.pop(row), month))
        inside[number] = (inside[number] | entering) - leaving
    for row, month in begun.items():
        made[row].append((month, np.inf))
    return made


@given(result=results())
def test_a_council_talks_with_one_at_a_time(result: Result) -> None:
    """Soundings and talks of a council never overlap."""
    for spells in contacts(result).values():
        for (_, over), (start, _) in pairwise(sorted(spell for spell, _ in spells)):
            assert start >= over


@given(result=results())
def test_a_council_is_in_one_partnership_at_a_time(result: Result) -> None:
    """Spells in partnerships never overlap, and who shares does not ask others."""
    spells = memberships(result)
    for own in spells.values():
        for (_, over), (start, _) in pairwise(sorted(own)):
            assert start >= over
    for council, talks in contacts(result).items():
        asked = [spell for spell, side in talks if side == 0]
        for start, over in asked:
            assert not any(start < end and begun < over for begun, end in spells[council])


@given(result=results())
def test_partnerships_are_not_larger_than_allowed(result: Result) -> None:
    """No partnership ever has more partners than `max_size`, nor fewer than two."""
    most = result.scenario.partnership.max_size
    for table in (result.partnerships, result.partnership_years):
        assert table["size"].between(2, most).all()
    inside: dict[int, int] = defaultdict(int)
    steps = {"partnership agreed": 2, "council joined": 1, "council left": -1}
    event: Any
    for event in result.events.itertuples():
        if event.kind in steps:
            inside[event.partnership] += steps[event.kind]
            assert inside[event.partnership] <= most


SHARES = {
    "monthly": ["mean_stress", "mean_wariness"],
    "councils": ["culture", "thin", "leader_boldness", "leader_persuasion", "chief_skill"],
    "council_years": ["wariness", "stress", "cover"],
    "approaches": ["trust", "motive_finance", "motive_vacancy"],
    "talks": [
        *("trust_start", "trust_month_3", "trust_end", "trust_after", "vision_start"),
        *("vision_end", "evidence", "groundwork", "members_asker", "members_asked"),
        *("officers_asker", "officers_asked", "fear_asker", "fear_asked", "culture_gap"),
        *("purpose", "party_mismatch"),
    ],
    "partnerships": ["embedding", "purpose", "party_mismatch", "cause_chance", "cause_draw"],
    "partnership_years": ["embedding", "equity", "members", "officers", "cover", "quality"],
}
"""Columns that hold a share, a trait, support, trust or a chance."""


@given(result=results())
def test_shares_stay_between_0_and_1(result: Result) -> None:
    """Support, trust, vision, equity, stress and traits never leave [0, 1]."""
    for name, columns in SHARES.items():
        values = getattr(result, name)[columns].to_numpy(dtype=float)
        known = values[~np.isnan(values)]
        assert ((known >= 0.0) & (known <= 1.0)).all(), name


MAY_BE_MISSING = {
    "approaches": set(),
    "monthly": set(),
    "councils": set(),
    "council_years": {"control"},
    "talks": {
        *("ended", "months", "vacancy", "vacancy_kind", "candidate", "leaked", "stage"),
        *("reason", "trust_month_3", "trust_after", "services_kept", "partnership"),
        *("clash", "decided_by", "decided_council", "decided_number", "decided_threshold"),
        *("decided_draw", "vote_timing"),
    },
    "partnerships": {
        *("ended", "months", "reason", "team_month", "services_month", "time_share_first"),
        *("target", "target_met", "payback_months", "cause", "cause_council", "review_month"),
        *("cause_number", "cause_threshold", "cause_chance", "cause_draw"),
    },
    "partnership_years": set(),
    "events": {"council", "other", "talks", "partnership", "cause", "decider"},
}
"""Columns in which a value may be missing: what has not happened, or does not apply."""


@given(result=results())
def test_only_what_may_be_missing_is_missing(result: Result) -> None:
    """No other column has a missing value, no number is infinite, and none stands for never."""
    for name in TABLES:
        table = getattr(result, name)
        missing = {str(column) for column in table.columns[table.isna().any()]}
        assert missing <= MAY_BE_MISSING[name], name
        numbers = table.select_dtypes("number").fillna(0).to_numpy(dtype=float)
        assert np.isfinite(numbers).all(), name


def dated(result: Result, months: Any) -> list[str]:
    """Return months of a run as dates."""
    first = pd.Period(result.scenario.period.start, freq="M")
    return [str(first + int(month)) for month in months]


@given(result=results())
def test_months_are_counted_from_the_first(result: Result) -> None:
    """Months run from 0 to the end of the period, with their date beside them."""
    length = result.scenario.period.months
    assert result.monthly["month"].tolist() == list(range(length))
    for table in (result.monthly, result.events):
        assert table["date"].tolist() == dated(result, table["month"])
    for name in ("events", "approaches"):
        months = getattr(result, name)["month"]
        assert months.is_monotonic_increasing
        assert months.between(0, length - 1).all()
