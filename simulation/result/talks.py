"""The tables of talks and of approaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.result.columns import join_words, label, real, whole
from simulation.terms import (
    CANDIDATES,
    FAILED,
    INITIATORS,
    LAPSED,
    MOTIVES,
    OPEN,
    OUTCOMES,
    PROTOCOLS,
    REASONS,
    SCOPES,
    SOUNDINGS,
    STAGES,
    WAYS_OUT,
)

if TYPE_CHECKING:
    from simulation.result.result import Result

VACANCIES = ("asker", "asked", "both")


def real_talks(raw: Any) -> Any:
    """Return which rows are talks: soundings that go on or lapsed are not."""
    outcome = raw.talks["outcome"]
    return (outcome != SOUNDINGS) & (outcome != LAPSED)


def talk_numbers(raw: Any) -> Any:
    """Return the number of each talks within its run, -1 for soundings."""
    runs, kept = raw.talks["run"], real_talks(raw)
    so_far = np.cumsum(kept)
    first = np.searchsorted(runs, runs, side="left")
    before = np.where(first > 0, so_far[np.maximum(first - 1, 0)], 0)
    return np.where(kept, so_far - 1 - before, -1)


def _parties(result: Result, rows: Any) -> dict[str, Any]:
    """Return who talked, why and how they were placed."""
    codes, ties = result.codes, result.geography.ties
    tie = rows["tie"]
    a, b = rows["councils"][:, 0], rows["councils"][:, 1]
    given = result.geography.councils
    profile, tier = given["deprivation"].to_numpy(), given["tier"].to_numpy(dtype=object)
    size = np.log(given["population"].to_numpy(dtype=float))
    columns = {
        "councils": join_words(rows["councils"], codes),
        "initiator": label(rows["initiator"], INITIATORS),
    }
    for place, motive in enumerate(MOTIVES):
        columns[f"motive_{motive}"] = rows["motives"][:, place]
    columns["purpose"] = rows["purpose"]
    columns["party_mismatch"] = rows["mismatch"]
    columns["culture_gap"] = rows["culture_gap"]
    columns["stress_gap"] = rows["stress_gap"]
    columns["profile_gap"] = np.abs(profile[a] - profile[b])
    columns["size_gap"] = np.abs(size[a] - size[b])
    columns["distance_km"] = ties["distance_km"].to_numpy()[tie]
    columns["contiguous"] = ties["contiguous"].to_numpy()[tie]
    columns["same_county"] = ties["same_county"].to_numpy()[tie]
    columns["tiers"] = tier[a] + ";" + tier[b] if len(rows) else np.array([], dtype=object)
    columns["joint_bid"] = rows["joint_bid"].astype(bool)
    return columns


def _course(rows: Any, protocol: str) -> dict[str, Any]:
    """Return how talks were set up and how long they took."""
    ended, began = rows["ended"], rows["began"]
    return {
        "first_contact": rows["first_contact"],
        "began": began,
        "ended": whole(ended),
        "months": pd.arrays.IntegerArray((ended - began).astype(np.int64), ended < 0),
        "planned_months": rows["planned"],
        "scope": label(rows["scope"], SCOPES),
        "protocol": np.full(len(rows), protocol, dtype=object),
        "vacancy": label(rows["vacancy"], VACANCIES),
        "vacancy_kind": label(rows["vacancy_kind"], WAYS_OUT),
        "candidate": label(rows["candidate"], CANDIDATES),
        "leader_changes": rows["leader_changes"],
        "stalled_months": rows["stalled_months"],
        "repaired": rows["repaired"],
        "leaked": whole(rows["leaked"]),
    }


def _end(rows: Any) -> dict[str, Any]:
    """Return how talks ended and why, as each side tells it."""
    failed = rows["outcome"] == FAILED
    causes = np.where(failed[:, None], rows["causes"], -1)
    return {
        "outcome": label(rows["outcome"], OUTCOMES),
        "stage": label(np.where(failed, rows["stage"], -1), STAGES),
        "reason": label(np.where(failed, rows["reason"], -1), REASONS),
        "causes_asker": join_words(causes[:, :3], REASONS),
        "causes_asked": join_words(causes[:, 3:], REASONS),
    }


def _measures(rows: Any, hourly: float) -> dict[str, Any]:
    """Return trust, vision, support and cost."""
    still = rows["outcome"] == OPEN
    columns = {
        "trust_start": rows["trust_start"],
        "trust_month_3": real(rows["trust_third"], rows["trust_third"] < 0.0),
        "trust_end": rows["trust"].min(axis=1) if len(rows) else rows["purpose"],
        "vision_start": rows["vision_start"],
        "vision_end": rows["vision"],
        "evidence": rows["evidence"],
        "groundwork": rows["groundwork"],
    }
    for side, name in enumerate(("asker", "asked")):
        columns[f"members_{name}"] = rows["members"][:, side]
        columns[f"officers_{name}"] = rows["officers"][:, side]
        columns[f"fear_{name}"] = rows["fear"][:, side]
    columns["cash"] = rows["cash"]
    columns["officer_hours"] = rows["hours"]
    columns["officer_cost"] = rows["hours"] * hourly
    columns["trust_after"] = real(rows["trust_after"], still)
    columns["services_kept"] = whole(np.where(still, -1, rows["services_kept"]))
    columns["partnership"] = whole(rows["partnership"])
    return columns


def talks_table(result: Result) -> pd.DataFrame:
    """Return one row for each talks of each run; see `docs/model.md` for the columns."""
    raw = result.raw
    kept = real_talks(raw)
    rows = result.talk_rows
    scenario = result.scenario
    protocol = PROTOCOLS[scenario.parameters.choices.protocol]
    columns = {"talks": talk_numbers(raw)[kept]}
    columns.update(_parties(result, rows))
    columns.update(_course(rows, protocol))
    columns.update(_end(rows))
    columns.update(_measures(rows, scenario.costs.hourly))
    return result.to_frame(columns, rows["run"])


def approaches_table(result: Result) -> pd.DataFrame:
    """Return one row for each approach: who asked whom, why, and what was said."""
    rows = result.raw.approaches
    a, b = rows["councils"][:, 0], rows["councils"][:, 1]
    columns = {
        "month": rows["month"],
        "asker": result.codes[a],
        "asked": result.codes[b],
    }
    total = rows["motives"].sum(axis=1)
    for place, motive in enumerate(MOTIVES):
        columns[f"motive_{motive}"] = rows["motives"][:, place] / np.where(total > 0, total, 1.0)
    columns["window"] = rows["window"].astype(bool)
    columns["trust"] = rows["trust"]
    columns["accepted"] = rows["accepted"].astype(bool)
    return result.to_frame(columns, rows["run"])
