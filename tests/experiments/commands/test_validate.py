"""`partnerships validate` judges rows, names what is lost, and publishes a scorecard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.patterns import prior_pass, scorecard
from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.checks import Band
from experiments.patterns.page import publish, redraw, renew_rates
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import talks
from experiments.patterns.statistics import number
from experiments.patterns.validation import ASIDE, Question, folder_for
from simulation import Scenario
from simulation.errors import InputError
from tests.experiments.conftest import Command

TALKS = number("talks a run", talks)
ROW = "SF011"


def one(row: str, kind: str, low: float) -> Pattern:
    """Return a pattern of how many talks a run has."""
    checks = (Band(TALKS, low, 1e6),)
    graded: Any = {"grade": "emergent", "band_set": "with the evidence"}
    return Pattern(row, kind, f"Claim of {row}", "S1", "nothing", checks, **graded)  # type: ignore[arg-type]


def put(folder: Path, verdict: str, monkeypatch: pytest.MonkeyPatch, *, decisive: bool) -> None:
    """Publish a scorecard of one row in the place of the packaged one."""
    path = folder / "published.csv"
    pd.DataFrame({"row": [ROW], "verdict": [verdict], "decisive": [decisive]}).to_csv(path)
    monkeypatch.setattr(scorecard, "PUBLISHED", path)


def test_a_row_is_judged_and_told(command: Command, here: Path) -> None:
    """A row is judged in a short form, anywhere; nothing is written unless a folder is named."""
    answer = command("validate", "--only", ROW.lower(), "--quick", "--workers", 1)
    assert answer.exit_code == 0, answer.output
    assert f"{ROW} D met" in answer.stdout
    assert not list(here.iterdir())


def test_the_packaged_scorecard_is_the_published_one() -> None:
    """What verdicts are compared with everywhere is what readers find among the results."""
    reference = Path(__file__).parents[3] / scorecard.REFERENCE / scorecard.PUBLISHED.name
    assert reference.read_bytes() == scorecard.PUBLISHED.read_bytes()


def test_the_repository_is_known_by_where_one_stands(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full scorecard is published from the repository alone, unless a row is lost."""
    everything = Question(())
    assert folder_for(everything, []) == ASIDE
    (here / scorecard.REFERENCE).mkdir(parents=True)
    assert folder_for(everything, []) == ASIDE  # results of that name are not the repository's
    monkeypatch.chdir(Path(__file__).parents[3])
    assert folder_for(everything, []) == scorecard.REFERENCE
    assert folder_for(everything, [ROW]) == ASIDE
    assert folder_for(Question((), accept=True), [ROW]) == scorecard.REFERENCE
    assert folder_for(Question((), out=here), [ROW]) == here
    assert folder_for(Question((), quick=True), []) is None


def test_a_scorecard_goes_where_it_is_asked_for(command: Command, here: Path) -> None:
    """With a folder even a part of a scorecard is written, and named in the answer."""
    words = ["--only", ROW, "--quick", "--workers", 1, "--out", "card", "--json"]
    answer = command("validate", *words)
    assert answer.exit_code == 0, answer.output
    content = json.loads(answer.stdout)
    assert content["summary"] == {"verdicts": {ROW: "met"}, "no_longer_met": []}
    assert (here / "card" / "scorecard.csv").is_file()
    assert Path(content["paths"]["scorecard.html"]).is_file()


def test_a_row_that_needs_more_runs_is_undecided(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the quick form a miss counts only for a row that is decisive at that size."""
    monkeypatch.setitem(CATALOGUE, ROW, one(ROW, "D", 1e5))
    put(here, "met", monkeypatch, decisive=False)
    answer = command("validate", "--only", ROW, "--quick", "--workers", 1)
    assert answer.exit_code == 0
    assert f"{ROW} D undecided" in answer.stdout
    assert "Not met" not in answer.stdout


@pytest.mark.parametrize(("verdict", "code"), [("met", 1), ("not met", 0)])
def test_a_lost_row_is_named(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch, verdict: str, code: int
) -> None:
    """A row that was met and is not any more ends the command with 1 and is named."""
    monkeypatch.setitem(CATALOGUE, ROW, one(ROW, "D", 1e5))
    put(here, verdict, monkeypatch, decisive=True)
    answer = command("validate", "--only", ROW, "--quick", "--workers", 1)
    assert answer.exit_code == code
    assert (f"No longer met: {ROW}" in answer.stderr) == (code == 1)


def test_a_row_without_a_pattern_is_refused(command: Command, here: Path) -> None:
    """A wrong row is refused with the option, the row and exit code 2."""
    answer = command("validate", "--only", "SF999")
    assert answer.exit_code == 2
    assert "--only" in answer.stderr
    assert "SF999" in answer.stderr


@pytest.mark.parametrize("other", ["--quick", "--ablation", "--accept"])
def test_two_questions_at_once_are_refused(command: Command, here: Path, other: str) -> None:
    """Draws from the priors have a size of their own and switch nothing off."""
    answer = command("validate", "--prior", other)
    assert answer.exit_code == 2
    assert f"{other}: cannot stand beside --prior" in answer.stderr


def test_pass_rates_go_where_they_are_asked_for(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Draws of some rows leave a table in a folder, say how long they take, and publish nothing."""
    monkeypatch.setattr(prior_pass, "judge_draw", lambda patterns, *_: {ROW: "met"})
    before = prior_pass.PRIOR_PASS.read_bytes()
    answer = command("validate", "--prior", "--only", ROW, "--out", "drawn")
    assert answer.exit_code == 0, answer.output
    assert "minutes on one core" in answer.stdout
    table = pd.read_csv(here / "drawn" / "prior_pass.csv")
    assert table.loc[0, ["row", "draws", "rate"]].to_list() == [ROW, prior_pass.DRAWS, 1.0]
    assert prior_pass.PRIOR_PASS.read_bytes() == before


def test_a_row_named_twice_is_refused(command: Command, here: Path) -> None:
    """It would count twice among the rows that are met."""
    answer = command("validate", "--only", f"SF037,{ROW},sf037")
    assert answer.exit_code == 2
    assert "--only: is named twice, got 'SF037'; allowed: each once" in answer.stderr


@pytest.fixture(scope="module")
def published(busy: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a published scorecard of a small world."""
    patterns = [one("SF901", "Q", 0.0), one("SF902", "Q", 1e5), one("SF903", "D", 0.0)]
    card = scorecard.judge(patterns, scorecard.play(patterns, busy, 30, 1))
    folder = tmp_path_factory.mktemp("reference")
    (folder / "other.txt").write_text("stays", encoding="utf-8")
    publish(card, folder, 1.0)
    return folder


def test_what_is_published(published: Path) -> None:
    """There is a table, a page and a drawing for each Q row; what else is there stays."""
    names = {path.name for path in published.iterdir()}
    wanted = {"scorecard.csv", "scorecard.html", "scorecard.json", "scorecard", "other.txt"}
    assert names == wanted
    drawings = {path.name for path in (published / "scorecard").iterdir()}
    assert drawings == {"SF901.svg", "SF902.svg"}


def test_the_page_tells_counts_and_misses(published: Path) -> None:
    """The page opens with how many rows are met, names the others, and links out nowhere."""
    page = (published / "scorecard.html").read_text(encoding="utf-8")
    assert "2 of 3" in page  # none has been drawn from the priors yet
    assert "<strong>SF902</strong>" in page
    assert "What carries what" not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.findall(r'(?:src|href)="(?!#)', page)


def test_new_rates_come_onto_the_page(published: Path) -> None:
    """Once rows have been judged under draws the page counts those that few draws pass."""
    rates = {"rate": [0.5, 0.9, 0.2], "draws": [300, 300, 80], "unknown": [0.0, 0.0, 0.1]}
    rows = pd.Index(["SF901", "SF902", "SF903"], name="row")
    page = renew_rates(published, pd.DataFrame(rates, index=rows)).read_text(encoding="utf-8")
    assert "2 of 2 emergent rows that fewer than 80 % of prior draws pass are met" in page
    assert "20 % of 80, 10 % too few cases" in page


def test_a_scorecard_without_grades_is_refused(tmp_path: Path) -> None:
    """A scorecard of before is not drawn as if its rows were graded."""
    table = pd.DataFrame({"row": [ROW], "verdict": ["met"], "decisive": [True]})
    table.to_csv(tmp_path / "scorecard.csv", index=False)
    with pytest.raises(InputError, match="older than the grades"):
        redraw(tmp_path)


def test_an_ablation_comes_onto_the_page(published: Path) -> None:
    """Once mechanisms have been switched off the page names first what carries nothing."""
    columns = ("mechanism", "off", "rows", "rows_against", "facts", "facts_against")
    lines = [
        ("Fashion", "approach.fashion = 0.0", "SF903 (18 to 2)", "", "V01 (0.40 to 0.012)", ""),
        ("Party", "affinity.mismatch = 0.0", "", "SF902 (1 to 18)", "", ""),
    ]
    pd.DataFrame(lines, columns=columns).to_csv(published / "ablation.csv", index=False)
    size = {"members": 18, "runs": 20, "rows": 3, "rows_passed": 2, "facts": 27, "facts_inside": 24,
            "passed_by": {"SF002": 11}}  # fmt: skip
    manifest = published / "ablation.json"
    manifest.write_text(json.dumps(size | {"posterior": "abc123"}), encoding="utf-8")
    page = redraw(published).read_text(encoding="utf-8")
    section = page[page.index("What carries what") : page.index("Every row")]
    for words in (
        "SF903 (18 to 2)",
        "SF902 (1 to 18)",
        "V01 (0.40 to 0.012)",
        "approach.fashion = 0.0",
    ):
        assert words in section
    nothing = (
        "1 mechanism carries neither a row nor a fact: Party. At these parameters and this size"
    )
    assert section.index(nothing) < section.index("18 members of the posterior, 20 runs of each")
    assert "posterior abc123" in page
    for path in (published / "ablation.csv", manifest):
        path.unlink()


def test_an_ablation_of_the_first_edition_stays_off_the_page(published: Path) -> None:
    """One at the defaults alone, which left no manifest, is not shown as one over members."""
    line = {"mechanism": "Fashion", "off": "approach.fashion = 0.0", "number": 1, "of": 3}
    pd.DataFrame([{**line, "rows": "SF903"}]).to_csv(published / "ablation.csv", index=False)
    assert "What carries what" not in redraw(published).read_text(encoding="utf-8")
    (published / "ablation.csv").unlink()
