"""The model among Mesa's own parts: agents of a subclass, the batch runner, drawings, the view."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from mesa.batchrunner import batch_run

from simulation import PartnershipModel, Scenario, run
from simulation.agents import Council, Leader
from simulation.agents.network import map_layout
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 24})


@pytest.fixture(autouse=True)
def nothing_deprecated() -> Any:
    """Turn every warning about something that will be dropped into an error."""
    with warnings.catch_warnings():
        for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
            warnings.filterwarnings("error", category=kind, module=r"mesa|simulation|tests|test_")
        yield


class Bold(Leader):
    """A leader who looks for a partner every month."""

    looked: int = 0

    def look_around(self) -> None:
        """Look, and count it."""
        self.looked += 1
        super().look_around()


class BoldModel(PartnershipModel):
    """A model of such leaders."""

    leader_type = Bold


def test_an_overridden_method_is_called_by_this_driver_alone() -> None:
    """A subclass named on the model is stepped; the run is the same where it only calls on."""
    made = BoldModel(BUSY, seed=2)
    while made.running:
        made.step()
    assert set(made.leaders.get("looked")) == {24}
    assert made.councils[0].leader is made.leaders[0]
    assert type(made.leaders[0]) is Bold
    pd.testing.assert_frame_equal(made.result().events, run(BUSY, seed=2).events)


POINTS: dict[str, Any] = {"base": [BUSY], "talks.planned_months": [2, 9], "rng": [1, 2]}


def test_the_batch_runner_plays_points_by_dotted_name() -> None:
    """Each point and seed is a run of its own, with the numbers that the model has at each step."""
    rows = pd.DataFrame(
        batch_run(PartnershipModel, POINTS, data_collection_period=1, display_progress=False)
    )
    assert len(rows) == 2 * 2 * 24
    for (months, seed), part in rows.groupby(["talks.planned_months", "rng"]):
        monthly = run(BUSY.with_changes({"talks.planned_months": months}), seed=seed).monthly
        for name in ("councils_sharing", "partnerships", "talks_open"):
            assert part[name].tolist() == monthly[name].tolist()
    last = pd.DataFrame(batch_run(PartnershipModel, POINTS, display_progress=False))
    assert len(last) == 4
    assert set(last["RunId"]) == {0, 1, 2, 3}


SCRIPT = """
import sys
import pandas as pd
from mesa.batchrunner import batch_run
from simulation import PartnershipModel

if __name__ == "__main__":
    points = {"geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
              "period.months": 6, "talks.planned_months": [4, 9], "rng": [1, 2]}
    for number in (1, 2):
        rows = batch_run(PartnershipModel, points, number_processes=number,
                         data_collection_period=1, display_progress=False)
        frame = pd.DataFrame(rows).sort_values(["RunId", "Step"])
        frame.to_csv(f"{sys.argv[1]}{number}.csv", index=False)
"""


def test_the_batch_runner_plays_in_processes(tmp_path: Path) -> None:
    """Two processes leave the rows that one leaves."""
    script = tmp_path / "batch.py"
    script.write_text(SCRIPT)
    here = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, str(script), str(tmp_path / "rows")], check=True, env=here)
    told = [(tmp_path / f"rows{number}.csv").read_text().splitlines() for number in (1, 2)]
    assert len(told[0]) > 24
    assert told[0] == told[1]


def test_the_network_lies_where_the_councils_do() -> None:
    """The layout for Mesa's drawings has every council at its place on the map."""
    model = PartnershipModel(BUSY, seed=2)
    given = model.geography.councils
    layout = map_layout(model.grid.G, seed=0)
    assert list(layout) == list(range(30))
    assert list(layout.values()) == list(zip(given["x_km"], given["y_km"], strict=True))


def view(model: Any, **given: Any) -> Any:
    """Render Mesa's view of a model and return what finds its parts."""
    solara = pytest.importorskip("solara")
    pytest.importorskip("altair")
    from mesa.visualization import SolaraViz, make_plot_component, make_space_component
    from mesa.visualization.components import AgentPortrayalStyle

    def portray(council: Council) -> Any:
        return AgentPortrayalStyle(color="tab:red" if council.partners else "lightgrey", size=20)

    components = [
        make_space_component(portray, layout_alg=map_layout, draw_grid=False),
        make_space_component(portray),
        make_plot_component("councils_sharing"),
        make_plot_component(["partnerships", "talks_open"]),
    ]

    @solara.component
    def Page() -> None:  # noqa: N802 # as Solara names components
        with solara.AppLayout():
            SolaraViz(model, components=components, **given)

    return solara.render(Page(), handle_error=False)[1]


def press(found: Any, label: str) -> None:
    """Press a button of the view."""
    import ipyvuetify

    buttons = [one for one in found.find(ipyvuetify.Btn).widgets if label in one.children]
    assert len(buttons) == 1
    buttons[0].click()


def test_the_view_of_mesa_shows_steps_and_resets() -> None:
    """SolaraViz draws network and curves; Step plays months; Reset makes the model it is told."""
    solara, ipywidgets, _ = (
        pytest.importorskip(name) for name in ("solara", "ipywidgets", "altair")
    )
    from mesa.visualization import Slider

    held = solara.reactive(PartnershipModel(BUSY, seed=2))
    slider = Slider("Planned months", 6, 1, 18, 1)
    found = view(held, model_params={"base": BUSY, "seed": 7, "talks.planned_months": slider})
    assert len(found.find(ipywidgets.Image).widgets) == 4
    for _ in range(3):
        press(found, "Step")
    assert (held.value.month, held.value.seed_used) == (3, 2)
    press(found, "Reset")
    assert (held.value.month, held.value.seed_used) == (0, 7)
    assert held.value.base == BUSY.with_changes({"talks.planned_months": 6})
    press(found, "Step")
    assert held.value.month == 1
    found.close()


def test_the_view_takes_a_model_as_it_is() -> None:
    """A model needs no parameters for the view; Reset then makes one of the default scenario."""
    solara = pytest.importorskip("solara")
    held = solara.reactive(PartnershipModel(seed=1, **{"period.months": 3}))
    found = view(held)
    for _ in range(3):
        press(found, "Step")
    assert not held.value.running
    press(found, "Reset")
    assert (held.value.month, held.value.base) == (0, Scenario())
    found.close()
