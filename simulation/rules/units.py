"""Conversions of units: what turns a column into the unit in which a parameter is given.

What weighs, limits or decides anything is no conversion: it is a parameter.
"""

from __future__ import annotations

FAR = 60.0
"""Kilometres in the unit of distance of parameters that are given per 60 km."""

MANY = 100_000.0
"""People in the unit of population, that of a council of middling size."""

TEN_THOUSAND = 10_000.0
"""People for whom managers are counted (SF154)."""

WORKING_WEEK = 5.0
"""Days in a working week: the most that one post can give."""

TWO_PERCENT = 0.02
"""Share of the joint budget in which the savings of a year are counted as results."""
