"""Letters that the encoding of a terminal lacks: replaced by the nearest, never a traceback."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

NEAREST = {
    "“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "–": "-", "—": "-", "−": "-",
    "…": "...", "£": "GBP ", "×": "x", "━": "-", "╸": "-", "╺": "-",
}  # fmt: skip
"""What stands for signs of ours where an encoding lacks them."""

HANDLER = "partnerships.nearest"


def nearest_text(text: str) -> str:
    """Return text in ASCII: signs by what is nearest, letters without accents, the rest as ``?``.

    Examples
    --------
    >>> nearest_text("“Ynys Môn” saved £5k, −2"), nearest_text("東")
    ('"Ynys Mon" saved GBP 5k, -2', '?')
    """
    plain = "".join(NEAREST.get(letter, letter) for letter in text)
    parts = unicodedata.normalize("NFKD", plain)
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return letters.encode("ascii", "replace").decode("ascii")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return nearest_text(error.object[error.start : error.end]), error.end


def replace_unknown_letters() -> None:
    """Make standard output and errors replace what their encoding lacks."""
    codecs.register_error(HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)
