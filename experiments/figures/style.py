"""The one style of all figures: sizes for print, colours for everybody, files without a date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 5.2
"""Inches: a page's column, and a telephone's screen at three quarters of the size."""

SMALL, NORMAL, LARGE = 9, 10, 11
"""Points."""

INK, SOFT, FAINT, PAPER = "#1b1b1b", "#555555", "#d9d9d9", "#ffffff"
BLUE, ORANGE, GREEN, RED, SKY, PINK, YELLOW = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#d55e00",
    "#56b4e9",
    "#cc79a7",
    "#f0e442",
)
"""Okabe and Ito's colours, which people who see red and green alike can tell apart."""

SESSION = ("backend", "interactive", "toolbar", "webagg", "tk.")
"""Beginnings of settings of matplotlib that belong to a session and not to a figure."""

FAMILY = "DejaVu Sans"

STYLE: Any = {
    "text.parse_math": False,
    "font.family": FAMILY,
    "font.size": NORMAL,
    "axes.titlesize": LARGE,
    "axes.labelsize": NORMAL,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.grid": False,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.8,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": "council-partnerships",
}

"""What figures set otherwise than matplotlib does; a dollar is a dollar."""

PRINT_DPI = 200
LINE = 68
"""Letters of a sentence on a line of a figure."""


_WAITING: list[ExitStack] = []
"""Styles that are wanted where Matplotlib has not been loaded yet."""


@contextmanager
def figure_style() -> Iterator[None]:
    """Draw and save in the style of the figures; Matplotlib is loaded where it is used."""
    with ExitStack() as stack:
        _WAITING.append(stack)
        if "matplotlib" in sys.modules:
            _set_style()
        try:
            yield
        finally:
            _WAITING[:] = [one for one in _WAITING if one is not stack]


def _set_style() -> None:
    """Set the style that is waited for, if any is."""
    from matplotlib import rc_context

    if _WAITING:
        stack = _WAITING.pop()
        _WAITING.clear()
        stack.enter_context(rc_context(figure_settings()))


@cache
def figure_settings() -> Any:
    """Return every setting of a figure, so that no user's own (matplotlibrc) counts."""
    from matplotlib import rcParamsDefault

    usual = {name: one for name, one in rcParamsDefault.items() if not name.startswith(SESSION)}
    return {**usual, **STYLE}


def new_figure(height: float) -> Figure:
    """Return an empty figure of the common width and this height, in inches."""
    from matplotlib.figure import Figure

    _set_style()
    return Figure(figsize=(WIDTH, height), layout="constrained")


def roomy_figure(height: float) -> Figure:
    """Return an empty figure with room for long labels, which the layout reckons too narrow."""
    figure = new_figure(height)
    figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.1)
    return figure


def lay_out(figure: Figure) -> None:
    """Arrange a figure once and for all; each saving would do so again, and draw it twice."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)
