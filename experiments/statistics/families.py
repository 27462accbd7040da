"""Families of outcomes: made as they are asked for, by a name that holds a month or a word.

councils_sharing_2012_01, partnerships_2016_06    # stocks in a month
begun_2010_01_2011_12                             # partnerships begun from one month to another
restructured_2011_03                              # councils that had slimmed their own top team
led_by_finance                                    # share of partnerships by their first motive
parted_by_own_capacity                            # share of partings by choice, by reason

And what is compared with the one history that happened, always of single runs:

in_talks_2011_03, in_formal_talks_2011_03         # councils in talks, with or without soundings
in_talks_2011_03_sharing_2012_01                  # share of these that share later
survival_2_years, survival_2_years_by_run         # over the partnerships of all runs, or of each
parting_hazard                                    # partings by choice for each partnership-year
senior_posts_2009_12                              # mean senior team in a December
restructured_share_2011_03                        # share of councils that had slimmed theirs
agreed_on_the_date, failed_after_date             # shares of talks that agreed, or failed
mean_months_agreed, median_months_failed          # lengths of talks

And of money, later pounds counting less (see `experiments.statistics.discounted`):

discounted_saving_3_5_percent, discounted_saving_3_5_percent_asker
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import numpy as np

from experiments.statistics import histories, measures
from experiments.statistics.discounted import WHO, discounted_outcome
from experiments.statistics.measures import Measurement, count_by_run, level, share
from experiments.statistics.outcome import Kind, Outcome
from simulation.errors import InputError
from simulation.months import date_after, month_text, months_between
from simulation.parameters.settings import Period
from simulation.result.runs import Runs
from simulation.terms import AGREED, BY_CHOICE, END_REASONS, FAILED, MOTIVES, VOTE_TIMINGS

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


def _in_talks(formal: str, month: str) -> Outcome:
    """Return the outcome for councils in talks in a month."""
    words = f"councils in {'formal talks' if formal else 'talks or soundings'}"
    measure = partial(histories.in_talks, date=_date(month), formal=bool(formal))
    meaning = f"{words} in {month_text(_date(month))}"
    return Outcome(f"in_{formal}talks_{month}", "councils", meaning, "level", measure)


def _talks_to_sharing(first: str, last: str) -> Outcome:
    """Return the outcome for the share of councils in talks that share later."""
    then, later = month_text(_date(first)), month_text(_date(last))
    words = f"councils in talks or soundings in {then}, not sharing yet, that shared in {later}"
    measure = partial(histories.talks_to_sharing, first=_date(first), last=_date(last))
    return Outcome(f"in_talks_{first}_sharing_{last}", "share", words, "rate", measure)


def survival_outcome(years: str, by_run: str = "") -> Outcome:
    """Return the outcome for the share of partnerships that live so many years."""
    words = f"partnerships that have not parted by choice after {years} years (Kaplan-Meier)"
    name = f"survival_{years}_years"
    if not by_run:
        return Outcome(name, "share", words, "survival", None, int(years))
    measure = partial(histories.survived, years=int(years))
    return Outcome(name + by_run, "share", f"{words}, in each run alone", "level", measure)


def _parting_hazard() -> Outcome:
    """Return the outcome for the hazard of parting by choice."""
    words = "partings by choice for each year that a partnership was observed"
    return Outcome("parting_hazard", "a year", words, "mean", histories.parting_hazard)


def _senior_posts(year: str) -> Outcome:
    """Return the outcome for the mean senior team in a December."""
    words = f"mean full-time posts of a council's senior team in December {year}"
    measure = partial(histories.senior_posts, date=f"{year}-12")
    return Outcome(f"senior_posts_{year}_12", "posts", words, "level", measure)


def _restructured_share(month: str) -> Outcome:
    """Return the outcome for the share of councils that had slimmed their own top team."""
    words = f"councils that had slimmed their own top team by {month_text(_date(month))}"
    measure = partial(histories.restructured_share, date=_date(month))
    return Outcome(f"restructured_share_{month}", "share", words, "rate", measure)


def _agreed_when(word: str) -> Outcome:
    """Return the outcome for the share of agreed talks that agreed early, on the date or late."""
    timing = word.replace("_", " ")
    near = " (within a month)" if timing == "on the date" else ""
    words = f"agreed talks that agreed {timing}{near}, against the planned date"
    measure = partial(histories.agreed_when, timing=timing)
    return Outcome(f"agreed_{word}", "share", words, "rate", measure)


def _failed_after_date() -> Outcome:
    """Return the outcome for the share of failed talks that ended after the planned date."""
    words = "failed talks that ended after the planned date"
    return Outcome("failed_after_date", "share", words, "rate", histories.failed_after_date)


def _length(statistic: str, word: str) -> Outcome:
    """Return the outcome for how long talks took that ended so."""
    outcome = {"agreed": AGREED, "failed": FAILED}[word]
    of_run = histories.mean_length if statistic == "mean" else measures.median_length
    kind: Kind = "mean" if statistic == "mean" else "median"
    name, words = f"{statistic}_months_{word}", f"{statistic} length of talks that {word}"
    return Outcome(name, "months", words, kind, partial(of_run, outcome=outcome))


_REASONS = "|".join(one.replace(" ", "_") for one in END_REASONS)
_TIMINGS = "|".join(one.replace(" ", "_") for one in VOTE_TIMINGS)

FAMILIES: dict[str, Callable[..., Outcome]] = {
    rf"(councils_sharing|partnerships)_{MONTH}": _stock,
    rf"begun_{MONTH}_{MONTH}": _begun,
    rf"restructured_{MONTH}": _restructured,
    rf"led_by_({'|'.join(MOTIVES)})": _led_by,
    rf"parted_by_({_REASONS})": _parted_by,
    rf"in_(formal_|)talks_{MONTH}": _in_talks,
    rf"in_talks_{MONTH}_sharing_{MONTH}": _talks_to_sharing,
    r"survival_([1-9]\d?)_years(_by_run|)": survival_outcome,
    r"parting_hazard": _parting_hazard,
    r"senior_posts_(\d{4})_12": _senior_posts,
    rf"restructured_share_{MONTH}": _restructured_share,
    rf"agreed_({_TIMINGS})": _agreed_when,
    r"failed_after_date": _failed_after_date,
    r"(mean|median)_months_(agreed|failed)": _length,
    rf"discounted_saving_(\d+(?:_\d+)?)_percent({'|'.join(WHO)}|)": discounted_outcome,
}
"""What a name of each family looks like, and what makes the outcome from its parts."""


FORMS = {
    "councils_sharing_": ("councils_sharing_2012_01",),
    "partnerships_": ("partnerships_2016_06",),
    "begun_": ("begun_2010_01_2011_12",),
    "restructured": ("restructured_2011_03", "restructured_share_2011_03"),
    "led_by_": tuple(f"led_by_{motive}" for motive in MOTIVES),
    "parted_by_": tuple(f"parted_by_{reason}" for reason in _REASONS.split("|")),
    "in_": ("in_talks_2011_03", "in_formal_talks_2011_03", "in_talks_2011_03_sharing_2012_01"),
    "survival_": ("survival_2_years", "survival_2_years_by_run"),
    "parting": ("parting_hazard",),
    "senior": ("senior_posts_2009_12",),
    "agreed_": tuple(f"agreed_{timing}" for timing in _TIMINGS.split("|")),
    "failed_after": ("failed_after_date",),
    "mean_months": ("mean_months_agreed", "mean_months_failed"),
    "discounted": tuple(f"discounted_saving_3_5_percent{who}" for who in ("", *WHO)),
    "median_months": ("median_months_agreed", "median_months_failed"),
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
