"""The site is built without a fault, and loads nothing from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("sphinx")  # which the extra `docs` brings
pytest.importorskip("furo")
pytest.importorskip("myst_nb")

LOADED = re.compile(r"""<(?:script|img|iframe|source|embed)\b[^>]*\bsrc=["']([^"']+)""")
STYLED = re.compile(r"""<link\b[^>]*\brel=["'](?:stylesheet|icon|preload)["'][^>]*>""")
ADDRESS = re.compile(r"""\bhref=["']([^"']+)""")
FROM_STYLE = re.compile(r"""(?:@import\s+|url\()["']?([^"')]+)""")
ELSEWHERE = re.compile(r"^(?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, which fails on any warning, a link to nowhere among them."""
    from docs.site.__main__ import build

    place = tmp_path_factory.mktemp("site")
    assert build(place / "built", place / "source") == 0
    return place / "built"


def test_every_page_is_there(site: Path) -> None:
    """Those that stand in docs/, those that are made, and the published results."""
    for name in (
        "index", "tutorials/first_steps", "tutorials/a_study", "how_to/compare",
        "explanation/why_believe_it",
        "reference/parameters", "reference/python", "reporting/stars", "how_to/contribute", "model",
    ):  # fmt: skip
        assert (site / f"{name}.html").is_file(), name
    assert (site / "results/reference/scorecard.html").is_file()


def test_a_tutorial_shows_its_results_and_can_be_taken_along(site: Path) -> None:
    """What was kept stands below the cells, with its figure; a notebook can be downloaded."""
    text = (site / "tutorials" / "a_study.html").read_text(encoding="utf-8")
    assert "In this model a guarantee of independence changes" in text
    assert re.search(r'<img[^>]+src="\.\./_images/[^"]+\.svg"', text)
    assert len(list(site.glob("_downloads/*/*.ipynb"))) == 4


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page has a script, style, font or picture that is not in the folder of the site."""
    for page in [path for path in site.rglob("*.html") if "results" not in path.parts]:
        text = page.read_text(encoding="utf-8")
        styles = [one for tag in STYLED.findall(text) for one in ADDRESS.findall(tag)]
        for loaded in (*LOADED.findall(text), *styles):
            assert not ELSEWHERE.match(loaded), (page, loaded)
            if not loaded.startswith("data:"):
                assert (page.parent / loaded.partition("?")[0]).is_file(), (page, loaded)
    for style in site.rglob("*.css"):
        loads = FROM_STYLE.findall(style.read_text(encoding="utf-8"))
        assert not [one for one in loads if ELSEWHERE.match(one)], style


def test_search_works_from_disk(site: Path) -> None:
    """The index is a script that the page loads by a tag, and knows words of every part."""
    assert 'src="searchindex.js"' in (site / "search.html").read_text(encoding="utf-8")
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")
    for page in ("explanation/why_believe_it", "how_to/compare", "reference/parameters"):
        assert f'"{page}"' in index


def test_paths_in_the_text_are_links(site: Path) -> None:
    """A page that is named leads to the page, a published result to the file that goes along."""
    page = (site / "explanation" / "why_believe_it.html").read_text(encoding="utf-8")
    assert 'href="../results/reference/scorecard.html"' in page
    cite = (site / "how_to" / "cite.html").read_text(encoding="utf-8")
    assert 'href="../reporting/index.html"' in cite


def test_docstrings_stand_in_the_reference(site: Path) -> None:
    """Parameters of a public function are listed with what they mean."""
    page = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert "Parameters" in page
    assert 'id="simulation.run_ensemble"' in page
    assert 'id="experiments.compare"' in page
