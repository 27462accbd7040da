"""`partnerships sensitivity`: played, stopped, grown, drawn and refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pyarrow import BufferReader

from experiments.decisions.sensitivity.distributions import distribution_words, values_at
from experiments.decisions.sensitivity.folder import read_sensitivity
from experiments.decisions.sensitivity.groups import OTHERS, topics_of
from experiments.decisions.sensitivity.rows import outcome_values
from experiments.decisions.sensitivity.study import load_sensitivity
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.posterior import Posterior
from experiments.studies.batch import Batch, play_batch, work_of
from experiments.studies.factors import Factor
from experiments.studies.folder import depends
from experiments.studies.parts import Parts
from experiments.studies.remote import part_of, play_remotely
from simulation import run
from tests.experiments.conftest import NO_NUMBER, Command, words_of
from tests.experiments.decisions.conftest import VARIED, Write


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table of a sensitivity study."""
    data = [*(folder / "figures" / "data").iterdir(), folder / "sensitivity.csv"]
    return {one.name: one.read_bytes() for one in data}


def sensitivity(command: Command, path: Path, out: Path, *words: object) -> None:
    """Run the command on a study, without figures; it ends well."""
    answer = command("sensitivity", path, "--out", out, "--no-figures", *words)
    assert answer.exit_code == 0, answer.output


def test_a_row_is_played_as_a_run_of_its_parameters(
    write: Write, command: Command, tmp_path: Path
) -> None:
    """What a row has at a point is what a single run with its parameters and number has."""
    sensitivity(command, write(), tmp_path / "out")
    study = read_sensitivity(tmp_path / "out")
    values = outcome_values(study, tmp_path / "out", outcomes_named(["talks_begun"])[0])
    assert values.shape == (16, 2, 5)
    changes = study.row_design.changes(4, 7, 16, study.scenario)
    assert set(changes) == {"talks.planned_months", "leaders.leave_month", "talks.patience"}
    single = run(study.scenario.with_changes(changes), seed=3, run=15)
    assert values[7, 1, 4] == len(single.talks)


def test_a_stopped_study_goes_on_with_the_same_numbers(
    write: Write, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is stopped after some batches, and goes on with two workers, ends as one in a piece."""
    path, add = write(), Parts.add
    batches = []

    def stop(self: Parts, result: object) -> None:
        if len(batches) == 2:
            raise KeyboardInterrupt
        batches.append(result)
        add(self, result)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(Parts, "add", stop)
    answer = command("sensitivity", path, "--out", tmp_path / "stopped", "--no-figures")
    assert answer.exit_code == 130
    assert "runs stand in" in answer.stderr
    monkeypatch.undo()
    answer = command("report", tmp_path / "stopped")
    assert answer.exit_code == 0, answer.output
    assert "not finished" in words_of(tmp_path / "stopped" / "report.html")
    sensitivity(command, path, tmp_path / "stopped", "--workers", 2)
    sensitivity(command, path, tmp_path / "whole")
    assert outputs(tmp_path / "stopped") == outputs(tmp_path / "whole")


def test_another_machine_plays_a_row_alike(write: Write) -> None:
    """What is sent to a worker of a cluster and played there has the numbers of this machine."""
    study = load_sensitivity(write(posterior="packaged"), {"shapley": True})
    for point in (1, len(study.points) - 1):
        batch, work = Batch(point, 3, 5), work_of(study, point)
        names = [one.name for one in study.outcomes]
        sent = pickle.loads(pickle.dumps(part_of(work, batch)))  # noqa: S301 -- as Dask does
        there = play_remotely((batch,), [sent], names, depends().plain())
        here = play_batch(batch, work, study.outcomes)
        assert here.failed == there.packed.failed == 0
        assert here.tables["runs"].equals(pq.read_table(BufferReader(there.packed.files["runs"])))


def test_rows_and_walks_can_be_added(write: Write, command: Command, tmp_path: Path) -> None:
    """A folder that has grown by rows and by Shapley effects is one that had them at once."""
    path = write()
    sensitivity(command, path, tmp_path / "grown")
    sensitivity(command, path, tmp_path / "grown", "--rows", 32)
    sensitivity(command, path, tmp_path / "grown", "--shapley")
    sensitivity(command, path, tmp_path / "whole", "--rows", 32, "--shapley")
    assert outputs(tmp_path / "grown") == outputs(tmp_path / "whole")
    answer = command("sensitivity", path, "--out", tmp_path / "grown", "--rows", 16)
    assert (answer.exit_code, "--rows" in answer.stderr) == (2, True)


def test_the_page_tells_what_came_out(write: Write, command: Command, tmp_path: Path) -> None:
    """Page, summary and JSON hold every group; the page can be drawn again; luck has its figure."""
    groups = {"time": ["talks.planned_months", "talks.patience"]}
    path = write(sensitivity={"rows": 32, "runs": 4, "groups": groups})
    answer = command("sensitivity", path, "--out", tmp_path / "out", "--width", 0.2, "--json")
    assert answer.exit_code == 0, answer.output
    reply = json.loads(answer.stdout)
    assert {row["group"] for row in reply["summary"]} == {"time", "leaders.leave_month"}
    page = words_of(tmp_path / "out" / "report.html")
    assert "Time" in page
    assert "is luck" in page
    assert "0.2" in page
    assert not NO_NUMBER.search(page)
    assert (tmp_path / "out" / "figures" / "variance.svg").is_file()
    before = (tmp_path / "out" / "report.html").read_bytes()
    again = command("report", tmp_path / "out")
    assert again.exit_code == 0, again.output
    assert (tmp_path / "out" / "report.html").read_bytes()[:2000] == before[:2000]


def test_many_parameters_are_screened(write: Write, command: Command, tmp_path: Path) -> None:
    """Morris's trajectories have a step more than groups, and each group an influence."""
    answer = command("sensitivity", write(), "--out", tmp_path / "out", "--method", "morris",
                     "--rows", 17)  # fmt: skip
    assert answer.exit_code == 0, answer.output
    table = pd.read_csv(tmp_path / "out" / "sensitivity.csv")
    assert len(table) == 2 * 3
    assert (table["influence"] >= 0).all()
    assert len(pd.read_parquet(tmp_path / "out" / "tables" / "runs.parquet")) == 17 * 2 * 4


def test_a_posterior_is_a_group_of_its_own(write: Write) -> None:
    """With a posterior a member is drawn for each set, for all parameters that do not vary."""
    study = load_sensitivity(write(posterior="packaged"), {})
    design = study.row_design
    assert [one.name for one in design.groups][-1] == "posterior"
    assert design.posterior is not None
    assert not {*VARIED["uncertainties"], *VARIED["base"]} & {*design.posterior.names}  # type: ignore[misc]
    members = [design.members(point, 3, 16) for point in (0, 1, 2, 3, 4, 5)]
    assert members[0] == members[2] == members[3] == members[4]
    assert members[1] == members[5] != members[0]


def test_topics_of_a_posterior_are_drawn_apart(write: Write) -> None:
    """A topic of row A that is taken from B has B's member, and all others keep that of A."""
    path = write(posterior="packaged", sensitivity={"rows": 16, "topics": True})
    study = load_sensitivity(path, {})
    design, base = study.row_design, study.scenario
    topics = [one for one in design.groups if one.parameters]
    assert sorted(name for one in topics for name in one.parameters) == sorted(
        design.posterior.names if design.posterior else []
    )
    first, second = (design.changes(point, 5, 16, base) for point in (0, 1))
    for place, one in enumerate(topics, len(design.groups) - len(topics)):
        mixed = design.changes(2 + place, 5, 16, base)
        assert mixed == first | {name: second[name] for name in one.parameters}
        assert mixed != first


def test_every_parameter_of_the_posterior_has_a_topic() -> None:
    """No group of parameters that was calibrated is left among the others."""
    names = Posterior.read("packaged").names
    assert OTHERS not in {one.name.removeprefix("posterior: ") for one in topics_of(names)}


def test_what_is_to_stay_does_not_vary(write: Write) -> None:
    """A factor that is named under `without` stays as the base has it, and others vary."""
    study = load_sensitivity(write(sensitivity={"rows": 16, "without": ["talks.patience"]}), {})
    assert "talks.patience" not in study.row_design.changes(1, 3, 16, study.scenario)


def test_other_outcomes_can_be_shown(write: Write) -> None:
    """Outcomes under `shown` take the place of those of the study."""
    names = ["success_rate", "months_to_agreement"]
    path = write(sensitivity={"rows": 16, "shown": names[1:]}, outcomes=names)
    study = load_sensitivity(path, {})
    assert study.shown == ["months_to_agreement"]


def test_a_declared_range_has_what_is_believed_of_it() -> None:
    """A factor over its declared range has its prior; over another it is even."""
    name = "talks.patience"
    from simulation.catalogue import parameter_entries

    entry = parameter_entries()[name]
    declared = Factor(name, "uncertainty", "", low=entry.low, high=entry.high)
    assert entry.prior is not None
    assert distribution_words(declared) == entry.prior.words
    assert values_at(declared, [0.0, 1.0]) == [entry.prior.low, entry.prior.high]
    narrow = Factor(name, "uncertainty", "", low=1.0, high=3.0)
    assert values_at(narrow, [0.0, 0.5]) == [1.0, 2.0]
    assert values_at(Factor("a", "lever", "", values=("x", "y")), [1.0]) == ["y"]


@pytest.mark.parametrize(
    ("parts", "words", "expected"),
    [
        ({}, ["--outcome", "sucess_rate"], ["--outcome", "did you mean 'success_rate'"]),
        ({}, ["--outcome", "survival_5_years"], ["no number of a single run"]),
        ({"outcomes": ["survival_5_years"]}, [], ["varied.toml", "outcomes", "single run"]),
        ({"levers": None, "uncertainties": None}, [], ["nothing varies"]),
        ({}, ["--rows", 100], ["--rows", "64 or 128"]),
        ({}, ["--width", "nan"], ["--width", "0.001 to 1"]),
        ({}, ["--method", "sobl"], ["--method", "did you mean 'sobol'"]),
        ({}, ["--method", "morris", "--shapley"], ["morris", "Shapley"]),
        ({"sensitivity": {"row": 16}}, [], ["sensitivity.row", "did you mean 'rows'"]),
        ({"sensitivity": {"runs": 1}}, [], ["sensitivity.runs", "too small"]),
        ({"sensitivity": {"groups": {"a": ["talks.patiense"]}}}, [],
         ["sensitivity.groups.a", "did you mean 'talks.patience'"]),
        ({"sensitivity": {"groups": {"a": []}}}, [], ["has no factors"]),
        ({"sensitivity": {"groups": {"a": ["talks.patience"], "b": ["talks.patience"]}}}, [],
         ["stands in a group already", "in a"]),
        ({"levers": None, "uncertainties": None, "policies": {"repair": {"levers.repair": 1}}}, [],
         ["policies", "ranges"]),
        ({"uncertainties": {"geography.clustering": {}}}, [], ["geography.clustering", "the map"]),
        ({"uncertainties": {"leaders.leave_month": {"low": 0.4, "high": 0.2}}}, [],
         ["leaders.leave_month", "empty range"]),
    ],
)  # fmt: skip
def test_what_cannot_be_analysed_is_refused(
    write: Write, command: Command, here: Path, parts: dict[str, object], words: list[str],
    expected: list[str],
) -> None:  # fmt: skip
    """One message names file, field and what is allowed; nothing is written."""
    answer = command("sensitivity", write(**parts), *words)
    assert answer.exit_code == 2, answer.output
    for one in expected:
        assert one in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (here / "results").exists()


def test_a_folder_goes_on_with_nothing_else(write: Write, command: Command, tmp_path: Path) -> None:
    """Another range, or another number of runs, is refused by name, and nothing is lost."""
    sensitivity(command, write(), tmp_path / "out")
    before = outputs(tmp_path / "out")
    wider = VARIED["uncertainties"] | {"leaders.leave_month": {"low": 0.0, "high": 0.08}}  # type: ignore[operator]
    more = {"rows": 16, "runs": 3}
    for parts, word in (({"uncertainties": wider}, "what varies"),
                        ({"sensitivity": more}, "the runs of each")):  # fmt: skip
        answer = command("sensitivity", write(**parts), "--out", tmp_path / "out")
        assert (answer.exit_code, word in answer.stderr) == (2, True)
    assert outputs(tmp_path / "out") == before


def test_an_outcome_that_never_differs_is_said_to_be_unknown(
    write: Write, command: Command, tmp_path: Path
) -> None:
    """Where no run differs there is no share, and the answer says so instead of a number."""
    quiet = VARIED["base"] | {"approach.base": 0.0, "approach.window": 0.0}  # type: ignore[operator]
    path = write(base=quiet, outcomes=["net_saving"], shown=["net_saving"])
    answer = command("sensitivity", path, "--out", tmp_path / "out", "--no-figures")
    assert answer.exit_code == 0, answer.output
    table = pd.read_csv(tmp_path / "out" / "sensitivity.csv")
    if np.isnan(table["total"]).all():
        assert "cannot be told from luck" in answer.stdout
    assert not NO_NUMBER.search(answer.stdout)
