"""Money, posts and hours add up in every run, whatever the world and the scenario."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given

from simulation.result import Result
from simulation.rules.clock import pace
from tests.strategies import results


@given(result=results())
def test_net_is_gross_less_setup(result: Result) -> None:
    """What a partnership nets is what it saves less what it cost to set up."""
    table = result.partnerships
    net = table["gross_saving"] - table["setup_cost"]
    assert np.allclose(table["net_saving"], net, rtol=1e-9, atol=1e-3)
    assert (table["setup_cost"] >= 0.0).all()


@given(result=results())
def test_services_save_on_top_of_management(result: Result) -> None:
    """Gross savings are those of management and of services, which never cost."""
    table, years = result.partnerships, result.partnership_years
    assert (table["gross_saving"] >= table["gross_management"] - 1e-6).all()
    assert (table["services_saving_year"] >= 0.0).all()
    assert (years["gross_services"] >= 0.0).all()
    without = table["depth"] != "services"
    assert (table.loc[without, "services_saving_year"] == 0.0).all()
    assert np.allclose(table.loc[without, "gross_saving"], table.loc[without, "gross_management"])


@given(result=results())
def test_savings_are_not_losses(result: Result) -> None:
    """Unless pay and travel eat up the post, nothing that is saved is below 0."""
    money = result.scenario.money
    farthest = result.geography.ties["distance_km"].max() if len(result.geography.ties) else 0.0
    eaten = money.uplift_chief > 0.5 or money.travel * farthest / 60.0 > 0.1 * money.chief
    if not eaten:
        columns = ["gross_saving", "gross_management", "observed_saving", "expected"]
        assert (result.partnerships[columns] >= 0.0).all(axis=None)
        assert (result.monthly["gross_saving"] >= 0.0).all()


@given(result=results())
def test_posts_removed_are_those_of_chiefs_and_team(result: Result) -> None:
    """A joint team has no more posts than before; posts removed count each chief and manager."""
    table = result.partnerships
    for post in ("directors", "heads"):
        assert (table[f"{post}_after"] <= table[f"{post}_before"]).all()
        assert (table.loc[table["team_month"].isna(), f"{post}_before"] == 0).all()
    gone = table["directors_before"] - table["directors_after"]
    gone += table["heads_before"] - table["heads_after"]
    events = result.events
    joined = events.loc[events["kind"] == "council joined", "partnership"].value_counts()
    joins = table["partnership"].map(joined).fillna(0)
    assert (table["posts_removed"] >= 1 + joins + gone).all()
    assert (table["posts_removed"] == 1 + gone)[joins == 0].all()
    assert (table["leavers"] <= table["posts_removed"]).all()


def work_of_a_month(result: Result) -> Any:
    """Return the months of work that a month of each talks holds under its plan."""
    clock, p = result.scenario.choices.clock, result.scenario.parameters.clock
    planned = result.talks["planned_months"]
    if clock in ("embargo", "no_pace"):
        return np.ones(len(planned))
    return np.array([pace(p, months, clock == "compressible") for months in planned])


@given(result=results())
def test_officer_hours_are_months_at_a_rate(result: Result) -> None:
    """Talks cost hours for the work of each month; a leader's going ends them before theirs."""
    talks, costs = result.talks, result.scenario.costs
    ended = talks["ended"].fillna(result.scenario.period.months - 1)
    months = (ended - talks["began"]).to_numpy(dtype=float)
    cut = talks["reason"].isin(["leader change", "other"]).to_numpy()
    hours = talks["officer_hours"].to_numpy()
    rate = costs.hours * work_of_a_month(result)
    full = np.isclose(hours, months * rate)
    short = np.isclose(hours, (months - 1.0) * rate)
    assert (full | (cut & short)).all()
    changed = (talks["reason"] == "leader change").to_numpy()
    assert short[changed].all()
    assert np.allclose(talks["officer_cost"], talks["officer_hours"] * costs.hourly)
    assert (talks["cash"] >= 0.0).all()


@given(result=results())
def test_payback_and_target_fit(result: Result) -> None:
    """Payback lies within the life of a partnership, and only what has a target meets it."""
    table = result.partnerships
    lived = table["months"].fillna(result.scenario.period.months)
    paid = table["payback_months"]
    assert (paid.dropna() >= 0).all()
    assert (paid.dropna() <= lived[paid.notna()]).all()
    assert table.loc[table["target"].isna(), "target_met"].isna().all()
    if result.scenario.choices.savings_target == "none":
        assert table["target"].isna().all()


@given(result=results())
def test_motives_are_shares_of_one(result: Result) -> None:
    """The motives of approaches and talks add up to 1, and purpose as a share is part of them."""
    for table in (result.approaches, result.talks, result.partnerships):
        motives = table.filter(like="motive_")
        assert motives.shape[1] == 6
        assert (motives >= 0.0).all(axis=None)
        assert np.allclose(motives.sum(axis=1), 1.0)
    talks = result.talks
    assert talks["purpose"].between(0.0, 1.0).all()
    if result.scenario.motives.purpose_typical == 0.0:
        assert np.allclose(talks["purpose"], talks["motive_vacancy"] + talks["motive_resilience"])
