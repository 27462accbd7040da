"""A visitor of a class: what was guessed, what came out, and how their run ended; no name."""

from __future__ import annotations

from dataclasses import dataclass, field

from experiments.browser.guide.answers import GuessResult

Question = tuple[str, str]
"""A page of the guide and the name of a guess on it."""


@dataclass(frozen=True)
class RunResult:
    """How a run that was played to its end came out.

    Attributes
    ----------
    scenario : str
        What was played, in words.
    sharing : int
        Councils that share at the end.
    success : float or None
        Share of the talks that ended which agreed; None if none ended.
    """

    scenario: str
    sharing: int
    success: float | None


@dataclass(eq=False)
class Seat:
    """A visitor, known by a random key that their tab of the web browser keeps.

    Attributes
    ----------
    key : str
        By which a page that is loaded again is the same visitor.
    number : int
        In the order of joining, from 1.
    pages : int
        Open now; none once the visitor has left.
    followed : int
        Serial of the last call that was followed.
    guesses : dict of Question to float
        The option or number of each guess, the last where it was changed.
    answers : dict of Question to GuessResult
        What came out for this visitor.
    result : RunResult or None
        Of the last run that was played to its end.
    """

    key: str
    number: int
    pages: int = 0
    followed: int = 0
    guesses: dict[Question, float] = field(default_factory=dict)
    answers: dict[Question, GuessResult] = field(default_factory=dict)
    result: RunResult | None = None
