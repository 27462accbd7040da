"""What stands before every request: who may ask, and that nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OUTSIDE_ASSETS = "/_solara/cdn/"
"""Where the page asks for front-end files; the server would fetch missing ones from the web."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

POLICY = (
    "default-src 'self' data: blob:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; "  # templates are compiled in the page
    "style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""What a page may load: only what this server gives it, so that no request goes elsewhere."""

HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def host_of(authority: str) -> str:
    """Return the host of ``host:port``, brackets kept.

    Examples
    --------
    >>> host_of("localhost:8765"), host_of("[::1]:8765"), host_of("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    if authority.startswith("["):
        return authority.partition("]")[0] + "]"
    return authority.partition(":")[0]


class Guard:
    """Lets through only requests that come from our own page, and adds the policy to answers.

    Parameters
    ----------
    app : callable
        The server behind it.
    assets : Path
        Folder of the front-end files; what is not in it does not exist.
    anywhere : bool
        Whether other machines may ask, under whatever name they know this one by. Otherwise
        only this machine may, which also shuts out a web page that lets its own name point here.
    """

    def __init__(self, app: App, assets: Path, *, anywhere: bool) -> None:
        self._app, self._assets, self._anywhere = app, assets.resolve(), anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._allowed(scope):
            await _refuse(scope, send, 403, b"This address is not served.")
        elif self._missing(scope["path"]):
            await _refuse(scope, send, 404, b"There is no such file.")
        else:
            await self._app(scope, receive, _with_headers(send))

    def _allowed(self, scope: Scope) -> bool:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        origin = headers.get(b"origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return False  # another site's page would use the visitor's session
        return self._anywhere or host_of(host) in LOOPBACK

    def _missing(self, path: str) -> bool:
        if not path.startswith(OUTSIDE_ASSETS):
            return False
        file = (self._assets / path.removeprefix(OUTSIDE_ASSETS)).resolve()
        return not (file.is_relative_to(self._assets) and file.is_file())


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, status: int, words: bytes) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
