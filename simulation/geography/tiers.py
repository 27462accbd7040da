"""The kinds of council and the ways they are elected."""

from __future__ import annotations

TIERS: tuple[str, ...] = (
    "shire_district",
    "unitary",
    "metropolitan_district",
    "london_borough",
    "county",
)
"""Every tier. Counties lie over shire districts; the others share no ground."""


def tier_words(tier: str) -> str:
    """Return a tier in words.

    Examples
    --------
    >>> tier_words("london_borough"), tier_words("shire_district")
    ('London borough', 'shire district')
    """
    return tier.replace("_", " ").replace("london", "London")


CYCLES: tuple[str, ...] = ("all_out", "thirds", "halves", "")
"""Whole council every four years, thirds in three years of four, halves every other year, none."""

WHOLE_COUNCIL_YEAR: dict[str, int] = {
    "shire_district": 2011,
    "unitary": 2011,
    "metropolitan_district": 2011,
    "london_borough": 2010,
    "county": 2009,
}
"""A year in which all-out councils of a tier are elected; others follow every four years.

Source: councils.csv of England (MODEL.md, Elections). No metropolitan district of England was
elected whole in these years, so theirs is an assumption: as the shire districts.
"""
