"""Groups: factors that are taken together, and the posterior as one group or as one for each topic.

Groups must be drawn apart from each other. So topics of the posterior are: each takes its
parameters from a member of its own, and what parameters of different topics have in common in the
posterior is left out. Within a topic it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.studies.factors import Factor
from simulation.errors import InputError, nearest_name

POSTERIOR = "posterior"
POSTERIOR_LABEL = "All other parameters, as the posterior has them"
TOPICS = {
    "trust and likeness": ("affinity", "trust"),
    "approaches": ("approach", "search", "sparsity", "bids"),
    "motives": ("motives", "stress"),
    "own teams": ("councils", "restructuring"),
    "course of talks": ("talks", "clock", "breakdown"),
    "support and votes": ("support", "vote", "fairness"),
    "endings": ("ending", "review", "own_capacity"),
}
"""Topics, with the groups of parameters (`partnerships parameters`) of each."""

OTHERS = "others"
"""The topic of parameters of any other group."""


@dataclass(frozen=True)
class Group:
    """What is moved together.

    Parameters
    ----------
    name, label : str
        As tables and as figures call it.
    factors : tuple of str
        Names of its factors; none for a group of the posterior, which draws a member.
    parameters : tuple of str
        The parameters that a group of the posterior takes from its member.
    """

    name: str
    label: str
    factors: tuple[str, ...]
    parameters: tuple[str, ...] = ()


def topics_of(names: Sequence[str]) -> tuple[Group, ...]:
    """Return parameters of a posterior by topic, each a group.

    Examples
    --------
    >>> [one.name for one in topics_of(["trust.floor", "vote.trust", "affinity.level"])]
    ['posterior: trust and likeness', 'posterior: support and votes']
    """
    topic = {group: name for name, groups in TOPICS.items() for group in groups}
    found: dict[str, list[str]] = {name: [] for name in (*TOPICS, OTHERS)}
    for one in names:
        found[topic.get(one.partition(".")[0], OTHERS)].append(one)
    return tuple(
        Group(f"{POSTERIOR}: {name}", f"Parameters of {name}", (), tuple(members))
        for name, members in found.items()
        if members
    )


def groups_of(
    factors: Sequence[Factor],
    given: Mapping[str, Sequence[str]],
    *,
    drawn: Sequence[str],
    topics: bool = False,
) -> tuple[Group, ...]:
    """Return the groups of a study: those it names, and each other factor by itself.

    Parameters
    ----------
    factors : sequence of Factor
        What varies.
    given : mapping of str to sequence of str
        The factors of each group that the study names.
    drawn : sequence of str
        Parameters of a posterior of which members are drawn too.
    topics : bool
        Whether these are a group for each topic, rather than one.

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
    whole = [Group(POSTERIOR, POSTERIOR_LABEL, (), tuple(drawn))] if drawn else []
    rest = topics_of(drawn) if topics else whole
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
