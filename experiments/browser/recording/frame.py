"""One month as the map shows it: plain numbers, ready to be sent to the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.recording.columns import IN_SOUNDINGS, IN_TALKS


@dataclass(frozen=True)
class Link:
    """Soundings or formal talks: their row in the run, and the rows of the two councils."""

    talks: int
    asker: int
    asked: int
    formal: bool


@dataclass(frozen=True)
class Group:
    """Councils that share a chief executive: the partnership's row in the run, and theirs."""

    partnership: int
    councils: tuple[int, ...]


@dataclass(frozen=True)
class Frame:
    """The map at the end of a month; lists have an entry for each council, in map order.

    Attributes
    ----------
    month : int
        0 is the first of the period; -1 is the state before it.
    date : str
        Such as ``2011-05``.
    control : list of int
        Position in `simulation.terms.PARTIES`, -1 for a council that does not exist.
    chief : list of int
        Position in `columns.CHIEFS`.
    stage : list of int
        0 nothing, 1 soundings, 2 formal talks.
    sharing : list of int
        1 for a council that shares a chief executive.
    stress, wariness : list of float
        In [0, 1], three digits.
    links : list of Link
        Soundings and talks under way.
    groups : list of Group
        Living partnerships.
    """

    month: int
    date: str
    control: list[int]
    chief: list[int]
    stage: list[int]
    sharing: list[int]
    stress: list[float]
    wariness: list[float]
    links: list[Link]
    groups: list[Group]


def frame_of(month: int, date: str, rows: Any, talks: Any) -> Frame:
    """Return the frame of a month.

    Parameters
    ----------
    month, date : int, str
        Which month.
    rows : array of records
        `columns.COUNCIL_MONTH`, one a council.
    talks : array of records
        The talks of the run.
    """
    return Frame(
        month=month,
        date=date,
        control=rows["control"].tolist(),
        chief=rows["chief"].tolist(),
        stage=rows["stage"].tolist(),
        sharing=(rows["partnership"] >= 0).astype(int).tolist(),
        stress=rows["stress"].astype(float).round(3).tolist(),
        wariness=rows["wariness"].astype(float).round(3).tolist(),
        links=_links(rows, talks),
        groups=_groups(rows["partnership"]),
    )


def _links(rows: Any, talks: Any) -> list[Link]:
    busy = rows["stage"] >= IN_SOUNDINGS
    talks_rows, first = np.unique(rows["talks"][busy], return_index=True)
    stages = rows["stage"][busy][first]
    pairs = talks["councils"][talks_rows].tolist()
    return [
        Link(row, asker, asked, stage == IN_TALKS)
        for row, (asker, asked), stage in zip(
            talks_rows.tolist(), pairs, stages.tolist(), strict=True
        )
    ]


def _groups(partnership: Any) -> list[Group]:
    members: dict[int, list[int]] = {}
    for council in np.flatnonzero(partnership >= 0).tolist():
        members.setdefault(int(partnership[council]), []).append(council)
    return [Group(row, tuple(councils)) for row, councils in sorted(members.items())]
