"""The clock of talks: how much work a month holds, when a vote may come, and the date.

What a planned length does is not known. `choices.clock` names the assumption: a pace and a date
(calendar), the same with work that can be pressed together (compressible), one of the two
(no pace, no date), or a month before which there is no vote (embargo).
"""

from __future__ import annotations

from simulation.draws import DATE_EXTENDS, DATE_VOTES
from simulation.parameters import Parameters
from simulation.parameters.clock import Clock
from simulation.rule import rule
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import draw, unit
from simulation.terms import (
    BINDING_DEADLINE,
    CLOCK_COMPRESSIBLE,
    CLOCK_EMBARGO,
    CLOCK_NO_DATE,
    CLOCK_NO_PACE,
    NEVER,
    TIME_TO_PREPARE,
)
from simulation.world.tables import World


@rule
def pace(p: Clock, planned: int, compressible: bool) -> float:
    """Return the months of work that a month of talks holds, 1 under a plan of usual length.

    A slack plan slows meetings, vision, groundwork and evidence. Above the usual pace only a part
    counts, for members, officers and public notice need calendar time (SF040, SF042; assumption).
    """
    held: float = (p.normal_months / float(planned)) ** p.elasticity
    if held > 1.0 and not compressible:
        return 1.0 + p.compress * (held - 1.0)
    return held


@rule
def effort(p: Parameters, w: World, r: int) -> float:
    """Return the months of work that this month of talks `r` holds, by the clock chosen."""
    clock = p.choices.clock
    if clock == CLOCK_EMBARGO or clock == CLOCK_NO_PACE:
        return 1.0
    return pace(p.clock, w.talks.planned[r], clock == CLOCK_COMPRESSIBLE)


@rule
def may_vote(p: Parameters, w: World, r: int, t: int, months: int) -> bool:
    """Return whether councils could vote in this month of talks `r` (SF037).

    Months set aside to prepare come before the first vote, whatever the clock.
    """
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    first = p.clock.first_vote
    if p.choices.clock == CLOCK_EMBARGO:
        first = float(w.talks.planned[r])
    aside = p.effects.prepare_months * pulled_by_both(w, TIME_TO_PREPARE, t, a, b)
    return float(months) >= first + aside


@rule
def slack(p: Parameters, w: World, r: int, t: int) -> float:
    """Return the share of extension and patience that is left where a date is made to hold."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    return 1.0 - p.effects.deadline_binds * pulled_by_both(w, BINDING_DEADLINE, t, a, b)


@rule
def time_over(p: Parameters, w: World, r: int, t: int, months: int) -> bool:
    """Return whether talks `r` have outlived their plan and all patience (SF038)."""
    return float(months) >= w.talks.planned[r] + p.talks.patience * slack(p, w, r, t)


@rule
def date_has_come(p: Parameters, w: World, r: int, t: int, months: int) -> bool:
    """Return whether leaders must decide this month: at the planned date, or at a later one."""
    clock = p.choices.clock
    if clock == CLOCK_EMBARGO or clock == CLOCK_NO_DATE:
        return False
    return months >= w.talks.due[r] and may_vote(p, w, r, t, months)


@rule
def votes_in_haste(p: Parameters, w: World, r: int, t: int, missing: float) -> bool:
    """Return whether leaders vote on the date although something is missing (SF042).

    The less is missing, the likelier; without a name, or while talks are stalled, nobody votes.
    """
    if w.talks.candidate[r] == NEVER or w.talks.stalled[r]:
        return False
    likely = p.clock.haste * (1.0 - missing)
    return draw(w.scratch.seed, w.ties.key[w.talks.tie[r]], t, DATE_VOTES) < likely


@rule
def extends(p: Parameters, w: World, r: int, t: int, months: int, will: float) -> bool:
    """Put the date of talks `r` off, the likelier the more momentum is left; False if not."""
    talks, c = w.talks, p.clock
    if time_over(p, w, r, t, months):
        return False
    likely = c.extend * will * slack(p, w, r, t)
    if draw(w.scratch.seed, w.ties.key[talks.tie[r]], t, DATE_EXTENDS) >= likely:
        return False
    more = max(c.extension_least, c.extension * float(talks.planned[r]))
    talks.due[r] = months + int(round(more))
    talks.extensions[r] += 1
    return True


@rule
def starting_support(p: Clock, support: float, missing: float) -> float:
    """Return the support that a partnership starts with: less after a hurried vote (SF129)."""
    return unit(support - p.lowers * missing)
