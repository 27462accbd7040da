"""What the analyses of the three questions say, for the page that tells of them: `make docs`.

Every number comes from `results/reference/decisions/`. What is not published there is named.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from docs.published import REFERENCE, STUDIES, manifest
from docs.site.markdown import table
from experiments.text.numbers import percent

DECISIONS = "decisions"
OUTCOMES = {
    "success_rate": "talks that agree",
    "lasting_success": "talks with a partnership two years later",
}
LUCK = "parameters"
"""The part of the variance that is not luck."""


def decisions() -> str:
    """Return what each analysis found of the three questions."""
    return "\n\n".join(
        "\n\n".join([f"## {question}", *(part(study) for part in PARTS)])
        for question, study in STUDIES.items()
    )


def _where(study: str, analysis: str) -> Path:
    return Path(DECISIONS) / study / analysis


def _page(study: str, analysis: str) -> str:
    return f"The page: `results/reference/{_where(study, analysis).as_posix()}/report.html`."


def _is_published(study: str, analysis: str) -> bool:
    return (REFERENCE / _where(study, analysis)).is_dir()


def _read(study: str, analysis: str, name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / _where(study, analysis) / name)


def _matters(study: str) -> str:
    """Return which groups move the two outcomes, and how much is luck."""
    head, analysis = "### Which of what is not known matters", "sensitivity"
    if not _is_published(study, analysis):
        return f"{head}\n\nNot published."
    found = _read(study, analysis, "sensitivity.csv")
    found = found[found["outcome"].isin(list(OUTCOMES))].set_index(["label", "outcome"])
    labels = list(dict.fromkeys(label for label, _ in found.index))
    rows = [
        (str(label), *(_total(found.loc[(label, outcome)]) for outcome in OUTCOMES))
        for label in labels
    ]
    text = (
        "Total Sobol indices: the share of what parameters do that would go if the group were known, with all "
        "that it does together with others; 95 % intervals over rows in brackets."
    )
    heads = ("group", *OUTCOMES.values())
    return "\n\n".join(
        [
            head,
            text,
            table(heads, rows),
            f"{_luck(study)} {_played(study)} {_page(study, analysis)}",
        ]
    )


def _total(row: Any) -> str:
    ends = " to ".join(percent(row[f"total_{end}"]) for end in ("low", "high"))
    return f"{percent(row['total'])} ({ends})"


def _luck(study: str) -> str:
    found = _read(study, "sensitivity", "figures/data/variance.csv")
    parts = found[found["part"] == LUCK].set_index("outcome")
    known = []
    for outcome, words in OUTCOMES.items():
        row: Any = parts.loc[outcome]
        ends = f"{percent(1 - row['high'])} to {percent(1 - row['low'])}"
        known.append(f"{percent(1 - row['value'])} ({ends}) of “{words.removeprefix('… and ')}”")
    return f"Luck is {' and '.join(known)} in how single runs differ."


def _played(study: str) -> str:
    return f"{manifest(_where(study, 'sensitivity').as_posix())['played']:,} runs were played."


def _fails(study: str) -> str:
    """Return in which runs and talks talks fail."""
    parts = ["### Where talks fail"]
    for analysis in ("fail_runs", "fail_talks"):
        if not _is_published(study, analysis):
            parts.append("Not published.")
            continue
        says = manifest(_where(study, analysis).as_posix())["answer"]
        parts.append(f"- {' '.join(says)} {_page(study, analysis)}")
    return "\n\n".join(dict.fromkeys(parts))


def _choice(study: str) -> str:
    """Return which choice loses least, and what knowing would be worth."""
    head, analysis = "### What to choose, and which fact would change it", "choice"
    if not _is_published(study, analysis):
        return f"{head}\n\nNot published."
    found = _read(study, analysis, "figures/data/regret.csv").sort_values(["structure", "rank"])
    rows = [
        (
            str(row["structure"]).replace("_", " "),
            str(row["policy"]),
            percent(row["best"]),
            f"{100 * row['regret']:.1f} ({100 * row['regret_low']:.1f} to {100 * row['regret_high']:.1f})",
        )
        for _, row in found.groupby("structure", sort=False).head(3).iterrows()
    ]
    heads = ("assumption", "choice", "chance that it is best", "expected regret, points")
    says = manifest(_where(study, analysis).as_posix())["answer"]
    told = [one for one in says if any(word in one for word in ("regret", "know", "fact", "best"))]
    members = f"{int(found['members'].max())} members of the posterior were played."
    listed = "\n".join(f"- {one}" for one in told)
    return "\n\n".join([head, table(heads, rows), listed, f"{members} {_page(study, analysis)}"])


PARTS: tuple[Callable[[str], str], ...] = (_matters, _fails, _choice)
"""Of each question, in this order."""
