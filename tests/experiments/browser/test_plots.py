"""The plots beside the map show what the tables of the run and of the ensemble hold."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.plots.values import TRUST, plot_props, trust_in_talks
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.visit import Visit
from simulation import Scenario


def by_name(model: RecordedModel, month: int) -> dict[str, dict[str, object]]:
    """Return what each plot shows at a month, by its name."""
    return {one["name"]: one for one in plot_props(model.recording, month, {})}


def test_lines_are_the_columns_of_the_run(played: RecordedModel) -> None:
    """Stocks as they are, what is counted from the first month on added up."""
    monthly, plots = played.result().monthly, by_name(played, 40)
    assert plots["councils_sharing"]["values"] == monthly["councils_sharing"].tolist()
    assert plots["talks_open"]["values"] == monthly["talks_open"].tolist()
    assert plots["talks_failed"]["values"] == monthly["talks_failed"].cumsum().tolist()
    assert plots["talks_agreed"]["now"] == f"{monthly['talks_agreed'][:41].sum():,.0f}"


def test_trust_is_that_of_leaders_in_talks(played: RecordedModel) -> None:
    """In a month with formal talks it is the mean over both sides of all of them, else nothing."""
    recording = played.recording
    trust = trust_in_talks(recording)
    rows = recording.talks.months.rows
    assert len(trust) == recording.month + 1
    for month, mean in enumerate(trust):
        sides = rows["trust"][rows["month"] == month]
        assert (mean is None) == (len(sides) == 0)
        assert mean is None or mean == pytest.approx(sides.mean())
    assert by_name(played, 40)[TRUST]["top"] == 1.0


def test_nothing_leaves_its_axis(played: RecordedModel) -> None:
    """The top of an axis is no lower than anything on it, and not above twice as high."""
    for one in plot_props(played.recording, 10, {}):
        values = [value for value in one["values"] if value is not None]
        assert min(values) >= 0
        assert max(values) <= one["top"]
        assert one["top"] <= 2 * max(*values, 4) or one["name"] in (TRUST, "gross_saving")


def test_before_the_first_month_there_is_no_line(lively: Scenario) -> None:
    """A run that was not begun has empty lines and says no number."""
    for one in plot_props(RecordedModel(lively, rng=1).recording, -1, {}):
        assert (one["values"], one["now"], one["middle"]) == ([], "–", "")


def test_bands_stand_behind_the_run_they_belong_to(lively: Scenario) -> None:
    """Those of the present settings or of the baseline, whichever the map plays; else none."""
    guaranteed = lively.with_changes({"levers.sovereignty_guarantee": 1.0})
    (summary,) = ensemble_summaries(guaranteed, baseline=lively, runs=5)
    visit = Visit(lambda: None, "", lively)
    assert visit.bands() == {}
    visit.summary, visit.compared = summary, (guaranteed, lively)
    assert visit.bands() is summary.baseline
    plots = plot_props(visit.session.recording, -1, visit.bands())
    for one in plots:
        assert len(one["bands"]) == (0 if one["name"] == TRUST else 2)
        for band in one["bands"]:
            assert np.all(np.array(band["low"]) <= np.array(band["high"]))
            assert max(band["high"]) <= one["top"]
    visit.compared = (guaranteed, guaranteed)
    assert visit.bands() == {}
