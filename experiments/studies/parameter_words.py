"""Parameters in words that stand by themselves, for where no unit is shown beside them."""

from __future__ import annotations

from simulation.catalogue import Entry

JOINED = (
    *("of ", "on ", "that ", "per ", "for ", "until ", "when ", "while ", "across ", "before "),
    *("after ", "at full ", "at first ", "by choice ", "shared at the start", "needed"),
    *("added ", "lost ", "taken away ", "won back ", "over what ", "over which ", "in which "),
    *("below which ", "above which ", "at which ", "from which "),
)
"""Beginnings of meanings that go on from their unit: a share of, a factor on, a chance that."""

CHANCE = "chance"


def goes_on(entry: Entry) -> bool:
    """Return whether the meaning of a parameter goes on from its unit, and says little alone."""
    joined = entry.meaning.startswith(JOINED) or entry.unit == CHANCE
    return joined and entry.unit not in ("", "1")


def parameter_words(entry: Entry) -> str:
    """Return what a parameter is, its unit first where its meaning goes on from it; no footnote.

    Examples
    --------
    >>> from simulation.catalogue import parameter_entries
    >>> known = parameter_entries()
    >>> parameter_words(known["clock.extend"]), parameter_words(known["support.pace"])
    ('chance of an extension on the date while momentum is whole', 'pace to the target')
    >>> parameter_words(known["ending.succession_base"])
    'chance that the next chief executive is agreed'
    >>> parameter_words(known["approach.finance"])
    'rate a month added at full stress'
    """
    meaning = entry.meaning.partition(";")[0]
    if not goes_on(entry):
        return meaning
    if not meaning.startswith(JOINED):
        return f"{entry.unit} that {meaning}"
    return f"{'rate ' if entry.unit.startswith('a ') else ''}{entry.unit} {meaning}"
