"""A discovery as tables, and as plain values."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from experiments.decisions.discovery.discovery import Discovery
from experiments.decisions.discovery.limits import TestedLimit
from experiments.decisions.discovery.words import box_words, limit_row


def trajectory_table(found: Discovery) -> pd.DataFrame:
    """Return the boxes to choose from, a row each."""
    rows = [
        {
            "box": number,
            "coverage": step.coverage,
            "density": step.density,
            "mass": step.mass,
            "limits": len(step.box),
            "words": box_words(step.box, found.cases),
        }
        for number, step in enumerate(found.steps)
    ]
    return pd.DataFrame(rows)


def limits_table(found: Discovery) -> pd.DataFrame:
    """Return the limits of all boxes and those that the first lost, a row each."""
    rows = [
        _limit(found, one, 1, in_box=one in found.limits) for one in (*found.limits, *found.dropped)
    ]
    for number, further in enumerate(found.further, 2):
        rows += [_limit(found, one, number, in_box=True) for one in further.limits]
    names = ["name", "side", "value", "values", "words", "p", "resamples", "in_box", "region"]
    return pd.DataFrame(rows, columns=names)


def _limit(found: Discovery, one: TestedLimit, region: int, *, in_box: bool) -> dict[str, Any]:
    return {
        **limit_row(one.limit, found.cases),
        "p": one.p_value,
        "resamples": one.back,
        "in_box": in_box,
        "region": region,
    }


def further_rows(found: Discovery) -> list[dict[str, Any]]:
    """Return the boxes after the first as plain values, a mapping each."""
    return [
        {
            "words": box_words(one.box.box, found.cases),
            **{name: dict(ends._asdict()) for name, ends in one.intervals._asdict().items()},
            "rate_outside_earlier_boxes": one.rate,
            "coverage_together": one.together,
            "held_out_density": one.resamples.density,
            "held_out_coverage": one.resamples.coverage,
            "resamples": one.resamples.times,
            "limits": [_limit(found, limit, number, in_box=True) for limit in one.limits],
        }
        for number, one in enumerate(found.further, 2)
    ]


def tree_table(found: Discovery) -> pd.DataFrame:
    """Return the leaves of the tree, a row each."""
    rows = [
        {
            "density": leaf.density,
            "coverage": leaf.coverage,
            "mass": leaf.mass,
            "words": box_words(leaf.box, found.cases),
        }
        for leaf in found.tree.leaves
    ]
    return pd.DataFrame(rows, columns=["density", "coverage", "mass", "words"])


def as_json(discovery: Discovery) -> dict[str, Any]:
    """Return what was found as plain values; a number that is unknown is None."""
    found, box = discovery.found, discovery.box
    something = discovery.is_something
    limits = limits_table(discovery)
    limits = limits[limits["region"] == 1]
    content = {
        "outcome": discovery.condition.text,
        "unit": found.unit,
        "cases": int(discovery.cases.number.sum()),
        "hits": int(discovery.cases.hits.sum()),
        "left_out": found.without,
        "found": something,
        "chance": discovery.chance,
        "box": discovery.number,
        "words": box_words(box.box, discovery.cases) if something else None,
        **{
            name: dict(one._asdict()) if something else None
            for name, one in discovery.intervals._asdict().items()
        },
        "held_out_density": discovery.resamples.density,
        "held_out_coverage": discovery.resamples.coverage,
        "resamples": discovery.resamples.times,
        "limits": limits.to_dict("records") if something else [],
        "further": further_rows(discovery),
        "trajectory": trajectory_table(discovery).to_dict("records"),
        "tree": tree_table(discovery).to_dict("records"),
    }
    plain: dict[str, Any] = known_numbers(content)
    return plain


def known_numbers(content: Any) -> Any:
    """Return plain values with None for each number that is unknown."""
    if isinstance(content, dict):
        return {name: known_numbers(one) for name, one in content.items()}
    if isinstance(content, list):
        return [known_numbers(one) for one in content]
    return None if isinstance(content, float) and math.isnan(content) else content
