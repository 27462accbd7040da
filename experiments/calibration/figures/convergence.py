"""How the sampling came nearer, generation by generation."""

from __future__ import annotations

from matplotlib.ticker import MaxNLocator, PercentFormatter

from experiments.calibration.results import CalibrationResults
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, ORANGE, new_figure

NAME = "convergence"


def draw(done: CalibrationResults) -> Picture:
    """Return the figure of thresholds and acceptance."""
    table = done.generations
    figure = new_figure(3.4)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    upper.plot(table["generation"], table["threshold"], "o-", color=BLUE, lw=1.4)
    upper.axhline(1.0, color="#888888", lw=0.8, ls=(0, (4, 3)))
    upper.set_ylim(0, max(1.1, float(table["threshold"].max()) * 1.08))
    upper.set_ylabel("Distance\nallowed")
    share = table["accepted"] / table["tried"]
    lower.bar(table["generation"], share, color=ORANGE, width=0.6)
    lower.set_ylim(0, None)
    lower.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    lower.set_ylabel("Accepted")
    lower.set_xlabel("Generation")
    lower.xaxis.set_major_locator(MaxNLocator(integer=True))
    first, last = table["threshold"].iloc[0], table["threshold"].iloc[-1]
    return Picture(
        name=NAME,
        title="How near the sampling came",
        figure=figure,
        alt=f"The distance allowed falls from {first:.2f} to {last:.2f} in {len(table)} steps.",
        caption=(
            f"Distance that a particle of each generation may have, from {first:.2f} to "
            f"{last:.2f}, and the share of tries that kept to it. 1 (dashed) is as if every "
            "number lay one step from its best: for most the edge of its band."
        ),
        method=(
            f"ABC-SMC, {done.study.sampling.particles} particles a generation; "
            f"{int(table['tried'].sum()):,} tried, each with {done.study.sampling.runs} runs. "
            "Distance: root mean square of the gaps, in steps."
        ),
    )
