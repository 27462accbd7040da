"""The closed lists of the model, each a table: a word, its number, and what hangs on it.

A line gives a word its number, which the tables of numbers hold and the rules compare, and says
what the word means and how a sentence tells it. Sizes of arrays, columns, outcomes, sentences and
documents follow from these tables. Kinds of event stand in `simulation.event_kinds`.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from simulation.closed_list import Party, Term, Terms

NEVER = -1
"""A month that has not come, or a row that is not there."""

FOREVER = 1_000_000
"""A month that will not come."""


PARTIES: Terms[Party] = Terms()
"""Control of a council; -1 is a council that does not exist yet."""

CON = PARTIES.add(Party("Con", "Conservative", "the Conservatives", "Conservative", "blue", "C"))
LAB = PARTIES.add(Party("Lab", "Labour", "Labour", "Labour", "red", "L"))
LD = PARTIES.add(
    Party("LD", "Liberal Democrat", "the Liberal Democrats", "Liberal Democrat", "amber", "LD")
)
IND = PARTIES.add(Party("Ind", "independent", "independents", "independent", "purple", "I"))
NOC = PARTIES.add(Party("NOC", "no overall control", "no party", "no-majority", "grey", "–"))

ELECTIONS: Terms[Term] = Terms()
NO_ELECTION = ELECTIONS.add(Term("none"))
WHOLE = ELECTIONS.add(Term("whole"))
PART = ELECTIONS.add(Term("part"))

WAYS_OUT: Terms[Term] = Terms()
"""Why a chief executive leaves."""

RETIREMENT = WAYS_OUT.add(Term("retirement", sentence="retire"))
JOB_MOVE = WAYS_OUT.add(Term("job move", sentence="move to another job"))

INITIATORS: Terms[Term] = Terms()
LEADER = INITIATORS.add(Term("leader"))
CHIEF_EXECUTIVE = INITIATORS.add(Term("chief executive"))

SCOPES: Terms[Term] = Terms()
"""What a plan shares from the start."""

SCOPE_CHIEF = SCOPES.add(Term("chief executive", sentence="the chief executive"))
SCOPE_TEAM = SCOPES.add(Term("team", sentence="the team"))
SCOPE_WHOLE = SCOPES.add(Term("whole", sentence="the whole management"))
SCOPE_MIXED = len(SCOPES)
"""The choice that draws a scope for each talks."""

PROTOCOLS: Terms[Term] = Terms()
"""What talks settle first."""

PROTOCOL_NONE = PROTOCOLS.add(Term("none"))
VISION_FIRST = PROTOCOLS.add(Term("vision first"))
DETAIL_FIRST = PROTOCOLS.add(Term("detail first"))

ORDERS: Terms[Term] = Terms()
"""Who is won first."""

LEADERS_FIRST = ORDERS.add(Term("leaders first"))
OFFICERS_FIRST = ORDERS.add(Term("officers first"))

TARGETS: Terms[Term] = Terms()
"""What saving is promised."""

TARGET_PRUDENT = TARGETS.add(Term("prudent"))
TARGET_NONE = TARGETS.add(Term("none"))
TARGET_HIGH = TARGETS.add(Term("high"))
TARGET_MIXED = len(TARGETS)
"""The choice of a prudent target, and of none in some partnerships."""

CLOCKS: Terms[Term] = Terms()
"""What a planned length is in talks: different assumptions, not policies."""

CLOCK_CALENDAR = CLOCKS.add(
    Term("calendar", "a plan is a pace and a date; work above the usual pace counts in part")
)
CLOCK_COMPRESSIBLE = CLOCKS.add(
    Term("compressible", "a plan is a pace and a date; work above the usual pace counts in full")
)
CLOCK_NO_DATE = CLOCKS.add(Term("no date", "a plan is a pace; no date makes leaders decide"))
CLOCK_NO_PACE = CLOCKS.add(Term("no pace", "a plan is a date; work is as quick under any plan"))
CLOCK_EMBARGO = CLOCKS.add(Term("embargo", "a plan is a month before which there is no vote"))

PARTNER_RULES: Terms[Term] = Terms()
"""Who may be asked."""

ANYONE = PARTNER_RULES.add(Term("anyone"))
NEIGHBOURS = PARTNER_RULES.add(Term("neighbours"))
SAME_PARTY = PARTNER_RULES.add(Term("same party"))

REVIEW_RULES: Terms[Term] = Terms()
"""When new control or a new leader may end a partnership."""

AT_ONCE = REVIEW_RULES.add(
    Term("at once", "a change of leader may end a partnership there and then")
)
ONCE = REVIEW_RULES.add(
    Term("once", "new control or a new leader brings one review, in a month within two years")
)

REVIEW_AGAIN: Terms[Term] = Terms()
"""What a later change does to a partnership that is to be reviewed, or was."""

REVIEW_NEVER = REVIEW_AGAIN.add(Term("never", "a partnership is reviewed once in its life"))
REVIEW_AFTER = REVIEW_AGAIN.add(
    Term("after", "another change brings another review once the last is over")
)
REVIEW_ANEW = REVIEW_AGAIN.add(Term("anew", "another change puts off a review that is to come"))

CHOICES: dict[str, Sequence[str]] = {
    "protocol": PROTOCOLS,
    "order": ORDERS,
    "scope": (*SCOPES, "mixed"),
    "savings_target": (*TARGETS, "mixed"),
    "partner_rule": PARTNER_RULES,
    "clock": CLOCKS,
    "review": REVIEW_RULES,
    "review_again": REVIEW_AGAIN,
}
"""What each choice may be, in the order of its numbers."""

MOTIVES: Terms[Term] = Terms()
"""Why a council looks for a partner."""

VACANCY = MOTIVES.add(
    Term("vacancy", "a chief executive's post that is opening", "a post that is opening")
)
FINANCE = MOTIVES.add(Term("finance", "money trouble", "money"))
RESILIENCE = MOTIVES.add(
    Term("resilience", "thin specialist cover, and no special reason", "resilience")
)
FASHION = MOTIVES.add(Term("fashion", "others around have just begun sharing", "fashion"))
GOVERNMENT = MOTIVES.add(
    Term("government", "central signal, grants, a mandate", "the government's favour")
)
DISTRESS = MOTIVES.add(Term("distress", "stress at which a council asks anyone", "distress"))
MOTIVE_COUNT = len(MOTIVES)
MOTIVE_KEYS = tuple(zlib.crc32(word.encode()) for word in MOTIVES)
"""A number of each motive for draws, which another motive in the list does not change."""

BIDS: Terms[Term] = Terms()
"""What a recorded joint bid was for."""

BID_PATHFINDER = BIDS.add(Term("pathfinder"))
BID_UNITARY = BIDS.add(Term("unitary"))

OUTCOMES: Terms[Term] = Terms()
"""How talks stand; soundings that lapse never became talks and are in no table."""

SOUNDINGS = OUTCOMES.add(Term("soundings"))
OPEN = OUTCOMES.add(Term("open"))
AGREED = OUTCOMES.add(Term("agreed"))
FAILED = OUTCOMES.add(Term("failed"))
LAPSED = OUTCOMES.add(Term("lapsed"))

STAGES: Terms[Term] = Terms()
"""Where talks failed."""

STAGE_TALKS = STAGES.add(Term("talks", sentence="in talks"))
STAGE_VOTE = STAGES.add(Term("vote", sentence="at the vote"))

VOTE_TIMINGS = ("early", "on the date", "late")
"""When a vote came, against the planned date."""

VACANCIES = ("asker", "asked", "both")
"""On which side a post was opening as talks began."""

REASONS: Terms[Term] = Terms()
"""Why talks failed, to follow the word 'because'; each side cites causes from the same list."""

NO_VISION = REASONS.add(Term("vision", sentence="the two had no vision in common"))
PERSONALITIES = REASONS.add(
    Term("personalities", sentence="the two leaders could not work together")
)
TAKEOVER_FEAR = REASONS.add(Term("takeover fear", sentence="members feared a takeover"))
CULTURE = REASONS.add(Term("culture", sentence="their ways of working clashed"))
OFFICERS = REASONS.add(Term("officers", sentence="officers would not have it"))
APPOINTMENT = REASONS.add(
    Term("appointment", sentence="both sides wanted the joint post for their own candidate")
)
CANDIDATE_REFUSED = REASONS.add(
    Term("candidate refused", sentence="one side would not take the candidate")
)
SELF_INTEREST = REASONS.add(
    Term("self-interest", sentence="self-interest over the joint post showed")
)
LEAK = REASONS.add(Term("leak", sentence="it leaked as a done deal before members had agreed"))
LEADER_CHANGE = REASONS.add(Term("leader change", sentence="a leader went in the middle of it"))
MONEY = REASONS.add(Term("money", sentence="the cost of setting up could not be met"))
OTHER = REASONS.add(Term("other", sentence="other matters came between them"))
REASON_COUNT = len(REASONS)

CANDIDATES: Terms[Term] = Terms()
"""Whose candidate is proposed for the joint post."""

FROM_ASKER = CANDIDATES.add(Term("asker's", sentence="the first side's own chief executive"))
FROM_ASKED = CANDIDATES.add(Term("asked's", sentence="the other side's own chief executive"))
OUTSIDER = CANDIDATES.add(Term("outsider", sentence="a candidate from outside"))

ENDINGS: Terms[Term] = Terms()
"""How partnerships stand or ended."""

ALIVE = ENDINGS.add(Term("alive"))
BY_CHOICE = ENDINGS.add(Term("by choice"))
MERGED = ENDINGS.add(Term("merged"))
COMPANY = ENDINGS.add(Term("company"))
REORGANISED = ENDINGS.add(Term("reorganised"))

END_REASONS: Terms[Term] = Terms()
"""Why partnerships ended, to follow the word 'because'."""

END_BURDEN = END_REASONS.add(
    Term("burden", sentence="the burden and the distrust outweighed what it saved")
)
END_MEMBERS = END_REASONS.add(Term("members turned", sentence="members turned against it"))
END_LEADER = END_REASONS.add(Term("leader change", sentence="a new leader did not want it"))
END_SUCCESSION = END_REASONS.add(
    Term("succession", sentence="the partners could not agree on the next chief executive")
)
END_MERGED = END_REASONS.add(Term("merged", sentence="they merged into one council"))
END_COMPANY = END_REASONS.add(
    Term("company", sentence="they moved their services into a joint company")
)
END_REORGANISED = END_REASONS.add(Term("reorganised", sentence="the county was reorganised"))
END_CONTROL_REVIEW = END_REASONS.add(
    Term("control review", sentence="a review after new control ended it")
)
END_LEADER_REVIEW = END_REASONS.add(
    Term("leader review", sentence="a review after a change of leader ended it")
)
END_OWN_CAPACITY = END_REASONS.add(
    Term("own capacity", sentence="a council wanted capacity of its own")
)

DEPTHS: Terms[Term] = Terms()
"""How far sharing goes."""

DEPTH_NONE = DEPTHS.add(Term("none"))
DEPTH_CHIEF = DEPTHS.add(Term("chief executive"))
DEPTH_TEAM = DEPTHS.add(Term("management team"))
DEPTH_SERVICES = DEPTHS.add(Term("services"))

LEVERS: Terms[Term] = Terms()
"""What councils can do; `simulation.parameters.interventions.Levers` says what each is."""

GUARANTEE = LEVERS.add(Term("sovereignty_guarantee"))
RED_LINES = LEVERS.add(Term("red_lines"))
OPEN_RECRUITMENT = LEVERS.add(Term("open_recruitment"))
BROKER = LEVERS.add(Term("neutral_broker"))
COUNCILLOR_MEETINGS = LEVERS.add(Term("councillor_meetings"))
BULLETINS = LEVERS.add(Term("bulletins"))
VISITS = LEVERS.add(Term("visits"))
DUE_DILIGENCE = LEVERS.add(Term("due_diligence"))
ANNOUNCE_EARLY = LEVERS.add(Term("announce_early"))
QUIET = LEVERS.add(Term("quiet"))
VOLUNTARY = LEVERS.add(Term("voluntary_redundancy"))
SETUP_GRANT = LEVERS.add(Term("setup_grant"))
EXPLAINED_SPLIT = LEVERS.add(Term("explained_split"))
REMOTE_WORKING = LEVERS.add(Term("remote_working"))
REPAIR = LEVERS.add(Term("repair"))
PUBLISH_RESULTS = LEVERS.add(Term("publish_results"))
HONEST_JOBS = LEVERS.add(Term("honest_about_jobs"))
MANDATE = LEVERS.add(Term("mandate"))
MERGER_INCENTIVE = LEVERS.add(Term("merger_incentive"))
OFF_THE_SHELF = LEVERS.add(Term("off_the_shelf"))
BINDING_DEADLINE = LEVERS.add(Term("binding_deadline"))
TIME_TO_PREPARE = LEVERS.add(Term("time_to_prepare"))
