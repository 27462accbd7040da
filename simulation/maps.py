"""From the settings of a scenario to its map; a map that was built once is kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulation.errors import InputError
from simulation.geography import Geography, england, hexagonal, own, random_planar
from simulation.parameters.pressure import Politics
from simulation.parameters.settings import GeographySettings
from simulation.scenario import Scenario


def geography_of(scenario: Scenario) -> Geography:
    """Return the map of a scenario.

    Raises
    ------
    InputError
        If a user's own tables are missing or wrong.
    """
    settings, politics = scenario.geography, scenario.politics
    if settings.map != "own":
        return _built(settings, politics)
    for name in ("councils", "neighbours"):
        if not getattr(settings, name):
            raise InputError("must name a CSV table for an own map", field=f"geography.{name}")
    return own(
        Path(settings.councils),
        Path(settings.neighbours),
        Path(settings.control) if settings.control else None,
        settings.reach_km,
        seed=settings.seed,
        shares=_shares(politics),
        clustering=settings.clustering,
    )


@lru_cache(maxsize=8)
def _built(settings: GeographySettings, politics: Politics) -> Geography:
    if settings.map == "england":
        return england(settings.tiers, settings.reach_km)
    build = hexagonal if settings.map == "hexagonal" else random_planar
    return build(
        settings.size,
        settings.seed,
        spacing_km=settings.spacing_km,
        reach_km=settings.reach_km,
        shares=_shares(politics),
        clustering=settings.clustering,
        county_size=settings.county_size,
    )


def _shares(politics: Politics) -> dict[str, float]:
    """Return the weights of control as shares that add up to 1."""
    weights = {
        "Con": politics.share_con,
        "Lab": politics.share_lab,
        "LD": politics.share_ld,
        "Ind": politics.share_ind,
        "NOC": politics.share_noc,
    }
    total = sum(weights.values())
    if total <= 0.0:
        raise InputError("must not all be 0", field="politics.share_con to share_noc")
    return {party: weight / total for party, weight in weights.items()}
