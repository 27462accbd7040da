"""What stands before every request: who may ask, for what, and that nothing leaves this machine."""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from experiments.browser.app.messages import Receive, checked
from experiments.browser.app.sessions import Headers, Sessions, with_session

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Owner = Callable[[str], str | None]

OUTSIDE_ASSETS = "/_solara/cdn/"
"""Where the page asks for front-end files; the server would fetch missing ones from the web."""

STATE_OF_SERVER = "/resourcez"
CLOSE = "/_solara/api/close/"
SERVED = re.compile(
    r"/|/readyz|(/static|/jupyter/nbextensions)/[^\x00-\x1f\x7f]+|/_solara/cdn/[^\x00-\x1f\x7f]+"
    r"|/jupyter/api/kernels/[\w-]{1,64}(/channels)?|/_solara/api/close/[\w-]{1,64}"
)
"""All that a page asks for; whatever else Solara answers to is not served."""

LONGEST_PATH, LONGEST_NAME = 1000, 255
"""Of an address, and of a name in it in bytes: longer ones are no files, and some systems trip."""

AUTHORITY = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", re.ASCII)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

OF_A_PROXY = re.compile(rb"x-forwarded-.*|forwarded|(x-)?script-name")
"""Headers by which anyone could say where the page stands, for all visitors after them."""

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
    sessions : Sessions
        Which visitors there are.
    anywhere : bool
        Whether other machines may ask, under whatever name they know this one by. Otherwise
        only this machine may, which also shuts out a web page that lets its own name point here.
    token : str
        Who sends it as a bearer token may ask for the state of the server; empty for nobody.
    owner : callable
        Takes the id of a page and returns the name of its visitor, who alone may close it.
    """

    def __init__(
        self, app: App, assets: Path, sessions: Sessions, *, owner: Owner, anywhere: bool,
        token: str = "",
    ) -> None:  # fmt: skip
        self._app, self._assets, self._anywhere = app, assets.resolve(), anywhere
        self._sessions, self._token, self._owner = sessions, token, owner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._allowed(scope):
            await _refuse(scope, send, 403, b"This address is not served.")
        elif not self._served(scope):
            await _refuse(scope, send, 404, b"There is no such file.")
        else:
            await self._pass_on(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the server answer, under the name that the visitor has or is given now."""
        headers = [one for one in scope["headers"] if not OF_A_PROXY.fullmatch(one[0])]
        name, more = self._sessions.name_in(headers), HEADERS
        if name is None and scope["path"] == "/":
            name = self._sessions.new()
            more = [*HEADERS, self._sessions.as_header(name)]
        scope = {**scope, "headers": with_session(headers, name)}
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send, more))

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the server follow what a page sends; what ends it ends this connection alone."""
        try:
            await self._app(scope, checked(receive), send)
        except Exception as error:  # noqa: BLE001 -- whatever it was, others go on
            log.warning("A connection of a page was ended (%s).", type(error).__name__)
            with suppress(Exception):  # it may be closed already
                await send({"type": "websocket.close", "code": 1011})

    def _allowed(self, scope: Scope) -> bool:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        origins = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        if len(hosts) != 1 or not AUTHORITY.fullmatch(hosts[0]):
            return False
        if any(_authority(origin) != hosts[0] for origin in origins):
            return False  # another site's page would use the visitor's session
        return self._anywhere or host_of(hosts[0]) in LOOPBACK

    def _served(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if path == STATE_OF_SERVER:
            return self._is_operator(scope)
        if len(path) > LONGEST_PATH or not SERVED.fullmatch(path):
            return False
        if any(len(name.encode()) > LONGEST_NAME for name in path.split("/")):
            return False
        if path.startswith(CLOSE) or scope["type"] == "websocket":
            named = parse_qs(scope["query_string"].decode("latin-1")).get("session_id")
            return bool(named) and (not path.startswith(CLOSE) or self._is_owner(scope))
        if not path.startswith(OUTSIDE_ASSETS):
            return True
        file = (self._assets / path.removeprefix(OUTSIDE_ASSETS)).resolve()
        return file.is_relative_to(self._assets) and file.is_file()

    def _is_owner(self, scope: Scope) -> bool:
        """Return whether a visitor asks for a page of their own; one that is gone is nobody's."""
        name = self._sessions.name_in(scope["headers"])
        return name is not None and self._owner(scope["path"].removeprefix(CLOSE)) == name.decode()

    def _is_operator(self, scope: Scope) -> bool:
        wanted = f"Bearer {self._token}".encode()
        brought = dict(scope["headers"]).get(b"authorization", b"")
        return bool(self._token) and hmac.compare_digest(brought, wanted)


def _authority(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _with_headers(send: Send, more: Headers) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [one for one in message.get("headers", []) if one[0].lower() != b"set-cookie"]
            message = {**message, "headers": [*headers, *more]}
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, status: int, words: bytes) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
