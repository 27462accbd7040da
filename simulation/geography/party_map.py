"""Who controls the councils of an invented map: shares of the parties, and how they cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulation.errors import InputError, nearest_name
from simulation.geography.fitted import LEADING_SHARES, PARTY_SHARES
from simulation.geography.parties import CONTROLS, Codes, Party

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUNDING = 1e-6  # how far from 1 a sum of shares may be
COUNCILS_PER_CENTRE = 12  # one party centre for about so many councils (assumption)


def map_draws(seed: int) -> np.random.Generator:
    """Return the source of everything drawn on a map; maps are data of the world, not of a run."""
    if seed < 0 or seed != int(seed):
        raise InputError("no seed", field="seed", value=seed, allowed="a whole number from 0")
    return np.random.default_rng(int(seed))


def party_shares(shares: Mapping[str, float] | None) -> dict[Party, float]:
    """Return checked shares of control, summing to 1; None stands for the fitted ones.

    Raises
    ------
    InputError
        If a party is unknown, a share is negative or no number, or they do not sum to 1.
    """
    chosen = PARTY_SHARES if shares is None else shares
    for label, share in chosen.items():
        if label not in CONTROLS:
            raise InputError(
                "no such party",
                field="shares",
                value=label,
                allowed=", ".join(CONTROLS),
                nearest=nearest_name(label, CONTROLS),
            )
        if not 0 <= share <= 1:
            raise InputError("not a share", field=f"shares.{label}", value=share, allowed="0 to 1")
    total = sum(chosen.values())
    if abs(total - 1) > ROUNDING:
        raise InputError("the shares do not sum to 1", field="shares", value=round(total, 6))
    return {CONTROLS[label]: share / total for label, share in chosen.items()}


def draw_control(
    position: npt.NDArray[np.float64],
    shares: Mapping[Party, float],
    clustering: float,
    rng: np.random.Generator,
) -> Codes:
    """Return the party in control of each council.

    Parameters
    ----------
    position : array, shape (councils, 2)
        Centres in km.
    shares : mapping of Party to float
        Expected share of each kind of control.
    clustering : float in [0, 1]
        0: each council on its own; 1: each as the nearest of a few random centres of a party;
        between, so large a part of the councils follows its centre.
    rng : Generator
        Source of the draws.
    """
    if not 0 <= clustering <= 1:
        raise InputError("not a share", field="clustering", value=clustering, allowed="0 to 1")
    parties = np.array(list(shares), dtype=np.int8)
    ladder = np.cumsum(list(shares.values()))
    ladder[-1] = 1.0
    alone = parties[np.searchsorted(ladder, rng.random(len(position)), side="right")]
    nearest = _centre_party(position, parties, ladder, rng)
    follows = rng.random(len(position)) < clustering
    return np.where(follows, nearest, alone).astype(np.int8)


def draw_largest_party(control: Codes, rng: np.random.Generator) -> Codes:
    """Return the controlling party or, under no overall control, a draw as in England."""
    parties = [CONTROLS[label] for label in LEADING_SHARES]
    drawn = rng.choice(parties, size=len(control), p=list(LEADING_SHARES.values()))
    return np.where(control == Party.NOC, drawn, control).astype(np.int8)


def _centre_party(
    position: npt.NDArray[np.float64],
    parties: Codes,
    ladder: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> Codes:
    """Return the party of the nearest centre; centres are shared out as evenly as they can be."""
    from scipy.spatial import cKDTree

    centres = -(-len(position) // COUNCILS_PER_CENTRE)
    place = rng.choice(len(position), size=centres, replace=False)
    # Systematic sampling: one uniform number for all, so that the shares hold on small maps too.
    rungs = (rng.random() + np.arange(centres)) / centres
    party = rng.permutation(parties[np.searchsorted(ladder, rungs, side="right")])
    _, nearest = cKDTree(position[place]).query(position)
    return party[nearest]
