"""What one visitor may ask of a page that others use too."""

from __future__ import annotations

from simulation import Scenario
from simulation.errors import InputError
from simulation.geography.layout import MOST_COUNCILS
from simulation.maps import geography_of
from simulation.parameters.settings import GeographySettings
from simulation.world import build_world

MOST_MONTHS = 600
"""Months of a period that is played in the view."""

MOST_COUNCIL_MONTHS = 150_000
"""Councils times months: what a recording holds in a few megabytes."""

MOST_TIES = 45_000
"""Ties, one for each direction: each is recorded as it changes."""

HEXAGONS = 3.63
"""Hexagons, of neighbours 1 apart, in a circle of radius 1: how many a reach holds."""


def within_limits(scenario: Scenario) -> Scenario:
    """Return a scenario that can be played in the view, checked against its map.

    Raises
    ------
    InputError
        If it is too large for a page, or does not fit its map.
    """
    settings, months = scenario.geography, scenario.period.months
    if settings.map in ("hexagonal", "random_planar"):
        _check_synthetic(settings)
    if months > MOST_MONTHS:
        raise _too_many("period.months", months, f"up to {MOST_MONTHS} in the view")
    geography = geography_of(scenario)
    councils = len(geography.councils)
    if councils > MOST_COUNCILS or councils * months > MOST_COUNCIL_MONTHS:
        most = min(MOST_COUNCILS, MOST_COUNCIL_MONTHS // months)
        raise _too_many("councils", councils, f"up to {most:,} over {months} months in the view")
    if len(geography.ties) > MOST_TIES:
        raise _too_far(settings.reach_km)
    build_world(scenario, geography, seed=0, keep=frozenset())
    return scenario


def _check_synthetic(settings: GeographySettings) -> None:
    """Refuse a synthetic map that is too large, before it is built."""
    if settings.size > MOST_COUNCILS:
        raise _too_many("geography.size", settings.size, f"up to {MOST_COUNCILS:,} in the view")
    near = HEXAGONS * (settings.reach_km / settings.spacing_km) ** 2
    if settings.size * min(near, settings.size) > 1.2 * MOST_TIES:
        raise _too_far(settings.reach_km)


def _too_far(reach_km: float) -> InputError:
    return _too_many("geography.reach_km", reach_km, "less, so that there are fewer ties")


def _too_many(field: str, value: float, allowed: str) -> InputError:
    return InputError("is too much for one page", field=field, value=value, allowed=allowed)
