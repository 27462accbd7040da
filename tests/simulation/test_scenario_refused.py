"""What a scenario refuses, and that each refusal says where, what and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulation import PartnershipModel, Scenario, run, run_ensemble
from simulation.ensemble import each_chunk
from simulation.errors import InputError
from simulation.parameters import NUMBERS
from tests.strategies import RANGES, WORLDS

NAN, INF = float("nan"), float("inf")


def refused(changes: dict[str, Any]) -> InputError:
    """Return the error that changes to the default scenario raise."""
    with pytest.raises(InputError) as caught:
        Scenario().with_changes(changes)
    return caught.value


UNKNOWN = [
    ("talks.planed_months", "talks.planned_months"),
    ("talks.Planned_Months", "talks.planned_months"),
    ("tlaks", "talks"),
    ("planned_months", "talks.planned_months"),
    ("levers.quite", "levers.quiet"),
    ("levers.quiet.levl", "levers.quiet.level"),
    ("shocks.trust.mouth", "shocks.trust.month"),
    ("choices.protocoll", "choices.protocol"),
    ("geography.teirs", "geography.tiers"),
]


@pytest.mark.parametrize(("name", "nearest"), UNKNOWN)
def test_an_unknown_name_meets_the_nearest_right_one(name: str, nearest: str) -> None:
    """A mistyped name is refused with the name that was probably meant."""
    error = refused({name: 1.0})
    assert error.field == name
    assert error.nearest == nearest
    assert nearest in str(error)


def test_a_name_like_none_is_refused_plainly() -> None:
    """A name that is near to nothing is refused without a guess, but with what there is."""
    assert refused({"zzzzqq": 1}).nearest is None
    assert "allowed: name, geography, " in str(refused({"zzzzqq": 1}))
    assert "allowed: " in str(refused({"talks.zzzzqq": 1}))
    assert refused({"talks.planned_months.deeper": 1}).field == "talks.planned_months.deeper"


@pytest.mark.parametrize("name", ["", " \t", "x" * 5000, 3])
def test_what_a_scenario_can_be_called_is_told(name: Any) -> None:
    """A name that is empty, too long or no text is refused with what is allowed."""
    error = str(refused({"name": name}))
    assert error.startswith("name: ")
    assert error.endswith("allowed: 1 to 200 characters")
    assert len(error) <= 300


@pytest.mark.parametrize("name", ["control", "size", "members", "month"])
def test_a_name_of_several_groups_is_told_them(name: str) -> None:
    """A name that stands in several groups could mean any of them, and is told all."""
    with pytest.raises(InputError) as caught:
        Scenario().with_changes({name: 1})
    assert caught.value.allowed is not None
    could = caught.value.allowed.split(", ")
    assert len(could) > 1
    assert all(one.endswith(f".{name}") for one in could)
    assert caught.value.nearest is None


@pytest.mark.parametrize("name", ["seed", "sead", "runs", "rng", "workers"])
def test_what_belongs_to_a_run_is_not_hinted_at_in_a_scenario(name: str) -> None:
    """The seed of a run is no parameter, and `geography.seed`, that of a map, is not meant."""
    with pytest.raises(InputError, match="given with a run") as caught:
        Scenario().with_changes({name: 1})
    assert "geography" not in str(caught.value)


@pytest.mark.parametrize("group", NUMBERS)
def test_numbers_are_finite_and_in_their_range(group: str) -> None:
    """No parameter takes NaN, infinity, or what is below its lowest or above its highest value."""
    for name, (kind, low, high) in RANGES.items():
        if name.startswith(f"{group}."):
            for value in (low - 1, high + 1):
                error = refused({name: kind(value)})
                assert (error.field, error.value) == (name, kind(value))
                assert error.allowed is not None
                assert f"{low} to {high}" in error.allowed
            for value in (NAN, INF, -INF):
                assert refused({name: value}).field == name


WRONG = [
    ("talks.planned_months", "six", "number"),
    ("talks.planned_months", True, "number"),
    ("talks.planned_months", [6.0], "number"),
    ("talks.planned_months", None, "number"),
    ("partnership.max_size", 3.5, "whole number"),
    ("partnership.max_size", True, "whole number"),
    ("period.months", 0, "too small"),
    ("period.months", -5, "too small"),
    ("period.months", "12", "whole number"),
    ("period.start", "2005-13", "month"),
    ("period.start", "2005-1", "month"),
    ("period.start", "January 2005", "month"),
    ("period.start", 2005, "text"),
    ("levers.quiet", 1.5, "too large"),
    ("levers.quiet", -0.1, "too small"),
    ("levers.quiet", NAN, "finite"),
    ("levers.quiet", True, "number"),
    ("levers.quiet", {"level": 1.0, "start": "2010-00"}, "month"),
    ("levers.quiet", {"level": 1.0, "councils": [3]}, "text"),
    ("levers.quiet", "full", "group of values"),
    ("shocks.trust", {"month": "soon", "size": 0.5}, "month"),
    ("shocks.trust", {"month": "2010-01", "size": 2.0}, "too large"),
    ("choices.protocol", "visionfirst", "not one of the choices"),
    ("choices.wait_for_vacancy", 1, "true or false"),
    ("choices.wait_for_vacancy", "yes", "true or false"),
    ("history.control", "real", "not one of the choices"),
    ("geography.tiers", ["district"], "not one of the choices"),
    ("geography.tiers", "shire_district", "list"),
    ("geography.size", 0, "too small"),
    ("talks", 4.0, "group of values"),
]


@pytest.mark.parametrize(("name", "value", "problem"), WRONG)
def test_a_wrong_value_is_refused_by_name(name: str, value: Any, problem: str) -> None:
    """A value of the wrong kind is refused with its field, its value and what is wrong."""
    error = refused({name: value})
    assert error.field is not None
    assert error.field.startswith(name)
    assert problem in error.problem
    assert "\n" not in str(error)


def test_the_nearest_choice_is_named() -> None:
    """A mistyped choice is refused with all choices and the one that was probably meant."""
    error = refused({"choices.protocol": "vision-first"})
    assert error.nearest == "vision_first"
    assert error.allowed is not None
    assert "detail_first" in error.allowed


def load(folder: Path, text: str | bytes) -> InputError:
    """Return the error that a file with this text raises."""
    path = folder / "bad.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        Scenario.load(path)
    assert caught.value.file == str(path)
    assert str(path) in str(caught.value)
    return caught.value


def test_a_file_is_named(tmp_path: Path) -> None:
    """What a file holds is refused with the name of the file before that of the field."""
    error = load(tmp_path, "[talks]\nplanned_months = 99.0\n")
    assert error.field == "talks.planned_months"
    assert error.value == 99.0
    assert load(tmp_path, "[talks]\nplanned_months = nan\n").field == "talks.planned_months"
    assert load(tmp_path, "[talks]\nplaned_months = 4.0\n").nearest == "talks.planned_months"


@pytest.mark.parametrize("text", ["this is not TOML", "[talks\n", "a = 1\na = 2\n", b"\xff\xfe"])
def test_a_file_must_be_toml(tmp_path: Path, text: str | bytes) -> None:
    """A file that is not TOML, or not text, is refused as such."""
    assert "TOML" in str(load(tmp_path, text)) or "text" in str(load(tmp_path, text))


def test_a_file_must_be_there(tmp_path: Path) -> None:
    """A file that is missing, or a folder, cannot be read."""
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(InputError, match="cannot read"):
            Scenario.load(path)


SMALL = Scenario().with_changes(WORLDS["hexagonal"] | {"period.months": 2})


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, "1", True, None])
def test_a_seed_is_a_whole_number(seed: Any) -> None:
    """A seed below 0, above 64 bits or that is no whole number is refused by both drivers."""
    with pytest.raises(InputError, match="seed"):
        run(SMALL, seed=seed)
    with pytest.raises(InputError, match="seed"):
        run_ensemble(SMALL, runs=1, seed=seed)
    if seed is not None:  # for Mesa, no seed means a new one
        with pytest.raises(InputError, match="seed"):
            PartnershipModel(SMALL, rng=seed)


@pytest.mark.parametrize("name", ["runs", "workers", "first"])
@pytest.mark.parametrize("value", [-1, 0.5, "2"])
def test_counts_are_whole_numbers(name: str, value: Any) -> None:
    """Runs, workers and the first run are whole numbers, none below the least."""
    given = {"runs": 1, name: value}
    with pytest.raises(InputError, match=name):
        run_ensemble(SMALL, **given)
    with pytest.raises(InputError, match=name):
        list(each_chunk(SMALL, lambda result: len(result.runs), **given))


@pytest.mark.parametrize(
    ("changes", "field", "nearest"),
    [
        ({"shocks.reorganisation": {"month": "2010-01", "size": 1.0, "county": "Sufolk"}},
         "shocks.reorganisation.county", "Suffolk"),
        ({"levers.quiet": {"level": 1.0, "councils": ["Baberg"]}}, "levers.quiet.councils",
         "Babergh"),
        (WORLDS["hexagonal"] | {"history.control": "recorded"}, "history.control", None),
        ({"geography.map": "own"}, "geography.councils", None),
    ],
)  # fmt: skip
def test_what_the_map_lacks_is_refused(
    changes: dict[str, Any], field: str, nearest: str | None
) -> None:
    """A county, a council, a record or a table that the map does not have is refused by name."""
    scenario = Scenario().with_changes(changes)
    for use in (run, PartnershipModel):
        with pytest.raises(InputError) as caught:
            use(scenario)
        assert caught.value.field == field
        assert caught.value.nearest == nearest
