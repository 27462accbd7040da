"""Beyond districts, who gains in talks, and councils that are not there yet."""

from __future__ import annotations

import math
from typing import Any

import pytest

from simulation import PartnershipModel, Scenario
from simulation.draws import TROUBLE
from simulation.geography.tiers import TIERS
from simulation.rules.approaches import appeal, spread_news
from simulation.rules.endings import choice_hazard
from simulation.rules.fairness import posts_lost, shortfall, unfairness
from simulation.rules.money import planned_setup
from simulation.rules.politics import change_control, establish
from simulation.rules.reviews import review_chance
from simulation.rules.start import start_resources
from simulation.rules.stress import feel_stress
from simulation.rules.support import members_extra
from simulation.rules.tiers import case_of_asked, size_power, small_one_opens
from simulation.rules.trust import affinity
from simulation.terms import CON, FROM_ASKED, FROM_ASKER, NEVER, OUTSIDER, SCOPE_CHIEF, SCOPE_TEAM
from tests.simulation.worlds import Begun

COUNTY, LONDON = TIERS.index("county"), TIERS.index("london_borough")
SINGLE = (TIERS.index("unitary"), TIERS.index("metropolitan_district"))


def test_each_tier_has_its_power_of_the_budget() -> None:
    """The power of larger councils is capped at their own; left alone it is that of districts."""
    p = Begun({"approach.size_power": 1.5, "tiers.size_power_single": 3.0,
               "tiers.size_power_london": 0.25,
               "tiers.size_power_county": 0.0}).p  # fmt: skip
    assert [size_power(p, tier) for tier in (0, *SINGLE, LONDON, COUNTY)] == [
        1.5, 1.5, 1.5, 0.25, 0.0
    ]  # fmt: skip


def test_the_case_of_a_larger_council_at_its_power() -> None:
    """A unitary of four times the median budget has half the case at power one half."""
    begun = Begun({"tiers.size_power_single": 0.5})
    councils = begun.w.councils
    councils.tier[3], councils.budget[3] = SINGLE[0], 4.0 * begun.w.facts.median_budget
    start_resources(begun.p, begun.w, 3)
    assert councils.size_factor[3] == pytest.approx(0.5)


def test_members_need_has_a_factor_by_tier() -> None:
    """What need adds to members is multiplied by the factor of their tier."""
    begun = Begun({"tiers.need_london": 2.0})
    r = begun.talks(begun.ties_of(4)[0])
    councils = begun.w.councils
    councils.stress[4] = 0.5
    plain = members_extra(begun.p, begun.w, r, 4, 2)
    councils.tier[4] = LONDON
    more = members_extra(begun.p, begun.w, r, 4, 2) - plain
    need = begun.p.support.members_need * 0.5 * math.sqrt(councils.size_factor[4])
    assert more == pytest.approx(need)


def test_a_county_and_its_district_meet_through_the_small_ones_vacancy() -> None:
    """While the district's post opens the county appeals, and takes the district's case."""
    begun = Begun({"tiers.vacancy_pull": 0.2, "tiers.vacancy_case": 0.5})
    e = begun.ties_of(4)[0]
    i, j = 4, begun.w.ties.target[e]
    councils = begun.w.councils
    councils.tier[j], councils.size_factor[i], councils.size_factor[j] = COUNTY, 1.0, 0.2
    plain = appeal(begun.p, begun.w, e, 3, 0.5, 0.01)
    assert small_one_opens(begun.w, i, j) == 0
    assert case_of_asked(begun.p, begun.w, i, j) == 0.2
    begun.vacate(j)
    assert small_one_opens(begun.w, i, j) == small_one_opens(begun.w, j, i) == 0
    begun.w.chiefs.vacant[j] = NEVER
    begun.vacate(i)
    assert small_one_opens(begun.w, i, j) == small_one_opens(begun.w, j, i) == 1
    assert appeal(begun.p, begun.w, e, 3, 0.5, 0.01) == pytest.approx(plain + 0.2)
    assert case_of_asked(begun.p, begun.w, i, j) == pytest.approx(0.6)
    councils.tier[j] = 0
    assert case_of_asked(begun.p, begun.w, i, j) == 0.2


def test_partnerships_beyond_districts_are_dearer_and_less_lasting() -> None:
    """Set-up cost, the hazard of choice and the chance of a review rise by their shares."""
    begun = Begun({"tiers.setup": 0.5, "tiers.short_lived": 1.0, "choices.review": "once"})
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    w, s = begun.w, begun.w.partnerships
    s.review_council[q], s.review_kind[q] = 4, 0
    r = s.talks[q]
    before = (planned_setup(begun.p, w, r, 6), choice_hazard(begun.p, w, q),
              review_chance(begun.p, w, q))  # fmt: skip
    w.councils.tier[w.ties.target[e]] = COUNTY
    after = (planned_setup(begun.p, w, r, 6), choice_hazard(begun.p, w, q),
             review_chance(begun.p, w, q))  # fmt: skip
    assert [b / a for a, b in zip(before, after, strict=True)] == pytest.approx([1.5, 2.0, 2.0])


def test_half_of_the_saving_against_a_fair_part() -> None:
    """Who brings more budget and loses more posts is short; an even pair is not."""
    p = Begun().p.fairness
    assert shortfall(p, 0.5, 0.5) == 0.0
    assert shortfall(p, 0.75, 0.5) == pytest.approx(0.25)
    assert shortfall(p, 0.5, 1.0) == pytest.approx(0.5)
    assert shortfall(p, 1.0, 1.0) == pytest.approx(1.0)
    assert shortfall(p, 0.25, 0.0) == 0.0


def test_posts_go_on_the_side_whose_candidate_it_is_not() -> None:
    """Half a post each while nobody is named, one on the other side; a team adds its shares."""
    begun = Begun()
    r = begun.talks(begun.ties_of(4)[0])
    talks, m = begun.w.talks, begun.p.money
    talks.scope[r] = SCOPE_CHIEF
    for candidate, lost in ((NEVER, (0.5, 0.5)), (OUTSIDER, (0.5, 0.5)), (FROM_ASKER, (0.0, 1.0)),
                            (FROM_ASKED, (1.0, 0.0))):  # fmt: skip
        talks.candidate[r] = candidate
        assert tuple(posts_lost(begun.p, begun.w, r, side) for side in range(2)) == lost
    talks.scope[r] = SCOPE_TEAM
    i = talks.councils[r, 0]
    team = (1.0 - m.directors_kept) * begun.w.councils.directors[i]
    team += (1.0 - m.heads_kept) * begun.w.councils.heads[i]
    assert posts_lost(begun.p, begun.w, r, 0) == pytest.approx(1.0 + team)


@pytest.mark.parametrize(
    ("lever", "left"), [("explained_split", 0.4), ("sovereignty_guarantee", 0.7)]
)
def test_members_of_the_side_that_gets_less_cool(lever: str, left: float) -> None:
    """Only theirs fall, by the weight; an explained split and a guarantee spare part of it."""
    lost = []
    for level in (0.0, 1.0):
        begun = Begun({f"levers.{lever}": level, "fairness.weight": 0.4})
        r = begun.talks(begun.ties_of(4)[0])
        talks, councils = begun.w.talks, begun.w.councils
        a, b = talks.councils[r, 0], talks.councils[r, 1]
        councils.budget[a] = 3.0 * councils.budget[b]
        talks.scope[r], talks.candidate[r] = SCOPE_CHIEF, NEVER
        off = begun.p._replace(fairness=begun.p.fairness._replace(weight=0.0))
        cooler = [members_extra(off, begun.w, r, i, 2) - members_extra(begun.p, begun.w, r, i, 2)
                  for i in (a, b)]  # fmt: skip
        assert cooler == pytest.approx([0.4 * unfairness(begun.p, begun.w, r, a, 2), 0.0])
        lost.append(cooler[0])
    assert lost[0] == pytest.approx(0.4 * 0.25)
    assert lost[1] == pytest.approx(left * lost[0])


def test_nothing_happens_to_a_council_that_is_not_there() -> None:
    """Neither news, nor trouble of its own, nor sharing around reaches it."""
    begun = Begun({"stress.trouble_rate": 0.2, "stress.trouble_size": 1.0})
    w = begun.w
    w.councils.control[4] = NEVER
    w.draws[TROUBLE, 4] = 1e-9
    feel_stress(begun.p.stress, w, 4, 0)
    assert w.councils.stress[4] == 0.0
    spread_news(w, w.ties.target[begun.ties_of(4)[0]])
    assert w.councils.recent[4] == 0.0


def test_a_council_that_begins_is_new_to_all() -> None:
    """Its leader and chief executive date from that month, and trust is that of strangers."""
    begun = Begun()
    w = begun.w
    w.councils.control[4] = NEVER
    e = begun.ties_of(4)[0]
    w.ties.trust[e] = 0.9
    change_control(begun.p.politics, w, 4, 7, CON)
    establish(begun.p, w, 4, 7)
    assert (w.leaders.since[4], w.chiefs.since[4]) == (7, 7)
    for one in (e, w.ties.reverse[e]):
        strange = affinity(begun.p, w, one, 7) - begun.p.trust.stranger
        assert w.ties.trust[one] == pytest.approx(max(0.0, min(1.0, strange)))


ABSENT: dict[str, Any] = {"geography.tiers": ["shire_district", "unitary"],
                          "period.months": 56, "approach.base": 0.05}  # fmt: skip


def test_the_unitaries_of_2009_do_nothing_before() -> None:
    """Until they begin they have no event, no stress, no talks; then each has a new leader."""
    model = PartnershipModel(Scenario().with_changes(ABSENT), rng=3)
    absent = [i for i, council in enumerate(model.world.councils.control) if council < 0]
    assert len(absent) == 10  # and the Isles of Scilly, of which no control is recorded
    while model.running and model.month < 52:
        model.step()
    world = model.world
    assert all(world.councils.stress[i] == 0.0 == world.councils.recent[i] for i in absent)
    codes = {model.geography.councils["code"].iloc[i] for i in absent}
    while model.running:
        model.step()
    result = model.result()
    events = result.events
    own = events[events["council"].isin(codes) | events["other"].isin(codes)]
    assert (own["month"] >= 52).all()
    begun = {code for code, i in zip(result.codes, world.councils.control, strict=True) if i >= 0}
    assert set(own.loc[own["kind"] == "leader changed", "council"]) == codes & begun
    assert len(codes & begun) == 9
    years = result.council_years
    before = years[years["code"].isin(codes) & (years["year"] < 2009)]
    assert (before["directors_lost"] == 0).all()
    assert (before["leader_changes"] == 0).all()
