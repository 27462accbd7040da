"""What settings are called, in words for people."""

from __future__ import annotations

from functools import cache

from experiments.browser.visit.lever_words import LEVERS
from experiments.text.numbers import capital
from simulation.catalogue import catalogue

LABELS = {
    "affinity.culture": "Ways of working: trust lost where they differ most",
    "affinity.level": "Neighbours who are alike: how much they trust each other",
    "affinity.mismatch": "Two parties: trust lost where different ones are in control",
    "approach.finance": "Money: chance a month that a council under full stress asks another",
    "approach.window": "A post that opens: chance a month that it makes a council ask another",
    "breakdown.leak": "Leaks: chance a month that a done deal is reported",
    "choices.clock": "Planned length: what it sets, the pace, the date or both",
    "choices.partner_rule": "Partners: which councils may be asked",
    "choices.protocol": "Talks: what they settle first",
    "choices.wait_for_vacancy": "Ask only while a chief executive’s post is opening",
    "leaders.inherited": "Change of leader: share of trust that outlives it",
    "leaders.leave_election": "Election: chance that the leader goes",
    "leaders.leave_month": "Any other month: chance that the leader goes",
    "politics.salience": "Reorganisation: how much talk there is of it",
    "talks.momentum_months": "Momentum: months for which talks keep it in full",
    "talks.patience": "Patience: months after the planned end before all give up",
    "talks.planned_months": "Talks: months that they are planned for",
    "talks.planned_spread": "Plans: how far their lengths spread",
}
"""What settings are called that a class meets first; others are called by what they mean."""


def setting_label(name: str) -> str:
    """Return what a setting is called, in words.

    Examples
    --------
    >>> setting_label("leaders.leave_election"), setting_label("levers.visits")
    ('Election: chance that the leader goes', 'Visit staff')
    """
    lever = LEVERS.get(name.removeprefix("levers."))
    return LABELS.get(name) or (lever.title if lever else capital(_meanings().get(name, name)))


@cache
def _meanings() -> dict[str, str]:
    return {entry.name: entry.meaning for entry in catalogue()}
