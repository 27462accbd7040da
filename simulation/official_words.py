"""What tiers and parties are called officially, and what they are called here."""

from __future__ import annotations

TIER_WORDS = {
    "non-metropolitan district": "shire_district",
    "NMD": "shire_district",
    "SD": "shire_district",
    "UA": "unitary",
    "unitary authority": "unitary",
    "unitary district": "unitary",
    "MD": "metropolitan_district",
    "metropolitan borough": "metropolitan_district",
    "LBO": "london_borough",
    "LB": "london_borough",
    "LONB": "london_borough",
    "CTY": "county",
    "CC": "county",
    "SC": "county",
    "county council": "county",
    "shire county": "county",
    "non-metropolitan county": "county",
}
"""What the tiers of councils are called officially, and what they are here."""

PARTY_WORDS = {
    "Conservative": "Con",
    "Conservatives": "Con",
    "Conservative Party": "Con",
    "Tory": "Con",
    "Labour": "Lab",
    "Labour Party": "Lab",
    "Labour and Co-operative": "Lab",
    "Labour Co-op": "Lab",
    "Lab/Co-op": "Lab",
    "Liberal Democrat": "LD",
    "Liberal Democrats": "LD",
    "Lib Dem": "LD",
    "Lib Dems": "LD",
    "LDem": "LD",
    "Independent": "Ind",
    "Independents": "Ind",
    "Residents": "Ind",
    "Residents' Association": "Ind",
    "Other": "Ind",
    "No Overall Control": "NOC",
    "No overall majority": "NOC",
    "Hung": "NOC",
}
"""What those who control councils are called elsewhere, and what they are here."""
