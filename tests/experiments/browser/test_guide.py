"""The guide is whole, sets what exists, and what it tells people to watch really happens."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

import experiments.browser
from experiments.browser.cards.story import story
from experiments.browser.cards.what_if import what_if
from experiments.browser.ensemble.monthly import SERIES
from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.guide import HEADINGS, MODEL_HEADINGS, Page, explorations, model_page
from experiments.browser.guide.answers import WAYS, answer_to
from experiments.browser.guide.lines import LINES
from experiments.browser.guide.steps import Guess, condition
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.tabs import tab_types
from experiments.browser.visit.presets import PRESETS
from experiments.browser.visit.settings import setting_groups
from experiments.browser.visit.visit import Visit
from experiments.decisions.replays.changes import CHANGES
from experiments.statistics.estimates import share_estimate
from experiments.statistics.outcomes import OUTCOMES
from simulation import Scenario
from simulation.terms import FAILED, REASONS

VUE = sorted(Path(experiments.browser.__file__).parent.rglob("*.vue"))
RUNS = 80
PAGES = [*explorations(), model_page()]


def test_there_are_six_explorations_and_a_page_about_the_model() -> None:
    """Six in order, the three questions of the project among them."""
    assert [page.name[0] for page in explorations()] == list("123456")
    names = {page.name for page in explorations()}
    assert {"2_talk_length", "3_leaders", "4_parties"} <= names
    assert [section.heading for section in model_page().sections] == list(MODEL_HEADINGS)


@pytest.mark.parametrize("page", explorations(), ids=lambda page: page.name)
def test_an_exploration_is_whole(page: Page) -> None:
    """It has a question, steps of which some ask before they show, time for it, and presets."""
    assert page.question.endswith("?")
    assert [section.heading for section in page.sections] == list(HEADINGS)
    assert 10 <= page.minutes <= 45
    assert page.presets[0].name == "as_it_was"
    assert len(page.steps) >= 5
    assert len(guesses(page)) >= 2
    assert len({guess.name for guess in guesses(page)}) == len(guesses(page))


@pytest.mark.parametrize("page", explorations(), ids=lambda page: page.name)
def test_every_step_can_be_done_and_every_guess_is_answered(page: Page) -> None:
    """A step waits for something that a visit can do; what a guess is about is shown after it."""
    presets = {preset.name for preset in page.presets}
    for number, step in enumerate(page.steps):
        assert (step.guess is None) == bool(step.when)
        if step.guess is None:
            name, given = condition(step.when)
            assert name != "ensemble" or given in presets
            continue
        kind, _, about = step.guess.answer.partition(" ")
        assert kind in (LINES if step.guess.top else WAYS)
        later = [one.when for one in page.steps[number + 1 :]]
        if step.guess.top:
            series, _, preset = about.partition(" ")
            wanted = f"sweep {series}" if kind == "sweep" else f"ensemble {preset}"
            assert wanted in later
            assert kind == "sweep" or series in SERIES
            continue
        preset = about.rpartition(" ")[2] if kind in ("sign", "difference") else "as_it_was"
        assert kind == "reason" or f"ensemble {preset}" in later
        assert kind == "reason" or about.partition(" ")[0] in {one.name for one in OUTCOMES}
        assert bool(step.guess.options) == (kind in ("reason", "sign"))


def test_options_of_reasons_leave_none_out() -> None:
    """Each reason for failure belongs to just one of the options that a guess offers."""
    offered = [guess.reasons for page in explorations() for guess in guesses(page) if guess.reasons]
    assert offered
    for options in offered:
        assert sorted(one for option in options for one in option) == sorted(map(str, REASONS))


def test_the_text_uses_the_names_of_the_screen() -> None:
    """What stands in bold in a step is a tab, or words of the page itself."""
    entries = [entry["label"] for group in setting_groups() for entry in group["entries"]]
    labels = {tab.label for tab in tab_types()} | set(entries)
    screen = " ".join(path.read_text(encoding="utf-8") for path in VUE)
    for page in explorations():
        for step in page.steps:
            for words in re.findall(r"<strong>(.+?)</strong>", step.html):
                plain = words.replace("&amp;", "&").removesuffix(" 300")
                assert plain in labels or plain in screen, (page.name, words)
            target = re.search(r"data-test=([a-z_-]+)", step.at)
            hooks = {target.group(1), target.group(1).partition("-")[0]} if target else set()
            assert not hooks or any(hook in screen for hook in hooks), step.at


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_hold_plain_text_only(page: Page) -> None:
    """No script, link, image or address is in the HTML of a page."""
    tags = set(re.findall(r"</?([a-z0-9]+)", text_of(page)))
    assert tags <= {"p", "ol", "ul", "li", "strong", "em", "code"}
    assert "http" not in text_of(page)


def guesses(page: Page) -> list[Guess]:
    """Return what a page asks."""
    return [step.guess for step in page.steps if step.guess is not None]


def text_of(page: Page) -> str:
    """Return all text of a page."""
    return " ".join([*(step.html for step in page.steps), *(one.html for one in page.sections)])


def test_presets_are_called_by_their_titles() -> None:
    """Where the text names a preset that the page sets, it is the title in the menu."""
    titles = {preset.title for preset in PRESETS.values()}
    for page in explorations():
        text = text_of(page)
        named = set(re.findall(r"<em>([A-Z][^<]{12,})</em>", text))
        groups = {preset.group for preset in PRESETS.values()}
        changes = {change.title for change in CHANGES.values()}
        plain = {one.replace("&#x27;", "'").replace("\n", " ") for one in named}
        assert plain <= titles | groups | changes


@cache
def compared(name: str, against: str = "as_it_was") -> EnsembleSummary:
    """Return what runs of a preset say beside those of another."""
    one, other = (PRESETS[preset].scenario_on(Scenario()) for preset in (name, against))
    return list(ensemble_summaries(one, baseline=other, runs=RUNS, seed=1))[-1]


CLAIMS = [
    ("long_talks", "as_it_was", "months_to_agreement", 1),
    ("long_talks", "as_it_was", "failures_at_vote", -1),
    ("no_vote_before", "long_talks", "months_to_agreement", 1),
    ("no_vote_before", "long_talks", "failures_at_vote", -1),
    ("short_talks", "as_it_was", "success_rate", -1),
    ("short_talks", "as_it_was", "failed_by_vision", 1),
    ("short_talks", "as_it_was", "councils_sharing_end", -1),
    ("vision_first", "detail_first", "months_to_agreement", -1),
    ("steady_leaders", "as_it_was", "success_rate", 1),
    ("steady_leaders", "as_it_was", "lasting_success", 1),
    ("restless_leaders", "as_it_was", "success_rate", -1),
    ("restless_leaders", "as_it_was", "talks_begun", -1),
    ("trust_outlives", "as_it_was", "success_rate", 1),
    ("parties_alike", "as_it_was", "councils_sharing_end", 1),
    ("parties_alike", "as_it_was", "failed_by_leader_change", -1),
    ("own_party_only", "as_it_was", "talks_begun", -1),
    ("own_party_only", "as_it_was", "councils_sharing_end", -1),
    ("wait_for_vacancy", "as_it_was", "talks_begun", -1),
    ("open_recruitment", "as_it_was", "success_rate", 1),
    ("guarantee", "as_it_was", "success_rate", 1),
    ("guarantee", "as_it_was", "failed_by_takeover_fear", -1),
    ("due_diligence", "as_it_was", "failed_talk_cash", -1),
    ("announced", "quiet", "success_rate", -1),
]
"""What a page says happens: preset, baseline, outcome, and whether it rises or falls."""


@pytest.mark.parametrize(("name", "against", "outcome", "sign"), CLAIMS)
def test_what_a_page_says_really_happens(name: str, against: str, outcome: str, sign: int) -> None:
    """Over 80 paired runs the outcome differs as the page says, its 95 % interval without 0."""
    told = {number.name: number for number in compared(name, against).differences}[outcome]
    assert told.value is not None
    assert np.sign(told.value) == sign
    assert told.clear


def test_success_is_far_lower_for_the_shortest_and_the_longest_talks() -> None:
    """Between them lies a length whose interval is far above theirs."""
    shares = {one.at: one for one in compared("long_talks").baseline_success}
    best = max(shares, key=lambda months: shares[months].share or 0.0)
    assert 4 <= best <= 8
    for ends in (2, 12):
        assert (shares[ends].high or 1.0) < 0.5 * (shares[best].low or 0.0)


def test_the_page_ranks_lengths_by_a_test() -> None:
    """What agreed most often is said by the ensemble after a test, never by the guide."""
    sentence = compared("long_talks", "as_it_was").best_length
    assert re.match(r"By a test, talks of \d+ months( \(.*\))? agreed most often", sentence)
    (page,) = [page for page in explorations() if page.name == "2_talk_length"]
    assert not re.search(r"(one|two|\w+) months agreed", text_of(page))


def test_what_the_model_page_says_of_most_talks_holds() -> None:
    """Most talks fail, and most failures come in talks: both intervals lie below a half."""
    found = {one.name: one for one in compared("short_talks").outcomes}
    known = compared("long_talks")
    assert found["success_rate"].high is not None
    assert found["success_rate"].high < 0.5
    votes = sum(one.vote for one in known.baseline_reasons)
    failed = votes + sum(one.talks for one in known.baseline_reasons)
    assert share_estimate(votes, failed).high < 0.5


def fewer_fail(summary: EnsembleSummary, *reasons: str) -> bool:
    """Return whether a test finds fewer failures for some reasons than in the baseline."""
    low, high = (
        share_estimate(
            sum(one.talks + one.vote for one in counted if one.reason in reasons),
            sum(one.talks + one.vote for one in counted),
        )
        for counted in (summary.reasons, summary.baseline_reasons)
    )
    return bool(low.high < high.low)


def test_reasons_go_where_the_pages_say() -> None:
    """No failure by a leader's going where leaders stay; fewer over the post in a vacancy."""
    steady = {reason.reason for reason in compared("steady_leaders").reasons}
    assert "leader change" not in steady
    assert fewer_fail(compared("wait_for_vacancy"), "self-interest", "appointment")
    assert fewer_fail(compared("repair"), "clash of leaders")


def test_the_first_exploration_finds_its_failures(england_played: RecordedModel) -> None:
    """The run of the page has failures to pick, and one what-if at least that turns one round."""
    page = explorations()[0]
    assert england_played.seed_used == page.seed
    recording = england_played.recording
    failed = story(recording, recording.month, kinds=["talks failed"]).events
    assert len(failed) > 10
    turned = 0
    for event, change in product(failed[:12], ("leaders_stay", "vacancy")):
        assert event.talks is not None
        told = what_if(Scenario(), seed=page.seed, run=0, talks=event.talks, change=change)
        turned += told.after.status == "agreed"
        if turned:
            break
    assert turned


def test_answers_are_what_came_out(lively: Scenario) -> None:
    """Of talks the recorded reason, of an ensemble its difference; nothing before it is known."""
    visit = Visit(lambda: None, "", lively)
    first = {guess.name: guess for guess in guesses(explorations()[0])}
    assert answer_to(visit, first["reason"]) is None
    assert answer_to(visit, first["success"]) is None
    visit.session.advance(60)
    rows = visit.session.recording.talks.table.rows
    for talks in np.flatnonzero(rows["outcome"] == FAILED)[:10].tolist():
        visit.choose_talks(talks)
        answer = answer_to(visit, first["reason"])
        assert answer is not None
        assert str(REASONS[rows["reason"][talks]]) in first["reason"].reasons[answer.option]
    leaders = {guess.name: guess for guess in guesses(explorations()[2])}
    steady = PRESETS["steady_leaders"].scenario_on(lively)
    visit.compared = (steady, lively)
    *_, visit.summary = ensemble_summaries(steady, baseline=lively, runs=100)
    gap = {one.name: one for one in visit.summary.differences}["success_rate"]
    answer = answer_to(visit, leaders["steady"])
    assert answer is not None
    assert answer.value == pytest.approx(100 * (gap.value or 0.0))
    assert gap.words in answer.words
    assert answer_to(visit, leaders["restless"]) is None
