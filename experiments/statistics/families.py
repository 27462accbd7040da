"""Families of outcomes: made as they are asked for, by a name that holds a month or a word.

councils_sharing_2012_01, partnerships_2016_06    # stocks in a month
begun_2010_01_2011_12                             # partnerships begun from one month to another
restructured_2011_03                              # councils that had slimmed their own top team
led_by_finance                                    # share of partnerships by their first motive
parted_by_own_capacity                            # share of partings by choice, by reason
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import numpy as np

from experiments.statistics import measures
from experiments.statistics.measures import Measurement, count_by_run, level, share
from experiments.statistics.outcome import Outcome
from simulation.errors import InputError
from simulation.months import date_after, month_text, months_between
from simulation.parameters.settings import Period
from simulation.result.runs import Runs
from simulation.terms import BY_CHOICE, END_REASONS, MOTIVES

SHARING, ALIVE = "councils that share a chief executive", "partnerships alive"

MONTH = r"(\d{4}_(?:0[1-9]|1[0-2]))"


def stock_outcome(column: str, date: str, words: str) -> Outcome:
    """Return the outcome for a column of `monthly` at a month such as ``2012-01``."""
    return Outcome(
        f"{column}_{date.replace('-', '_')}",
        "councils" if column == "councils_sharing" else "partnerships",
        f"{words} in {month_text(date)}",
        "level",
        lambda result: measures.stock(result, column, date),
    )


def _stock(column: str, month: str) -> Outcome:
    return stock_outcome(column, _date(month), SHARING if column == "councils_sharing" else ALIVE)


def _date(month: str) -> str:
    return month.replace("_", "-")


def _begun(first: str, last: str) -> Outcome:
    """Return the outcome for partnerships that began from one month to another."""
    between = f"{month_text(_date(first))} to {month_text(_date(last))}"
    measure = partial(begun, first=_date(first), last=_date(last))
    words = f"partnerships begun {between}"
    return Outcome(f"begun_{first}_{last}", "partnerships", words, "level", measure)


def begun(result: Runs, first: str, last: str) -> Measurement:
    """Count the partnerships that began from one month to another, both included."""
    start = result.scenario.period.start
    began = result.raw.partnerships["began"]
    inside = (began >= months_between(start, first)) & (began <= months_between(start, last))
    return level(count_by_run(result, result.raw.partnerships, inside))


def _restructured(month: str) -> Outcome:
    """Return the outcome for councils that had slimmed their own top team by a month."""
    words = f"councils that had slimmed their own top team by {month_text(_date(month))}"
    measure = partial(restructured, month=_date(month))
    return Outcome(f"restructured_{month}", "councils", words, "level", measure)


def restructured(result: Runs, month: str) -> Measurement:
    """Count how often councils slimmed their own top team up to the end of a month."""
    place = months_between(result.scenario.period.start, month) + 1
    return level(result.raw.monthly["restructured"][:, : max(0, place)].sum(axis=1))


def _led_by(word: str) -> Outcome:
    """Return the outcome for the share of partnerships that one motive led to."""
    motive = MOTIVES.index(word)
    words = f"partnerships whose first motive was {MOTIVES[motive].sentence}"
    return Outcome(f"led_by_{word}", "share", words, "rate", partial(led_by, motive=motive))


def led_by(result: Runs, motive: int) -> Measurement:
    """Return the share of partnerships for which a motive was the asker's largest."""
    rows = result.raw.partnerships
    largest = result.raw.talks["motives"][result.origins].argmax(axis=1)
    return share(result, rows, largest == motive, np.ones(len(rows), dtype=bool))


def _parted_by(word: str) -> Outcome:
    """Return the outcome for the share of partings by choice that had one reason."""
    reason = [one.replace(" ", "_") for one in END_REASONS].index(word)
    words = f"partings by choice because {END_REASONS[reason].sentence}"
    return Outcome(f"parted_by_{word}", "share", words, "rate", partial(parted_by, reason=reason))


def parted_by(result: Runs, reason: int) -> Measurement:
    """Return the share of partings by choice that had one reason."""
    rows = result.raw.partnerships
    return share(result, rows, rows["reason"] == reason, rows["ending"] == BY_CHOICE)


_REASONS = "|".join(one.replace(" ", "_") for one in END_REASONS)

FAMILIES: dict[str, Callable[..., Outcome]] = {
    rf"(councils_sharing|partnerships)_{MONTH}": _stock,
    rf"begun_{MONTH}_{MONTH}": _begun,
    rf"restructured_{MONTH}": _restructured,
    rf"led_by_({'|'.join(MOTIVES)})": _led_by,
    rf"parted_by_({_REASONS})": _parted_by,
}
"""What a name of each family looks like, and what makes the outcome from its parts."""


FORMS = {
    "councils_sharing_": ("councils_sharing_2012_01",),
    "partnerships_": ("partnerships_2016_06",),
    "begun_": ("begun_2010_01_2011_12",),
    "restructured": ("restructured_2011_03",),
    "led_by_": tuple(f"led_by_{motive}" for motive in MOTIVES),
    "parted_by_": tuple(f"parted_by_{reason}" for reason in _REASONS.split("|")),
}
"""What names of each family begin with, and what they look like whole."""


def family_forms(name: str) -> tuple[str, ...]:
    """Return what names look like in the family that a name begins like."""
    return next((forms for start, forms in FORMS.items() if name.startswith(start)), ())


def check_months(outcome: Outcome, period: Period) -> None:
    """Refuse an outcome of a month that is not played, or of months from a later to an earlier.

    Raises
    ------
    InputError
        Naming the outcome and the months that there are.
    """
    months = [_date("".join(one)) for one in re.findall(MONTH, outcome.name)]
    places = [months_between(period.start, month) for month in months]
    if places != sorted(places):
        raise InputError("ends before it begins", field="outcomes", value=outcome.name)
    if any(not 0 <= place < period.months for place in places):
        raise InputError(
            "is of a month that is not played",
            field="outcomes",
            value=outcome.name,
            allowed=f"{period.start} to {date_after(period.start, period.months - 1)}",
        )


def family_outcome(name: str) -> Outcome | None:
    """Return the outcome of a family by its name, None if it belongs to none.

    Examples
    --------
    >>> family_outcome("begun_2010_01_2011_12").meaning
    'partnerships begun January 2010 to December 2011'
    """
    for pattern, make in FAMILIES.items():
        found = re.fullmatch(pattern, name)
        if found:
            return make(*found.groups())
    return None
