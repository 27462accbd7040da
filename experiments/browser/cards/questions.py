"""Every "what if?" about talks at once: how each would end, and how many of 100 others agree.

    for table in ask_all(scenario, seed=1, run=0, talks=38):
        table.answers                # the talks as they were first, then what changes the end
        table.answers[0].of_others   # how many of 100 agree, with its interval; None until played
        table.finding                # what they say together, in a sentence; empty until all are in

On the same chances only the change differs; on others everything that is drawn from the month on
in which the talks began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from experiments.browser.cards.replays import Play, Replays, TalksReplays
from experiments.decisions.replays.begun import Change
from experiments.decisions.replays.changes import CHANGES
from experiments.statistics.comparisons import LEVEL, holm, minus, p_value
from experiments.statistics.estimates import (
    Estimate,
    Influence,
    mean_influence,
    share_estimate,
)
from experiments.text.numbers import percent, small
from simulation import Scenario
from simulation.branches import BY_MEMBERS_VOTE, BY_OFFICERS_VOTE
from simulation.result.sentences import months, reason_label
from simulation.terms import AGREED, FAILED, STAGE_VOTE

OTHERS = 100
"""Other chances on which each question is played."""

MOSTLY, SELDOM = 50, 25
"""Of 100: from the first on most agree, below the second few do."""


@dataclass(frozen=True)
class Prospect:
    """What would become of talks with one change.

    Attributes
    ----------
    change, title : str
        Name and title of the change; ``nothing`` is the talks as they were.
    changed : str
        What it did, in a sentence; empty where there was nothing to change.
    kind : str
        ``base``, ``turned`` (agreed instead of failed, or the reverse), ``other`` (another end),
        ``same``, or ``cannot`` where the question cannot matter.
    end : str
        How they end on the same chances, or why it cannot matter.
    agreed : tuple of bool
        On each of the other chances whether they agree; empty until they are played.
    """

    change: str
    title: str
    changed: str
    kind: str
    end: str
    agreed: tuple[bool, ...] = ()

    @property
    def number(self) -> int:
        """How many of the other chances agree."""
        return sum(self.agreed)

    @property
    def of_others(self) -> Estimate | None:
        """The share that agree with Wilson's 95 % interval; None until it is known."""
        return share_estimate(self.number, len(self.agreed)) if self.agreed else None


@dataclass(frozen=True)
class Prospects:
    """All questions: the baseline first, then those that change the end; and what they say."""

    answers: tuple[Prospect, ...]
    finding: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked about, in words.

    Attributes
    ----------
    changes : dict of str to Change
        The questions; ``nothing`` is the first.
    end : callable
        Returns how it ended, in a few words, from its row.
    same : callable
        Returns what is said of an end that is the same, from both rows.
    verb : str
        What those that end well do: ``agree``.
    who : str
        Who they are in a sentence.
    """

    changes: dict[str, Change]
    end: Callable[[Any], str]
    same: Callable[[Any, Any], str]
    verb: str
    who: str


def ask_all(scenario: Scenario, *, seed: int, run: int, talks: int) -> Iterator[Prospects]:
    """Yield the table of all questions about talks, anew as each answer on other chances comes in.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    seed, run : int
        Seed of the ensemble and number of the run.
    talks : int
        Row of the talks in the run.

    Raises
    ------
    InputError
        If there were no such formal talks.
    """
    replays = TalksReplays(scenario, seed=seed, run=run, talks=talks)
    return answers(replays, Asked(CHANGES, end_words, same_end, "agree", "these two"))


def answers(replays: Replays, asked: Asked) -> Iterator[Prospects]:
    """Yield the table of all questions, anew as each answer on other chances comes in."""
    base = replays.play(asked.changes["nothing"])
    found = [_prospect(name, asked, base, replays) for name in asked.changes]
    found.sort(key=lambda one: ("base", "turned", "other", "same", "cannot").index(one.kind))
    yield Prospects(tuple(found))
    for place, prospect in enumerate(found):
        if prospect.kind != "cannot":
            change = asked.changes[prospect.change]
            ends = (replays.play(change, chance).good for chance in range(1, OTHERS + 1))
            found[place] = replace(prospect, agreed=tuple(ends))
            yield Prospects(tuple(found))
    yield Prospects(tuple(found), finding(found, base.fate, asked))


def _prospect(name: str, asked: Asked, base: Play, replays: Replays) -> Prospect:
    """Return what a change makes of it on the same chances."""
    change = asked.changes[name]
    play = base if name == "nothing" else replays.play(change)
    if name == "nothing":
        kind = "base"
    elif not play.changed:
        kind = "cannot"
    elif play.good != base.good:
        kind = "turned"
    else:
        kind = "same" if play.end == base.end else "other"
    end = change.already if kind == "cannot" else asked.end(play.row)
    end = asked.same(base.row, play.row) if kind == "same" else end
    return Prospect(name, change.title, play.changed, kind, end)


def end_words(row: Any) -> str:
    """Return how talks ended, in a few words."""
    if row["outcome"] not in (AGREED, FAILED):
        return "still in talks at the end of the period"
    length = months(int(row["ended"] - row["began"]))
    if row["outcome"] == AGREED:
        return f"agreed after {length}"
    where = "at the vote" if row["stage"] == STAGE_VOTE else "in talks"
    return f"failed {where} after {length} ({reason_label(row['reason'], row['decided_by'])})"


def same_end(was: Any, now: Any) -> str:
    """Return that the end is the same, and by what a lost vote came out otherwise."""
    if was["decided_by"] not in (BY_MEMBERS_VOTE, BY_OFFICERS_VOTE):
        return "the same end"
    before, after = (percent(float(one["decided_number"])) for one in (was, now))
    moved = f"; {after} for it instead of {before}" if before != after else ""
    return f"the same end{moved}"


def finding(prospects: list[Prospect], fate: str, asked: Asked) -> str:
    """Return what all answers say together, in a sentence or two.

    A change is named only if a test finds its number apart from that of nothing changed, on the
    same other chances and with Holm's allowance for all questions.
    """
    base, *others = [one for one in prospects if one.agreed]
    text = f"{base.number} of {len(base.agreed)} {asked.verb} with nothing changed: "
    fortune = FORTUNE[fate][int(base.number >= SELDOM) + int(base.number >= MOSTLY)]
    text += fortune.format(who=asked.who)
    gaps = [minus(_share(one), _share(base)) for one in others]
    found = [
        (gap.value, one)
        for one, gap, p in zip(others, gaps, holm([p_value(gap) for gap in gaps]), strict=True)
        if p < LEVEL
    ]
    if not found:
        return f"{text} No single change is found to make a difference to that."
    gain, best = max(found, key=lambda pair: abs(pair[0]))
    phrase, more = small(asked.changes[best.change].phrase), "more" if gain > 0 else "fewer"
    return (
        f"{text} What matters most: {phrase}, {best.number} {asked.verb}, {more} than chance "
        "explains."
    )


def _share(one: Prospect) -> Influence:
    return mean_influence(one.agreed, [1.0] * len(one.agreed))


FORTUNE = {
    "good": ("{who} were mostly lucky.", "it might have gone either way.",
             "it was not chance alone."),
    "bad": ("it was not chance alone.", "it might have gone either way.",
            "{who} were mostly unlucky."),
    "open": ("few like them end well.", "it may go either way.", "most like them end well."),
}  # fmt: skip
"""By how it ended, and how few or many of a hundred end well: what chance had to do with it."""
