"""What a nested study answers, in words that claim no more than luck, parameters and structure let.

Which points are told of is fixed before: the ends of what varies, or policies beyond a stated
probability. Nothing is called sure that holds under one assumption alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.outcome import Outcome
from experiments.studies.effects import pulled, structure_of, structures_of, usual_structure
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import at_value, is_numeric, outcome_in_sentence
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.figures.lines import NOTHING, TOLD
from experiments.studies.figures.settings import (
    is_ranked,
    setting_of,
    settings,
    shown_outcomes,
    usual_row,
)
from experiments.studies.study import Study, value_text
from experiments.text.numbers import (
    UNTOLD,
    Headline,
    band_text,
    capital,
    change_interval_text,
    change_text,
    interval_text,
    listed,
    number_text,
    plural,
    probability_text,
    small,
)

PROBABLE = 0.95
"""Probability from which a policy is said to raise or lower an outcome. Assumption."""

NAMED = 3
"""Policies that a sentence names, and points that a ranking names."""

LEAST_NAMED = 0.1
"""Probability of being highest below which a further point is not named."""


def conclude(effects: pd.DataFrame, summary: pd.DataFrame, study: Study) -> Conclusions:
    """Return what the first outcomes do, each with its three kinds of not knowing.

    Parameters
    ----------
    effects, summary : DataFrame
        As in `effects.csv` and `summary.csv`.
    study : Study
        Nested.
    """
    outcomes = shown_outcomes(effects, study)[:TOLD]
    if not outcomes:
        return Conclusions([NOTHING])
    sentences, headlines = [], []
    for outcome in outcomes:
        part = effects[effects["outcome"] == outcome.name]
        sentences.append(_level(part, summary, study, outcome))
        changes = _ends if has_order(study) else _probable
        sentences += changes(part, study, outcome)
        if outcome is outcomes[0] and is_ranked(part):
            sentences.append(_ranking(part, study, outcome))
        headlines += _headlines(part, study, outcome)
    return Conclusions(sentences, headlines)


def has_order(study: Study) -> bool:
    """Return whether what is done at the points has two ends, as numbers have."""
    return not study.compares and all(is_numeric(one) for one in pulled(study))


def _reference(part: pd.DataFrame, study: Study) -> Any:
    """Return the row of the reference under what the scenario assumes."""
    return usual_row(part[part["point"] == part["reference"]], study)


def _level(part: pd.DataFrame, summary: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    """Return what an outcome is where nothing is changed, and how well that is known."""
    point = int(_reference(part, study)["point"])
    row = summary[(summary["point"] == point) & (summary["outcome"] == outcome.name)].iloc[0]
    ends = interval_text(row["low"], row["high"], outcome.unit)
    lie = f"95% of members lie between {ends.replace(' to ', ' and ')}"
    return (
        f"{outcome_in_sentence(outcome)} is {number_text(row['value'], outcome.unit)} "
        f"{_doing(study, point)}; {lie if ends else f'how far members lie apart {UNTOLD}'}."
    )


def _doing(study: Study, point: int, base: int | None = None) -> str:
    """Return what is done at a point, or only what differs there from another."""
    if study.compares:
        return f"under {_policy(study, point)}"
    values = study.points[point].values
    return listed([at_value(one, values[one.name]) for one in _differing(study, point, base)])


def _differing(study: Study, point: int, base: int | None) -> list[Factor]:
    """Return the factors whose values differ between two points; all without a second."""
    values, others = study.points[point].values, {} if base is None else study.points[base].values
    return [one for one in pulled(study) if values[one.name] != others.get(one.name, object())]


def _instead(study: Study, point: int, base: int) -> str:
    """Return what is done at the base where a point differs from it."""
    values = study.points[base].values
    return listed([value_text(one, values[one.name]) for one in _differing(study, point, base)])


def _policy(study: Study, point: int) -> str:
    name = setting_of(study, point)
    return f"the {name}" if study.compares and point == 0 else f"“{name}”"


def _ends(part: pd.DataFrame, study: Study, outcome: Outcome) -> list[str]:
    """Return what the first and the last of what varies do, against the reference."""
    base = int(_reference(part, study)["point"])
    return [
        f"{capital(_doing(study, int(row['point']), base))} rather than "
        f"{_instead(study, int(row['point']), base)}, "
        f"{_change(rows, study, outcome)}."
        for row, rows in _both_ends(part, study)
    ]


def _both_ends(part: pd.DataFrame, study: Study) -> list[tuple[Any, pd.DataFrame]]:
    """Return the first and the last thing done, without the reference if it is one of them."""
    every = [(usual_row(rows, study), rows) for _, rows in settings(part, study)]
    ends = [every[0], every[-1]]
    return [(row, rows) for row, rows in ends if row["point"] != row["reference"]]


def _change(rows: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    """Return a change with its three kinds of not knowing and the probability of its sign."""
    row = usual_row(rows, study)
    luck = change_interval_text(row["luck_low"], row["luck_high"], outcome.unit)
    members = change_interval_text(row["low"], row["high"], outcome.unit)
    words = (
        f"it changes by {change_text(row['effect'], outcome.unit)} ({band_text('luck', luck)}; "
        f"{band_text('parameters', members)}"
    )
    if structures_of(study):
        between = change_interval_text(rows["effect"].min(), rows["effect"].max(), outcome.unit)
        words += f"; structure {between}"
    if np.isnan(row["above"]) or row["luck_low"] <= 0.0 <= row["luck_high"]:
        return f"{words}), and whether it is higher or lower {UNTOLD}"
    return f"{words}), and is {_sign(row, rows)}"


def _sign(row: Any, rows: pd.DataFrame) -> str:
    """Return how probably a change is to its side, under the usual and all other assumptions."""
    up = row["effect"] > 0
    shares = rows["above"] if up else 1.0 - rows["above"]
    own = row["above"] if up else 1.0 - row["above"]
    words = f"{'higher' if up else 'lower'} with a probability of {probability_text(own)}"
    if len(rows) == 1:
        return words
    if shares.isna().any():
        return f"{words}, which {UNTOLD} under every other assumption"
    least, most = probability_text(shares.min()), probability_text(shares.max())
    if least == most:
        return f"{words} under every assumption"
    return f"{words} ({least} to {most} over all assumptions)"


def _probable(part: pd.DataFrame, study: Study, outcome: Outcome) -> list[str]:
    """Return which policies, or values without an order, probably raise an outcome or lower it."""
    changed = part[part["point"] != part["reference"]]
    found = [(usual_row(rows, study), rows) for _, rows in settings(changed, study)]
    told = [(row, rows) for row, rows in found if rows["above"].notna().all()]
    noun = "policy" if study.compares else "change"
    lack = len(found) - len(told)
    sentences = []
    if lack:
        sentences.append(f"What {lack} of {plural(len(found), noun)} probably do to it {UNTOLD}.")
    for verb, up in (("raise", True), ("lower", False)) if told else ():
        sure = [
            (row, rows)
            for row, rows in told
            if (rows["above"].min() if up else 1.0 - rows["above"].max()) >= PROBABLE
        ]
        sure.sort(key=lambda one: -abs(one[0]["effect"]))
        number = f"{len(sure) or 'None'} of {plural(len(told), noun)}"
        under = " under every assumption" if structures_of(study) else ""
        words = [
            f"{_policy(study, int(row['point']))} ({change_text(row['effect'], outcome.unit)}; "
            f"parameters {change_interval_text(row['low'], row['high'], outcome.unit)})"
            for row, _ in sure[:NAMED]
        ]
        named = f": {'; '.join(words)}" if words else ""
        more = f"; and {len(sure) - NAMED} more" if len(sure) > NAMED else ""
        sentences.append(
            f"{number} {verb}{'' if len(sure) > 1 else 's'} it with a probability of "
            f"{probability_text(PROBABLE)} or more{under}{named}{more}."
        )
    return sentences


def _ranking(part: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    """Return which point is most probably highest, under each assumption."""
    found: dict[str, list[str]] = {}
    for structure in dict.fromkeys(structure_of(study, int(point)) for point in part["point"]):
        rows = part[[structure_of(study, int(point)) == structure for point in part["point"]]]
        first = rows.sort_values("highest", ascending=False, kind="stable").head(NAMED)
        found[structure] = [
            f"{setting_of(study, int(row['point']))} ({probability_text(row['highest'])})"
            for place, row in enumerate(first.to_dict("records"))
            if not place or row["highest"] >= LEAST_NAMED
        ]
    what = f"How probably {small(outcome_in_sentence(outcome))} is highest"
    if len(found) == 1:
        return f"{what}: {', '.join(next(iter(found.values())))}."
    texts = [
        f"{_assumed(structure, study)}: {', '.join(words)}" for structure, words in found.items()
    ]
    best = {words[0].rpartition(" (")[0] for words in found.values()}
    labels = " and ".join(small(one.label) for one in structures_of(study))
    rests = (
        "All assumptions agree on which is most probably highest."
        if len(best) == 1
        else f"Which is highest rests on {labels}, which no run can tell."
    )
    return f"{what} – {'; '.join(texts)}. {rests}"


def _assumed(structure: str, study: Study) -> str:
    return f"{structure} (usual)" if structure == usual_structure(study) else structure


def _headlines(part: pd.DataFrame, study: Study, outcome: Outcome) -> list[Headline]:
    """Return changes of an outcome: of the ends of what varies, or the largest of policies."""
    changed = part[part["point"] != part["reference"]]
    rows = [usual_row(one, study) for _, one in settings(changed, study)]
    rows.sort(key=lambda row: -row["effect"])
    chosen = [rows[0], rows[-1]] if len(rows) > 1 else rows
    if has_order(study):
        chosen = [row for row, _ in _both_ends(part, study)]
    return [
        Headline(
            change_text(row["effect"], outcome.unit),
            f"{outcome.meaning}: {setting_of(study, int(row['point']))} rather than "
            f"{setting_of(study, int(row['reference']))}",
            band_text("parameters", change_interval_text(row["low"], row["high"], outcome.unit)),
        )
        for row in chosen
    ]
