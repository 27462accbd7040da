"""What a sensitivity analysis allows to say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.decisions.sensitivity.indices import APART, COMMON, FIRST, PARAMETERS, TOTAL
from experiments.decisions.sensitivity.morris import INFLUENCE, SIGMA
from experiments.decisions.sensitivity.precision import Precision, precision
from experiments.decisions.sensitivity.study import SensitivityStudy
from experiments.decisions.sensitivity.tables import measures_of
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.text.numbers import (
    Headline,
    change_text,
    interval_text,
    number_text,
    percent,
    plural,
    small,
)

NAMED = 3
"""Groups of a screening that a sentence names."""

TOGETHER = 0.1
"""By how much the total of a group lies above its first order where acting together is told."""


def summary_sentences(
    table: pd.DataFrame, variance: pd.DataFrame, study: SensitivityStudy, width: float
) -> list[str]:
    """Return what came out: luck, what matters most, and how sure that is.

    Parameters
    ----------
    table, variance : DataFrame
        As `Analysis` has them.
    study, width : SensitivityStudy, float
        What was played, and the width of intervals that was asked for.
    """
    found = []
    for outcome in outcomes_named(study.shown):
        rows = table[table["outcome"] == outcome.name]
        if rows[measures_of(study)[0]].isna().all():
            found.append(
                f"What parameters do to {_quoted(outcome)} cannot be told from luck with "
                f"{plural(_rows(study), 'row')}."
            )
            continue
        if study.row_design.method == "morris":
            found.append(_screened(rows, outcome))
            continue
        found += [_luck(variance, outcome), _first(rows)]
    return [*found, *_more(table, study, width)]


def _quoted(outcome: Outcome) -> str:
    return f"“{outcome.meaning}”"


def _rows(study: SensitivityStudy) -> int:
    return study.nest.members if study.nest else 0


def _luck(variance: pd.DataFrame, outcome: Outcome) -> str:
    """Return how much of the variance is luck, with its interval."""
    rows: Any = variance[variance["outcome"] == outcome.name].set_index("part")
    one = rows.loc[PARAMETERS]
    alike, apart = (percent(max(float(rows["value"][part]), 0.0)) for part in (COMMON, APART))
    ends = interval_text(1 - one["high"], 1 - one["low"], "share")
    return (
        f"{percent(1 - one['value'])} of how single runs differ in {_quoted(outcome)} is luck"
        f"{f' (95% interval {ends})' if ends else ''}: {alike} is alike whatever the parameters "
        f"are, and cancels on common draws; {apart} does not."
    )


def _first(rows: pd.DataFrame) -> str:
    """Return which group matters most, whether surely, and whether it acts with others."""
    top = rows.iloc[0]
    text = f"Of what parameters do to it, {_named(top)}: {number_text(top[TOTAL], 'share')}"
    text += f"{_ends(top)} with all that it does together with others, "
    text += f"{number_text(top[FIRST], 'share')} by itself"
    text += ". " if len(rows) == 1 else f"; {_others(rows)} "
    least = rows[rows[f"{TOTAL}_low"] <= 0]["label"].tolist()
    if least:
        text += f"No effect beyond chance: {'; '.join(small(one) for one in least[:5])}. "
    if top[TOTAL] - top[FIRST] > TOGETHER:
        text += "Much of it depends on the others."
    return text.strip()


def _named(row: pd.Series) -> str:
    return f"most is with “{small(str(row['label']))}”"


def _ends(row: pd.Series) -> str:
    words = interval_text(row[f"{TOTAL}_low"], row[f"{TOTAL}_high"], "share")
    return f" (95% interval {words})" if words else ""


def _others(rows: pd.DataFrame) -> str:
    """Return what comes second, and whether intervals leave open which of the two is first."""
    top, next_one = rows.iloc[0], rows.iloc[1]
    second = f"then “{small(str(next_one['label']))}” ({number_text(next_one[TOTAL], 'share')})"
    apart = top[f"{TOTAL}_low"] > next_one[f"{TOTAL}_high"]
    return f"{second}{'' if apart else ', whose interval overlaps'}."


def _screened(rows: pd.DataFrame, outcome: Outcome) -> str:
    """Return what moves an outcome most in a screening."""
    beyond = rows[rows[f"{INFLUENCE}_low"] > 0]
    if beyond.empty:
        return f"Nothing moves {_quoted(outcome)} beyond chance."
    parts = []
    for _, row in beyond.head(NAMED).iterrows():
        size = change_text(float(row[INFLUENCE]), outcome.unit).removeprefix("+")
        parts.append(f"“{small(str(row['label']))}” ({size})")
    apart = beyond.iloc[0][SIGMA] > beyond.iloc[0][INFLUENCE] / 2
    more = " How far the first does depends on where the others are." if apart else ""
    return (
        f"What moves {_quoted(outcome)} most, over a whole range and with luck taken out: "
        f"{', '.join(parts)}.{more}"
    )


def precision_of(table: pd.DataFrame, study: SensitivityStudy, width: float) -> Precision:
    """Return what narrows the intervals of the first outcome that is shown.

    In a screening the width is a share of the largest influence.
    """
    measure = measures_of(study)[0]
    rows = table[table["outcome"] == study.shown[0]]
    sobol = study.row_design.method == "sobol"
    scale = 1.0 if sobol else float(rows[measure].max())
    ends = rows[[f"{measure}_low", f"{measure}_high"]] / scale
    ends = ends.set_axis(["low", "high"], axis=1)
    a_row = len(study.points) * (study.nest.each if study.nest else 1)
    return precision(ends, width, _rows(study), a_row, doubled=sobol)


def _more(table: pd.DataFrame, study: SensitivityStudy, width: float) -> list[str]:
    found = precision_of(table, study, width)
    if not found.rows:
        return ["Some interval has no end yet: play more rows (--rows)."]
    sobol = study.row_design.method == "sobol"
    what = "a total index" if sobol else "an influence, as a share of the largest,"
    widest = f"The widest interval of {what}"
    if found.rows == _rows(study):
        return [f"{widest} is {found.width:.2g} wide, as narrow as was asked for ({width:g})."]
    more = f"(--rows {found.rows}), {plural(found.more, 'run')} more"
    return [f"{widest} is {found.width:.2g} wide; {width:g} takes {found.rows:,} rows {more}."]


def headlines(
    variance: pd.DataFrame, table: pd.DataFrame, study: SensitivityStudy
) -> list[Headline]:
    """Return the numbers that open the page: luck, and the total of what matters most."""
    if study.row_design.method != "sobol":
        return []
    outcome = outcomes_named(study.shown[:1])[0]
    rows: Any = variance[variance["outcome"] == outcome.name].set_index("part")
    top: Any = table[table["outcome"] == outcome.name].iloc[0]
    if PARAMETERS not in rows.index or pd.isna(top[TOTAL]):
        return []
    one = rows.loc[PARAMETERS]
    luck = interval_text(1 - one["high"], 1 - one["low"], "share")
    total = interval_text(top[f"{TOTAL}_low"], top[f"{TOTAL}_high"], "share")
    return [
        Headline(number_text(1 - one["value"], "share"), f"of the variance of single runs is luck: "
                 f"{outcome.meaning}", f"95% interval {luck}" if luck else ""),
        Headline(number_text(top[TOTAL], "share"), "of what parameters do is with "
                 f"“{small(str(top['label']))}”", f"95% interval {total}" if total else ""),
    ]  # fmt: skip
