"""What comes from outside: the calendar, one row a month, and the facts of a run."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from simulation.terms import LEVERS
from simulation.world.schema import Real, Reals, Row, Small


class Calendar(NamedTuple):
    """What each month brings from outside, one row a month."""

    month: Small  # of the year, 1 to 12
    year: Row  # row of the archive
    news: Real  # share of the cut announced
    cash: Real  # share of the cut taken so far
    signal: Real
    grant: Real
    grant_announced: Real
    salience: Real  # of reorganisation, added to the parameter
    trust_shock: Real
    restored: Real  # share of the cut given back in this month
    reorganised: Row  # number of the county reorganised in this month, -1 for none
    levers: Annotated[Reals, len(LEVERS)]  # how far each is pulled


class Facts(NamedTuple):
    """Numbers that hold for the whole of a run."""

    recorded: Annotated[int, np.int8]  # 1 if control follows the record
    first_bid: Annotated[int, np.int64]  # first month of drawn joint bids, FOREVER for none
    median_budget: Annotated[float, np.float64]  # of the middle council of this kind of world
