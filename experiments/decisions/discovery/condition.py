"""A condition on an outcome, such as ``success_rate < 0.1``: read, applied, and in words."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.text.numbers import number_text, small
from simulation.errors import InputError

FIELD = "--outcome"
SHARE = "share"
SIGNS: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "<=": (operator.le, "at most"),
    ">=": (operator.ge, "at least"),
    "<": (operator.lt, "under"),
    ">": (operator.gt, "over"),
}
"""What may stand between an outcome and a number, with what it does and how it is read."""

ALLOWED = "an outcome, one of < <= > >=, and a number or a percentage, such as 'success_rate < 10%'"
FORM = re.compile(
    r"\s*(?P<name>[A-Za-z]\w*)\s*(?P<sign><=|>=|<|>|≤|≥)\s*"
    r"(?P<number>[-+−]?(?:\d+(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(?P<percent>%?)\s*"
)
AS_TYPED = {"≤": "<=", "≥": ">="}


@dataclass(frozen=True)
class Condition:
    """An outcome, a sign and a number.

    Parameters
    ----------
    name, sign : str
        Of the outcome; one of `SIGNS`.
    threshold : float
        What it is held against; a percentage is a share.
    percentage : bool
        Whether it was written as a percentage.
    """

    name: str
    sign: str
    threshold: float
    percentage: bool = False

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Examples
        --------
        >>> Condition.parse("success_rate<10%").threshold
        0.1

        Raises
        ------
        InputError
            Saying what is allowed.
        """
        form = FORM.fullmatch(text)
        if form is None:
            raise InputError("is no condition", field=FIELD, value=text, allowed=ALLOWED)
        percentage = bool(form["percent"])
        try:
            number = float(form["number"].replace(",", "").replace("−", "-"))
        except ValueError:
            raise InputError(
                "has no number that can be read", field=FIELD, value=text, allowed=ALLOWED
            ) from None
        if not np.isfinite(number):
            raise InputError("has no finite number", field=FIELD, value=text, allowed=ALLOWED)
        sign = AS_TYPED.get(form["sign"], form["sign"])
        return cls(form["name"], sign, number / 100 if percentage else number, percentage)

    @property
    def text(self) -> str:
        """The condition as a person types it."""
        number = f"{100 * self.threshold:g}%" if self.percentage else f"{self.threshold:g}"
        return f"{self.name} {self.sign} {number}"

    def met(self, values: Any) -> Any:
        """Return whether each value meets it; a value that is missing does not."""
        return SIGNS[self.sign][0](np.asarray(values, dtype=float), self.threshold)

    def check_unit(self, unit: str) -> None:
        """Refuse a percentage of what is no share.

        Raises
        ------
        InputError
            Naming the unit.
        """
        if self.percentage and unit != SHARE:
            raise InputError(
                f"{self.name} is counted in {unit or 'numbers'}, not in percent",
                field=FIELD,
                value=self.text,
                allowed=f"such as '{self.name} {self.sign} {100 * self.threshold:g}'",
            )

    def words(self, subject: str, unit: str) -> str:
        """Return it as a clause, such as ``the share of talks that agreed is under 10.0%``.

        Parameters
        ----------
        subject, unit : str
            The outcome as a sentence names it, and its unit.
        """
        plain = not (unit == SHARE or unit.startswith("pounds"))
        number = f"{self.threshold:,g}" if plain else number_text(self.threshold, unit)
        counted = f" {unit}" if plain and unit not in ("", "1") and unit not in subject else ""
        return f"{small(subject)} is {SIGNS[self.sign][1]} {number}{counted}"
