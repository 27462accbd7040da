"""The tables of state: a NamedTuple of NamedTuples of arrays, one row a council, tie, talks…

numba reads the arrays as they are; the Mesa driver holds memoryviews of the same arrays, so that
both drivers work on one state. Months are whole numbers from 0, -1 is never. Money is in pounds
(a year, where it is a flow), distance in km; support, trust, stress and traits are in [0, 1].
"""

from __future__ import annotations

from typing import Any, NamedTuple

Column = Any
"""A one-dimensional array (or a memoryview of one), one entry a row of its table."""

Grid = Any
"""A two-dimensional array (or a memoryview of one); its second axis is named where it stands."""


class Councils(NamedTuple):
    """One row a council, in the order of the map."""

    key: Column  # of its code, for draws
    county_key: Column
    tier: Column
    county: Column  # number of its county, -1 for none
    population: Column
    profile: Column  # deprivation percentile
    budget: Column  # net, pounds a year
    exposure: Column  # to grant cuts, mean 1
    grant_share: Column  # of the budget that is grant
    # Drawn or worked out at the start of a run.
    size_factor: Column  # weight of the case for sharing (median budget / budget)^g
    pay: Column  # factor on pay
    culture: Column
    hostile: Column  # has a hostile insider
    systems: Column  # which of four kinds of computer systems
    reserves: Column
    directors: Column
    heads: Column
    capacity: Grid  # specialist days a week in each of eight roles
    thin: Column  # how thin that cover is
    bid_month: Column  # of its county's joint bid; FOREVER if none
    # State.
    control: Column
    lead_party: Column  # party of the leader
    opposition: Column  # hostility of the opposition
    stress: Column
    wariness: Column
    recent: Column  # share of its ties that began sharing lately, fading
    talks: Column  # row of the talks it is in, or -1
    partnership: Column  # row of the partnership it is in, or -1


class Leaders(NamedTuple):
    """One row a council's leader."""

    style: Column  # point on a circle of length 1
    boldness: Column
    persuasion: Column
    since: Column  # month of taking office; below 0 before the first month
    number: Column  # how many the council has had before in the run


class Chiefs(NamedTuple):
    """One row a seat of chief executive; a shared chief executive sits in one seat for all."""

    seat: Column  # the row of the chief executive who serves this council
    ambition: Column
    strength: Column
    skill: Column
    delegation: Column
    way_out: Column
    since: Column
    leaves: Column  # month of an announced departure, -1 if none
    vacant: Column  # month since which the post is vacant, -1 if filled


class Ties(NamedTuple):
    """One row a directed tie; the ties of a council stand together."""

    first: Column  # first tie of each council, one more entry than councils
    source: Column
    target: Column
    reverse: Column
    key: Column
    distance: Column
    contiguous: Column
    same_county: Column
    same_tier: Column
    base: Column  # part of affinity that does not change in a run
    trust: Column
    exact: Column  # month in which trust was last exact
    services: Column  # services shared
    closed_until: Column  # month until which it is not asked


class Calendar(NamedTuple):
    """What the months bring from outside: one entry a month, or a year x council."""

    month: Column  # of the year, 1 to 12
    year: Column  # row of the grids below
    news: Column  # share of the cut announced
    cash: Column  # share of the cut taken so far
    signal: Column
    grant: Column
    grant_announced: Column
    salience: Column  # of reorganisation, added to the parameter
    trust_shock: Column
    restored: Column  # share of the cut given back in this month
    reorganised: Column  # number of the county reorganised in this month, -1 for none
    levers: Grid  # level, lever x month
    reach: Grid  # 1 where a council pulls a lever, lever x council
    election: Grid
    control: Grid  # recorded; -1 where there is no council
    lead_party: Grid
    recorded: Column  # one entry: 1 if control follows the record
    first_control: Column  # one entry a council
    first_party: Column
    median_budget: Column  # one entry: of the middle council of this kind of world
    first_bid: Column  # one entry: first month of joint bids, FOREVER for none


class Talks(NamedTuple):
    """One row an attempt, side 0 the council that asked, side 1 the one asked."""

    run: Column
    councils: Grid  # talks x 2
    tie: Column  # from asker to asked
    initiator: Column
    first_contact: Column
    began: Column
    ended: Column
    planned: Column
    motives: Grid  # talks x 6, adding up to 1
    purpose: Column  # share of the motives beyond cost
    scope: Column
    joins: Column  # partnership that the asker would join, -1 for none
    vision: Column
    groundwork: Column
    evidence: Column
    trust: Grid  # talks x 2
    fear: Grid
    members: Grid
    officers: Grid
    candidate: Column  # -1 until there is one
    deadlocked: Column  # rivals are at odds
    refused: Column  # side that refused a candidate, -1 for none
    stalled: Column
    stalled_months: Column
    repaired: Column  # times repaired
    leaked: Column  # month of the leak, -1
    residents: Column  # what residents think, around 0
    vacancy: Column  # side whose post opened at the start; 2 both, -1 none
    vacancy_kind: Column
    leader_changes: Column
    cash_rate: Column
    cash: Column
    hours: Column
    outcome: Column
    stage: Column
    reason: Column
    causes: Grid  # talks x 6: three for side 0, three for side 1, -1 for none
    mismatch: Column  # of control at the start
    trust_start: Column  # smaller of the two
    trust_third: Column  # in month 3
    vision_start: Column
    trust_after: Column
    services_kept: Column
    partnership: Column  # formed or joined, -1


class Partnerships(NamedTuple):
    """One row a partnership; member columns have five places, -1 where empty."""

    run: Column
    members: Grid
    size: Column
    largest: Column  # most members it had
    talks: Column
    link: Grid  # tie from each member to the member it made the agreement with
    began: Column
    ended: Column
    ending: Column
    reason: Column
    scope: Column
    purpose: Column
    vision: Column
    mismatch: Column
    depth: Column
    team_month: Column
    services_month: Column
    embedding: Column
    burden: Column
    share: Grid  # of the chief executive's time
    equity: Grid
    support: Grid  # members' support
    officers: Grid
    seat: Column  # of the shared chief executive
    buy_in: Column  # officers' support at the vote
    directors_before: Column
    directors_after: Column
    heads_before: Column
    heads_after: Column
    posts_removed: Column
    leavers: Column
    realised: Column  # share of planned posts gone
    saving_chiefs: Column  # a year, of sharing one chief executive
    saving_team: Column  # a year, of the joint team once all posts are gone
    saving_services: Column  # a year, of services now
    services_kept: Column
    expected: Column
    target: Column  # -1 where none is given
    target_met: Column  # month
    setup: Column
    payback: Column  # months until the set-up cost is saved
    gross: Column  # all so far
    gross_management: Column
    observed: Column
    net: Column


class Approaches(NamedTuple):
    """One row an approach."""

    run: Column
    month: Column
    councils: Grid  # approaches x 2
    motives: Grid
    window: Column  # 1 if a post was opening on either side
    trust: Column  # of the asker
    accepted: Column


class Events(NamedTuple):
    """One row an event, as numbers; sentences are made when they are read."""

    run: Column
    month: Column
    kind: Column
    council: Column
    other: Column
    talks: Column
    partnership: Column
    code: Column  # a reason, a way out, a party… by kind
    value: Column


class Yearly(NamedTuple):
    """Books that are closed each December, and those of the year under way."""

    councils: Grid  # (run x year x council) x YEARLY columns
    partnerships: Grid  # rows x PARTNERSHIP_YEARLY columns
    free: Column  # months of this year, one entry a council
    window: Column
    leaders: Column
    cuts: Column
    stress: Column


class Scratch(NamedTuple):
    """Room to work in, and where the tables stand."""

    monthly_draws: Grid  # purpose x council
    seed: Column  # seed and run, two entries
    used: Column  # rows used, one entry a table (see USED)
    keep: Column  # tables that are kept, one entry a table
    open_talks: Column
    living: Column  # partnerships
    queue: Column  # councils that want to approach
    priority: Column
    motives: Column
    severity: Column
    tally: Column  # flows of the month, one entry a FLOW
    stock: Column  # sums over councils for the month
    monthly: Grid  # (run x month) x MONTHLY columns
    row: Column  # first rows of this run in `monthly` and the yearly books, and its number


class World(NamedTuple):
    """Everything a run reads and writes."""

    councils: Councils
    leaders: Leaders
    chiefs: Chiefs
    ties: Ties
    calendar: Calendar
    talks: Talks
    partnerships: Partnerships
    approaches: Approaches
    events: Events
    yearly: Yearly
    scratch: Scratch


USED = (
    "talks",
    "partnerships",
    "approaches",
    "events",
    "partnership_years",
    "open now",
    "living now",
    "queued",
)
(
    TALKS,
    PARTNERSHIPS,
    APPROACHES,
    EVENTS,
    PARTNERSHIP_YEARS,
    OPEN_NOW,
    LIVING_NOW,
    QUEUED,
) = range(8)
"""Entries of `Scratch.used`."""

FLOWS = ("approaches", "talks_began", "talks_agreed", "talks_failed", "partnerships_ended",
         "leader_changes", "councils_left")  # fmt: skip
(
    FLOW_APPROACHES,
    FLOW_BEGAN,
    FLOW_AGREED,
    FLOW_FAILED,
    FLOW_ENDED,
    FLOW_LEADERS,
    FLOW_LEFT,
) = range(7)
"""Entries of `Scratch.tally`."""

MONTHLY_COLUMNS = (
    "councils_sharing",
    "partnerships",
    "talks_open",
    "windows",
    "mean_stress",
    "mean_wariness",
    "gross_saving",
    *FLOWS,
)
"""Columns of `Scratch.monthly`; `gross_saving` is the yearly rate of the month."""

YEARLY_COLUMNS = (
    "control",
    "leader_changes",
    "months_free",
    "months_window",
    "wariness",
    "stress",
    "service_cuts",
    "cover",
    "directors_lost",
    "sharing",
)
"""Columns of `Yearly.councils`."""

PARTNERSHIP_YEARLY_COLUMNS = (
    "partnership",
    "year",
    "size",
    "depth",
    "embedding",
    "burden",
    "equity",
    "members",
    "officers",
    "gross_management",
    "gross_services",
    "observed",
    "net",
    "cover",
    "quality",
)
"""Columns of `Yearly.partnerships`."""

ROLES = 8
PLACES = 5
