"""What to look for in the syntax trees of rules: what may differ in bits, and bare numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import simulation

PACKAGE = Path(simulation.__file__).parent
RULES = sorted((PACKAGE / "rules").glob("*.py"))
ELSEWHERE = [PACKAGE / "draws.py", PACKAGE / "driver.py"]
NUMBERED = [*RULES, PACKAGE / "driver.py"]
"""Files whose numbers are looked at; `draws` holds those of a published generator."""

DECORATORS = {"rule", "step", "compiled"}

MATH = {"exp", "exp2", "expm1", "log", "log1p", "sin", "tanh", "sqrt", "pow", "floor", "pi"}
"""What of `math` gives the same bits compiled."""

NUMPY = {"uint64"}
"""What of NumPy is a plain change of type (for words of 64 bits)."""

CALLS = {"sum", "sorted", "pow", "any", "all", "list", "dict", "set", "map", "filter", "zip"}
"""Built-in functions that add up otherwise (Python 3.12 compensates), or build something."""

BUILT = (
    *(ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp),
    *(ast.JoinedStr, ast.Lambda, ast.Try, ast.With, ast.Yield, ast.YieldFrom, ast.Await),
)
"""What would allocate, or is not compiled."""

BARE = {0.0, 0.5, 1.0, 2.0, 12.0}
"""Numbers that stand in rules as they are: nothing, a half, one, two, and the months of a year."""

NAMED = {
    "arranged.BARRED": "a code",
    "arranged.FREE": "a code",
    "arranged.GONE": "a code",
    "arranged.SHARING": "a code",
    "arranged.TALKING": "a code",
    "breakdown.BOTH": "a count of sides",
    "books.JANUARY": "a month of the year",
    "driver.MONTH": "an entry of an array",
    "driver.RUN": "an entry of an array",
    "month.DECEMBER": "a month of the year",
    "month.MOST_EVENTS": "the room that tables need",
    "politics.MAY": "a month of the year",
    "reasons.GATE_MEMBERS": "a code",
    "reasons.GATE_NONE": "a code",
    "reasons.GATE_OFFICERS": "a code",
    "reasons.GATE_TRUST": "a code",
    "reasons.GATE_VISION": "a code",
    "soundings.BOTH": "a code of the table of talks",
    "start.BEFORE": "the month in which the start is drawn",
    "talks.THIRD": "the month of a column",
    "units.FAR": "a conversion",
    "vote.HOST": "a code of the table of talks",
    "units.MANY": "a conversion",
    "units.TEN_THOUSAND": "a conversion",
    "units.TWO_PERCENT": "a conversion",
    "units.WORKING_WEEK": "a conversion",
}
"""Constants of the files of rules that are no numbers of the model, and what they are instead."""

HOMES = (
    "simulation.terms",
    "simulation.branches",
    "simulation.end_causes",
    "simulation.event_kinds",
    "simulation.draws",
    "simulation.world.",
    "simulation.rules.",
)
"""Where whole numbers that rules import may stand: codes, purposes, sizes and entries of tables."""

INSTEAD = "declare it in simulation/parameters and read it as p.group.name"


def number(node: ast.expr) -> float | None:
    """Return the number that a constant stands for, None for anything else."""
    sign = 1.0
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -sign, node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return sign * node.value
    return None


def whole_names(function: ast.AST) -> set[str]:
    """Return the names that hold whole numbers: arguments said to be, and counters of loops."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and isinstance(node.annotation, ast.Name):
            names |= {node.arg} if node.annotation.id == "int" else set()
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def wrong_power(base: ast.expr, exponent: ast.expr, whole: set[str]) -> str | None:
    """Return what is wrong with a power, None if nothing is."""
    constant = number(exponent)
    if constant is not None and constant % 0.25 == 0.0:
        return "an exponent that is turned into products and roots: multiply, or take math.sqrt"
    if isinstance(exponent, ast.Name) and exponent.id in whole:
        return "a whole exponent: make it a float"
    if isinstance(exponent, ast.Call) and getattr(exponent.func, "id", "") in {"int", "len"}:
        return "a whole exponent: make it a float"
    constant = number(base)
    if constant is not None and constant > 0 and constant.hex().startswith("0x1.0000000000000p"):
        return "a power of two as base: take math.exp2"
    return None


def wrong_call(node: ast.Call) -> str | None:
    """Return what is wrong with a call, None if nothing is."""
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        return f"{node.func.id}()"
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        module, name = node.func.value.id, node.func.attr
        if (module == "math" and name not in MATH) or (module == "np" and name not in NUMPY):
            return f"{module}.{name}"
    return None


def faults(function: ast.FunctionDef | ast.Module) -> Iterator[str]:
    """Return what a rule says that may differ in bits or cannot be compiled."""
    whole = whole_names(function)
    for node in (node for part in function.body for node in ast.walk(part)):
        wrong = None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            wrong = wrong_power(node.left, node.right, whole)
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Pow):
            wrong = wrong_power(node.target, node.value, whole)
        elif isinstance(node, ast.Call):
            wrong = wrong_call(node)
        elif isinstance(node, BUILT):
            wrong = type(node).__name__
        if wrong is not None:
            yield f"line {getattr(node, 'lineno', 0)}: {wrong}"


def is_number(value: object) -> bool:
    """Return whether a value is a number, or text that would become one."""
    if isinstance(value, str):
        return value.replace(".", "").replace("e-", "").isdigit()
    return isinstance(value, (int, float, complex)) and not isinstance(value, bool)


def bare_numbers(tree: ast.Module) -> Iterator[str]:
    """Return the numbers that functions say themselves: in sums, comparisons, calls, defaults."""
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and is_number(node.value) and node.value not in BARE:
                yield f"line {node.lineno}: {node.value}: {INSTEAD}"
            elif isinstance(node, ast.Attribute) and node.attr.isupper():
                yield f"line {node.lineno}: {node.attr} comes through a module: import its name"


def named_numbers(tree: ast.Module) -> Iterator[str]:
    """Return the names of numbers that stand beside the functions of a file."""
    for part in tree.body:
        numbers = [node for node in ast.walk(part) if isinstance(node, ast.Constant)]
        if not isinstance(part, ast.FunctionDef) and any(is_number(one.value) for one in numbers):
            stores = (node for node in ast.walk(part) if isinstance(node, ast.Name))
            yield from (node.id for node in stores if isinstance(node.ctx, ast.Store))


def foreign_numbers(tree: ast.Module) -> Iterator[str]:
    """Return the numbers that a file takes from where they may not stand."""
    for part in (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)):
        module = part.module or ""
        for name in (alias.name for alias in part.names if module != "__future__"):
            value = getattr(import_module(module), name)
            code = isinstance(value, int) and module.startswith(HOMES)
            if is_number(value) and not code and module != "simulation.rules.units":
                yield f"line {part.lineno}: {name} of {module}: {INSTEAD}"


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions of a file, whatever they stand in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def marks(function: ast.FunctionDef) -> set[str]:
    """Return which of the decorators of rules a function carries."""
    bare = [getattr(node, "func", node) for node in function.decorator_list]
    return {node.id for node in bare if isinstance(node, ast.Name)} & DECORATORS
