"""What pages say of results in their own words, and what must bear it out.

Sentences that are made from results stand between markers and need no entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulation import terms
from tests.docs.borne_out import (
    COUNTS,
    begun,
    best,
    bring_together,
    councils,
    counted,
    covered_as_they_should,
    easy,
    embedded_in_two_years,
    ended,
    few_are_pinned,
    half_become_wary,
    in_common,
    leaders_end_talks_and_partnerships,
    little_moves,
    most_effects_have_a_direction_alone,
    motives_in_order,
    nearly_all_were_calibrated_to,
    nest,
    no_length_is_best,
    party_is_small,
    share_of_assumptions,
    share_of_the_tutorial,
    the_embargo_alone_is_steep,
    thin_cover_probably,
    vacancy_led,
    values,
    widest_structure,
    without_slimming,
)

HISTORY = "docs/explanation/history.md"
MODEL = "docs/model.md"
WHY = "docs/explanation/why_believe_it.md"
MATTERS = "docs/explanation/what_matters.md"
README = "README.md"
STUDY = "docs/tutorials/a_study.md"

CALLED = (
    r"\b(?:80|95) %",
    r"\b(?:Python|glibc|Mesa) \d\.\d+(?: (?:to|or) \d\.\d+)?",
    r"half an hour",
)
"""What an interval, a class of rows, a version and the time of a reader are called by."""

LEFT = {
    "docs/studies.md": (
        "2.0 is 2",
        "is 0.5",
        "at most 100,000 points",
        "95 of 100 studies",
        "counts half, as always",
        "a difference of 2 points",
        "a level of 5 %",
        "in 5 % of studies at most",
        "nine runs in ten",
    ),
    "docs/explanation/first_use.md": ("tried twice", "half hour"),
    "docs/explanation/sources.md": ("about half became warier",),
    "docs/how_to/class.md": ("is not counted twice",),
    "docs/how_to/local.md": ("counts half",),
    "docs/how_to/view.md": ("half-filled circle",),
    "docs/tutorials/a_study.md": ("2 points of success", "four times in five"),
    "docs/how_to/two_councils.md": ("0.01 is one point",),
}
"""What looks like a number of a result and is a rule, a setting, or what a source says, by page."""


class Claim(NamedTuple):
    """A page, words of it, and whether results bear them out or the words that they would give.

    Of words with `{}` the results fill the gap.
    """

    page: str
    words: str
    of_results: Callable[[], bool | str]


CLAIMS = (
    Claim(README, "runs of England's {} shire districts", councils),
    Claim(MODEL, "England's {} shire districts", councils),
    Claim(README, "SF001: {} councils", lambda: counted("SF001")[0]),
    Claim(
        README,
        "SF002: {} partnerships about 2017",
        lambda: "{1} districts in {0}".format(*counted("SF002")),
    ),
    Claim(
        HISTORY, "The vacancy led {} partnerships in ten and resilience next to none", vacancy_led
    ),
    Claim(MODEL, "vacancy led {} partnerships in ten and resilience next to none", vacancy_led),
    Claim(HISTORY, "Partnerships ended {} as often as in England", ended),
    Claim(MODEL, "partnerships ended {} as often as in England", ended),
    Claim(HISTORY, "From 2012 on {} as many began as in England", begun),
    Claim(MODEL, "and {} as many began from 2012 on", begun),
    Claim(HISTORY, "These levels are of {} runs each", nest),
    Claim(
        HISTORY, "holds entries down from 2012 on: without it {} as many begin", without_slimming
    ),
    Claim(
        HISTORY,
        "Looking on, extensions and the occasion of a vacancy bring councils together",
        bring_together,
    ),
    Claim(HISTORY, "and probably thin cover as a motive does", thin_cover_probably),
    Claim(HISTORY, "by no more than one point of success and two councils", little_moves),
    Claim(
        HISTORY,
        "with a date and no pace plans of nine months or more are most probably best",
        lambda: best("no pace", lambda months: months >= 9) > 0.8,
    ),
    Claim(
        HISTORY,
        "with a pace and no date those of three months or less",
        lambda: best("no date", lambda months: months <= 3) > 0.8,
    ),
    Claim(
        HISTORY,
        "with both the shortest plan is about as probably best as one of six months",
        lambda: (
            abs(
                best("calendar", lambda months: months == 1)
                - best("calendar", lambda months: months == 6)
            )
            < 0.05
        ),
    ),
    Claim(
        HISTORY,
        "the steep fall of the first edition belongs to the embargo, under "
        "which success falls from six to 18 months more than twice as far as "
        "under any other clock",
        the_embargo_alone_is_steep,
    ),
    Claim(HISTORY, "a best length, and a steep fall beyond", the_embargo_alone_is_steep),
    Claim(HISTORY, "success falls steeply with planned length", the_embargo_alone_is_steep),
    Claim(
        "CHANGELOG.md",
        "that success falls steeply with length came from one assumption",
        the_embargo_alone_is_steep,
    ),
    Claim(
        HISTORY,
        "talks fail more often; partnerships end more often, by a review in a "
        "later month, and by how much depends on which of the two is assumed",
        leaders_end_talks_and_partnerships,
    ),
    Claim(
        HISTORY,
        "on average under five points at any weight that was tried, in talks "
        "and in how long partnerships live",
        party_is_small,
    ),
    Claim(
        HISTORY,
        "money first; resilience and the government's favour next and, over the"
        " posterior, level; the vacancy is an occasion",
        motives_in_order,
    ),
    Claim(MATTERS, "between two of them is nowhere larger than {} in size", in_common),
    Claim(
        MATTERS,
        "planned lengths from {} months",
        lambda: values("talk_length", "talks.planned_months"),
    ),
    Claim(
        MATTERS,
        "turnovers of leaders from {} % a year",
        lambda: values("leadership_change", "leader_turnover"),
    ),
    Claim(WHY, "{} in ten have the latter", share_of_assumptions),
    Claim(
        WHY,
        "Of most effects of levers the source gives only the direction",
        most_effects_have_a_direction_alone,
    ),
    Claim(
        "docs/how_to/compare.md",
        "most sources give a direction alone",
        most_effects_have_a_direction_alone,
    ),
    Claim(WHY, "intervals hold the true values as often as they should", covered_as_they_should),
    Claim(
        WHY,
        "nearly all of these numbers had a part in the calibration",
        nearly_all_were_calibrated_to,
    ),
    Claim(
        WHY,
        "The largest structural doubt, what a planned length is, is a choice of {} assumptions",
        lambda: COUNTS[len(terms.CLOCKS)] * (widest_structure() == "talk_length"),
    ),
    Claim(
        MODEL,
        "a pace and a date; {} other assumptions beside it",
        lambda: COUNTS[len(terms.CLOCKS) - 1],
    ),
    Claim(
        WHY,
        "**Which planned length is best.** It depends on what a plan is taken to be",
        no_length_is_best,
    ),
    Claim(MODEL, "Half of the councils become wary", half_become_wary),
    Claim(MODEL, "Embedding rises to 1 in about two years", embedded_in_two_years),
    Claim(STUDY, "That a share of {} is England's", share_of_the_tutorial),
    Claim("docs/how_to/posterior.md", "Few parameters are pinned down", few_are_pinned),
    Claim("docs/how_to/scorecard.md", "fewer than {} % of draws from the priors pass", easy),
)
"""Every such sentence that was found."""
