"""Firefox without a screen, driven through WebDriver BiDi: what a test of the page needs of it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

PATIENCE = 20.0
"""Seconds that anything is waited for."""

QUIET = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""Settings with which it asks nobody for anything by itself."""


class Tab:
    """A tab of Firefox.

    Parameters
    ----------
    socket : ClientConnection
        To the browser.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._numbers = socket, itertools.count(1)
        self.errors: list[str] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        tree = self._ask("browsingContext.getTree")
        self._context = tree["contexts"][0]["context"]

    def size(self, width: int, height: int) -> None:
        """Give the page this room."""
        room = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._context, viewport=room)

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def go(self, steps: int) -> None:
        """Go back or on in the history."""
        self._ask("browsingContext.traverseHistory", context=self._context, delta=steps)

    def value(self, script: str) -> Any:
        """Return what an expression comes to in the page."""
        answer = self._ask(
            "script.evaluate", expression=f"JSON.stringify({script})", awaitPromise=True,
            target={"context": self._context},
        )  # fmt: skip
        if answer["type"] != "success":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def until(self, script: str) -> Any:
        """Wait until an expression is true in the page, and return what it comes to."""
        end = time.monotonic() + PATIENCE
        while not (value := self.value(script)):
            assert time.monotonic() < end, f"waited in vain for: {script}"
            time.sleep(0.1)
        return value

    def click(self, selector: str) -> None:
        """Press the left button in the middle of an element, once it is there to be pressed."""
        one = f"document.querySelector({json.dumps(selector)})"
        self.until(f"{one} !== null && !{one}.disabled")
        box = f"{one}.getBoundingClientRect()"
        x, y = self.value(f"(b => [b.left + b.width / 2, b.top + b.height / 2])({box})")
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act("pointer", [move, *press])

    def wheel(self, x: int, y: int, far: int) -> None:
        """Turn the wheel over a place."""
        self._act("wheel", [{"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": far}])

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self._ask("input.performActions", context=self._context, actions=[source])

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=3 * PATIENCE))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(str(message["params"]["text"]))
            if message.get("id") == number:
                assert message["type"] == "success", message
                return message["result"]

    def __enter__(self) -> Self:
        """Return the tab."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the session."""
        self._ask("session.end")


@contextmanager
def firefox() -> Iterator[Tab]:
    """Give a tab of Firefox while the block lasts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = (f"user_pref({json.dumps(key)}, {json.dumps(value)});"
                    for key, value in QUIET.items())  # fmt: skip
        (Path(profile) / "user.js").write_text("\n".join(settings), encoding="utf-8")
        command = [str(FIREFOX), "--headless", "--no-remote", "--profile", profile,
                   "--remote-debugging-port", "0"]  # fmt: skip
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as browser:
            try:
                with (
                    connect(f"{_place(browser)}/session", max_size=None) as socket,
                    Tab(socket) as tab,
                ):
                    yield tab
            finally:
                browser.terminate()


def _place(browser: subprocess.Popen[str]) -> str:
    """Return where it listens, which it says on its stream of errors."""
    for line in browser.stderr or ():
        told = re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
        if told:
            return told[1]
    raise RuntimeError("Firefox did not start")
