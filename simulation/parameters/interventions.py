"""Levers, choices and shocks: what a user may try."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from simulation.parameters.declare import Group, number, option

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Lever(BaseModel):
    """How far a lever is pulled, when, and by whom.

    Parameters
    ----------
    level : float
        0 (off) to 1 (full).
    start, end : str or None
        First month and the month after the last, as ``2010-05``; None is the whole period.
    councils : tuple of str
        Codes or names of the councils that pull it, or of counties or regions; empty means all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    level: float = number(0.0, 0.0, 1.0, "level", "how far it is pulled", "assumption", "lever")
    start: str | None = Field(None, pattern=f"^{MONTH.pattern}$")
    end: str | None = Field(None, pattern=f"^{MONTH.pattern}$")
    councils: tuple[str, ...] = Field((), strict=False)

    @model_validator(mode="before")
    @classmethod
    def _level_alone(cls, value: Any) -> Any:
        return {"level": value} if isinstance(value, (int, float)) else value


def lever(meaning: str, source: str) -> Any:
    """Declare a lever, off by default."""
    extra: JsonDict = {"unit": "level", "source": source, "kind": "lever", "low": 0.0, "high": 1.0}
    return Field(Lever(), description=meaning, json_schema_extra=extra)


class Levers(Group):
    """What councils can do to help talks and partnerships along (or to spoil them)."""

    sovereignty_guarantee: Lever = lever("each council's independence is guaranteed", "SF119")
    red_lines: Lever = lever("no-go areas are named early", "SF119, SF120")
    open_recruitment: Lever = lever("early, open competition for the joint post", "SF111, SF112")
    neutral_broker: Lever = lever("an outsider helps both sides", "SF033, SF114")
    councillor_meetings: Lever = lever("councillors of both sides meet in turn", "SF124")
    bulletins: Lever = lever("regular bulletins to officers and members", "SF125, SF126, SF115")
    visits: Lever = lever("chief executive and leaders visit staff", "SF127")
    due_diligence: Lever = lever("cultures, structures, ambitions are asked early", "SF123")
    announce_early: Lever = lever("made public before members agree", "SF056")
    quiet: Lever = lever("kept quiet until agreed", "SF056")
    voluntary_redundancy: Lever = lever("posts go by voluntary exits only", "SF116")
    setup_grant: Lever = lever("a grant towards setting up", "SF030, SF142")
    explained_split: Lever = lever("an uneven split of time is explained", "SF083, SF084")
    remote_working: Lever = lever("meetings at a distance", "SF106")
    repair: Lever = lever("honest airing when talks stall", "SF121, SF122")
    publish_results: Lever = lever("savings and unharmed services are published", "SF128")
    honest_about_jobs: Lever = lever("new skills and lost jobs are named early", "SF118, SF115")
    mandate: Lever = lever("the centre tells councils to share", "SF028")
    merger_incentive: Lever = lever("the centre pays for full mergers", "SF170")
    off_the_shelf: Lever = lever("a ready-made structure is taken over", "SF010")
    binding_deadline: Lever = lever("the planned date holds: little or no extension", "SF042")
    time_to_prepare: Lever = lever("months set aside before the first vote", "SF042, SF129")


class Choices(Group):
    """Named choices that councils make alike throughout a run."""

    protocol: Literal["none", "vision_first", "detail_first"] = option(
        "none", "what talks settle first", "SF046"
    )
    order: Literal["leaders_first", "officers_first"] = option(
        "leaders_first", "who is won first", "SF050, SF051"
    )
    scope: Literal["mixed", "chief_executive", "team", "whole"] = option(
        "mixed", "how much is shared at the start; mixed is mostly the first", "SF052"
    )
    savings_target: Literal["mixed", "prudent", "none", "high"] = option(
        "mixed", "what is promised; mixed is prudent, and none in some", "SF138, SF139"
    )
    partner_rule: Literal["anyone", "neighbours", "same_party"] = option(
        "anyone", "who may be asked", "SF006, SF096, SF102"
    )
    clock: Literal["calendar", "compressible", "no_date", "no_pace", "embargo"] = option(
        "calendar", "what a planned length is; pace and date, one of them, or an embargo",
        "SF037, SF042, assumption", "structure",
    )  # fmt: skip
    review: Literal["at_once", "once"] = option(
        "once", "what a change of leader does to a partnership; it may end it there and then, or "
        "new control or leader brings one review in a later month", "SF060, SF061", "structure",
    )  # fmt: skip
    review_again: Literal["never", "after", "anew"] = option(
        "after", "what a later change does; it brings no other review, another once the last is "
        "over, or puts one off that is to come", "assumption", "structure",
    )  # fmt: skip
    wait_for_vacancy: bool = option(
        False, "ask only while a chief executive's post is opening", "SF013, SF053"
    )


class Shock(BaseModel):
    """Something that happens once: a month (``2013-05``; None is never) and a size."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    month: str | None = Field(None, pattern=f"^{MONTH.pattern}$")
    size: float = number(0.0, 0.0, 1.0, "size", "how large it is", "assumption", "shock")
    county: str = ""


def shock(meaning: str, source: str) -> Any:
    """Declare a shock that does not happen by default."""
    extra: JsonDict = {"unit": "size", "source": source, "kind": "shock", "low": 0.0, "high": 1.0}
    return Field(Shock(), description=meaning, json_schema_extra=extra)


class Shocks(Group):
    """Events from outside: each with a month and a size in [0, 1]."""

    trust: Shock = shock("trust between all leaders falls by the size", "SF059")
    salience: Shock = shock("talk of reorganisation rises by the size from then on", "SF071")
    reorganisation: Shock = shock("the county is reorganised (size above 0)", "SF172")
    grants_restored: Shock = shock("this share of the cut is given back", "SF162")
