"""Numbers as people read them: pounds, shares, intervals, plurals."""

from __future__ import annotations

import math
import re
import shutil
import textwrap
from typing import Any, NamedTuple

MILLION = 1_000_000
WIDEST = 100
HALF_PERCENT = 0.005
LARGE = 1000.0
"""From here on a number is told without decimals."""


def capital(text: str) -> str:
    """Return text with a capital letter at its start, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return text with a small letter at its start, the rest as it is."""
    return text[:1].lower() + text[1:]


def pounds(value: float) -> str:
    """Return pounds in readable form.

    Examples
    --------
    >>> pounds(0), pounds(950), pounds(96_420), pounds(1_250_000)
    ('£0', '£950', '£96.4k', '£1.25m')
    """
    size, sign = abs(value), "−" if value < 0 else ""
    if size < 999.5:  # noqa: PLR2004
        return f"{sign}£{size:.0f}" if round(size) else "£0"
    if size < MILLION * 0.9995:
        digits = 1 if size < 99_950 else 0  # noqa: PLR2004
        return f"{sign}£{size / 1000:.{digits}f}".removesuffix(".0") + "k"
    return f"{sign}£{size / MILLION:.2f}".rstrip("0").rstrip(".") + "m"


def percent(value: float) -> str:
    """Return a share as a whole percentage.

    Examples
    --------
    >>> percent(0.643), percent(0.004), percent(0.0), percent(-0.07)
    ('64%', 'under 1%', '0%', '−7%')
    """
    return "under 1%" if 0.0 < value < HALF_PERCENT else f"{value:z.0%}".replace("-", "−")


def points(value: float) -> str:
    """Return a difference of two shares in points, with its sign.

    Examples
    --------
    >>> points(0.123), points(-0.07), points(0.001)
    ('+12 points', '−7 points', '0 points')
    """
    size = abs(round(100 * value))
    sign = "" if not size else "+" if value > 0 else "−"
    return f"{sign}{size} {'point' if size == 1 else 'points'}"


def plural(number: float, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> plural(1, "run"), plural(1200, "council"), plural(2, "policy")
    ('1 run', '1,200 councils', '2 policies')
    """
    if round(number) == 1:
        return f"{number:,.0f} {noun}"
    many = f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"
    return f"{number:,.0f} {many}"


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence.

    Examples
    --------
    >>> listed(["one"]), listed(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def number_text(value: float, unit: str) -> str:
    """Return the value of an outcome in its unit.

    Examples
    --------
    >>> number_text(0.0998, "share"), number_text(34.66, "councils"), number_text(15e3, "pounds")
    ('10.0%', '34.7', '£15k')
    >>> number_text(34.0, "councils"), number_text(2.013, "councils"), number_text(-0.0, "talks")
    ('34', '2.01', '0')
    >>> number_text(-0.029, "share")
    '−2.9%'
    """
    if math.isnan(value):
        return "–"
    if unit == "share":
        return f"{value:z.1%}".replace("-", "−")
    if unit.startswith("pounds"):
        return pounds(value)
    return _plain(value, _digits(value))


def _digits(value: float) -> int:
    return 0 if value == round(value) else 2 if abs(value) < 10 else 1  # noqa: PLR2004


def _plain(value: float, digits: int) -> str:
    return f"{value:z,.{digits}f}".replace("-", "−")


SURE = 0.01
"""Probability that a finite number of members cannot tell from none."""


def probability_text(value: float) -> str:
    """Return a probability as well as some dozens of members can tell it.

    Examples
    --------
    >>> probability_text(0.4249), probability_text(0.999), probability_text(0.0)
    ('42%', 'over 99%', 'under 1%')
    """
    if math.isnan(value):
        return "–"
    if value < SURE:
        return f"under {SURE:.0%}"
    return f"over {1 - SURE:.0%}" if value > 1 - SURE else f"{value:.0%}"


def interval_text(low: float, high: float, unit: str) -> str:
    """Return an interval in the unit of an outcome, or nothing where there is none.

    Examples
    --------
    >>> interval_text(0.0967, 0.1031, "share"), interval_text(22.0, 42.05, "councils")
    ('9.7% to 10.3%', '22.0 to 42.0')
    """
    if math.isnan(low) or math.isnan(high):
        return ""
    if unit != "share" and not unit.startswith("pounds"):
        digits = min(filter(None, (_digits(low), _digits(high))), default=0)
        return f"{_plain(low, digits)} to {_plain(high, digits)}"
    return f"{number_text(low, unit)} to {number_text(high, unit)}"


def estimate_text(row: Any, unit: str) -> str:
    """Return the value of a row that holds `value`, `low` and `high`, with its interval.

    Examples
    --------
    >>> estimate_text({"value": 0.349, "low": 0.339, "high": 0.36}, "share")
    '34.9% (95% interval 33.9% to 36.0%)'
    """
    words = interval_text(row["low"], row["high"], unit)
    number = number_text(row["value"], unit)
    return f"{number} (95% interval {words})" if words else number


def change_interval_text(low: float, high: float, unit: str) -> str:
    """Return the interval of a difference, or nothing where there is none.

    Examples
    --------
    >>> change_interval_text(-0.011, 0.02, "share"), change_interval_text(1.0, 2.5, "councils")
    ('−1.1 to +2.0 points', '+1 to +2.50')
    """
    if math.isnan(low) or math.isnan(high):
        return ""
    ends = [change_text(end, unit) for end in (low, high)]
    return f"{ends[0].removesuffix(' points')} to {ends[1]}"


def band_text(name: str, words: str) -> str:
    """Return the words of an interval after what it holds, or that it cannot be told.

    Examples
    --------
    >>> band_text("luck", "−1.1 to +2.0 points"), band_text("luck", "")
    ('luck −1.1 to +2.0 points', 'luck cannot be told')
    """
    return f"{name} {words or UNTOLD}"


UNTOLD = "cannot be told"
"""What is said where a number is missing."""


def change_text(value: float, unit: str) -> str:
    """Return a difference of two values in the unit of an outcome, with its sign.

    Examples
    --------
    >>> change_text(0.0213, "share"), change_text(-1500.0, "pounds"), change_text(0.0, "councils")
    ('+2.1 points', '−£1.5k', '0')
    """
    if math.isnan(value):
        return "–"
    sign = "+" if value > 0 else "−"
    number = f"{abs(100 * value):.1f} points" if unit == "share" else number_text(abs(value), unit)
    return number if re.match(r"[£0.]*( |$)", number) else sign + number


def amount_text(value: float, unit: str) -> str:
    """Return the size of a difference in the unit of an outcome.

    Examples
    --------
    >>> amount_text(0.0213, "share"), amount_text(1500.0, "pounds")
    ('2.1 points', '£1.5k')
    """
    return change_text(abs(value), unit).removeprefix("+")


def significant(value: float) -> str:
    """Return a number of any unit in three significant digits, or whole where it is large.

    Examples
    --------
    >>> significant(0.02841), significant(29.41), significant(312_412.0)
    ('0.0284', '29.4', '312,412')
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "any"
    return f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.3g}"


def wrap(text: str) -> str:
    """Return text wrapped to the width of the screen."""
    return textwrap.fill(text, min(shutil.get_terminal_size().columns, WIDEST))


class Headline(NamedTuple):
    """One of the numbers that open the page."""

    number: str
    label: str
    interval: str


def headline(row: Any, unit: str, label: str) -> Headline:
    """Return the number of a row that holds `value`, `low` and `high` in some unit."""
    words = interval_text(row["low"], row["high"], unit)
    return Headline(
        number_text(row["value"], unit), label, f"95% interval {words}" if words else ""
    )
