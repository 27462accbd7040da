"""What is thought of a parameter before any run: its prior, declared with it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Shape = Literal["uniform", "log-uniform", "triangular"]
"""Even over its ends; even on the log scale; peaked at the most likely value."""


class Prior(NamedTuple):
    """A distribution over part of a parameter's range.

    Attributes
    ----------
    low, high : float
        The ends; what lies beyond is held to be impossible.
    shape : Shape
        How likelihood is spread between them.
    mode : float
        The most likely value of a triangular prior; 0 for the other shapes.
    """

    low: float
    high: float
    shape: Shape = "uniform"
    mode: float = 0.0

    @property
    def words(self) -> str:
        """The prior as people read it, such as ``uniform 2 to 8``."""
        peak = f", most likely {self.mode:g}" if self.shape == "triangular" else ""
        return f"{self.shape} {self.low:g} to {self.high:g}{peak}"

    def problem(self, low: float, high: float) -> str:
        """Return what is wrong with this prior for a parameter of this range; empty if nothing."""
        if not self.low < self.high:
            return "the prior ends before it begins"
        if not (low <= self.low and self.high <= high):
            return "the prior lies outside the declared range"
        if self.shape == "log-uniform" and self.low <= 0:
            return "a log-uniform prior begins above 0"
        if self.shape == "triangular" and not self.low <= self.mode <= self.high:
            return "the most likely value lies outside the prior"
        return ""


def even(low: float, high: float) -> Prior:
    """Return the prior that holds every value between two ends equally likely."""
    return Prior(low, high)


def factor(low: float, high: float) -> Prior:
    """Return the prior for a rate or an amount known to its order: even on the log scale."""
    return Prior(low, high, "log-uniform")


def likely(low: float, mode: float, high: float) -> Prior:
    """Return the prior that is most likely at `mode` and falls evenly to both ends."""
    return Prior(low, high, "triangular", mode)


def prior_declaration(prior: Prior | None, low: float, high: float) -> dict[str, Any]:
    """Return a prior as a declaration holds it; without one every allowed value is as likely.

    Raises
    ------
    ValueError
        If the prior does not fit the range.
    """
    held = prior or Prior(low, high)
    if wrong := held.problem(low, high):
        raise ValueError(f"{wrong}: {held.words}, declared {low:g} to {high:g}")
    return held._asdict()
