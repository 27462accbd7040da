"""When councils are elected: the calendar of whole-council elections, thirds and halves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.terms import NO_ELECTION, PART, WHOLE

COUNTY_YEAR = 1  # 2005, 2009, 2013, 2017: the remainder by four


def election_calendar(
    cycle: npt.NDArray[np.object_],
    election_year: npt.NDArray[np.int64],
    years: npt.NDArray[np.int64],
) -> npt.NDArray[np.int8]:
    """Return which election each council holds in May of each year.

    Parameters
    ----------
    cycle : array of str, shape (councils,)
        'all_out', 'thirds', 'halves' or '' for a council without elections.
    election_year : array of int, shape (councils,)
        For all-out councils a year of a whole-council election; others follow every four years.
    years : array of int, shape (years,)
        Calendar years, any.

    Returns
    -------
    array of int8, shape (councils, years)
        0 no election, 1 whole council, 2 a third or a half of the seats.

    Notes
    -----
    Thirds are elected every May except the year of the county elections (2005, 2009, …), halves
    in even years (MODEL.md, Elections). The rules hold for any year by their period.
    """
    whole = (cycle == "all_out")[:, None] & ((years - election_year[:, None]) % 4 == 0)
    thirds = (cycle == "thirds")[:, None] & (years % 4 != COUNTY_YEAR)
    halves = (cycle == "halves")[:, None] & (years % 2 == 0)
    calendar = np.where(whole, WHOLE, np.where(thirds | halves, PART, NO_ELECTION))
    return calendar.astype(np.int8)
