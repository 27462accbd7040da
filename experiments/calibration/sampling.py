"""ABC-SMC by pyABC: one generation after the other, each kept as soon as it is whole.

The parameter sets that are tried are drawn from numbers that follow from the seed, the generation
and the place in it, and not from who draws them: one worker and many give the same posterior.
"""

from __future__ import annotations

import json
import logging
import random
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from experiments.calibration.database import FIRST, MEMORY, Generation, address, open_history
from experiments.calibration.particle import VALUES, Distance, Plays, Proposal, gaps_of
from experiments.calibration.priors import ScoredParticle, score_distribution
from experiments.calibration.study import Sampling
from experiments.calibration.targets import Target
from experiments.execution.workers import WAITING, Workers
from simulation.errors import InputError
from simulation.parameters.prior import Prior

_one_at_a_time = threading.Lock()
"""pyABC draws from the common random numbers of the process."""

Told = Callable[[int, int, int, float], None]
"""Hears generation (from 0; -1 is the sample that sets the first threshold), particles accepted
and tried, and the threshold."""


@dataclass(frozen=True)
class Question:
    """What is sampled.

    Parameters
    ----------
    particle : Plays
        Plays parameter sets.
    priors : mapping of str to Prior
        What is calibrated.
    targets : tuple of Target
        What it is held against.
    sampling : Sampling
        How much.
    proposal : Proposal
        Draws the particles of later generations.
    start : Generation or None
        A first generation that is there already.
    batch : int
        Particles that are tried at once.
    """

    particle: Plays
    priors: Mapping[str, Prior]
    targets: tuple[Target, ...]
    sampling: Sampling
    proposal: Proposal = field(default_factory=Proposal)
    start: Generation | None = None
    batch: int = 1


class Exhausted(Exception):  # noqa: N818 -- no error: it ends a generation
    """Too few particles of a generation were accepted."""


class Tries:
    """What pyABC hands its jobs to: it counts them, and ends a generation that goes nowhere.

    Parameters
    ----------
    question : Question
        What is sampled.
    workers : Workers
        Who plays.
    told : Told
        Hears how far a generation is.
    """

    def __init__(self, question: Question, workers: Workers, told: Told) -> None:
        self.question, self.workers, self.told = question, workers, told
        sampling = question.sampling
        self.most = round(sampling.particles / sampling.least_acceptance)
        self.begin(-1, np.inf)

    def begin(self, generation: int, threshold: float) -> None:
        """Begin a generation."""
        self.generation, self.threshold = generation, threshold
        self.accepted = self.number = 0
        self.nearest = np.full(len(self.question.targets), np.inf)
        self.best = np.full(len(self.question.targets), np.nan)
        self._waiting: list[Job] = []

    def submit(self, _work: Any, packed: bytes, _size: int, places: Sequence[int]) -> Job:
        """Hand out a job of pyABC's, with numbers of our own to draw from.

        Raises
        ------
        Exhausted
            If all tries that a generation has are used up.
        """
        if places[0] >= self.most:
            for job in self._waiting:
                job.result()
            if self.accepted < self.question.sampling.particles:
                raise Exhausted
        seeds = [(self.question.particle.seed, self.generation, place) for place in places]
        job = Job(self.workers.client.submit(try_particles, packed, seeds), self._count)
        self._waiting = [one for one in self._waiting if not one.counted] + [job]
        return job

    def _count(self, found: list[tuple[Any, bool, int]]) -> None:
        for particle, accepted, _ in found:
            self.accepted += accepted
            self.number += 1
            values = particle.sum_stat[VALUES]
            gaps = np.abs(gaps_of(self.question.targets, values))
            nearer = gaps < self.nearest
            self.nearest = np.where(nearer, gaps, self.nearest)
            self.best = np.where(nearer, values, self.best)
        self.told(self.generation, self.accepted, self.number, self.threshold)

    def out_of_reach(self) -> InputError:
        """Return the error that names the summary statistic that stays furthest off."""
        worst = int(np.argmax(self.nearest))
        target, sampling = self.question.targets[worst], self.question.sampling
        band = " to ".join(f"{end:.4g}" for end in (target.low, target.high))
        return InputError(
            f"generation {self.generation + 1} accepted {self.accepted} of {self.number} particles "
            f"at a distance of at most {self.threshold:.3g}; furthest out of reach is {target.row} "
            f"({target.what}): {self.best[worst]:.4g} at the nearest, {self.nearest[worst]:.1f} "
            f"steps from the best of its band {band}",
            field="sampling",
            allowed=f"wider priors, larger thresholds, or a least_acceptance below "
            f"{sampling.least_acceptance:g}",
        )


class Job:
    """A future that is counted once, when its result is taken."""

    def __init__(self, future: Any, count: Callable[[Any], None]) -> None:
        self._future, self._count, self.counted = future, count, False

    def done(self) -> bool:
        """Return whether the job is finished."""
        return bool(self._future.done())

    def cancel(self) -> None:
        """Forget the job if it has not begun."""
        self.counted = True
        self._future.cancel()

    def result(self) -> Any:
        """Return what the job found."""
        found = self._future.result()
        if not self.counted:
            self.counted = True
            self._count(found)
        return found


def sample(
    question: Question, path: Path | None, identity: Mapping[str, Any], workers: Workers, told: Told
) -> Any:
    """Sample until all generations are there; go on where a database ends.

    Parameters
    ----------
    question : Question
        What is sampled.
    path : Path or None
        The database; made if it is not there. None keeps nothing.
    identity : mapping
        What the study is known by.
    workers, told
        Who plays, and who hears of it.

    Returns
    -------
    History
        Of pyABC, with at least one generation.

    Raises
    ------
    InputError
        If the database is another study's, or no particle of a generation was accepted.
    """
    tries = Tries(question, workers, told)
    analysis = _analysis(question, tries)
    history = _history(analysis, question, path, identity)
    if history.max_t + 1 >= question.sampling.generations:
        return history
    try:
        _go_on(analysis, tries, question.sampling.generations)
    except Exhausted:
        if tries.accepted == 0 or history.max_t < 0:
            raise tries.out_of_reach() from None
    finally:
        history.done()
    return history


def _history(
    analysis: Any, question: Question, path: Path | None, identity: Mapping[str, Any]
) -> Any:
    """Return the history of a database that was begun, or of a new one."""
    if path and path.exists() and open_history(path, identity).all_runs():
        return analysis.load(address(path), FIRST)
    centres = np.array([target.centre for target in question.targets])
    place = address(path) if path else MEMORY
    history = analysis.new(place, {VALUES: centres}, meta_info=json.dumps(identity))
    if question.start is not None:
        question.start.store(history, [model.name for model in analysis.models])
    return history


def _analysis(question: Question, tries: Tries) -> Any:
    import pyabc

    logging.getLogger("ABC").setLevel(logging.ERROR)  # progress is told by `told`
    thresholds = question.sampling.thresholds
    return pyabc.ABCSMC(
        ScoredParticle(question.particle, question.priors),
        score_distribution(question.priors),
        Distance(question.targets),
        population_size=question.sampling.particles,
        transitions=question.proposal,
        eps=pyabc.ListEpsilon(list(thresholds)) if thresholds else pyabc.MedianEpsilon(),
        sampler=pyabc.sampler.ConcurrentFutureSampler(
            tries, client_max_jobs=WAITING * tries.workers.number, batch_size=question.batch
        ),
    )


def _go_on(analysis: Any, tries: Tries, generations: int) -> None:
    """Sample the generations that are missing."""
    first = analysis.initialize_components_before_run(
        minimum_epsilon=None,
        max_nr_populations=generations,
        min_acceptance_rate=0.0,
        max_total_nr_simulations=np.inf,
        max_walltime=None,
        min_eps_diff=0.0,
    )
    for generation in range(first, generations):
        tries.begin(generation, float(analysis.eps(generation)))
        analysis.run_generation(generation)


def try_particles(
    packed: bytes, seeds: Iterable[tuple[int, int, int]]
) -> list[tuple[Any, bool, int]]:
    """Try some parameter sets, each drawn from its own numbers.

    Parameters
    ----------
    packed : bytes
        The function of pyABC that draws, plays and judges a particle, as cloudpickle packs it.
    seeds : iterable of (int, int, int)
        For each particle the seed of the study, the generation and its place in it.

    Returns
    -------
    list of (object, bool, int)
        Particle of pyABC, whether it was accepted, and its place.
    """
    import cloudpickle

    simulate: Any = cloudpickle.loads(packed)
    with _one_at_a_time, _common_numbers_restored():
        found = []
        for seed, generation, place in seeds:
            mixed = np.random.SeedSequence([seed, generation + 1, place]).generate_state(8)
            random.seed(mixed.tobytes())
            np.random.seed(mixed)  # noqa: NPY002 -- pyABC and SciPy draw from it
            particle = simulate()
            found.append((particle, particle.accepted, place))
    return found


@contextmanager
def _common_numbers_restored() -> Iterator[None]:
    """Put Python's and NumPy's common random numbers back as they were."""
    before = random.getstate(), np.random.get_state()  # noqa: NPY002 -- as in `try_particles`
    try:
        yield
    finally:
        random.setstate(before[0])
        np.random.set_state(before[1])  # noqa: NPY002 -- as in `try_particles`
