"""What a class has guessed, question by question, beside what came out for its visitors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.dots import distribution
from experiments.browser.classroom.seat import Question, Seat
from experiments.browser.guide import Page, explorations
from experiments.browser.guide.answers import GuessResult
from experiments.browser.guide.steps import Guess
from experiments.text.numbers import plural


def asked_questions() -> Iterator[tuple[Question, str, Page, Guess]]:
    """Yield every question of the guide, its short name such as 1b, its page, and the guess."""
    for number, page in enumerate(explorations(), 1):
        guesses = [step.guess for step in page.steps if step.guess is not None]
        for letter, guess in zip(ascii_lowercase, guesses, strict=False):
            yield (page.name, guess.name), f"{number}{letter}", page, guess


def question_named(text: str) -> Question | None:
    """Return the question of which a page gives the name; None if there is none."""
    return next((key for key, *_ in asked_questions() if " ".join(key) == text), None)


def pooled_guesses(classroom: Classroom) -> list[dict[str, Any]]:
    """Return each question that somebody has made a guess at, as the projector shows it."""
    seats, rows = classroom.seats(), []
    for key, label, page, guess in asked_questions():
        mine = [one for one in seats if key in one.guesses]
        if mine:
            row = _row(key, guess, mine, shown=key in classroom.revealed)
            rows.append(row | {"label": label, "title": page.title})
    return rows


def _row(key: Question, guess: Guess, seats: Sequence[Seat], *, shown: bool) -> dict[str, Any]:
    """Return a question with the guesses at it, and what came out where that is to be shown."""
    answers = [one.answers[key] for one in seats if key in one.answers]
    guesses = [one.guesses[key] for one in seats]
    row = {
        "name": " ".join(key),
        "question": guess.question,
        "number": len(guesses),
        "known": len(answers),
        "shown": shown,
        "options": _options(guess, guesses, answers if shown else None),
        "plot": None if guess.options else _numbers(guess, guesses, answers if shown else []),
        "came": "",
    }
    if shown and answers:
        row["came"] = _came_out(key, guess, seats, answers)
    return row


def _options(
    guess: Guess, guesses: Sequence[float], answers: Sequence[GuessResult] | None
) -> list[dict[str, Any]]:
    """Return each option: how many guessed it, and for how many it came out so."""
    counts = Counter(int(one) for one in guesses)
    came = Counter(one.option for one in answers or ())
    return [
        {"label": label, "guesses": counts[place], "came": -1 if answers is None else came[place]}
        for place, label in enumerate(guess.options)
    ]


def _numbers(
    guess: Guess, guesses: Sequence[float], answers: Sequence[GuessResult]
) -> dict[str, Any]:
    """Return the distribution of the numbers that were guessed, with the one that came out."""
    last = next((one for one in reversed(answers) if one.value is not None), None)
    ends = [] if last is None else [last.value, last.low, last.high]
    return distribution(guesses, guess.unit, [one for one in ends if one is not None])


def _came_out(
    key: Question, guess: Guess, seats: Sequence[Seat], answers: Sequence[GuessResult]
) -> str:
    """Return what came out, in words."""
    right = sum(
        _is_right(one.guesses[key], one.answers[key]) for one in seats if key in one.answers
    )
    of = plural(len(answers), "visitor")
    if len({one.words for one in answers}) > 1:
        return f"It was not the same for all: {right} of {of} guessed what came out for them."
    words = answers[0].words
    began = "It was" if guess.options else "The runs say"
    how = f"{of} guessed it" if guess.options else f"{len(answers)} guesses lie within"
    return f"{began} {words}: {right} of {how}."


def _is_right(given: float, answer: GuessResult) -> bool:
    if answer.option >= 0:
        return given == answer.option
    low, high = (answer.value if one is None else one for one in (answer.low, answer.high))
    return low is not None and high is not None and low <= given <= high
