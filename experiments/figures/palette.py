"""The colours of maps: of parties, of what joins councils, of land and borders."""

from __future__ import annotations

HUES = {
    "blue": "#7dacdb",
    "red": "#d9665e",
    "amber": "#f7cf78",
    "purple": "#7c5ba6",
    "grey": "#b9c2c7",
}
"""Colours by the names that closed lists give them: the country's for its parties, on a ladder of
lightness, so that they can be told apart in grey and by people who see red and green alike."""

SHARING, TALKING = "#006069", "#98195f"
"""What councils that share, and talks, are shown in, and nothing else."""

LAND, COAST, COUNTY = "#e7ebed", "#8a979f", "#3f4c56"
"""Councils that play no part, the coast, borders of counties."""

CHANCE = ("#f4f0e8", "#e4d6bd", "#ccb287", "#a9864b", "#77551a")
"""Steps of a chance, from least to most: sand, so that none resembles a party."""
