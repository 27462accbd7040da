"""The tables of a run tell one story: stocks, flows, keys and events agree."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given

from simulation.result import Result
from tests.strategies import results


def each_month(result: Result, months: Any) -> list[int]:
    """Return how often each month of the period occurs."""
    counted = Counter(int(month) for month in months)
    return [counted[month] for month in range(result.scenario.period.months)]


def under_way(result: Result, table: pd.DataFrame) -> list[int]:
    """Return how many rows had begun and not ended at the end of each month."""
    began = np.cumsum(each_month(result, table["began"]))
    ended = np.cumsum(each_month(result, table["ended"].dropna()))
    return list((began - ended).tolist())


def of_kind(result: Result, kind: str) -> pd.DataFrame:
    """Return the events of one kind."""
    return result.events[result.events["kind"] == kind]


@given(result=results())
def test_monthly_stocks_follow_from_talks_and_partnerships(result: Result) -> None:
    """Open talks, partnerships and councils sharing are what the other tables add up to."""
    monthly = result.monthly
    assert monthly["talks_open"].tolist() == under_way(result, result.talks)
    assert monthly["partnerships"].tolist() == under_way(result, result.partnerships)
    joined = each_month(result, of_kind(result, "council joined")["month"])
    left = each_month(result, of_kind(result, "council left")["month"])
    formed = each_month(result, result.partnerships["began"])
    sharing = 2 * np.cumsum(formed) + np.cumsum(joined) - np.cumsum(left)
    ended = result.partnerships.dropna(subset="ended")
    gone = np.zeros(len(monthly), dtype=int)
    np.add.at(gone, ended["ended"].to_numpy(dtype=int), ended["size"].to_numpy(dtype=int))
    assert monthly["councils_sharing"].tolist() == (sharing - np.cumsum(gone)).tolist()


@given(result=results())
def test_monthly_flows_follow_from_the_tables(result: Result) -> None:
    """What is counted in a month is what the tables and events of the month hold."""
    talks, monthly = result.talks, result.monthly
    agreed, failed = (talks[talks["outcome"] == name] for name in ("agreed", "failed"))
    flows = {
        "approaches": result.approaches["month"],
        "talks_began": talks["began"],
        "talks_agreed": agreed["ended"],
        "talks_failed": failed["ended"],
        "partnerships_ended": result.partnerships["ended"].dropna(),
        "leader_changes": of_kind(result, "leader changed")["month"],
        "councils_left": of_kind(result, "council left")["month"],
    }
    for name, months in flows.items():
        assert monthly[name].tolist() == each_month(result, months), name


KINDS = {
    "talks began": ("talks", None, "began"),
    "talks failed": ("talks", "failed", "ended"),
    "talks leaked": ("talks", None, "leaked"),
    "partnership agreed": ("partnerships", None, "began"),
    "partnership ended": ("partnerships", None, "ended"),
    "team shared": ("partnerships", None, "team_month"),
    "services shared": ("partnerships", None, "services_month"),
}
"""Kinds of events, the table each stands in too, with which outcome, and in which column."""


@given(result=results())
def test_events_stand_in_the_tables_one_to_one(result: Result) -> None:
    """Each beginning, end and deepening is one event, in the month that its table gives."""
    for kind, (name, outcome, column) in KINDS.items():
        table = getattr(result, name)
        table = table if outcome is None else table[table["outcome"] == outcome]
        key = "talks" if name == "talks" else "partnership"
        expected = table.dropna(subset=column)[[key, column]].astype(int).to_numpy().tolist()
        found = of_kind(result, kind)[[key, "month"]].astype(int).to_numpy().tolist()
        assert sorted(expected) == sorted(found), kind


@given(result=results())
def test_agreed_talks_and_partnerships_belong_together(result: Result) -> None:
    """Talks that agree found a partnership or join one; each partnership comes from such talks."""
    agreed = result.talks[result.talks["outcome"] == "agreed"].set_index("talks")
    partnerships = result.partnerships.set_index("partnership")
    assert set(agreed["partnership"]) == set(partnerships.index)
    assert set(partnerships["talks"]) <= set(agreed.index)
    partnership: Any
    for number, partnership in partnerships.iterrows():
        talks = agreed.loc[partnership["talks"]]
        assert talks["partnership"] == number
        assert talks["ended"] == partnership["began"]
        assert talks["scope"] == partnership["scope"]
        assert partnership["councils"].startswith(talks["councils"])
    joining = agreed[~agreed.index.isin(partnerships["talks"])]
    joined = of_kind(result, "council joined")
    assert sorted(joining["partnership"]) == sorted(joined["partnership"])
    assert sorted(joining["ended"]) == sorted(joined["month"])


@given(result=results())
def test_outcome_stage_reason_and_end_fit(result: Result) -> None:
    """Only failures have a stage, a reason and causes; only open talks have no end."""
    talks = result.talks
    failed, still = talks["outcome"] == "failed", talks["outcome"] == "open"
    assert (failed == talks["stage"].notna()).all()
    assert (failed == talks["reason"].notna()).all()
    assert (still == talks["ended"].isna()).all()
    assert (still == talks["months"].isna()).all()
    assert (still == talks["trust_after"].isna()).all()
    assert ((talks["outcome"] == "agreed") == talks["partnership"].notna()).all()
    for side in ("asker", "asked"):
        told = talks[f"causes_{side}"].replace("", np.nan).dropna().str.split(";")
        assert (told.map(len) <= 3).all()
        assert (told.map(len) == told.map(lambda causes: len(set(causes)))).all()
        assert failed[told.index].all()


@given(result=results())
def test_endings_fit(result: Result) -> None:
    """A partnership is alive or has an end, a reason and a way of ending that belong together."""
    table = result.partnerships
    alive = table["how"] == "alive"
    for column in ("ended", "months", "reason"):
        assert (alive == table[column].isna()).all(), column
    forced = {"merged", "company", "reorganised"}
    by_choice = table.loc[table["how"] == "by choice", "reason"]
    assert not set(by_choice) & forced
    others = table[~alive & (table["how"] != "by choice")]
    assert (others["how"].astype(str) == others["reason"].astype(str)).all()


@given(result=results())
def test_what_ended_is_explained(result: Result) -> None:
    """What is over has a cause, a draw within its chance, and a decider who was in it."""
    table = result.partnerships
    assert (table["cause"].isna() == (table["how"] == "alive")).all()
    assert (table["cause_chance"].isna() == table["cause_draw"].isna()).all()
    decided = table.dropna(subset="cause_draw")
    assert (decided["cause_draw"] <= decided["cause_chance"]).all()
    for line in table.dropna(subset="cause_council").itertuples():
        assert line.cause_council in line.councils.split(";")
    told = result.events["cause"].notna()
    assert (told == result.events["kind"].isin(["partnership ended", "council left"])).all()


@given(result=results())
def test_a_partnership_has_one_review_at_most_to_come(result: Result) -> None:
    """Reviews to come and reviews passed take turns, and one that is over has none to come."""
    waiting: dict[int, int] = {}
    anew = result.scenario.choices.review_again == "anew"
    due, months = dict(zip(result.partnerships["partnership"], result.partnerships["review_month"],
                           strict=True)), result.scenario.review.within  # fmt: skip
    for event in result.events.itertuples():
        if event.kind == "review to come":
            known = waiting.get(event.partnership)
            falls = event.month + round(event.value)
            assert known is None or anew or falls == known
            assert event.month < falls <= event.month + months
            waiting[event.partnership] = falls
        elif event.kind == "review passed":
            assert waiting.pop(event.partnership) == event.month
        elif event.kind == "partnership ended":
            waiting.pop(event.partnership, None)
            assert pd.isna(due[event.partnership])
    if result.scenario.choices.review == "at_once":
        assert not waiting
        assert (result.partnerships["reviews"] == 0).all()


@given(result=results())
def test_talks_last_as_long_as_they_may(result: Result) -> None:
    """Plans are at least a month, soundings come first, and patience ends talks in time."""
    talks = result.talks
    patience = result.scenario.talks.patience
    last = np.maximum(1, np.ceil(talks["planned_months"] + patience))
    lasted = (talks["ended"].fillna(result.scenario.period.months - 1) - talks["began"]).astype(int)
    assert (talks["planned_months"] >= 1).all()
    assert (talks["first_contact"] <= talks["began"]).all()
    assert (lasted >= 0).all()
    assert (lasted <= last).all()
    assert (talks["months"].dropna() >= 1).all()


@given(result=results())
def test_depth_and_its_months_fit(result: Result) -> None:
    """A partnership deepens in order, and its months of depth lie within its life."""
    table = result.partnerships
    last = table["ended"].fillna(result.scenario.period.months)
    team, services = table["team_month"], table["services_month"]
    assert ((table["depth"] != "chief executive") == team.notna()).all()
    assert ((table["depth"] == "services") == services.notna()).all()
    assert (team.dropna() >= table["began"][team.notna()]).all()
    assert (services.dropna() > team[services.notna()]).all()
    for month in (team, services, table["target_met"]):
        assert (month.dropna() <= last[month.notna()]).all()


@given(result=results())
def test_the_years_of_councils_add_up(result: Result) -> None:
    """A year has twelve months at most, and its changes of leader are those that were told."""
    years = result.council_years
    assert years["months_free"].between(0, 12).all()
    assert years["months_window"].between(0, 12).all()
    changes = of_kind(result, "leader changed")
    told = Counter(zip(changes["council"], changes["date"].str[:4].astype(int), strict=True))
    row: Any
    for row in years.itertuples():
        assert row.leader_changes == told[row.code, row.year]
    december = result.monthly[result.monthly["date"].str.endswith("-12")]
    shared = years.groupby("year")["sharing"].sum()
    assert shared.tolist() == december["councils_sharing"].tolist()


@given(result=results())
def test_the_years_of_partnerships_are_those_alive_in_december(result: Result) -> None:
    """Each December has a row for each partnership that is alive, with its size and its age."""
    years = result.partnership_years
    december = result.monthly[result.monthly["date"].str.endswith("-12")]
    alive = [int((years["year"] == int(date[:4])).sum()) for date in december["date"]]
    assert alive == december["partnerships"].tolist()
    began = result.partnerships.set_index("partnership")["began"]
    months = {int(date[:4]): month for date, month in zip(december["date"], december["month"],
                                                          strict=True)}  # fmt: skip
    row: Any
    for row in years.itertuples():
        assert row.months == months[row.year] - began[row.partnership]


@given(result=results())
def test_sentences_name_both_councils(result: Result) -> None:
    """The sentence of an event names every council that the event concerns."""
    names = dict(zip(result.codes, result.names, strict=True))
    event: Any
    for event in result.events.itertuples():
        for code in (event.council, event.other):
            if isinstance(code, str):
                assert names[code] in event.sentence
        assert event.sentence.endswith(".")
