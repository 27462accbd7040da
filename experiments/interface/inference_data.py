"""The posterior for ArviZ, whose plots and summaries those who infer know."""

from __future__ import annotations

from typing import Any

from experiments.statistics.posterior import Posterior
from simulation.errors import InputError

DRAWS = 4000


def inference_data(posterior: Posterior | None = None, draws: int = DRAWS, seed: int = 0) -> Any:
    """Return a posterior as ArviZ's `InferenceData` (from ArviZ 1, a `DataTree`).

    Its members have weights, which ArviZ does not know: they are drawn by weight, as runs draw
    them. One chain; draws are no Markov chain, so effective sizes and R-hat mean nothing here.

    Parameters
    ----------
    posterior : Posterior, optional
        The packaged one without it.
    draws, seed : int
        How many are drawn, and from which draws.

    Raises
    ------
    InputError
        If ArviZ is not installed.
    """
    try:
        import arviz
    except ImportError:
        raise InputError(
            "ArviZ is not installed", allowed='pip install "council-partnerships[arviz]"'
        ) from None
    chosen = posterior or Posterior.read("packaged")
    sets = chosen.sets.iloc[chosen.draw_members(draws, seed)]
    groups = {"posterior": {str(name): sets[name].to_numpy()[None, :] for name in sets}}
    modern = not arviz.__version__.startswith("0.")
    return arviz.from_dict(groups) if modern else arviz.from_dict(**groups)
