"""The analyses of the three questions: declared, played in order, published."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.commands.published import decisions
from experiments.commands.published.decisions import ANALYSED, SMALL, choice_file, decide
from experiments.commands.published.publish import REFERENCE
from experiments.decisions.sensitivity.study import load_sensitivity
from experiments.studies.study_file import load_study

ROOT = Path(__file__).parents[3]
CONFIGS = ROOT / "configs" / "studies"
BOTH = ["success_rate", "lasting_success"]


@pytest.mark.parametrize("name", ANALYSED)
def test_a_study_says_how_it_is_analysed(name: str) -> None:
    """Both outcomes are shown of it, parameters are by topic, and a choice is weighed beside it."""
    study = load_sensitivity(CONFIGS / f"{name}.toml", {})
    assert study.shown == BOTH
    assert study.settings.topics
    choice = load_study(choice_file(CONFIGS, name))
    assert {"regret", "value_of_information"} <= {*choice.views}
    assert choice.shown[0] in BOTH
    assert {*BOTH} <= {one.name for one in choice.outcomes}


def test_what_is_published_of_analyses_is_whole() -> None:
    """Each in results/reference/decisions is one of ours, with page, tables and figures."""
    places = sorted((ROOT / REFERENCE / decisions.DECISIONS).glob("*/*"))
    assert places
    for place in places:
        assert place.parent.name in ANALYSED
        assert [file for file in SMALL[place.name] if not (place / file).is_file()] == []
        assert list((place / "figures").glob("*.svg"))


@pytest.mark.parametrize("quick", [False, True])
def test_each_analysis_is_a_command(
    quick: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In full a study is looked through and published; in small neither."""
    monkeypatch.chdir(tmp_path)
    played: list[tuple[str, str]] = []
    published: list[str] = []
    monkeypatch.setattr(
        decisions, "copy_small", lambda folder, place, names: published.append(place.name)
    )
    decide(
        "leadership_change",
        CONFIGS,
        lambda words, folder: played.append((words[0], folder.name)),
        quick=quick,
    )
    small = [("sensitivity", "sensitivity"), ("compare", "choice")]
    more = [("sweep", "cases"), ("discover", "fail_runs"), ("discover", "fail_talks")]
    assert played == small + ([] if quick else more)
    assert published == ([] if quick else list(SMALL))
