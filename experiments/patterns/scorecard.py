"""The scorecard: every pattern judged, as a table, beside the one that was published."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.patterns.checks import with_margin
from experiments.patterns.pattern import Judgement, Pattern, judge_pattern
from experiments.patterns.prior_pass import read_rates
from experiments.patterns.samples import Samples, Variant
from simulation.errors import InputError
from simulation.scenario import Scenario

RUNS = 300
"""Runs of each variant; patterns of what is rare take a multiple."""

QUICK_RUNS = 40
"""The same in the quick form."""

MARGIN = 1.0
"""Half-widths of the interval by which a verdict must hold to be decisive at the quick size."""

PUBLISHED = Path(__file__).parent / "scorecard.csv"
"""The published scorecard, packaged so that verdicts are the same wherever one stands."""

REFERENCE = Path("results/reference")
"""Where readers find it in the repository; a test holds both equal."""

MOST_NOT_MODELLED = 8
COLUMNS = (
    "row", "kind", "grade", "why", "prior_pass", "prior_draws", "prior_unknown", "band_set", "verdict",
    "decisive", "claim", "section", "varied", "check", "measured", "value", "low", "high", "wanted",
    "from", "to", "met", "runs", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Scorecard:
    """Patterns with what was found.

    Attributes
    ----------
    judgements : list of Judgement
        In the order of the evidence.
    decisive : set of str
        Rows that are met with room to spare already at the quick size.
    runs : int
        Runs of each variant.
    rates : DataFrame
        How often rows pass under draws from the priors, by row: draws, rate, unknown.
    """

    judgements: list[Judgement]
    decisive: set[str]
    runs: int
    rates: pd.DataFrame

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of each row."""
        return {one.pattern.row: one.verdict for one in self.judgements}

    def table(self) -> pd.DataFrame:
        """Return one row for each check; a row that is not modelled has one without numbers."""
        rows = [line for one in self.judgements for line in self._lines(one)]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _lines(self, one: Judgement) -> list[dict[str, Any]]:
        pattern = one.pattern
        rates = self.rates.to_dict("index").get(pattern.row, {})
        told = {
            "row": pattern.row,
            "kind": pattern.kind,
            "grade": pattern.grade,
            "why": pattern.why,
            "prior_pass": rates.get("rate"),
            "prior_draws": rates.get("draws"),
            "prior_unknown": rates.get("unknown"),
            "band_set": pattern.band_set,
            "verdict": one.verdict,
            "decisive": pattern.row in self.decisive,
            "claim": pattern.claim,
            "section": pattern.section,
            "varied": pattern.varied,
            "runs": self.runs * pattern.times,
            "note": pattern.note,
        }
        return [
            {
                **told,
                "check": number,
                "measured": finding.what,
                **finding.estimate._asdict(),
                "wanted": finding.wanted,
                "from": finding.region[0],
                "to": finding.region[1],
                "met": finding.met,
            }
            for number, finding in enumerate(one.findings, start=1)
        ] or [told]


def times_of(patterns: Iterable[Pattern]) -> dict[Variant, int]:
    """Return how many times the usual runs each variant takes: the most that a pattern needs."""
    times: dict[Variant, int] = {}
    for pattern in patterns:
        for need in pattern.needs():
            times[need.variant] = max(times.get(need.variant, 1), pattern.times)
    return times


def play(
    patterns: Sequence[Pattern],
    base: Scenario,
    runs: int,
    workers: int,
    shown: Callable[[int], Any] | None = None,
    of: Iterable[Pattern] | None = None,
) -> Samples:
    """Play all that some patterns need.

    Parameters
    ----------
    patterns : sequence of Pattern
        What is to be judged.
    base : Scenario
        What variants start from.
    runs, workers : int
        Runs of each variant, and threads.
    shown : callable, optional
        Takes the number of runs in all and gives a context with what moves a bar on.
    of : iterable of Pattern, optional
        Those whose demands say how often a variant is played, so that a few of them are judged on
        the same runs as all; default those that are judged.
    """
    samples = Samples(base, runs, workers, times_of(patterns if of is None else of))
    needs = [need for pattern in patterns for need in pattern.needs()]
    bar = shown(samples.total(needs)) if shown else contextlib.nullcontext()
    with bar as advance:
        samples.play(needs, advance)
    return samples


def judge(patterns: Sequence[Pattern], samples: Samples) -> Scorecard:
    """Return the scorecard, with what is decisive at the quick size where there are runs enough."""
    judgements = [judge_pattern(pattern, samples) for pattern in patterns]
    quick = samples.first(min(QUICK_RUNS, samples.runs))
    with with_margin(MARGIN):
        decisive = {one.row for one in patterns if judge_pattern(one, quick).verdict == "met"}
    met = {one.pattern.row for one in judgements if one.verdict == "met"}
    return Scorecard(judgements, decisive & met, samples.runs, read_rates(patterns))


def leave_undecided(card: Scorecard, decisive: Iterable[str]) -> Scorecard:
    """Return a scorecard of a few runs that calls no row missed whose verdict needs more."""
    judgements = [
        one._replace(verdict="undecided")
        if one.verdict == "not met" and one.pattern.row not in set(decisive)
        else one
        for one in card.judgements
    ]
    return replace(card, judgements=judgements)


def read(path: Path | None = None) -> pd.DataFrame | None:
    """Return a scorecard that was published, or None if there is none; default the packaged one.

    Raises
    ------
    InputError
        If the file is no scorecard.
    """
    path = path or PUBLISHED
    if not path.is_file():
        return None
    try:
        table = pd.read_csv(path)
    except (ValueError, OSError) as error:
        raise InputError(f"cannot be read ({error})", file=str(path)) from None
    if not {"row", "verdict", "decisive"} <= set(table):
        raise InputError("is no scorecard", file=str(path), allowed="what `validate` has written")
    return table


def met_rows(published: pd.DataFrame, *, decisive: bool = False) -> list[str]:
    """Return the rows that a published scorecard calls met; only the decisive ones if asked."""
    met = published[published["verdict"] == "met"]
    met = met[met["decisive"].astype(bool)] if decisive else met
    return list(dict.fromkeys(met["row"]))


def lost_rows(published: pd.DataFrame, card: Scorecard, *, decisive: bool = False) -> list[str]:
    """Return the rows that were met and are judged not to be any more."""
    verdicts = card.verdicts
    rows = met_rows(published, decisive=decisive)
    return [row for row in rows if verdicts.get(row, "met") != "met"]
