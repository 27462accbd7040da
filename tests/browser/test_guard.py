"""What stands before the server: names of visitors, paths that are served, silent connections."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("solara", reason="the extra `browser` is not installed")

import uvicorn

from experiments.browser.app import connections
from experiments.browser.app.guard import Guard, Receive, Scope, Send
from experiments.browser.app.sessions import Sessions

SHORT = 1.0
"""Seconds of a patience that a busy machine does not use up by itself."""

HOST = b"127.0.0.1:8765"
Header = tuple[bytes, bytes]


class Server:
    """A server that answers everything, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Answer, with a cookie as Solara sets one."""
        self.asked.append(scope)
        cookie = (b"set-cookie", b"solara-session-id=theirs")
        await send({"type": "http.response.start", "status": 200, "headers": [cookie]})
        await send({"type": "http.response.body", "body": b"x"})


class Asked:
    """A guard before a server, to be asked by hand."""

    def __init__(self, assets: Path, token: str = "") -> None:
        self.server = Server()
        self.owners: dict[str, str] = {}
        self.guard = Guard(
            self.server, assets, Sessions(8765), owner=self.owners.get, anywhere=False, token=token
        )

    def __call__(self, path: str, *headers: Header, **more: Any) -> tuple[int, list[Header]]:
        """Return the status and headers of an answer."""
        answers: list[Any] = []

        async def send(message: Any) -> None:
            answers.append(message)

        scope = {"type": "http", "path": path, "query_string": b"",
                 "headers": [(b"host", HOST), *headers], **more}  # fmt: skip
        ask = self.guard(scope, None, send)  # type: ignore[arg-type]
        with ThreadPoolExecutor(1) as pool:  # the web browser of other tests has a loop in this one
            pool.submit(asyncio.run, ask).result()
        return answers[0].get("status", 0), answers[0].get("headers", [])

    def inner_cookies(self) -> list[bytes]:
        """Return the cookies that the server behind was given with the last request."""
        return [value for name, value in self.server.asked[-1]["headers"] if name == b"cookie"]


@pytest.fixture
def ask(tmp_path: Path) -> Asked:
    """Return what asks a guard."""
    (tmp_path / "file.js").write_text("x", encoding="utf-8")
    return Asked(tmp_path)


def cookie_of(headers: list[Header]) -> bytes:
    """Return the one cookie that an answer sets."""
    (cookie,) = [value for name, value in headers if name == b"set-cookie"]
    return cookie


def test_a_visitor_is_named_by_the_server_alone(ask: Asked) -> None:
    """A name that was brought is not taken; scripts cannot read the one given, which is kept."""
    brought = b"solara-session-id=mine; partnerships-session-8765=mine.0; other=1"
    cookie = cookie_of(ask("/", (b"cookie", brought))[1])
    assert b"HttpOnly" in cookie
    assert b"mine" not in cookie
    name = cookie.partition(b";")[0].partition(b"=")[2]
    assert ask.inner_cookies() == [b"solara-session-id=" + name]
    again = ask("/", (b"cookie", b"a=b; partnerships-session-8765=" + name))[1]
    assert b"set-cookie" not in dict(again)
    assert ask.inner_cookies() == [b"solara-session-id=" + name]


@pytest.mark.parametrize("value", [b"", b".", b"a.b", b"\xff.\xff", b"=;=", b"x" * 5000])
def test_a_wrong_cookie_is_no_cookie(ask: Asked, value: bytes) -> None:
    """Whatever a visitor brings as a name, the server behind never sees it."""
    status, headers = ask("/static/a.js", (b"cookie", b"partnerships-session-8765=" + value))
    assert status == 200
    assert ask.inner_cookies() == []
    assert b"set-cookie" not in dict(headers)


@pytest.mark.parametrize(
    "path",
    [
        "/_solara/cdn/\0", "/_solara/cdn/" + "a" * 300, "/_solara/cdn/" + "ä" * 130,
        "/_solara/cdn/" + "a" * 5000,
        "/_solara/cdn/../file.js\n", "/static/\0", "/\0", "/resourcez", "/resourcez/",
        "/_solara/api/evict/x", "/_solara/api/close/x", "/anything", "//", "", "*",
        "/jupyter/api/kernels/\0", "/jupyter/lab", "/static/" + "a" * 2000,
    ],
)  # fmt: skip
def test_what_no_page_asks_for_is_not_there(ask: Asked, path: str) -> None:
    """Neither a fault of the server nor an answer of the one behind, which is never asked."""
    assert ask(path)[0] == 404
    assert ask.server.asked == []


@pytest.mark.parametrize("path", ["/", "/static/a b.js", "/_solara/cdn/file.js", "/readyz"])
def test_what_a_page_asks_for_is_served(ask: Asked, path: str) -> None:
    """The page, its files, and whether the server is there."""
    assert ask(path)[0] == 200


@pytest.mark.parametrize(
    "header",
    [
        (b"origin", b"http://["), (b"origin", b"null"), (b"origin", b"\xff"), (b"host", HOST),
        (b"origin", b"http://evil.example"), (b"host", b"evil.example"),
    ],
)  # fmt: skip
def test_another_origin_is_refused(ask: Asked, header: Header) -> None:
    """Whatever is said of where a request comes from, only our own page is let in."""
    assert ask("/", (b"origin", b"http://" + HOST), header)[0] == 403


def test_nobody_says_for_others_where_the_page_stands(ask: Asked) -> None:
    """Headers of a proxy, which Solara would believe for every later visitor, are dropped."""
    ask("/", (b"x-script-name", b"/evil"), (b"script-name", b"/"), (b"x-forwarded-host", b"evil"))
    assert {name for name, _ in ask.server.asked[0]["headers"]} == {b"host", b"cookie"}


def test_the_state_of_the_server_is_for_who_has_the_token(tmp_path: Path) -> None:
    """Without a token nobody sees it; with one, who sends it."""
    bearer = (b"authorization", b"Bearer secret")
    assert Asked(tmp_path)("/resourcez", (b"authorization", b"Bearer "))[0] == 404
    assert Asked(tmp_path, "secret")("/resourcez")[0] == 404
    assert Asked(tmp_path, "secret")("/resourcez", bearer)[0] == 200


def test_a_page_is_closed_by_its_visitor_alone(ask: Asked) -> None:
    """Who knows the id of another's page cannot close it; its own cookie can, and only its own."""
    mine, other = (cookie_of(ask("/")[1]).partition(b";")[0] for _ in range(2))
    ask.owners["page"] = mine.partition(b"=")[2].decode()
    closing: Any = {"query_string": b"session_id=tab", "method": "POST"}
    close = "/_solara/api/close/"
    assert ask(close + "page", **closing)[0] == 404
    assert ask(close + "page", (b"cookie", other), **closing)[0] == 404
    assert ask(close + "gone", (b"cookie", mine), **closing)[0] == 404
    assert ask(close + "page", (b"cookie", mine), **closing)[0] == 200
    assert ask.server.asked[-1]["path"] == close + "page"
    assert len(ask.server.asked) == 3


def test_a_socket_without_a_page_is_refused(ask: Asked) -> None:
    """A WebSocket that does not name its page is closed before the server behind hears of it."""
    ask("/jupyter/api/kernels/x/channels", type="websocket")
    assert ask.server.asked == []


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """Return where a server listens whose patience is short."""
    monkeypatch.setattr(connections, "PATIENCE", SHORT)

    async def answer(_: Any, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(200):
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(answer, http=connections.TimedConnection, log_level="error")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(
    "begun",
    [
        b"", b"GET / HTTP/1.1\r\nHo",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
    ],
)  # fmt: skip
def test_a_request_that_is_never_ended_ends_the_connection(
    address: tuple[str, int], begun: bytes
) -> None:
    """Whoever connects and says nothing, or half of something, is let go."""
    with socket.create_connection(address, timeout=60) as half:
        half.sendall(begun)
        assert half.recv(100) == b""


def test_an_answer_that_nobody_reads_ends_the_connection(address: tuple[str, int]) -> None:
    """Whoever asks and does not read is let go before all was sent."""
    with socket.create_connection(address, timeout=60) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        threading.Event().wait(3 * SHORT)
        got = 0
        try:
            while part := half.recv(1_000_000):
                got += len(part)
        except ConnectionResetError:
            pass
        assert got < 20_000_000


def test_requests_that_are_whole_are_answered(address: tuple[str, int]) -> None:
    """A connection may ask again and again, and stay silent in between."""
    asking = http.client.HTTPConnection(*address, timeout=60)
    for _ in range(2):
        asking.request("GET", "/")
        assert len(asking.getresponse().read()) == 20_000_000
        threading.Event().wait(1.5 * SHORT)
