"""The settings of a visitor: as the page lists them, and what one may ask of a page others use."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from experiments.browser.visit.words import setting_label
from experiments.statistics.posterior import PACKAGED, Posterior
from simulation.catalogue import Entry, catalogue, value_text
from simulation.errors import InputError
from simulation.geography.layout import MOST_COUNCILS
from simulation.maps import geography_of
from simulation.parameters.settings import GeographySettings
from simulation.scenario import GROUPS, PATH_NAMES, Scenario
from simulation.world import build_world

MAIN_SETTINGS = frozenset(
    {
        "talks.planned_months",
        "talks.planned_spread",
        "talks.momentum_months",
        "talks.patience",
        "leaders.leave_month",
        "leaders.leave_election",
        "leaders.inherited",
        "affinity.mismatch",
        "affinity.level",
        "affinity.culture",
        "approach.finance",
        "approach.window",
        "politics.salience",
        "breakdown.leak",
        "levers.sovereignty_guarantee",
        "levers.neutral_broker",
        "levers.repair",
        "levers.open_recruitment",
        "choices.protocol",
        "choices.partner_rule",
        "choices.wait_for_vacancy",
    }
)
"""What a class meets first; everything else is one click away."""

SERVER_FILES = frozenset(PATH_NAMES)
"""Files of the server are not for visitors to name: an own map is uploaded."""

EVIDENCE = (0.5, 0.025, 0.975)
"""Quantiles of the posterior that stand beside a parameter."""

SLIDER_STEPS = 100
"""A slider's range is cut into about so many steps."""


MOST_MONTHS = 600
"""Months of a period that is played in the view."""

MOST_COUNCIL_MONTHS = 150_000
"""Councils times months: what a recording holds in a few megabytes."""

MOST_TIES = 45_000
"""Ties, one for each direction: each is recorded as it changes."""

HEXAGONS = 3.63
"""Hexagons, of neighbours 1 apart, in a circle of radius 1: how many a reach holds."""


@cache
def setting_groups() -> list[dict[str, Any]]:
    """Return every group with its entries, as the page takes them."""
    entries = [entry for entry in catalogue() if entry.name not in SERVER_FILES]
    return [
        {
            "name": group,
            "label": group.replace("_", " ").capitalize(),
            "meaning": (model.__doc__ or "").strip().splitlines()[0],
            "entries": [_entry(entry) for entry in entries if entry.group == group],
        }
        for group, model in GROUPS.items()
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    unit = "" if entry.unit in ("1", "level", "size", "month") else entry.unit
    allowed = f"{entry.allowed} {unit}".strip()
    default = value_text(entry.default) or "none"
    return {
        "name": entry.name,
        "label": setting_label(entry.name),
        "words": f"{entry.name} {entry.words}".replace("_", " "),
        "kind": entry.kind,
        "main": entry.name in MAIN_SETTINGS,
        "control": _control(entry),
        "low": entry.low,
        "high": entry.high,
        "step": _step(entry),
        "choices": list(entry.choices),
        "unit": unit,
        "allowed": allowed,
        "meaning": entry.meaning[0].upper() + entry.meaning[1:] + ".",
        "source": entry.source,
        "preset": default,
        "start": _plain(entry, entry.default),
        "prior": list(entry.prior) if entry.prior and entry.low is not None else [],
        "evidence": evidence_intervals().get(entry.name, []),
        "hint": f"{entry.meaning} ({allowed}; default {default}; source: {entry.source})",
    }


@cache
def evidence_intervals() -> dict[str, list[float]]:
    """Return what the packaged posterior says of each parameter: middle, and ends of 95 %."""
    try:
        posterior = Posterior.read(PACKAGED)
    except InputError:
        return {}  # a version without one says nothing of the evidence
    ends = {}
    for name in posterior.names:
        values, weights = posterior.sets[name].to_numpy(), posterior.weight
        ends[name] = [
            float(np.quantile(values, at, weights=weights, method="inverted_cdf"))
            for at in EVIDENCE
        ]
    return ends


def _control(entry: Entry) -> str:
    if entry.low is not None:
        return "number"
    if entry.choices == ("true", "false"):
        return "switch"
    if entry.choices and not isinstance(entry.default, tuple):
        return "choice"
    return "month" if entry.unit == "month" else "text"


def _step(entry: Entry) -> float:
    """Return a round step of a slider: 1, 2 or 5 times a power of ten."""
    if entry.low is None or entry.high is None:
        return 0.0
    if isinstance(entry.default, int):
        return 1.0
    wide = (entry.high - entry.low) / SLIDER_STEPS
    power = 10.0 ** next(p for p in range(-9, 10) if 10.0**p >= wide * 0.999)
    return next(power * part for part in (0.1, 0.2, 0.5, 1.0) if power * part >= wide * 0.999)


def _plain(entry: Entry, value: Any) -> Any:
    """Return a value as the page's controls hold it."""
    if entry.low is not None:
        return value
    return value_text(value)


@cache
def _entries() -> dict[str, Entry]:
    return {entry.name: entry for entry in catalogue()}


def changed_values(scenario: Scenario) -> dict[str, Any]:
    """Return what differs from the default scenario, as the page's controls hold it."""
    known = _entries()
    values = {}
    for name, value in scenario.changed().items():
        own = name.removesuffix(".level") if name.startswith("levers.") else name
        if own in known and own not in SERVER_FILES:
            values[own] = _plain(known[own], value)
    return values


def parse_value(name: str, value: Any) -> Any:
    """Return a value of the page's controls as a scenario takes it; the scenario validates it."""
    entry = _entries().get(name)
    if entry is None or isinstance(value, int | float):
        return _whole(entry, value)
    text = str(value).strip()
    if entry.choices == ("true", "false"):
        return text == "true"
    if isinstance(entry.default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return None if not text and entry.default is None else text


def _whole(entry: Entry | None, value: Any) -> Any:
    if entry is not None and isinstance(entry.default, int) and float(value).is_integer():
        return int(value)
    return float(value) if entry is not None and isinstance(value, int) else value


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
