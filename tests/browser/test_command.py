"""The command: where it listens, what it warns of, what it refuses."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.browser.app import server
from experiments.browser.app.announcement import address_for_others, address_of, announce
from experiments.browser.classroom.classroom import Classroom
from experiments.commands.app import app
from simulation import Scenario
from simulation.errors import InputError


def test_a_port_that_is_taken_is_refused_in_one_line() -> None:
    """The message names the address and what to do; nothing is served."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = CliRunner().invoke(app, ["browser", "--no-open", "--port", str(port)])
    assert answer.exit_code == 2
    assert f"127.0.0.1:{port}" in answer.stderr
    assert "--port" in answer.stderr


def test_a_wrong_scenario_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    """A scenario is validated as by `partnerships run`."""
    config = tmp_path / "wrong.toml"
    config.write_text("[talks]\nplaned_months = 3\n", encoding="utf-8")
    answer = CliRunner().invoke(app, ["browser", "--no-open", "--port", "0", str(config)])
    assert answer.exit_code == 2
    assert "planned_months" in answer.stderr


def test_listening_for_everyone_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    """Other machines get in only where that was asked for, with a warning."""
    announce("127.0.0.1", 1)
    assert capsys.readouterr().err == ""
    announce("0.0.0.0", 1)  # noqa: S104
    assert "no password" in capsys.readouterr().err


def test_an_address_can_be_opened_whatever_it_listens_on() -> None:
    """Addresses of the sixth version stand in brackets, and none is that of everywhere."""
    assert address_of("::1", 80) == "http://[::1]:80/"
    assert "0.0.0.0" not in address_for_others("0.0.0.0", 80)  # noqa: S104
    assert address_for_others("192.0.2.7", 80) == "http://192.0.2.7:80/"


@pytest.mark.parametrize(
    "name", ["", "   ", "?!", "a" * 41, "two\nlines", "a\x1b[2Jb", "\u202eesrever", "\udcff"]
)
def test_a_class_that_cannot_be_called_so_is_refused(name: str) -> None:
    """A name that is empty, too long or holds what cannot be shown ends in one line."""
    answer = CliRunner().invoke(app, ["browser", "--no-open", "--port", "0", "--class", name])
    assert answer.exit_code == 2
    assert "--class: " in answer.stderr
    assert "up to 40 characters" in answer.stderr
    assert answer.stdout == ""


def test_a_class_is_announced_with_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    """Where visitors join and by which code; whoever leads gets pages of their own."""
    classroom = Classroom("Politics, 2b", Scenario())
    page = announce("127.0.0.1", 80, classroom, as_json=True)
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert page == summary["projector"] == f"http://127.0.0.1:80/?projector={classroom.token}"
    assert (summary["class"], summary["code"]) == ("Politics, 2b", classroom.code)
    announce("127.0.0.1", 80, classroom)
    said = capsys.readouterr().out
    assert f"http://127.0.0.1:80/?class={classroom.code}" in said
    assert "--host 0.0.0.0" in said


def test_without_its_packages_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One line names the extra."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(InputError, match=r"council-partnerships\[browser\]"):
        server.application(1, anywhere=False)


def test_the_server_starts_without_the_evidence() -> None:
    """What is read when the first row is cited, and takes seconds, is not loaded before."""
    pytest.importorskip("solara", reason="the extra `browser` is not installed")
    late = ("statsmodels", "experiments.patterns.catalogue")
    ask = (
        "import sys, experiments.browser.app.server, experiments.browser.app.page as page\n"
        f"print([name for name in {late} if name in sys.modules])\n"
        "print(len(page.evidence('SF037')[1]))\n"
        f"print([name for name in {late} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["[]", "1", "['experiments.patterns.catalogue']"]
