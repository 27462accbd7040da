"""How support fell in a lost vote: what was there, what it cost, what chance did."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.browser.cards.ended import EndedTalks
from simulation import branches


@dataclass(frozen=True)
class Fall:
    """What became of one side's support on the day of a lost vote, in whole points.

    Attributes
    ----------
    who : str
        ``members`` or ``officers``.
    support, unprepared, chance, came, needed : int
        Support as it stood; what had not been prepared; what chance gave, below 0 for what it took;
        what came out, which is the first less the second plus the third; what was needed.
    """

    who: str
    support: int
    unprepared: int
    chance: int
    came: int
    needed: int


def fall_of(e: EndedTalks) -> Fall | None:
    """Return how support fell in a lost vote of one side; None for any other end."""
    branch = e.row["decided_by"]
    if branch not in (branches.BY_MEMBERS_VOTE, branches.BY_OFFICERS_VOTE):
        return None
    who = "members" if branch == branches.BY_MEMBERS_VOTE else "officers"
    support, came = (round(100 * value) for value in (float(e.row[who][e.side]), e.number))
    unprepared = 0.0
    if who == "members":
        unprepared = e.p.vote.exposed * (1.0 - float(e.row["groundwork"]))
        unprepared += e.p.clock.exposes * float(e.row["missing"])
    taken = round(100 * unprepared)
    return Fall(who, support, taken, came - support + taken, came, round(100 * e.threshold))
