"""The mechanisms of the model, and the parameters that switch each off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from simulation.scenario import Scenario

EVERYTHING_ON = "everything on"
"""What stands in place of a mechanism where none is off."""


@dataclass(frozen=True)
class SameAs:
    """The value of another parameter, whatever it is in the scenario at hand."""

    name: str


@dataclass(frozen=True)
class Mechanism:
    """Something of the model in words, and the values that switch it `off`, by dotted name."""

    name: str
    off: Mapping[str, Any]

    def changes(self, scenario: Scenario) -> dict[str, Any]:
        """Return the values that switch it off in a scenario, by dotted name."""
        return {
            name: attrgetter(value.name)(scenario) if isinstance(value, SameAs) else value
            for name, value in self.off.items()
        }

    def without(self, scenario: Scenario) -> Scenario:
        """Return a scenario in which it is switched off."""
        return scenario.with_changes(self.changes(scenario))

    @property
    def words(self) -> str:
        """The values that switch it off, in words."""
        return ", ".join(
            f"{name} = {value.name if isinstance(value, SameAs) else json.dumps(value)}"
            for name, value in self.off.items()
        )


MECHANISMS = (
    Mechanism("Cuts in grant", {"stress.cut": 0.0}),
    Mechanism("Encouragement and grants of the centre", {"history.signal": False, "history.grants": False}),
    Mechanism("Openings at the top", {"approach.window": 0.0, "approach.seek_window": 0.0, "approach.accept_window": 0.0,
                                      "talks.vision_window": 0.0, "approach.soundings_window": SameAs("approach.soundings"),
                                      "motives.occasion": 0.0}),
    Mechanism("Thin cover as a motive", {"approach.resilience": 0.0}),
    Mechanism("Fashion", {"approach.fashion": 0.0}),
    Mechanism("Size of budget", {"approach.size_power": 0.0}),
    Mechanism("Chemistry of leaders", {"affinity.chemistry": 0.0}),
    Mechanism("Likeness of places", {"affinity.profile": 0.0, "affinity.stress": 0.0}),
    Mechanism("Culture", {"councils.culture_spread": 0.0}),
    Mechanism("Party", {"affinity.mismatch": 0.0, "support.fear_party": 0.0, "breakdown.leader_mismatch": 0.0,
                        "ending.leader_mismatch": 0.0, "partnership.burden_policy": 0.0}),
    Mechanism("Distance", {"affinity.distance": 0.0, "support.officers_distance": 0.0, "partnership.officers_distance": 0.0,
                           "partnership.burden_distance": 0.0, "partnership.services_distance": 0.0,
                           "partnership.services_apart": 1.0}),
    Mechanism("History of working together", {"affinity.joint_bid": 0.0, "affinity.services": 0.0}),
    Mechanism("The gate of trust", {"vote.trust": 0.0, "talks.stall_trust": 0.0, "trust.floor": 0.0}),
    Mechanism("The gate of vision", {"vote.vision": 0.0}),
    Mechanism("The gate of members", {"vote.members": 0.0, "breakdown.members": 0.0}),
    Mechanism("The gate of officers", {"vote.officers": 0.0, "breakdown.hostile": 0.0}),
    Mechanism("Fear of a takeover", {"support.members_fear": 0.0}),
    Mechanism("Momentum", {"talks.momentum_months": 24.0, "breakdown.momentum": 0.0}),
    Mechanism("Groundwork before the vote", {"vote.exposed": 0.0, "vote.noise": 0.0, "vote.bias": 0.0}),
    Mechanism("Rivalry for the joint post", {"appointment.deadlock": 0.0, "breakdown.self_interest": 0.0, "breakdown.clash": 0.0}),
    Mechanism("Changes of leader in talks", {"breakdown.leader_base": 0.0, "breakdown.leader_mismatch": 0.0}),
    Mechanism("Set-up cost", {"money.severance": 0.0, "money.project": 0.0}),
    Mechanism("Wariness and lost trust after a failure", {"aftermath.wary_chance": 0.0, "aftermath.ruled_out": 0.0,
                                                          "trust.lost_badly": 0.0, "trust.lost_mildly": 0.0}),
    Mechanism("Embedding", {"ending.embedded_hold": 0.0, "partnership.embedding_rate": 0.0}),
    Mechanism("Burden of coordination", {"partnership.burden_base": 0.0, "partnership.burden_depth": 0.0,
                                         "partnership.burden_policy": 0.0, "partnership.burden_distance": 0.0}),
    Mechanism("Fairness between partners", {"partnership.equity_harm": 0.0}),
    Mechanism("Dips in support at the start", {"partnership.dip_members": 0.0, "partnership.dip_officers": 0.0}),
    Mechanism("Succession of the shared chief executive", {"ending.succession_base": 1.0, "ending.succession_trust": 0.0}),
    Mechanism("Deepening", {"partnership.team_rate": 0.0, "partnership.services_rate": 0.0}),
    Mechanism("Slimming of own teams", {"restructuring.rate": 0.0}),
    Mechanism("Looking on", {"search.retry": 0.0}),
    Mechanism("Rural sparsity", {"sparsity.case": 0.0, "sparsity.thin": 0.0}),
    Mechanism("Joint bids", {"bids.pulse": 0.0}),
    Mechanism("Distress", {"approach.distress": 0.0}),
    Mechanism("Shared rationale", {"motives.first": 0.0, "motives.growth": 0.0}),
    Mechanism("Worth of expertise", {"expertise.members_cover": 0.0, "expertise.officers_directors": 0.0}),
    Mechanism("Who gains, in talks", {"fairness.weight": 0.0}),
    Mechanism("Reviews after new control and new leaders", {"review.control": 0.0, "review.leader": 0.0}),
    Mechanism("Wish for own capacity", {"own_capacity.rate": 0.0}),
    Mechanism("Prudent targets", {"money.prudence_low": 1.0, "money.prudence_high": 1.0, "money.met_effort": 1.0}),
)  # fmt: skip
"""Every mechanism that is switched off, one at a time."""
