"""How well the model has done on questions like these: what validation found, packaged.

`python -m experiments.decisions.advice.track_record` takes the rows anew from the published
comparison with England; a test holds the two equal.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import interval_text, number_text, percent

TABLE = "track_record.csv"
PUBLISHED = Path("results/reference/validation/facts.csv")
"""What `partnerships validate --facts` has found, in the repository."""

TALKS, LASTS, ON_TIME = FACTS = ("V07", "V14", "V20 on time")
"""Facts of England that are asked of two councils as well."""

COLUMNS = ("fact", "what", "value", "cases", "median", "p5", "p95", "mid_p", "runs")

UNTESTED = (
    "Which pairs of councils agree has never been tested: there is no record of all pairs that "
    "talked. The two leaders, and what stands between them, are not in the model but drawn anew in "
    "each history, so that this is about councils like these two: it cannot know these people."
)
"""What validation cannot say of two councils."""


def published_rows(path: Path = PUBLISHED) -> pd.DataFrame:
    """Return the rows of the published comparison that bear on two councils."""
    table = pd.read_csv(path, encoding="utf-8-sig").set_index("fact", drop=False)
    return table.loc[list(FACTS), list(COLUMNS)].reset_index(drop=True)


@cache
def track_record() -> pd.DataFrame:
    """Return the packaged rows, by fact."""
    with (files("experiments.decisions.advice") / TABLE).open(encoding="utf-8-sig") as file:
        return pd.read_csv(file).set_index("fact", drop=False)


def record_sentences() -> list[str]:
    """Return how well the model has done on such questions, and what nobody can know."""
    talks, lasts = (_row(one) for one in (TALKS, LASTS))
    known = (
        f"How far to trust it: of England's councils in talks in March 2011 about "
        f"{percent(talks['value'])} shared ten months later; in single runs of the model "
        f"{number_text(talks['median'], 'share')} do (nine runs in ten: {_spread(talks)}). Of "
        f"{lasts['cases']:.0f} partnerships {percent(lasts['value'])} had not parted after five "
        f"years; in runs {number_text(lasts['median'], 'share')} ({_spread(lasts)})."
    )
    return [known, UNTESTED]


def record_rows() -> list[dict[str, str]]:
    """Return the rows in words, for a table."""
    return [
        {"what": str(row["what"]), "england": number_text(row["value"], "share"),
         "cases": f"{row['cases']:.0f}", "median": number_text(row["median"], "share"),
         "spread": _spread(row), "mid_p": number_text(row["mid_p"], "")}
        for row in map(_row, FACTS)
    ]  # fmt: skip


def _row(fact: str) -> dict[str, Any]:
    return {str(name): value for name, value in track_record().loc[fact].items()}


def _spread(row: dict[str, Any]) -> str:
    return interval_text(row["p5"], row["p95"], "share")


if __name__ == "__main__":
    save_csv(published_rows(), Path(__file__).with_name(TABLE), "%.5g")
