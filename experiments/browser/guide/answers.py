"""What came out, where a guess was asked for: of one pair of talks, or of an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.browser.ensemble.summary import OutcomeEstimate
from experiments.browser.guide.steps import ENOUGH_RUNS, Guess, failed_talks, is_of
from experiments.browser.visit.visit import Visit
from simulation.errors import InputError
from simulation.terms import REASONS

SIGNS = ("It rises", "It falls", "No difference that a test finds")
"""What is offered where the side of a difference is guessed."""


LARGEST_GUESS = 1e9


@dataclass(frozen=True)
class GuessResult:
    """What came out.

    Attributes
    ----------
    words : str
        As a sentence goes on after "It was".
    option : int
        The option that is right; -1 for a number.
    value, low, high : float or None
        The number with its 95 % interval, in the unit of the guess.
    """

    words: str
    option: int = -1
    value: float | None = None
    low: float | None = None
    high: float | None = None


def answer_to(visit: Visit, guess: Guess) -> GuessResult | None:
    """Return what came out; None as long as it is not known.

    Raises
    ------
    InputError
        If the guess names no way to its answer.
    """
    kind, _, given = guess.answer.partition(" ")
    if kind not in WAYS:
        raise InputError("is no answer of a guess", value=guess.answer, allowed=", ".join(WAYS))
    return WAYS[kind](visit, guess, given)


def guessed_number(guess: Guess, value: Any) -> float:
    """Return a guess as a number: the place of an option, or the number itself.

    Raises
    ------
    InputError
        If it is neither.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError("is not a number", field="guess", value=str(value)[:40])
    if guess.options and value not in range(len(guess.options)):
        raise InputError("is no option", field="guess", value=value)
    if not abs(value) <= LARGEST_GUESS:
        raise InputError("is too large to be meant", field="guess", value=value)
    return float(value)


def _reason(visit: Visit, guess: Guess, _: str) -> GuessResult | None:
    row = failed_talks(visit)
    if row is None:
        return None
    reason = REASONS[int(row["reason"])]
    option = next(place for place, known in enumerate(guess.reasons) if str(reason) in known)
    return GuessResult(f"that {reason.sentence}", option)


def _sign(visit: Visit, _: Guess, given: str) -> GuessResult | None:
    one = _difference(visit, given)
    if one is None or one.value is None:
        return None
    option = 2 if not one.clear else 0 if one.value > 0 else 1
    return GuessResult(_with_interval(one), option)


def _points(visit: Visit, _: Guess, given: str) -> GuessResult | None:
    one = _difference(visit, given)
    return None if one is None else _number(one)


def _outcome(visit: Visit, _: Guess, given: str) -> GuessResult | None:
    if visit.summary is None or visit.summary.done < ENOUGH_RUNS or not is_of(visit, "as_it_was"):
        return None
    found = {one.name: one for one in visit.summary.outcomes}
    return _number(found[given]) if given in found else None


def _difference(visit: Visit, given: str) -> OutcomeEstimate | None:
    """Return the difference of an outcome under a preset, once its ensemble has been played."""
    name, _, preset = given.partition(" ")
    if visit.summary is None or visit.summary.done < ENOUGH_RUNS or not is_of(visit, preset):
        return None
    return next((one for one in visit.summary.differences if one.name == name), None)


def _number(one: OutcomeEstimate) -> GuessResult:
    """Return an estimate as a number; shares in points of a hundred."""
    scale = 100.0 if one.unit in ("share", "points") else 1.0
    ends = [None if end is None else scale * end for end in (one.value, one.low, one.high)]
    return GuessResult(_with_interval(one), -1, *ends)


def _with_interval(one: OutcomeEstimate) -> str:
    return f"{one.words} (95% interval {one.interval})" if one.interval else one.words


WAYS: Mapping[str, Callable[[Visit, Guess, str], GuessResult | None]] = {
    "reason": _reason,
    "sign": _sign,
    "difference": _points,
    "outcome": _outcome,
}
"""How the answer to a guess is found; what follows the word is given to it."""
