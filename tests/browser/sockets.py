"""A page without a web browser: it says and hears what one does, and draws nothing."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from websockets.sync.client import connect

PATIENCE = 120.0

Message = dict[str, Any]


class RawPage:
    """A page of the view as its server knows it.

    Parameters
    ----------
    address : str
        Of the server.
    query : str
        Of the link that is opened.

    Attributes
    ----------
    state : dict of str to dict
        What each part shows and which events it sends, by its name.
    """

    def __init__(self, address: str, query: str = "") -> None:
        place = urlsplit(address)
        self.state: dict[str, dict[str, Any]] = {}
        self._kernel, self._page = str(uuid4()), str(uuid4())
        self._http = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
        self._http.request("GET", "/")
        answer = self._http.getresponse()
        answer.read()
        self._cookie = {"Cookie": (answer.getheader("set-cookie") or "").partition(";")[0]}
        channels = (
            f"ws://{place.netloc}/jupyter/api/kernels/{self._kernel}/channels"
            f"?session_id={self._page}"
        )
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                channels, additional_headers=self._cookie, max_size=None,
                open_timeout=PATIENCE,
            )
        )  # fmt: skip
        self._start(query)

    def _start(self, query: str) -> None:
        control = str(uuid4())
        opening = {"comm_id": control, "target_name": "solara.control", "data": {}}
        self.say("comm_open", opening)
        run = {"path": f"/{query}", "appName": None, "dark": False,
               "themes": {"light": {}, "dark": {}}}  # fmt: skip
        self.say("comm_msg", {"comm_id": control, "data": {"method": "run", "args": run}})
        self.hear(lambda message: _data(message).get("method") == "finished")
        self.settle()

    def say(self, kind: str, content: Message) -> None:
        """Send a message."""
        header = {"msg_id": str(uuid4()), "msg_type": kind, "session": self._page, "username": "",
                  "version": "5.3", "date": ""}  # fmt: skip
        message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell",
                   "buffers": [], "content": content}  # fmt: skip
        self._socket.send(json.dumps(message))

    def send(self, event: str, data: Any = None, part: str | None = None) -> None:
        """Send an event, from the part that has it unless another is named."""
        content = {"event": event, "data": data}
        self.say("comm_msg", {"comm_id": part or self.part_with(event),
                              "data": {"method": "custom", "content": content}})  # fmt: skip

    def part_with(self, event: str) -> str:
        """Return the newest part that sends an event."""
        return [name for name, state in self.state.items() if event in state.get("events", ())][-1]

    def shown(self, event: str) -> dict[str, Any]:
        """Return what the part shows that sends an event."""
        return self.state[self.part_with(event)]

    def hear(self, until: Callable[[Message], bool]) -> None:
        """Take messages until one that is waited for."""
        while True:
            message = self._heard()
            content, state = message["content"], _data(message).get("state") or {}
            if content.get("comm_id"):
                self.state.setdefault(content["comm_id"], {}).update(state)
            if until(message):
                return

    def settle(self) -> None:
        """Take all that is answered to what was sent."""
        self.hear(lambda message: message["content"].get("execution_state") == "idle")

    def until(self, there: Callable[[], bool]) -> None:
        """Take messages until something is there."""
        if not there():
            self.hear(lambda _: there())

    def _heard(self) -> Message:
        message = self._socket.recv(timeout=PATIENCE)
        if isinstance(message, bytes):  # the text of a message stands before what is attached
            number = int.from_bytes(message[:4], "big")
            starts = [int.from_bytes(message[4 * k : 4 * k + 4], "big") for k in (1, 2)]
            message = message[starts[0] : starts[1] if number > 1 else None].decode()
        whole: Message = json.loads(message)
        return whole

    def close(self) -> None:
        """Close the page as a web browser does."""
        self._open.close()
        close = f"/_solara/api/close/{self._kernel}?session_id={self._page}"
        self._http.close()  # it has been silent for long, and is opened anew
        self._http.request("POST", close, headers=self._cookie)
        self._http.getresponse().read()
        self._http.close()


def _data(message: Message) -> dict[str, Any]:
    return message["content"].get("data") or {}
