"""A link restores what was packed, and refuses everything else with one message."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.browser.visit.links import LONGEST, View, pack, unpack
from experiments.browser.visit.settings import within_limits
from simulation import Scenario
from simulation.errors import InputError
from tests.strategies import WORLDS, scenarios


def of(changes: dict[str, Any]) -> Scenario:
    """Return the default scenario with changes."""
    return Scenario().with_changes(changes)


def test_an_empty_link_is_the_default() -> None:
    """Without anything in it the link shows the default scenario, seed 0, at the start."""
    assert unpack("") == unpack("?") == View(Scenario(), 0, -1, "")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"talks.planned_months": 9.0, "choices.wait_for_vacancy": True},
        {
            "name": 'Two  spaces, "quotes" & = % + ü \x7f \n',
            "period.start": "2010-05",
            "period.months": 24,
        },
        {"levers.visits.level": 0.5, "levers.visits.councils": ("E07000200", "Mid Suffolk")},
        {"geography.tiers": ["unitary", "county"], "approach.base": 1e-5},
        {"shocks.reorganisation.month": "2012-01", "shocks.reorganisation.county": "Suffolk"},
    ],
)
def test_a_link_restores_what_was_packed(changes: dict[str, Any]) -> None:
    """Scenario, seed, month and council come back, in plain ASCII."""
    view = View(of(changes), seed=2**62, month=3)
    assert unpack(pack(view)) == view
    assert pack(view).isascii()


def test_a_council_comes_back() -> None:
    """The council whose card was open is restored; one that is not on the map is refused."""
    view = View(Scenario(), seed=1, month=85, council="E07000200")
    assert unpack("?" + pack(view)) == view
    with pytest.raises(InputError, match="no such council"):
        unpack("council=E07000999")


@settings(max_examples=15)
@given(scenario=scenarios((6, 20)))
def test_any_playable_scenario_comes_back(scenario: Scenario) -> None:
    """Whatever parameters, levers, choices and shocks are set, the link holds them all."""
    try:
        packed = pack(View(scenario, 1))
    except InputError as error:
        assert "too much is changed" in str(error)  # noqa: PT017 -- either way is right
        return
    assert unpack(packed).scenario == scenario


HOSTILE = [
    "set=geography.councils=/etc/passwd",
    "set=geography.map=own",
    'set=geography={map="own", councils="/etc/passwd", neighbours="/etc/hosts"}',
    "set=geography.control=%00",
    "set=talks.planned_months=__import__('os').system('true')",
    "set=talks.planned_months=1e999",
    "set=talks.planned_months=nan",
    "set=talks.planned_monts=4",
    "set=" + "[" * 3000,
    "set=name=" + "[" * 3000,
    "set=a" + ".b" * 1500 + "=1",
    "set=talks=1",
    "set=talks.planned_months.x=1",
    "set=period.months=" + "9" * 4500,
    "set=period.months=1200",
    "set=geography.size=500000&set=geography.map=hexagonal&set=history.control=drawn",
    "set=geography.map=hexagonal&set=geography.reach_km=300&set=geography.spacing_km=1",
    'set=geography.reach_km=300&set=geography.tiers=["shire_district","unitary","county"]',
    "set=__class__=1",
    "set=model_config.extra=1",
    "set=levers.visits.councils=['<script>alert(1)</script>']&set=levers.visits.level=1",
    "set",
    "set=",
    "set==",
    "=",
    "&&&",
    "seed=-1",
    "seed=1e3",
    "seed=١٢",
    "seed=" + "9" * 5000,
    "seed=1&seed=2",
    "month=500",
    "month=--1",
    "month=",
    "council=<script>",
    "redirect=http://example.org",
    "set=name=%FF",
    "next=geography.map=own",
    "next=talks.planned_months=99",
    "next=period.months=1200",
    "talks=-2",
    "talks=1e9",
    "next_seed=x",
    "on=abc",
    "x" * (LONGEST + 1),
    "&".join(["set=talks.planned_months=4"] * 400),
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda one: one[:40])
def test_hostile_links_are_refused(query: str) -> None:
    """A link that names files, unknown words, huge or wrong values gives one short message."""
    with pytest.raises(InputError) as refused:
        unpack(query)
    assert len(str(refused.value)) < 6000
    assert "/etc/passwd" not in str(refused.value)


STARTS = ["talks.planned_months=", "period.months=", "choices.scope=", "name=", ""]


@given(st.text(max_size=200))
def test_any_text_is_a_link_or_refused(query: str) -> None:
    """No text makes anything but a view or an input error."""
    with suppress(InputError):
        assert isinstance(unpack(query), View)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["set", "seed", "month", "council"]),
            st.sampled_from(
                ["talks.planned_months=", "period.months=", "choices.scope=", "", "name="]
            ).flatmap(lambda start: st.text(max_size=30).map(lambda end: start + end)),
        ),
        max_size=4,
    )
)
def test_any_words_are_a_link_or_refused(words: list[tuple[str, str]]) -> None:
    """Nor do right words with any values."""
    with suppress(InputError):
        assert isinstance(unpack(urlencode(words)), View)


def test_an_own_map_cannot_travel_in_a_link() -> None:
    """A scenario on a map of one's own is refused with what to do instead."""
    own = of({"geography.map": "own", "geography.councils": "a.csv", "geography.neighbours": "b"})
    with pytest.raises(InputError, match="download the scenario"):
        pack(View(own))


def test_what_the_project_offers_can_be_played() -> None:
    """England, all its tiers and the largest synthetic map of the usual density can be shown."""
    tiers = ["shire_district", "unitary", "metropolitan_district", "london_borough", "county"]
    for changes in (
        {},
        {"geography.tiers": tiers},
        {"geography.map": "hexagonal", "geography.size": 880, "history.control": "drawn"},
    ):
        assert within_limits(of(changes)) == of(changes)


def test_all_that_is_looked_at_and_waits_comes_back() -> None:
    """Talks, tab, baseline and what is set for the next start stand in the link."""
    view = View(
        of({"talks.planned_months": 9.0, "levers.visits.level": 1.0}),
        seed=3,
        month=40,
        talks=12,
        partnership=3,
        tab="talks",
        against="as_it_was",
        waiting=of({"talks.planned_months": 2.0}),
        next_seed=8,
    )
    assert unpack(pack(view)) == view


def test_a_map_of_the_servers_own_travels_between_its_visitors() -> None:
    """A link to it says what differs from what the server began with, and holds for no other."""
    own = of(WORLDS["own"])
    view = View(own.with_changes({"talks.planned_months": 2.0}), seed=1)
    packed = pack(view, own)
    assert unpack(packed, own) == view
    assert "councils.csv" not in packed
    for other in (None, Scenario(), own.with_changes({"period.months": 9})):
        with pytest.raises(InputError, match="another map"):
            unpack(packed, other)
    with pytest.raises(InputError, match="name files"):
        unpack(f"{packed}&set=geography.councils=/etc/passwd", own)
    with pytest.raises(InputError, match="name files"):
        unpack(f"{packed}&next=geography.control=/etc/passwd", own)
