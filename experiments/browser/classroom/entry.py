"""How a page comes into a class: as a visitor, as one who looks on alone, or as who leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.seat import Seat
from simulation.errors import InputError

JOIN, PROJECTOR, LEAD = "class", "projector", "lead"
WORDS = (JOIN, PROJECTOR, LEAD)
"""Words of a query that are about the class; the rest is that of a link."""

ALONE = "alone"
"""What the tab of a visitor keeps who did not join."""

NO_CLASS = "This server holds no class now; the view is played all the same."


@dataclass(frozen=True)
class Role:
    """What a page is in a class.

    Attributes
    ----------
    classroom : Classroom
    seat : Seat or None
        Of a visitor who joined.
    leads : bool
        Whether it is of whoever leads the class.
    projector : bool
        Whether it is the page for the projector.
    """

    classroom: Classroom
    seat: Seat | None = None
    leads: bool = False
    projector: bool = False

    @property
    def key(self) -> str:
        """By what the server knows this tab of a web browser again."""
        if self.leads:
            return self.classroom.token
        return self.seat.key if self.seat else ALONE


def class_words(query: str) -> tuple[dict[str, str], str]:
    """Return what a query says of the class, and the rest of it.

    Examples
    --------
    >>> class_words("?class=BCDF&seed=1"), class_words("projector")
    (({'class': 'BCDF'}, 'seed=1'), ({'projector': ''}, ''))
    """
    said, rest = {}, []
    for part in query.removeprefix("?").split("&"):
        name, _, value = part.partition("=")
        if name in WORDS:
            said[name] = unquote_plus(value)
        else:
            rest.append(part)
    return said, "&".join(rest)


def role_in(classroom: Classroom, said: Mapping[str, str], given: Mapping[str, Any]) -> Role | None:
    """Return what a page is in the class; None where it has to be asked for the code.

    Parameters
    ----------
    classroom : Classroom
        The class.
    said : mapping of str to str
        What the query of the page says of the class.
    given : mapping of str to object
        What the page sends: the ``key`` that its tab keeps, the ``code`` that was typed, and
        whether the visitor wants to look on ``alone``.

    Raises
    ------
    InputError
        If the code is wrong, or a token is needed and is not brought.
    """
    key, code = str(given.get("key", "")), str(given.get("code", ""))
    if PROJECTOR in said or LEAD in said:
        token = said.get(PROJECTOR) or said.get(LEAD) or key
        if classroom.is_leader(token):
            return Role(classroom, leads=True, projector=PROJECTOR in said)
        raise InputError(
            "this page is for whoever leads the class; its address stands in the terminal in which "
            "the class was started"
        )
    if seat := classroom.seat(key):
        return Role(classroom, seat)
    if classroom.is_leader(key):
        return Role(classroom, leads=True)
    if given.get(ALONE) is True or (key == ALONE and JOIN not in said and not code):
        return Role(classroom)
    code = code or said.get(JOIN, "")
    return Role(classroom, classroom.join(code)) if code.strip() else None
