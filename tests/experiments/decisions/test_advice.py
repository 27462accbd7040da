"""Advice on two councils: its chances are frequencies of runs, and it moves the way it must."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.decisions.advice.advice import Advice, advise, as_plain
from experiments.decisions.advice.chances import agreed, chance, estimate, free
from experiments.decisions.advice.needed import trust_for
from experiments.decisions.advice.options import AS_IT_IS, conditions, options_of
from experiments.decisions.advice.pair import (
    Pair,
    county_pairs,
    find_pair,
    month_of,
    pairs_of,
)
from experiments.decisions.advice.plays import Setting, check_free, play_all
from experiments.decisions.advice.track_record import published_rows, track_record
from experiments.decisions.advice.trial import Ground
from experiments.decisions.advice.words import answer_sentences, title_of
from experiments.statistics.posterior import PACKAGED, Posterior
from simulation import PartnershipModel, Scenario
from simulation.errors import InputError
from simulation.maps import geography_of
from simulation.rules.arranged import (
    FREE,
    GONE,
    SHARING,
    TALKING,
    arrange_talks,
    pair_standing,
)
from simulation.terms import AGREED, CHOICES, LEVERS, OPEN

SMALL = {
    "geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
    "period.months": 110, "approach.base": 0.0, "approach.resilience": 0.0,
    "approach.finance": 0.0, "approach.window": 0.0, "approach.signal": 0.0,
}  # fmt: skip
"""A small world in which no council asks of its own accord, so that all are free."""

MONTH = 6
ALONE = Posterior(pd.DataFrame(index=[0]), np.ones(1))
"""A posterior of one member that sets nothing."""


def setting_of(changes: dict[str, Any], posterior: Posterior = ALONE, **more: Any) -> Setting:
    """Return a small setting."""
    scenario = Scenario().with_changes(SMALL | changes)
    return Setting(scenario, MONTH, posterior.without(scenario.changed()), **more)


def first_pair(setting: Setting) -> Pair:
    """Return two councils of the small world that are neighbours."""
    geography = geography_of(setting.scenario)
    ties = geography.ties[geography.ties["contiguous"]]
    codes = geography.councils["code"].to_numpy()
    return find_pair(geography, *codes[ties[["source", "target"]].iloc[0].to_numpy()])


@pytest.fixture(scope="module")
def advice() -> Advice:
    """Return advice in a small world over a few members of the posterior."""
    setting = setting_of({}, Posterior.read(PACKAGED), members=6, runs=4)
    return advise(setting, first_pair(setting))


def chance_of(changes: dict[str, Any], runs: int = 40) -> float:
    """Return how often the pair agrees in a world."""
    setting = setting_of(changes, members=2, runs=runs // 2)
    fates = play_all(setting, [(first_pair(setting), AS_IT_IS, runs)]).fates
    return estimate(agreed(fates[0])).value


def test_who_trust_each_other_agree_more_often() -> None:
    """Two councils of a world of much trust agree more often than those of a hostile one."""
    kind = {"affinity.level": 0.85, "affinity.distance": 0.0}
    hostile = {"affinity.level": 0.1}
    assert chance_of(kind) > chance_of(hostile) + 0.25
    assert chance_of(hostile) < 0.1


def test_the_chance_is_the_frequency_in_runs_of_the_other_driver() -> None:
    """As many agree as when each history is played by Mesa and the talks are arranged in it."""
    setting = setting_of({"affinity.level": 0.8}, members=2, runs=5)
    pair, found = first_pair(setting), []
    fates = play_all(setting, [(pair, AS_IT_IS, 5)], first_free=False).fates[0]
    for number in range(10):
        model = PartnershipModel(setting.scenario, rng=setting.seed, run=number)
        while model.month <= MONTH:
            model.step()
        assert pair_standing(model.world, pair.tie) == FREE
        row = arrange_talks(model.parameters, model.world, pair.tie, MONTH)
        while model.world.talks.outcome[row] == OPEN:
            model.step()
        found.append((model.world.talks.outcome[row], model.world.talks.ended[row] - MONTH))
    theirs = list(zip(fates["outcome"].ravel(), fates["months"].ravel(), strict=True))
    assert theirs == found
    assert estimate(agreed(fates)).value == np.mean([one == AGREED for one, _ in found])


def test_more_workers_find_the_same(advice: Advice) -> None:
    """Plays do not depend on how many threads there are, nor on what else is asked."""
    setting = advice.setting
    two = Setting(setting.scenario, setting.month, setting.posterior, 6, 4, 0, workers=2)
    fates = play_all(two, [(advice.pair, AS_IT_IS, 4)]).fates[0]
    assert agreed(fates)[0][free(fates)].mean() == advice.agree.value


def test_trust_on_both_sides_moves_agreement_up(advice: Advice) -> None:
    """The chance at most trust is above that at least, and the break-even is where it says."""
    rows = advice.conditions[advice.conditions["kind"] == "trust"].set_index("level")["agree"]
    assert rows[0.9] > rows[0.1]
    table = pd.DataFrame({"kind": "trust", "level": [0.2, 0.4, 0.6], "agree": [0.1, 0.3, 0.7]})
    assert trust_for(table) == pytest.approx(0.5)
    assert np.isnan(trust_for(table, 0.9))


def test_every_lever_and_choice_is_asked(advice: Advice) -> None:
    """Each lever stands among what could help, and each other value of each choice of councils."""
    names = set(advice.helps["option"])
    assert {f"levers.{one}" for one in LEVERS} <= names
    asked = {name.partition("=")[0] for name in names if name.startswith("choices.")}
    assert asked == {f"choices.{one}" for one in ("protocol", "order", "scope", "savings_target")}
    assert sum(name.startswith("choices.scope=") for name in names) == len(CHOICES["scope"]) - 1
    assert len(options_of(advice.setting.scenario)) == len(advice.helps)


def test_what_is_told_from_chance_moved_more_one_way(advice: Advice) -> None:
    """A verdict follows from the test and the sign; ranks follow from the numbers."""
    table = advice.helps
    assert table["last"].is_monotonic_decreasing
    assert set(table.loc[table["last_p"] > 0.05, "verdict"]) == {"not to be told from chance"}


def test_shares_of_reasons_are_of_talks_that_failed(advice: Advice) -> None:
    """The one reason of the talks adds up over reasons to all that failed."""
    rows = advice.reasons[advice.reasons["side"] == "both"]
    assert rows["share"].sum() == pytest.approx(1.0)
    assert set(advice.reasons["side"]) == {"both", *advice.pair.names}


def test_partners_are_all_that_a_council_is_tied_to(advice: Advice) -> None:
    """Each side has every council it could ask, the other one among them."""
    geography = geography_of(advice.setting.scenario)
    for row, table in zip(advice.pair.rows, advice.partners, strict=True):
        assert len(table) == geography.first_tie[row + 1] - geography.first_tie[row]
    assert advice.pair.names[1] in set(advice.partners[0]["other_name"])


def test_numbers_are_plain_and_words_name_both(advice: Advice) -> None:
    """JSON has no NaN, and the answer names the councils, the month and the chance."""
    content = as_plain(advice)
    assert content["agree"]["value"] == advice.agree.value
    assert content["month"] == "2005-07"
    assert advice.pair.names[0] in title_of(advice)
    assert "July 2005" in " ".join(answer_sentences(advice))
    assert {one.kind for one in conditions(advice.pair.names)} == {"trust", "plan", "leader"}


def test_the_track_record_is_that_of_the_validation() -> None:
    """What the page says of the model is what the published comparison with England says."""
    mine, published = track_record().reset_index(drop=True), published_rows()
    pd.testing.assert_frame_equal(mine, published, check_dtype=False, rtol=1e-4)


def test_what_never_happens_is_not_known_to_be_impossible() -> None:
    """Where all histories are alike luck has Wilson's interval, and parameters have none."""
    never = np.zeros((4, 5))
    found = chance(never, never + 1.0, 0)
    assert (found.value, found.luck_low) == (0.0, 0.0)
    assert found.luck_high == pytest.approx(3.84 / (20 + 3.84), abs=0.01)
    assert np.isnan(found.high)


def test_luck_and_parameters_are_told_apart() -> None:
    """The band over parameters is wide where members differ, narrow where they have one chance."""
    rng = np.random.default_rng(1)
    weights = np.ones((60, 8))
    one = (rng.random((60, 8)) < 0.5).astype(float)
    apart = (rng.random((60, 8)) < np.repeat([[0.1], [0.9]], 30, axis=0)).astype(float)
    alike, wide = (chance(values, weights, 0) for values in (one, apart))
    assert alike.high - alike.low < 0.3
    assert wide.high - wide.low > 0.7
    assert alike.luck_high - alike.luck_low == pytest.approx(0.09, abs=0.02)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("Breckand", "South Holland", "did you mean 'Breckland'"),
        ("Breckland", "E07000143", "same council twice"),
        ("Breckland", "Torridge", "too far apart"),
        ("", "Breckland", "no such council on this map"),
    ],
)
def test_councils_that_cannot_be_asked_about_are_refused(
    first: str, second: str, words: str
) -> None:
    """A council that there is not, the same twice, or two without a tie: one message says so."""
    with pytest.raises(InputError, match=words):
        find_pair(geography_of(Scenario()), first, second)


def test_months_and_counties_are_checked() -> None:
    """A month outside the period, or none at all, and a county that there is not are refused."""
    period = Scenario().period
    assert month_of(period, "2010-06") == 65
    for date, words in (
        ("2019-01", "outside"),
        ("2018-12", "leaves less than"),
        ("2010-13", "not a month"),
    ):
        with pytest.raises(InputError, match=words):
            month_of(period, date)
    geography = geography_of(Scenario())
    assert len(county_pairs(geography, "norfolk")) == 20
    with pytest.raises(InputError, match="did you mean 'Norfolk'"):
        county_pairs(geography, "Norfok")


@pytest.mark.parametrize(
    ("standing", "words"),
    [(GONE, "one of them is not there"), (SHARING, "one of them shares"), (TALKING, "in formal")],
)
def test_councils_that_are_never_free_are_refused(
    monkeypatch: pytest.MonkeyPatch, standing: int, words: str
) -> None:
    """Where the two are free in no history tried, the message says what keeps them."""
    setting = setting_of({}, members=2, runs=2)
    check_free(setting, first_pair(setting))
    monkeypatch.setattr(Ground, "availability", lambda *_: standing)
    with pytest.raises(InputError, match=words):
        check_free(setting, first_pair(setting))


def test_a_council_that_begins_later_is_not_there_yet() -> None:
    """Before 2009 a council that was made then cannot talk, though it is on the map."""
    scenario = Scenario().with_changes({"geography.tiers": ["shire_district", "unitary"]})
    geography = geography_of(scenario)
    assert geography.control is not None
    later = np.flatnonzero(geography.control[:, 0] < 0).tolist()
    pair = next(pair for row in later for pair in pairs_of(geography, row))
    with pytest.raises(InputError, match="is not there"):
        check_free(Setting(scenario, 10, ALONE, members=2, runs=2), pair)
