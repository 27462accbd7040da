"""Talks that are begun by hand in one history, and what becomes of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.decisions.advice.options import Option
from experiments.decisions.replays.begun import Begun, BegunTalks, Change
from experiments.decisions.replays.changes import CHANGES
from experiments.decisions.replays.played_on import PlayedOn
from experiments.decisions.replays.pulling import pull_lever
from simulation import Scenario
from simulation.driver import play
from simulation.maps import geography_of
from simulation.parameters import packed
from simulation.replay import copied
from simulation.rules.arranged import FREE, arrange_talks, pair_standing
from simulation.terms import AGREED, COMPANY, FAILED, MERGED, OPEN, REORGANISED
from simulation.world import build_world, grown, viewed
from simulation.world.books import TALKS
from simulation.world.tables import CITED

MOST_MONTHS = 60
"""Months after which talks are given up on."""

YEARS = 5
"""For which a partnership is followed."""

STRIDE = 6
MONTHS = 12

FATE = np.dtype([
    ("standing", "i1"), ("outcome", "i1"), ("months", "i2"), ("lasted", "f8"), ("reason", "i1"),
    ("decided", "i1"), ("causes", "i1", 2 * CITED), ("gross", "f8", YEARS), ("net", "f8", YEARS),
    ("trust", "f8", 2), ("mismatch", "f8"), ("culture_gap", "f8"), ("vacancy", "i1"),
    ("planned", "i2"),
])  # fmt: skip
"""What becomes of two councils in one history: standing in the month, and of the talks the rest;
savings are those so far at the end of each year after the agreement, NaN where not known."""


class _Before(Begun):
    """Two councils in the month in which their talks begin."""

    def __init__(self, model: PlayedOn, pair: tuple[int, int]) -> None:
        super().__init__(model, -1)
        object.__setattr__(self, "pair", pair)

    pair: tuple[int, int]

    @property
    def councils(self) -> tuple[int, int]:
        """Rows of the two."""
        return self.pair

    @property
    def months_left(self) -> range:
        """The month in which talks begin, and all that are still to be played."""
        return range(self.model.month - 1, self.model.months)


class Ground:
    """The histories of one set of parameters up to the end of a month, one at a time.

    Parameters
    ----------
    scenario : Scenario
        With the parameters of a member.
    month : int
        At whose end talks begin.
    seed : int
        Of the draws.
    """

    def __init__(self, scenario: Scenario, month: int, seed: int) -> None:
        self.scenario, self.month = scenario, month
        self._packed = packed(scenario.parameters)
        arrays: Any = build_world(scenario, geography_of(scenario), seed=seed, keep=frozenset())
        self._arrays, self._calendar = arrays, arrays[0].calendar.copy()
        self._of: dict[str, tuple[Scenario, Any]] = {}
        self._played: PlayedOn | None = None

    def history(self, run: int) -> None:
        """Play a history to the end of the month."""
        world, books = self._arrays
        short = world._replace(calendar=self._calendar[: self.month + 1])
        short.scratch["used"][:] = 0
        progress = np.zeros(2, dtype=np.int64)
        while not play(self._packed, short, books, run, 1, progress):
            short, books = grown(short, books)
        self._arrays = short._replace(calendar=self._calendar), books

    def availability(self, tie: int) -> int:
        """Return how the two councils of a tie stand at the end of the month."""
        world, books = self._arrays
        return int(pair_standing(viewed(world, books)[0], tie))

    def own_talks(self) -> tuple[int, int]:
        """Return how many talks that councils began themselves have agreed so far, and failed."""
        world: Any = self._arrays[0]
        ended = world.talks["outcome"][: world.scratch["used"][TALKS]]
        return int((ended == AGREED).sum()), int((ended == FAILED).sum())

    def play(self, tie: int, option: Option, years: int) -> Any:
        """Return a `FATE`: what becomes of talks along a tie, begun now with something changed."""
        played = self._restored(option)
        fate = np.zeros((), dtype=FATE)
        fate["lasted"] = fate["gross"] = fate["net"] = fate["trust"] = np.nan
        fate["standing"] = pair_standing(played.world, tie)
        if fate["standing"] == FREE:
            _follow(played, tie, option, years, fate)
        return fate

    def _restored(self, option: Option) -> PlayedOn:
        if self._played is None:
            self._played = PlayedOn(self.scenario, self._packed, copied(self._arrays), 0)
        self._played.restore(self._arrays[0], self.month + 1)
        if option.name not in self._of:
            scenario = self.scenario
            changed = scenario.with_changes(option.changes) if option.changes else scenario
            known = packed(changed.parameters) if option.changes else self._packed
            self._of[option.name] = changed, known
        scenario, parameters = self._of[option.name]
        self._played.use(scenario, parameters)
        return self._played


def _follow(played: PlayedOn, tie: int, option: Option, years: int, fate: Any) -> None:
    """Begin talks and follow them to their end, and what follows for some years."""
    change, month = option.change or CHANGES["nothing"], played.month - 1
    ties = played.world.ties
    if option.lever >= 0:
        pull_lever(_Before(played, (ties.source[tie], ties.target[tie])), option.lever)
    played.make_room()
    row = arrange_talks(played.parameters, played.world, tie, month)
    begun = BegunTalks(played, row)
    change.at_start(begun)
    start = played.arrays[0].talks[row]
    for name in ("mismatch", "culture_gap", "vacancy", "planned"):
        fate[name] = start[name]
    fate["trust"] = start["trust"]
    last = min(played.months, played.month + MOST_MONTHS)
    while played.world.talks.outcome[row] == OPEN and played.month < last:
        played.advance(min(STRIDE, last - played.month), change, begun)
    talks = played.arrays[0].talks[row]
    fate["outcome"], fate["reason"], fate["decided"] = (
        talks[name] for name in ("outcome", "reason", "decided_by")
    )
    fate["causes"] = talks["causes"]
    fate["months"] = (talks["ended"] if talks["ended"] >= 0 else played.month) - month
    if talks["outcome"] == AGREED:
        _live(played, int(talks["partnership"]), int(talks["ended"]), years, begun, fate)
    elif talks["outcome"] != OPEN:
        fate["lasted"] = 0.0


def _live(played: PlayedOn, q: int, agreed: int, years: int, begun: Begun, fate: Any) -> None:
    """Follow a partnership year by year, and write what it has saved and whether it lasts."""
    for year in range(years):
        until = agreed + MONTHS * (year + 1) + 1
        if until > played.months:
            return
        played.advance(max(0, until - played.month), _NOTHING, begun)
        row = played.arrays[0].partnerships[q]
        fate["gross"][year], fate["net"][year] = row["gross"], row["net"]
    if years:
        fate["lasted"] = _lasted(played, q, begun)


def _lasted(played: PlayedOn, q: int, begun: Begun) -> float:
    """Return whether the two share still, or have become one; NaN if a county was reorganised."""
    row, councils = played.arrays[0].partnerships[q], played.world.councils
    if row["ending"] == REORGANISED:
        return float(np.nan)
    if row["ending"] in (MERGED, COMPANY):
        return 1.0
    return float(all(councils.partnership[one] == q for one in begun.councils))


_NOTHING: Change = CHANGES["nothing"]
