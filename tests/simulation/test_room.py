"""The room that a month asks for is enough for the busiest month there can be."""

from __future__ import annotations

from typing import Any

import pytest

from simulation import PartnershipModel, Scenario
from simulation.rules.month import room
from simulation.world import viewed
from tests.strategies import BUSY, WORLDS, Changes

RESTLESS: Changes = {
    "geography.size": 100,
    "period.start": "2007-03",
    "period.months": 16,
    "approach.distress": 1.0,
    "approach.intervention_stress": 0.0,
    "approach.base": 0.1,
    "approach.accept_base": 1.0,
    "approach.least_trust": 0.0,
    "approach.soundings": 0.0,
    "approach.soundings_window": 0.0,
    "approach.refusal_months": 0,
    "aftermath.rest_months": 0,
    "leaders.leave_month": 0.08,
    "leaders.leave_election": 1.0,
    "leaders.leave_control": 1.0,
    "breakdown.leader_base": 1.0,
}
"""All ask and are told yes in every month, and nearly all leaders go every May."""


GROWING = {0: ("talks", "partnerships", "events"), 1: ("approaches", "partnership_years")}
"""Tables that grow, of the world and of the books."""


class Cramped(PartnershipModel):
    """A model whose tables have, each month, exactly the room that is asked for."""

    cut = 0

    def make_room(self) -> None:
        """Make tables as short as they can be, and count it."""
        super().make_room()
        self.cut += 1
        for part, names in GROWING.items():
            for name in names:
                self._arrays = self._cut(part, name, self._least(part, name))
        self.world, self.books = viewed(*self._arrays)

    def _cut(self, part: int, name: str, rows: int) -> Any:
        """Return world and books with only so many rows of one table."""
        arrays: list[Any] = list(self._arrays)
        arrays[part] = arrays[part]._replace(**{name: getattr(arrays[part], name)[:rows].copy()})
        return tuple(arrays)

    def _least(self, part: int, name: str) -> int:
        """Return the fewest rows of a table with which there is room."""
        low, high = 0, len(getattr(self._arrays[part], name))
        while low < high:
            middle = (low + high) // 2
            enough = room(*viewed(*self._cut(part, name, middle)))
            low, high = (low, middle) if enough else (middle + 1, high)
        return low


@pytest.mark.parametrize("changes", [RESTLESS, BUSY | {"period.months": 60}],
                         ids=["restless", "busy"])  # fmt: skip
def test_there_is_room_for_the_busiest_month(changes: Changes) -> None:
    """With no more room than is asked for no month runs over the end of a table."""
    scenario = Scenario().with_changes(WORLDS["hexagonal"] | changes)
    model = Cramped(scenario, rng=1)
    while model.running:
        model.step()
    assert model.cut == scenario.period.months
    assert len(model.result().talks) > 50
