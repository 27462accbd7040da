"""What a partnership was ended by: the rule and the part of it that decided, and reviews.

A cause has a sentence, to follow the word 'because', in which ``{side}`` is the council that
decided; and says, as its meaning, which number of that council decided and what it was held
against. A cause without a meaning was decided by no number.
"""

from __future__ import annotations

from simulation.closed_list import Term, Terms

REVIEWS: Terms[Term] = Terms()
"""What brings a review of a partnership; what stands later outranks what stands before."""

NEW_LEADER = REVIEWS.add(Term("new leader", sentence="a change of leader"))
NEW_CONTROL = REVIEWS.add(Term("new control", sentence="a change of control"))

END_CAUSES: Terms[Term] = Terms()
"""By what a partnership ended, or a council left one."""

BY_NEW_LEADER = END_CAUSES.add(
    Term("leader change", "embedding against 1", "the new leader of {side} did not want it")
)
BY_CONTROL_REVIEW = END_CAUSES.add(
    Term("control review", "mismatch with its partners now against 0",
         "{side}, under new control, reviewed it and went its own way")
)  # fmt: skip
BY_LEADER_REVIEW = END_CAUSES.add(
    Term("leader review", "mismatch with its partners now against 0",
         "{side}, under a new leader, reviewed it and went its own way")
)  # fmt: skip
BY_SUCCESSION = END_CAUSES.add(
    Term("succession", "trust against 0.5",
         "the partners could not agree on the next chief executive")
)  # fmt: skip
BY_MERGER = END_CAUSES.add(
    Term("merger", "embedding against ending.settled", "they merged into one council")
)
BY_COMPANY = END_CAUSES.add(
    Term("company", "embedding against ending.settled",
         "they moved their services into a joint company")
)  # fmt: skip
BY_REORGANISATION = END_CAUSES.add(Term("reorganisation", sentence="the county was reorganised"))
BY_NO_TIE = END_CAUSES.add(
    Term("no tie left", sentence="{side} had left, and the others were not tied to one another")
)
BY_BURDEN = END_CAUSES.add(
    Term("burden", "burden of coordination against 0",
         "the burden of coordination outweighed what it saved")
)  # fmt: skip
BY_DISTRUST = END_CAUSES.add(
    Term("distrust", "trust against ending.trust_enough",
         "the distrust of the leader of {side} outweighed what it saved")
)  # fmt: skip
BY_INEQUITY = END_CAUSES.add(
    Term("inequity", "equity against 1",
         "what {side} saw as an unfair share outweighed what it saved")
)  # fmt: skip
BY_COOL_MEMBERS = END_CAUSES.add(
    Term("cool members", "members' support against ending.members_enough",
         "the coolness of members of {side} outweighed what it saved")
)  # fmt: skip
BY_CULTURE = END_CAUSES.add(
    Term("culture", "gap in culture against 0",
         "their ways of working were further apart than its saving was worth")
)  # fmt: skip
BY_MEMBERS = END_CAUSES.add(
    Term("members turned", "members' support against ending.members_floor",
         "members of {side} turned against it")
)  # fmt: skip
BY_WISH_EQUITY = END_CAUSES.add(
    Term("own capacity, unfair share", "equity against 1",
         "{side} wanted capacity of its own, as its share of the joint one seemed unfair")
)  # fmt: skip
BY_WISH_TRUST = END_CAUSES.add(
    Term("own capacity, distrust", "trust against own_capacity.trust_enough",
         "{side} wanted capacity of its own, as its trust in the others had worn thin")
)  # fmt: skip
BY_WISH_RESULTS = END_CAUSES.add(
    Term("own capacity, poor results", "saving in 2 % of the joint budget against 1",
         "{side} wanted capacity of its own, as sharing had saved so little")
)  # fmt: skip
