"""Memory of the view's server: what three hundred visitors who came and went leave behind."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psutil
from websockets.sync.client import ClientConnection, connect

from benchmarks.measured import Measured
from tests.browser.driving import Served, served

MEGABYTE = 1024.0**2
WARM = 40
"""Visitors before the first look: by then what is loaded and kept for all is there."""

SETTLED = 5.0
"""Seconds after the last visitor in which the server collects what nobody refers to."""

PATIENCE = 120.0


def measure(*, quick: bool) -> list[Measured]:
    """Return by how much the server has grown after many visitors have come and gone.

    Parameters
    ----------
    quick : bool
        A tenth of the visitors.
    """
    visitors = 30 if quick else 300
    with served() as server:
        memory = psutil.Process(server.pid).memory_info
        come_and_go(server, WARM)
        before = memory().rss
        come_and_go(server, visitors)
        grown = (memory().rss - before) / MEGABYTE
        threads = psutil.Process(server.pid).num_threads()
    return [
        Measured(f"memory left by {visitors} visitors", grown, "MB", most=20,
                 note="England, a year played each"),
        Measured("the server's memory before", before / MEGABYTE, "MB"),
        Measured("threads of the server after", float(threads), ""),
    ]  # fmt: skip


def come_and_go(server: Served, visitors: int) -> None:
    """Let visitors open the page, play a year and close it, one after the other."""
    for _ in range(visitors):
        visit(server)
    limit = time.monotonic() + PATIENCE
    while server.visitors() and time.monotonic() < limit:
        time.sleep(0.5)
    time.sleep(SETTLED)


def visit(server: Served) -> None:
    """Open the page as a web browser does, without drawing it, play a year, and close it."""
    place = urlsplit(server.address)
    asking = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    asking.request("GET", "/")
    answer = asking.getresponse()
    answer.read()
    cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
    kernel, page = str(uuid4()), str(uuid4())
    address = f"ws://{place.netloc}/jupyter/api/kernels/{kernel}/channels?session_id={page}"
    with connect(
        address, additional_headers={"Cookie": cookie}, max_size=None, open_timeout=PATIENCE
    ) as socket:
        time_bar = opened(socket, page)
        data = {"method": "custom", "content": {"event": "advance", "data": 12}}
        say(socket, page, "comm_msg", {"comm_id": time_bar, "data": data})
        hear(socket, lambda message: message["content"].get("execution_state") == "idle")
    asking.request("POST", f"/_solara/api/close/{kernel}?session_id={page}")
    asking.getresponse().read()
    asking.close()


def opened(socket: ClientConnection, page: str) -> str:
    """Start the page; return the name of its time bar."""
    control, bars = str(uuid4()), []

    def finished(message: dict[str, Any]) -> bool:
        content = message["content"]
        data = content.get("data") or {}
        if "advance" in (data.get("state") or {}).get("events", ()):
            bars.append(content["comm_id"])
        return bool(data.get("method") == "finished")

    say(
        socket, page, "comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}}
    )
    run = {"method": "run", "args": {"path": "/", "appName": "__default__"}}
    say(socket, page, "comm_msg", {"comm_id": control, "data": run})
    hear(socket, finished)
    hear(socket, lambda message: message["content"].get("execution_state") == "idle")
    return str(bars[-1])


def say(socket: ClientConnection, page: str, kind: str, content: dict[str, Any]) -> None:
    """Send a message of a page."""
    header = {"msg_id": str(uuid4()), "msg_type": kind, "session": page, "username": "",
              "version": "5.3", "date": ""}  # fmt: skip
    message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell",
               "buffers": [], "content": content}  # fmt: skip
    socket.send(json.dumps(message))


def hear(socket: ClientConnection, until: Callable[[dict[str, Any]], bool]) -> None:
    """Take messages until one that is waited for."""
    while True:
        message = socket.recv(timeout=PATIENCE)
        if isinstance(message, bytes):  # the text of a message stands before what is attached
            number = int.from_bytes(message[:4], "big")
            starts = [int.from_bytes(message[4 * k : 4 * k + 4], "big") for k in (1, 2)]
            message = message[starts[0] : starts[1] if number > 1 else None].decode()
        if until(json.loads(message)):
            return
