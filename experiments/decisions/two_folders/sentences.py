"""What is said first of two folders held side by side."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.decisions.two_folders.folder import ResultFolder
from experiments.decisions.two_folders.origins import Pairing
from experiments.decisions.two_folders.outcomes import OutcomeDifference, common_points
from experiments.decisions.two_folders.settings import Difference
from experiments.statistics.comparisons import LEVEL
from experiments.studies.figures.axes import outcome_in_sentence
from experiments.text.numbers import (
    change_interval_text,
    change_text,
    listed,
    number_text,
    plural,
)

MOST_NAMED = 4
"""Differences that the first sentences name."""


def sentences(
    folders: tuple[ResultFolder, ResultFolder],
    settings: Sequence[Difference],
    pairing: Pairing,
    rows: Sequence[OutcomeDifference],
) -> list[str]:
    """Return what differs in what was asked, how it was compared, and what came out of that."""
    return [
        *unfinished_sentences(folders),
        _asked(settings),
        _paired(folders, pairing),
        *_came_out(folders, rows),
    ]


def unfinished_sentences(folders: tuple[ResultFolder, ResultFolder]) -> list[str]:
    """Return which of the two is not finished."""
    return [
        f"{name} is not finished: {folder.unfinished}."
        for name, folder in zip("AB", folders, strict=True)
        if folder.unfinished
    ]


def _asked(settings: Sequence[Difference]) -> str:
    if not settings:
        return "A and B were asked to play the same: no setting differs."
    named = [f"{row.meaning} ({row.one} in A, {row.other} in B)" for row in settings[:MOST_NAMED]]
    more = len(settings) - len(named)
    text = listed([*named, f"{more} more"] if more else named)
    return f"A and B differ in {plural(len(settings), 'setting')}: {text}."


def _paired(folders: tuple[ResultFolder, ResultFolder], pairing: Pairing) -> str:
    if not pairing.paired:
        return f"They are compared as runs that have nothing in common, because {pairing.why}."
    unit = "member by member" if folders[0].members else "run by run"
    one, other = folders
    fewer = ""
    if one.runs != other.runs and not one.members:
        fewer = f", as far as both have them ({plural(min(one.runs, other.runs), 'run')})"
    return f"Seed and rules are the same, so they are compared {unit} on the same draws{fewer}."


def _came_out(
    folders: tuple[ResultFolder, ResultFolder], rows: Sequence[OutcomeDifference]
) -> list[str]:
    if not rows:
        points = bool(common_points(*folders))
        lack = "outcome that both measured" if points else "point of the design in common"
        return [f"There is nothing to compare: they have no {lack}."]
    many = plural(len(rows), "comparison")
    if all(row.one == row.other for row in rows):
        return [f"Nothing that came out differs: in {many} every number is the same."]
    if max(folder.runs for folder in folders) == 1:
        return [
            "One run of each tells how these two runs differ, and nothing of how likely that is."
        ]
    found = sorted((row for row in rows if row.differs), key=lambda row: row.p)
    if not found:
        return [f"In {many} nothing differs by more than chance would (Holm, {LEVEL:.0%})."]
    first = found[0]
    text = (
        f"Of {many} {len(found)} differ by more than chance would among so many "
        f"(Holm, {LEVEL:.0%})."
    )
    return [text, f"Most surely {difference_words(first)}."]


def difference_words(row: OutcomeDifference) -> str:
    """Return how an outcome differs, as a clause."""
    unit, at = row.outcome.unit, f" ({row.label})" if row.label else ""
    subject = outcome_in_sentence(row.outcome)
    here, there = number_text(row.one, unit), number_text(row.other, unit)
    change = change_text(row.difference.value, unit)
    ends = change_interval_text(row.difference.low, row.difference.high, unit)
    interval = f", 95% interval {ends}" if ends else ""
    return (
        f"{subject[:1].lower()}{subject[1:]}{at} is {here} in A and {there} in B "
        f"({change}{interval})"
    )
