"""Maps that several tests look at, built once."""

from __future__ import annotations

import pytest

from simulation.geography import TIERS, Geography, england


@pytest.fixture(scope="session")
def districts() -> Geography:
    """Return the default map: the 201 shire districts."""
    return england()


@pytest.fixture(scope="session")
def everyone() -> Geography:
    """Return all 353 principal councils."""
    return england(TIERS)
