"""The rule that decided talks: a closed list; each word's meaning says what its number is.

A rule that ends talks writes down its branch, on whose side it decided, the number that decided,
the threshold it was held against, and the draw.
"""

from __future__ import annotations

from simulation.closed_list import Term, Terms

BRANCHES: Terms[Term] = Terms()
"""The rule that decided talks; its meaning says what its number and threshold are."""

BY_WON_VOTE = BRANCHES.add(
    Term("votes won", "support of the cooler members on the day, and what was needed")
)
BY_GROUND = BRANCHES.add(Term("ground lost", "a merger or a reorganisation closed the pair"))
BY_LEADER = BRANCHES.add(
    Term("leader went", "mismatch of control, and the chance that the change ends talks")
)
BY_LEAK = BRANCHES.add(
    Term("leak", "support that members took back, and the chance that a leak ends talks")
)
BY_CANDIDATE = BRANCHES.add(
    Term("candidate refused", "trust of the side that refused, and its chance of taking the name")
)
BY_MATCH = BRANCHES.add(
    Term("bad match found", "gap of culture or smaller trust, and the chance that it shows")
)
BY_CULTURE = BRANCHES.add(
    Term("culture clash", "its part of the monthly hazard, and the chance of any breakdown")
)
BY_INTEREST = BRANCHES.add(Term("self-interest", "as for a culture clash"))
BY_INSIDER = BRANCHES.add(Term("hostile insider", "as for a culture clash"))
BY_CHIEFS = BRANCHES.add(Term("chief executives clash", "as for a culture clash"))
BY_STALL = BRANCHES.add(Term("stalled", "as for a culture clash"))
BY_UNWILLING = BRANCHES.add(Term("members unwilling", "as for a culture clash"))
BY_MOMENTUM = BRANCHES.add(Term("will faded", "as for a culture clash"))
BY_OTHER = BRANCHES.add(Term("other", "as for a culture clash"))
BREAKDOWN_COUNT = BY_OTHER + 1 - BY_CULTURE
"""Branches whose chances compete in a month of talks: from the culture clash on."""

BY_DEADLOCK = BRANCHES.add(Term("deadlock", "as for a culture clash"))
BY_MEMBERS_VOTE = BRANCHES.add(
    Term("members' vote", "their support on the day, and what was needed")
)
BY_OFFICERS_VOTE = BRANCHES.add(
    Term("officers' say", "their support on the day, and what was needed")
)
BY_PARTNERS_VOTE = BRANCHES.add(
    Term(
        "partners' vote",
        "support of a partner's members and the need, or the size it would have and the most",
    )
)
BY_DATE = BRANCHES.add(Term("not ready on the date", "the gate furthest short, and what it needed"))
BY_TIME = BRANCHES.add(Term("time over", "the gate furthest short, and what it needed"))

CLASHES: Terms[Term] = Terms()
"""Between whom the personalities clashed when talks failed over them."""

CLASH_LEADERS = CLASHES.add(
    Term("leaders", "clash of leaders", "the two leaders could not work together")
)
CLASH_CHIEFS = CLASHES.add(
    Term("chief executives", "clash of chief executives", "two strong chief executives clashed")
)
