"""Policies are compared with the baseline on the same draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from simulation.errors import InputError

Write = Callable[..., Path]

POLICIES: dict[str, Any] = {
    "Nothing": {"levers.neutral_broker": 0},
    "Announced early": {"levers.announce_early": 1},
    "In nested tables": {"levers": {"announce_early": {"level": 1}}},
}


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return the differences of three policies from the baseline."""
    import tomli_w

    from tests.experiments.studies.conftest import SMALL

    folder = tmp_path_factory.mktemp("policies")
    content = {k: v for k, v in SMALL.items() if k not in ("levers", "uncertainties", "outcomes")}
    (folder / "some.toml").write_text(tomli_w.dumps({**content, "policies": POLICIES}))
    run_study(load_study(folder / "some.toml"), folder / "out", workers=2)
    return pd.read_csv(folder / "out" / "differences.csv")


def of(differences: pd.DataFrame, point: int) -> pd.DataFrame:
    """Return the differences of one policy, by outcome."""
    return differences[differences["point"] == point].set_index("outcome")


def test_a_policy_at_level_zero_changes_exactly_nothing(differences: pd.DataFrame) -> None:
    """Every outcome differs by exactly 0, with an interval of no width."""
    zero = of(differences, 1)
    assert len(zero) >= 30
    assert (zero[["difference", "low", "high"]] == 0.0).all().all()


def test_a_policy_with_an_effect_shows_it(differences: pd.DataFrame) -> None:
    """Announcing early lowers success beyond doubt (SF056)."""
    row = of(differences, 2).loc["success_rate"]
    assert row["high"] < 0.0


def test_the_same_policy_written_otherwise_gives_the_same(differences: pd.DataFrame) -> None:
    """Nested tables and dotted names mean the same."""
    pd.testing.assert_frame_equal(
        of(differences, 2).drop(columns="point"), of(differences, 3).drop(columns="point")
    )


def test_pairing_saves_runs(write: Write, tmp_path: Path) -> None:
    """With the same draws, a small change needs fewer runs than it would with others."""
    path = write(levers=None, uncertainties=None, policies={"Slow": {"talks.planned_months": 2.1}})
    run_study(load_study(path), tmp_path / "out", figures=False)
    saved = of(pd.read_csv(tmp_path / "out" / "differences.csv"), 1)["saved"]
    assert saved["talks_begun"] > 1.2


@pytest.mark.parametrize(
    ("policies", "message"),
    [
        ({"A": {"levers.repare": 1}}, "policies.A: levers.repare: .*'levers.repair'"),
        ({"A": {"levers.repair": 2}}, "policies.A: levers.repair.*0.0 to 1.0"),
        ({"A": {}}, "policies.A: must be a table of changes"),
        ({"baseline": {"levers.repair": 1}}, "is what the base scenario is called"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    write: Write, policies: dict[str, Any], message: str
) -> None:
    """The refusal names the policy and what is wrong in it."""
    path = write(levers=None, uncertainties=None, policies=policies)
    with pytest.raises(InputError, match=message):
        load_study(path)


def test_policies_and_factors_together_are_refused(write: Write) -> None:
    """What is compared and what varies do not stand in one study."""
    with pytest.raises(InputError, match="nothing else may vary"):
        load_study(write(policies={"A": {"levers.repair": 1}}))
