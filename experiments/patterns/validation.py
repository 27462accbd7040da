"""Validation: play what patterns need, judge, compare with what is published, and publish."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import typer

from experiments.execution.progress import runs_bar
from experiments.patterns import scorecard
from experiments.patterns.ablation import ablation_table, in_one_world
from experiments.patterns.catalogue import CATALOGUE, patterns_named
from experiments.patterns.checks import Finding
from experiments.patterns.page import ABLATION, publish, redraw
from experiments.patterns.pattern import KINDS, Judgement, Pattern
from experiments.patterns.scorecard import PUBLISHED, QUICK_RUNS, RUNS, Scorecard, times_of
from experiments.text.numbers import significant, wrap
from simulation.errors import InputError
from simulation.scenario import Scenario

ASIDE = Path("results/scorecard")
"""Where a scorecard goes that lost a row which the published one has."""


@dataclass(frozen=True)
class Question:
    """What is asked of `partnerships validate`.

    Attributes
    ----------
    rows : sequence of str
        Rows to judge; none for all.
    quick : bool
        Whether fewer runs are played, of rows that are decisive at that size.
    ablation : bool
        Whether mechanisms are switched off one by one instead.
    accept : bool
        Whether the scorecard is published even if a row is lost.
    workers : int
        Threads.
    """

    rows: Sequence[str]
    quick: bool = False
    ablation: bool = False
    accept: bool = False
    workers: int = 1


def validate(question: Question) -> list[str]:
    """Answer a question and return the rows that were met in what is published and are not now.

    Raises
    ------
    InputError
        For a row without a pattern, or a published scorecard that cannot be read.
    """
    published = scorecard.read()
    patterns = select_patterns(question, published)
    if question.ablation:
        _ablate(patterns, question)
        return []
    begun = time.perf_counter()
    card = judge_patterns(patterns, question)
    for line in lines_of(card, full=bool(question.rows)):
        typer.echo(line)
    typer.echo("\n" + wrap(counts_in_words(card)))
    lost = (
        scorecard.lost_rows(published, card, decisive=question.quick)
        if published is not None
        else []
    )
    if not question.quick and not question.rows:
        folder = ASIDE if lost and not question.accept else PUBLISHED.parent
        page = publish(card, folder, time.perf_counter() - begun)
        typer.echo(f"\nScorecard   {folder / PUBLISHED.name}\nPage        {page}")
    _tell_lost(lost, published, question)
    return [] if question.accept else lost


def select_patterns(question: Question, published: pd.DataFrame | None) -> list[Pattern]:
    """Return the patterns to judge: those asked for, or all, or all that are decisive."""
    if question.rows:
        return patterns_named(question.rows)
    if (question.quick or question.ablation) and published is not None:
        rows = scorecard.met_rows(published, decisive=True)
        decisive = [CATALOGUE[row] for row in rows if row in CATALOGUE]
        return in_one_world(decisive) if question.ablation else decisive
    if question.ablation:
        raise InputError(
            "there is no published scorecard to compare with",
            file=str(PUBLISHED),
            allowed="run `partnerships validate` first",
        )
    return list(CATALOGUE.values())


def judge_patterns(patterns: Sequence[Pattern], question: Question) -> Scorecard:
    """Play and judge patterns from the default scenario."""
    runs = QUICK_RUNS if question.quick else RUNS
    everything = CATALOGUE.values()
    samples = scorecard.play(
        patterns, Scenario.default(), runs, question.workers, runs_bar, everything
    )
    return scorecard.judge(patterns, samples)


def _ablate(patterns: Sequence[Pattern], question: Question) -> None:
    table = ablation_table(patterns, times_of(CATALOGUE.values()), question.workers, runs_bar)
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(PUBLISHED.parent / ABLATION, index=False)
    for row in table.itertuples():
        typer.echo(wrap(f"{row.mechanism}: {row.number} rows break. {row.rows}"))
    typer.echo(f"\nPage        {redraw(PUBLISHED.parent)}")


def _tell_lost(lost: list[str], published: pd.DataFrame | None, question: Question) -> None:
    if published is None:
        typer.echo(f"\nThere is no published scorecard ({PUBLISHED}) to compare with.")
    elif lost:
        typer.echo(f"\nNo longer met: {', '.join(lost)}", err=True)
    elif question.quick and not question.rows:
        rest = len(CATALOGUE) - len(scorecard.met_rows(published, decisive=True))
        words = (
            f"No row is lost. {rest} rows were not compared: they are not met, or their verdict "
            "needs more runs."
        )
        typer.echo(f"\n{wrap(words)}")


def finding_in_words(finding: Finding) -> str:
    """Return what was found in one line."""
    value, low, high = (significant(one) for one in finding.estimate)
    return f"{finding.what}: {value} ({low} to {high}), wanted {finding.wanted}"


def lines_of(card: Scorecard, *, full: bool = False) -> list[str]:
    """Return a line for each row with its first check that is not met, or else its first.

    Parameters
    ----------
    card : Scorecard
        What was judged.
    full : bool
        Whether every check has a line.
    """
    return [line for one in card.judgements for line in _lines(one, full=full)]


def _lines(one: Judgement, *, full: bool) -> list[str]:
    pattern, findings = one.pattern, one.findings
    head = f"{pattern.row} {pattern.kind} {one.verdict:<12}"
    if not findings:
        return [f"{head} {pattern.note}"]
    if full:
        marks = ("met" if finding.met else "not met" for finding in findings)
        told = zip(marks, findings, strict=True)
        return [
            f"{head} {pattern.claim}",
            *(f"    {mark:<8} {finding_in_words(finding)}" for mark, finding in told),
        ]
    weakest = next((finding for finding in findings if not finding.met), findings[0])
    return [f"{head} {finding_in_words(weakest)}"]


def counts(card: Scorecard) -> dict[str, tuple[int, int]]:
    """Return, for each kind of row, how many are met and how many there are."""
    found = {}
    for kind in KINDS:
        verdicts = [one.verdict for one in card.judgements if one.pattern.kind == kind]
        found[kind] = (verdicts.count("met"), len(verdicts))
    return found


def counts_in_words(card: Scorecard) -> str:
    """Return the counts in a sentence."""
    parts = [f"{met} of {all_} {kind} rows" for kind, (met, all_) in counts(card).items() if all_]
    unmet = [one.pattern.row for one in card.judgements if one.verdict != "met"]
    words = f"Met: {', '.join(parts)}, in {card.runs} runs of each world."
    return f"{words} Not met: {', '.join(unmet)}." if unmet else words
