"""The tables of partnerships and of their years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.end_causes import END_CAUSES
from simulation.months import year_of
from simulation.result.columns import Column, Table, join_words, numbers_within
from simulation.result.runs import Runs
from simulation.terms import DEPTHS, END_REASONS, ENDINGS, MOTIVES, NEVER, PARTIES, SCOPES

Values = Callable[[Runs], Any]


def _row(name: str) -> Values:
    return lambda runs: runs.raw.partnerships[name]


def _tie(name: str) -> Values:
    return lambda runs: runs.tie(name, runs.raw.talks["tie"][runs.origins])


def _founders(words: Callable[[Runs], Any]) -> Values:
    """Return a word of each founder, joined."""
    return lambda runs: join_words(runs.raw.partnerships["founders"], words(runs))


def _parties(name: str) -> Values:
    """Return the party that the founders had on entry, joined."""

    def words(runs: Runs) -> Any:
        rows = runs.raw.partnerships
        place = np.arange(rows[name].shape[1])
        return join_words(np.where(place < rows["largest"][:, None], rows[name], -1), PARTIES)

    return words


def _months(runs: Runs) -> Any:
    rows = runs.raw.partnerships
    return np.where(rows["ended"] < 0, -1, rows["ended"] - rows["began"])


def _motive(place: int) -> Values:
    return lambda runs: runs.raw.talks["motives"][runs.origins, place]


def _known(values: Any, *, missing: Any) -> Any:
    return np.where(missing, np.nan, values)


def _time_share(runs: Runs) -> Any:
    share = runs.raw.partnerships["share"][:, 0]
    return _known(share, missing=share == 0.0)


def _target(runs: Runs) -> Any:
    target = runs.raw.partnerships["target"]
    return _known(target, missing=target < 0.0)


def _decider(runs: Runs) -> Any:
    return runs.codes_of(runs.raw.partnerships["cause_council"])


def _decided(name: str) -> Values:
    """Return a number of the cause, missing where the end was decided by none."""
    without = [place for place, cause in enumerate(END_CAUSES) if not cause.meaning]

    def values(runs: Runs) -> Any:
        rows = runs.raw.partnerships
        return _known(rows[name], missing=np.isin(rows["cause"], [NEVER, *without]))

    return values


def _management_saving(runs: Runs) -> Any:
    rows = runs.raw.partnerships
    return rows["saving_chiefs"] + rows["saving_team"] * rows["realised"]


PARTNERSHIPS = Table(
    "partnerships",
    _row("run"),
    (
        Column("partnership", "whole", "number", "of the partnership within its run",
               lambda runs: numbers_within(runs.raw.partnerships["run"])),
        Column("talks", "whole", "number", "of the talks it came from",
               lambda runs: runs.talk_numbers[runs.origins]),
        Column("councils", "text", "codes",
               "all that were ever in it, in order, joined by a semicolon",
               _founders(lambda runs: runs.codes)),
        Column("controls", "text", "parties", "in control of each on entry", _parties("controls")),
        Column("leaders", "text", "parties", "of the leader of each on entry",
               _parties("lead_parties")),
        Column("party_mismatch", "real", "0, 0.5, 1", "largest mismatch on entry",
               _row("mismatch")),
        Column("counties", "text", "names", "of the counties of each",
               _founders(lambda runs: runs.attribute("county"))),
        Column("tiers", "text", "labels", "of each",
               _founders(lambda runs: runs.attribute("tier"))),
        Column("contiguous", "flag", "true or false", "the first two are neighbours",
               _tie("contiguous")),
        Column("same_county", "flag", "true or false", "the first two are in one county",
               _tie("same_county")),
        Column("distance_km", "real", "km", "between the first two", _tie("distance_km")),
        *(Column(f"motive_{motive}", "real", "share", f"of the motives: {motive.meaning}",
                 _motive(place))
          for place, motive in enumerate(MOTIVES)),
        Column("purpose", "real", "share", "of the motives beyond cost", _row("purpose")),
        Column("began", "whole", "month", "of the agreement", _row("began")),
        Column("ended", "maybe", "month", "of the end, missing while alive", _row("ended")),
        Column("months", "maybe", "months", "it lasted, missing while alive", _months),
        Column("how", "label", "label", "alive, by choice, merged, company or reorganised",
               _row("ending"), ENDINGS),
        Column("reason", "label", "label", "of the end, missing while alive", _row("reason"),
               END_REASONS),
        Column("cause", "label", "label", "the rule, and the part of it, that ended it",
               _row("cause"), END_CAUSES),
        Column("cause_council", "text", "code", "of the council that decided, missing if none did",
               _decider),
        Column("cause_number", "real", "by cause", "what decided, missing if nothing did",
               _decided("cause_number")),
        Column("cause_threshold", "real", "by cause", "what that number was held against",
               _decided("cause_threshold")),
        Column("cause_chance", "real", "chance", "of the end in its month, as it stood",
               _decided("cause_chance")),
        Column("cause_draw", "real", "0 to 1", "the draw, at most that chance",
               _decided("cause_draw")),
        Column("reviews", "whole", "reviews", "that came or were to come", _row("reviews")),
        Column("review_month", "maybe", "month", "of a review still to come, missing if none",
               _row("review_month")),
        Column("size", "whole", "councils", "in it now, or at its end", _row("partners")),
        Column("largest", "whole", "councils", "that were ever in it", _row("largest")),
        Column("scope", "label", "label", "what the plan shared from the start", _row("scope"),
               SCOPES),
        Column("depth", "label", "label", "how far sharing went", _row("depth"), DEPTHS),
        Column("team_month", "maybe", "month",
               "in which the management team became shared, missing if never",
               _row("team_month")),
        Column("services_month", "maybe", "month",
               "in which services became shared, missing if never", _row("services_month")),
        Column("embedding", "real", "0 to 1", "how far sharing is habit", _row("embedding")),
        Column("burden", "real", "burden", "of coordination, about 0.25 for a plain pair",
               _row("burden")),
        Column("time_share_first", "real", "share",
               "of the chief executive's time for the first council", _time_share),
        Column("directors_before", "whole", "posts",
               "of directors before the joint team, 0 without one", _row("directors_before")),
        Column("directors_after", "whole", "posts", "planned for the joint team",
               _row("directors_after")),
        Column("heads_before", "whole", "posts", "of heads before the joint team, 0 without one",
               _row("heads_before")),
        Column("heads_after", "whole", "posts", "planned for the joint team", _row("heads_after")),
        Column("posts_removed", "whole", "posts", "that go", _row("posts_removed")),
        Column("leavers", "whole", "people", "chief executives made to leave", _row("leavers")),
        Column("expected", "real", "pounds a year", "honest expectation, management layer",
               _row("expected")),
        Column("target", "real", "pounds a year",
               "promised, management layer; missing where none is given", _target),
        Column("target_met", "maybe", "month", "in which the target was met, missing if not",
               _row("target_met")),
        Column("management_saving_year", "real", "pounds a year",
               "of the management layer, now or at the end", _management_saving),
        Column("services_saving_year", "real", "pounds a year", "of services, now or at the end",
               _row("saving_services")),
        Column("gross_saving", "real", "pounds", "all so far", _row("gross")),
        Column("gross_management", "real", "pounds", "all so far, management layer",
               _row("gross_management")),
        Column("observed_saving", "real", "pounds", "all so far, as reported", _row("observed")),
        Column("net_saving", "real", "pounds", "gross less set-up cost", _row("net")),
        Column("setup_cost", "real", "pounds", "paid once, after grants", _row("setup")),
        Column("payback_months", "maybe", "months",
               "until the last stage had saved its cost, missing if not yet", _row("payback")),
        Column("services_kept", "whole", "services", "shared services that outlived it",
               _row("services_kept")),
    ),
)  # fmt: skip


def _year_row(name: str) -> Values:
    return lambda runs: runs.raw.partnership_years[name]


def _year(runs: Runs) -> Any:
    return [year_of(date) for date in runs.dates(runs.raw.partnership_years["month"])]


def _age(runs: Runs) -> Any:
    rows, partnerships = runs.raw.partnership_years, runs.raw.partnerships
    first = np.searchsorted(partnerships["run"], rows["run"], side="left")
    return rows["month"] - partnerships["began"][first + rows["partnership"]]


PARTNERSHIP_YEARS = Table(
    "partnership_years",
    _year_row("run"),
    (
        Column("partnership", "whole", "number", "of the partnership within its run",
               _year_row("partnership")),
        Column("year", "whole", "year", "whose December it is", _year),
        Column("months", "whole", "months", "since it began", _age),
        Column("size", "whole", "councils", "in it", _year_row("partners")),
        Column("depth", "label", "label", "how far sharing went", _year_row("depth"), DEPTHS),
        Column("embedding", "real", "0 to 1", "how far sharing is habit", _year_row("embedding")),
        Column("burden", "real", "burden", "of coordination", _year_row("burden")),
        Column("equity", "real", "0 to 1", "as the worst-served partner perceives it",
               _year_row("equity")),
        Column("members", "real", "0 to 1", "support of the least willing members",
               _year_row("members")),
        Column("officers", "real", "0 to 1", "support of the least willing officers",
               _year_row("officers")),
        Column("gross_management", "real", "pounds a year",
               "saved by the management layer, at December's rate", _year_row("gross_management")),
        Column("gross_services", "real", "pounds a year",
               "saved by services, at December's rate", _year_row("gross_services")),
        Column("observed", "real", "pounds a year", "as reported", _year_row("observed")),
        Column("net", "real", "pounds", "gross less set-up cost, all so far", _year_row("net")),
        Column("cover", "real", "share", "of roles with a specialist, mean of the partners",
               _year_row("cover")),
        Column("quality", "real", "0 to 1", "of roles and management", _year_row("quality")),
    ),
)  # fmt: skip
