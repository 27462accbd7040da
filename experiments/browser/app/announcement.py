"""Where the view is: the address for this machine, the one that others can reach, and the words."""

from __future__ import annotations

import json
import socket
import sys
from contextlib import suppress

from experiments.browser.classroom.classroom import Classroom

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104 named, not used
"""Hosts that stand for all addresses of this machine, and what it calls itself by there."""

ELSEWHERE = ((socket.AF_INET, "10.255.255.255"), (socket.AF_INET6, "fd00::1"))
"""Where a way out of this machine is looked for; nothing is sent there."""

ANY_PORT = 9


def address_of(host: str, port: int) -> str:
    """Return the address of a page.

    Examples
    --------
    >>> address_of("127.0.0.1", 8765), address_of("::1", 8765)
    ('http://127.0.0.1:8765/', 'http://[::1]:8765/')
    """
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def address_for_others(host: str, port: int) -> str:
    """Return the address under which other machines reach a server, as far as that is known."""
    return address_of(_outer_host() if host in EVERYWHERE else host, port)


def _outer_host() -> str:
    """Return the address that this machine has in its network; its name where that is unknown."""
    for family, there in ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way:
            way.connect((there, ANY_PORT))
            host: str = way.getsockname()[0]
            if host not in LOOPBACK and host not in EVERYWHERE:
                return host
    return socket.gethostname()


def announce(
    host: str, port: int, classroom: Classroom | None = None, *, as_json: bool = False
) -> str:
    """Say where the view is, and how a class joins; return the page to open on this machine.

    Parameters
    ----------
    host, port : str, int
        Where the server listens.
    classroom : Classroom or None
        The class it is for; it is given its address.
    as_json : bool
        Whether to say it as JSON.
    """
    address = address_of(EVERYWHERE.get(host, host), port)
    summary = {"address": address}
    words = [f"The view is at {address} (Ctrl+C ends it)"]
    if host not in LOOPBACK:
        _say(f"Warning: everyone who can reach {host} can use this view; it asks for no password.",
             error=True)  # fmt: skip
    page = address
    if classroom is not None:
        classroom.address = address_for_others(host, port)
        page = f"{address}?projector={classroom.token}"
        more, lines = _of_class(classroom, address, page)
        summary, words = summary | more, [*words, *lines]
        if host in LOOPBACK:
            words.append("Only this machine can reach it; --host 0.0.0.0 lets a class in.")
    if as_json:
        words = [json.dumps({"command": "browser", "paths": {}, "summary": summary})]
    _say("\n".join(words))
    return page


def _of_class(classroom: Classroom, address: str, page: str) -> tuple[dict[str, str], list[str]]:
    """Return what is said of a class, as JSON and in words."""
    lead = f"{address}?lead={classroom.token}"
    join, code = classroom.address, classroom.code
    summary = {"class": classroom.name, "join": join, "code": code, "projector": page, "lead": lead}
    return summary, [
        f"Class {classroom.name}: visitors open {join} and type {code}",
        f"  or open {join}?class={code}",
        f"For the projector: {page}",
        f"To lead from a page of the view: {lead}",
        "Keep the last two to yourself: who has them leads the class.",
    ]


def _say(words: str, *, error: bool = False) -> None:
    print(words, file=sys.stderr if error else sys.stdout, flush=True)
