"""Groups: factors that are taken together, and the posterior as a group of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.studies.factors import Factor
from simulation.errors import InputError, nearest_name

POSTERIOR = "posterior"
POSTERIOR_LABEL = "All other parameters, as the posterior has them"


@dataclass(frozen=True)
class Group:
    """What is moved together.

    Parameters
    ----------
    name, label : str
        As tables and as figures call it.
    factors : tuple of str
        Names of its factors; none for the group of the posterior, which draws a member.
    """

    name: str
    label: str
    factors: tuple[str, ...]


def groups_of(
    factors: Sequence[Factor], given: Mapping[str, Sequence[str]], *, posterior: bool
) -> tuple[Group, ...]:
    """Return the groups of a study: those it names, and each other factor by itself.

    Parameters
    ----------
    factors : sequence of Factor
        What varies.
    given : mapping of str to sequence of str
        The factors of each group that the study names.
    posterior : bool
        Whether a member of a posterior is drawn too, for all that is left.

    Raises
    ------
    InputError
        For a group without factors, a factor that is none or stands in two groups, or a name that
        two things would have.
    """
    taken = _check_groups([one.name for one in factors], given)
    alone = [Group(one.name, one.label, (one.name,)) for one in factors if one.name not in taken]
    named = [Group(name, name.replace("_", " ").capitalize(), tuple(members))
             for name, members in given.items()]  # fmt: skip
    rest = [Group(POSTERIOR, POSTERIOR_LABEL, ())] if posterior else []
    return (*named, *alone, *rest)


def _check_groups(known: Sequence[str], given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return in which group each factor stands that stands in one."""
    taken: dict[str, str] = {}
    for name, members in given.items():
        field = f"sensitivity.groups.{name}"
        if name in known or name == POSTERIOR:
            raise InputError("is the name of something else", field=field, allowed="another name")
        if not members:
            raise InputError("has no factors", field=field, allowed=", ".join(known))
        for one in members:
            if one not in known:
                raise InputError(
                    "does not vary in this study",
                    field=field,
                    value=one,
                    allowed=", ".join(known),
                    nearest=nearest_name(one, known),
                )
            if one in taken:
                raise InputError("stands in a group already", field=field, value=one,
                                 allowed=f"in {taken[one]} or here")  # fmt: skip
            taken[one] = name
    return taken
