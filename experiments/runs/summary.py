"""What came out, in plain words and a few numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.figures.survival import survival_after
from experiments.figures.talk_length import IDEAL, LAST
from experiments.runs.results import RunResults
from experiments.text.numbers import Headline, estimate_text, headline, number_text, plural
from experiments.text.scenario import scenario_title
from simulation.months import month_text

ENOUGH = 20
"""Runs from which it makes sense to say what nine of ten do."""

HEADLINES = {
    "success_rate": "of talks that ended led to agreement",
    "lasting_success": "led to a partnership alive two years later",
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
    finished : Finished
        A folder that was read back.
    """
    sentences = [_talks(finished), _success(finished), _stock(finished)]
    sentences += [_length(finished.data["talk_length"]), _failure(finished.data["reasons"])]
    sentences.append(_lasting(finished.data["survival"]))
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
    return f"{text}; {lived} led to a partnership that was alive two years later."


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


def _length(table: pd.DataFrame) -> str:
    """Compare talks of the ideal length with longer ones."""
    shares = []
    for first, last in (IDEAL, (IDEAL[1] + 1, LAST)):
        part = table[table["months"].between(first, last)]
        if not part["ended"].sum():
            return ""
        shares.append(part["agreed"].sum() / part["ended"].sum())
    inside, longer = shares
    return (
        f"Of talks that took three to six months {inside:.0%} agreed, of longer ones {longer:.0%}."
    )


def _lasting(table: pd.DataFrame) -> str:
    """Tell how many partnerships last."""
    if table.empty:
        return ""
    shares = [
        f"{survival_after(table, years):.0%} had not parted after {years} years" for years in (2, 5)
    ]
    return f"Of the partnerships {' and '.join(shares)}."


def _failure(table: pd.DataFrame) -> str:
    if table.empty:
        return ""
    most = [f"{row.reason} ({row.share:.0%})" for row in table.head(3).itertuples()]
    vote = table["vote"].sum() / table["failed"].sum()
    named = f"{', '.join(most[:-1])} and {most[-1]}" if len(most) > 1 else most[0]
    return (
        f"Where talks failed, the most frequent reasons were {named}; {vote:.0%} of failures came "
        "only at the vote."
    )
