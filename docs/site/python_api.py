"""The page of the public Python names, made from `__all__` and the docstrings."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType
from typing import Any

PACKAGES = ("simulation", "experiments")

HEAD = """# Python

What `simulation` and `experiments` hand out. Names beyond these may move without notice.
[Experiments from Python](../how_to/python.md) and [the model in Mesa](../how_to/mesa.md) say how they are used; all examples here run in
the tests.
"""


def public_members(kind: type) -> list[str]:
    """Return the public names that a class itself defines and documents."""
    return [
        name
        for name, one in vars(kind).items()
        if not name.startswith("_") and inspect.getdoc(getattr(kind, name, None))
        and (callable(getattr(one, "__func__", one)) or isinstance(one, property))
        and not isinstance(one, type)
    ]  # fmt: skip


def directive(kind: str, name: str, *options: str) -> str:
    """Return a directive of Sphinx as it stands in Markdown."""
    lines = "".join(f"\n   {option}" for option in options)
    return f"```{{eval-rst}}\n.. {kind}:: {name}{lines}\n```"


def entry(name: str, one: Any) -> str:
    """Return what stands on the page about one public name."""
    if isinstance(one, ModuleType):
        inner = [f"{name}.{each}" for each in getattr(one, "__all__", ["draw"])]
        return "\n\n".join([directive("autofunction", each) for each in inner])
    if isinstance(one, type):
        members = ", ".join(public_members(one))
        return directive("autoclass", name, *([f":members: {members}"] if members else []))
    return directive("autofunction", name)


def section(package: str) -> str:
    """Return what stands on the page about a package."""
    module = import_module(package)
    parts = [f"## {package}"]
    for name in module.__all__:
        whole = f"{package}.{name}"
        one = getattr(module, name, None) or import_module(whole)
        parts += [f"### {whole}", entry(whole, one)]
    return "\n\n".join(parts)


def page() -> str:
    """Return the page."""
    return "\n\n".join([HEAD.strip(), *map(section, PACKAGES)]) + "\n"
