"""The closed lists of the model: each word of a table has one number, given here.

A list is a tuple of labels as users read them; the constants beside it are the positions of its
words, which the tables of numbers hold and the rules compare.
"""

from __future__ import annotations

NEVER = -1
"""A month that has not come, or a row that is not there."""

FOREVER = 1_000_000
"""A month that will not come."""

PARTIES = ("Con", "Lab", "LD", "Ind", "NOC")
CON, LAB, LD, IND, NOC = range(5)
"""Control of a council; -1 is a council that does not exist yet."""

ELECTIONS = ("none", "whole", "part")
NO_ELECTION, WHOLE, PART = range(3)

WAYS_OUT = ("retirement", "job move")
RETIREMENT, JOB_MOVE = range(2)

INITIATORS = ("leader", "chief executive")
LEADER, CHIEF_EXECUTIVE = range(2)

SCOPES = ("chief executive", "team", "whole")
SCOPE_CHIEF, SCOPE_TEAM, SCOPE_WHOLE = range(3)
SCOPE_MIXED = 3
"""The choice that draws a scope for each talks."""

PROTOCOLS = ("none", "vision first", "detail first")
PROTOCOL_NONE, VISION_FIRST, DETAIL_FIRST = range(3)

ORDERS = ("leaders first", "officers first")
LEADERS_FIRST, OFFICERS_FIRST = range(2)

TARGETS = ("prudent", "none", "high")
TARGET_PRUDENT, TARGET_NONE, TARGET_HIGH = range(3)
TARGET_MIXED = 3
"""The choice of a prudent target, and of none in some partnerships."""

PARTNER_RULES = ("anyone", "neighbours", "same party")
ANYONE, NEIGHBOURS, SAME_PARTY = range(3)

MOTIVES = ("vacancy", "finance", "resilience", "fashion", "government", "distress")
VACANCY, FINANCE, RESILIENCE, FASHION, GOVERNMENT, DISTRESS = range(6)

OUTCOMES = ("soundings", "open", "agreed", "failed", "lapsed")
SOUNDINGS, OPEN, AGREED, FAILED, LAPSED = range(5)
"""How talks stand; soundings that lapse never became talks and are in no table."""

STAGES = ("talks", "vote")
STAGE_TALKS, STAGE_VOTE = range(2)

REASONS = (
    "vision",
    "personalities",
    "takeover fear",
    "culture",
    "officers",
    "appointment",
    "candidate refused",
    "self-interest",
    "leak",
    "leader change",
    "money",
    "other",
)
(
    NO_VISION,
    PERSONALITIES,
    TAKEOVER_FEAR,
    CULTURE,
    OFFICERS,
    APPOINTMENT,
    CANDIDATE_REFUSED,
    SELF_INTEREST,
    LEAK,
    LEADER_CHANGE,
    MONEY,
    OTHER,
) = range(12)
"""Why talks failed; each side cites causes from the same list."""

CANDIDATES = ("asker's", "asked's", "outsider")
FROM_ASKER, FROM_ASKED, OUTSIDER = range(3)

ENDINGS = ("alive", "by choice", "merged", "company", "reorganised")
ALIVE, BY_CHOICE, MERGED, COMPANY, REORGANISED = range(5)

END_REASONS = (
    "burden",
    "members turned",
    "leader change",
    "succession",
    "merged",
    "company",
    "reorganised",
)
(
    END_BURDEN,
    END_MEMBERS,
    END_LEADER,
    END_SUCCESSION,
    END_MERGED,
    END_COMPANY,
    END_REORGANISED,
) = range(7)

DEPTHS = ("none", "chief executive", "management team", "services")
DEPTH_NONE, DEPTH_CHIEF, DEPTH_TEAM, DEPTH_SERVICES = range(4)

LEVERS = (
    "sovereignty_guarantee",
    "red_lines",
    "open_recruitment",
    "neutral_broker",
    "councillor_meetings",
    "bulletins",
    "visits",
    "due_diligence",
    "announce_early",
    "quiet",
    "voluntary_redundancy",
    "setup_grant",
    "explained_split",
    "remote_working",
    "repair",
    "publish_results",
    "honest_about_jobs",
    "mandate",
    "merger_incentive",
    "off_the_shelf",
)
(
    GUARANTEE,
    RED_LINES,
    OPEN_RECRUITMENT,
    BROKER,
    COUNCILLOR_MEETINGS,
    BULLETINS,
    VISITS,
    DUE_DILIGENCE,
    ANNOUNCE_EARLY,
    QUIET,
    VOLUNTARY,
    SETUP_GRANT,
    EXPLAINED_SPLIT,
    REMOTE_WORKING,
    REPAIR,
    PUBLISH_RESULTS,
    HONEST_JOBS,
    MANDATE,
    MERGER_INCENTIVE,
    OFF_THE_SHELF,
) = range(20)

EVENTS = (
    "control changed",
    "leader changed",
    "money trouble",
    "departure announced",
    "post vacant",
    "post filled",
    "approach refused",
    "soundings began",
    "soundings lapsed",
    "talks began",
    "talks leaked",
    "talks stalled",
    "talks repaired",
    "candidate proposed",
    "candidate refused",
    "deadlock",
    "talks failed",
    "partnership agreed",
    "council joined",
    "team shared",
    "services shared",
    "target met",
    "successor agreed",
    "council left",
    "partnership ended",
    "county reorganised",
)
(
    CONTROL_CHANGED,
    LEADER_CHANGED,
    MONEY_TROUBLE,
    DEPARTURE_ANNOUNCED,
    POST_VACANT,
    POST_FILLED,
    APPROACH_REFUSED,
    SOUNDINGS_BEGAN,
    SOUNDINGS_LAPSED,
    TALKS_BEGAN,
    TALKS_LEAKED,
    TALKS_STALLED,
    TALKS_REPAIRED,
    CANDIDATE_PROPOSED,
    CANDIDATE_TURNED_DOWN,
    DEADLOCK,
    TALKS_FAILED,
    PARTNERSHIP_AGREED,
    COUNCIL_JOINED,
    TEAM_SHARED,
    SERVICES_SHARED,
    TARGET_MET,
    SUCCESSOR_AGREED,
    COUNCIL_LEFT,
    PARTNERSHIP_ENDED,
    COUNTY_REORGANISED,
) = range(26)
