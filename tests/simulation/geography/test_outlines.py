"""The packaged outlines are those of England's lower-tier councils, and lie where these do."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from simulation.geography import TIERS, england
from simulation.geography import outlines as module
from simulation.geography.outlines import CREDIT, Floats, council_outlines

LOWER = tuple(tier for tier in TIERS if tier != "county")


def centre(rings: list[Floats]) -> Floats:
    """Return the centre of what some rings hold; a hole runs the other way round."""
    size, moment = 0.0, np.zeros(2)
    for ring in rings:
        origin = rings[0][0]
        (x, y), (u, v) = (ring[:-1] - origin).T, (ring[1:] - origin).T
        twice = x * v - u * y
        size += twice.sum() / 2
        moment += np.array([((x + u) * twice).sum(), ((y + v) * twice).sum()]) / 6
    return np.asarray(rings[0][0] + moment / size)


def test_every_lower_tier_council_has_an_outline() -> None:
    """The 326 codes are those of the table's councils that are no counties."""
    codes = england(LOWER).councils["code"]
    assert set(council_outlines().shapes) == set(codes)
    assert len(codes) == 326


def test_rings_name_arcs_that_are_there_and_are_closed() -> None:
    """Every ring goes along known borders from end to end, and comes back to where it began."""
    outlines = council_outlines()
    used: Counter[int] = Counter()
    for code, rings in outlines.shapes.items():
        used.update({one if one >= 0 else ~one for ring in rings for one in ring})
        for ring in rings:
            points = outlines.ring(ring)
            length = sum(len(outlines.arcs[one if one >= 0 else ~one]) - 1 for one in ring)
            assert len(points) == length + 1, code
            assert (points[0] == points[-1]).all(), code
            for one, other in pairwise(ring):
                end = outlines.arcs[one][-1] if one >= 0 else outlines.arcs[~one][0]
                start = outlines.arcs[other][0] if other >= 0 else outlines.arcs[~other][-1]
                assert (end == start).all(), code
    assert set(used) == set(range(len(outlines.arcs)))


def test_a_border_of_two_councils_is_stored_once() -> None:
    """Most borders belong to two councils, and no two arcs are the same line."""
    outlines = council_outlines()
    lines = {frozenset([one.tobytes(), one[::-1].tobytes()]) for one in outlines.arcs}
    assert len(lines) == len(outlines.arcs)


def test_outlines_lie_where_the_table_says() -> None:
    """The centre of each outline is within two kilometres of the table's, on average far less."""
    outlines, councils = council_outlines(), england(LOWER).councils
    far = [
        np.hypot(*(centre(outlines.rings(row.code)) - [row.x_km, row.y_km]))
        for row in councils.itertuples()
    ]
    assert max(far) < 2.0
    assert np.mean(far) < 0.2


def test_what_is_owed_is_said_beside_the_data() -> None:
    """The page beside the packaged tables names the file, its source, and the line that is due."""
    page = Path(module.__file__).parent / "data" / "ATTRIBUTION.md"
    text = " ".join(page.read_text(encoding="utf-8").split())
    assert "outlines.json" in text
    assert CREDIT in text
    assert "Martin Chorley" in text
