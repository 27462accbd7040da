"""The card of a partnership: what is shared and saved, what holds and wears it, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from experiments.browser.cards.ended import Ruling
from experiments.browser.cards.ended_partnership import partnership_ruling, plain_burden
from experiments.browser.cards.moments import Moment, moment_of
from experiments.browser.cards.ways_to_end import Way, ways_to_end
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import plural, pounds
from simulation.event_kinds import EVENTS
from simulation.months import month_text
from simulation.parameters import Parameters
from simulation.result.sentences import join_names
from simulation.rules.endings import pressure
from simulation.terms import DEPTH_SERVICES, DEPTH_TEAM, ENDINGS, SCOPES


@dataclass(frozen=True)
class PartnershipCard:
    """What is known of a partnership at the end of a month.

    Attributes
    ----------
    partnership : int
        Row in the run.
    talks : int or None
        Row of the talks that it came from.
    councils : list of str
        Those that share, or shared last.
    rows : list of int
        Their rows on the map.
    began, ended : int, int or None
        Months; None while it lives.
    status : str
        One of `simulation.terms.ENDINGS`.
    headline : str
        What it is, or why it ended.
    ruling : Ruling or None
        The rule that ended it, with the numbers of its record; None while it lives.
    shared : list of tuple of str
        What is shared, how deep and since when.
    money : list of tuple of str
        What it cost and saved so far.
    ways : list of Way
        What would end it; empty once it has ended.
    months : list of int
        Of the series, those in which it lived.
    series : dict of str to list of float
        ``members``, ``officers``, ``trust``, ``equity``, ``gross``, ``observed``, ``net``; and
        ``presses`` and ``holds``, in the burden of a plain pair.
    moments : list of Moment
        What happened on the way.
    """

    partnership: int
    talks: int | None
    councils: list[str]
    rows: list[int]
    began: int
    ended: int | None
    status: str
    headline: str
    ruling: Ruling | None
    shared: list[tuple[str, str]]
    money: list[tuple[str, str]]
    ways: list[Way]
    months: list[int]
    series: dict[str, list[float]]
    moments: list[Moment]


def partners(recording: Recording, row: int, month: int) -> list[int]:
    """Return the rows of the councils of a partnership in a month, or in its last before."""
    record = recording.partnerships.table.rows[row]
    ended, began = int(record["ended"]), int(record["began"])
    last = max(began, min(month, ended - 1) if 0 <= ended <= month else month)
    found = np.flatnonzero(recording.councils_at(last)["partnership"] == row).tolist()
    return found or [int(one) for one in record["founders"][: record["largest"]]]


def partnership_card(recording: Recording, row: int, month: int) -> PartnershipCard:
    """Return the card of a partnership as it was known at the end of a month.

    Raises
    ------
    IndexError
        If there is no such partnership by that month.
    """
    table = recording.partnerships.table.rows
    if not (0 <= row < len(table) and table[row]["began"] <= month <= recording.month):
        raise IndexError(f"there is no partnership {row} by month {month}")
    record: Any = table[row]
    over = 0 <= record["ended"] <= month
    lived = recording.partnerships.series(row, month)
    lived = lived[lived["month"] < record["ended"]] if over else lived
    last = int(lived["month"][-1]) if len(lived) else int(record["began"])
    rows = partners(recording, row, month)
    names = [recording.names[one] for one in rows]
    ruling = partnership_ruling(recording, record) if over else None
    return PartnershipCard(
        partnership=row,
        talks=int(record["talks"]) if record["talks"] >= 0 else None,
        councils=names,
        rows=rows,
        began=int(record["began"]),
        ended=int(record["ended"]) if over else None,
        status=ENDINGS[record["ending"]] if over else "alive",
        headline=ruling.headline if ruling else _headline(names, lived[-1]),
        ruling=ruling,
        shared=_shared(recording, record, last),
        money=_money(lived[-1]) if len(lived) else [],
        ways=ways_to_end(recording, lived[-1]) if len(lived) and not over else [],
        months=lived["month"].astype(int).tolist(),
        series=_series(recording.scenario.parameters, lived),
        moments=_moments(recording, row, month),
    )


def _headline(names: list[str], now: Any) -> str:
    more = {
        DEPTH_TEAM: " and a management team",
        DEPTH_SERVICES: ", a management team and services",
    }
    return f"{join_names(names)} share a chief executive{more.get(int(now['depth']), '')}."


def _shared(recording: Recording, record: Any, month: int) -> list[tuple[str, str]]:
    """Return what is shared and since when, as known in a month."""
    facts = [("Chief executive", _since(recording, record["began"]))]
    if 0 <= record["team_month"] <= month:
        facts.append(("Management team", _since(recording, record["team_month"])))
    if 0 <= record["services_month"] <= month:
        facts.append(("Services", _since(recording, record["services_month"])))
    return [*facts, ("Planned at the start", SCOPES[record["scope"]].sentence)]


def _since(recording: Recording, month: int) -> str:
    return f"since {month_text(recording.date(int(month)))}"


def _money(now: Any) -> list[tuple[str, str]]:
    """Return what it cost and saved by a month, from what is recorded of that month."""
    rows = [
        ("Saved a year, as it stands", pounds(float(now["saving"]))),
        ("Saved so far, gross", pounds(float(now["gross"]))),
        ("Saved so far, as people report it", pounds(float(now["observed"]))),
        ("Paid for setting up", pounds(float(now["setup"]))),
        ("Net so far", pounds(float(now["net"]))),
    ]
    back = f"after {plural(now['payback'], 'month')}" if now["payback"] >= 0 else "not yet"
    rows.append(("The last stage had paid for itself", back))
    if now["target"] >= 0.0:
        met = now["target_met"] >= 0
        promised = f"{pounds(float(now['target']))} a year, {'met' if met else 'not met'}"
        rows.append(("Promised of the management", promised))
    return rows


def _series(p: Parameters, lived: Any) -> dict[str, list[float]]:
    """Return what the charts of a partnership show, month by month."""
    names = ("members", "officers", "trust", "equity", "gross", "observed", "net")
    series = {name: lived[name].astype(float).round(4).tolist() for name in names}
    loads, nets, plain = [], [], plain_burden(p)
    for one in lived:
        names_of_load = ("burden", "trust", "equity", "members", "gap")
        burden, trust, equity, members, gap = (float(one[name]) for name in names_of_load)
        load = partial(pressure, p.ending, burden, trust, equity, members, gap)
        loads.append(load(0.0, 0.0) / plain)
        nets.append(load(float(one["results"]), float(one["purpose"])) / plain)
    series["presses"] = loads
    series["holds"] = [load - net for load, net in zip(loads, nets, strict=True)]
    return series


def _moments(recording: Recording, row: int, month: int) -> list[Moment]:
    """Return what happened to a partnership up to a month."""
    events = recording.events.until(month)
    noted = [EVENTS.index(kind) for kind in ("talks began", "talks failed")]
    mine = (events["partnership"] == row) & ~np.isin(events["kind"], noted)
    return [moment_of(recording, int(number)) for number in np.flatnonzero(mine)]
