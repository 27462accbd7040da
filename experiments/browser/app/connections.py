"""Connections that do not get on are closed, so that the silent do not use up the server."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0
"""Seconds in which a request must be whole, and in which some of an answer must be taken."""


class TimedConnection(H11Protocol):
    """An HTTP connection that is closed when a request is begun but not ended, or nobody reads.

    A clock runs from the first moment until the request is whole, however many bytes come in
    between; another while what was answered waits to be taken.
    """

    _request: asyncio.TimerHandle | None = None
    _answer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch_request()

    def data_received(self, data: bytes) -> None:
        """Take what came; stop the clock if the request is whole."""
        super().data_received(data)
        self._watch_request()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection on to a WebSocket, which watches it by pings."""
        self._stop_waiting_for_request()
        super().handle_websocket_upgrade(event)

    def pause_writing(self) -> None:
        """Begin to wait for the answer to be taken."""
        super().pause_writing()
        if self._answer is None:
            self._answer = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Note that the answer is taken."""
        super().resume_writing()
        self._stop_waiting_for_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop both clocks."""
        self._stop_waiting_for_request()
        self._stop_waiting_for_reader()
        super().connection_lost(exc)

    def _watch_request(self) -> None:
        under_way = self.conn.their_state in (h11.IDLE, h11.SEND_BODY)
        if not under_way or self.transport.get_protocol() is not self:
            self._stop_waiting_for_request()
        elif self._request is None:
            self._request = self.loop.call_later(PATIENCE, self.transport.close)

    def _stop_waiting_for_request(self) -> None:
        if self._request is not None:
            self._request.cancel()
        self._request = None

    def _stop_waiting_for_reader(self) -> None:
        if self._answer is not None:
            self._answer.cancel()
        self._answer = None
