"""Advice on two councils, as one record of numbers and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.advice.chances import (
    Chance,
    agreed,
    chance,
    estimate,
    free,
    lasting,
    lasting_once_agreed,
    length,
)
from experiments.decisions.advice.helps import helps_table
from experiments.decisions.advice.needed import best_plan, conditions_table, trust_for
from experiments.decisions.advice.options import AS_IT_IS, Option, conditions, options_of
from experiments.decisions.advice.pair import Pair, pairs_of
from experiments.decisions.advice.partners import pairs_table
from experiments.decisions.advice.plays import (
    STANDING_WORDS,
    Plays,
    Setting,
    check_free,
    no_plays,
    play_steps,
)
from experiments.decisions.advice.reasons import reasons_table
from experiments.decisions.advice.savings import savings_table
from experiments.statistics.estimates import Estimate, interval, ratio_influence
from simulation.maps import geography_of
from simulation.terms import AGREED, FAILED


@dataclass(frozen=True)
class Advice:
    """What would become of talks of two councils, and what it would take.

    Attributes
    ----------
    pair, setting : Pair, Setting
        Who, when, and what was played.
    plays : int
        Talks that were played in all.
    own : Estimate
        Share that agreed of the talks that councils began themselves until then.
    trust : tuple of float
        Mean trust of each side as talks begin.
    busy : dict of str to int
        Histories in which the two could not talk, by why.
    agree, last : Chance
        Agreement; that and sharing some years later.
    last_once_agreed, months_agreed, months_failed : Estimate
        The same of talks that agreed, and how many months talks took, luck and parameters together.
    savings, reasons, helps, conditions : DataFrame
        As the modules of these names return them.
    partners : tuple of DataFrame
        Whom the first and the second could talk with.
    trust_needed : float
        With which talks are as likely as not to agree, NaN if with none.
    plan : tuple or None
        The best planned months, its p-value, and with how many others it ties.
    """

    pair: Pair
    setting: Setting
    plays: int
    own: Estimate
    trust: tuple[float, float]
    busy: dict[str, int]
    agree: Chance
    last: Chance
    last_once_agreed: Estimate
    months_agreed: Estimate
    months_failed: Estimate
    savings: pd.DataFrame
    reasons: pd.DataFrame
    helps: pd.DataFrame
    conditions: pd.DataFrame
    partners: tuple[pd.DataFrame, pd.DataFrame]
    trust_needed: float
    plan: tuple[float, float, int] | None


def advise(setting: Setting, pair: Pair, advance: Callable[[int], None] = lambda _: None) -> Advice:
    """Play talks of two councils, with everything that could be otherwise, and sum it up.

    `advance` takes how many members of the posterior more are done; the rest, and what is refused,
    is as of `advice_steps`.
    """
    for step in advice_steps(setting, pair):
        if step is not None:
            return step
        advance(1)
    raise AssertionError("advice comes last")


def advice_steps(setting: Setting, pair: Pair) -> Iterator[Advice | None]:
    """Yield nothing after each member of the posterior that is played, and the advice at the end.

    Parameters
    ----------
    setting : Setting
        What is played.
    pair : Pair
        Who talks.

    Raises
    ------
    InputError
        If the two are free for talks in no history.
    """
    check_free(setting, pair)
    geography = geography_of(setting.scenario)
    options, along = options_of(setting.scenario), conditions(pair.names)
    others = [pairs_of(geography, row) for row in pair.rows]
    plan = _plan(setting.runs, pair, options, along, others)
    found = no_plays(setting, plan)
    for _ in play_steps(setting, plan, found):
        yield None
    yield _advice(setting, pair, found, (options, along, others))


def _advice(
    setting: Setting,
    pair: Pair,
    found: Plays,
    plan: tuple[list[Option], list[Option], list[list[Pair]]],
) -> Advice:
    """Return what plays come to."""
    fates, busy, own = found
    options, along, others = plan
    ends = np.cumsum([1, len(options), len(along), len(others[0])])
    base, helped, conditioned, one, other = np.split(fates, ends)
    table = conditions_table(along, base[0], conditioned)
    return Advice(
        pair=pair, setting=setting, plays=int(free(fates).sum()),
        **_baseline(setting, pair, base[0]),
        busy={STANDING_WORDS[number]: count for number, count in busy.most_common()},
        own=interval(ratio_influence(own[:, 0], own.sum(axis=1))),
        helps=helps_table(options, base[0], helped, years=setting.years),
        conditions=table,
        partners=(pairs_table(others[0], one), pairs_table(others[1], other)),
        trust_needed=trust_for(table), plan=best_plan(along, conditioned),
    )  # fmt: skip


def _plan(
    runs: int, pair: Pair, options: list[Option], along: list[Option], others: list[list[Pair]]
) -> list[tuple[Pair, Option, int]]:
    """Return what is played: what helps in all histories, the rest in some of them."""
    half, quarter = max(1, runs // 2), max(1, runs // 4)
    plan = [(pair, AS_IT_IS, runs)]
    plan += [(pair, one, runs) for one in options] + [(pair, one, half) for one in along]
    return plan + [(one, AS_IT_IS, quarter) for side in others for one in side]


def _baseline(setting: Setting, pair: Pair, base: Any) -> dict[str, Any]:
    """Return what becomes of talks with nothing changed."""
    seed, there = setting.seed, base[free(base)]
    return {
        "trust": tuple(float(one) for one in there["trust"].mean(axis=0)),
        "agree": chance(*agreed(base), seed),
        "last": chance(*lasting(base), seed),
        "last_once_agreed": estimate(lasting_once_agreed(base)),
        "months_agreed": estimate(length(base, AGREED), share=False),
        "months_failed": estimate(length(base, FAILED), share=False),
        "savings": savings_table(base, setting.years),
        "reasons": reasons_table(base, pair.names),
    }


def as_plain(advice: Advice) -> dict[str, Any]:
    """Return advice as JSON takes it: numbers, words and rows; what is unknown is None."""
    setting, pair = advice.setting, advice.pair
    best = advice.plan
    return {
        "councils": [{"code": code, "name": name}
                     for code, name in zip(pair.codes, pair.names, strict=True)],
        "month": setting.date, "distance_km": round(pair.distance, 1),
        "years": setting.years, "members": setting.members, "runs": setting.runs,
        "seed": setting.seed, "plays": advice.plays, "busy": advice.busy,
        "own": {part: plain(value) for part, value in advice.own._asdict().items()},
        "trust": [plain(one) for one in advice.trust],
        **{name: {part: plain(value) for part, value in getattr(advice, name)._asdict().items()}
           for name in ("agree", "last", "last_once_agreed", "months_agreed", "months_failed")},
        "savings": rows_of(advice.savings), "reasons": rows_of(advice.reasons),
        "helps": rows_of(advice.helps), "conditions": rows_of(advice.conditions),
        "partners": [rows_of(one) for one in advice.partners],
        "trust_needed": plain(advice.trust_needed),
        "plan": None if best is None else {"months": best[0], "p": best[1], "tied": best[2]},
    }  # fmt: skip


def plain(value: Any) -> Any:
    """Return a number as JSON takes it."""
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as rows; what is unknown in it is None."""
    return [
        {str(name): plain(value) for name, value in row.items()} for row in table.to_dict("records")
    ]
