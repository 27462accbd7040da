"""How Sphinx builds the site. Nothing here fetches anything, when building or when reading."""

from __future__ import annotations

from typing import Any

from experiments.store.manifest import DISTRIBUTION
from simulation.provenance import version

SETTINGS: dict[str, Any] = {
    "project": "Council partnerships",
    "author": "the council-partnerships authors",
    "project_copyright": "the council-partnerships authors; MIT licence",
    "version": version(DISTRIBUTION),
    "release": version(DISTRIBUTION),
    "language": "en_GB",
    "extensions": [
        "myst_nb",
        "sphinx.ext.autodoc",
        "numpydoc",
        "docs.site.paths",
    ],
    "root_doc": "index",
    "source_suffix": {".md": "myst-nb", ".ipynb": "myst-nb"},
    "exclude_patterns": ["images/*", "notebooks/*"],
    "nb_execution_mode": "off",  # what is shown is kept, and a test plays it again
    "nb_ipywidgets_js": {},  # scripts from elsewhere
    "nitpicky": False,
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "myst_heading_anchors": 3,
    "numpydoc_show_class_members": False,
    "numpydoc_show_inherited_class_members": False,
    "autosummary_generate": False,
    "autodoc_typehints": "none",
    "autodoc_member_order": "bysource",
    "add_module_names": False,
    "highlight_language": "text",
    "smartquotes": False,  # it would turn two hyphens of an option into a dash
    "html_theme": "furo",
    "html_title": "Council partnerships",
    "html_static_path": ["static"],
    "html_css_files": ["site.css"],
    "html_copy_source": False,
    "html_show_search_summary": False,  # it would be fetched, which pages from disk may not
    "html_show_sourcelink": False,
    "html_show_sphinx": True,
    "html_favicon": None,
    "html_theme_options": {"navigation_with_keys": True, "top_of_page_buttons": []},
}
"""Settings as Sphinx calls them."""
