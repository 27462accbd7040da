"""The tables of partnerships and of their years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.result.columns import dates, join_words, label, real, whole
from simulation.result.talks import talk_numbers
from simulation.terms import DEPTHS, END_REASONS, ENDINGS, MOTIVES, PARTIES, SCOPES

if TYPE_CHECKING:
    from simulation.result.result import Result


def _places(result: Result, rows: Any) -> dict[str, Any]:
    """Return where the founders are and who controlled them."""
    given, ties = result.geography.councils, result.geography.ties
    tie = result.raw.talks["tie"][_talks_rows(result, rows)]
    founders = rows["founders"]
    counties = given["county"].to_numpy(dtype=object)
    tiers = given["tier"].to_numpy(dtype=object)
    return {
        "councils": join_words(founders, result.codes),
        "controls": join_words(_masked(rows, "controls"), PARTIES),
        "leaders": join_words(_masked(rows, "lead_parties"), PARTIES),
        "party_mismatch": rows["mismatch"],
        "counties": join_words(founders, counties),
        "tiers": join_words(founders, tiers),
        "contiguous": ties["contiguous"].to_numpy()[tie],
        "same_county": ties["same_county"].to_numpy()[tie],
        "distance_km": ties["distance_km"].to_numpy()[tie],
    }


def _masked(rows: Any, column: str) -> Any:
    """Return a column of places with -1 beyond the founders."""
    place = np.arange(rows[column].shape[1])
    return np.where(place < rows["largest"][:, None], rows[column], -1)


def _talks_rows(result: Result, rows: Any) -> Any:
    """Return the rows of the raw talks that the partnerships came from."""
    runs = result.raw.talks["run"]
    return np.searchsorted(runs, rows["run"], side="left") + rows["talks"]


def _course(rows: Any) -> dict[str, Any]:
    """Return when a partnership began, deepened and ended, and how."""
    over = rows["ended"] >= 0
    return {
        "began": rows["began"],
        "ended": whole(rows["ended"]),
        "months": pd.arrays.IntegerArray((rows["ended"] - rows["began"]).astype(np.int64), ~over),
        "how": label(rows["ending"], ENDINGS),
        "reason": label(rows["reason"], END_REASONS),
        "size": rows["partners"],
        "largest": rows["largest"],
        "scope": label(rows["scope"], SCOPES),
        "depth": label(rows["depth"], DEPTHS),
        "team_month": whole(rows["team_month"]),
        "services_month": whole(rows["services_month"]),
        "embedding": rows["embedding"],
        "burden": rows["burden"],
        "time_share_first": real(rows["share"][:, 0], rows["share"][:, 0] == 0.0),
    }


def _money(rows: Any) -> dict[str, Any]:
    """Return posts, savings, target and set-up cost; pounds, a year where it says so."""
    management = rows["saving_chiefs"] + rows["saving_team"] * rows["realised"]
    return {
        "directors_before": rows["directors_before"],
        "directors_after": rows["directors_after"],
        "heads_before": rows["heads_before"],
        "heads_after": rows["heads_after"],
        "posts_removed": rows["posts_removed"],
        "leavers": rows["leavers"],
        "expected": rows["expected"],
        "target": real(rows["target"], rows["target"] < 0.0),
        "target_met": whole(rows["target_met"]),
        "management_saving_year": management,
        "services_saving_year": rows["saving_services"],
        "gross_saving": rows["gross"],
        "gross_management": rows["gross_management"],
        "observed_saving": rows["observed"],
        "net_saving": rows["net"],
        "setup_cost": rows["setup"],
        "payback_months": whole(rows["payback"]),
        "services_kept": rows["services_kept"],
    }


def partnerships_table(result: Result) -> pd.DataFrame:
    """Return one row for each partnership of each run; see `docs/model.md` for the columns."""
    raw, rows = result.raw, result.raw.partnerships
    origin = _talks_rows(result, rows)
    columns: dict[str, Any] = {
        "partnership": _numbers(rows["run"]),
        "talks": talk_numbers(raw)[origin],
    }
    columns.update(_places(result, rows))
    for place, motive in enumerate(MOTIVES):
        columns[f"motive_{motive}"] = raw.talks["motives"][origin, place]
    columns["purpose"] = rows["purpose"]
    columns.update(_course(rows))
    columns.update(_money(rows))
    return result.to_frame(columns, rows["run"])


def _numbers(runs: Any) -> Any:
    """Return the number of each row within its run."""
    return np.arange(len(runs)) - np.searchsorted(runs, runs, side="left")


def partnership_years_table(result: Result) -> pd.DataFrame:
    """Return one row for each partnership alive in a December, savings at that month's rate."""
    rows, partnerships = result.raw.partnership_years, result.raw.partnerships
    where = np.searchsorted(partnerships["run"], rows["run"], side="left") + rows["partnership"]
    months = rows["month"]
    columns: dict[str, Any] = {
        "partnership": rows["partnership"],
        "year": [int(date[:4]) for date in dates(result.scenario.period.start, months)],
        "months": months - partnerships["began"][where],
        "size": rows["partners"],
        "depth": label(rows["depth"], DEPTHS),
    }
    for name in rows.dtype.names:
        if name not in ("run", "partnership", "month", "partners", "depth"):
            columns[name] = rows[name]
    return result.to_frame(columns, rows["run"])
