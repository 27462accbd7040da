"""The one error a user meets: what is wrong, where, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePath
from reprlib import Repr
from typing import Any

LONGEST = 290
"""Characters of a message, so that it is read, and so that no input fills a screen."""

WIDTHS = ((200, 100, 80), (120, 70, 50), (70, 50, 40), (50, 34, 24))
"""Characters of file, of field, and of value and nearest name: as many as there is room for."""

LEAST = 40
"""Characters of what is allowed, at least, where it has to be cut."""

LONGEST_NAME = 100
"""Characters of a name up to which a nearest one is looked for."""

OPPOSITES = (
    ("first", "last"), ("early", "late"), ("low", "high"), ("start", "end"), ("most", "least"),
    ("max", "min"), ("more", "less"), ("open", "closed"), ("quiet", "loud"), ("with", "without"),
    ("leave", "stay"), ("leaders", "officers"), ("same", "other"), ("anyone", "none"),
    ("agreed", "failed"), ("push", "pull"), ("inside", "outside"), ("gain", "loss"),
    ("mixed", "fixed"), ("include", "exclude"), ("true", "false"), ("on", "off"),
)  # fmt: skip
NOT = ("non", "not", "no", "un", "in", "im", "ir", "dis", "de", "anti", "mis")
"""What turns a word into its opposite."""


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
        """Return the message, cut where it is longest until it can be read at a glance."""
        problem, allowed = plain(self.problem), plain(self.allowed or "")
        whole = len(problem) + len(allowed)
        before, after, room = self._around(*WIDTHS[-1])
        for widths in WIDTHS:
            parts = self._around(*widths)
            if whole <= parts[2]:
                before, after, room = parts
                break
        allowed = plain(allowed, max(LEAST, room - len(problem)))
        problem = plain(problem, room - len(allowed))
        got, hint = after
        return f"{before}{problem}{got}{f'; allowed: {allowed}' if allowed else ''}{hint}"

    def _around(self, file: int, field: int, value: int) -> tuple[str, tuple[str, str], int]:
        """Return what stands around problem and allowed values, and the room left for these."""
        place = [plain(self.file or "", -file), plain(self.field or "", field)]
        before = "".join(f"{part}: " for part in place if part)
        got = "" if self.value is None else f", got {value_shown(self.value, value)}"
        hint = f"; did you mean {value_shown(self.nearest, value)}?" if self.nearest else ""
        return before, (got, hint), LONGEST - len(before + got + hint) - len("; allowed: ")

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


def plain(text: str, most: int = 1_000_000) -> str:
    r"""Return a text on one line without control characters; a negative `most` keeps its end.

    Examples
    --------
    >>> plain("a\x1b[2J\nb"), plain("abcdef", 4), plain("abcdef", -4)
    ('a\\x1b[2J\\nb', 'abc…', '…def')
    """
    cut = text if len(text) <= abs(most) else text[:most] if most > 0 else text[most:]
    if not cut.isprintable():
        cut = "".join(one if one.isprintable() else repr(one)[1:-1] for one in cut)
    if len(text) <= abs(most) and len(cut) <= abs(most):
        return cut
    return f"{cut[: most - 1]}…" if most > 0 else f"…{cut[most + 1 :]}"


def value_shown(value: Any, most: int) -> str:
    """Return a value as a message shows it, whatever it is: in at most so many characters.

    A long text keeps both its ends, for the name of a file stands at the end of its path.

    Examples
    --------
    >>> value_shown("six", 10), value_shown("/home/me/x.csv", 12), value_shown(10**5000, 40)
    ("'six'", "'/home….csv'", 'a whole number of some 5,001 digits')
    """
    if isinstance(value, int) and value.bit_length() > LONGEST:
        return f"a whole number of some {int(value.bit_length() * 0.30103) + 1:,} digits"
    if isinstance(value, PurePath):
        value = str(value)
    if isinstance(value, str):
        text = repr(value if len(value) <= most else f"{value[:most]}{value[-most:]}")
        start = most // 2
        return text if len(text) <= most else f"{text[:start]}…{text[start + 1 - most :]}"
    short = Repr()
    short.maxother = short.maxlong = short.maxstring = most
    try:
        return plain(short.repr(value), most)
    except ValueError:  # a number of more digits than Python writes
        return type(value).__name__


def nearest_name(name: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the name in `names` closest to `name`, or None if none is close.

    Spelling has to mean something: a code with other digits is another thing, and so is a word of
    the opposite meaning.

    Parameters
    ----------
    name : str
        What was typed.
    names : iterable of str
        What exists.
    likeness : float
        How alike two names must be, 0 to 1.

    Examples
    --------
    >>> nearest_name("sucess_rate", ["success_rate"]), nearest_name("E07000240", ["E07000105"])
    ('success_rate', None)
    >>> nearest_name("non-metropolitan district", ["metropolitan_district"]) is None
    True
    """
    if len(name) > LONGEST_NAME:
        return None
    folded = {known.casefold(): known for known in names}
    alike = get_close_matches(name.casefold(), folded, n=5, cutoff=likeness)
    return next((folded[one] for one in alike if _could_be_meant(name.casefold(), one)), None)


def _could_be_meant(name: str, known: str) -> bool:
    """Return whether a name may be another one mistyped: no other number, no opposite."""
    if _numbers(name) != _numbers(known):
        return False
    words, others = (set(re.findall(r"[^\W\d_]+", one)) for one in (name, known))
    extra, missing = words - others, others - words
    pairs = {(a, b) for a in extra for b in missing}
    if any((a in extra and b in missing) or (b in extra and a in missing) for a, b in OPPOSITES):
        return False
    if any(a in (f"{no}{b}", f"{no}s{b}") or b == f"{no}{a}" for a, b in pairs for no in NOT):
        return False
    return not any(word in NOT for word in extra ^ missing)


def _numbers(name: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"[0-9]+", name)]


def check_once(names: Iterable[object], field: str) -> None:
    """Refuse a list that names something twice.

    Raises
    ------
    InputError
        Naming the first that it does.
    """
    seen: list[object] = []
    for name in names:
        if name in seen:
            raise InputError("is named twice", field=field, value=name, allowed="each once")
        seen.append(name)
