"""What a calibration is asked to do: a TOML file, checked before anything is played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError

from experiments.calibration.observed import Observation
from experiments.text.scenario import scenario_from
from simulation.errors import InputError, check_once
from simulation.files import read_toml, resolved
from simulation.other_files import OTHER_FILES
from simulation.parameters.declare import Group, Kind, Title, number, whole
from simulation.parameters.prior import Shape
from simulation.parameters.refusal import refusal
from simulation.scenario import GROUPS, Scenario

SETTING: Kind = "setting"

SHARED = {"name", "scenario", "seed", "base"}
"""What other files of ours say as well."""


class Screening(Group):
    """How the parameters to calibrate are chosen (Morris 1991)."""

    trajectories: int = whole(
        10, 2, 1000, "trajectories", "ways through the priors, one step a parameter", "", SETTING
    )
    levels: int = whole(4, 2, 20, "levels", "values that each parameter takes", "", SETTING)
    runs: int = whole(24, 2, 10_000, "runs", "of each point", "", SETTING)
    reach: float = number(
        0.25, 0.01, 9.0, "share", "of its default that a parameter is moved by", "", SETTING
    )
    most: int = whole(20, 1, 100, "parameters", "chosen at most", "", SETTING)


class Sampling(Group):
    """How the posterior is sampled (Toni et al. 2009)."""

    generations: int = whole(8, 1, 1000, "generations", "in all, old and new", "", SETTING)
    particles: int = whole(300, 10, 100_000, "particles", "accepted in a generation", "", SETTING)
    runs: int = whole(24, 2, 10_000, "runs", "of each particle", "", SETTING)
    least_acceptance: float = number(
        0.01, 0.0001, 1.0, "share", "of particles accepted below which sampling ends", "", SETTING
    )
    thresholds: tuple[float, ...] = Field(
        (),
        strict=False,
        description="distance for each generation; without them the median of the one before",
    )


class Predictive(Group):
    """How the posterior is held against every row of numbers."""

    members: int = whole(40, 2, 10_000, "members", "of the posterior that are played", "", SETTING)
    runs: int = whole(24, 2, 10_000, "runs", "of each member and world", "", SETTING)


class Central(Group):
    """How the central member is chosen: from the middle outwards, the first that answers all."""

    members: int = whole(
        0, 0, 10_000, "members", "judged by all rows at most; 0 takes the middle one", "", SETTING
    )
    runs: int = whole(300, 2, 10_000, "runs", "of each member and world", "", SETTING)
    signs: int = whole(118, 0, 1000, "rows", "of kind D that it must meet", "", SETTING)


class BankSettings(Group):
    """How much is played, accepted and checked where single runs are held against `observed`."""

    waves: int = whole(
        3, 1, 20, "waves", "each drawn from what those before have left", "", SETTING
    )
    sets: int = whole(30_000, 100, 10**7, "sets", "of a wave, with one run each", "", SETTING)
    accepted: int = whole(2000, 20, 10**6, "runs", "that the posterior is made of", "", SETTING)
    truths: int = whole(300, 20, 10**5, "runs", "that take the place of England", "", SETTING)
    members: int = whole(1000, 20, 10**6, "members", "played for the predictive check", "", SETTING)


class SecondSettings(Group):
    """A second estimator of the same posterior, by ABC-SMC on single runs (`second.py`)."""

    particles: int = whole(
        250, 0, 100_000, "particles", "of a generation; 0 for no second estimator", "", SETTING
    )
    generations: int = whole(
        1, 1, 20, "generations", "of new runs, after the nearest runs of the bank", "", SETTING
    )
    truths: int = whole(
        20, 0, 10_000, "runs", "that take the place of England for it; 0 for none", "", SETTING
    )


class PriorTable(Group):
    """A prior in a study, in place of the declared one."""

    low: float
    high: float
    shape: Shape = "uniform"
    mode: float = 0.0


def _refuse_other_file(content: Mapping[str, Any], path: Path) -> None:
    """Refuse a study, a comparison or a scenario, read as a calibration."""
    others = [*OTHER_FILES, (("runs",), "study", "sweep"), (tuple(GROUPS), "scenario", "run")]
    if set(content) & set(CalibrationStudy.model_fields) - SHARED:
        return
    for names, kind, command in others:
        found = [name for name in names if name in content and name not in SHARED]
        if found:
            raise InputError(
                f"is a {kind}, not a calibration ({found[0]!r} stands in it)",
                file=str(path),
                allowed=f"partnerships {command} {path}",
            )


class CalibrationStudy(Group):
    """A calibration: base scenario, rows of the evidence, parameters, and how it is sampled."""

    name: Title = "Calibration to the evidence"
    scenario: str = Field("", description="file of the base scenario; empty for the default")
    seed: int = whole(1, 0, 2**32 - 1, "", "seed of all draws", "", SETTING)
    rows: tuple[str, ...] = Field((), strict=False, description="rows; none for every Q row")
    parameters: tuple[str, ...] = Field(
        (), strict=False, description="what is calibrated; none lets the screening choose"
    )
    screened: tuple[str, ...] = Field((), strict=False, description="groups; none for all")
    base: dict[str, Any] = Field({}, description="values that differ from that scenario")
    priors: dict[str, PriorTable] = Field({}, description="priors by name of parameter")
    observed: dict[str, Observation] = Field(
        {}, description="numbers that single runs are held against, by outcome"
    )
    bank: BankSettings = BankSettings()
    second: SecondSettings = SecondSettings()
    truth: dict[str, float] = Field(
        {}, description="recovery: values with which the observed tables are simulated"
    )
    screening: Screening = Screening()
    sampling: Sampling = Sampling()
    predictive: Predictive = Predictive()
    central: Central = Central()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a study; its scenario is named as it lies beside the file.

        Raises
        ------
        InputError
            If the file cannot be read, or names or sets what is not allowed.
        """
        content = read_toml(path, "study")
        if not content:
            raise InputError(
                "the file is empty",
                file=str(path),
                allowed="a name, and what differs from its defaults",
            )
        _refuse_other_file(content, path)
        if isinstance(content.get("scenario"), str) and content["scenario"]:
            content["scenario"] = str(resolved(path.parent / content["scenario"], "scenario"))
        try:
            study = cls.model_validate(content)
            for field in ("rows", "parameters", "screened"):
                check_once(getattr(study, field), field)
            study.start()
        except InputError as error:
            raise (error if error.file else error.within(str(path))) from None
        except ValidationError as error:
            raise refusal(error, cls).within(str(path)) from None
        return study

    def start(self) -> Scenario:
        """Return the scenario that every particle starts from.

        Raises
        ------
        InputError
            If it cannot be read, or a value under [base] is not allowed.
        """
        scenario = scenario_from(Path(self.scenario) if self.scenario else None)
        try:
            return scenario.with_changes(dict(_dotted(self.base)))
        except InputError as error:
            raise error.at(f"base.{error.field}") from None

    def with_generations(self, number: int) -> Self:
        """Return this study with another number of generations."""
        sampling = self.sampling.model_copy(update={"generations": number})
        return self.model_copy(update={"sampling": sampling})


def _dotted(values: Mapping[str, Any], group: str = "") -> Iterator[tuple[str, Any]]:
    """Return the values of nested tables by dotted name."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{group}{name}.")
        else:
            yield f"{group}{name}", value
