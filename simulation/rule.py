"""The decorator every rule of the model carries."""

from __future__ import annotations

from numba.extending import register_jitable

rule = register_jitable(_nrt=False)
"""Mark a function as a rule: Python runs it as it is, numba compiles it.

`_nrt=False` leaves out reference counting: the world's arrays belong to the caller, so there is
nothing to count, and a rule that would allocate is refused when it is compiled.
"""
