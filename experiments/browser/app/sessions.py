"""The cookie by which the server knows a visitor again; its value is given by the server alone.

A name that a visitor brings is taken only if this server gave it, so that nobody can settle
beforehand under which name another will be known. Solara, behind the guard, gets it under the
name that its own cookie has.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

COOKIE = "partnerships-session"
SOLARA_COOKIE = "solara-session-id"

Headers = list[tuple[bytes, bytes]]


class Sessions:
    """Gives visitors their names, and knows those that it gave.

    Parameters
    ----------
    port : int
        Of the server; cookies are one for all ports of a host, so that it is part of their name.
    """

    def __init__(self, port: int) -> None:
        self._cookie = f"{COOKIE}-{port}".encode()
        self._key = secrets.token_bytes(32)

    def name_in(self, headers: Headers) -> bytes | None:
        """Return the name that a request brings, if it was given by this server."""
        cookies = [one for header, value in headers if header == b"cookie"
                   for one in value.split(b";")]  # fmt: skip
        for cookie in cookies:
            key, _, name = cookie.strip().partition(b"=")
            word = name.partition(b".")[0]
            if key == self._cookie and hmac.compare_digest(self._signed(word), name):
                return name
        return None

    def new(self) -> bytes:
        """Return a name that nobody can guess."""
        return self._signed(secrets.token_urlsafe(24).encode())

    def as_header(self, name: bytes) -> tuple[bytes, bytes]:
        """Return the header that gives a visitor a name, which no script of the page can read."""
        return b"set-cookie", self._cookie + b"=" + name + b"; Path=/; HttpOnly; SameSite=Lax"

    def _signed(self, word: bytes) -> bytes:
        return word + b"." + hmac.new(self._key, word, hashlib.sha256).hexdigest().encode()


def with_session(headers: Headers, name: bytes | None) -> Headers:
    """Return the headers of a request with no cookie but that of the session."""
    rest = [one for one in headers if one[0] != b"cookie"]
    return rest if name is None else [*rest, (b"cookie", SOLARA_COOKIE.encode() + b"=" + name)]
