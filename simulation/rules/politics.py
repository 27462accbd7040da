"""Elections, control and leaders; a successor inherits part of the trust."""

from __future__ import annotations

from simulation.draws import (
    BOLDNESS,
    CONTROL_CHANGES,
    LEADER_GOES,
    NEW_CONTROL,
    OPPOSITION,
    PERSUASION,
    STYLE,
)
from simulation.event_kinds import CONTROL_CHANGED, LEADER_CHANGED
from simulation.parameters import Parameters
from simulation.parameters.pressure import Leaders, Politics
from simulation.rule import rule, step
from simulation.rules.chief_executives import fill_post
from simulation.rules.numbers import around, draw, unit
from simulation.rules.parting import cease
from simulation.rules.record import count, record_council
from simulation.rules.retry import stop_looking
from simulation.rules.trust import inherit, meet_as_strangers
from simulation.terms import CON, IND, LAB, LD, NO_ELECTION, NOC, WHOLE
from simulation.world.books import FLOW_LEADERS
from simulation.world.tables import World

MAY = 5


@rule
def weight(p: Politics, control: int) -> float:
    """Return the weight of a control when one is drawn."""
    if control == CON:
        return p.share_con
    if control == LAB:
        return p.share_lab
    if control == LD:
        return p.share_ld
    return p.share_ind if control == IND else p.share_noc


@rule
def draw_control(p: Politics, u: float, without: int) -> int:
    """Return a control drawn by the weights, never `without` (-1 allows all, NOC included)."""
    total = 0.0
    for control in range(NOC + 1):
        if control != without:
            total += weight(p, control)
    reached = 0.0
    for control in range(NOC + 1):
        if control != without:
            reached += weight(p, control)
            if u * total < reached:
                return control
    return CON if without != CON else LAB


@rule
def control_after(p: Politics, w: World, i: int, t: int, election: int) -> int:
    """Return control of council `i` after this May: from the record, or drawn (SF098)."""
    control = w.councils.control[i]
    if w.facts.recorded == 1:
        return w.councils.recorded_control[i]
    if election == NO_ELECTION or control < 0:
        return control
    changes = p.change_whole if election == WHOLE else p.change_part
    key = w.councils.key[i]
    if draw(w.scratch.seed, key, t, CONTROL_CHANGES) < changes:
        return draw_control(p, draw(w.scratch.seed, key, t, NEW_CONTROL), control)
    return control


@rule
def leading_party(p: Politics, w: World, i: int, t: int) -> int:
    """Return the party of the leader: that in control, or the largest where there is none."""
    control = w.councils.control[i]
    if w.facts.recorded == 1:
        return w.councils.recorded_party[i]
    if control != NOC:
        return control
    u = draw(w.scratch.seed, w.councils.key[i], t, NEW_CONTROL)
    largest = draw_control(p, u, NOC)
    return largest if largest <= IND else LD


@step
def change_control(p: Politics, w: World, i: int, t: int, control: int) -> None:
    """Give council `i` its new control and a new opposition."""
    w.councils.control[i] = control
    w.councils.control_since[i] = t
    w.councils.lead_party[i] = leading_party(p, w, i, t)
    u = draw(w.scratch.seed, w.councils.key[i], t, OPPOSITION)
    w.councils.opposition[i] = unit(around(p.hostility, p.hostility_spread, u))
    if control < 0:
        w.councils.slim[i] = 0.0
        stop_looking(w, i)
    record_council(w.events, w.scratch, t, CONTROL_CHANGED, i, control, 0.0)


@rule
def leader_goes(p: Leaders, u: float, election: int, changed: bool) -> bool:
    """Return whether a leader goes this month: mostly when control changes."""
    if changed:
        return u < p.leave_control
    return u < (p.leave_month if election == NO_ELECTION else p.leave_election)


@rule
def draw_leader(p: Leaders, w: World, i: int, t: int) -> None:
    """Draw the style, boldness and persuasion of a leader who takes office in month `t`."""
    seed, key = w.scratch.seed, w.councils.key[i]
    w.leaders.style[i] = draw(seed, key, t, STYLE)
    w.leaders.boldness[i] = unit(around(p.boldness, p.spread, draw(seed, key, t, BOLDNESS)))
    w.leaders.persuasion[i] = unit(around(p.persuasion, p.spread, draw(seed, key, t, PERSUASION)))


@step
def change_leader(p: Parameters, w: World, i: int, t: int) -> None:
    """Put a new leader in office; both directions of every tie keep part of their trust."""
    before, leaders, ties = w.leaders.style[i], w.leaders, w.ties
    draw_leader(p.leaders, w, i, t)
    leaders.since[i] = t
    leaders.number[i] += 1
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        other = leaders.style[ties.target[e]]
        inherit(p, w, e, t, before, other)
        inherit(p, w, ties.reverse[e], t, other, before)
    w.councils.leader_changes[i] += 1
    count(w.scratch, FLOW_LEADERS)
    record_council(w.events, w.scratch, t, LEADER_CHANGED, i, w.councils.lead_party[i], 0.0)


@step
def establish(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i`, which was not there before, begin: all its people are new to everyone."""
    change_leader(p, w, i, t)
    fill_post(p.chief_executives, w, i, t)
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        meet_as_strangers(p, w, e, t)
        meet_as_strangers(p, w, w.ties.reverse[e], t)


@rule
def hold_politics(p: Parameters, w: World, i: int, t: int) -> None:
    """Hold council `i`'s election if one is due, and see whether its leader goes."""
    election = NO_ELECTION
    changed = False
    if w.calendar.month[t] == MAY:
        election = w.councils.election[i]
        control = control_after(p.politics, w, i, t, election)
        if control != w.councils.control[i]:
            changed = True
            founded = w.councils.control[i] < 0
            change_control(p.politics, w, i, t, control)
            if founded:
                establish(p, w, i, t)
                return
            if control < 0:
                cease(p, w, i, t)
    if w.councils.control[i] < 0:
        return
    if leader_goes(p.leaders, w.draws[LEADER_GOES, i], election, changed):
        change_leader(p, w, i, t)
