"""Which points and which factors of a study can be told apart, allowing for their number.

A grid and a one-at-a-time design move one factor while the others stay alike, so that factors are
compared over runs, paired. A sample moves all at once: there the points are what is sampled.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.comparisons import (
    LEVEL,
    Extreme,
    extremes,
    holm,
    minus,
    number_of_pairs,
    p_value,
)
from experiments.statistics.estimates import Influence
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.variance import variance_p_value, variance_shares
from experiments.studies.designs import SAMPLED
from experiments.studies.factors import Factor
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables

RANKINGS = "rankings"
COLUMNS = ("outcome", "what", "name", "p", "tied")
HIGHEST, LOWEST, FACTOR = "highest", "lowest", "factor"
CLASSES = 6
"""Classes into which the values of a sampled factor are put."""

GROUPS = 40
"""Groups of points that are left out one at a time."""

Found = dict[int, Influence]


def rankings_table(tables: StudyTables) -> pd.DataFrame:
    """Return what can be said of highest, lowest and largest, for each outcome that is shown.

    Returns
    -------
    DataFrame
        outcome; what: ``highest`` and ``lowest`` point, or ``factor``, the largest effect first;
        name of the point or factor; p of the two ends, or of the factor's effect; tied, how many
        others cannot be told from it. All with an allowance for the number of comparisons.
    """
    study, rows = tables.study, []
    for outcome in outcomes_named(study.shown):
        found = {k: one for k, one in tables.influences(outcome).items() if np.isfinite(one.value)}
        ends = extremes(found)
        if ends is None:
            continue
        both = [(HIGHEST, ends[0]), (LOWEST, ends[1])]
        both += [(FACTOR, one) for one in _factors(study, found)]
        rows += [(outcome.name, what, *one) for what, one in both]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _factors(study: Study, found: Found) -> list[Extreme]:
    """Return the factors of a study with several, or none where they cannot be told apart."""
    if len(study.factors) == 1 or len(found) < len(study.points):
        return []
    if study.design in SAMPLED:
        return _over_points(study, found)
    if study.design in ("grid", "one_at_a_time"):
        return _over_runs(study, found)
    return []


def _over_runs(study: Study, found: Found) -> list[Extreme]:
    """Return the factors by the largest difference between the means at two of their values."""
    effects: dict[str, Influence] = {}
    p_values = []
    for factor in study.factors:
        means = list(_means(study, factor, found))
        pairs = [
            minus(*sorted(pair, key=lambda one: -one.value)) for pair in combinations(means, 2)
        ]
        if not pairs:
            continue
        effects[factor.name] = max(pairs, key=lambda one: one.value)
        p_values.append(min(1.0, len(pairs) * p_value(effects[factor.name])))
    allowed = dict(zip(effects, holm(p_values), strict=True))
    every = number_of_pairs(len(effects))

    def alike(one: str, other: str) -> bool:
        return every * p_value(minus(effects[one], effects[other])) > LEVEL

    order = sorted(effects, key=lambda name: -effects[name].value)
    return [
        Extreme(one, allowed[one], sum(alike(one, other) for other in order if other != one))
        for one in order
    ]


def _means(study: Study, factor: Factor, found: Found) -> Iterator[Influence]:
    """Yield the mean at each value of a factor, over the points that tell of it alone."""
    values = study.values_alone(factor)
    for level in dict.fromkeys(values.values()):
        some = [found[point] for point, value in values.items() if value == level]
        yield Influence(
            float(np.mean([one.value for one in some])),
            np.mean([one.influence for one in some], axis=0),
        )


def _over_points(study: Study, found: Found) -> list[Extreme]:
    """Return the factors by the share of the variance between points that goes with each."""
    values = np.array([found[point.number].value for point in study.points])
    classes = {factor.name: _classes(study, factor) for factor in study.factors}
    names = list(classes)
    allowed = dict(
        zip(names, holm([variance_p_value(classes[name], values) for name in names]), strict=True)
    )
    shares = {name: _jackknife(classes[name], values) for name in names}
    every = number_of_pairs(len(names))

    def alike(one: str, other: str) -> bool:
        return every * p_value(minus(shares[one], shares[other])) > LEVEL

    order = sorted(names, key=lambda name: -shares[name].value)
    return [
        Extreme(one, allowed[one], sum(alike(one, other) for other in order if other != one))
        for one in order
    ]


def _classes(study: Study, factor: Factor) -> Any:
    """Return the class of each point by the value of a factor."""
    given = pd.Series([point.values[factor.name] for point in study.points])
    codes = given.astype(str) if given.dtype == object else given
    place = codes.rank(method="dense").astype(int)
    if place.nunique() <= CLASSES:
        return place.to_numpy()
    return pd.qcut(place, CLASSES, labels=False, duplicates="drop").to_numpy()


def _jackknife(classes: Any, values: Any) -> Influence:
    """Return the share of variance with pseudo-values over groups of points as its influence."""
    groups = min(GROUPS, len(values))
    group = np.arange(len(values)) % groups
    every = variance_shares(classes, values)
    without = np.array(
        [variance_shares(classes[group != one], values[group != one]) for one in range(groups)]
    )
    pseudo = groups * every - (groups - 1) * without
    return Influence(every, pseudo - pseudo.mean())
