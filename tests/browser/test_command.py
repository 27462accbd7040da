"""The command: where it listens, what it warns of, what it refuses."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.browser.app import server
from experiments.commands.app import app
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
    server._announce("127.0.0.1", "http://127.0.0.1:1/")  # noqa: SLF001
    assert capsys.readouterr().err == ""
    server._announce("0.0.0.0", "http://0.0.0.0:1/")  # noqa: S104, SLF001
    assert "no password" in capsys.readouterr().err


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
