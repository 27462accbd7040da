"""What holds for every test: the model is compiled, and how hypothesis looks for counterexamples.

`pytest --hypothesis-profile thorough` looks longer, and elsewhere each time.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from simulation.code_cache import compiles
from simulation.ensemble import prepare

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "suite",
    deadline=None,  # the first run may have to compile
    derandomize=True,
    max_examples=40,
    print_blob=True,
    suppress_health_check=SLOW,
)
settings.register_profile(
    "thorough", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=SLOW
)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def compiled_code() -> None:
    """Compile the model once: a test that needs it to be missing has a cache of its own."""
    if compiles():
        prepare()
