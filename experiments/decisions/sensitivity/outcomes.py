"""Which outcomes can be analysed: those of single runs."""

from __future__ import annotations

from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.study import Study
from simulation.errors import InputError

SINGLE = "one that is no survival, such as lasting_success"


def single_run_outcomes(
    study: Study, wanted: str | None = None, *, named: bool = True
) -> list[Outcome]:
    """Return the outcomes that are measured: those that a run by itself has.

    Parameters
    ----------
    study : Study
        With its outcomes, and those that figures show.
    wanted : str or None
        One that is asked for, measured even where the study does not name it.
    named : bool
        Whether the study names its outcomes; else those are measured that figures show.

    Raises
    ------
    InputError
        If the one that is wanted does not exist or no single run has it, or if none is left.
    """
    if wanted is not None:
        one = check_outcome(wanted)
        if one.measure is None:
            raise InputError(
                "is no number of a single run", field="--outcome", value=wanted, allowed=SINGLE
            )
    names = [one.name for one in study.outcomes] if named else list(study.shown)
    every = outcomes_named(dict.fromkeys([*names, *([wanted] if wanted else [])]))
    found = [one for one in every if one.measure is not None]
    if not found:
        raise InputError("names nothing that a single run has", field="outcomes", allowed=SINGLE)
    return found


def check_outcome(name: str) -> Outcome:
    """Return an outcome that an option names.

    Raises
    ------
    InputError
        If there is none, with the nearest.
    """
    try:
        return outcomes_named([name])[0]
    except InputError as error:
        raise error.at("--outcome") from None
