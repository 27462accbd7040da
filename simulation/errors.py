"""The one error a user meets: what is wrong, where, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Something a person gave (a name, a value, a file) that cannot be used.

    The command line prints the message and exits with code 2; it never shows a traceback.

    Parameters
    ----------
    problem : str
        What is wrong, as a short sentence without a full stop.
    file : str or None
        The file it stands in, if any.
    field : str or None
        The parameter, column or option.
    value : object
        The value that was given.
    allowed : str or None
        What would be accepted, in words.
    nearest : str or None
        The nearest right name, if a name was mistyped.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        field: str | None = None,
        value: object = None,
        allowed: str | None = None,
        nearest: str | None = None,
    ) -> None:
        self.problem, self.file, self.field = problem, file, field
        self.value, self.allowed, self.nearest = value, allowed, nearest
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = ": ".join(part for part in (self.file, self.field) if part)
        text = f"{place}: {self.problem}" if place else self.problem
        if self.value is not None:
            text += f", got {self.value!r}"
        if self.allowed:
            text += f"; allowed: {self.allowed}"
        if self.nearest:
            text += f"; did you mean {self.nearest!r}?"
        return text

    def within(self, file: str) -> InputError:
        """Return the same error with `file` as the place where it stands."""
        return self._placed(file, self.field)

    def at(self, field: str) -> InputError:
        """Return the same error with `field` as what it is about."""
        return self._placed(self.file, field)

    def _placed(self, file: str | None, field: str | None) -> InputError:
        return type(self)(
            self.problem,
            file=file,
            field=field,
            value=self.value,
            allowed=self.allowed,
            nearest=self.nearest,
        )


class WriteError(InputError, AttributeError):
    """An attribute that is not to be set, or a value that it cannot have.

    It is an `AttributeError` as well, as Python has it for an attribute that refuses a value.
    """


def nearest_name(name: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the name in `names` closest to `name`, or None if none is close.

    Parameters
    ----------
    name : str
        What was typed.
    names : iterable of str
        What exists.
    likeness : float
        How alike two names must be, 0 to 1.
    """
    names = list(names)
    folded = {known.casefold(): known for known in names}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=likeness)
    return folded[found[0]] if found else None
