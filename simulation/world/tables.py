"""The tables of state: one row a council, leader, chief executive, tie, talks, partnership.

Each table is one NumPy array of records. numba reads its columns as they are
(`world.councils.culture[i]`); the Mesa driver holds memoryviews of the same columns under the same
names, so that both drivers work on one state. A table of many columns is one argument to a
compiled function, which keeps compiling short.

Months are whole numbers from 0, -1 is never. Money is in pounds (a year, where it is a flow),
distance in km; support, trust, stress and traits are in [0, 1].
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from simulation.terms import LEVERS, MOTIVES
from simulation.world.books import Events, Lists, Scratch
from simulation.world.outside import Calendar, Facts
from simulation.world.schema import Grid, Key, Real, Reals, Row, Rows, Small, Smalls

ROLES = 8
"""Kinds of specialist a council may have."""

PAIR = 2
"""Partners in the smallest partnership: neither can leave without ending it."""

PLACES = 5
"""Places in a partnership: the outer bound of its size (SF107)."""

CITED = 3
"""Causes that a side cites at most when talks have failed."""


class Councils(NamedTuple):
    """One row a council, in the order of the map; what every month reads stands first."""

    stress: Real
    wariness: Real
    recent: Real  # share of its ties that began sharing lately, fading
    exposure: Real  # to grant cuts, mean 1
    talks: Row  # row of the talks it is in, or -1
    partnership: Row  # row of the partnership it is in, or -1
    control: Small
    lead_party: Small  # party of the leader
    election: Small  # due this May
    recorded_control: Small  # of this May
    recorded_party: Small
    # Of the books of the year under way.
    months_free: Small
    months_window: Small
    leader_changes: Small
    size_factor: Real  # weight of the case for sharing (median budget / budget)^g
    thin: Real  # how thin specialist cover is
    slim: Real  # how far it has slimmed its own top team, fading
    looking: Row  # month until which it looks on for the next best, or -1
    budget: Real  # net, pounds a year
    grant_share: Real  # of the budget that is grant
    service_cuts: Real  # of each month of the year under way, at the rate of a year
    stress_sum: Real
    bid_month: Row  # of its joint bid, its county's where bids are drawn; FOREVER if none
    # What is read more seldom.
    bid_weight: Real  # of that bid, 1 for one of all councils
    reserves: Real
    control_since: Row  # month in which control changed last, -1 if never in the run
    restructured: Small  # times it slimmed its top team in the year under way
    hostile: Small  # has a hostile insider
    systems: Small  # which kind of computer systems it runs
    # Data of the map.
    first_tie: Row  # its ties stand together,
    last_tie: Row  # up to but not with this one
    key: Key  # of its code, for draws
    county_key: Key
    county: Row  # number of its county, -1 for none
    population: Real
    profile: Real  # deprivation percentile
    tier: Small
    rurality: Real  # rural share less the mean of its kind of world
    first_control: Small
    first_party: Small
    reach: Annotated[Smalls, len(LEVERS)]  # 1 where it pulls a lever
    recorded_bid: Row  # month of the joint bid that is on record, FOREVER for none
    bid_kind: Small  # of that bid
    # Drawn or worked out at the start of a run.
    pay: Real  # factor on pay
    culture: Real
    opposition: Real  # hostility of the opposition
    directors: Small
    heads: Small
    capacity: Annotated[Reals, ROLES]  # specialist days a week in each role
    quick: Row  # month until which its soundings are short, or -1


class Leaders(NamedTuple):
    """One row a council's leader."""

    style: Real  # point on a circle of length 1
    boldness: Real
    persuasion: Real
    since: Row  # month of taking office; below 0 before the first month
    number: Row  # how many the council has had before in the run


class Chiefs(NamedTuple):
    """One row a seat of chief executive; a shared chief executive sits in one seat for all."""

    seat: Row  # the row of the chief executive who serves this council
    leaves: Row  # month of an announced departure, -1 if none
    vacant: Row  # month since which the post is vacant, -1 if filled
    ambition: Real
    strength: Real
    skill: Real
    delegation: Real
    since: Row
    way_out: Small


class Ties(NamedTuple):
    """One row a directed tie; the ties of a council stand together."""

    source: Row
    target: Row
    reverse: Row
    key: Key
    distance: Real
    larger: Real  # log of how much larger the target is by population, at least 0
    base: Real  # part of affinity that does not change in a run
    trust: Real
    exact: Row  # month in which trust was last exact
    closed_until: Row  # month until which it is not asked
    contiguous: Small
    same_county: Small
    same_tier: Small
    services: Small  # services shared


class Talks(NamedTuple):
    """One row an attempt, side 0 the council that asked, side 1 the one asked."""

    run: Row
    councils: Annotated[Rows, 2]
    tie: Row  # from asker to asked
    initiator: Small
    first_contact: Row
    began: Row
    ended: Row
    planned: Row
    due: Row  # months of talks at which leaders must decide
    extensions: Small
    hurried: Small  # 1 if voted on the date although something was missing
    missing: Real  # how far the gate furthest short was, in a hurried vote
    motives: Annotated[Reals, len(MOTIVES)]  # adding up to 1
    levels: Annotated[Reals, 2 * len(MOTIVES)]  # motives of side 0, then 1: hazards a month
    rationale: Real  # how much both sides want the same
    purpose: Real  # of the motives, what is beyond cost
    scope: Small
    joins: Row  # partnership that the asker would join, -1 for none
    vision: Real
    groundwork: Real
    evidence: Real
    trust: Annotated[Reals, 2]
    fear: Annotated[Reals, 2]
    members: Annotated[Reals, 2]
    officers: Annotated[Reals, 2]
    candidate: Small  # -1 until there is one
    deadlocked: Small  # rivals are at odds
    refused: Small  # side that refused a candidate, -1 for none
    stalled: Small
    stalled_months: Small
    repaired: Small  # times repaired
    leaked: Row  # month of the leak, -1
    residents: Real  # what residents think, around 0
    vacancy: Small  # side whose post opened at the start; 2 both, -1 none
    vacancy_kind: Small
    leader_changes: Small
    cash_rate: Real
    cash: Real
    hours: Real
    outcome: Small
    stage: Small
    reason: Small
    causes: Annotated[Smalls, 2 * CITED]  # those of side 0, then of side 1, -1 for none
    decided_by: Small  # the rule that ended talks, -1 while they last
    decided_council: Row  # on whose side, -1 for both
    decided_number: Real
    decided_threshold: Real  # NaN where there is none
    decided_draw: Real  # NaN where there is none
    mismatch: Real  # of control at the start
    culture_gap: Real
    stress_gap: Real  # the asker's less the other's, at the start
    joint_bid: Small  # the two councils once bid together
    trust_start: Real  # smaller of the two
    trust_third: Real  # in month 3, -1 before
    vision_start: Real
    trust_after: Real
    services_kept: Small
    partnership: Row  # formed or joined, -1


class Partnerships(NamedTuple):
    """One row a partnership; columns of members have places that are -1 where empty."""

    run: Row
    members: Annotated[Rows, PLACES]
    link: Annotated[Rows, PLACES]  # tie from each member to the one it dealt with
    founders: Annotated[Rows, PLACES]  # everyone who was ever in it, in order
    controls: Annotated[Smalls, PLACES]  # their control on entry
    lead_parties: Annotated[Smalls, PLACES]  # their leaders' parties on entry
    partners: Small
    largest: Small  # how many were ever in it
    talks: Row
    began: Row
    ended: Row
    ending: Small
    reason: Small
    cause: Small  # of the end, -1 while alive
    cause_council: Row  # that decided, -1 for none
    cause_number: Real  # that decided
    cause_threshold: Real  # it was held against
    cause_chance: Real  # of the end in its month
    cause_draw: Real  # at most that chance
    review_month: Row  # in which a review is to come, -1 for none
    review_council: Row  # whose review it is
    review_kind: Small
    reviews: Small  # that were to come so far, passed or not
    scope: Small
    purpose: Real
    vision: Real
    mismatch: Real
    depth: Small
    team_month: Row
    services_month: Row
    embedding: Real
    burden: Real
    share: Annotated[Reals, PLACES]  # of the chief executive's time
    equity: Annotated[Reals, PLACES]
    support: Annotated[Reals, PLACES]  # of members
    officers: Annotated[Reals, PLACES]
    seat: Row  # of the shared chief executive
    buy_in: Real  # officers' support at the vote
    directors_before: Row
    directors_after: Row
    heads_before: Row
    heads_after: Row
    posts_removed: Row
    leavers: Row  # people made to leave
    realised: Real  # share of planned posts gone
    saving_chiefs: Real  # a year, of sharing one chief executive
    saving_team: Real  # a year, of the joint team once all posts are gone
    saving_services: Real  # a year, of services now
    services_kept: Small
    expected: Real
    target: Real  # -1 where none is given
    target_met: Row  # month
    setup: Real
    owed: Real  # set-up cost that its stage has not yet saved
    owed_since: Row  # month in which that stage began
    owed_base: Real  # yearly saving before that stage
    payback: Row  # months until the last stage had saved its cost
    gross: Real  # all so far
    gross_management: Real
    noticed: Real  # share of the saving that people report this year, -1 before it is drawn
    observed: Real
    net: Real


class World(NamedTuple):
    """The state of a run: what the rules read and write."""

    draws: Grid[float]  # of this month, purpose x council
    councils: Councils
    leaders: Leaders
    chiefs: Chiefs
    ties: Ties
    calendar: Calendar
    facts: Facts
    talks: Talks
    partnerships: Partnerships
    events: Events
    lists: Lists
    scratch: Scratch
