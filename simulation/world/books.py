"""The tables a run leaves behind, and the room it works in."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from simulation.branches import BREAKDOWN_COUNT
from simulation.terms import MOTIVES, REASONS
from simulation.world.schema import (
    Column,
    Grid,
    Key,
    Long,
    Real,
    Reals,
    Row,
    Small,
    Whole,
    Wholes,
)

KEPT = ("talks", "partnerships", "approaches", "events", "years")
TALKS, PARTNERSHIPS, APPROACHES, EVENTS, YEARS = range(5)
"""Tables that can be kept; `years` are the yearly books of councils and partnerships."""

OPEN_NOW, LIVING_NOW, QUEUED = range(5, 8)
"""Entries of `Scratch.used` beside the tables: how long the lists are."""

FLOWS = (
    "approaches",
    "talks_began",
    "talks_agreed",
    "talks_failed",
    "partnerships_ended",
    "leader_changes",
    "councils_left",
    "restructured",
)
(
    FLOW_APPROACHES,
    FLOW_BEGAN,
    FLOW_AGREED,
    FLOW_FAILED,
    FLOW_ENDED,
    FLOW_LEADERS,
    FLOW_LEFT,
    FLOW_RESTRUCTURED,
) = range(8)
"""What is counted in a month."""


PACED_MONTHS = 256
"""Up to so many months it is remembered what they leave of a gap in trust."""


class Approaches(NamedTuple):
    """One row an approach."""

    run: Row
    motives: Annotated[Reals, len(MOTIVES)]
    trust: Real  # of the asker
    month: Whole
    councils: Annotated[Wholes, 2]
    window: Small  # 1 if a post was opening on either side
    accepted: Small


class Events(NamedTuple):
    """One row an event, as numbers; sentences are made when they are read."""

    run: Row
    value: Real
    month: Whole
    council: Whole
    other: Whole
    talks: Whole
    partnership: Whole
    code: Whole  # a reason, a way out, a party… by kind
    decider: Whole  # the council that decided it, else -1
    kind: Small
    cause: Small  # of an end or a leaving, else -1


class Monthly(NamedTuple):
    """One row a run and month."""

    mean_stress: Real
    mean_wariness: Real
    gross_saving: Real  # pounds a year, at the rate of the month
    councils_sharing: Whole
    partnerships: Whole
    talks_open: Whole
    windows: Whole  # councils whose chief executive's post is opening
    approaches: Whole
    talks_began: Whole
    talks_agreed: Whole
    talks_failed: Whole
    partnerships_ended: Whole
    leader_changes: Whole
    councils_left: Whole
    restructured: Whole  # councils that slimmed their own top team
    looking: Whole  # councils that look on for the next best


class CouncilYears(NamedTuple):
    """One row a run, year and council."""

    wariness: Real
    stress: Real  # mean of the months
    service_cuts: Real  # pounds, to close what is left of the gap
    cover: Real  # share of roles with a specialist
    slim: Real
    senior_posts: Real  # full-time posts, shared ones by their share
    control: Small
    sharing: Small  # in December
    leader_changes: Small
    months_free: Small  # to ask and be asked
    months_window: Small
    directors_lost: Small
    restructured: Small  # times


class PartnershipYears(NamedTuple):
    """One row a partnership alive in a December; savings at the rate of that month."""

    run: Row
    embedding: Real
    burden: Real
    equity: Real
    members: Real
    officers: Real
    gross_management: Real
    gross_services: Real
    observed: Real
    net: Real  # of the set-up cost, all so far
    cover: Real
    quality: Real
    partnership: Whole
    month: Whole
    partners: Small
    depth: Small


class Lists(NamedTuple):
    """Lists of what is under way; there are never more of them than councils."""

    open_talks: Row
    living: Row  # partnerships
    queue: Row  # councils that look for a partner
    priority: Real


class Scratch(NamedTuple):
    """Where the tables stand, and room to work in: a single row."""

    seed: Annotated[Key, 2]  # seed and run
    used: Annotated[Long, 8]  # rows used, by table and list
    keep: Annotated[Small, 5]  # 1 for a table that is kept
    row: Annotated[Long, 3]  # first rows in `monthly` and `council_years`, and the run
    motives: Annotated[Real, len(MOTIVES)]
    severity: Annotated[Real, len(REASONS)]
    hazards: Annotated[Real, BREAKDOWN_COUNT]  # of each kind of breakdown, this month of talks
    tally: Annotated[Long, len(FLOWS)]
    stock: Annotated[Real, 6]  # sums over councils for the month
    fade: Annotated[Real, 4]  # what a month leaves of stress, news, wariness and slimness
    closing: Annotated[Real, 2]  # log of what it leaves of a gap in trust: far, near
    gap_left: Annotated[Real, 2 * PACED_MONTHS]  # what so many months leave of it, 0 until asked


class Archive(NamedTuple):
    """Elections and recorded control: arrays of years x councils."""

    election: Grid[int]
    control: Grid[int]  # -1 where there is no council
    lead_party: Grid[int]


class Books(NamedTuple):
    """What only the steps of the whole world read and write."""

    archive: Archive
    keys: Column[int]  # of the councils, side by side, for the draws of a month
    approaches: Approaches
    monthly: Monthly
    council_years: CouncilYears
    partnership_years: PartnershipYears


FADE_STRESS, FADE_NEWS, FADE_WARINESS, FADE_SLIM = range(4)
"""Entries of `Scratch.fade`."""

STOCK_SHARING, STOCK_WINDOWS, STOCK_STRESS, STOCK_WARINESS, STOCK_COUNCILS, STOCK_LOOKING = range(6)
"""Entries of `Scratch.stock`."""
