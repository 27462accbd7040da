"""Every parameter of the model, declared once; and the frozen shape that rules read."""

from __future__ import annotations

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np

from simulation import terms
from simulation.parameters.clock import Clock
from simulation.parameters.contact import Affinity, Approach, Trust
from simulation.parameters.declare import Group
from simulation.parameters.effects import Effects
from simulation.parameters.endings import OwnCapacity, Review
from simulation.parameters.entry import ENTRY, Bids, Restructuring, Search, Sparsity
from simulation.parameters.expertise import Expertise
from simulation.parameters.fairness import Fairness
from simulation.parameters.interventions import Choices, Levers, Shocks
from simulation.parameters.money import Money
from simulation.parameters.motives import Motives
from simulation.parameters.pressure import ChiefExecutives, Councils, Leaders, Politics, Stress
from simulation.parameters.reasons import Reasons
from simulation.parameters.sharing import Aftermath, Ending, Partnership
from simulation.parameters.talks import Appointment, Breakdown, Costs, Support, Talks, Vote
from simulation.parameters.tiers import Tiers

NUMBERS: dict[str, type[Group]] = {
    "stress": Stress,
    "politics": Politics,
    "leaders": Leaders,
    "chief_executives": ChiefExecutives,
    "councils": Councils,
    "affinity": Affinity,
    "trust": Trust,
    "approach": Approach,
    "motives": Motives,
    "talks": Talks,
    "clock": Clock,
    "support": Support,
    "breakdown": Breakdown,
    "reasons": Reasons,
    "appointment": Appointment,
    "vote": Vote,
    "costs": Costs,
    "partnership": Partnership,
    "expertise": Expertise,
    "ending": Ending,
    "review": Review,
    "own_capacity": OwnCapacity,
    "aftermath": Aftermath,
    "money": Money,
    "effects": Effects,
    **ENTRY,
    "fairness": Fairness,
    "tiers": Tiers,
}
"""Groups that hold numbers only, by the name they have in a scenario."""

INTERVENTIONS: dict[str, type[Group]] = {"levers": Levers, "choices": Choices, "shocks": Shocks}
"""Groups that say what is tried."""


class ChoiceCodes(NamedTuple):
    """The choices as numbers, as the rules read them."""

    protocol: int
    order: int
    scope: int
    savings_target: int
    partner_rule: int
    clock: int
    review: int
    review_again: int
    wait_for_vacancy: int


class Parameters(NamedTuple):
    """All parameters as the rules read them.

    Each field is a NamedTuple with the fields of the group that annotates it, so that numba and
    Python read the same tree of numbers.
    """

    stress: Stress
    politics: Politics
    leaders: Leaders
    chief_executives: ChiefExecutives
    councils: Councils
    affinity: Affinity
    trust: Trust
    approach: Approach
    motives: Motives
    talks: Talks
    clock: Clock
    support: Support
    breakdown: Breakdown
    reasons: Reasons
    appointment: Appointment
    vote: Vote
    costs: Costs
    partnership: Partnership
    expertise: Expertise
    ending: Ending
    review: Review
    own_capacity: OwnCapacity
    aftermath: Aftermath
    money: Money
    effects: Effects
    restructuring: Restructuring
    search: Search
    sparsity: Sparsity
    bids: Bids
    fairness: Fairness
    tiers: Tiers
    choices: ChoiceCodes


FROZEN: dict[str, Any] = {
    name: namedtuple(f"{group.__name__}Numbers", list(group.model_fields), module=__name__)
    for name, group in NUMBERS.items()
}
"""The NamedTuple of each group; made once, because numba knows a type by its class."""

globals().update({kind.__name__: kind for kind in FROZEN.values()})  # where pickle looks for them


def choice_codes(choices: Choices) -> ChoiceCodes:
    """Return the numbers of the choices made."""
    codes = {
        name: words.index(getattr(choices, name).replace("_", " "))
        for name, words in terms.CHOICES.items()
    }
    return ChoiceCodes(wait_for_vacancy=int(choices.wait_for_vacancy), **codes)


def frozen(groups: dict[str, Group], choices: Choices) -> Parameters:
    """Return the parameters in the shape that rules read.

    Parameters
    ----------
    groups : dict of str to Group
        One group for each name in `NUMBERS`.
    choices : Choices
        The named choices.
    """
    numbers = {name: FROZEN[name](**groups[name].model_dump()) for name in NUMBERS}
    return Parameters(**numbers, choices=choice_codes(choices))


def packed(parameters: Parameters) -> Any:
    """Return the parameters as one record, which a compiled function takes by address.

    Compiled code reads in it what `Parameters` has, under the same names.
    """
    types: list[Any] = []
    for name, numbers in zip(parameters._fields, parameters, strict=True):
        kinds = [(field, np.array(value).dtype) for field, value in _items(numbers)]
        types.append((name, np.dtype(kinds, align=True)))
    record = np.zeros(1, dtype=np.dtype(types, align=True))
    for name, numbers in zip(parameters._fields, parameters, strict=True):
        for field, value in _items(numbers):
            record[name][field] = value
    return record[0]


def _items(numbers: Any) -> list[tuple[str, float]]:
    return list(numbers._asdict().items())
