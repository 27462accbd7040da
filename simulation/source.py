"""What a file of code holds: the hash of its syntax tree, and what it imports.

Reading a tree takes milliseconds, so what was found is remembered by the file's bytes.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

_READER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
MOST = 1000
"""Files that are remembered, those of old versions of the code among them."""

REMEMBERED = f"sources-{_READER}.json"
"""What another reader has found is not believed."""


class Source(NamedTuple):
    """What a file of code holds.

    Attributes
    ----------
    hash : str
        SHA-256 of its syntax tree without docstrings.
    imports : list of str
        Modules it imports when it runs, or names in them; ``package.*`` for all modules of a
        package that it goes through by `iter_modules`.
    signatures : list of str
        What it imports to name the types of arguments and results, and for nothing else.
    """

    hash: str
    imports: list[str]
    signatures: list[str]


def user_cache() -> Path:
    """Return the folder of what is remembered from one start to the next."""
    named = os.environ.get("PARTNERSHIPS_CACHE")
    return Path(named or platformdirs.user_cache_dir("council-partnerships"))


@contextmanager
def sources() -> Iterator[Callable[[Path, str], Source]]:
    """Give what reads files of code, and remember what was read anew."""
    known = _recalled()
    before = len(known)

    def read(path: Path, module: str) -> Source:
        content = path.read_bytes()
        key = hashlib.sha256(module.encode() + b"\n" + content).hexdigest()
        if key not in known:
            known[key] = source(content, module)
        return Source(*known[key])

    yield read
    if len(known) > before:
        _remember(known)


def _recalled() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((user_cache() / REMEMBERED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _remember(known: dict[str, Any]) -> None:
    """Write what is known; where nothing can be written, it is read anew each time."""
    with suppress(OSError):
        user_cache().mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=user_cache(), prefix=".sources-")
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(dict(list(known.items())[-MOST:]), file)
        Path(name).replace(user_cache() / REMEMBERED)


def source(content: bytes, module: str) -> Source:
    r"""Return what the text of a module holds.

    Examples
    --------
    >>> text = b"from simulation.rules import trust\nimport numpy as np\nnp.exp(trust.kept)"
    >>> source(text, "simulation.example").imports
    ['numpy', 'simulation.rules.trust']
    >>> bare, explained = source(b"x = 1", "m"), source(b"# one\nx = 1\n'''What x is.'''", "m")
    >>> bare.hash == explained.hash
    True
    """
    tree = ast.parse(content)
    digest = hashlib.sha256()
    _digest(tree, digest)
    used, imported = _used(tree, module), list(_imported(tree))
    imports = {name for alias, name in imported if alias in used.names} | used.walked
    signatures = {name for _, name in imported} - imports
    return Source(digest.hexdigest(), sorted(imports), sorted(signatures))


def _is_text(node: ast.AST) -> bool:
    """Return whether a node is text by itself: a docstring, of whatever stands before it."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _digest(node: Any, digest: Any) -> None:
    """Feed a syntax tree to a hash in a form that is the same on every version of Python."""
    if isinstance(node, list):
        digest.update(b"[")
        for one in node:
            if not (isinstance(one, ast.AST) and _is_text(one)):
                _digest(one, digest)
        digest.update(b"]")
    elif isinstance(node, ast.AST):
        digest.update(type(node).__name__.encode() + b"(")
        for name, value in ast.iter_fields(node):
            if name not in ("ctx", "kind", "type_comment") and value is not None and value != []:
                digest.update(name.encode() + b"=")
                _digest(value, digest)
        digest.update(b")")
    else:
        digest.update(repr(node).encode() + b";")


class _Used(ast.NodeVisitor):
    """The names that a module uses when it runs: those of signatures alone are not evaluated.

    Parameters
    ----------
    module : str
        Its dotted name.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self.names: set[str] = set()
        self.walked: set[str] = set()
        self.inside = False

    def visit_Name(self, node: ast.Name) -> None:
        self.names.add(node.id)

    def visit_arg(self, node: ast.arg) -> None:
        """Pass over the annotation of an argument."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Pass over the annotations of the result and of local names."""
        inside, self.inside = self.inside, True
        for part in (*node.decorator_list, node.args, *node.body):
            self.visit(part)
        self.inside = inside

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        for part in (node.target, node.value, None if self.inside else node.annotation):
            if part is not None:
                self.visit(part)

    def visit_Call(self, node: ast.Call) -> None:
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called == "iter_modules" and node.args:
            package = ast.unparse(node.args[0]).removesuffix("__path__").rstrip(".")
            self.walked.add(f"{package or self.module}.*")
        self.generic_visit(node)


def _used(tree: ast.Module, module: str) -> _Used:
    used = _Used(module)
    used.visit(tree)
    return used


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what is imported: the name it has here, and that of the module or of what is in it."""
    for node in _running(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.asname or one.name.partition(".")[0], one.name
        elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            for one in node.names:
                yield one.asname or one.name, f"{node.module}.{one.name}"


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run: what is there for type checkers alone does not."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting.extend(node.orelse)
        else:
            waiting.extend(ast.iter_child_nodes(node))
