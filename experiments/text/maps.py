"""What a person must know of a map before anything is played on it."""

from __future__ import annotations

import typer

from experiments.text.numbers import plural, wrap
from simulation.errors import plain
from simulation.geography import Geography
from simulation.maps import beyond_record
from simulation.scenario import Scenario


def map_sentence(geography: Geography) -> str:
    """Return how many councils, ties and neighbours a map has.

    Examples
    --------
    >>> from simulation.geography import hexagonal
    >>> map_sentence(hexagonal(7, seed=0, spacing_km=24.0, reach_km=30.0))
    'The map has 7 councils, 11 pairs within reach of each other and 11 pairs of neighbours.'
    """
    ties, contiguous = len(geography.ties) // 2, int(geography.ties["contiguous"].sum()) // 2
    return (
        f"The map has {plural(len(geography.councils), 'council')}, {plural(ties, 'pair')} within "
        f"reach of each other and {plural(contiguous, 'pair')} of neighbours."
    )


def say_of_map(scenario: Scenario, geography: Geography) -> None:
    """Say on the error stream what was found in an own map, and that a period is beyond a record.

    Parameters
    ----------
    scenario : Scenario
        What is about to be played.
    geography : Geography
        Its map.
    """
    if scenario.geography.map == "own":
        typer.echo(wrap(map_sentence(geography)), err=True)
    if scenario.geography.map not in ("england", "own") and not len(geography.ties):
        typer.echo(
            "Notice: no council can reach another, so that nobody will ever share.", err=True
        )
    for note in geography.notes:
        typer.echo(wrap(f"Notice: {plain(note)}"), err=True)
    notice = beyond_record(scenario, geography)
    if notice is not None:
        typer.echo(wrap(f"Notice: {notice}"), err=True)
