"""The scorecard in lines of text: numbers with intervals, verdicts, counts."""

from __future__ import annotations

from experiments.patterns.checks import Finding
from experiments.patterns.pattern import Judgement
from experiments.patterns.scorecard import Scorecard
from experiments.text.numbers import significant

KINDS = {"Q": "numbers", "D": "signs", "S": "abilities"}


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
