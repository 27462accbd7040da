"""What the published results say, in sentences and tables for the pages: `make docs` puts them there.

Every number of a result that a page of `docs/` quotes comes from here, read from `results/reference/`,
so that no page can say what the results do not.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from docs.site.markdown import table
from experiments.patterns.headline import answers, headline_sentence
from experiments.text.numbers import percent, small

REFERENCE = Path(__file__).parents[1] / "results" / "reference"
STUDIES = {
    "What does the length of talks do to success?": "talk_length",
    "What does a change of leader do?": "leadership_change",
    "What does a difference of party do?": "party_mismatch",
}
"""The study that was made for each of the three questions."""

SENTENCES = 4
"""Of the answer of a study, which its page gives in full."""

UNLIKELY = 0.05
JANUARY_2017 = "councils_sharing_2017_01"
LATE = "begun_2012_01_2018_12"


@cache
def published(path: str) -> pd.DataFrame:
    """Return a published table."""
    return pd.read_csv(REFERENCE / path)


def manifest(study: str) -> dict[str, Any]:
    """Return the manifest of a published study."""
    content: dict[str, Any] = json.loads((REFERENCE / study / "manifest.json").read_text("utf-8"))
    return content


def scorecard() -> str:
    """Return how many rows of the evidence are met."""
    return headline_sentence(published("scorecard.csv"))


def questions() -> str:
    """Return what the model says of the three questions, and what it missed of each."""
    parts = []
    for question in answers(published("scorecard.csv")):
        study = STUDIES[question["question"]]
        says = "\n".join(f"- {one}" for one in manifest(study)["answer"][:SENTENCES])
        missed = "\n".join(
            f"- {one['row']}, *{one['claim'].rstrip('.')}*: {one['means']}"
            for one in question["missed"]
        )
        parts.append(
            f"### {question['question']}\n\n{says}\n\nThe whole answer is on the page of the study, "
            f"`results/reference/{study}/report.html`. Of the rows of evidence that bear on it: "
            f"{question['summary']} What the missed ones mean for the answer:\n\n{missed}"
        )
    return "\n\n".join(parts)


def headline() -> str:
    """Return in short what the model says of the three questions, how sure, and what it missed."""
    parts = [scorecard()]
    for question in answers(published("scorecard.csv")):
        answer = manifest(STUDIES[question["question"]])["answer"][:SENTENCES]
        says = " ".join([answer[0], *(one for one in answer if " it changes by " in one)])
        missed = "; ".join(
            f"{one['claim'].rstrip('.')} ({one['row']})" for one in question["missed"]
        )
        parts.append(f"- **{question['question']}** {says} {question['summary']} Missed: {missed}.")
    return "\n".join([parts[0], "", *parts[1:]])


def facts() -> str:
    """Return where England's one history lies among single runs."""
    found = published("validation/facts.csv")
    known = found[found["mid_p"].notna()]
    far = known[known["mid_p"] < UNLIKELY]
    names = "; ".join(
        f"{row['what']} (England {row['value']:g}, half of the runs between {row['p25']:.3g} and "
        f"{row['p75']:.3g})"
        for _, row in far.iterrows()
    )
    runs = int(found["runs"].max())
    return (
        f"{len(known)} numbers of England's one history are held against {runs} single runs, each with "
        f"parameters drawn from the posterior. Fewer than one run in twenty lies as far out as England "
        f"in {len(far)} of them: {names or 'none'}. By luck alone {UNLIKELY * len(known):.1f} would be expected there, were "
        "they independent; they are not, and nearly all of these numbers had a part in the calibration."
    )


def coverage() -> str:
    """Return how often intervals of the calibration hold values that are known."""
    row = published("calibration/coverage_pooled.csv").iloc[0]
    held = ", ".join(f"{percent(row[f'covered_{level}'])} of {level} %" for level in (50, 80, 95))
    sets = published("calibration/parameters.csv")
    pinned = int(sets["pinned"].sum())
    return (
        f"Of {int(row['truths'])} histories made with known parameters, intervals hold the true values as often as "
        f"they should: {held} intervals. But a history says little: intervals are on average only "
        f"{percent(row['contraction'])} narrower than the priors, and {pinned} of {len(sets)} parameters are "
        "pinned down (a fifth of the variance that the waves leave is gone, or more)."
    )


def mechanisms() -> str:
    """Return what each part of the second edition carries."""
    effects, points = published("mechanisms/effects.csv"), published("mechanisms/points.csv")
    names = points.set_index("point")["part"]

    def change(point: int, outcome: str, scale: float, digits: int) -> str:
        row = effects[(effects["point"] == point) & (effects["outcome"] == outcome)].iloc[0]
        ends = (f"{row[end] * scale:+z.{digits}f}" for end in ("effect", "low", "high"))
        effect, low, high = (one.replace("-", "−") for one in ends)
        return f"{effect} ({low} to {high})"

    rows = [
        (
            str(names[point]),
            change(point, "success_rate", 100, 1),
            change(point, JANUARY_2017, 1, 1),
            change(point, LATE, 1, 1),
        )
        for point in names.index[1:]
    ]
    heads = ("with this changed", "talks that agree, points", "councils sharing, January 2017", "partnerships begun from 2012 on")  # fmt: skip
    return table(heads, rows)


def baseline() -> str:
    """Return the levels of the model with everything on."""
    levels = published("mechanisms/summary.csv")
    known = levels[levels["point"] == 0].set_index("outcome")
    counted = published("validation/facts.csv").set_index("fact")["value"]

    def level(outcome: str, *, share: bool = False) -> str:
        ends = (known.loc[outcome, end] for end in ("value", "low", "high"))
        value, low, high = (percent(one) if share else f"{one:.3g}" for one in ends)
        return f"{value} ({low} to {high})"

    return (
        f"With everything on {level('success_rate', share=True)} of talks agree; "
        f"{level('councils_sharing_2012_01')} councils share in January 2012 and {level(JANUARY_2017)} in January 2017 "
        f"({counted['V03']:g} and {counted['V05']:g} were counted); {level('begun_2010_01_2011_12')} partnerships begin in 2010-11 and {level(LATE)} "
        f"from 2012 on; {level('survival_5_years', share=True)} have not parted after five years; "
        f"money leads {level('led_by_finance', share=True)} of partnerships, resilience "
        f"{level('led_by_resilience', share=True)}, the government's favour {level('led_by_government', share=True)}. In brackets, where 95 % of members of the posterior lie."
    )


def clocks() -> str:
    """Return success by planned months under each clock."""
    found = published("talk_length/summary.csv")
    found = found[found["outcome"] == "success_rate"]
    wide = found.pivot_table("value", "choices.clock", "talks.planned_months")
    wide = wide.loc[list(dict.fromkeys(found["choices.clock"]))]
    heads = ("clock", *(f"{months:g}" for months in wide.columns))
    rows = (
        (str(name).replace("_", " "), *(f"{one:.1%}" for one in row))
        for name, row in zip(wide.index, wide.to_numpy(), strict=True)
    )
    return table(heads, rows)


def ablation() -> str:
    """Return which mechanisms carry rows or facts, and which carry nothing."""
    found = published("ablation.csv").astype(object).fillna("")
    found["carried"] = [
        ", ".join(filter(None, pair)) for pair in zip(found["rows"], found["facts"], strict=True)
    ]
    nothing = found.loc[found["carried"] == "", "mechanism"]
    return (
        f"{len(found) - len(nothing)} of {len(found)} mechanisms carry at least one row of the evidence or one fact of "
        f"England: without them it is no longer met. {len(nothing)} carry none that could be shown, and are in the "
        f"model because the studies speak of them: {'; '.join(map(small, nothing))}."
    )
