"""What numbers depend on is found in the code, and nothing else is held against them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import simulation
from simulation import provenance
from simulation.provenance import closure, dependencies
from simulation.source import source

ROOT = Path(simulation.__file__).parents[1]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Look at a copy of both packages instead of the packages."""
    left_out = shutil.ignore_patterns("__pycache__", "*.vue", "*.md")
    for package in provenance.OURS:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=left_out)
    monkeypatch.setattr(provenance, "ROOT", tmp_path)
    dependencies.cache_clear()
    yield tmp_path
    dependencies.cache_clear()


def names(*modules: str, signatures: bool = True) -> set[str]:
    """Return the paths of the files that some modules import."""
    return {
        path.relative_to(provenance.ROOT).as_posix()
        for path in closure(*modules, signatures=signatures)
    }


def test_compiled_code_depends_on_all_rules_and_no_value() -> None:
    """The driver's closure has every rule and table; parameters come in at run time.

    Talks that are arranged from outside are no part of a month.
    """
    found = names("simulation.driver", signatures=False)
    arranged = {"simulation/rules/arranged.py"}
    rules = {f"simulation/rules/{path.name}" for path in (ROOT / "simulation/rules").glob("*.py")}
    assert rules - found == arranged
    assert {"simulation/terms.py", "simulation/world/tables.py", "simulation/draws.py"} <= found
    assert not {name for name in found if "/parameters/" in name or "/result/" in name}
    assert "simulation/parameters/talks.py" in names("simulation.driver")


def test_what_is_imported_late_counts() -> None:
    """An import inside a function is an import."""
    found = source(b"def f():\n    from a.maps import g\n    g()", "m")
    assert found.imports == ["a.maps.g"]


def test_what_type_checkers_alone_read_does_not_count() -> None:
    """Imports that never run are none; those that name types of arguments are kept apart."""
    text = (
        b"from typing import TYPE_CHECKING\nfrom a import B\nif TYPE_CHECKING:\n    import c\n"
        b"def f(x: B) -> None:\n    y: B = x"
    )
    assert source(text, "m").imports == ["typing.TYPE_CHECKING"]
    assert source(text, "m").signatures == ["a.B"]


def test_a_package_that_is_gone_through_counts_whole() -> None:
    """Modules that are found by going through their package are imports of it."""
    assert "experiments/figures/survival.py" in names("experiments.figures.chart")


def test_the_same_syntax_is_the_same_code() -> None:
    """Comments, docstrings and layout are not code; names, values and order are."""
    plain = source(b"def f(x):\n    return x + 1\n", "m").hash
    text = b"# why\ndef f(x):\n    'What.'\n    return (x +\n        1)  # one\n"
    assert plain == source(text, "m").hash
    for name, result in (("x", "x + 2"), ("y", "y + 1"), ("x", "1 + x"), ("x", "x + 1.0")):
        assert source(f"def f({name}):\n    return {result}\n".encode(), "m").hash != plain


def test_data_files_and_libraries_are_named(copied: Path) -> None:
    """A changed table is named, and so is a library of another version."""
    before = dependencies("simulation.maps")
    table = copied / "simulation/geography/data/control.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    dependencies.cache_clear()
    now = dependencies("simulation.maps")
    assert now.differences(before.plain()) == ["data: simulation/geography/data/control.csv"]
    other = before.plain() | {"libraries": before.libraries | {"numpy": "0.1"}}
    ours = before.libraries["numpy"]
    assert before.differences(other) == [f"libraries: numpy 0.1, now {ours}"]


def test_what_was_remembered_is_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From memory, without memory, and where nothing can be remembered, the answer is the same."""
    found = []
    for folder in ("cache", "cache", "other"):
        monkeypatch.setenv("PARTNERSHIPS_CACHE", str(tmp_path / folder))
        found.append(closure("simulation.driver"))
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARTNERSHIPS_CACHE", str(tmp_path / "file" / "inside"))
    found.append(closure("simulation.driver"))
    assert all(one == found[0] for one in found)
