"""Pictures of the site: made anew by a build, kept where that cannot be, and never old unsaid."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docs.figures import draw_figures
from docs.site import pictures
from docs.site.staging import DOCS, ROOT
from experiments.figures.councils_sharing import NAME

pytest.importorskip("playwright")  # which takes the pictures of the view
from docs.screenshots import PICTURES
from tests.browser.driving import CHROMIUM

IMAGES = DOCS / "images"
MAKES = """
import pathlib, sys, time

pathlib.Path(sys.argv[-1], "view.png").write_bytes(b"new")
{then}
"""


def command(then: str) -> tuple[str, ...]:
    """Return a command that makes one picture and then does something."""
    return (sys.executable, "-c", MAKES.format(then=then))


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """Give the pictures of a site whose pages show two of those that are kept."""
    folder = tmp_path / "_images"
    folder.mkdir()
    for name in ("view.png", "view_dark.png"):
        (folder / name).write_bytes(b"kept")
    return folder


def test_the_kept_figure_is_what_runs_draw_now(tmp_path: Path) -> None:
    """It is played and drawn again, to the same bytes."""
    (path,) = draw_figures(tmp_path)
    assert path.read_bytes() == (IMAGES / path.name).read_bytes()


def test_every_kept_picture_is_made_by_something_and_shown_somewhere() -> None:
    """Nothing lies about that nobody renews or sees."""
    made = {f"{picture.name}.png" for picture in PICTURES} | {f"{NAME}.svg"}
    assert {path.name for path in IMAGES.iterdir()} == made
    pages = "".join(path.read_text("utf-8") for path in (*DOCS.rglob("*.md"), ROOT / "README.md"))
    assert [name for name in made if f"images/{name})" not in pages] == []


def test_what_could_be_made_is_shown_and_of_the_rest_it_is_said_why(
    shown: Path, tmp_path: Path
) -> None:
    """The last line of what went wrong is the reason; what is kept stays as it is."""
    before = (IMAGES / "view.png").read_bytes()
    said = pictures.bring(pictures.begin(tmp_path / "made", command("sys.exit('none')")), shown)
    assert said == "Kept pictures are shown (view_dark.png): none."
    assert (shown / "view.png").read_bytes() == b"new"
    assert (shown / "view_dark.png").read_bytes() == b"kept"
    assert (IMAGES / "view.png").read_bytes() == before


def test_pictures_of_the_same_code_are_made_once(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build takes them from the first; one of other code does not."""
    pictures.bring(pictures.begin(tmp_path / "made", command("")), shown)
    again = pictures.begin(tmp_path / "made", command("sys.exit('made again')"))
    assert again.process is None
    (shown / "view.png").write_bytes(b"kept")
    pictures.bring(again, shown)
    assert (shown / "view.png").read_bytes() == b"new"
    monkeypatch.setattr(pictures, "code", lambda: "other")
    other = pictures.begin(tmp_path / "made", command("sys.exit('made again')"))
    assert "made again" in pictures.bring(other, shown)


def test_a_site_does_not_wait_for_long(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longer than allowed is ended, and what it had made is shown."""
    monkeypatch.setattr(pictures, "LIMIT", 2.0)
    making = pictures.begin(tmp_path / "made", command("time.sleep(600)"))
    assert "took longer" in pictures.bring(making, shown)
    assert making.process
    assert making.process.returncode is not None


def test_without_compiled_code_nothing_is_begun(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first build does not compile: it shows what is kept, and says how to have the rest."""
    monkeypatch.setattr(pictures, "is_ready", lambda: False)
    said = pictures.bring(pictures.begin(tmp_path / "made", command("")), shown)
    assert "make compile" in said
    assert (shown / "view.png").read_bytes() == b"kept"


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed (Debian's package chromium)")
def test_all_pictures_can_be_taken(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build's own command takes each of them, in the size of the kept one."""
    from PIL import Image

    monkeypatch.setattr(pictures, "LIMIT", 300.0)  # a machine that does other things is slow
    assert pictures.bring(pictures.begin(tmp_path / "made"), shown) == ""
    for picture in PICTURES:
        with Image.open(tmp_path / "made" / f"{picture.name}.png") as taken:
            assert taken.size == (picture.width, picture.height)
