"""What the cells of a notebook show, made fit to be kept and to be compared."""

from __future__ import annotations

import math
import re
from itertools import groupby
from typing import Any

from nbformat import NotebookNode

NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
CLOSE = 1e-6
"""How far two numbers may lie apart, as a share: what another library's sums may differ by."""


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook that was played, without what it said of its progress.

    What goes to the error stream of a cell that succeeded is how far it is, with seconds.
    """
    notebook.metadata.pop("widgets", None)  # for which a page would load scripts from elsewhere
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            kept = [one for one in cell.outputs if one.get("name") != "stderr"]
            cell.outputs = [
                whole for _, group in groupby(kept, key=_stream) for whole in _joined([*group])
            ]
    return notebook


def _stream(output: NotebookNode) -> bool:
    return bool(output.output_type == "stream")


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return what was printed in pieces as one piece."""
    if not _stream(outputs[0]):
        return outputs
    text = "".join(one.text for one in outputs)
    return [NotebookNode(outputs[0] | {"text": text})]


def shown(output: NotebookNode) -> tuple[str, tuple[str, ...]]:
    """Return what an output says in words, and the other forms in which it is there."""
    data: dict[str, Any] = output.get("data", {})
    pictures = tuple(sorted(form for form in data if form.startswith("image/")))
    words = "" if pictures else str(data.get("text/plain", output.get("text", "")))
    return words, pictures


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same but for breaks of lines and last digits of numbers.

    Examples
    --------
    >>> same_words("17.4999999 %", "17.5 %"), same_words("17.4 %", "17.5 %")
    (True, False)
    """
    one, other = " ".join(one.split()), " ".join(other.split())
    if NUMBER.split(one) != NUMBER.split(other):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(math.isclose(_number(a), _number(b), rel_tol=CLOSE, abs_tol=1e-12) for a, b in pairs)


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


def differences(kept: NotebookNode, played: NotebookNode) -> list[str]:
    """Return where two notebooks differ, in words: their text, their cells, what these show."""
    if len(kept.cells) != len(played.cells):
        return [f"{len(kept.cells)} cells are kept, the page has {len(played.cells)}"]
    found = []
    for number, (one, other) in enumerate(zip(kept.cells, played.cells, strict=True)):
        if one.source != other.source:
            found.append(f"cell {number} reads differently on the page")
            continue
        before = [shown(output) for output in one.get("outputs", [])]
        after = [shown(output) for output in other.get("outputs", [])]
        alike = len(before) == len(after) and all(
            forms == forms_now and same_words(words, words_now)
            for (words, forms), (words_now, forms_now) in zip(before, after, strict=False)
        )
        if not alike:
            found.append(f"cell {number} shows {after}, kept is {before}")
    return found
