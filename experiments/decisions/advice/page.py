"""The page of advice: what would happen, how far to trust it, what helps, who else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from experiments.decisions.advice.advice import Advice
from experiments.decisions.advice.chances import Chance
from experiments.decisions.advice.figures import pictures
from experiments.decisions.advice.helps import OPEN
from experiments.decisions.advice.track_record import record_rows, record_sentences
from experiments.decisions.advice.words import (
    answer_sentences,
    helps_sentences,
    months_sentence,
    needed_sentences,
    partners_sentences,
    reasons_sentences,
    savings_sentence,
    title_of,
)
from experiments.figures.style import figure_style
from experiments.report import Drawn, provenance_rows, render_page, save_page
from experiments.statistics.comparisons import LEVEL
from experiments.store.manifest import notices
from experiments.text.numbers import (
    Headline,
    change_interval_text,
    change_text,
    headline,
    interval_text,
    number_text,
    percent,
    plural,
    pounds,
)

TEMPLATE = "advice.html"
KICKER = (
    "Two councils and a shared chief executive: what a model of England's councils would expect"
)

TWO_INTERVALS = (
    "Luck is the 95% interval for want of plays. Parameters is where 95% of the sets of parameters "
    "that agree with the evidence lie, luck taken out. Neither holds what the model leaves out."
)


LEAST_P = 0.001
"""Below which a p-value is not told."""


class Row(NamedTuple):
    """A row of a table: its name, its cells, and whether it is told from chance."""

    name: str
    cells: list[str]
    sure: bool = False


class Section(NamedTuple):
    """A part of the page; a table is a heading, the heads of its columns and its rows."""

    title: str
    sentences: list[str]
    tables: list[tuple[str, list[str], list[Row]]]
    method: str = ""


def save_advice_page(advice: Advice, folder: Path, manifest: Mapping[str, Any]) -> Path:
    """Draw the figures and the page of advice into a folder, and return the page."""
    with figure_style():
        found = pictures(advice)
    return save_page(folder, found, lambda drawn: _page(advice, manifest, drawn))


def _page(advice: Advice, manifest: Mapping[str, Any], drawn: Drawn) -> str:
    return render_page(
        TEMPLATE,
        title=title_of(advice),
        kicker=KICKER,
        record=[*record_sentences(), *notices(manifest)],
        answer=answer_sentences(advice),
        headlines=_headlines(advice),
        sections=[_happens(advice), _fails(advice), _helps(advice), _takes(advice),
                  _partners(advice), _record()],
        pictures=drawn,
        references=[],
        provenance=provenance_rows(manifest, played_rows(manifest)),
    )  # fmt: skip


def played_rows(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was played, line by line."""
    return [
        ("Seed", str(manifest["seed"])),
        ("Members and histories", f"{manifest['members']}, {manifest['runs']} of each"),
        ("Talks played", f"{manifest['plays']:,}"),
        ("Time", f"{manifest['timings']['play']:.0f} s"),
        ("Posterior", manifest["posterior"]),
    ]


def _headline(one: Chance, label: str) -> Headline:
    words = interval_text(one.low, one.high, "share")
    luck = interval_text(one.luck_low, one.luck_high, "share")
    parts = [f"{name} {ends}" for name, ends in (("parameters", words), ("luck", luck)) if ends]
    return Headline(number_text(one.value, "share"), label, "; ".join(parts))


def _headlines(advice: Advice) -> list[Headline]:
    years = advice.setting.years
    found = [_headline(advice.agree, "of talks agree")]
    if years:
        lasts = f"of talks agree, and the two still share {plural(years, 'year')} on"
        found.append(_headline(advice.last, lasts))
    known = advice.months_failed._asdict()
    found.append(headline(known, "months", "months until talks fail, on average"))
    if len(advice.savings) and advice.savings["histories"].iloc[-1]:
        last = advice.savings.iloc[-1]
        label = f"saved in year {last['year']:.0f} after an agreement, by both together"
        ends = f"nine in ten {pounds(last['saving_p5'])} to {pounds(last['saving_p95'])}"
        found.append(Headline(pounds(last["saving"]), label, ends))
    return found


def _happens(advice: Advice) -> Section:
    busy = [f"{why}: {number}" for why, number in advice.busy.items()]
    passed = f"Histories passed over, because {'; '.join(busy)}." if busy else ""
    heads = ["Year after the agreement", "Saved in the year", "Nine in ten", "So far, less set-up",
             "Nine in ten", "Paid back", "Histories"]  # fmt: skip
    rows = [
        Row(f"{row['year']:.0f}", [
            pounds(row["saving"]), interval_text(row["saving_p5"], row["saving_p95"], "pounds"),
            pounds(row["net"]), interval_text(row["net_p5"], row["net_p95"], "pounds"),
            percent(row["paid_back"]), f"{row['histories']:.0f}"])
        for row in advice.savings.to_dict("records") if row["histories"]
    ]  # fmt: skip
    tables = [("Savings", heads, rows)] if rows else []
    sentences = [months_sentence(advice), savings_sentence(advice)]
    return Section("What would happen", sentences, tables, f"{TWO_INTERVALS} {passed}".strip())


def _fails(advice: Advice) -> Section:
    return Section(
        "Why they would fail", reasons_sentences(advice), [],
        "Shares of the talks that failed. One reason ends talks; each side cites up to three "
        "causes of its own.",
    )  # fmt: skip


def _helps(advice: Advice) -> Section:
    years = plural(advice.setting.years, "year")
    heads = ["Lever, choice or person", "Agreement", "95% interval", "p"]
    heads += [f"Lasting {years}", "95% interval", "p"] if advice.setting.years else []
    names = ("agree", "last") if advice.setting.years else ("agree",)
    rows = [
        Row(str(row["title"]), [cell for name in names for cell in _gain_cells(row, name)],
            row["verdict"] != OPEN)
        for row in advice.helps.to_dict("records")
    ]  # fmt: skip
    return Section(
        "What would help most", helps_sentences(advice), [("", heads, rows)],
        "Levers are pulled in full by these two alone from the month in which talks begin; choices "
        "hold for all councils from then on. Differences in points, each with a 95% interval for "
        "itself; p of exact sign tests with Holm's allowance for all of the table. Bold: told from "
        "chance.",
    )  # fmt: skip


def _gain_cells(row: Mapping[Any, Any], name: str) -> list[str]:
    ends = change_interval_text(row[f"{name}_low"], row[f"{name}_high"], "share")
    return [change_text(row[name], "share"), ends, _p_text(row[f"{name}_p"])]


def _p_text(value: float) -> str:
    return f"below {LEAST_P:g}" if value < LEAST_P else f"{value:.2g}"


def _takes(advice: Advice) -> Section:
    heads = ["What is given", "Talks that agree", "95% interval", "More than now", "p"]
    rows = [
        Row(str(row["title"]), [
            number_text(row["agree"], "share"), interval_text(row["low"], row["high"], "share"),
            change_text(row["more"], "share"), _p_text(row["p"])], row["p"] <= LEVEL)
        for row in advice.conditions.to_dict("records")
    ]  # fmt: skip
    return Section("What it would take", needed_sentences(advice), [("", heads, rows)])


def partner_rows(table: pd.DataFrame) -> tuple[list[str], list[Row]]:
    """Return heads and rows of a table of pairs; the name is that of the other council."""
    heads = ["With", "Agree", "95% interval", "Agree and last", "Trust, and in return",
             "Two parties", "Gap of culture", "Post opening", "Distance", "Histories"]  # fmt: skip
    rows = [
        Row(str(row["other_name"]), [
            number_text(row["agree"], "share"),
            interval_text(row["agree_low"], row["agree_high"], "share"),
            number_text(row["last"], "share"),
            f"{number_text(row['trust'], 'share')}, {number_text(row['trust_back'], 'share')}",
            number_text(row["other_party"], "share"), number_text(row["culture_gap"], ""),
            number_text(row["post_opening"], "share"), f"{row['distance_km']:.0f} km",
            str(row["histories"])], bool(row["p"] > LEVEL))
        for row in table.to_dict("records")
    ]  # fmt: skip
    return heads, rows


def _partners(advice: Advice) -> Section:
    tables = [
        (name, *partner_rows(table))
        for name, table in zip(advice.pair.names, advice.partners, strict=True)
    ]
    return Section(
        "Whom else they could talk with", partners_sentences(advice), tables,
        "Bold: cannot be told from the first, after Holm's allowance. Why: mean trust of each side "
        "as talks begin, share of histories with two parties in control, gap between ways of "
        "working (0 to 1), and with a chief executive's post opening on either side.",
    )  # fmt: skip


def _record() -> Section:
    heads = ["Asked of England", "England", "Cases", "Median run", "Nine runs of ten", "Mid-p"]
    names = ("england", "cases", "median", "spread", "mid_p")
    rows = [Row(one["what"], [one[name] for name in names]) for one in record_rows()]
    return Section(
        "How well the model has done", record_sentences(), [("", heads, rows)],
        "From the comparison of single runs with England's one history. The parameters were chosen "
        "with facts of this kind in view, so that agreement is no independent test.",
    )  # fmt: skip
