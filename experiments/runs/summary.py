"""What came out, in plain words and a few numbers."""

from __future__ import annotations

from typing import Any

from experiments.figures.reasons import failure_sentence
from experiments.figures.survival import lasting_sentence
from experiments.figures.talk_length import length_sentence
from experiments.runs.results import RunResults
from experiments.text.numbers import Headline, estimate_text, headline, number_text, plural
from experiments.text.scenario import scenario_title
from simulation.months import month_text

ENOUGH = 20
"""Runs from which it makes sense to say what nine of ten do."""

HEADLINES = {
    "success_rate": "of talks that ended led to agreement",
    "lasting_success": "of talks that ended two years or more before the end of the run led to a "
    "partnership alive two years later",
    "councils_sharing_end": "councils sharing at the end",
    "months_to_agreement": "months of talks to an agreement",
    "management_saving": "saved a year by a shared management team",
}
"""The outcomes that open the page, and what their numbers mean."""


def headlines(finished: RunResults) -> list[Headline]:
    """Return the numbers that open the page, with their intervals."""
    found = []
    for name, label in HEADLINES.items():
        row = finished.value(name)
        if row is not None:
            found.append(headline(row, row["unit"], label))
    return found


def summary_sentences(finished: RunResults) -> list[str]:
    """Return in a few sentences what came out.

    Parameters
    ----------
    finished : RunResults
    """
    sentences = [_talks(finished), _success(finished), _stock(finished)]
    data = finished.data
    sentences += [length_sentence(data["talk_length"]), failure_sentence(data["reasons"])]
    sentences.append(lasting_sentence(data["survival"]))
    return [sentence for sentence in sentences if sentence]


def _talks(finished: RunResults) -> str:
    setting = finished.setting
    first = month_text(setting.date(0))
    last = month_text(setting.date(setting.scenario.period.months - 1))
    begun = finished.value("talks_begun")
    number = number_text(begun["value"], "talks") if begun else "0"
    average = "" if setting.runs == 1 else " on average"
    runs = "one run" if setting.runs == 1 else f"{setting.runs:,} runs"
    return (
        f"In {runs} of “{scenario_title(setting)}”, councils began {number} formal talks{average} "
        f"between {first} and {last}."
    )


def _success(finished: RunResults) -> str:
    row, lasting = finished.value("success_rate"), finished.value("lasting_success")
    if row is None:
        return "No talks came to an end."
    agreed = estimate_text(row, row["unit"])
    text = f"Of the talks that ended, {agreed} agreed to share a chief executive"
    if lasting is None:
        return f"{text}."
    lived = estimate_text(lasting, lasting["unit"])
    return (
        f"{text}. Of those alone that ended two years or more before the end of the run, {lived} "
        "led to a partnership that was alive two years later."
    )


def _stock(finished: RunResults) -> str:
    sharing, alive = finished.value("councils_sharing_end"), finished.value("partnerships_end")
    if sharing is None or alive is None:
        return ""
    setting = finished.setting
    when = month_text(setting.date(setting.scenario.period.months - 1))
    if setting.runs == 1:
        there = plural(sharing["value"], "council")
        alone = plural(alive["value"], "partnership")
        return f"In {when}, {there} shared a chief executive in {alone}."
    return (
        f"In {when}, {number_text(sharing['value'], 'councils')} councils shared a chief executive "
        f"in {number_text(alive['value'], 'partnerships')} partnerships on average"
        f"{_spread(sharing)}."
    )


def _spread(row: dict[str, Any]) -> str:
    if row["runs"] < ENOUGH:
        return ""
    return f"; in nine runs of ten it was {row['run_low']:.0f} to {row['run_high']:.0f} councils"
