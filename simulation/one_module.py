"""How numba is led to optimise and translate every function once, in the process that compiles.

Of itself it makes a module of each function with all that this calls, optimises it, and makes
machine code of it, and does the same again for whatever calls it. Here what other compiled code
alone calls is kept as it was written, and what Python calls is one module with all it needs.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from numba.core import codegen, compiler, types
from numba.core.registry import cpu_target

FROM_PYTHON = "_ZN7cpython"
"""How the name of the way from Python into a function begins."""


class OneModule(codegen.JITCodeLibrary):
    """What is compiled of a function: a part of what calls it, unless Python does."""

    called_by_python = False
    takes_in_parts = False

    def finalize(self) -> None:
        """Make machine code of what Python calls; leave all else for it to take in."""
        self.called_by_python = any(
            one.name.startswith(FROM_PYTHON) for one in self._final_module.functions
        )
        if self.called_by_python:
            self._linking_libraries = self._all_it_calls()
            super().finalize()
        else:
            self._finalized = True

    def _all_it_calls(self) -> list[Any]:
        """Return what it calls, at once or by others; what is whole already brings its own."""
        found: dict[int, Any] = {}
        ahead = list(self._linking_libraries)
        for one in ahead:
            if id(one) not in found:
                found[id(one)] = one
                if isinstance(one, OneModule) and not one.called_by_python:
                    self.takes_in_parts = True
                    ahead += one._linking_libraries  # noqa: SLF001 -- of its own kind
        return list(found.values())

    def _optimize_final_module(self) -> None:
        """Optimise from what is called to what calls it.

        numba's first, cheap round would take up everything as it was written, to be put in order
        many times over afterwards, which takes longer and makes slower code.
        """
        if not self.takes_in_parts:
            super()._optimize_final_module()
            return
        passes, builder = self._codegen._module_pass_manager()  # noqa: SLF001 -- as numba's own
        passes.run(self._final_module, builder)

    def get_pointer_to_function(self, name: str) -> int:
        """Return where a function is, 0 for one that has no machine code of its own."""
        self._ensure_finalized()
        pointer: int = super().get_pointer_to_function(name) if self.called_by_python else 0
        return pointer


class OneModuleCodegen(codegen.JITCPUCodegen):
    """Makes such libraries."""

    _library_class = OneModule

    def set_env(self, env_name: str, env: Any) -> None:
        """Tell machine code, where there is any, what its exceptions are made of."""
        if self._engine.is_symbol_defined(env_name):
            super().set_env(env_name, env)


def compile_as_one() -> None:
    """Compile as one module from now on in this process, which ends when that is done.

    Nothing it makes is garbage before that, and looking for it would take a tenth of the time;
    nor is the list of a table's columns written anew for each pass over each function.
    """
    gc.disable()
    types.Record.__repr__ = types.Type.__repr__
    compiler.compile_extra = _once(compiler.compile_extra)
    cpu_target.target_context.codegen().__class__ = OneModuleCodegen


def _once(compile_extra: Callable[..., Any]) -> Callable[..., Any]:
    """Return what compiles a function for the types of its arguments, once for the same options.

    numba would do it again for callers of other options, also where these change nothing.
    """
    done: dict[Any, Any] = {}

    def compile_once(
        typing: Any, target: Any, function: Any, args: Any, return_type: Any, flags: Any,
        *others: Any, **named: Any,
    ) -> Any:  # fmt: skip
        key = function, tuple(args), return_type, flags.get_mangle_string()
        if key in done:
            return done[key]._replace(metadata={})  # how long it took is written there, once
        done[key] = compile_extra(
            typing, target, function, args, return_type, flags, *others, **named
        )
        return done[key]

    return compile_once
