"""Advice, played and left as a folder: the page, its numbers, tables and figures."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import typer

from experiments.decisions.advice.advice import Advice, advise, as_plain
from experiments.decisions.advice.county import advise_county, county_sentences, save_county_page
from experiments.decisions.advice.page import save_advice_page
from experiments.decisions.advice.pair import county_pairs, find_pair
from experiments.decisions.advice.plays import Setting
from experiments.decisions.advice.track_record import record_sentences
from experiments.decisions.advice.words import summary
from experiments.execution.progress import step_bar
from experiments.store.folder import ANOTHER, is_empty, whole_folder
from experiments.store.layout import SCENARIO, scenario_hash
from experiments.store.manifest import NOTICE, origin, read_manifest, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import wrap
from simulation.errors import InputError
from simulation.maps import beyond_record, geography_of
from simulation.provenance import dependencies

KIND = "advice"
"""What the manifest of a folder says that it is."""

NUMBERS = "advice.json"
MADE_BY = ("experiments.decisions.advice.advice", "experiments.decisions.advice.county")
HEADING = "\n{}\n"


def advise_two(
    setting: Setting, councils: tuple[str, str], place: Path | None = None, *, fresh: bool = False
) -> Path:
    """Play talks of two councils and put a folder with tables, figures and page in place.

    Parameters
    ----------
    setting : Setting
    councils : tuple of str
        Names or codes, the one that asks first.
    place : Path or None
        Of the folder; None names it after the two and the month.
    fresh : bool
        Whether what stands there is moved aside.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If the two cannot be asked about, or the folder cannot be written.
    """
    pair = find_pair(geography_of(setting.scenario), *councils)
    place = place or _default(f"{pair.names[0]} {pair.names[1]} {setting.date}")
    _check_folder(place, fresh=fresh)
    begun = time.perf_counter()
    with step_bar("Playing members", setting.members) as advance:
        advice = advise(setting, pair, advance)
    manifest = _manifest(setting, time.perf_counter() - begun, advice.plays)
    with whole_folder(place, fresh=fresh) as folder:
        _write(folder, setting, manifest, _tables(advice), as_plain(advice))
        save_advice_page(advice, folder, manifest)
    for title, sentences in summary(advice).items():
        _say(title, sentences)
    return place


def advise_pairs(
    setting: Setting, county: str, place: Path | None = None, *, fresh: bool = False
) -> Path:
    """Play talks of every two councils of a county, and put a folder in place; return it.

    Parameters and errors are those of `advise_two`, with a county in place of two councils.
    """
    pairs = county_pairs(geography_of(setting.scenario), county)
    place = place or _default(f"{county} {setting.date}")
    _check_folder(place, fresh=fresh)
    begun = time.perf_counter()
    with step_bar("Playing members", setting.members) as advance:
        table, plays = advise_county(setting, pairs, advance)
    manifest = _manifest(setting, time.perf_counter() - begun, plays)
    with whole_folder(place, fresh=fresh) as folder:
        rows = json.loads(table.to_json(orient="records"))
        content = {"county": county, "month": setting.date, "pairs": rows}
        _write(folder, setting, manifest, {"pairs": table}, content)
        save_county_page(table, county, setting, folder, manifest)
    _say("How well the model has done", record_sentences())
    _say(f"Pairs of {county}", county_sentences(table, county, setting))
    return place


def _tables(advice: Advice) -> dict[str, pd.DataFrame]:
    tables = {name: getattr(advice, name) for name in ("savings", "reasons", "helps", "conditions")}
    return tables | {"partners": pd.concat(advice.partners, ignore_index=True)}


def _default(words: str) -> Path:
    """Return where a folder stands that nobody has named."""
    return Path("results") / KIND / re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _check_folder(place: Path, *, fresh: bool) -> None:
    """Refuse a folder that holds anything but advice, unless it is to be moved aside."""
    if fresh or is_empty(place):
        return
    try:
        kind = read_manifest(place).get("kind")
    except InputError:
        kind = None
    if kind != KIND:
        raise InputError(
            "the folder holds something else than advice", field="--out", value=str(place),
            allowed=ANOTHER,
        )  # fmt: skip


def _manifest(setting: Setting, seconds: float, plays: int) -> dict[str, Any]:
    return {
        **origin(dependencies(*MADE_BY), {"play": seconds}),
        "kind": KIND,
        "scenario_hash": scenario_hash(setting.scenario),
        "seed": setting.seed,
        "members": setting.members,
        "runs": setting.runs,
        "plays": plays,
        "month": setting.date,
        "posterior": setting.posterior.hash,
        NOTICE: beyond_record(setting.scenario, geography_of(setting.scenario)),
    }


def _write(
    folder: Path,
    setting: Setting,
    manifest: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    content: Mapping[str, Any],
) -> None:
    for name, table in tables.items():
        save_csv(table, folder / f"{name}.csv", "%.5g")
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / NUMBERS).write_text(text + "\n", encoding="utf-8")
    (folder / SCENARIO).write_text(setting.scenario.to_toml(), encoding="utf-8")
    write_manifest(folder, manifest)


def _say(title: str, sentences: list[str]) -> None:
    typer.echo(HEADING.format(title))
    for sentence in sentences:
        typer.echo(wrap(sentence))
