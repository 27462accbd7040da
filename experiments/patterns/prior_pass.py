"""How often rows pass with parameters drawn from their priors, before the evidence chose any.

A row that nearly all draws pass says little of the values that were chosen, and nothing if they are
met. Few runs are played of each draw, so a row is judged by its values and not by their intervals:
else the noise of few runs would make it look hard. What has no value for want of cases is not passed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.patterns.checks import VALUE_ALONE, with_margin
from experiments.patterns.pattern import Pattern, judge_pattern
from experiments.patterns.samples import BASELINE, Samples, Statistic
from experiments.statistics.prior_draws import prior_set
from experiments.store.spreadsheet import ENCODING, save_csv
from simulation.provenance import dependencies
from simulation.scenario import Scenario

PRIOR_PASS = Path(__file__).parent / "prior_pass.csv"
"""The published rates, packaged as the scorecard is."""

DRAWS, RUNS = 300, 40
"""Draws from the priors, and runs of each, for rows that are read off one world."""

DRAWS_OF_WORLDS, RUNS_OF_WORLDS = 40, 24
"""The same for rows that compare worlds, of which each draw takes more than a hundred."""

EASY = 0.80
"""A row that so many draws pass is a check of construction."""

SEED = 173
MADE_BY = ("experiments.patterns.catalogue", "experiments.patterns.prior_pass")
SECONDS_OF_RUN = 0.065
SECONDS_OF_WORLDS = 0.96
"""Seconds on one core: of a run of one world, and of one run of every world that is compared."""

Told = Callable[[str], None]


def minutes_needed(one: int, worlds: int) -> float:
    """Return about how many minutes so many draws take on one core."""
    return (one * RUNS * SECONDS_OF_RUN + worlds * RUNS_OF_WORLDS * SECONDS_OF_WORLDS) / 60.0


def fingerprint(pattern: Pattern) -> str:
    """Return a short hash of what a row is judged on: its checks, bands, worlds and names."""
    return hashlib.sha256(repr(_plain(pattern.checks)).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if isinstance(value, Statistic):
        return value.name
    if is_dataclass(value):
        return type(value).__name__, [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return getattr(value, "__name__", value)


def in_one_world(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the patterns that can be read off the baseline alone."""
    return [one for one in patterns if {need.variant for need in one.needs()} == {BASELINE}]


def verdicts_by_value(patterns: Iterable[Pattern], samples: Samples) -> dict[str, str]:
    """Return verdicts of values without their intervals: met, not met, or unknown for no cases."""
    verdicts: dict[str, str] = {}
    with with_margin(VALUE_ALONE):
        for pattern in patterns:
            judged = judge_pattern(pattern, samples)
            values = [finding.estimate.value for finding in judged.findings]
            known = not any(math.isnan(value) for value in values)
            verdicts[pattern.row] = judged.verdict if known else "unknown"
    return verdicts


def judge_draw(patterns: Sequence[Pattern], draw: int, runs: int, workers: int) -> dict[str, str]:
    """Return the verdict of each row under one draw: met, not met, or unknown for want of cases."""
    base = Scenario.default().with_changes(prior_set(draw, SEED))
    samples = Samples(base, runs, workers)
    samples.play([need for pattern in patterns for need in pattern.needs()])
    return verdicts_by_value(patterns, samples)


def prior_pass_table(
    patterns: Iterable[Pattern],
    folder: Path,
    workers: int,
    told: Told,
    draws: tuple[int, int] = (DRAWS, DRAWS_OF_WORLDS),
) -> pd.DataFrame:
    """Return how often each row passes; what is judged is written down draw by draw.

    Parameters
    ----------
    patterns : iterable of Pattern
        The rows; those without checks are left out.
    folder : Path
        Where verdicts are kept, under the hash of the code that they depend on, so that what was
        stopped goes on and what has changed begins anew.
    workers : int
        Threads of the compiled driver.
    told : callable
        Hears how long it takes and how far it is.
    draws : tuple of int
        Draws for rows of one world, and for rows that compare worlds.
    """
    chosen = [one for one in patterns if one.checks]
    path = folder / f"prior_verdicts_{dependencies(*MADE_BY).hash[:12]}.csv"
    single = in_one_world(chosen)
    several = [one for one in chosen if one not in single]
    left = [
        [draw for draw in range(number) if draw not in _judged(path, rows)]
        for rows, number in zip((single, several), draws, strict=True)
    ]
    told(
        f"About {minutes_needed(len(left[0]), len(left[1])):.0f} minutes on one core. It can be stopped at any time."
    )
    for rows, todo, runs in zip((single, several), left, (RUNS, RUNS_OF_WORLDS), strict=True):
        for number, draw in enumerate(todo, start=1):
            _write(path, draw, judge_draw(rows, draw, runs, workers) if rows else {})
            if number % 10 == 0:
                told(f"{number} of {len(todo)} draws, {len(rows)} rows each")
    return rates(chosen, _read(path).drop_duplicates(["draw", "row"]), single)


def rates(
    patterns: Sequence[Pattern], verdicts: pd.DataFrame, single: Sequence[Pattern]
) -> pd.DataFrame:
    """Return a line for each row: draws, runs of each, share passed, share unknown, fingerprint."""
    lines = []
    for pattern in patterns:
        found = verdicts.loc[verdicts["row"] == pattern.row, "verdict"]
        lines.append(
            {
                "row": pattern.row,
                "draws": len(found),
                "runs": RUNS if pattern in single else RUNS_OF_WORLDS,
                "rate": round(float((found == "met").mean()), 4),
                "unknown": round(float((found == "unknown").mean()), 4),
                "checks": fingerprint(pattern),
            }
        )
    return pd.DataFrame(lines)


def publish_rates(table: pd.DataFrame, path: Path = PRIOR_PASS) -> None:
    """Write the rates where the scorecard reads them."""
    save_csv(table, path)


def read_rates(patterns: Iterable[Pattern], path: Path | None = None) -> pd.DataFrame:
    """Return the published rates by row, of rows whose checks are still those that were judged."""
    path = path or PRIOR_PASS
    columns = ["draws", "rate", "unknown"]
    if not path.is_file():
        return pd.DataFrame(columns=columns)
    table = pd.read_csv(path, encoding=ENCODING).set_index("row")
    now = {one.row: fingerprint(one) for one in patterns}
    current = [now.get(str(row)) == checks for row, checks in table["checks"].items()]
    return table.loc[current, columns]


def _read(path: Path) -> pd.DataFrame:
    if not path.is_file():
        return pd.DataFrame(columns=["draw", "row", "verdict"])
    return pd.read_csv(path, names=["draw", "row", "verdict"])


def _judged(path: Path, patterns: Sequence[Pattern]) -> set[int]:
    """Return the draws of which all these rows are judged; a draw cut short is not one of them."""
    table, rows = _read(path), {one.row for one in patterns}
    table = table[table["row"].isin(rows)].drop_duplicates(["draw", "row"])
    count = table.groupby("draw").size()
    return {int(draw) for draw in count[count == len(rows)].index}


def _write(path: Path, draw: int, verdicts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{draw},{row},{verdict}\n" for row, verdict in verdicts.items()]
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("".join(lines))
