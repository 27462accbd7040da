"""What a scorecard comes to: the rows that count, those that check construction, the three questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from experiments.patterns.pattern import GRADES
from experiments.patterns.prior_pass import EASY
from experiments.text.numbers import Headline

COUNTED = "emergent rows that fewer than 80 % of prior draws pass"
CONSTRUCTION = {
    "emergent": "other emergent rows, which most prior draws pass",
    "input": "input rows, which read back what was put in",
    "arithmetic": "arithmetic rows, which follow by definition",
}
"""What is listed apart as a check of construction, in words."""


class Question(NamedTuple):
    """One of the three questions, and what a row that is not met means for its answer."""

    words: str
    rows: Mapping[str, str]


QUESTIONS = (
    Question("What does the length of talks do to success?", {
        "SF016": "The quick road and the long courtship are not as apart as reported; the two are not to be told from lengths.",
        "SF037": "Nothing that the model says of a best length or plan may be given as three to six months.",
        "SF038": "Talks do not last as reported: its months are not months to plan by.",
        "SF039": "Some agree sooner than any success reported: plans of less than three months lie outside the evidence.",
        "SF040": "That long talks or long plans do worse is not shown by as much as reported: its answer for them is open.",
        "SF041": "Lost momentum does not cost what is reported: it cannot be the reason given for a limit to talks.",
        "SF042": "A best plan between haste and delay does not come out: what a plan does depends on the clock assumed.",
    }),
    Question("What does a change of leader do?", {
        "SF059": "A loss of trust does not hurt talks more than settled partnerships: when it matters most is open.",
        "SF060": "A change of leader is not clearly less dangerous once a chief executive is shared: the two are not to be contrasted.",
        "SF061": "A change of leader in set-up does not end as many as reported: the danger of that time may be understated.",
        "SF097": "That changes of leader are worse across parties is not shown: the two effects are not to be multiplied.",
        "SF098": "Swinging control does not act as reported: the answer for councils with frequent elections is open.",
        "SF100": "New control undoes too much: the length of partnerships after elections may be understated.",
    }),
    Question("What does a difference of party do?", {
        "SF005": "Sharers are not southern and Conservative beyond what chance gives: who meets whom is not to be read off the map.",
        "SF007": "Partnerships across parties are rarer, shorter or longer lived than reported: few runs stand behind their answer.",
        "SF071": "Talk of reorganisation does not frighten members more across parties: that channel is not supported.",
        "SF096": "A difference of party costs less or more than a hurdle: the size of its effect is not supported.",
        "SF097": "That changes of leader are worse across parties is not shown: the two effects are not to be multiplied.",
        "SF099": "What councils do after a failure across parties is not as reported: long-run effects of party are open.",
    }),
)  # fmt: skip
"""The three questions of the project, with the rows that bear on each."""


def one_line_each(table: pd.DataFrame) -> pd.DataFrame:
    """Return a scorecard with one line for each row, and whether it is `counted`.

    Counted are emergent rows of which the pass rate is known and below four in five.
    """
    rows = table.drop_duplicates("row").set_index("row", drop=False)
    counted = (rows["grade"] == "emergent") & (rows["prior_pass"] < EASY)
    return rows.assign(counted=counted)


def _unknown(rows: pd.DataFrame) -> Any:
    """Return which rows might count, had they been drawn from the priors."""
    return (rows["grade"] == "emergent") & rows["prior_pass"].isna()


def met_of(rows: pd.DataFrame) -> str:
    """Return how many of some rows are met, such as ``12 of 30``."""
    return f"{(rows['verdict'] == 'met').sum()} of {len(rows)}"


def headline_counts(table: pd.DataFrame) -> list[Headline]:
    """Return the number that counts, and those of the checks of construction."""
    rows = one_line_each(table)
    found = [Headline(met_of(rows[rows["counted"]]), f"{COUNTED}: met", "")]
    unknown = _unknown(rows)
    if unknown.any():
        found.append(Headline(met_of(rows[unknown]), "emergent rows without a pass rate", ""))
    rest = rows[~rows["counted"] & ~unknown]
    return found + [
        Headline(met_of(rest[rest["grade"] == grade]), words, "")
        for grade, words in CONSTRUCTION.items()
        if (rest["grade"] == grade).any()
    ]


def headline_sentence(table: pd.DataFrame) -> str:
    """Return the number that counts in a sentence."""
    rows = one_line_each(table)
    unknown = _unknown(rows)
    apart = rows[~rows["counted"] & ~unknown]
    words = [f"{met_of(rows[rows['counted']])} {COUNTED} are met."]
    if len(apart):
        words.append(f"Of the checks of construction, {met_of(apart)} are.")
    if unknown.any():
        words.append(f"{unknown.sum()} emergent rows without a pass rate do not count yet.")
    return " ".join(words)


def grades_sentence() -> str:
    """Return what the grades mean."""
    words = "; ".join(f"{grade}: {meaning}" for grade, meaning in GRADES.items())
    return (
        f"Each row is graded. {words[0].upper()}{words[1:]}. A row is as hard as its hardest check."
    )


def answers(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return for each of the three questions how its rows stand, and what the missed ones mean."""
    rows = one_line_each(table)
    found = []
    for question in QUESTIONS:
        about = rows[rows["row"].isin(question.rows)]
        missed = about[about["verdict"] != "met"]
        counted = about[about["counted"]]
        summary = f"{met_of(counted)} rows that count are met"
        if len(about) > len(counted):
            summary += f", and {met_of(about[~about['counted']])} that check construction"
        meanings = [
            {"row": row, "claim": missed.loc[row, "claim"], "means": question.rows[str(row)]}
            for row in missed["row"]
        ]
        found.append({"question": question.words, "summary": f"{summary}.", "missed": meanings})
    return found
