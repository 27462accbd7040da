"""A comparison says which policy to choose, not knowing the parameters, and at which price."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.report import JOINER
from experiments.statistics.posterior import Posterior
from experiments.studies.identity import definition, hash_of
from experiments.studies.results import StudyResults
from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from experiments.studies.views import prices, regret
from experiments.studies.weighed import acting_months, cost_of
from simulation.errors import InputError
from tests.experiments.studies.conftest import SMALL, TINY, Write

MEMBERS, RUNS = 12, 6
POLICIES: dict[str, Any] = {
    "Early": {"levers.announce_early": 1, "price": 1000},
    "Broker": {"levers.neutral_broker": 1, "price": 0},
    "Nothing": {"levers.repair": 0},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a study of three policies, nested in a posterior."""
    import tomli_w

    place = tmp_path_factory.mktemp("choosing")
    draws = np.random.default_rng(5)
    sets = pd.DataFrame({"trust.floor": draws.uniform(0.05, 0.6, 40)})
    Posterior(sets, np.full(40, 1 / 40)).table().to_csv(place / "p.csv", index=False)
    content = {k: v for k, v in SMALL.items() if k not in ("levers", "uncertainties")}
    content |= {"policies": POLICIES, "posterior": "p.csv", "members": MEMBERS, "runs": RUNS}
    content |= {"decision": {"outcome": "success_rate", "rate": 0.05}}
    (place / "some.toml").write_text(tomli_w.dumps(content))
    run_study(load_study(place / "some.toml"), place / "out")
    return place / "out"


def view(folder: Path, name: str) -> pd.DataFrame:
    """Return the numbers of a view."""
    return pd.read_csv(folder / "figures" / "data" / f"{name}.csv")


def test_a_comparison_in_a_posterior_has_these_views(folder: Path) -> None:
    """They are there without being asked for, with figures and sentences on the page."""
    for name in ("regret", "value_of_information", "prices"):
        assert (folder / "figures" / f"{name}.svg").is_file()
    answer = " ".join(StudyResults.read(folder).conclusions().sentences)
    assert "the choice without knowing more is" in answer
    assert "3 pairs of neighbours in rank" in answer
    assert "any number of further runs" in answer.lower()
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "£1k a year" in page
    assert f"worth +{JOINER}£" in page or f"worth −{JOINER}£" in page


def test_what_lowers_the_outcome_is_never_chosen(folder: Path) -> None:
    """Announcing early is best nowhere, and what does nothing loses as much as the baseline."""
    rows = view(folder, "regret").set_index("policy")
    assert rows.loc["Early", "best"] == 0.0
    assert rows["regret"].idxmax() == "Early"
    assert rows.loc["Nothing", "regret"] == pytest.approx(rows.loc["baseline", "regret"])
    assert rows.loc["Nothing", "best"] == pytest.approx(rows.loc["baseline", "best"])
    assert rows["best"].sum() == pytest.approx(1.0)
    assert (rows["largest"] >= rows["regret"] - 1e-9).all()
    assert rows["regret"].min() == pytest.approx(
        rows["facts"].iloc[0] + rows["runs_worth"].iloc[0], abs=1e-6
    )


def test_no_fact_is_worth_more_than_all(folder: Path) -> None:
    """The value of each parameter lies between nothing and that of all together."""
    rows = view(folder, "value_of_information")
    assert rows["parameter"].tolist() == ["trust.floor"]
    assert (rows["value"] >= 0.0).all()
    assert (rows["value"] <= rows["facts"] + 1e-12).all()


def test_a_policy_is_worth_what_it_saves_less_its_price(folder: Path) -> None:
    """The cost is the price in every month, discounted, and the saving has three parts."""
    rows = view(folder, "prices").set_index("policy")
    assert set(rows.index) == {"Early", "Broker"}
    months = np.arange(TINY["period.months"])
    wanted = (1000.0 / 12.0 * 1.05 ** (-months / 12.0)).sum()
    assert rows.loc["Early", "cost"] == pytest.approx(wanted, rel=1e-5)
    assert rows.loc["Broker", "cost"] == 0.0
    np.testing.assert_allclose(rows["worth"], rows["saving"] - rows["cost"], rtol=1e-5)
    parts = rows[["asker", "asked", "joined"]].sum(axis=1)
    np.testing.assert_allclose(parts, rows["saving"], rtol=1e-4)


@pytest.mark.parametrize(("luck_low", "told"), [(-2e5, "cannot be told"), (1e5, "over 99%")])
def test_a_sign_is_told_where_luck_leaves_one(folder: Path, luck_low: float, told: str) -> None:
    """A probability over members leaves out what chance may do to the mean of a few runs."""
    study = StudyResults.read(folder).study
    table = view(folder, "prices").assign(luck_low=luck_low, luck_high=9e5, above=0.999)
    assert told in prices.VIEW.conclude(table, study).sentences[0]


def test_prices_and_words_of_a_choice_are_no_part_of_what_is_played(write: Write) -> None:
    """Another price, or the other direction, changes nothing that would have to be played again."""

    def hash_with(price: float, better: str) -> str:
        study = load_study(write(
            levers=None, uncertainties=None, decision={"better": better},
            policies={"A": {"levers.repair": 1, "price": price}},
        ))  # fmt: skip
        return hash_of(definition(study))

    assert hash_with(5.0, "higher") == hash_with(7.0, "lower")


def test_a_study_without_price_or_posterior_is_as_it_was(write: Write) -> None:
    """It has no view of its own accord, and its definition no new word."""
    study = load_study(write(levers=None, uncertainties=None,
                             policies={"A": {"levers.repair": 1}}))  # fmt: skip
    assert study.views == []
    assert "decision" not in definition(study)


def test_prices_need_no_posterior(write: Write, tmp_path: Path) -> None:
    """At one parameter set a price is weighed too, with the interval for want of runs alone."""
    run_study(load_study(write(levers=None, uncertainties=None,
                               policies={"A": {"levers.announce_early": 1, "price": 10}})),
              tmp_path / "out")  # fmt: skip
    row = view(tmp_path / "out", "prices").iloc[0]
    assert row["luck_low"] < row["worth"] < row["luck_high"]
    assert np.isnan(row["above"])


def test_a_lever_of_some_months_costs_as_long_as_it_is_pulled(write: Write) -> None:
    """What changes more than levers costs always."""
    some = {"levers.repair": {"level": 1, "start": "2006-01", "end": "2007-01"}, "price": 120}
    study = load_study(write(
        levers=None, uncertainties=None, decision={"rate": 0.0},
        policies={"A": some, "B": {"talks.patience": 5, "price": 120}},
    ))  # fmt: skip
    assert np.flatnonzero(acting_months(study, 1)).tolist() == list(range(12, 24))
    assert cost_of(study, 1) == pytest.approx(120.0)
    assert cost_of(study, 2) == pytest.approx(120.0 * TINY["period.months"] / 12.0)


def test_other_assumptions_are_told_apart(write: Write, tmp_path: Path) -> None:
    """Where another assumption makes another choice it is named, and the figures show the usual."""
    sets = pd.DataFrame({"trust.floor": [0.1, 0.2, 0.3]})
    Posterior(sets, np.full(3, 1 / 3)).table().to_csv(tmp_path / "p.csv", index=False)
    study = load_study(write(
        levers=None, uncertainties=None, posterior="p.csv", members=3, runs=2,
        policies={"A": {"levers.repair": 1}}, structures={"choices.clock": ["calendar", "embargo"]},
    ))  # fmt: skip
    same = {"p_next": 0.01, "best": 0.5, "regret_low": 0.0, "regret_high": 0.1, "largest": 0.1,
            "facts": 0.01, "facts_low": 0.0, "facts_high": 0.02, "runs_worth": 0.0}  # fmt: skip
    rows = [
        {"structure": word, "point": 0, "policy": policy, "rank": 1 + wrong,
         "regret": 0.04 * wrong, "value": 0.2, **same}
        for word, best in (("calendar", "A"), ("embargo", "baseline"))
        for policy in ("baseline", "A") for wrong in (int(policy != best),)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    sentences = regret.VIEW.conclude(table, study).sentences
    assert "is “A”" in sentences[0]
    assert sentences[-1] == "Under other assumptions the choice is “baseline” (embargo)."
    assert "It assumes calendar" in regret.VIEW.draw(table, study).caption
    none = regret.VIEW.draw(table.head(0), study)
    assert none.empty
    assert none.alt == regret.NOTHING
    alike = regret.VIEW.conclude(table.assign(regret=0.0, rank=1), study).sentences
    assert alike[-1] == "Every set of assumptions makes the same choice."


@pytest.mark.parametrize(("parts", "words"), [
    ({"policies": {"A": {"levers.repair": 1, "price": -1}}}, "policies.A: price: is no price"),
    ({"policies": {"A": {"levers.repair": 1, "price": "much"}}}, "pounds a year, 0 or more"),
    ({"policies": {"A": {"price": 5}}}, "policies.A: must be a table of changes"),
    ({"decision": {"outcme": "success_rate"}}, "decision.outcme.*did you mean 'outcome'"),
    ({"decision": {"outcome": "success_rte"}}, "did you mean 'success_rate'"),
    ({"decision": {"rate": 3}}, "decision.rate.*0.2"),
    ({"decision": {"better": "more"}}, "decision.better"),
    ({"policies": None, "levers": {"levers.repair": [0, 1]}, "decision": {"rate": 0.1}},
     "decision: is between policies, and this study has none"),
    ({"views": ["regret"]}, "needs a posterior, and this study has none"),
    ({"views": ["value_of_information"]}, "needs a posterior.*packaged"),
    ({"views": ["prices"]}, "needs a price, and this study has none"),
])  # fmt: skip
def test_a_choice_that_cannot_be_weighed_is_refused(
    write: Write, parts: dict[str, Any], words: str
) -> None:
    """The message names the field and what is allowed."""
    content = {"policies": {"A": {"levers.repair": 1}}, "levers": None, **parts}
    with pytest.raises(InputError, match=words):
        load_study(write(uncertainties=None, **content))
