"""The two decorators of the rules: what Python runs as it is, numba compiles.

Both leave out reference counting (`_nrt=False`): the world's arrays belong to the caller, so there
is nothing to count, and a rule that would allocate is refused when it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from simulation.compiled import COMPILES

F = TypeVar("F", bound=Callable[..., Any])


def _marked(**options: Any) -> Callable[[F], F]:
    """Return a decorator that leaves a function as it is, for numba to compile where it does."""

    def mark(function: F) -> F:
        if COMPILES:
            from numba.extending import register_jitable

            register_jitable(_nrt=False, no_cfunc_wrapper=True, **options)(function)
        return function

    return mark


rule = _marked(forceinline=True)
"""Mark a rule: a short function, which compiled code takes up where it is used.

Handing the world to a function that is not taken up costs more than most rules do.
"""

step = _marked()
"""Mark a step: a longer procedure that is called seldom enough to stay a function of its own.

Taken up in several places it would be compiled in each of them.
"""
