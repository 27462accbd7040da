"""`python -m docs.site [FOLDER]`: build the site, with every link checked."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from docs.site.pictures import begin, bring
from docs.site.settings import SETTINGS
from docs.site.staging import ROOT, stage

SITE = ROOT / "results" / "site"
SOURCE = ROOT / "build" / "site"


def build(site: Path, source: Path) -> int:
    """Build the site and return 0; anything that Sphinx warns of, a link to nowhere too, is 1."""
    stage(source / "pages")
    with docutils_namespace():
        app = Sphinx(
            srcdir=source / "pages",
            confdir=None,
            outdir=site,
            doctreedir=source / "trees",
            buildername="html",
            confoverrides=SETTINGS,
            status=None,
            warningiserror=True,
            exception_on_warning=False,
        )
        app.build()
    return int(app.statuscode)


def main() -> None:
    """Build the site and say where it is."""
    began = time.monotonic()
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    making = begin(SOURCE / "pictures")
    faults = build(site.resolve(), SOURCE)
    kept = bring(making, site / "_images")
    if faults:
        sys.exit("The site has faults; see above.")
    if kept:
        print(kept)
    print(f"{site / 'index.html'} ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
