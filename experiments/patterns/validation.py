"""Validation: play what patterns need, judge, compare with what is published, and publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import typer

from experiments.execution.progress import runs_bar
from experiments.patterns import scorecard
from experiments.patterns.catalogue import CATALOGUE, patterns_named
from experiments.patterns.checks import Finding
from experiments.patterns.headline import headline_sentence
from experiments.patterns.page import publish, renew_rates
from experiments.patterns.pattern import KINDS, Judgement, Pattern
from experiments.patterns.prior_pass import EASY, PRIOR_PASS, prior_pass_table, publish_rates
from experiments.patterns.scorecard import (
    PUBLISHED,
    QUICK_RUNS,
    REFERENCE,
    RUNS,
    Scorecard,
)
from experiments.store.folder import unwritable
from experiments.text.numbers import significant, wrap
from simulation.scenario import Scenario

ASIDE = Path("results/scorecard")
"""Where a scorecard goes that is not published."""


@dataclass(frozen=True)
class Question:
    """What is asked of `partnerships validate`.

    Attributes
    ----------
    rows : sequence of str
        Rows to judge; none for all.
    quick : bool
        Whether fewer runs are played, of rows that are decisive at that size.
    prior : bool
        Whether rows are judged under draws from the priors instead.
    accept : bool
        Whether the scorecard is published even if a row is lost.
    workers : int
        Threads.
    out : Path or None
        Where the scorecard goes; without it a full one is published, if this is the repository.
    """

    rows: Sequence[str]
    quick: bool = False
    prior: bool = False
    accept: bool = False
    workers: int = 1
    out: Path | None = None


class Validation(NamedTuple):
    """What a validation came to.

    Attributes
    ----------
    verdicts : dict of str to str
        The verdict of each row that was judged.
    lost : list of str
        Rows that are met in what is published and are not now.
    folder : Path or None
        Where the scorecard is, if it was written.
    """

    verdicts: dict[str, str]
    lost: list[str]
    folder: Path | None


def validate(question: Question) -> Validation:
    """Answer a question.

    Raises
    ------
    InputError
        For a row without a pattern, or a published scorecard that cannot be read.
    """
    published = scorecard.read()
    patterns = select_patterns(question, published)
    if question.prior:
        return Validation({}, [], _draw_priors(patterns, question))
    begun = time.perf_counter()
    card = judge_patterns(patterns, question)
    if question.quick and published is not None:
        card = scorecard.leave_undecided(card, scorecard.met_rows(published, decisive=True))
    for line in lines_of(card, full=bool(question.rows)):
        typer.echo(line)
    typer.echo("\n" + wrap(f"{headline_sentence(card.table())} {counts_in_words(card)}"))
    lost = (
        scorecard.lost_rows(published, card, decisive=question.quick)
        if published is not None
        else []
    )
    folder = folder_for(question, lost)
    if folder is not None:
        page = publish(card, folder, time.perf_counter() - begun)
        typer.echo(f"\nScorecard   {folder / PUBLISHED.name}\nPage        {page}")
        if folder == REFERENCE:
            shutil.copyfile(folder / PUBLISHED.name, PUBLISHED)
    _tell_lost(lost, published, question)
    return Validation(card.verdicts, [] if question.accept else lost, folder)


def folder_for(question: Question, lost: Sequence[str]) -> Path | None:
    """Return where a scorecard goes: where it was asked for, else published if it may be.

    Only a full scorecard is published, from the repository's own folder, and only if no row is
    lost or that was accepted; a part of one goes nowhere unless a folder is named.
    """
    if question.out is not None:
        return question.out
    if question.quick or question.rows:
        return None
    return REFERENCE if is_repository() and (question.accept or not lost) else ASIDE


def is_repository() -> bool:
    """Return whether the present folder is the one that this package is developed in."""
    return REFERENCE.is_dir() and PUBLISHED.parents[2] == Path.cwd()


def select_patterns(question: Question, published: pd.DataFrame | None) -> list[Pattern]:
    """Return the patterns to judge: those asked for, or all, or all that are decisive."""
    if question.rows:
        return patterns_named(question.rows)
    if question.quick and published is not None:
        rows = scorecard.met_rows(published, decisive=True)
        return [CATALOGUE[row] for row in rows if row in CATALOGUE]
    return list(CATALOGUE.values())


def judge_patterns(patterns: Sequence[Pattern], question: Question) -> Scorecard:
    """Play and judge patterns from the default scenario."""
    runs = QUICK_RUNS if question.quick else RUNS
    everything = CATALOGUE.values()
    samples = scorecard.play(
        patterns, Scenario.default(), runs, question.workers, runs_bar, everything
    )
    return scorecard.judge(patterns, samples)


def _draw_priors(patterns: Sequence[Pattern], question: Question) -> Path:
    """Judge rows under draws from the priors, and write how often each passes."""
    folder = question.out or ASIDE
    try:
        table = prior_pass_table(patterns, folder, question.workers, typer.echo)
        path = folder / PRIOR_PASS.name
        publish_rates(table, path)
        if is_repository() and not question.rows and question.out is None:
            publish_rates(table)
            renew_rates(REFERENCE, table.set_index("row"))
            shutil.copyfile(REFERENCE / PUBLISHED.name, PUBLISHED)
    except OSError as error:
        raise unwritable(folder, error) from None
    easy = table.loc[table["rate"] >= EASY, "row"]
    typer.echo(
        wrap(f"{len(easy)} of {len(table)} rows pass in {100 * EASY:.0f} % of draws or more.")
    )
    typer.echo(f"\nTable       {path}")
    return folder


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
    words = [f"Met: {', '.join(parts)}, in {card.runs} runs of each world."]
    for verdict in ("not met", "undecided", "not modelled"):
        rows = [one.pattern.row for one in card.judgements if one.verdict == verdict]
        more = " (the verdict needs more runs)" if verdict == "undecided" else ""
        words += [f"{verdict.capitalize()}{more}: {', '.join(rows)}."] if rows else []
    return " ".join(words)
