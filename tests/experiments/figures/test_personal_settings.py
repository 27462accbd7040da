"""Figures and messages do not depend on what a person's machine is set to."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

from experiments.figures.saving import save_figure
from experiments.figures.style import figure_settings, figure_style, new_figure
from experiments.text.encoding import nearest_text, replace_unknown_letters

PERSONAL = {
    "text.usetex": True, "font.size": 30.0, "axes.grid": True, "savefig.bbox": "tight",
    "savefig.transparent": True, "lines.linewidth": 9.0, "axes.unicode_minus": False,
    "figure.dpi": 30.0, "axes.formatter.use_locale": True, "path.sketch": (3.0, 3.0, 3.0),
}  # fmt: skip


def drawing(path: Path) -> bytes:
    """Return the bytes of a figure with lines, numbers and words in it."""
    with figure_style():
        figure = new_figure(2.0)
        axes = figure.add_subplot()
        axes.plot([0, 1, 2], [-5, 3, 1])
        axes.set_title(r"$5m to $10m_a year, 50% & <b>bold</b> \alpha")
    save_figure(figure, path)
    return path.with_suffix(".svg").read_bytes() + path.with_suffix(".png").read_bytes()


def test_a_personal_matplotlibrc_changes_no_figure(tmp_path: Path) -> None:
    """Whatever a matplotlibrc sets, a figure has the same bytes."""
    usual = drawing(tmp_path / "usual")
    with mpl.rc_context(PERSONAL):
        assert drawing(tmp_path / "personal") == usual


def test_every_setting_of_a_figure_is_ours() -> None:
    """No setting but those of the session is left to a matplotlibrc."""
    left = set(mpl.rcParamsDefault) - set(figure_settings())
    assert all(name.startswith(("backend", "interactive", "toolbar", "webagg", "tk."))
               for name in left)  # fmt: skip


def test_a_dollar_is_a_dollar(tmp_path: Path) -> None:
    """Words between dollar signs are no formula."""
    assert b"$5m to $10m_a year" in drawing(tmp_path / "a")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_letters_that_a_terminal_lacks_are_replaced(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Output goes through in any encoding, with the nearest letters in place of those it lacks."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    replace_unknown_letters()
    print("“Ynys Môn” −2, 東京, £5k ━")  # noqa: T201 -- what is printed is what is tested
    stream.flush()
    text = stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    assert '"Ynys M' in text
    assert "-2, ??, " in text
    assert nearest_text("£5k") == "GBP 5k"
