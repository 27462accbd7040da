"""What a visitor takes away and brings along."""

from __future__ import annotations

import base64
from typing import Any

from experiments.browser.visit.links import pack
from experiments.browser.visit.session import Session
from experiments.browser.visit.uploads import OwnMap, uploaded_scenario
from simulation.errors import InputError
from simulation.scenario import Scenario


class TakeDesk:
    """Files and links of a visitor.

    Parameters
    ----------
    session : Session
        The visitor's work.

    Attributes
    ----------
    file : dict of str to str
        The file that was asked for last: name, type and content in base 64; a number that
        changes each time.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._map: OwnMap | None = None
        self.file: dict[str, str] = {}

    @property
    def query(self) -> str:
        """The query of a link to this moment; what stands in its way if there is none."""
        try:
            return f"?{pack(self._session.view)}"
        except InputError as error:
            return f" ({error})"

    def hand_out(self, name: str, mime: str, content: bytes) -> None:
        """Give a file to the page, which saves it."""
        number = str(int(self.file.get("number", "0")) + 1)
        text = base64.b64encode(content).decode("ascii")
        self.file = {"name": name, "mime": mime, "base64": text, "number": number}

    def uploaded(self, said: dict[str, Any]) -> Scenario:
        """Return the scenario that was handed in, or the present one on the map handed in.

        Raises
        ------
        InputError
            If anything in it cannot be used.
        """
        files = said.get("files")
        if not isinstance(files, dict):
            raise InputError("no file was handed in")
        content = {str(name): str(text).encode() for name, text in files.items()}
        if said.get("what") == "toml":
            return uploaded_scenario(content.get("toml", b""), own_map=self._map)
        brought = OwnMap(content)
        try:
            scenario = brought.on(self._session.base)
        except InputError:
            brought.close()
            raise
        self.close()
        self._map = brought
        return scenario

    def close(self) -> None:
        """Forget the map that was handed in."""
        if self._map is not None:
            self._map.close()
        self._map = None
