"""Keyed uniform numbers: the number for (run, month, purpose, council) depends on nothing else.

Threefry2x64-20 (Salmon, Moraes, Dror and Shaw, 2011, "Parallel random numbers: as easy as
1, 2, 3"). The key is (seed, run), the counter is (64-bit key of a council or pair, month and
purpose). Two purposes share one block of 128 bits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import COMPILES, compiled

if TYPE_CHECKING:
    from simulation.world.schema import Column, Grid

# Purposes drawn for every council in every month, filled at once (two share a block).
MONTHLY = 4
LEADER_GOES, CHIEF_GOES, LOOKS, TROUBLE = range(MONTHLY)
# Purposes drawn when used.
(
    STYLE,
    BOLDNESS,
    PERSUASION,
    NEW_CONTROL,
    CONTROL_CHANGES,
    OPPOSITION,
    AMBITION,
    STRENGTH,
    SKILL,
    DELEGATION,
    WAY_OUT,
    CULTURE_DRAW,
    HOSTILE,
    RESERVES_ONE,
    RESERVES_TWO,
    SYSTEMS,
    DIRECTORS,
    HEADS,
    TENURE_LEADER,
    TENURE_CHIEF,
    BID,
    BID_MONTH,
    PAIR_NOISE,
    FIRST_SERVICE,
    QUEUE,
    SEEK,
    ACCEPTS,
    INITIATOR,
    SOUNDING,
    PLAN_ONE,
    PLAN_TWO,
    SCOPE_DRAW,
    TARGET_DRAW,
    PRUDENCE,
    CASH_ONE,
    CASH_TWO,
    CONSULTANTS,
    RESIDENTS,
    START_MEMBERS,
    START_MEMBERS_OTHER,
    START_OFFICERS,
    START_OFFICERS_OTHER,
    LEADER_BREAKS,
    CHANCE_MEETING,
    CHANCE_MEETING_OTHER,
    BREAKS,
    WHICH_BREAK,
    LEAKS,
    LEAK_FATAL,
    REPAIRS,
    RIVALS,
    OUTSIDE,
    DEADLOCK_BROKEN,
    TAKES_NAME,
    TAKES_NAME_OTHER,
    SECOND_TRY,
    SEEN_MEMBERS,
    SEEN_MEMBERS_OTHER,
    SEEN_OFFICERS,
    SEEN_OFFICERS_OTHER,
    DAY_MEMBERS,
    DAY_MEMBERS_OTHER,
    DAY_OFFICERS,
    DAY_OFFICERS_OTHER,
    TELLING,
    TELLING_OTHER,
    WARY,
    WARY_OTHER,
    RULES_OUT,
    SERVICE_LEFT,
    KEPT_DIRECTORS,
    KEPT_HEADS,
    SURPRISE,
    DEEPENS,
    LEADER_ENDS,
    ENDS,
    WHICH_END,
    SUCCESSOR,
    SERVICE_KEPT,
    OBSERVED_ONE,
    OBSERVED_TWO,
    DIRECTOR_LEAVES,
    MEMBER_VOTES,
    FOUND_OUT,
    MERGES,
    SOURED,
    CAPACITY,
    DATE_VOTES,
    DATE_EXTENDS,
    CARES,
    REVIEW_MONTH,
    REVIEW_ENDS,
) = range(MONTHLY, MONTHLY + 92)

TO_UNIT = 2.0**-52
Word = Any
"""A 64-bit word: an unsigned whole number to numba, an int to Python."""

BLOCK = "UniTuple(uint64, 2)"


word: Any = np.uint64 if COMPILES else int
MASK = word(0xFFFFFFFFFFFFFFFF)
"""What a word keeps of a sum or a shift; numba's words keep no more anyway, Python's would."""


@compiled(f"{BLOCK}(uint64, uint64, uint64, uint64, uint64, uint64)", entry=False)
def _four_rounds(
    x0: Word, x1: Word, first: Word, second: Word, third: Word, fourth: Word
) -> tuple[Word, Word]:
    size = word(64)
    x0 = (x0 + x1) & MASK
    x1 = (((x1 << first) & MASK) | (x1 >> (size - first))) ^ x0
    x0 = (x0 + x1) & MASK
    x1 = (((x1 << second) & MASK) | (x1 >> (size - second))) ^ x0
    x0 = (x0 + x1) & MASK
    x1 = (((x1 << third) & MASK) | (x1 >> (size - third))) ^ x0
    x0 = (x0 + x1) & MASK
    x1 = (((x1 << fourth) & MASK) | (x1 >> (size - fourth))) ^ x0
    return x0, x1


@compiled(f"{BLOCK}(uint64, uint64, uint64, uint64)", entry=False)
def threefry(c0: Word, c1: Word, k0: Word, k1: Word) -> tuple[Word, Word]:
    """Return the two 64-bit words of one Threefry2x64-20 block for a counter and a key."""
    k2 = word(0x1BD11BDAA9FC1A22) ^ k0 ^ k1
    x0, x1 = (c0 + k0) & MASK, (c1 + k1) & MASK
    x0, x1 = _four_rounds(x0, x1, 16, 42, 12, 31)
    x0, x1 = (x0 + k1) & MASK, (x1 + k2 + word(1)) & MASK
    x0, x1 = _four_rounds(x0, x1, 16, 32, 24, 21)
    x0, x1 = (x0 + k2) & MASK, (x1 + k0 + word(2)) & MASK
    x0, x1 = _four_rounds(x0, x1, 16, 42, 12, 31)
    x0, x1 = (x0 + k0) & MASK, (x1 + k1 + word(3)) & MASK
    x0, x1 = _four_rounds(x0, x1, 16, 32, 24, 21)
    x0, x1 = (x0 + k1) & MASK, (x1 + k2 + word(4)) & MASK
    x0, x1 = _four_rounds(x0, x1, 16, 42, 12, 31)
    return (x0 + k2) & MASK, (x1 + k0 + word(5)) & MASK


@compiled("float64(uint64)", entry=False)
def _unit(bits: Word) -> float:
    return (float(bits >> word(12)) + 0.5) * TO_UNIT


@compiled("uint64(int64, int64)", entry=False)
def _counter(month: int, purpose: int) -> Word:
    return ((word(month) << word(32)) | word(purpose >> 1)) & MASK


@compiled("float64(uint64, uint64, uint64, int64, int64)")
def uniform(seed: Word, run: Word, key: Word, month: int, purpose: int) -> float:
    """Return the number in (0, 1) that belongs to these five and to nothing else.

    Parameters
    ----------
    seed, run : int
        Seed of the ensemble and number of the run.
    key : int
        64-bit key of the council or pair (see `key_of` and `pair_key`).
    month : int
        Month of the run, from 0.
    purpose : int
        What it is drawn for: one of the constants of this module.
    """
    first, second = threefry(key, _counter(month, purpose), seed, run)
    return _unit(second) if purpose & 1 else _unit(first)


@compiled("void(float64[:, ::1], uint64[::1], uint64, uint64, int64)")
def fill_month(monthly: Grid[float], keys: Column[int], seed: int, run: int, month: int) -> None:
    """Fill the purposes that every council draws each month, shape (MONTHLY, councils)."""
    for block in range(MONTHLY // 2):
        counter = _counter(month, 2 * block)
        for council in range(keys.shape[0]):
            first, second = threefry(word(keys[council]), counter, seed, run)
            monthly[2 * block, council] = _unit(first)
            monthly[2 * block + 1, council] = _unit(second)


def key_of(word: str) -> int:
    """Return the 64-bit key of a council code (or of a county): the start of its SHA-256."""
    return int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")


def keys_of(words: Iterable[str]) -> NDArray[np.uint64]:
    """Return the keys of many words, shape (words,)."""
    return np.array([key_of(word) for word in words], dtype=np.uint64)


def pair_key(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the keys of ordered pairs: one round of splitmix64 over both keys."""
    mixed = first * np.uint64(0x9E3779B97F4A7C15) + second
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
