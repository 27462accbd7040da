"""The tables of councils as drawn, of their years, and of the months."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.months import year_of
from simulation.result.columns import Column, Kind, Table
from simulation.result.runs import Runs
from simulation.rules.start import start_council
from simulation.terms import PARTIES
from simulation.world import build_world, viewed

Values = Callable[[Runs], Any]


def _drawn(runs: Runs) -> list[Any]:
    """Return the arrays of the councils, leaders and chief executives that each run began with."""
    arrays: Any = build_world(runs.scenario, runs.geography, seed=runs.seed, keep=frozenset())
    world, _ = viewed(*arrays)
    found = []
    for run in runs.runs:
        world.scratch.seed[1] = run
        for row in range(len(runs.codes)):
            start_council(runs.scenario.parameters, world, row)
        found.append({name: getattr(arrays[0], name).copy()
                      for name in ("councils", "leaders", "chiefs")})  # fmt: skip
    return found


def _given(name: str) -> Values:
    return lambda runs: np.tile(runs.geography.councils[name].to_numpy(), len(runs.runs))


def _start(table: str, name: str) -> Values:
    """Return what was drawn, or worked out, as each run began."""
    return lambda runs: np.concatenate([one[table][name] for one in runs.once(_drawn)])


def _council(name: str, kind: Kind, unit: str, meaning: str) -> Column:
    return Column(name, kind, unit, meaning, _start("councils", name))


def _person(who: str, table: str, trait: str, meaning: str) -> Column:
    return Column(f"{who}_{trait}", "real", "0 to 1", f"drawn: {meaning}", _start(table, trait))


COUNCILS = Table(
    "councils",
    lambda runs: np.repeat(np.array(runs.runs), len(runs.codes)),
    (
        Column("code", "text", "code", "of the council", _given("code")),
        Column("name", "text", "text", "name of the council", _given("name")),
        Column("tier", "text", "label", "tier of local government", _given("tier")),
        Column("county", "text", "text", "county, empty if none", _given("county")),
        Column("region", "text", "text", "region, empty if none", _given("region")),
        Column("x_km", "real", "km", "easting of its centre", _given("x_km")),
        Column("y_km", "real", "km", "northing of its centre", _given("y_km")),
        Column("population", "whole", "people", "census of 2011 in England", _given("population")),
        Column("deprivation", "real", "0 to 1", "percentile of deprivation, 1 the most deprived",
               _given("deprivation")),
        Column("net_budget", "real", "pounds a year", "net revenue expenditure",
               _given("net_budget")),
        Column("grant_exposure", "real", "ratio", "exposure to grant cuts, mean 1",
               _given("grant_exposure")),
        Column("grant_share", "real", "share", "of the budget that is grant",
               _given("grant_share")),
        Column("rurality", "real", "-1 to 1", "rural share less the usual one, 0 if unknown",
               _given("rurality")),
        Column("election_cycle", "text", "label", "whole council, thirds or halves",
               _given("election_cycle")),
        Column("election_year", "whole", "year", "a year of a whole-council election, 0 if none",
               _given("election_year")),
        _council("culture", "real", "0 to 1", "drawn: 0 member-led, 1 officer-led"),
        _council("hostile", "whole", "0 or 1", "drawn: has a hostile insider"),
        _council("systems", "whole", "kind", "drawn: which kind of computer systems it runs"),
        _council("reserves", "real", "pounds", "drawn: usable reserves"),
        _council("directors", "whole", "posts", "drawn: directors"),
        _council("heads", "whole", "posts", "drawn: heads of service"),
        _council("thin", "real", "share", "drawn: of roles without a specialist"),
        _council("size_factor", "real", "factor", "weight of the case for sharing at its budget"),
        _person("leader", "leaders", "style", "the first leader's style, a point on a circle"),
        _person("leader", "leaders", "boldness", "the first leader's boldness"),
        _person("leader", "leaders", "persuasion", "the first leader's persuasion"),
        _person("chief", "chiefs", "ambition", "the first chief executive's ambition"),
        _person("chief", "chiefs", "strength",
                "the first chief executive's force of personality"),
        _person("chief", "chiefs", "skill",
                "the first chief executive's skill at serving several councils"),
        _person("chief", "chiefs", "delegation",
                "the first chief executive's readiness to delegate"),
    ),
)  # fmt: skip


def _full_years(runs: Runs) -> Any:
    """Return which years of the books have been closed by a December, and the first year."""
    names = runs.dates(np.arange(runs.months))
    closed = {year_of(name) for name in names if name.endswith("-12")}
    first = year_of(runs.scenario.period.start)
    years = runs.raw.council_years.shape[1]
    return np.array([first + year in closed for year in range(years)], dtype=bool)


def _book(name: str) -> Values:
    return lambda runs: runs.raw.council_years[name][:, runs.once(_full_years), :].ravel()


def _years(runs: Runs) -> Any:
    full, first = runs.once(_full_years), year_of(runs.scenario.period.start)
    years = np.repeat(first + np.flatnonzero(full), len(runs.codes))
    return np.tile(years, len(runs.runs))


def _each_year(values: Any, runs: Runs) -> Any:
    return np.repeat(values, runs.once(_full_years).sum() * len(runs.codes))


COUNCIL_YEARS = Table(
    "council_years",
    lambda runs: _each_year(np.array(runs.runs), runs),
    (
        Column("year", "whole", "year", "calendar year", _years),
        Column("code", "text", "code", "of the council",
               lambda runs: np.tile(runs.codes, len(runs.runs) * runs.once(_full_years).sum())),
        Column("control", "label", "party",
               "in control in December, missing where there is no council", _book("control"),
               PARTIES),
        Column("sharing", "flag", "true or false", "shares a chief executive in December",
               _book("sharing")),
        Column("leader_changes", "whole", "leaders", "who took office in the year",
               _book("leader_changes")),
        Column("months_free", "whole", "months", "neither in talks nor sharing",
               _book("months_free")),
        Column("months_window", "whole", "months",
               "with its own chief executive's post opening", _book("months_window")),
        Column("wariness", "real", "0 to 1", "in December", _book("wariness")),
        Column("stress", "real", "0 to 1", "mean of the year's months", _book("stress")),
        Column("service_cuts", "real", "pounds", "of services cut to close what is left of the gap",
               _book("service_cuts")),
        Column("cover", "real", "share", "of eight roles with a specialist of its own or a "
               "partner's", _book("cover")),
        Column("directors_lost", "whole", "directors", "strong directors who left",
               _book("directors_lost")),
        Column("restructured", "whole", "times", "it slimmed its own top team in the year",
               _book("restructured")),
        Column("slim", "real", "0 to 1", "how far its own top team is slimmed, in December",
               _book("slim")),
        Column("senior_posts", "real", "posts",
               "chief executive, directors and heads in December, shared ones by their share",
               _book("senior_posts")),
    ),
)  # fmt: skip


def _monthly(name: str) -> Values:
    return lambda runs: runs.raw.monthly[name].ravel()


def _flow(name: str, unit: str, meaning: str) -> Column:
    return Column(name, "whole", unit, meaning, _monthly(name))


MONTHLY = Table(
    "monthly",
    lambda runs: np.repeat(np.array(runs.runs), runs.months),
    (
        Column("month", "whole", "month", "number of the month, 0 is the scenario's first",
               lambda runs: np.tile(np.arange(runs.months), len(runs.runs))),
        Column("date", "text", "month", "the same as 2011-05",
               lambda runs: np.tile(runs.dates(np.arange(runs.months)), len(runs.runs))),
        _flow("councils_sharing", "councils",
              "that share a chief executive at the end of the month"),
        _flow("partnerships", "partnerships", "alive at the end of the month"),
        _flow("talks_open", "talks", "formal talks going on"),
        _flow("windows", "councils", "whose own chief executive's post is opening"),
        Column("mean_stress", "real", "0 to 1", "mean stress of councils",
               _monthly("mean_stress")),
        Column("mean_wariness", "real", "0 to 1", "mean wariness of councils",
               _monthly("mean_wariness")),
        Column("gross_saving", "real", "pounds a year",
               "gross saving of all partnerships, at the month's rate", _monthly("gross_saving")),
        _flow("approaches", "approaches", "made in the month"),
        _flow("talks_began", "talks", "formal talks that began in the month"),
        _flow("talks_agreed", "talks", "that ended with an agreement"),
        _flow("talks_failed", "talks", "that ended without one"),
        _flow("partnerships_ended", "partnerships", "that ended in the month"),
        _flow("leader_changes", "leaders", "who took office in the month"),
        _flow("councils_left", "councils", "that left a partnership of three or more"),
        _flow("restructured", "councils", "that slimmed their own top team in the month"),
        _flow("looking", "councils", "that look on for the next best partner"),
    ),
)  # fmt: skip
