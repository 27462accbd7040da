"""What a class is called, and the code by which its visitors join."""

from __future__ import annotations

import secrets

from simulation.errors import InputError, plain

LONGEST = 40
"""Characters of a name, so that it can be read from the back of a room."""

SIGNS = 12
"""Characters of a wrong code that are shown back."""

LETTERS = "BCDFGHJKLNPQRSTVXZ"
"""Of a code: no vowels, so that it is no word, and no wide ones, so that it is large."""

LENGTH = 4


def class_name(text: str) -> str:
    """Return the name of a class as it is shown.

    Raises
    ------
    InputError
        If it is empty, too long, or holds what cannot be shown.

    Examples
    --------
    >>> class_name("  Public  policy, 2b ")
    'Public policy, 2b'
    """
    name = " ".join(text.split(" ")) if not text.isprintable() else " ".join(text.split())
    if not name.isprintable():
        problem = "holds signs that cannot be shown"
    elif not any(one.isalnum() for one in name):
        problem = "has neither letter nor digit"
    elif len(name) > LONGEST:
        problem = "is too long to be read from the back of a room"
    else:
        return name
    raise InputError(
        problem,
        field="--class",
        value=text,
        allowed=f"letters, digits and signs on one line, up to {LONGEST} characters",
    )


def new_code() -> str:
    """Return a code that nobody has been given yet, short enough to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def check_code(given: str, code: str) -> None:
    """Refuse a code that is not that of the class; case, blanks and hyphens do not matter.

    Raises
    ------
    InputError
        If it is another.
    """
    if "".join(one for one in given if one.isalnum()).upper() == code:
        return
    shown = plain(given.strip(), SIGNS)
    raise InputError(f"“{shown}” is not the code of this class: {LENGTH} letters stand on the wall")
