"""The wheel in a new environment, installed by the lines of the README, far from the project."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from docs.written import blocks, page_commands

pytestmark = pytest.mark.slow

UNREACHABLE = ("connection broken by", "Could not fetch URL", "Max retries exceeded")
"""What pip says where no package registry can be reached."""

WHERE = """
import experiments, simulation

print(simulation.__file__, experiments.__file__, sep="\\n")
print(simulation.Scenario.load("england").name)
"""


def away(place: Path) -> dict[str, str]:
    """Return the environment of somebody who has never had the project: nothing is compiled."""
    kept = {
        one: value for one, value in os.environ.items() if one not in {"PYTHONPATH", "VIRTUAL_ENV"}
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return kept | {"PATH": path, "PARTNERSHIPS_CACHE": str(place / "cache")}


def said(place: Path, line: str) -> str:
    """Type a line into a shell in a folder, which must succeed, and return what it says."""
    done = subprocess.run(
        ["sh", "-c", line], cwd=place, env=away(place), check=False, capture_output=True, text=True
    )
    if "pip install" in line and done.returncode and any(why in done.stderr for why in UNREACHABLE):
        pytest.skip("no package registry can be reached, so that nothing can be installed")
    assert done.returncode == 0, (line, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def lines_of_the_readme(root: Path) -> list[str]:
    """Return what the README says is typed where there is the wheel and nothing else."""
    text = next(one.text for one in blocks(root / "README.md") if ".whl" in one.text)
    return text.splitlines()


def end_what_was_started(place: Path) -> None:
    """End the processes of the environment in a folder: the first run compiles in one."""
    for process in psutil.process_iter(["cmdline"]):
        if any(str(place) in word for word in process.info["cmdline"] or ()):
            process.kill()


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that is built from the sdist, not from the project."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t"]
    subprocess.run([*build, "sdist"], cwd=root, check=True, capture_output=True)
    sdist = next(folder.glob("*.tar.gz"))
    subprocess.run(["tar", "xf", sdist.name], cwd=folder, check=True)
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    subprocess.run([*build, "wheel"], cwd=unpacked, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def place(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder that held the wheel alone before the README's lines that install it."""
    folder = tmp_path_factory.mktemp("fresh")
    wheel.rename(folder / wheel.name)
    make, install, _ = lines_of_the_readme(root)
    said(folder, make)
    said(folder, install)
    yield folder
    end_what_was_started(folder)


@pytest.fixture(scope="module")
def england(root: Path, place: Path) -> Path:
    """Return what the README's last line leaves, played once rather than a hundred times."""
    said(place, f"{lines_of_the_readme(root)[-1]} --runs 1")
    return place / "results" / "england"


def test_one_line_installs_the_view_too(root: Path) -> None:
    """The line of the README and that of the first steps install the same, the view with it."""
    first_steps = root / "docs" / "tutorials" / "first_steps.md"
    shown = next(one.text for one in blocks(first_steps) if ".whl" in one.text)
    asked = [shlex.split(line)[-1] for line in shown.splitlines() if "pip install" in line]
    assert asked == [shlex.split(lines_of_the_readme(root)[1])[-1]]
    assert asked[0].endswith("[browser]")


def test_it_stands_by_itself(root: Path, place: Path) -> None:
    """Both packages are those of the new environment, and know England by name."""
    (place / "where.py").write_text(WHERE)
    *paths, name = said(place, ".venv/bin/python where.py").splitlines()
    assert len(paths) == 2
    assert all(Path(path).is_relative_to(place / ".venv") for path in paths)
    assert name.startswith("England")


def test_what_comes_along_is_listed_and_copied(root: Path, place: Path) -> None:
    """Every scenario and every study is told by name; what is copied is that of the project."""
    listed = said(place, ".venv/bin/partnerships configs")
    for path in (root / "configs").rglob("*.toml"):
        assert re.search(rf"(?m)^{path.stem}\b", listed), path
    said(place, ".venv/bin/partnerships configs synthetic --copy mine")
    copied = (root / "configs" / "synthetic.toml").read_bytes()
    assert (place / "mine" / "synthetic.toml").read_bytes() == copied


def test_england_is_played(england: Path) -> None:
    """With nothing compiled yet a run answers, and leaves its page, tables and figures."""
    for name in ("report.html", "summary.csv", "tables/talks.parquet", "figures/map.svg"):
        assert (england / name).is_file(), name


def test_the_view_answers(place: Path) -> None:
    """It starts in the new environment and gives its page."""
    command = [place / ".venv" / "bin" / "partnerships", "browser", "--no-open", "--port", "0"]
    environment = away(place) | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            told = server.stdout.readline() if server.stdout else ""
            address = re.search(r"http://\S+", told)
            assert address, told
            with urllib.request.urlopen(address[0], timeout=60) as page:  # noqa: S310 our own server
                assert page.status == 200
                assert "Council partnerships" in page.read().decode()
        finally:
            server.terminate()


def test_commands_of_the_readme_are_known(root: Path, place: Path) -> None:
    """Every command that the README shows is one that the new environment has."""
    for command in {words[0] for words in page_commands(root / "README.md")}:
        assert said(place, f".venv/bin/partnerships {command} --help")


def test_duckdb_answers_the_queries_of_the_page(root: Path, place: Path, england: Path) -> None:
    """Both queries give rows, of the tables that the installed command left."""
    said(place, ".venv/bin/python -m pip install --only-binary :all: duckdb")
    said(place, f"cp -r {england} results/nine")
    queries = [one.text for one in blocks(root / "docs/how_to/export.md") if one.language == "sql"]
    assert len(queries) == 2
    for query in queries:
        (place / "ask.py").write_text(
            f"import duckdb\nprint(len(duckdb.sql({query!r}).fetchall()))\n"
        )
        assert int(said(place, ".venv/bin/python ask.py")) > 1
