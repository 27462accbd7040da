"""Two estimators of one posterior: where they differ, and how often each holds what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.coverage import LEVELS, Places
from experiments.calibration.marginals import effective_size, quantiles
from experiments.calibration.priors import on_prior_scale
from experiments.statistics.posterior import Posterior
from experiments.text.numbers import plural
from simulation.parameters.prior import Prior

FIRST, SECOND = "regression-adjusted ABC", "ABC-SMC"
SAME = f"{FIRST}, the same runs"
ENDS = (0.025, 0.25, 0.5, 0.75, 0.975)
ESTIMATORS, POOLED = "estimators.csv", "coverage_pooled.csv"
COLUMNS = ("p2_5", "p25", "p50", "p75", "p97_5")
MOST_NAMED = 6
"""Parameters that a sentence names."""


def compare(first: Posterior, second: Posterior, priors: Mapping[str, Prior]) -> pd.DataFrame:
    """Return medians and intervals of each parameter by both estimators, and which differ.

    Parameters
    ----------
    first, second : Posterior
        The two posteriors.
    priors : mapping of str to Prior
        The parameters. Distances are taken on the scale on which its prior is spread.

    Returns
    -------
    DataFrame
        `parameter`, ends and medians of both; `differs` where the medians are further apart than
        half of the first one's 50 % interval, `far` where than half of its 95 % interval.
    """
    rows = []
    for name, prior in priors.items():
        ends = [quantiles(one.sets[name].to_numpy(), one.weight, ENDS) for one in (first, second)]
        one, other = (on_prior_scale(prior, found) for found in ends)
        gap = abs(one[2] - other[2])
        row: dict[str, Any] = {"parameter": name}
        for which, found in zip(("first", "second"), ends, strict=True):
            row |= {f"{which}_{column}": end for column, end in zip(COLUMNS, found, strict=True)}
        row |= {"differs": gap > (one[3] - one[1]) / 2, "far": gap > (one[4] - one[0]) / 2}
        rows.append(row)
    return pd.DataFrame(rows)


def pooled_coverage(estimators: Mapping[str, Places]) -> pd.DataFrame:
    """Return how often intervals hold known values, over all parameters together.

    The parameters of one run are not independent, so that standard errors are those of the mean
    over runs; NaN where there is one run.
    """
    rows = []
    for name, found in estimators.items():
        row: dict[str, Any] = {"estimator": name, "truths": len(found.pit)}
        for level, held in found.inside.items():
            shares = held.mean(axis=1)
            error = shares.std(ddof=1) / np.sqrt(len(shares)) if len(shares) > 1 else np.nan
            row |= {f"covered_{level * 100:.0f}": shares.mean()}
            row |= {f"error_{level * 100:.0f}": error}
        rows.append(row | {"contraction": float(found.contraction.mean())})
    return pd.DataFrame(rows)


def agreement_sentences(table: pd.DataFrame, second: Posterior) -> list[str]:
    """Return what the second estimator is worth, and where its medians differ."""
    worth = (
        f"A second estimator, ABC-SMC on new single runs, has {len(second.weight)} members, worth "
        f"{effective_size(second.weight):.0f} of equal weight."
    )
    differ, far = table[table["differs"]], table[table["far"]]
    if differ.empty:
        none = (
            f"For none of {plural(len(table), 'parameter')} do the medians of the two estimators "
            "differ by more than half the width of the first one's 50% interval."
        )
        return [worth, none]
    named = [
        f"{row['parameter']} ({row['first_p50']:.3g}, not {row['second_p50']:.3g})"
        for _, row in differ.head(MOST_NAMED).iterrows()
    ]
    more = f" and {len(differ) - MOST_NAMED} more" if len(differ) > MOST_NAMED else ""
    apart = (
        f"The medians of the two estimators differ by more than half the width of the first one's "
        f"50% interval for {len(differ)} of {plural(len(table), 'parameter')}: "
        f"{', '.join(named)}{more}."
    )
    worst = f"for {', '.join(far['parameter'])}" if len(far) else "for none"
    return [worth, apart, f"By more than half of its 95% interval they differ {worst}."]


def coverage_sentences(table: pd.DataFrame) -> list[str]:
    """Return how often the intervals of each estimator hold known values."""
    return [
        f"Over all parameters together, intervals of 50, 80 and 95% by {row['estimator']} hold "
        f"the true values of {plural(int(row['truths']), 'run')} in {_shares(row)} of cases."
        for _, row in table.iterrows()
    ]


def _shares(row: pd.Series[Any]) -> str:
    numbers = [f"{level * 100:.0f}" for level in LEVELS]
    shares = ", ".join(f"{row[f'covered_{one}']:.1%}" for one in numbers)
    errors = ", ".join(f"{row[f'error_{one}'] * 100:.1f}" for one in numbers)
    if np.isnan(row["error_50"]):
        return shares
    return f"{shares} (standard errors {errors} percentage points)"
