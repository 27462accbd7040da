"""What holds for every test: how hypothesis looks for counterexamples.

`pytest --hypothesis-profile thorough` looks longer, and elsewhere each time.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

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
