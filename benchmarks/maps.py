"""A sweep on a user's own map against one on a packaged map with the same councils."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.measured import Measured, in_turns, middle_ratio
from benchmarks.studies import in_study
from experiments.store.spreadsheet import save_csv
from experiments.studies.study import Study
from experiments.studies.study_file import study_from
from simulation.ensemble import prepare
from simulation.geography import hexagonal

COUNCILS = 200
NAMES = ["code", "name", "tier", "county", "region", "x_km", "y_km", "population",
         "deprivation", "net_budget", "grant_share", "grant_exposure", "election_cycle",
         "election_year"]  # fmt: skip


def measure(*, quick: bool) -> list[Measured]:
    """Return what the same sweep costs on both maps.

    Parameters
    ----------
    quick : bool
        Fewer runs and repeats.
    """
    prepare()
    runs, repeats = (24, 2) if quick else (192, 5)
    packaged = {"geography.map": "hexagonal", "geography.size": COUNCILS}
    with TemporaryDirectory() as place:
        own = own_map(Path(place))
        studies = {"own": study_on(own, runs), "packaged": study_on(packaged, runs)}
        times = in_turns(
            {name: lambda one=one: in_study(one, 1) for name, one in studies.items()},  # type: ignore[misc]
            repeats,
            process_time,
        )
    return [
        Measured("own map against a packaged one", middle_ratio(times["own"], times["packaged"]),
                 "x", most=1.05,
                 note=f"processor time of a sweep, {COUNCILS} councils, median of {repeats}"),
    ]  # fmt: skip


def own_map(folder: Path) -> dict[str, str]:
    """Write the councils of a hexagonal map as a user's own, and return what names them."""
    geography = hexagonal(COUNCILS)
    years = geography.councils["election_year"].astype("Int64")
    councils = geography.councils[NAMES].assign(election_year=years.where(years > 0))
    save_csv(councils, folder / "councils.csv")
    ties, codes = geography.ties, geography.councils["code"].to_numpy()
    beside = ties[ties["contiguous"] & (ties["source"] < ties["target"])]
    pairs = beside.assign(
        code_a=codes[beside["source"].to_numpy()], code_b=codes[beside["target"].to_numpy()]
    )
    save_csv(pairs[["code_a", "code_b", "boundary_km"]], folder / "neighbours.csv")
    return {
        "geography.map": "own",
        "geography.councils": str(folder / "councils.csv"),
        "geography.neighbours": str(folder / "neighbours.csv"),
    }


def study_on(places: dict[str, object] | dict[str, str], runs: int) -> Study:
    """Return a small sweep on a map."""
    return study_from(
        {"name": "Maps", "question": "What does a map cost?", "runs": runs, "posterior": "none",
         "base": {"history.control": "drawn", **places},
         "levers": {"talks.planned_months": [2, 6, 12]}}
    )  # fmt: skip
