"""Seeds and counts: whole numbers in range, or a clear refusal."""

from __future__ import annotations

from numbers import Integral
from typing import Any

import numpy as np

from simulation.errors import InputError

LARGEST = 2**63 - 1
"""The largest seed and number of a run."""


def check_counts(**counts: Any) -> None:
    """Refuse seeds and numbers of runs and workers that are not whole numbers in range.

    Raises
    ------
    InputError
        With the name of the first that is wrong.
    """
    for name, value in counts.items():
        check_whole(name, value, 1 if name in ("runs", "workers") else 0)


def check_whole(name: str, value: Any, least: int, most: int = LARGEST) -> None:
    """Refuse what is not a whole number from `least` to `most`.

    Raises
    ------
    InputError
        With the name of the argument.
    """
    if not is_whole(value) or not least <= value <= most:
        raise InputError(
            "must be a whole number", field=name, value=value, allowed=f"{least} to {most}"
        )


def seed_of(rng: Any = None, seed: Any = None) -> int:
    """Return the seed that `rng` or `seed` stands for; a new one if neither is given.

    Parameters
    ----------
    rng, seed : int, NumPy Generator, BitGenerator or SeedSequence, or None
        Two names of one thing. A generator is asked for one number, so that the next model made
        from it has another seed; a SeedSequence stands for the same seed each time.

    Raises
    ------
    InputError
        If it is something else, or the two say different things.
    """
    if rng is None and seed is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    if rng is None:
        return _number("seed", seed)
    if seed is not None and not _same(rng, seed):
        raise InputError(
            "is one thing under two names, and the two differ",
            field="rng, seed",
            value=(rng, seed),
            allowed="one of the two",
        )
    return _number("rng", rng)


def _same(rng: Any, seed: Any) -> bool:
    return rng is seed or (is_whole(rng) and is_whole(seed) and rng == seed)


def _number(name: str, given: Any) -> int:
    """Return the seed that one argument stands for."""
    if isinstance(given, np.random.BitGenerator):
        given = np.random.Generator(given)
    if isinstance(given, np.random.Generator):
        return int(given.integers(LARGEST, endpoint=True))
    if isinstance(given, np.random.SeedSequence):
        return int(given.generate_state(1, np.uint64)[0]) & LARGEST
    if is_whole(given) and 0 <= given <= LARGEST:
        return int(given)
    raise InputError(
        "a seed must be a whole number, or a NumPy Generator or SeedSequence",
        field=name,
        value=given,
        allowed=f"0 to {LARGEST}",
    )


def is_whole(value: Any) -> bool:
    """Return whether a value is a whole number, and no switch."""
    return isinstance(value, Integral) and not isinstance(value, bool)
