"""The lock files: complete, pinned, hashed, for every supported Python and every platform."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
PLATFORMS = ("linux", "darwin", "win32")


def lock_text(root: Path, python: str) -> str:
    """Return the lock file of one Python."""
    return (root / "requirements" / f"py{python.replace('.', '')}.txt").read_text(encoding="utf-8")


def entries(text: str) -> list[tuple[Requirement, list[str]]]:
    """Return each requirement of a lock file with its hashes."""
    lines = text.replace("\\\n", " ").splitlines()
    return [
        (Requirement(line.split(" --hash=")[0].strip()), re.findall(r"--hash=(\S+)", line))
        for line in lines
    ]


def installed(root: Path, python: str, platform: str) -> dict[str, str]:
    """Return the version of each package that one Python gets on one platform."""
    front_end = (root / "requirements" / "front_end.txt").read_text(encoding="utf-8")
    where = {"python_version": python, "python_full_version": f"{python}.0"}
    where |= {"sys_platform": platform, "platform_python_implementation": "CPython"}
    return {
        canonicalize_name(entry.name): str(entry.specifier).removeprefix("==")
        for entry, _ in entries(lock_text(root, python) + front_end)
        if entry.marker is None or entry.marker.evaluate(where)
    }


def asked(pyproject: dict[str, Any]) -> list[Requirement]:
    """Return all that pyproject.toml asks for: to run, to develop and to build."""
    project = pyproject["project"]
    return [
        Requirement(text)
        for text in (
            *project["dependencies"],
            *project["optional-dependencies"]["browser"],
            *project["optional-dependencies"]["dev"],
            *pyproject["dependency-groups"]["build"],
            *pyproject["build-system"]["requires"],
        )
    ]


def test_every_supported_python_has_a_lock(root: Path, pyproject: dict[str, Any]) -> None:
    """A Python is supported exactly when there is a lock file for it."""
    supported = SpecifierSet(pyproject["project"]["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 20)]
    locks = {path.name for path in (root / "requirements").glob("py*.txt")}

    assert list(PYTHONS) == [minor for minor in minors if f"{minor}.5" in supported]
    assert {f"py{minor.replace('.', '')}.txt" for minor in PYTHONS} == locks


@pytest.mark.parametrize("python", PYTHONS)
def test_every_package_is_pinned_and_hashed(root: Path, python: str) -> None:
    """Each package has one exact version and at least one SHA-256."""
    front_end = (root / "requirements" / "front_end.txt").read_text(encoding="utf-8")
    for entry, hashes in entries(lock_text(root, python) + front_end):
        assert re.fullmatch(r"==[^,*]+", str(entry.specifier)), entry.name
        assert hashes, entry.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), entry.name


@pytest.mark.parametrize("python", PYTHONS)
def test_a_lock_names_no_place(root: Path, python: str) -> None:
    """A lock file holds no address, index, folder or comment."""
    assert re.findall(r"https?:|file:|--(?!hash=)|[ @]/|#", lock_text(root, python)) == []


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_a_lock_meets_what_is_asked(
    root: Path, pyproject: dict[str, Any], python: str, platform: str
) -> None:
    """Everything that pyproject.toml asks for is locked at a version within its range."""
    versions = installed(root, python, platform)

    unmet = [
        str(requirement)
        for requirement in asked(pyproject)
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), ""))
    ]
    assert unmet == []


@pytest.mark.parametrize(("python", "mesa"), [("3.11", "3.3."), ("3.12", "3.5."), ("3.13", "3.5.")])
def test_both_mesas_are_tested(root: Path, python: str, mesa: str) -> None:
    """Python 3.11 gets Mesa 3.3, later ones Mesa 3.5."""
    assert installed(root, python, "linux")["mesa"].startswith(mesa)
