"""What every column of every table means, and its unit: the data dictionary."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a result table.

    Attributes
    ----------
    unit : str
        Unit or kind of value.
    meaning : str
        What it says, in a few words.
    """

    unit: str
    meaning: str


def _columns(text: str) -> dict[str, Column]:
    """Return the columns that lines of ``name | unit | meaning`` describe."""
    rows = (line.split("|") for line in text.strip().splitlines())
    return {name.strip(): Column(unit.strip(), meaning.strip()) for name, unit, meaning in rows}


RUN = Column("number", "number of the run within the ensemble; only in tables of many runs")
"""The column that stands first in the tables of an ensemble."""

MOTIVES = """
motive_vacancy | share | of the motives: a chief executive's post that is opening
motive_finance | share | of the motives: money trouble
motive_resilience | share | of the motives: thin specialist cover, and no special reason
motive_fashion | share | of the motives: others around have just begun sharing
motive_government | share | of the motives: central signal, grants, a mandate
motive_distress | share | of the motives: stress at which a council asks anyone
"""

MONTHLY = """
month | month | number of the month, 0 is the scenario's first
date | month | the same as 2011-05
councils_sharing | councils | that share a chief executive at the end of the month
partnerships | partnerships | alive at the end of the month
talks_open | talks | formal talks going on
windows | councils | whose own chief executive's post is opening
mean_stress | 0 to 1 | mean stress of councils
mean_wariness | 0 to 1 | mean wariness of councils
gross_saving | pounds a year | gross saving of all partnerships, at the month's rate
approaches | approaches | made in the month
talks_began | talks | formal talks that began in the month
talks_agreed | talks | that ended with an agreement
talks_failed | talks | that ended without one
partnerships_ended | partnerships | that ended in the month
leader_changes | leaders | who took office in the month
councils_left | councils | that left a partnership of three or more
"""

COUNCILS = """
code | code | of the council
name | text | of the council
tier | label | tier of local government
county | text | county, empty if none
region | text | region, empty if none
x_km | km | easting of its centre
y_km | km | northing of its centre
population | people | census of 2011 in England
deprivation | 0 to 1 | percentile of deprivation, 1 the most deprived
net_budget | pounds a year | net revenue expenditure
grant_exposure | ratio | exposure to grant cuts, mean 1
grant_share | share | of the budget that is grant
election_cycle | label | whole council, thirds or halves
election_year | year | a year of a whole-council election, 0 if none
culture | 0 to 1 | drawn: 0 member-led, 1 officer-led
hostile | 0 or 1 | drawn: has a hostile insider
systems | kind | drawn: which kind of computer systems it runs
reserves | pounds | drawn: usable reserves
directors | posts | drawn: directors
heads | posts | drawn: heads of service
thin | share | drawn: of roles without a specialist
size_factor | factor | weight of the case for sharing at its budget
leader_style | 0 to 1 | drawn: the first leader's style, a point on a circle
leader_boldness | 0 to 1 | drawn: the first leader's boldness
leader_persuasion | 0 to 1 | drawn: the first leader's persuasion
chief_ambition | 0 to 1 | drawn: the first chief executive's ambition
chief_strength | 0 to 1 | drawn: the first chief executive's force of personality
chief_skill | 0 to 1 | drawn: the first chief executive's skill at serving several councils
chief_delegation | 0 to 1 | drawn: the first chief executive's readiness to delegate
"""

COUNCIL_YEARS = """
year | year | calendar year
code | code | of the council
control | party | in control in December, missing where there is no council
sharing | true or false | shares a chief executive in December
leader_changes | leaders | who took office in the year
months_free | months | neither in talks nor sharing
months_window | months | with its own chief executive's post opening
wariness | 0 to 1 | in December
stress | 0 to 1 | mean of the year's months
service_cuts | pounds | of services cut to close what is left of the gap
cover | share | of eight roles with a specialist of its own or a partner's
directors_lost | directors | strong directors who left
"""

APPROACHES = f"""
month | month | of the approach
asker | code | council that asked
asked | code | council that was asked
{MOTIVES.strip()}
window | true or false | a post was opening on either side
trust | 0 to 1 | of the asker's leader in the one asked
accepted | true or false | whether the answer was yes
"""

TALKS = f"""
talks | number | of the talks within its run
councils | codes | the asker first, joined by a semicolon
initiator | label | who began it at the asker: leader or chief executive
{MOTIVES.strip()}
purpose | share | of the motives beyond cost
party_mismatch | 0, 0.5, 1 | one party, no party in control, two parties; at the start
culture_gap | 0 to 1 | between member-led and officer-led
stress_gap | -1 to 1 | the asker's stress less the other's, at the start
profile_gap | 0 to 1 | of deprivation percentiles
size_gap | log units | of populations
distance_km | km | between centres
contiguous | true or false | the two are neighbours
same_county | true or false | the two are in one county
tiers | labels | of both councils
joint_bid | true or false | their county bid jointly before
first_contact | month | in which the one asked said yes
began | month | formal talks began
ended | month | formal talks ended, missing while open
months | months | of formal talks, missing while open
planned_months | months | that were planned
scope | label | what the plan shares from the start
protocol | label | what is settled first
vacancy | label | on which side a post was opening at the start
vacancy_kind | label | retirement or job move
candidate | label | for the joint post, missing if none was settled
leader_changes | leaders | who changed during talks
stalled_months | months | in which talks were stalled
repaired | times | stalled talks were repaired
leaked | month | of a leak, missing if none
outcome | label | agreed, failed or open
stage | label | of a failure: in talks or at the vote
reason | label | of a failure: the one that ended it
causes_asker | labels | up to three that the asker cites, joined by a semicolon
causes_asked | labels | up to three that the other side cites
trust_start | 0 to 1 | smaller trust of the two leaders at the start
trust_month_3 | 0 to 1 | the same in month 3, missing if talks were shorter
trust_end | 0 to 1 | the same at the end
vision_start | 0 to 1 | shared at the start
vision_end | 0 to 1 | shared at the end
evidence | 0 to 1 | gathered
groundwork | 0 to 1 | laid inside the councils
members_asker | 0 to 1 | support of the asker's members at the end
officers_asker | 0 to 1 | support of the asker's officers at the end
fear_asker | 0 to 1 | the asker's fear of a takeover at the end
members_asked | 0 to 1 | support of the other side's members at the end
officers_asked | 0 to 1 | support of the other side's officers at the end
fear_asked | 0 to 1 | the other side's fear of a takeover at the end
cash | pounds | spent on talks
officer_hours | hours | of officers of both sides
officer_cost | pounds | of these hours at the stated price
trust_after | 0 to 1 | smaller trust after the end, missing while open
services_kept | services | shared by the two after the end, missing while open
partnership | number | of the partnership formed or joined, missing if none
"""

PARTNERSHIPS = f"""
partnership | number | of the partnership within its run
talks | number | of the talks it came from
councils | codes | all that were ever in it, in order, joined by a semicolon
controls | parties | in control of each on entry
leaders | parties | of the leader of each on entry
party_mismatch | 0, 0.5, 1 | largest mismatch on entry
counties | names | of the counties of each
tiers | labels | of each
contiguous | true or false | the first two are neighbours
same_county | true or false | the first two are in one county
distance_km | km | between the first two
{MOTIVES.strip()}
purpose | share | of the motives beyond cost
began | month | of the agreement
ended | month | of the end, missing while alive
months | months | it lasted, missing while alive
how | label | alive, by choice, merged, company or reorganised
reason | label | of the end, missing while alive
size | councils | in it now, or at its end
largest | councils | that were ever in it
scope | label | what the plan shared from the start
depth | label | how far sharing went
team_month | month | in which the management team became shared, missing if never
services_month | month | in which services became shared, missing if never
embedding | 0 to 1 | how far sharing is habit
burden | burden | of coordination, about 0.25 for a plain pair
time_share_first | share | of the chief executive's time for the first council
directors_before | posts | of directors before the joint team, 0 without one
directors_after | posts | planned for the joint team
heads_before | posts | of heads before the joint team, 0 without one
heads_after | posts | planned for the joint team
posts_removed | posts | that go
leavers | people | chief executives made to leave
expected | pounds a year | honest expectation, management layer
target | pounds a year | promised, management layer; missing where none is given
target_met | month | in which the target was met, missing if not
management_saving_year | pounds a year | of the management layer, now or at the end
services_saving_year | pounds a year | of services, now or at the end
gross_saving | pounds | all so far
gross_management | pounds | all so far, management layer
observed_saving | pounds | all so far, as reported
net_saving | pounds | gross less set-up cost
setup_cost | pounds | paid once, after grants
payback_months | months | until the last stage had saved its cost, missing if not yet
services_kept | services | shared services that outlived it
"""

PARTNERSHIP_YEARS = """
partnership | number | of the partnership within its run
year | year | whose December it is
months | months | since it began
size | councils | in it
depth | label | how far sharing went
embedding | 0 to 1 | how far sharing is habit
burden | burden | of coordination
equity | 0 to 1 | as the worst-served partner perceives it
members | 0 to 1 | support of the least willing members
officers | 0 to 1 | support of the least willing officers
gross_management | pounds a year | saved by the management layer, at December's rate
gross_services | pounds a year | saved by services, at December's rate
observed | pounds a year | as reported
net | pounds | gross less set-up cost, all so far
cover | share | of roles with a specialist, mean of the partners
quality | 0 to 1 | of roles and management
"""

EVENTS = """
month | month | of the event
date | month | the same as 2011-05
kind | label | of event, from a closed list
council | code | first council, missing if none
other | code | second council, missing if none
talks | number | of the talks it belongs to, missing if none
partnership | number | of the partnership it belongs to, missing if none
value | number | by kind: months, trust, posts, pounds
sentence | text | what happened and why
"""

DICTIONARY: dict[str, dict[str, Column]] = {
    "monthly": _columns(MONTHLY),
    "councils": _columns(COUNCILS),
    "council_years": _columns(COUNCIL_YEARS),
    "approaches": _columns(APPROACHES),
    "talks": _columns(TALKS),
    "partnerships": _columns(PARTNERSHIPS),
    "partnership_years": _columns(PARTNERSHIP_YEARS),
    "events": _columns(EVENTS),
}
"""Every column of every table, in the order it stands there."""
