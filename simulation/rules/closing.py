"""The end of talks: a partnership, or what a failure leaves behind."""

from __future__ import annotations

from simulation.draws import RULES_OUT, SERVICE_LEFT, SOURED, WARY, WARY_OTHER
from simulation.event_kinds import TALKS_FAILED
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.numbers import draw
from simulation.rules.parting import part_ways
from simulation.rules.partnerships import form, join
from simulation.rules.reasons import cite_causes
from simulation.rules.record import count, record_talks
from simulation.rules.retry import look_quickly
from simulation.rules.trust import shake
from simulation.terms import (
    AGREED,
    FAILED,
    FOREVER,
    LEAK,
    NEVER,
    PERSONALITIES,
    SELF_INTEREST,
    STAGE_VOTE,
)
from simulation.world.books import FLOW_AGREED, FLOW_FAILED
from simulation.world.tables import World


@rule
def close(w: World, r: int, t: int, outcome: int, stage: int, reason: int) -> None:
    """Close talks `r` and set its councils free to do something else."""
    talks = w.talks
    talks.outcome[r], talks.stage[r], talks.reason[r], talks.ended[r] = outcome, stage, reason, t
    w.councils.talks[talks.councils[r, 0]] = NEVER
    w.councils.talks[talks.councils[r, 1]] = NEVER


@rule
def become_wary(p: Parameters, w: World, r: int, t: int) -> None:
    """Make about half of the councils wary after a failure, and the others look again (SF164).

    Wariness does not stack.
    """
    seed, key = w.scratch.seed, w.ties.key[w.talks.tie[r]]
    for side in range(2):
        i = w.talks.councils[r, side]
        if draw(seed, key, t, WARY if side == 0 else WARY_OTHER) < p.aftermath.wary_chance:
            w.councils.wariness[i] = max(w.councils.wariness[i], p.aftermath.wariness)
        else:
            look_quickly(p, w, i, t)


@step
def leave_behind(p: Parameters, w: World, r: int, t: int, reason: int) -> None:
    """Take trust, sometimes rule the partner out, sometimes leave a shared service (SF163)."""
    seed, tie, ties = w.scratch.seed, w.talks.tie[r], w.ties
    key, back = ties.key[tie], ties.reverse[tie]
    people = reason == PERSONALITIES or reason == SELF_INTEREST or reason == LEAK
    badly = people and draw(seed, key, t, SOURED) < p.aftermath.soured
    loss = p.trust.lost_badly if badly else p.trust.lost_mildly
    shake(p, w, tie, t, loss)
    shake(p, w, back, t, loss)
    w.talks.trust_after[r] = min(ties.trust[tie], ties.trust[back])
    for_good = draw(seed, key, t, RULES_OUT) < p.aftermath.ruled_out
    part_ways(w, tie, FOREVER if for_good else t + p.aftermath.rest_months)
    if draw(seed, key, t, SERVICE_LEFT) < p.partnership.services_failed:
        ties.services[tie] = min(p.partnership.services_most, ties.services[tie] + 1)
        ties.services[back] = ties.services[tie]
    w.talks.services_kept[r] = ties.services[tie]


@step
def fail(p: Parameters, w: World, r: int, t: int, stage: int, reason: int) -> None:
    """End talks without agreement."""
    cite_causes(p, w, r, t, reason)
    close(w, r, t, FAILED, stage, reason)
    leave_behind(p, w, r, t, reason)
    count(w.scratch, FLOW_FAILED)
    months = float(t - w.talks.began[r])
    record_talks(w.events, w.scratch, w.talks, r, t, TALKS_FAILED, reason, months)
    become_wary(p, w, r, t)


@step
def agree(p: Parameters, w: World, r: int, t: int) -> None:
    """End talks with a partnership."""
    talks = w.talks
    close(w, r, t, AGREED, STAGE_VOTE, NEVER)
    count(w.scratch, FLOW_AGREED)
    talks.partnership[r] = join(p, w, r, t) if talks.joins[r] >= 0 else form(p, w, r, t)
    tie = talks.tie[r]
    talks.trust_after[r] = min(w.ties.trust[tie], w.ties.trust[w.ties.reverse[tie]])
    talks.services_kept[r] = w.ties.services[tie]
