"""Messages through the WebSocket: only those of our page are followed, whatever else comes."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

pytest.importorskip("solara", reason="the extra `browser` is not installed")

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from experiments.browser.app.messages import is_ours
from tests.browser.driving import served

HEADER = {"date": "2026", "msg_id": "m", "session": "s", "username": "", "version": "5.2"}
ARGS = {"path": "/", "dark": False, "themes": {"light": {}, "dark": {}}, "appName": None}


def message(kind: Any, content: Any, /, **parts: Any) -> str:
    """Return a message as a page sends it, with other parts."""
    header = {**HEADER, "msg_type": kind}
    whole = {"header": header, "content": content, "metadata": {}, "parent_header": {},
             "channel": "shell", "buffers": []}  # fmt: skip
    return json.dumps({name: value for name, value in {**whole, **parts}.items() if value != "-"})


def to(comm: Any, data: Any) -> str:
    """Return a message to a part of the page."""
    return message("comm_msg", {"comm_id": comm, "data": data})


def custom(comm: str, **content: Any) -> str:
    """Return a message of an event of a part."""
    return to(comm, {"method": "custom", "content": content})


START = message("comm_open", {"comm_id": "c", "target_name": "solara.control", "data": {}})
RUN = to("c", {"method": "run", "args": ARGS})

OURS = [
    START, RUN, message("kernel_info_request", {}), message("comm_close", {"comm_id": "c"}),
    message("comm_info_request", {"target_name": "jupyter.widget"}),
    to("c", {"method": "update", "state": {"dark_effective": True}, "buffer_paths": []}),
    custom("c", event="advance", data=12), custom("c", event="restart"),
    to("c", {"method": "app-status"}),
]  # fmt: skip

WRONG = [
    "", "x", "[]", "null", "1", "{}", "[" * 100_000, '{"a":' * 900, "1" * 5000, '{"header": 1}',
    *(message("comm_msg", {"comm_id": "c"}, **{part: value})
      for part in ("header", "content", "buffers", "channel", "metadata")
      for value in ("-", None, 1, [1], "x")),
    message("kernel_info_request", {}, channel="control"), message(["a"], {}), message("", {}),
    message("shutdown_request", {}), message("execute_request", {"code": "1"}),
    message("comm_info_request", {"target_name": ["a"]}),
    message("comm_open", {"comm_id": "z", "target_name": "jupyter.widget", "data": {"state": {}}}),
    message("comm_open", {"comm_id": "z" * 900, "target_name": "solara.control", "data": {}}),
    message("comm_close", {"comm_id": {}}), to([], {"method": "run"}), to("c", []), to("c", {}),
    to("c", {"method": "reload"}), to("c", {"method": "evict"}), to("c", {"method": []}),
    *(to("c", {"method": "run", "args": {**ARGS, name: value}})
      for name, value in (("path", 5), ("path", "/" * 9000), ("appName", "x"), ("themes", 1))),
    custom("c", create_widget=["os", "system"], props={}, id="1"),
    custom("c", update_ref={"functionRef": "close"}, id="1", prop="a"), custom("c", event="A b"),
    custom("c", event=["advance"]), to("c", {"method": "update", "state": {"_model_name": "x"}}),
    to("c", {"method": "update", "state": {"dark_effective": 5}}),
    custom("c", event="advance", data=float("nan")),
]  # fmt: skip
"""Messages that our page never sends."""

DATA: list[Any] = [
    None, -1, "x", [], {}, {"month": "x"}, 1e999, {"name": 1, "value": []}, True, 10**4000,
    {"files": {"councils": None}}, {"what": "toml", "files": {"toml": 1}}, {"kind": {}},
]  # fmt: skip
"""What comes with events; no part of the page can mean all of them."""


@pytest.mark.parametrize("text", OURS)
def test_what_a_page_sends_is_followed(text: str) -> None:
    """Each kind of message of our page goes through."""
    assert is_ours(text)


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_what_no_page_sends_is_dropped(text: str) -> None:
    """Half messages, wrong types and what would load modules or call methods is not followed."""
    assert not is_ours(text)


def cookie(address: str) -> str:
    """Return the name of a new visitor."""
    asking = http.client.HTTPConnection(urlsplit(address).netloc)
    asking.request("GET", "/")
    return str(asking.getresponse().getheader("set-cookie")).partition(";")[0]


class Visitor:
    """A visitor who speaks through a WebSocket by hand, until `open_until` is left."""

    def __init__(self, address: str, open_until: ExitStack) -> None:
        self._open_until = open_until
        self._cookie, self.kernel = cookie(address), str(uuid4())
        self._place = f"ws://{urlsplit(address).netloc}/jupyter/api/kernels"
        self.socket = self.connected(self.kernel)

    def connected(self, kernel: str) -> ClientConnection:
        """Return a connection to a session."""
        where = f"{self._place}/{kernel}/channels?session_id={uuid4()}"
        # What comes is taken though nobody listens, or the pings of the server were not answered.
        opened = connect(
            where, additional_headers={"Cookie": self._cookie}, max_size=None, max_queue=None
        )
        return self._open_until.enter_context(opened)

    def start(self) -> dict[str, list[str]]:
        """Open the page; return what events its parts take, by the name of the part."""
        parts = {}
        self.socket.send(START)
        self.socket.send(RUN)
        for one in self.heard():
            state = one["content"].get("data", {}).get("state", {})
            if state.get("events"):
                names = [name for name in state["events"] if not name.startswith("event_")]
                parts[str(one["content"]["comm_id"])] = names
            if one["content"].get("data", {}).get("method") == "finished":
                break
        return parts

    def heard(self) -> Iterator[Any]:
        """Yield what comes, until nothing comes for some seconds."""
        while True:
            got = self.socket.recv(timeout=20)
            if isinstance(got, str):
                yield json.loads(got)

    def is_served(self) -> bool:
        """Return whether the server answers."""
        self.socket.send(message("kernel_info_request", {}))
        return any(one["header"]["msg_type"] == "kernel_info_reply" for one in self.heard())

    def send(self, text: str | bytes) -> None:
        """Send what may end the connection, and connect again if it did."""
        try:
            self.socket.send(text)
            self.is_served()
        except ConnectionClosed:
            self.socket = self.connected(self.kernel)


def test_no_message_ends_a_session_or_writes_a_traceback(small_world: str, tmp_path: Path) -> None:
    """Wrong messages, and events with wrong data, leave the log short and other visitors alone."""
    log = tmp_path / "log.txt"
    with (
        log.open("w") as errors,
        served(small_world, errors=errors) as place,
        ExitStack() as open_until,
    ):
        other, hostile = (Visitor(place.address, open_until) for _ in range(2))
        other.start()
        parts = hostile.start()
        assert len(parts) >= 5
        raw: list[str | bytes] = [*WRONG, b"", b"abc", b"\x00\x00\x00\x01{}", "x" * 9_000_000]
        for text in raw:
            hostile.send(text)
        for part, events in parts.items():
            for event in (*events, "not_there"):
                for data in DATA:
                    hostile.socket.send(custom(part, event=event, data=data))
        assert hostile.is_served()
        stolen = hostile.connected(other.kernel)
        assert "mismatch" in str(stolen.recv(timeout=20))
        with pytest.raises(ConnectionClosed):
            stolen.recv(timeout=20)
        assert other.is_served()
        assert hostile.is_served()
    text = log.read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert max(map(len, text.splitlines()), default=0) < 300
