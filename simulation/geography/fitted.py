"""Numbers that invented maps are drawn from, fitted to the packaged table of England.

All are fitted to the 201 shire districts unless said otherwise; `tests/simulation/geography`
repeats the fits.
"""

from __future__ import annotations

from typing import Final

POPULATION_MEDIAN: Final = 101_300.0  # people; log-normal
POPULATION_LOG_SD: Final = 0.300

DEPRIVATION_BETA: Final = (1.01, 1.60)  # percentile among all 353 councils; Beta(a, b)
DEPRIVATION_COUNTY_SHARE: Final = 0.28  # share of the variance that lies between counties

# log(net budget / 1 million pounds) = a + b·log(population / 100,000) + c·deprivation + noise
BUDGET_CONSTANT: Final = 2.556
BUDGET_POPULATION: Final = 0.936
BUDGET_DEPRIVATION: Final = 0.293
BUDGET_LOG_SD: Final = 0.108
MEDIAN_BUDGET: Final = 14_962_000.0  # pounds a year
BUDGET_FLOOR: Final = 3_000_000.0  # pounds a year (MODEL.md, Stress); no district is so small

# grant share = a + c·deprivation + noise; South Lakeland, whose year is distorted, left out
GRANT_CONSTANT: Final = 0.412
GRANT_DEPRIVATION: Final = 0.232
GRANT_SD: Final = 0.0816
GRANT_MEAN: Final = 0.500

RURAL_SHARE_MEAN: Final = 0.436  # of people, rural-urban classification of 2011

CYCLE_SHARES: Final[dict[str, float]] = {"all_out": 0.617, "thirds": 0.348, "halves": 0.035}
COUNTY_SIZE: Final = 7.4  # districts a county, mean of 27

PARTY_SHARES: Final[dict[str, float]] = {
    "Con": 0.656,
    "Lab": 0.097,
    "LD": 0.056,
    "Ind": 0.013,
    "NOC": 0.178,
}
"""Recorded control of the 201 districts, all years 2005-2018 together."""

LEADING_SHARES: Final[dict[str, float]] = {"Con": 0.600, "Lab": 0.196, "LD": 0.120, "Ind": 0.084}
"""Largest party of the 201 districts in their years of no overall control, 2005-2018."""

CLUSTERING: Final = 0.60
"""Clustering at which 61 % of contiguous councils have like control, as the 201 districts had."""
