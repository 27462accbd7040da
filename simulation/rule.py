"""The two decorators of the rules: what Python runs as it is, numba compiles.

Both leave out reference counting (`_nrt=False`): the world's arrays belong to the caller, so there
is nothing to count, and a rule that would allocate is refused when it is compiled.
"""

from __future__ import annotations

from numba.extending import register_jitable

rule = register_jitable(_nrt=False, no_cfunc_wrapper=True, forceinline=True)
"""Mark a rule: a short function, which compiled code takes up where it is used.

Handing the world to a function that is not taken up costs more than most rules do.
"""

step = register_jitable(_nrt=False, no_cfunc_wrapper=True)
"""Mark a step: a longer procedure that is called seldom enough to stay a function of its own.

Taken up in several places it would be compiled in each of them.
"""
