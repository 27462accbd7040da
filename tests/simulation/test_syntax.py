"""Rules say nothing that Python and compiled code work out to different bits, and no bare numbers.

What is refused for its bits was measured: over 200,000 random arguments the two differed in the
last bit (or, in compiled code, was not allowed at all). What is allowed agreed in every case.

A number that weighs or limits something is a parameter, with a range, a unit and a source. A rule
may name what is none: sizes, codes and months of the year, and the conversions of `units`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from simulation.parameters import NUMBERS
from tests.simulation.syntax import (
    ELSEWHERE,
    INSTEAD,
    NAMED,
    NUMBERED,
    PACKAGE,
    RULES,
    bare_numbers,
    faults,
    foreign_numbers,
    functions,
    marks,
    named_numbers,
)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_is_marked_and_documented(path: Path) -> None:
    """Every function among the rules has one decorator of rules and a docstring."""
    for function in functions(path):
        assert len(marks(function)) == 1, function.name
        assert ast.get_docstring(function), function.name


@pytest.mark.parametrize("path", [*RULES, *ELSEWHERE], ids=lambda path: path.stem)
def test_rules_give_the_same_bits_compiled(path: Path) -> None:
    """No function that is compiled says what differs between Python and compiled code."""
    for function in functions(path):
        if marks(function):
            assert list(faults(function)) == [], function.name


def test_nothing_compiled_stands_elsewhere() -> None:
    """Functions marked as rules stand in the files that are looked at here."""
    for path in PACKAGE.rglob("*.py"):
        if path not in RULES and path not in ELSEWHERE:
            assert not any(marks(function) for function in functions(path)), path


@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_every_number_of_a_rule_is_a_parameter(path: Path) -> None:
    """No rule says a number of the model itself, or takes one from elsewhere than parameters."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(bare_numbers(tree)) == []
    assert list(foreign_numbers(tree)) == []


def test_named_numbers_are_no_numbers_of_the_model() -> None:
    """The constants beside rules are those that are known to be sizes, codes and conversions."""
    found = {
        f"{path.stem}.{name}"
        for path in NUMBERED
        for name in named_numbers(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set(NAMED), f"what weighs or limits is a parameter: {INSTEAD}"


def test_no_parameter_is_declared_in_vain() -> None:
    """Every number that can be set is read by name somewhere outside its declaration."""
    files = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "parameters"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = (node for tree in trees for node in ast.walk(tree))
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    declared = {name for group in NUMBERS.values() for name in group.model_fields}
    assert declared - read == set()


REFUSED = [
    "x ** 2",
    "x ** 2.0",
    "x ** 3",
    "x ** -1",
    "x ** 0.5",
    "x ** -0.25",
    "x ** n",
    "x ** int(y)",
    "2.0 ** y",
    "0.5 ** y",
    "4 ** y",
    "pow(x, y)",
    "np.exp(x)",
    "np.sum(w)",
    "math.hypot(x, y)",
    "math.fsum(w)",
    "math.cos(x)",
    "sum((x, y, x))",
    "[x, y]",
    "{x: y}",
    "{x, y}",
    "[one for one in w]",
    "max(one for one in w)",
    "sorted(w)",
    "list(w)",
    "f'{x}'",
    "lambda: x",
]
ALLOWED = [
    "x ** y",
    "x ** float(n)",
    "x ** 0.3",
    "x ** p.power",
    "(1.0 - x) ** y",
    "10.0 ** y",
    "0.95 ** y",
    "x * x",
    "math.sqrt(x) + math.exp2(-y) + math.exp(x)",
    "max(x, y, 0.0) + abs(x) + round(x) + float(n // 2)",
    "(x, y)",
    "np.uint64(3)",
]
FRAME = "@rule\ndef tried(x: float, y: float, n: int, w: Column) -> float:\n    return {}\n"


@pytest.mark.parametrize("expression", REFUSED)
def test_what_differs_is_found(expression: str) -> None:
    """The search finds every form that is known to differ or not to compile."""
    assert len(list(faults(ast.parse(FRAME.format(expression))))) == 1


@pytest.mark.parametrize("expression", ALLOWED)
def test_what_agrees_is_let_through(expression: str) -> None:
    """The search finds no fault with what is known to agree."""
    assert list(faults(ast.parse(FRAME.format(expression)))) == []


def test_powers_are_found_in_other_places() -> None:
    """An assignment with a power, and the counter of a loop as exponent, are found too."""
    assert list(faults(ast.parse("x **= 2"))) != []
    assert list(faults(ast.parse("for k in range(3):\n    x = y ** k"))) != []


MODEL_NUMBERS = [
    "0.3 * x",
    "x - 0.45",
    "-0.7",
    "1e-9",
    "1.0 if x > 0.25 else 0.0",
    "max(3, n)",
    "w[3]",
    "x * float('0.3')",
    "math.exp(-x / 60.0)",
    "x * terms.WEIGHT",
]
NO_MODEL_NUMBERS = [
    "0.5 * x + 1.0 - 2 * y",
    "12.0 * x",
    "-1",
    "p.trust.floor * x / FAR",
    "w[MONTH] == MAY",
    "bool(n) is True",
]


@pytest.mark.parametrize("expression", MODEL_NUMBERS)
def test_a_bare_number_is_refused(expression: str) -> None:
    """A made-up rule that says a number of its own is refused, wherever in it the number stands."""
    assert len(list(bare_numbers(ast.parse(FRAME.format(expression))))) == 1


@pytest.mark.parametrize("expression", NO_MODEL_NUMBERS)
def test_parameters_and_conversions_are_let_through(expression: str) -> None:
    """A rule may read parameters, convert units, and say the few numbers that are plain."""
    assert list(bare_numbers(ast.parse(FRAME.format(expression)))) == []


def test_the_refusal_says_what_to_write_instead() -> None:
    """It names the line and the number, and where a number of the model belongs."""
    (told,) = bare_numbers(ast.parse(FRAME.format("0.3 * x")))
    assert told == f"line 3: 0.3: {INSTEAD}"


def test_numbers_are_found_in_other_places() -> None:
    """A default, a constant beside a rule, one in a class and one from elsewhere are found too."""
    assert len(list(bare_numbers(ast.parse("@rule\ndef f(x: float = 0.3): return x")))) == 1
    for text in ("WEIGHT = 0.3", "WEIGHT: float = 0.5", "class Has:\n    WEIGHT = 1"):
        assert list(named_numbers(ast.parse(text))) == ["WEIGHT"]
    assert list(named_numbers(ast.parse("FIRST, SECOND = range(2)"))) == ["FIRST", "SECOND"]
    for text in ("from simulation.geography.fitted import COUNTY_SIZE", "from math import tau"):
        assert len(list(foreign_numbers(ast.parse(text)))) == 1
