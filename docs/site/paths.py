"""Paths of the project in a page become links: to the page, or to published results.

Pages name files as `docs/studies.md` or `results/reference/scorecard.html`, which reads well in any
editor. On the site the first is a link to the page, by its title, and the second to the file, which
goes along.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from docs.site.staging import BROUGHT, ROOT

RESULTS = "results/reference/"
SHOWN = (".html", ".csv", ".json", ".svg", ".toml")


def page_named(path: str) -> str | None:
    """Return the page of the site that a path of the project stands for, None if there is none."""
    if path in BROUGHT:
        return BROUGHT[path].removesuffix(".md")
    inside = path.startswith("docs/") and path.endswith(".md")
    return path.removeprefix("docs/").removesuffix(".md") if inside else None


def result_file(path: str) -> str | None:
    """Return the published file that a path stands for: of a folder, its page."""
    if not path.startswith(RESULTS):
        return None
    for found in (path, f"{path.rstrip('/')}/report.html"):
        if (ROOT / found).is_file() and found.endswith(SHOWN):
            return found
    return None


def link(app: Sphinx, literal: nodes.literal) -> nodes.Node | None:
    """Return a link in place of a path, None if nothing on the site stands for it."""
    path, here = literal.astext(), app.env.docname
    if page := page_named(path):
        about = {"refdoc": here, "refdomain": "std", "reftype": "doc", "refexplicit": False}
        about |= {"reftarget": f"/{page}", "refwarn": True}
        return pending_xref("", nodes.inline(path, path), **about)
    if file := result_file(path):
        target = os.path.relpath(file, Path(here).parent).replace(os.sep, "/")
        return nodes.reference("", "", nodes.literal(path, path), refuri=target, internal=True)
    return None


def link_paths(app: Sphinx, document: nodes.document) -> None:
    """Put links in the place of all paths of a page, but in headings and in links."""
    for literal in list(document.findall(nodes.literal)):
        inside = isinstance(literal.parent, nodes.title | nodes.reference | pending_xref)
        if not inside and (found := link(app, literal)) is not None:
            literal.replace_self(found)


def bring_results(app: Sphinx, error: Exception | None) -> None:
    """Copy the published results beside the pages."""
    if error is None:
        for path in sorted((ROOT / RESULTS).rglob("*")):
            if path.is_file() and path.suffix in SHOWN:
                there = Path(app.outdir) / path.relative_to(ROOT)
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, there)


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in a build; Sphinx calls this."""
    app.connect("doctree-read", link_paths)
    app.connect("build-finished", bring_results)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
