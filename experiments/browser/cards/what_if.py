"""What if? The same talks in the same world on the same draws, with one thing changed.

    replay = what_if(scenario, seed=1, run=0, talks=38, change="leaders_stay")
    replay.before, replay.after       # two `talks.TalksCard`, side by side
    replay.changed                    # what was changed, in a sentence; empty if there was nothing
    replay.difference                 # what came of it, in a sentence

`talks` is the row of the talks in the run (`TalksCard.talks`); `changes.CHANGES` lists what can
be changed, with titles. The run is played anew to the month in which the talks begin, copied, and
played on twice until they are over, and for two years more where they lead to a partnership. It
takes some tenths of a second once the model is compiled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from experiments.browser.cards.replays import MOST_MONTHS, month_begun
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.recording.recording import Recording
from experiments.decisions.replays.begun import BegunTalks, Change
from experiments.decisions.replays.changes import CHANGES
from experiments.statistics.measures import LASTING_MONTHS
from experiments.text.numbers import percent
from simulation import PartnershipModel, Scenario
from simulation.errors import InputError, nearest_name
from simulation.replay import arrays_after, copied
from simulation.result.sentences import cause_words, months
from simulation.terms import OPEN

COMPARED = ("trust_asker", "trust_asked", "vision", "members_asker", "members_asked",
         "officers_asker", "officers_asked")  # fmt: skip
"""Series in which the largest difference is looked for."""

NOTICEABLE = 0.01
"""Differences below this are not worth a word."""


@dataclass(frozen=True)
class WhatIf:
    """Talks as they were, and with one thing changed.

    Attributes
    ----------
    change : str
        Name of the change.
    titles : tuple of str
        Of what the talks are compared with, and of the change, as a person picks them.
    changed : str
        What was changed, in a sentence; empty where there was nothing to change.
    before, after : TalksCard
        The talks at the end of each play.
    followed_before, followed_after : str
        What became of the partnership, if there was one.
    difference : str
        What came of it, in a sentence or two.
    same : bool
        Whether nothing at all differs.
    """

    change: str
    titles: tuple[str, str]
    changed: str
    before: TalksCard
    after: TalksCard
    followed_before: str
    followed_after: str
    difference: str
    same: bool


def what_if(
    scenario: Scenario, *, seed: int, run: int, talks: int, change: str, against: str = "nothing"
) -> WhatIf:
    """Replay talks with one thing changed, beside as they were or beside another change.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    seed, run : int
        Seed of the ensemble and number of the run.
    talks : int
        Row of the talks in the run.
    change, against : str
        Names of `changes.CHANGES`.

    Raises
    ------
    InputError
        If there is no such change, or there were no such formal talks.
    """
    pair = _chosen(against), _chosen(change)
    began = month_begun(scenario, seed, run, talks)
    arrays = arrays_after(scenario, began + 1, seed=seed, run=run)
    model = _Replay(scenario, rng=seed, run=run)
    plays = [model.play(copied(arrays), began, talks, one) for one in pair]
    before, after = plays
    return WhatIf(
        change=change,
        titles=(pair[0].title, pair[1].title),
        changed=after.changed,
        before=before.card,
        after=after.card,
        followed_before=before.followed,
        followed_after=after.followed,
        difference=_difference(pair, before, after),
        same=before.card == after.card and before.followed == after.followed,
    )


def _chosen(change: str) -> Change:
    if change in CHANGES:
        return CHANGES[change]
    raise InputError(
        "there is no such change",
        value=change,
        allowed=", ".join(CHANGES),
        nearest=nearest_name(change, CHANGES),
    )


@dataclass(frozen=True)
class _Play:
    """One of the two plays."""

    changed: str
    card: TalksCard
    followed: str = field(default="")


class _Replay(PartnershipModel):
    """The Mesa driver, taken up where talks begin, with a change kept up while they last."""

    def play(self, arrays: Any, began: int, talks: int, change: Change) -> _Play:
        """Play the talks to their end, and what follows from them."""
        self.resume(arrays, began + 1)
        self._talks, self._change = BegunTalks(self, talks), change
        changed = change.at_start(self._talks)
        recording = Recording(self)
        recording.record(self)
        while self._open() and self.running and self.month < began + MOST_MONTHS:
            self.step()
            recording.record(self)
        card = talks_card(recording, talks, recording.month)
        return _Play(changed, card, self._follow(card))

    def _open(self) -> bool:
        return bool(self.world.talks.outcome[self._talks.row] == OPEN)

    def _begin_month(self) -> None:
        super()._begin_month()
        if self._open():
            self._change.each_month(self._talks)

    def _follow(self, card: TalksCard) -> str:
        """Play on for two years and tell what became of the partnership."""
        if card.partnership is None or card.ended is None:
            return ""
        q, partnerships = card.partnership, self.world.partnerships
        last = card.ended + LASTING_MONTHS
        while self.running and self.month <= last and partnerships.ended[q] < 0:
            self.step()
            partnerships = self.world.partnerships
        lived = self.month - 1 - card.ended
        if partnerships.ended[q] < 0:
            return f"Their partnership was alive {months(lived)} later."
        decider = partnerships.cause_council[q]
        name = self.geography.councils["name"].iloc[decider] if decider >= 0 else ""
        why = cause_words(partnerships.cause[q], name)
        return f"Their partnership ended {months(lived)} later because {why}."


def _difference(pair: tuple[Change, Change], before: _Play, after: _Play) -> str:
    """Return in words what the change made of the talks."""
    base, change = pair
    if not after.changed:
        return f"{change.already} So nothing differs."
    was, then = _fate(before), _fate(after)
    largest = _largest(before.card, after.card)
    if was == then:
        moved = f" {largest}" if largest else " Nothing else differs either."
        return f"{change.phrase} the end is the same: they {then}.{moved}"
    first = "As it was," if base is CHANGES["nothing"] else base.phrase
    return f"{first} they {was}. {change.phrase} they {then}. {largest}".strip()


def _fate(play: _Play) -> str:
    """Return how talks ended, to follow the word 'they'."""
    card = play.card
    if card.ended is None or card.began is None:
        return "were still in talks at the end of the period"
    length = months(card.ended - card.began)
    if card.status == "agreed":
        return f"agreed after {length}"
    where = "at the vote" if card.stage == "vote" else "in talks"
    return f"failed {where} after {length} ({card.why})"


def _largest(before: TalksCard, after: TalksCard) -> str:
    """Return where the two series are furthest apart in months that both have."""
    shared = min(len(before.series.months), len(after.series.months))
    apart = [
        (abs(after.series.values[name][month] - before.series.values[name][month]), name, month)
        for name in COMPARED
        for month in range(shared)
    ]
    gap, name, month = max(apart, default=(0.0, "", 0))
    if gap < NOTICEABLE:
        return ""
    was, then = before.series.values[name][month], after.series.values[name][month]
    what, _, side = name.partition("_")
    whose = f" of {before.councils[('asker', 'asked').index(side)]}" if side else ""
    return (
        f"Furthest apart is {what}{whose} in month {month} of talks: "
        f"{percent(then)} instead of {percent(was)}."
    )
