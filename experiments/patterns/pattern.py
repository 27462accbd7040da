"""A pattern: what the sources state, and the checks that the model must stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from experiments.patterns.checks import Check, Finding
from experiments.patterns.samples import Need, Samples

Kind = Literal["Q", "D", "S"]
"""A number or ordering to hit, a sign, or something the model must be able to express."""

KINDS = {"Q": "numbers", "D": "signs", "S": "abilities"}
"""What the rows of each kind are about."""

GRADES = {
    "emergent": "comes of several mechanisms together, and could be otherwise",
    "input": "reads back what was put in: one number moves the very thing that is measured",
    "arithmetic": "follows by definition from how things are reckoned or gated",
}
"""How much a row says of the model; one is as hard as the hardest of its checks."""

BAND_SETS = {
    "with the evidence": "proposed with the evidence, before any run",
    "sign with the evidence": "the direction was proposed with the evidence; the least size is not known to be "
    "before results",
    "before results": "set as the check was mended, before it was judged in this edition",
    "after results": "set or moved with results in sight, as its note says",
    "not known": "not known to be before results",
}  # fmt: skip
"""When the band of a row, or the least size of its effect, was set."""

Grade = Literal["emergent", "input", "arithmetic"]
BandSet = Literal[
    "with the evidence", "sign with the evidence", "before results", "after results", "not known"
]

Verdict = Literal["met", "not met", "undecided", "not modelled"]
"""Undecided is what a few runs say of a row whose verdict needs more of them."""


@dataclass(frozen=True)
class Pattern:
    """A statement of the sources as something that can be checked.

    Attributes
    ----------
    row : str
        Its row of the evidence, ``SF001`` to ``SF173``.
    kind : Kind
        Q, D or S.
    claim : str
        What the sources state, in our own words.
    section : str
        Where: study and section.
    varied : str
        What is varied to see it; "nothing" for what is read off the baseline.
    checks : tuple of Check
        All must be met. Without any the pattern is not modelled.
    note : str
        Why the band is as it is, or why the pattern is not modelled.
    times : int
        Runs needed, as a multiple of the usual number: more for what is rare.
    grade : Grade
        What the row says of the model, one of `GRADES`.
    band_set : BandSet
        When its band was set, one of `BAND_SETS`.
    why : str
        What makes a row input or arithmetic: the parameter or the definition.
    """

    row: str
    kind: Kind
    claim: str
    section: str
    varied: str
    checks: tuple[Check, ...]
    note: str = ""
    times: int = 1
    grade: Grade = field(kw_only=True)
    band_set: BandSet = field(kw_only=True)
    why: str = field(default="", kw_only=True)

    def needs(self) -> list[Need]:
        """Return all statistics it is judged on."""
        return [need for check in self.checks for need in check.needs()]


class Judgement(NamedTuple):
    """A pattern with what was found.

    Attributes
    ----------
    pattern : Pattern
        The pattern.
    findings : list of Finding
        One for each check.
    verdict : Verdict
        Met if all checks are.
    """

    pattern: Pattern
    findings: list[Finding]
    verdict: Verdict


def judge_pattern(pattern: Pattern, samples: Samples) -> Judgement:
    """Return a pattern judged on samples."""
    findings = [check.judge(samples) for check in pattern.checks]
    if not findings:
        return Judgement(pattern, [], "not modelled")
    met = all(finding.met for finding in findings)
    return Judgement(pattern, findings, "met" if met else "not met")
