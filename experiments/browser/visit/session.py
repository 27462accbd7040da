"""One visitor's work: the run that is played, what is looked at, what is set for the next start.

Nothing here knows of the page; the page calls these methods and shows what they leave.
"""

from __future__ import annotations

from typing import Any

from experiments.browser.recording.recording import RecordedModel, Recording
from experiments.browser.visit.links import View
from experiments.browser.visit.presets import PRESETS, Preset
from experiments.browser.visit.settings import MOST_MONTHS, SERVER_FILES, parse_value, within_limits
from experiments.store.layout import table_paths
from simulation.errors import InputError
from simulation.scenario import Scenario

AS_IT_WAS = "what this page began with"
LARGEST_SEED = 2**53
"""Larger ones are not whole numbers to a web browser."""


class Session:
    """What one visitor has on the page.

    Parameters
    ----------
    scenario : Scenario
        What the visitor begins with, and comes back to by resetting; England unless given.
    seed : int
        Of the first run.

    Attributes
    ----------
    base : Scenario
        Where resetting leads back to.
    baseline : Scenario
        What an ensemble is compared with.
    baseline_words : str
        What that is called.
    against : str
        Name of the preset that it is, empty for what the page began with.
    next_scenario : Scenario
        What has been set; the run on the map may still play an earlier one.
    seed, next_seed : int
        Of the run on the map, and of the next start.
    colour : str
        What the map is coloured by, a name of `map.colouring.SCHEMES`.
    model : RecordedModel or None
        The run on the map; None once the visitor has gone.
    month : int
        The month that is shown, -1 before the first.
    council, talks, partnership : int
        Rows of the council, talks and partnership that are looked at, -1 for none.
    """

    def __init__(self, scenario: Scenario | None = None, seed: int = 1) -> None:
        self.base = self.next_scenario = self.baseline = within_limits(
            scenario or Scenario.default()
        )
        self.baseline_words, self.against = AS_IT_WAS, ""
        self.seed = self.next_seed = seed
        self.council = self.talks = self.partnership = self.month = -1
        self.colour = "control"
        self.model: RecordedModel | None = RecordedModel(self.next_scenario, rng=seed)

    @property
    def recording(self) -> Recording:
        """The months of the run on the map.

        Raises
        ------
        InputError
            If the visitor has gone.
        """
        if self.model is None:
            raise InputError("this page was closed; load it again")
        return self.model.recording

    @property
    def scenario(self) -> Scenario:
        """The scenario of the run on the map."""
        return self.recording.scenario

    @property
    def needs_restart(self) -> bool:
        """Whether something has been set that the run on the map does not have."""
        return self.next_scenario != self.scenario or self.next_seed != self.seed

    @property
    def ended(self) -> bool:
        """Whether the month that is shown is the last of the period."""
        return self.month >= self.recording.months - 1

    def advance(self, months: int) -> None:
        """Show a later month, playing on as far as it has not been played."""
        wanted = min(self.month + max(1, min(int(months), MOST_MONTHS)), self.recording.months - 1)
        missing = wanted - self.recording.month
        if missing > 0 and self.model is not None:
            self.model.advance(missing)
        self.month = min(wanted, self.recording.month)

    def show_month(self, month: int) -> None:
        """Show a month that has been played, or play on to a later one."""
        wanted = max(-1, min(int(month), self.recording.months - 1))
        if wanted > self.recording.month:
            self.month = self.recording.month
            self.advance(wanted - self.month)
        self.month = wanted

    def look_back(self, month: int) -> None:
        """Show a month that has been played; the last one if a later is asked for."""
        self.month = max(-1, min(int(month), self.recording.month))

    def next_event(self) -> bool:
        """Show the month of the next turn of events; return whether there was one."""
        if self.model is None:
            return False
        event = self.model.to_next_event(after=self.month)
        self.month = self.recording.month if event is None else event
        return event is not None

    def restart(self) -> None:
        """Play from the first month what has been set."""
        self.model = RecordedModel(self.next_scenario, rng=self.next_seed)
        self.seed = self.next_seed
        self.month = self.talks = self.partnership = -1
        if self.council >= len(self.recording.names):
            self.council = -1

    def set_value(self, name: str, value: Any) -> None:
        """Set one value for the next start.

        Raises
        ------
        InputError
            If there is no such name, or the value is not allowed here.
        """
        self.change({name: parse_value(str(name), value)})

    def change(self, changes: dict[str, Any]) -> None:
        """Set some values for the next start.

        Raises
        ------
        InputError
            If one of them is not allowed; then nothing is set.
        """
        for name in changes:
            if name in SERVER_FILES:
                raise InputError("an own map is uploaded, not named", field=name)
        self.next_scenario = within_limits(self.next_scenario.with_changes(changes))

    def reset(self, name: str | None = None) -> None:
        """Give one value, or all, back what the visitor began with."""
        if name is None:
            self.next_scenario = self.baseline = self.base
            self.baseline_words, self.against = AS_IT_WAS, ""
            return
        content: Any = self.base.model_dump()
        for part in name.split("."):
            if not isinstance(content, dict) or part not in content:
                raise InputError("there is no such value", value=name[:40])
            content = content[part]
        self.change({name: content})

    def begin_with(self, scenario: Scenario) -> None:
        """Begin anew with a scenario of the visitor's own."""
        self.base = within_limits(scenario)
        self.reset()
        self.council = -1
        self.restart()

    def begin_from(self, base: Scenario | None, scenario: Scenario) -> None:
        """Let resetting, presets and comparisons start from the map of a scenario, if it is new."""
        if table_paths(self.base) != table_paths(scenario):
            self.base = self.baseline = within_limits(base or Scenario.default())
            self.baseline_words, self.against = AS_IT_WAS, ""

    def apply_preset(self, name: str) -> Preset:
        """Set what a preset sets, and nothing else; return the preset.

        Raises
        ------
        InputError
            If there is no such preset, or it does not fit what the visitor began with.
        """
        if name not in PRESETS:
            raise InputError("there is no such preset", value=name[:40])
        preset = PRESETS[name]
        self.next_scenario = within_limits(preset.scenario_on(self.base))
        self.compare_with(preset.against)
        return preset

    def compare_with(self, name: str) -> None:
        """Compare ensembles with a preset."""
        preset = PRESETS[name]
        self.baseline = within_limits(preset.scenario_on(self.base))
        self.baseline_words, self.against = preset.title, name

    def restore(self, view: View, model: RecordedModel | None = None) -> None:
        """Show what a link describes, on a run that was played already if there is one."""
        self.next_scenario, self.next_seed = view.scenario, view.seed
        if model is None:
            self.restart()
        self.model, self.seed = model or self.model, view.seed
        self.show_month(view.month)
        self.council = self.recording.codes.index(view.council) if view.council else -1
        self.talks = view.talks if view.talks < len(self.recording.talks.table.rows) else -1
        known = len(self.recording.partnerships.table.rows)
        self.partnership = view.partnership if view.partnership < known else -1
        self.next_scenario = view.waiting or view.scenario
        self.next_seed = view.seed if view.next_seed < 0 else view.next_seed
        if view.against:
            self.compare_with(view.against)

    @property
    def view(self) -> View:
        """What a link to this moment describes."""
        return View(
            self.scenario,
            seed=self.seed,
            month=self.month,
            council=self.recording.codes[self.council] if self.council >= 0 else "",
            talks=self.talks,
            partnership=self.partnership,
            against=self.against,
            waiting=None if self.next_scenario == self.scenario else self.next_scenario,
            next_seed=-1 if self.next_seed == self.seed else self.next_seed,
        )

    def set_seed(self, seed: int) -> None:
        """Set the seed of the next start.

        Raises
        ------
        InputError
            If it is not a whole number that a seed may be.
        """
        if not float(seed).is_integer() or not 0 <= seed <= LARGEST_SEED:
            raise InputError(
                "is not such a whole number",
                field="seed",
                value=seed,
                allowed=f"0 to {LARGEST_SEED:,}",
            )
        self.next_seed = int(seed)

    def close(self) -> None:
        """Give up the run: the visitor has gone."""
        self.model = None
