"""What a page may send through its WebSocket; the server behind hears of nothing else.

Solara believes what comes: half a message ends in a traceback, others name Python modules to load
or methods to call. Our page sends few kinds of message, so what is of none of them is dropped.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

LONGEST_WORD = 128
"""Characters of a name or number of a message."""

LONGEST_PATH = 8000
"""Characters of an address within the page, with the query of a link."""

EVENT = re.compile(r"[a-z][a-z_]{0,40}", re.ASCII)
TARGETS = ("solara.control", "jupyter.widget.control")
FOLLOWED_BY = ("Comm", "solara.server.patch", "traitlets")
"""Names of the logs of what follows messages."""

TOLD = {"dark_effective": bool}
"""What a page may set by itself: whether it is dark. All else it asks for by events."""


def checked(receive: Receive) -> Receive:
    """Return what receives only messages that our page would send."""

    async def receiving() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or is_ours(message.get("text")):
                return message

    return receiving


def is_ours(text: str | None) -> bool:
    """Return whether a message is of a kind that our page sends; it never sends bytes alone.

    Examples
    --------
    >>> is_ours("not JSON"), is_ours("[]"), is_ours('{"header": {}}'), is_ours(None)
    (False, False, False, False)
    """
    try:
        message = json.loads(text or "", parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    if not isinstance(message, dict) or not _is_framed(message):
        return False
    kind, content = message["header"]["msg_type"], message["content"]
    if kind == "comm_msg":
        return _is_word(content.get("comm_id")) and _is_said(content.get("data"))
    if kind == "comm_open":
        return _is_word(content.get("comm_id")) and content.get("target_name") in TARGETS
    if kind == "comm_close":
        return _is_word(content.get("comm_id"))
    return kind in ("kernel_info_request", "comm_info_request")


def _refuse(word: str) -> None:
    """Refuse NaN and infinities, which are no JSON."""
    raise ValueError(word)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_WORD


def _is_framed(message: Mapping[str, Any]) -> bool:
    """Return whether a message has all parts that Solara reads of any."""
    header = message.get("header")
    return (
        isinstance(header, dict)
        and all(_is_word(header.get(name)) for name in ("msg_type", "msg_id", "session"))
        and all(isinstance(value, str) for value in header.values())
        and message.get("channel") == "shell"
        and message.get("buffers") == []
        and all(isinstance(message.get(one), dict) for one in ("content", "metadata"))
        and isinstance(message["content"].get("target_name", ""), str)
        and message.get("parent_header") in ({}, None)
    )


def _is_said(data: Any) -> bool:
    """Return whether a page says this to a part of it."""
    if not isinstance(data, dict):
        return False
    method = data.get("method")
    if method == "custom":
        content = data.get("content")
        return (
            isinstance(content, dict)
            and set(content) <= {"event", "data"}
            and isinstance(content.get("event"), str)
            and EVENT.fullmatch(content["event"]) is not None
        )
    if method == "update":
        state = data.get("state")
        return isinstance(state, dict) and all(
            name in TOLD and isinstance(value, TOLD[name]) for name, value in state.items()
        )
    if method == "run":
        return _is_start(data.get("args"))
    return method in ("app-status", "request_state", "request_states")


def _is_start(args: Any) -> bool:
    """Return whether a page may be begun like this."""
    return (
        isinstance(args, dict)
        and isinstance(args.get("path"), str)
        and len(args["path"]) <= LONGEST_PATH
        and args.get("appName") is None
        and isinstance(args.get("dark"), bool)
        and args.get("themes") == {"light": {}, "dark": {}}
    )


def without_traceback(record: logging.LogRecord) -> bool:
    """Note in one line, for a log, that a message could not be followed; let the note pass."""
    if record.exc_info and record.exc_info[0]:
        kind = record.exc_info[0].__name__
        record.msg, record.args = "A message of a page was not followed (%s).", (kind,)
        record.exc_info = record.exc_text = None
    return True


def quieten() -> None:
    """Let no message of a page, which anyone may send, write a traceback into the log.

    What goes wrong in our own parts is noted before it comes here (`Visit.handler`).
    """
    for name in FOLLOWED_BY:
        log = logging.getLogger(name)
        if without_traceback not in log.filters:
            log.addFilter(without_traceback)
