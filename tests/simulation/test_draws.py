"""Keyed numbers: published vectors, uniform, independent, and never 0 or 1."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulation import draws
from simulation.draws import MONTHLY, fill_month, key_of, keys_of, pair_key, threefry, uniform
from simulation.ensemble import prepare
from simulation.geography import TIERS, england

ALPHA = 1e-3
"""Chance of a false alarm of one statistical test; with these fixed keys each passes or not."""

ONES = 2**64 - 1
VECTORS = [
    ((0, 0, 0, 0), (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)),
    ((ONES, ONES, ONES, ONES), (0xE02CB7C4D95D277A, 0xD06633D0893B8B68)),
    (
        (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
        (0x263C7D30BB0F0AF1, 0x56BE8361D3311526),
    ),
]
"""Known answers of Threefry2x64-20 from the authors' Random123: counter and key, then the block."""

KEY = key_of("E07000042")


def series(number: int, where: Callable[[int], tuple[int, int, int, int, int]]) -> Any:
    """Return numbers 0, 1, 2… of a series; `where` gives seed, run, key, month, purpose."""
    return np.array([uniform(*where(place)) for place in range(number)])


@pytest.mark.parametrize(("given", "block"), VECTORS)
def test_threefry_gives_the_published_blocks(
    given: tuple[int, ...], block: tuple[int, int]
) -> None:
    """The generator meets the three published known answers."""
    assert threefry(*given) == block


@pytest.mark.parametrize("month", [0, 7, 1199])
def test_the_numbers_of_a_month_are_those_drawn_one_by_one(month: int) -> None:
    """`fill_month` fills in exactly what `uniform` gives."""
    keys = keys_of(f"C{number}" for number in range(50))
    filled = np.zeros((MONTHLY, 50))
    fill_month(filled, keys, 5, 17, month)
    alone = [
        [uniform(5, 17, int(key), month, purpose) for key in keys] for purpose in range(MONTHLY)
    ]
    assert np.array_equal(filled, np.array(alone))


def test_every_purpose_has_a_number_of_its_own() -> None:
    """No two purposes are drawn with the same number."""
    names = [name for name in vars(draws) if name.isupper() and name not in ("MONTHLY", "MASK")]
    numbers = [getattr(draws, name) for name in names]
    purposes = [number for number in numbers if type(number) is int]
    assert sorted(purposes) == list(range(len(purposes)))
    drawn = {uniform(1, 2, KEY, 3, purpose) for purpose in range(max(purposes) + 1)}
    assert len(drawn) == max(purposes) + 1


SERIES: dict[str, Callable[[int], tuple[int, int, int, int, int]]] = {
    "councils": lambda k: (1, 2, k * 0x9E3779B97F4A7C15 % 2**64, 3, 4),
    "months": lambda k: (1, 2, KEY, k, 4),
    "earlier months": lambda k: (1, 2, KEY, -k, 5),
    "purposes": lambda k: (1, 2, KEY, k // 90, k % 90),
    "runs": lambda k: (1, k, KEY, 3, 4),
    "seeds": lambda k: (k, 2, KEY, 3, 5),
}
"""Ways of counting on: everything else stays."""


@pytest.mark.parametrize("name", SERIES)
def test_numbers_are_uniform(name: str) -> None:
    """200,000 numbers of any series are uniform by Kolmogorov and Smirnov and by chi-square."""
    numbers = series(200_000, SERIES[name])
    assert numbers.min() > 0.0
    assert numbers.max() < 1.0
    assert len(np.unique(numbers)) == len(numbers)
    assert stats.kstest(numbers, "uniform").pvalue > ALPHA
    counts, _ = np.histogram(numbers, bins=1000, range=(0.0, 1.0))
    assert stats.chisquare(counts).pvalue > ALPHA


NEIGHBOURS: dict[str, tuple[int, int, int, int, int]] = {
    "the next purpose, in the same block": (0, 0, 0, 0, 1),
    "the purpose after, in the next block": (0, 0, 0, 0, 2),
    "the next month": (0, 0, 0, 1, 0),
    "the next run": (0, 1, 0, 0, 0),
    "the next seed": (1, 0, 0, 0, 0),
    "the next key": (0, 0, 1, 0, 0),
    "seed and run exchanged": (1, -1, 0, 0, 0),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbouring_numbers_are_independent(name: str) -> None:
    """A number says nothing about that of the next purpose, month, run, seed or council."""
    near = NEIGHBOURS[name]

    def at(place: int) -> tuple[int, int, int, int, int]:
        return 4 + place % 20, 6 + place // 20 % 50, KEY + place // 1000, 2 * (place % 7), 8

    def beside(place: int) -> tuple[int, int, int, int, int]:
        seed, run, key, month, purpose = (a + b for a, b in zip(at(place), near, strict=True))
        return seed, run, key, month, purpose

    one, other = series(50_000, at), series(50_000, beside)
    assert stats.spearmanr(one, other).pvalue > ALPHA
    table, _, _ = np.histogram2d(one, other, bins=20, range=[[0, 1], [0, 1]])
    assert stats.chi2_contingency(table).pvalue > ALPHA


def test_months_before_the_first_have_numbers_of_their_own() -> None:
    """Months below 0, for what is drawn before a run, are neither refused nor used again."""
    numbers = [uniform(1, 0, KEY, month, 5) for month in range(-20, 1200)]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("large", [0, 2**63, ONES])
def test_any_seed_is_a_seed(large: int) -> None:
    """Seeds, runs and keys up to 64 bits give different numbers, seed 0 too."""
    drawn = {
        uniform(large, 1, 2, 3, 4),
        uniform(1, large, 2, 3, 4),
        uniform(1, 2, large, 3, 4),
        uniform(1, 2, 2, 3, 4),
    }
    assert len(drawn) == 4


def test_the_ends_are_never_reached() -> None:
    """The smallest and largest words give numbers inside (0, 1), so that logarithms exist."""
    unit: Any = vars(draws)["_unit"]
    assert 0.0 < unit(0) < 1e-15
    assert 1.0 - 1e-15 < unit(ONES) < 1.0


def test_machine_code_draws_the_bits_of_python() -> None:
    """Compiled and in Python a number is the same, for the largest and least words too."""
    prepare()
    words = [0, 1, KEY, 2**63, ONES]
    for case in product(words, words, [2, ONES], [-1, 0, 500], [4, 5]):
        assert uniform(*case) == vars(uniform)["function"](*case)


def test_keys_of_councils_do_not_meet() -> None:
    """No two of England's councils, and no two of 200,000 others, have the same key."""
    words = [*england(TIERS).councils["code"], *(f"S{number:06d}" for number in range(200_000))]
    keys = keys_of(words)
    assert len(np.unique(keys)) == len(words) == 200_353
    assert int(keys[0]) == key_of(words[0])


def test_keys_of_pairs_do_not_meet() -> None:
    """The two directions of a tie and all of England's ties have keys of their own."""
    keys = keys_of(england(TIERS).councils["code"])
    first, second = (grid.ravel() for grid in np.meshgrid(keys, keys))
    pairs = pair_key(first, second)
    assert len(np.unique(np.concatenate([pairs, keys]))) == len(pairs) + len(keys)
