"""Advice in sentences, for the screen and for the page."""

from __future__ import annotations

import math

import pandas as pd

from experiments.decisions.advice.advice import Advice
from experiments.decisions.advice.chances import Chance
from experiments.decisions.advice.helps import HARMS, HELPS, OPEN, ranked_by
from experiments.decisions.advice.needed import EVENS, leaders
from experiments.decisions.advice.options import TRUSTS
from experiments.decisions.advice.partners import like_the_first
from experiments.decisions.advice.reasons import EVERYBODY, likeliest
from experiments.decisions.advice.track_record import record_sentences
from experiments.statistics.comparisons import LEVEL
from experiments.text.numbers import (
    change_interval_text,
    change_text,
    estimate_text,
    interval_text,
    listed,
    number_text,
    percent,
    plural,
    pounds,
    small,
)
from simulation.months import month_text

NAMED = 3
"""How many of a ranking a sentence names."""


def title_of(advice: Advice) -> str:
    """Return what the advice is about."""
    return f"What if {advice.pair.title} talked in {month_text(advice.setting.date)}?"


def chance_words(one: Chance, unit: str = "share") -> str:
    """Return a chance with both its intervals."""
    if math.isnan(one.value):
        return "unknown"
    luck = interval_text(one.luck_low, one.luck_high, unit)
    apart = interval_text(one.low, one.high, unit)
    parts = [f"{words} {ends}" for words, ends in (("luck", luck), ("parameters", apart)) if ends]
    return f"{number_text(one.value, unit)}" + (f" ({'; '.join(parts)})" if parts else "")


def answer_sentences(advice: Advice) -> list[str]:
    """Return what would happen, in a few sentences."""
    first, second = advice.pair.names
    years = plural(advice.setting.years, "year")
    lasting = estimate_text(advice.last_once_agreed._asdict(), "share")
    if not advice.setting.years:
        lasts = "Whether they would last is not known: the period ends too soon."
    elif math.isnan(advice.last_once_agreed.value):
        lasts = "None is known to agree in time to tell whether it would last."
    else:
        lasts = f"Of those that agree {lasting} still share {years} on."
    when = month_text(advice.setting.date)
    theirs = (
        f"If {first} and {second} began formal talks at the end of {when}, {first} asking, they "
        f"would agree in {chance_words(advice.agree)} of "
        f"{plural(advice.agree.histories, 'history')}. {lasts}"
    )
    own = (
        f"Of talks that councils begin themselves until then, "
        f"{number_text(advice.own.value, 'share')} agree: those have looked for each other, and "
        f"these two are put together."
    )
    return [theirs] if math.isnan(advice.own.value) else [theirs, own]


def months_sentence(advice: Advice) -> str:
    """Return how long talks take."""
    known = (("agree", advice.months_agreed), ("fail", advice.months_failed))
    parts = [f"{number_text(one.value, 'months')} months where they {how}"
             for how, one in known if not math.isnan(one.value)]  # fmt: skip
    return f"Talks take on average {listed(parts)}." if parts else "No talks came to an end."


def reasons_sentences(advice: Advice) -> list[str]:
    """Return the likeliest reasons for failure, of the talks and of each side."""
    failed = int(advice.reasons["failed"].iloc[0])
    if not failed:
        return ["No talks failed."]
    found = []
    for side in (EVERYBODY, *advice.pair.names):
        rows = likeliest(advice.reasons, side, NAMED)
        said = [f"{row['words']} ({percent(row['share'])})" for row in rows.to_dict("records")]
        what = "What ended them" if side == EVERYBODY else f"What {side} would say"
        found.append(f"{what}: {listed(said)}." if said else f"{what}: nothing.")
    return found


def helps_sentences(advice: Advice) -> list[str]:
    """Return what would help most, and what would do harm, after the tests."""
    table, years = advice.helps, advice.setting.years
    ranked = ranked_by(years)
    tests = len(table) * (2 if years else 1)
    of = f"agreement that lasts {plural(years, 'year')}" if years else "agreement"
    parts = []
    for verdict, words in ((HELPS, "What helps most"), (HARMS, "What does harm")):
        rows = table[table["verdict"] == verdict]
        rows = rows.iloc[::-1] if verdict == HARMS else rows
        named = [_gain_words(row, ranked) for _, row in rows.head(NAMED).iterrows()]
        if named:
            parts.append(f"{words} (the chance of {of}): {listed(named)}.")
    left = int((table["verdict"] == OPEN).sum())
    parts.append(
        f"{left} of {len(table)} levers, choices and people make no difference to be told from "
        f"chance (exact sign tests with Holm's allowance for {tests}, level {LEVEL:g}; "
        f"{advice.agree.histories} histories each)."
    )
    if not (table["verdict"] == HELPS).any():
        parts.insert(0, f"Nothing can be shown to help; first by the numbers: "
                        f"{_gain_words(table.iloc[0], ranked)}.")  # fmt: skip
    return parts


def _gain_words(row: pd.Series, name: str) -> str:
    ends = change_interval_text(row[f"{name}_low"], row[f"{name}_high"], "share")
    around = f" ({ends})" if ends else ""
    return f"{small(row['title'])}, {change_text(row[name], 'share')}{around}"


def needed_sentences(advice: Advice) -> list[str]:
    """Return what it would take: which trust, which plan, whose leader."""
    now = " and ".join(f"{percent(one)}" for one in advice.trust)
    if math.isnan(advice.trust_needed):
        trust = (f"No trust up to {percent(TRUSTS[-1])}, at the start and on both sides, makes "
                 f"agreement as likely as not")  # fmt: skip
    else:
        trust = (f"Agreement is as likely as not ({percent(EVENS)}) from a trust of "
                 f"{percent(advice.trust_needed)} on both sides")  # fmt: skip
    found = [f"{trust}; it would be {now}."]
    if advice.plan is not None:
        months, p, tied = advice.plan
        found.append(
            f"The best planned length is {plural(months, 'month')}; "
            f"{plural(tied, 'other length')} cannot be told from it."
            if p <= LEVEL
            else "No planned length can be told from another."
        )
    rows = leaders(advice.conditions)
    if len(rows):
        best = rows.iloc[0]
        found.append(
            f"Of what concerns leaders this matters most: {best['title']}, "
            f"{change_text(best['more'], 'share')}."
            if best["p"] <= LEVEL
            else "Whose leader stays, or whether the two are of one style, makes no difference to "
            "be told from chance."
        )
    return found


def partners_sentences(advice: Advice) -> list[str]:
    """Return whom each council would do best to talk with."""
    return [
        _partners_words(name, table)
        for name, table in zip(advice.pair.names, advice.partners, strict=True)
    ]


def _partners_words(name: str, table: pd.DataFrame) -> str:
    known = table[table["agree"].notna()]
    if known.empty:
        return f"{name} is free with no other council in enough histories."
    best = [f"{row['other_name']} ({percent(row['agree'])})"
            for row in known.head(NAMED).to_dict("records")]  # fmt: skip
    alike = like_the_first(table)
    return (
        f"{name} would agree most often with {listed(best)}, of {plural(len(known), 'partner')} "
        f"it could talk with; {alike} cannot be told from the first."
    )


def savings_sentence(advice: Advice) -> str:
    """Return what they would save if they agreed."""
    table = advice.savings
    if table.empty or not table["histories"].iloc[0]:
        return "Savings are not known: no talks agreed in time."
    last = table.iloc[-1]
    ends = f"{pounds(last['saving_p5'])} to {pounds(last['saving_p95'])}"
    return (
        f"Where they agree they save {pounds(last['saving'])} in year {last['year']:.0f} (nine "
        f"histories in ten: {ends}); set-up is paid back by then in {percent(last['paid_back'])}."
    )


def summary(advice: Advice) -> dict[str, list[str]]:
    """Return all that is said of two councils, by heading."""
    happens = [*answer_sentences(advice), months_sentence(advice), savings_sentence(advice)]
    return {
        "How well the model has done": record_sentences(),
        "What would happen": happens,
        "Why they would fail": reasons_sentences(advice),
        "What would help most": helps_sentences(advice),
        "What it would take": needed_sentences(advice),
        "Whom else they could talk with": partners_sentences(advice),
    }
