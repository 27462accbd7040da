"""A user's own map, from CSV tables of councils, neighbours and, if there is one, control."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulation.errors import InputError
from simulation.geography import fitted, plausible
from simulation.geography.csv_table import CsvTable
from simulation.geography.geography import Geography
from simulation.geography.order import in_morton_order
from simulation.geography.parties import CONTROLS, LEADING, Codes
from simulation.geography.party_map import draw_control, draw_largest_party, map_draws, party_shares
from simulation.geography.recorded import Recorded, first_recorded, recorded_control
from simulation.geography.tiers import CYCLES, TIERS, WHOLE_COUNCIL_YEAR
from simulation.geography.ties import Boundaries, Floats, Ints, tie_table
from simulation.official_words import PARTY_WORDS, TIER_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED = ("code", "name", "x_km", "y_km", "population", "net_budget")
OPTIONAL = (
    *("tier", "county", "region", "deprivation", "grant_exposure", "grant_share"),
    *("election_cycle", "election_year", "rural_share_pct"),
)
JOINT = ";"  # stands between the codes of the councils of a partnership
MOST_NAMED = 8
"""Unknown codes that a message lists."""

NO_ELECTIONS = "none"  # how the table says what the geography holds as ''


def own(  # noqa: PLR0913 -- each is a setting of a scenario
    councils: Path,
    neighbours: Path,
    control: Path | None = None,
    reach_km: float = 65.0,
    *,
    seed: int = 0,
    shares: Mapping[str, float] | None = None,
    clustering: float = fitted.CLUSTERING,
    coordinates: str = plausible.UNITS[0],
    unknown_neighbours: str = "refused",
) -> Geography:
    """Return the map of a user's own tables; `docs/own_map.md` lists their columns.

    Parameters
    ----------
    councils, neighbours, control : Path
        CSV tables of councils, contiguous pairs and, if there is one, recorded control.
    reach_km : float
        How far apart centres may lie to be tied without a boundary.
    seed, shares, clustering
        How the first control is drawn where none is recorded, as for `synthetic.hexagonal`.
    coordinates : str
        One of `plausible.UNITS`; in degrees x_km is longitude and y_km latitude.
    unknown_neighbours : str
        Whether pairs with a council outside the map are ``refused`` or ``dropped``.

    Raises
    ------
    InputError
        If a table or an option cannot be used.
    """
    given, notes = _councils(Path(councils), coordinates)
    table = in_morton_order(given)
    recorded = None if control is None else _control(Path(control), table["code"])
    first = _first(recorded) if recorded else _drawn(table, seed, shares, clustering)
    pairs, dropped = _boundaries(Path(neighbours), table, unknown_neighbours == "dropped")
    ties = tie_table(table, pairs, reach_km)
    notes += [*dropped, *plausible.tie_notes(len(table), len(ties))]
    return _geography(f"own map: {Path(councils).name}", table, ties, recorded, first, notes)


def _geography(
    name: str,
    councils: pd.DataFrame,
    ties: pd.DataFrame,
    recorded: Recorded | None,
    first: tuple[Codes, Codes],
    notes: list[str],
) -> Geography:
    return Geography(
        name=name,
        councils=councils,
        ties=ties,
        control=recorded and recorded.control,
        largest_party=recorded and recorded.largest_party,
        control_years=recorded.years if recorded else range(0),
        initial_control=first[0],
        initial_largest_party=first[1],
        median_budget=float(councils["net_budget"].median()),
        notes=tuple(notes),
    )


def _first(recorded: Recorded) -> tuple[Codes, Codes]:
    return first_recorded(recorded.control), first_recorded(recorded.largest_party)


def _drawn(
    table: pd.DataFrame, seed: int, shares: Mapping[str, float] | None, clustering: float
) -> tuple[Codes, Codes]:
    """Return a first control and largest party where none is recorded."""
    draws = map_draws(seed)
    position = table[["x_km", "y_km"]].to_numpy(float)
    first = draw_control(position, party_shares(shares), clustering, draws)
    return first, draw_largest_party(first, draws)


PEOPLE = "a whole number above 0, at most 200 million"
POUNDS = f"pounds a year, 1 to {plausible.MOST_POUNDS:,.0f}"


def _councils(path: Path, coordinates: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the councils of a table, in its order, and what is hard to believe of them."""
    table = CsvTable.read(path, REQUIRED, OPTIONAL)
    if table.rows.empty:
        raise InputError("the table has no councils", file=str(path), allowed="one row a council")
    code = table.text("code")
    if code.duplicated().any():
        raise table.fault("the code stands twice", "code", code.duplicated(), allowed="each once")
    joined = code.str.contains(JOINT, regex=False)
    if joined.any():
        raise table.fault("the code cannot be used", "code", joined, allowed=f"no {JOINT!r}")
    population = table.whole_number("population", PEOPLE, low=1, high=plausible.MOST_PEOPLE)
    budget = table.number("net_budget", POUNDS, low=1, high=plausible.MOST_POUNDS)
    position = plausible.kilometres(table, coordinates)
    share = table.number("deprivation", "0 (least deprived) to 1", default=0.5, low=0, high=1)
    tier = table.choice("tier", TIERS, "shire_district", TIER_WORDS)
    exposure, grant_share = _grant(table)
    cycles = [*CYCLES[:-1], NO_ELECTIONS]
    cycle = table.choice("election_cycle", cycles, "all_out").replace(NO_ELECTIONS, "")
    councils = pd.DataFrame(
        {
            "code": code,
            "name": table.text("name"),
            "tier": tier,
            "county": table.text("county", ""),
            "region": table.text("region", ""),
            "x_km": position[:, 0],
            "y_km": position[:, 1],
            "population": population,
            "deprivation": share,
            "net_budget": np.maximum(budget, fitted.BUDGET_FLOOR),
            "grant_exposure": exposure,
            "grant_share": grant_share,
            "election_cycle": cycle,
            "election_year": _election_year(table, tier, cycle),
            "rurality": _rurality(table),
        }
    )
    rural = plausible.rural_notes(table.file, councils["rurality"])
    return councils, plausible.council_notes(table, population, budget) + rural


def _rurality(table: CsvTable) -> Floats:
    """Return the rural share less that of the English districts; a blank one is as theirs."""
    mean = fitted.RURAL_SHARE_MEAN
    allowed = "0 to 100 per cent of people"
    percent = table.number("rural_share_pct", allowed, default=100.0 * mean, low=0, high=100)
    rurality: Floats = percent / 100.0 - mean
    return rurality


def _grant(table: CsvTable) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return exposure and share; a blank one follows from the other, both blank are average."""
    mean = fitted.GRANT_MEAN
    given = table.rows["grant_exposure"] != ""
    share = table.number("grant_share", "0 to 1", default=mean, low=0, high=1)
    exposure = table.number(
        "grant_exposure",
        f"0 to {plausible.MOST_EXPOSURE:,.0f}; 1 is the mean",
        1.0,
        low=0,
        high=plausible.MOST_EXPOSURE,
    )
    exposed = pd.Series(np.where(given, exposure, share / mean), index=table.rows.index)
    known = table.rows["grant_share"] != ""
    return exposed, pd.Series(share, index=known.index).where(known, (exposed * mean).clip(upper=1))


def _election_year(table: CsvTable, tier: pd.Series[str], cycle: pd.Series[str]) -> pd.Series[int]:
    years = _calendar_years(table, "election_year", default=plausible.FIRST_YEAR)
    year = pd.Series(years, index=table.rows.index)
    year = year.where(table.rows["election_year"] != "", tier.map(WHOLE_COUNCIL_YEAR))
    return year.where(cycle == "all_out", 0)


def _calendar_years(table: CsvTable, column: str, default: float | None = None) -> Ints:
    first, last = plausible.FIRST_YEAR, plausible.LAST_YEAR
    allowed = f"a calendar year, {first} to {last}"
    return table.whole_number(column, allowed, default, low=first, high=last)


def _boundaries(path: Path, councils: pd.DataFrame, drop: bool) -> tuple[Boundaries, list[str]]:  # noqa: FBT001
    """Return the pairs of the neighbour table and each county with the districts inside it.

    With `drop`, pairs with a council that is not on the map are left out, and a note says so.
    """
    table = CsvTable.read(path, ("code_a", "code_b"), ("boundary_km",))
    table, notes = _on_the_map(table, councils["code"], drop)
    a, b = (_rows(table, column, councils["code"]) for column in ("code_a", "code_b"))
    itself = pd.Series(a == b, index=table.rows.index)
    if itself.any():
        alone = "no line for an island, which has no neighbours"
        raise table.fault("a council cannot be its own neighbour", "code_b", itself, allowed=alone)
    longest = plausible.LONGEST_BOUNDARY_KM
    lengths = f"0 or more km, at most {longest:,.0f}"
    km = table.number("boundary_km", lengths, default=0, low=0, high=longest)
    above, below = _inside(councils)
    boundaries = Boundaries(
        np.concatenate([np.asarray(a, np.int64), above]),
        np.concatenate([np.asarray(b, np.int64), below]),
        np.concatenate([km, np.zeros(len(above))]),
    )
    return boundaries, notes


def _on_the_map(
    table: CsvTable,
    codes: pd.Series[str],
    drop: bool,  # noqa: FBT001
) -> tuple[CsvTable, list[str]]:
    """Return the pairs of councils that are on the map; the others are refused, or left out."""
    ends = {column: table.text(column) for column in ("code_a", "code_b")}
    outside = {column: ~found.isin(codes) for column, found in ends.items()}
    wrong = outside["code_a"] | outside["code_b"]
    if not wrong.any():
        return table, []
    known = set(codes)
    pairs = zip(ends["code_a"], ends["code_b"], strict=True)
    missing = dict.fromkeys(code for pair in pairs for code in pair if code not in known)
    listed = ", ".join(list(missing)[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
    if drop:
        words = f"{wrong.sum():,} pairs with councils outside the map left out ({listed})"
        return replace(table, rows=table.rows[~wrong]), [f"{table.file}: {words}"]
    column = "code_a" if outside["code_a"][wrong].iloc[0] else "code_b"
    others = f"; {len(missing):,} codes are unknown: {listed}" if len(missing) > 1 else ""
    raise table.fault(
        f"no council has this code{others}",
        column,
        outside[column],
        codes,
        "a code of the council table, or --drop-unknown-neighbours",
    )


def _inside(councils: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the rows of counties and of the shire districts that name the same county."""
    named = councils.loc[councils["county"] != "", ["tier", "county"]].reset_index(names="row")
    above, below = (named[named["tier"] == tier] for tier in ("county", "shire_district"))
    pairs = above.merge(below, on="county")
    return pairs["row_x"].to_numpy(np.int64), pairs["row_y"].to_numpy(np.int64)


def _control(path: Path, codes: pd.Series[str]) -> Recorded:
    table = CsvTable.read(path, ("code", "year", "control"), ("largest_party",))
    row = _rows(table, "code", codes)
    absent = codes[~codes.index.isin(row)]
    if len(absent):
        allowed = "at least one row for each council"
        raise InputError(
            "a council has no row", file=str(path), value=absent.iloc[0], allowed=allowed
        )
    control = table.choice("control", CONTROLS, words=PARTY_WORDS)
    rows = table.rows.assign(year=_calendar_years(table, "year"), control=control)
    twice = rows.duplicated(["code", "year"])
    if twice.any():
        raise table.fault("the council has this year twice", "year", twice)
    rows["largest_party"] = table.choice("largest_party", [*LEADING, ""], "", PARTY_WORDS)
    return recorded_control(rows, codes)


def _rows(table: CsvTable, column: str, codes: pd.Series[str]) -> pd.Series[int]:
    """Return the row of each code of a column; a code that is no council is refused."""
    found = pd.Index(codes).get_indexer(pd.Index(table.text(column))).astype(np.int64)
    row = pd.Series(found, index=table.rows.index)
    if (row < 0).any():
        allowed = "a code of the council table"
        raise table.fault("no council has this code", column, row < 0, codes, allowed)
    return row
