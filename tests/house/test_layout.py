"""The house: rooms and their order, sizes, names, and that nothing is registered by half."""

from __future__ import annotations

import ast
import graphlib
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import experiments
import experiments.figures
import experiments.studies.views
import simulation
from experiments.figures.chart import Chart, charts
from experiments.studies.views import View, view_named, view_names

ROOT = Path(simulation.__file__).parents[1]
PACKAGES = ("simulation", "experiments")

FLOORS = (
    {"text", "store", "execution", "statistics"},
    {"figures"},
    {"report"},
    {"runs", "studies", "patterns"},
    {"calibration", "facts", "decisions"},
    {"browser", "interface"},
    {"commands"},
)
"""The rooms of `experiments`, from the ground up: each may use what lies below it."""

FILES_AT_THE_TOP = {"__init__.py", "__main__.py", "py.typed"}
MOST_AT_THE_TOP = 18
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
SHORT = 120

DIALECT = {
    "told", "said", "drawn", "counted", "seen", "made", "kept", "played", "looking", "standing",
    "telling", "answer", "lives", "aiming", "middle", "place", "tell", "found", "given", "shown",
    "held", "taken", "known", "opened", "written", "lost",
}  # fmt: skip
"""Words that no public function, class or module is called by: the field has others."""

PARTICIPLE = re.compile("[a-z]+ed")
"""A name of one word that says what was done, and not what is returned."""

ALLOWED = {
    *("compiled", "failed", "validated", "changed"),
    *("agreed", "checked", "printed", "rendered", "shared", "zipped"),  # of the view
    *("anchored", "copied", "decoded", "packed", "viewed"),  # which the view uses
    *("crossed", "listed", "locked", "moved", "pulled", "resolved", "restructured", "shortened"),
    *("survived", "tested", "thinned"),
}
"""Names of before, which await a better one."""


def paths(*packages: str) -> list[Path]:
    """Return the files of code of some packages."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def module_of(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in paths(*PACKAGES)}


def imported(path: Path, *, types: bool = True) -> set[str]:
    """Return the modules of ours that a file imports, anywhere in it; `types` for checkers' too."""
    tree, found = ast.parse(path.read_text(encoding="utf-8")), set()
    if not types:
        tree.body = [one for one in tree.body if not isinstance(one, ast.If)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names} | {node.module}
    return found & set(MODULES)


def room(module: str) -> str:
    """Return the room of a module of `experiments`."""
    return module.split(".")[1] if "." in module else ""


def test_the_rooms_are_those_of_the_plan() -> None:
    """`experiments` has the rooms of the plan, three files beside, and few entries in all."""
    rooms = {path.name for path in (ROOT / "experiments").iterdir() if path.name != "__pycache__"}
    assert rooms == {one for floor in FLOORS for one in floor} | FILES_AT_THE_TOP
    assert len(rooms) <= MOST_AT_THE_TOP


@pytest.mark.parametrize("floor", range(len(FLOORS)))
def test_no_arrow_goes_up_or_across(floor: int) -> None:
    """A room uses itself, the floors below, and `simulation`: no room beside it or above."""
    below = {one for lower in FLOORS[:floor] for one in lower}
    for name in FLOORS[floor]:
        for path in paths(f"experiments/{name}"):
            used = {room(one) for one in imported(path) if one.startswith("experiments.")}
            assert used - {name, ""} <= below, path


def test_the_model_does_not_know_of_experiments() -> None:
    """No file of `simulation` imports `experiments`."""
    for path in paths("simulation"):
        assert not {one for one in imported(path) if one.startswith("experiments")}, path


def test_no_two_files_need_each_other() -> None:
    """Imports have no circle; agents name each other, and the model they live in, as types."""
    graph = {
        name: imported(path, types=not name.startswith("simulation.agents")) - {name}
        for name, path in MODULES.items()
    }
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    graph = {name: used - packages for name, used in graph.items() if name not in packages}
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) >= len(graph)


def test_files_are_short() -> None:
    """No file is long, and half of them are short."""
    lines = {path: path.read_text("utf-8").count("\n") for path in paths(*PACKAGES)}
    assert {path: n for path, n in lines.items() if n > MOST_LINES} == {}
    assert sum(n < SHORT for n in lines.values()) >= len(lines) / 2


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_functions_are_short() -> None:
    """No function is long, its docstring counted; commands have a line for each option."""
    long = [
        f"{path}:{one.name}"
        for path in paths(*PACKAGES)
        if path.parent.name != "commands"
        for one in functions(path)
        if (one.end_lineno or 0) - one.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_names_are_the_fields_terms() -> None:
    """No public function, class or module is called by a word of the private dialect."""
    found = [str(path) for path in paths(*PACKAGES) if path.stem in DIALECT]
    for path in paths(*PACKAGES):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in (tree, *(one for one in tree.body if isinstance(one, ast.ClassDef))):
            named = (one for one in owner.body if isinstance(one, ast.FunctionDef | ast.ClassDef))
            found += [f"{path}: {one.name}" for one in named if one.name.lower() in DIALECT]
    assert found == []


def is_property(function: ast.FunctionDef) -> bool:
    """Return whether a method reads as an attribute."""
    return any(ast.unparse(one).endswith("property") for one in function.decorator_list)


def test_no_new_name_is_a_participle() -> None:
    """Functions are called by what they do or return; names of before the test are listed."""
    found = []
    for path in paths(*PACKAGES):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        owners = (tree, *(one for one in tree.body if isinstance(one, ast.ClassDef)))
        defined = [one for owner in owners for one in owner.body]
        named = [one for one in defined if isinstance(one, ast.FunctionDef)]
        plain = [one for one in named if not is_property(one)]
        if path.parent.name != "rules":  # where they name a quantity: support as it is perceived
            found += [(one.name, path) for one in plain if PARTICIPLE.fullmatch(one.name)]
    assert [(name, path) for name, path in found if name not in ALLOWED] == []
    assert {name for name, _ in found} >= ALLOWED, "a name that is gone is allowed still"


def test_every_chart_is_found_and_has_a_place_of_its_own() -> None:
    """A file of figures that sets `CHART` is a chart, named after it; no two share a place."""
    declared = {
        path.stem
        for path in paths("experiments/figures")
        if "\nCHART = " in path.read_text(encoding="utf-8")
    }
    assert {chart.name for chart in charts()} == declared
    places = [chart.place for chart in charts()]
    assert places == list(range(1, len(places) + 1))


def test_a_figure_that_counts_is_a_chart() -> None:
    """A file of figures with a tally of its own declares it: none can be half registered."""
    for one in iter_modules(experiments.figures.__path__):
        module = import_module(f"experiments.figures.{one.name}")
        if hasattr(module, "count") or hasattr(module, "reduce"):
            assert isinstance(module.CHART, Chart), one.name
            assert (module.CHART.count, module.CHART.draw) == (module.count, module.draw)


def test_every_file_of_views_is_a_view() -> None:
    """A file of `studies/views` declares its view with all its parts, under its own name."""
    assert view_names() == [one.name for one in iter_modules(experiments.studies.views.__path__)]
    for name in view_names():
        module = import_module(f"experiments.studies.views.{name}")
        assert isinstance(module.VIEW, View)
        assert view_named(name) is module.VIEW
        parts = (module.VIEW.count, module.VIEW.draw, module.VIEW.conclude)
        assert parts == (module.count, module.draw, module.conclude)
