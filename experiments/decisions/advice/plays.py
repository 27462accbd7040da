"""All plays that advice rests on: members times histories, each with every option on its draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from experiments.decisions.advice.options import Option
from experiments.decisions.advice.pair import TALKS_ROOM, Pair
from experiments.decisions.advice.trial import FATE, MONTHS, YEARS, Ground
from experiments.execution.workers import threads
from experiments.statistics.posterior import Posterior
from simulation import Scenario
from simulation.ensemble import prepare
from simulation.errors import InputError
from simulation.months import date_after, month_text
from simulation.rules.arranged import BARRED, FREE, GONE, SHARING, TALKING

MEMBERS, RUNS = 60, 8
"""Members of the posterior and histories of each, where none are named. Assumption: so many that
a chance is known to some points, in about a minute."""

TRIES = 4
"""Times as many histories of a member as are wanted, among which free ones are looked for."""

TESTED = 8
"""Histories after which two councils that were free in none are refused."""

STANDING_WORDS = {
    GONE: "one of them is not there", TALKING: "one of them is in formal talks already",
    SHARING: "one of them shares a chief executive already",
    BARRED: "they may not share: a merger or a reorganisation",
}  # fmt: skip
"""Why two councils cannot talk in a history."""


@dataclass(frozen=True)
class Setting:
    """What is played.

    Parameters
    ----------
    scenario : Scenario
        Before a member's parameters are put in.
    month : int
        At whose end talks begin.
    posterior : Posterior
        From which members are drawn, without what the scenario sets.
    members, runs, seed, workers : int
        Members, histories of each, seed of members and draws, and threads.
    """

    scenario: Scenario
    month: int
    posterior: Posterior
    members: int = MEMBERS
    runs: int = RUNS
    seed: int = 0
    workers: int = 1

    @property
    def date(self) -> str:
        """The month, such as ``2010-06``."""
        return date_after(self.scenario.period.start, self.month)

    @property
    def years(self) -> int:
        """For how many years a partnership can be followed before the period ends, up to five."""
        left = self.scenario.period.months - 1 - self.month - TALKS_ROOM
        return max(0, min(YEARS, left // MONTHS))

    def ground(self, member: int) -> Ground:
        """Return the histories of one member of the posterior."""
        return Ground(self.posterior.scenario(self.scenario, member), self.month, self.seed)

    def members_drawn(self) -> list[int]:
        """Return which members are played; one without parameters of its own is the scenario."""
        if not self.posterior.names:
            return [0] * self.members
        return [int(one) for one in self.posterior.draw_members(self.members, self.seed)]


Plan = Sequence[tuple[Pair, Option, int]]
"""What is played in each history: a pair, an option, and in how many histories of each member."""


class Plays(NamedTuple):
    """What came of a plan.

    Attributes
    ----------
    fates : array of FATE, shape (plan, members, runs)
        What becomes of each part; where a part is not played it stands `GONE`.
    busy : Counter
        Histories that were passed over because the first pair was not free, by its standing.
    own : array of float, shape (members, 2)
        Talks that councils had begun themselves by then: those that agreed, and that failed.
    """

    fates: Any
    busy: Counter[int]
    own: Any


def no_plays(setting: Setting, plan: Plan) -> Plays:
    """Return room for what comes of a plan, in which nothing is played yet."""
    fates = np.zeros((len(plan), setting.members, setting.runs), dtype=FATE)
    fates["standing"] = GONE
    return Plays(fates, Counter(), np.zeros((setting.members, 2)))


def play_steps(
    setting: Setting, plan: Plan, found: Plays, *, first_free: bool = True
) -> Iterator[int]:
    """Play each part of a plan in the same histories, and on the same draws.

    Parameters
    ----------
    setting : Setting
        What is played.
    plan : sequence of (Pair, Option, int)
        Parts.
    found : Plays
        Where it is written what comes of them.
    first_free : bool
        Whether histories are passed over in which the first pair is not free, so that each member
        has as many in which it is, unless it has too few.

    Yields
    ------
    int
        How many members more are done; between two the work can be dropped.
    """
    prepare()

    def play(place: tuple[int, int]) -> Counter[int]:
        return _play_member(setting, plan, place, found, first_free=first_free)

    with threads(setting.workers) as workers:
        for busy in workers.as_ready(play, list(enumerate(setting.members_drawn()))):
            found.busy.update(busy)
            yield 1


def play_all(
    setting: Setting,
    plan: Plan,
    advance: Callable[[int], None] = lambda _: None,
    *,
    first_free: bool = True,
) -> Plays:
    """Return what comes of a plan in all members; `advance` takes how many more are done."""
    found = no_plays(setting, plan)
    for number in play_steps(setting, plan, found, first_free=first_free):
        advance(number)
    return found


def _play_member(
    setting: Setting, plan: Plan, place: tuple[int, int], found: Plays, *, first_free: bool
) -> Counter[int]:
    """Play the histories of a member, write what comes of them; return which were passed over."""
    at, member = place
    tries = setting.runs * (TRIES if first_free else 1)
    ground, run, busy = setting.ground(member), 0, Counter[int]()
    for number in range(at * tries, (at + 1) * tries):
        ground.history(number)
        found.own[at] += ground.own_talks()
        if first_free and (standing := ground.availability(plan[0][0].tie)) != FREE:
            busy[standing] += 1
            continue
        for part, (pair, option, runs) in enumerate(plan):
            if run < runs:
                found.fates[part, at, run] = ground.play(pair.tie, option, setting.years)
        run += 1
        if run == setting.runs:
            break
    return busy


def check_free(setting: Setting, pair: Pair) -> None:
    """Refuse two councils that are free for talks in none of some histories.

    Raises
    ------
    InputError
        Saying what keeps them in most.
    """
    members = setting.members_drawn()[:TESTED]
    found = []
    for at, member in enumerate(members):
        ground = setting.ground(member)
        ground.history(at)
        found.append(ground.availability(pair.tie))
    if FREE in found:
        return
    most = max(set(found), key=found.count)
    raise InputError(
        f"cannot talk in {month_text(setting.date)}: in none of {len(found)} histories are both "
        f"free ({STANDING_WORDS[most]})",
        field="COUNCIL",
        value=pair.title,
        allowed="two councils that are on the map and do not share, or another --month",
    )
