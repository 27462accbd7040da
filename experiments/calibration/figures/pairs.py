"""Which parameters make up for one another: pairs of the posterior."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.calibration.results import CalibrationResults
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, FAINT, INK, PAPER, SMALL, new_figure, roomy_figure

NAME, MATRIX = "pairs", "correlations"
MOST = 5
"""Parameters whose pairs are drawn one by one: those of the strongest correlations."""


def correlations(done: CalibrationResults) -> Any:
    """Return the weighted correlations of all parameters."""
    sets = done.posterior.sets.to_numpy()
    covariance = np.atleast_2d(np.cov(sets.T, aweights=done.posterior.weight))
    spread = np.sqrt(np.diag(covariance))
    spread = np.where(spread > 0, spread, 1.0)
    return covariance / np.outer(spread, spread)


def strongest(found: Any) -> list[int]:
    """Return the parameters of the strongest correlations, in their order."""
    size = len(found)
    first, second = np.triu_indices(size, 1)
    order = np.argsort(-np.abs(found[first, second]), kind="stable")
    chosen: list[int] = []
    for pair in order:
        new = [one for one in (int(first[pair]), int(second[pair])) if one not in chosen]
        if len(chosen) + len(new) <= MOST:
            chosen += new
    return sorted(chosen)


def draw(done: CalibrationResults) -> Picture:
    """Return the figure of pairs."""
    found = correlations(done)
    chosen = strongest(found)
    names = [done.posterior.names[one] for one in chosen]
    size = len(chosen) - 1
    figure = new_figure(5.0)
    grid = figure.subplots(size, size, squeeze=False, sharex="col", sharey="row")
    for down in range(size):
        for across in range(size):
            axes = grid[down, across]
            if across > down:
                axes.set_axis_off()
                continue
            one, two = chosen[across], chosen[down + 1]
            _pair(axes, done, names[across], names[down + 1], float(found[one, two]))
            if down == size - 1:
                axes.set_xlabel(names[across].replace(".", "\n"), fontsize=SMALL - 2)
            if across == 0:
                axes.set_ylabel(names[down + 1].replace(".", "\n"), fontsize=SMALL - 2)
    return Picture(
        name=NAME,
        title="Parameters that make up for one another",
        figure=figure,
        alt=f"Scatter plots of the pairs of {', '.join(names)} in the posterior.",
        caption=(
            f"The {len(chosen)} parameters with the strongest correlations in the posterior; a "
            "circle is a particle, its area its weight, the number the correlation. Where points "
            "lie along a line, the evidence knows a combination of the two better than either."
        ),
        method="Weighted particles of the last generation.",
    )


def _pair(axes: Axes, done: CalibrationResults, one: str, two: str, correlation: float) -> None:
    weight = done.posterior.weight
    axes.scatter(
        done.posterior.sets[one], done.posterior.sets[two], s=9 * weight / weight.mean(),
        color=BLUE, alpha=0.35, lw=0,
    )  # fmt: skip
    axes.text(0.97, 0.95, f"{correlation:.2f}".replace("-", "−"), transform=axes.transAxes,
              ha="right", va="top", fontsize=SMALL - 1, color=INK,
              bbox={"facecolor": PAPER, "alpha": 0.75, "lw": 0, "pad": 1})  # fmt: skip
    axes.tick_params(labelsize=SMALL - 3)
    axes.locator_params(nbins=3)


def draw_matrix(done: CalibrationResults) -> Picture:
    """Return the figure of all correlations."""
    found, names = correlations(done), done.posterior.names
    figure = roomy_figure(2.0 + 0.2 * len(names))
    axes = figure.subplots()
    lower = np.ma.array(found, mask=np.triu(np.ones_like(found, dtype=bool)))
    image = axes.imshow(lower, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    axes.set_facecolor(PAPER)
    places = np.arange(len(names))
    axes.set_xticks(places[:-1], names[:-1], rotation=90, fontsize=SMALL - 3)
    axes.set_yticks(places[1:], names[1:], fontsize=SMALL - 3)
    axes.set_ylim(len(names) - 0.5, 0.5)
    axes.set_xlim(-0.5, len(names) - 1.5)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_color(FAINT)
    bar = figure.colorbar(image, ax=axes, shrink=0.6, pad=0.02)
    bar.set_label("Correlation", fontsize=SMALL - 1)
    bar.ax.tick_params(labelsize=SMALL - 2)
    largest = np.abs(lower).max() if len(names) > 1 else 0.0
    return Picture(
        name=MATRIX,
        title="Every pair of parameters",
        figure=figure,
        alt=f"A triangle of correlations of {len(names)} parameters; the largest is {largest:.2f}.",
        caption=(
            "Correlation of each pair of calibrated parameters in the posterior: red together, "
            "blue one against the other, white neither."
        ),
        method="Weighted particles of the last generation.",
    )
