"""England over 168 months: the compiled driver and the Mesa driver in one process."""

from __future__ import annotations

from statistics import median
from time import process_time

from benchmarks.measured import Measured, in_turns, middle_ratio
from simulation import PartnershipModel, Scenario
from simulation.ensemble import Player, prepare
from simulation.maps import geography_of


def measure(*, quick: bool) -> list[Measured]:
    """Return the time of a run of either driver, and their ratio.

    Parameters
    ----------
    quick : bool
        Fewer repeats.
    """
    prepare()
    scenario = Scenario.default()
    player = Player(scenario, geography_of(scenario), seed=1)
    models: list[PartnershipModel] = []

    def step() -> None:
        model = models.pop()
        while model.running:
            model.step()

    measured = {
        "compiled": lambda: player.play(0, player.size),
        "make": lambda: models.append(PartnershipModel(scenario, rng=1)),
        "step": step,
    }
    measured["compiled"]()
    times = in_turns(measured, 3 if quick else 9, process_time)
    runs = [time / player.size for time in times["compiled"]]
    whole = [made + stepped for made, stepped in zip(times["make"], times["step"], strict=True)]
    months = scenario.period.months
    each = f"median of {len(runs)}"
    return [
        Measured("compiled against Mesa driver", middle_ratio(whole, runs), "x", least=150.0,
                 note=f"{each}, in turns, one process, processor time"),
        Measured("compiled: England, 168 months, all tables", 1e3 * median(runs), "ms a run",
                 most=3.0, note=f"{each} chunks of {player.size} runs, after warm-up"),
        Measured("Mesa: the same run", median(whole), "s", most=1.2, note=f"{each}, set-up in it"),
        Measured("Mesa: mean step", 1e3 * median(times["step"]) / months, "ms", most=7.0,
                 note=each),
    ]  # fmt: skip
