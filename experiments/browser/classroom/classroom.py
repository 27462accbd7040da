"""The class of a server: its visitors, what they have in common, and where all are called to.

Everything is in the memory of this process and gone with it. Pages follow by `wait`.
"""

from __future__ import annotations

import copy
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from experiments.browser.classroom.names import check_code, class_name, new_code
from experiments.browser.classroom.seat import Question, RunResult, Seat
from experiments.browser.guide.answers import GuessResult
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.links import LARGEST_SEED, View, pack, unpack
from simulation.errors import InputError
from simulation.scenario import Scenario

MOST_SEATS = 300
"""Visitors that are remembered; of those who have left the first go when there are more."""


@dataclass(frozen=True)
class Call:
    """Where all are brought: the view, and whether each plays with a seed of their own."""

    serial: int
    view: View
    own_seeds: bool


class Classroom:
    """A class.

    Parameters
    ----------
    name : str
        What it is called.
    scenario : Scenario
        What its server begins with.

    Attributes
    ----------
    address : str
        Where others find the server; known once it listens.
    code : str
        By which visitors join.
    token : str
        By which whoever leads the class is known.
    call : Call or None
        Where all were brought last.
    revealed : set of Question
        Questions of which the class is shown what came out.

    Raises
    ------
    InputError
        If it cannot be called so.
    """

    def __init__(self, name: str, scenario: Scenario) -> None:
        self.name, self.scenario, self.address = class_name(name), scenario, ""
        self.code, self.token = new_code(), secrets.token_urlsafe(16)
        self.call: Call | None = None
        self.revealed: set[Question] = set()
        self._seats: dict[str, Seat] = {}
        self._joined = self._serial = 0
        self._changed = threading.Condition()
        self._run: tuple[Call, RecordedModel] | None = None
        self._playing = threading.Lock()

    def is_leader(self, token: str) -> bool:
        """Return whether somebody brings the token of who leads the class."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def join(self, code: str) -> Seat:
        """Return the seat of a new visitor.

        Raises
        ------
        InputError
            If the code is wrong, or the class is full.
        """
        check_code(code, self.code)
        with self._changed:
            if len(self._seats) >= MOST_SEATS:
                self._forget_one()
            self._joined += 1
            seat = Seat(secrets.token_urlsafe(16), self._joined)
            self._seats[seat.key] = seat
            return seat

    def _forget_one(self) -> None:
        gone = next((one for one in self._seats.values() if not one.pages), None)
        if gone is None:
            raise InputError("the class is full", allowed=f"up to {MOST_SEATS} visitors")
        del self._seats[gone.key]

    def seat(self, key: str) -> Seat | None:
        """Return the seat of a visitor who joined before."""
        return self._seats.get(key)

    def seats(self) -> list[Seat]:
        """Return every visitor, in the order of joining."""
        with self._changed:
            return list(self._seats.values())

    def arrive(self, seat: Seat) -> None:
        """Note that a page of a visitor was opened."""
        self._open_pages(seat, 1)

    def leave(self, seat: Seat) -> None:
        """Note that a page of a visitor was closed; what they guessed and played stays."""
        self._open_pages(seat, -1)

    def _open_pages(self, seat: Seat, change: int) -> None:
        with self._changed:
            seat.pages += change
            self._notify()

    def note(
        self,
        seat: Seat,
        guesses: Mapping[Question, float],
        answers: Mapping[Question, GuessResult],
        result: RunResult | None,
    ) -> None:
        """Note what a visitor has guessed and played so far; a new guess replaces the last."""
        with self._changed:
            before = dict(seat.guesses), dict(seat.answers), seat.result
            seat.guesses.update(guesses)
            seat.answers.update(answers)
            seat.result = result or seat.result
            if before != (seat.guesses, seat.answers, seat.result):
                self._notify()

    def reveal(self, question: Question, *, shown: bool) -> None:
        """Show the class what came out, or hide it again."""
        with self._changed:
            (self.revealed.add if shown else self.revealed.discard)(question)
            self._notify()

    def bring(self, query: str, *, own_seeds: bool = False) -> None:
        """Call everyone to what the query of a link describes.

        Raises
        ------
        InputError
            If it describes nothing that can be shown.
        """
        view = unpack(query, self.scenario)
        if view.seed > LARGEST_SEED - MOST_SEATS:
            raise InputError("is too large", field="seed", value=view.seed)
        with self._changed:
            self._serial += 1
            self.call = Call(self._serial, view, own_seeds)
            self._changed.notify_all()

    def query_for(self, seat: Seat) -> str:
        """Return the query of where a visitor is called to; empty for nowhere."""
        if self.call is None:
            return ""
        view = self.call.view
        if self.call.own_seeds:  # talks and partnerships of another run are others
            seed = view.seed + seat.number - 1
            view = replace(view, seed=seed, talks=-1, partnership=-1)
        return f"?{pack(view, self.scenario)}"

    def common_run(self) -> RecordedModel | None:
        """Return a copy of the run that all are called to; None where each plays another.

        It is played once for all: the first who asks plays it, and the others wait for that.
        """
        call = self.call
        if call is None or call.own_seeds:
            return None
        with self._playing:
            if self._run is None or self._run[0] is not call:
                model = RecordedModel(call.view.scenario, rng=call.view.seed)
                model.advance(call.view.month + 1)
                self._run = call, model
            return copy.deepcopy(self._run[1])

    def wait(self, serial: int, stop: threading.Event) -> int:
        """Wait until something has changed since a serial, or to stop; return the serial now."""
        with self._changed:
            self._changed.wait_for(lambda: stop.is_set() or self._serial != serial)
            return self._serial

    def wake(self) -> None:
        """Let those who wait see whether they are to stop."""
        with self._changed:
            self._changed.notify_all()

    def _notify(self) -> None:
        self._serial += 1
        self._changed.notify_all()


_held: list[Classroom] = []


def hold_class(classroom: Classroom | None) -> None:
    """Let this server have a class, or none."""
    _held[:] = [] if classroom is None else [classroom]


def current_class() -> Classroom | None:
    """Return the class of this server, if it has one."""
    return _held[0] if _held else None
