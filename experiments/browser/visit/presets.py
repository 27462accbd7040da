"""Presets: named sets of changes for the project's questions and for the levers of policy.

    PRESETS["long_talks"].scenario_on(scenario)       # the scenario with its changes
    PRESETS["long_talks"].title, .question, .watch    # what to pick it by, and what to look at
    preset_groups()                                   # for a menu: group -> presets in order

A preset is data: dotted names and values as `partnerships run --set` takes them, and what it is
best compared with, itself a preset. Nothing here knows what comes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation import Scenario

TALK_LENGTH = "How long should talks take?"
LEADERS = "What do changes of leader do?"
PARTIES = "Does it matter who is in control?"
POLICY = "What can councils do about it?"
CENTRE = "What can the centre do?"
WORLDS = "Other worlds"


@dataclass(frozen=True)
class Preset:
    """A named set of changes.

    Attributes
    ----------
    name, title, group : str
        Its key, what a person picks, and under which heading.
    question, watch : str
        What it asks, and where the answer can be seen.
    changes : mapping of str to object
        By dotted name.
    against : str
        The preset it is best compared with.
    """

    name: str
    title: str
    group: str
    question: str
    watch: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    against: str = "as_it_was"

    def scenario_on(self, scenario: Scenario) -> Scenario:
        """Return a scenario with the changes of this preset.

        Raises
        ------
        InputError
            If a change does not fit, which no preset of the project does to England.
        """
        return scenario.with_changes(dict(self.changes))


FAN = "Ensemble: councils sharing, and success of talks against the baseline."
LENGTHS = "Ensemble: success by length of talks, and months to agreement."
WHY = "Ensemble: reasons for failure, and success against the baseline."

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "as_it_was", "England as it was", WORLDS,
            "What happens when nothing is changed?", FAN,
        ),
        Preset(
            "short_talks", "Talks planned for two months", TALK_LENGTH,
            "Is it enough to be quick?", LENGTHS, {"talks.planned_months": 2.0},
        ),
        Preset(
            "long_talks", "Talks planned for nine months", TALK_LENGTH,
            "Does patience help?", LENGTHS, {"talks.planned_months": 9.0},
        ),
        Preset(
            "no_vote_before", "No vote before the ninth month", TALK_LENGTH,
            "What if a plan were no date but a month that has to be waited for?", LENGTHS,
            {"talks.planned_months": 9.0, "choices.clock": "embargo"}, "long_talks",
        ),
        Preset(
            "vision_first", "A vision before the detail", TALK_LENGTH,
            "Should the aim be settled first?", LENGTHS, {"choices.protocol": "vision_first"},
            "detail_first",
        ),
        Preset(
            "detail_first", "The detail before a vision", TALK_LENGTH,
            "Should the plan be settled first?", LENGTHS, {"choices.protocol": "detail_first"},
            "vision_first",
        ),
        Preset(
            "steady_leaders", "Leaders who stay", LEADERS,
            "How much of failure is due to leaders who go?", WHY,
            {"leaders.leave_month": 0.0, "leaders.leave_election": 0.0,
             "leaders.leave_control": 0.0},
        ),
        Preset(
            "restless_leaders", "Leaders who go often", LEADERS,
            "What if leaders changed three times as often between elections?", WHY,
            {"leaders.leave_month": 0.021, "leaders.leave_election": 0.3},
        ),
        Preset(
            "trust_outlives", "Trust that outlives a leader", LEADERS,
            "What if a successor inherited all trust?", WHY, {"leaders.inherited": 1.0},
        ),
        Preset(
            "parties_alike", "Parties that do not matter", PARTIES,
            "What if leaders did not mind another party?", WHY,
            {"affinity.mismatch": 0.0, "breakdown.leader_mismatch": 0.0, "support.fear_party": 0.0},
        ),
        Preset(
            "own_party_only", "Only their own party is asked", PARTIES,
            "Is it wise to look only among one's own?", FAN,
            {"choices.partner_rule": "same_party"},
        ),
        Preset(
            "reorganisation_talk", "Much talk of reorganisation", PARTIES,
            "What does the talk of mergers by force do across parties?", WHY,
            {"politics.salience": 0.9},
        ),
        Preset(
            "wait_for_vacancy", "Wait until a chief executive leaves", POLICY,
            "Does it help to ask only while a post is opening?", WHY,
            {"choices.wait_for_vacancy": True},
        ),
        Preset(
            "guarantee", "Independence is guaranteed", POLICY,
            "What does a guarantee of each council's independence do?", WHY,
            {"levers.sovereignty_guarantee.level": 1.0},
        ),
        Preset(
            "open_recruitment", "An open competition for the post", POLICY,
            "Can the quarrel over the post be avoided?", WHY,
            {"levers.open_recruitment.level": 1.0},
        ),
        Preset(
            "due_diligence", "Questions are asked early", POLICY,
            "Are failures earlier and cheaper when the two ask first?", WHY,
            {"levers.due_diligence.level": 1.0},
        ),
        Preset(
            "quiet", "Quiet until agreed", POLICY,
            "What if nothing were said before it is agreed?", WHY, {"levers.quiet.level": 1.0},
            "announced",
        ),
        Preset(
            "announced", "Announced before members agree", POLICY,
            "What if it were made public first?", WHY, {"levers.announce_early.level": 1.0},
            "quiet",
        ),
        Preset(
            "repair", "Honest airing when talks stall", POLICY,
            "Can stalled talks be saved?", WHY, {"levers.repair.level": 1.0},
        ),
        Preset(
            "no_cuts", "No cuts in grant", CENTRE,
            "How much of it all is due to the cuts?", FAN, {"history.news": False},
        ),
        Preset(
            "setup_grant", "A grant towards setting up", CENTRE,
            "Does money bring councils together?", FAN, {"levers.setup_grant.level": 1.0},
        ),
        Preset(
            "mandate", "The centre tells councils to share", CENTRE,
            "What if the centre told them to?", FAN, {"levers.mandate.level": 1.0},
        ),
        Preset(
            "all_tiers", "All tiers of England", WORLDS,
            "Do larger councils share as well?", "Map and Ensemble: who shares.",
            {"geography.tiers": ("shire_district", "unitary", "metropolitan_district",
                                 "london_borough", "county")},
        ),
        Preset(
            "hexagons", "A made-up country of 120 councils", WORLDS,
            "How much depends on England's own map?", FAN,
            {"geography.map": "hexagonal", "geography.size": 120, "history.control": "drawn"},
        ),
    )
}  # fmt: skip
"""Every preset, by name."""


def preset_groups() -> dict[str, list[Preset]]:
    """Return the presets under their headings, in the order in which they are declared."""
    groups: dict[str, list[Preset]] = {}
    for preset in PRESETS.values():
        groups.setdefault(preset.group, []).append(preset)
    return groups
