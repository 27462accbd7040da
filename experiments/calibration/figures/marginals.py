"""What the evidence says of each parameter: prior and posterior."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator
from scipy.stats import gaussian_kde

from experiments.calibration.marginals import effective_size
from experiments.calibration.priors import on_prior_scale
from experiments.calibration.study import CalibrationStudy
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, GREEN, INK, RED, SMALL, SOFT, new_figure
from experiments.statistics.posterior import Posterior
from experiments.statistics.prior_draws import frozen
from simulation.parameters.prior import Prior

NAME = "marginals"
COLUMNS = 3
POINTS = 200
LINES = (("default", SOFT, ":"), ("central", RED, "-"), ("truth", GREEN, "-"))
LOOSE = {"fontstyle": "italic", "color": SOFT}


class Marginals(Protocol):
    """What the figure reads of a finished calibration."""

    @property
    def parameters(self) -> pd.DataFrame:
        """A row for each parameter."""

    @property
    def posterior(self) -> Posterior:
        """The sets."""

    @property
    def priors(self) -> dict[str, Prior]:
        """What was thought before."""

    @property
    def loose(self) -> pd.DataFrame:
        """Rows of parameters that are not pinned down."""

    @property
    def study(self) -> CalibrationStudy:
        """What was asked."""


def draw(done: Marginals) -> Picture:
    """Return the figure of all parameters."""
    table = done.parameters
    rows = -(-len(table) // COLUMNS)
    figure = new_figure(0.5 + 1.02 * rows)
    grid = np.atleast_2d(figure.subplots(rows, COLUMNS, squeeze=False)).ravel()
    for axes, (_, row) in zip(grid, table.iterrows(), strict=False):
        name = str(row["parameter"])
        _panel(axes, row, done.priors[name], done.posterior.sets[name], done.posterior.weight)
    for axes in grid[len(table) :]:
        axes.set_axis_off()
    figure.supylabel("Density", fontsize=SMALL)
    true = "; green: the value the tables were simulated with" if done.study.truth else ""
    loose = ", ".join(done.loose["parameter"]) or "none"
    return Picture(
        name=NAME,
        title="What the evidence says of each parameter",
        figure=figure,
        alt=(
            f"Small charts of prior and posterior of {len(table)} parameters. As wide as before: "
            f"{loose}."
        ),
        caption=(
            "Prior (grey) and posterior (blue) of each calibrated parameter; dotted: its default; "
            f"red: the central member, if any{true}. A title in italics marks a posterior about as "
            "wide as its prior, which the evidence does not pin down."
        ),
        method=(
            f"Gaussian kernels over {len(done.posterior.sets)} weighted particles, worth "
            f"{effective_size(done.posterior.weight):.0f} of equal weight; each chart to its own "
            "scale."
        ),
    )


def _panel(axes: Axes, row: pd.Series[Any], prior: Prior, values: Any, weight: Any) -> None:
    ends = _ends(prior, values)
    log = prior.shape == "log-uniform"
    at = np.geomspace(*ends, POINTS) if log else np.linspace(*ends, POINTS)
    density = frozen(prior).pdf(at) * (at if log else 1.0)
    axes.fill_between(at, density / max(density.max(), 1e-12), color="#c9c9c9", lw=0)
    if np.ptp(values) > 0:
        kernel = gaussian_kde(on_prior_scale(prior, values), weights=weight)(
            on_prior_scale(prior, at)
        )
        axes.plot(at, kernel / kernel.max(), color=BLUE, lw=1.5)
    for name, colour, style in LINES:
        if name in row and ends[0] <= row[name] <= ends[1]:
            axes.axvline(row[name], color=colour, ls=style, lw=1.2)
    _named(axes, str(row["parameter"]), pinned=bool(row["pinned"]))
    _axis(axes, ends, log=log)


def _named(axes: Axes, parameter: str, *, pinned: bool) -> None:
    style: Any = {"fontstyle": "normal", "color": INK} if pinned else LOOSE
    axes.set_title(parameter.replace(".", "\n"), fontsize=SMALL - 2, pad=2, **style)


def _axis(axes: Axes, ends: tuple[float, float], *, log: bool) -> None:
    if log:
        axes.set_xscale("log")
        ticks = [float(f"{value:.1g}") for value in np.geomspace(*ends, 7)[1::2]]
        axes.set_xticks(ticks, [f"{value:g}" for value in ticks])
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        axes.locator_params(axis="x", nbins=3)
    axes.set_xlim(*ends)
    axes.set_ylim(0, 1.15)
    axes.set_yticks([])
    axes.tick_params(axis="x", labelsize=SMALL - 3)


def _ends(prior: Prior, values: Any) -> tuple[float, float]:
    """Return the ends of the axis: the middle 98 % of the prior, and all particles."""
    low, high = frozen(prior).ppf([0.01, 0.99])
    return min(float(low), float(np.min(values))), max(float(high), float(np.max(values)))
