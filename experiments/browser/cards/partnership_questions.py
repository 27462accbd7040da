"""Every "what if?" about a partnership: whether it lives five years on, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from experiments.browser.cards.questions import Asked, Prospects, answers
from experiments.browser.cards.replays import MOST_MONTHS, PartnershipReplays
from experiments.decisions.replays.begun import BegunPartnership, Change
from experiments.decisions.replays.people_changed import CERTAIN, MUCH_TRUST, PEOPLE
from experiments.decisions.replays.pulling import SHARING
from simulation import Scenario
from simulation.draws import CHIEF_GOES
from simulation.end_causes import END_CAUSES
from simulation.result.sentences import months

YEARS = MOST_MONTHS // 12

SKILLED = 0.9
"""Skill, and delegation, of a chief executive who is good at serving several councils."""


def _nothing(_: BegunPartnership) -> str:
    return "Nothing is changed."


def _leaders_stay(_: BegunPartnership) -> str:
    return f"All leaders stay in office for {YEARS} years, whatever elections bring."


def _chief_stays(_: BegunPartnership) -> str:
    return f"The chief executive stays for {YEARS} years."


def _keep_chief(begun: BegunPartnership) -> None:
    draws = begun.model.arrays[0].draws
    draws[CHIEF_GOES, begun.world.partnerships.seat[begun.row]] = CERTAIN


def _skilled(begun: BegunPartnership) -> str:
    chiefs, seat = begun.world.chiefs, begun.world.partnerships.seat[begun.row]
    if chiefs.skill[seat] >= SKILLED and chiefs.delegation[seat] >= SKILLED:
        return ""
    chiefs.skill[seat] = max(chiefs.skill[seat], SKILLED)
    chiefs.delegation[seat] = max(chiefs.delegation[seat], SKILLED)
    return "The chief executive is good at serving several councils, and delegates."


def _trust(begun: BegunPartnership) -> str:
    ties, shared = begun.world.ties, begun.world.partnerships
    links = [shared.link[begun.row, place] for place in range(shared.partners[begun.row])]
    low = [link for link in links if ties.trust[link] < MUCH_TRUST]
    for link in low:
        ties.trust[link] = MUCH_TRUST
    return f"Each leader begins with a trust of {MUCH_TRUST:.0%}." if low else ""


def _alike(begun: BegunPartnership) -> str:
    culture, councils = begun.world.councils.culture, begun.councils
    middle = sum(culture[one] for one in councils) / len(councils)
    if max(abs(culture[one] - middle) for one in councils) < 0.005:  # noqa: PLR2004
        return ""
    for one in councils:
        culture[one] = middle
    return "All are led by members and officers alike."


CHANGES: dict[str, Change] = {
    "nothing": Change("As it was", "With nothing changed", _nothing),
    "leaders_stay": Change(
        "All leaders stay", "With all leaders in office", _leaders_stay,
        PEOPLE["leaders_stay"].each_month,
    ),
    "chief_stays": Change(
        "The chief executive stays", "With the same chief executive", _chief_stays, _keep_chief
    ),
    "skilled": Change(
        "A chief executive who is good at it", "With a skilled chief executive", _skilled,
        already="The chief executive was as good at it already.",
    ),
    "trust": Change(
        "The leaders begin with much trust", "With much trust at the start", _trust,
        already="They trusted each other as much already.",
    ),
    "alike": Change(
        "They work alike", "With like ways of working", _alike,
        already="Their ways of working were alike already.",
    ),
    **SHARING,
}  # fmt: skip
"""What can be changed in a partnership, in the order it is offered."""


def ask_partnership(
    scenario: Scenario, *, seed: int, run: int, partnership: int
) -> Iterator[Prospects]:
    """Yield the table of all questions about a partnership, anew with each answer.

    Raises
    ------
    InputError
        If there was no such partnership.
    """
    replays = PartnershipReplays(scenario, seed=seed, run=run, partnership=partnership)
    return answers(replays, Asked(CHANGES, end_words, _same, "live on", "they"))


def _same(_: Any, now: Any) -> str:
    return f"{end_words(now)} all the same"


def end_words(row: Any) -> str:
    """Return how a partnership stood after five years, or when and why it ended."""
    if row["ended"] < 0:
        return "lives on"
    length = months(int(row["ended"] - row["began"]))
    return f"ended after {length} ({END_CAUSES[int(row['cause'])]})"
