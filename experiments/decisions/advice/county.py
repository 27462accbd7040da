"""Every two councils of a county: whose talks would agree, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.decisions.advice.chances import free
from experiments.decisions.advice.options import AS_IT_IS
from experiments.decisions.advice.page import KICKER, TEMPLATE, Section, partner_rows, played_rows
from experiments.decisions.advice.pair import Pair
from experiments.decisions.advice.partners import like_the_first, pairs_table
from experiments.decisions.advice.plays import Setting, play_all
from experiments.decisions.advice.track_record import record_sentences
from experiments.report import provenance_rows, render_page, save_page
from experiments.store.manifest import notices
from experiments.text.numbers import percent, plural
from simulation.months import month_text

NAMED = 3


def advise_county(
    setting: Setting, pairs: Sequence[Pair], advance: Callable[[int], None] = lambda _: None
) -> tuple[pd.DataFrame, int]:
    """Return the chances of pairs, as `pairs_table` does, and how many talks were played.

    Parameters
    ----------
    setting : Setting
        What is played.
    pairs : sequence of Pair
        Which.
    advance : callable
        Takes how many members of the posterior more are done.
    """
    plan = [(pair, AS_IT_IS, setting.runs) for pair in pairs]
    fates = play_all(setting, plan, advance, first_free=False).fates
    return pairs_table(pairs, fates), int(free(fates).sum())


def county_sentences(table: pd.DataFrame, county: str, setting: Setting) -> list[str]:
    """Return which pairs would agree most often."""
    known = table[table["agree"].notna()]
    if known.empty:
        return ["No two councils are free in enough histories."]
    best = [f"{row['council_name']} and {row['other_name']} ({percent(row['agree'])})"
            for row in known.head(NAMED).to_dict("records")]  # fmt: skip
    sentence = (
        f"Of {plural(len(table), 'pair')} of {county}, if formal talks began at the end of "
        f"{month_text(setting.date)}, those that would agree most often: {'; '.join(best)}. "
        f"{like_the_first(table)} cannot be told from the first (Holm's allowance)."
    )
    return [sentence]


def save_county_page(
    table: pd.DataFrame, county: str, setting: Setting, folder: Path, manifest: Mapping[str, Any]
) -> Path:
    """Write the page of a county into a folder, and return it."""
    sentences = county_sentences(table, county, setting)
    return save_page(folder, [], lambda _: _page(table, county, setting, sentences, manifest))


def _page(
    table: pd.DataFrame,
    county: str,
    setting: Setting,
    sentences: list[str],
    manifest: Mapping[str, Any],
) -> str:
    both = table["council_name"] + " and " + table["other_name"]
    heads, rows = partner_rows(table.assign(other_name=both))
    section = Section(
        "Every pair", [], [("", ["The two", *heads[1:]], rows)],
        "Bold: cannot be told from the first, after Holm's allowance. The first named asks. "
        "Intervals hold luck and parameters together, each for itself.",
    )  # fmt: skip
    return render_page(
        TEMPLATE,
        title=f"Who in {county} could share, in {month_text(setting.date)}?",
        kicker=KICKER,
        record=[*record_sentences(), *notices(manifest)],
        answer=sentences,
        headlines=[],
        sections=[section],
        pictures=[],
        references=[],
        provenance=provenance_rows(manifest, played_rows(manifest)),
    )
