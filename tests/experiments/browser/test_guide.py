"""The guide is whole, sets what exists, and what it tells people to watch really happens."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import numpy as np
import pytest

from experiments.browser.cards.changes import CHANGES
from experiments.browser.cards.story import story
from experiments.browser.cards.what_if import what_if
from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.guide import HEADINGS, MODEL_HEADINGS, Page, explorations, model_page
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.presets import PRESETS
from simulation import Scenario

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
    """It has a question, what to set, watch and think about, time for it, and presets."""
    assert page.question.endswith("?")
    assert [section.heading for section in page.sections] == list(HEADINGS)
    assert 10 <= page.minutes <= 45
    assert page.presets[0].name == "as_it_was"
    assert "<ol>" in page.sections[1].html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_hold_plain_text_only(page: Page) -> None:
    """No script, link, image or address is in the HTML of a page."""
    for section in page.sections:
        tags = set(re.findall(r"</?([a-z0-9]+)", section.html))
        assert tags <= {"p", "ol", "ul", "li", "strong", "em", "code"}
        assert "http" not in section.html


def test_presets_are_called_by_their_titles() -> None:
    """Where the text names a preset that the page sets, it is the title in the menu."""
    titles = {preset.title for preset in PRESETS.values()}
    for page in explorations():
        text = " ".join(section.html for section in page.sections)
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
    ("long_talks", "as_it_was", "success_rate", -1),
    ("long_talks", "as_it_was", "councils_sharing_end", -1),
    ("short_talks", "as_it_was", "failures_at_vote", 1),
    ("vision_first", "detail_first", "success_rate", 1),
    ("vision_first", "detail_first", "months_to_agreement", -1),
    ("steady_leaders", "as_it_was", "success_rate", 1),
    ("steady_leaders", "as_it_was", "lasting_success", 1),
    ("restless_leaders", "as_it_was", "success_rate", -1),
    ("restless_leaders", "as_it_was", "talks_begun", -1),
    ("trust_outlives", "as_it_was", "success_rate", 1),
    ("parties_alike", "as_it_was", "success_rate", 1),
    ("parties_alike", "as_it_was", "talks_begun", 1),
    ("own_party_only", "as_it_was", "talks_begun", -1),
    ("own_party_only", "as_it_was", "councils_sharing_end", -1),
    ("wait_for_vacancy", "as_it_was", "talks_begun", -1),
    ("open_recruitment", "as_it_was", "success_rate", 1),
    ("guarantee", "as_it_was", "success_rate", 1),
    ("guarantee", "as_it_was", "management_saving", -1),
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


def test_success_is_highest_at_a_length_in_the_middle() -> None:
    """Talks of five and six months agree more often than the shortest and the longest."""
    share = {one.at: one.share or 0.0 for one in compared("long_talks").baseline_success}
    best = max(share, key=lambda months: share[months])
    assert 4 <= best <= 8
    assert share[2] < 0.5 * share[best]
    assert share[11] < 0.5 * share[best]


def test_reasons_go_where_the_pages_say() -> None:
    """No failure by a leader's going where leaders stay; fewer over the post in a vacancy."""
    steady = {reason.reason for reason in compared("steady_leaders").reasons}
    assert "leader change" not in steady
    vacancy = compared("wait_for_vacancy")
    now, before = (
        sum(one.share for one in told if one.reason in ("self-interest", "appointment"))
        for told in (vacancy.reasons, vacancy.baseline_reasons)
    )
    assert now < before
    repaired = compared("repair")
    now, before = (
        sum(one.share for one in told if one.reason == "personalities")
        for told in (repaired.reasons, repaired.baseline_reasons)
    )
    assert now < before


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
