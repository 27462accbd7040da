"""The page for the projector: how to join, who is here, what all guess and how their runs end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app.following import handler, use_changes
from experiments.browser.app.reconnect import connection_strip
from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.guesses import pooled_guesses, question_named
from experiments.browser.classroom.runs import pooled_runs
from experiments.browser.visit.links import View, pack
from experiments.browser.visit.presets import PRESETS, preset_groups
from experiments.browser.visit.visit import Handler
from simulation.errors import InputError
from simulation.months import date_after, month_text


@solara.component_vue("vue/Projector.vue", vuetify=False)
def projector_view(  # noqa: PLR0913
    *,
    name: str,
    address: str,
    code: str,
    token: str,
    here: int,
    joined: int,
    questions: Sequence[Any],
    runs: Any,
    event_reveal: Handler,
) -> None:
    """Show the class in big type."""


@solara.component_vue("vue/Bring.vue", vuetify=False)
def bring_view(
    *,
    presets: Sequence[Any],
    months: Sequence[str],
    problem: str,
    called: str,
    event_bring: Handler,
) -> None:
    """Choose a scenario, a seed and a month, and bring everyone there."""


@solara.component
def Projector(classroom: Classroom) -> Any:  # noqa: N802
    """Show the class, and let whoever leads it act."""
    use_changes(classroom, lambda: (_sight(classroom), _called(classroom)))
    problem = solara.use_reactive("")

    def reveal(given: dict[str, Any]) -> None:
        question = question_named(str(given.get("name")))
        if question is not None:
            classroom.reveal(question, shown=given.get("shown") is True)

    def bring(given: dict[str, Any]) -> None:
        classroom.bring(_query(classroom, given), own_seeds=given.get("own_seeds") is True)

    period = classroom.scenario.period
    months = [month_text(date_after(period.start, one)) for one in range(-1, period.months)]
    shown = projector_view(
        name=classroom.name, address=classroom.address, code=classroom.code,
        token=classroom.token, **_sight(classroom), event_reveal=handler(reveal, problem.set),
    )  # fmt: skip
    form = bring_view(
        presets=_presets(), months=months, problem=problem.get(), called=_called(classroom),
        event_bring=handler(bring, problem.set),
    )  # fmt: skip
    title = solara.Title(f"{classroom.name}: Council partnerships")
    parts = [connection_strip(), shown, form, title]
    return v.Html(tag="div", class_="cp cp-wall", children=parts)


def _sight(classroom: Classroom) -> dict[str, Any]:
    """Return what of the class changes while the page is open."""
    seats = classroom.seats()
    return {
        "here": sum(one.pages > 0 for one in seats),
        "joined": len(seats),
        "questions": pooled_guesses(classroom),
        "runs": pooled_runs(classroom),
    }


def _query(classroom: Classroom, given: dict[str, Any]) -> str:
    """Return the query of a link to a preset, a seed and a month.

    Raises
    ------
    InputError
        If there is no such preset, seed or month.
    """
    name, seed, month = (given.get(one) for one in ("preset", "seed", "month"))
    if name not in PRESETS:
        raise InputError("there is no such preset", value=str(name)[:40])
    for field, value in (("seed", seed), ("month", month)):
        if type(value) is not int:
            raise InputError("is not a whole number", field=field, value=str(value)[:40])
    scenario = PRESETS[name].scenario_on(classroom.scenario)
    return pack(View(scenario, seed=int(seed or 0), month=int(month or 0)), classroom.scenario)


def _presets() -> list[Any]:
    """Return the presets to choose from, by the headings they stand under."""
    return [
        {"group": group, "presets": [(one.name, one.title) for one in presets]}
        for group, presets in preset_groups().items()
    ]


def _called(classroom: Classroom) -> str:
    """Return where all were brought last, in words; empty for nowhere."""
    if classroom.call is None:
        return ""
    view, own = classroom.call.view, classroom.call.own_seeds
    date = month_text(date_after(view.scenario.period.start, view.month))
    seed = f"seeds from {view.seed} on" if own else f"seed {view.seed}"
    return f"Everyone was brought to {date}, {seed}."
