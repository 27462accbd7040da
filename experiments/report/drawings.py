"""Drawings as elements of a page whose policy lets nothing set its own style.

A policy with 'unsafe-inline' for styles would let through whatever a name from outside smuggled in,
and a hash for each `style` attribute would be thousands. SVG says the same with attributes
of its own (`fill`, `stroke`), which no policy is needed for, so styles are rewritten as those.
"""

from __future__ import annotations

import base64
import hashlib
import re

from markupsafe import Markup, escape

SVG = re.compile(r"<svg\b[^>]*>")
VIEW_BOX = re.compile(r'viewBox="[^"]*"')
OWN_NAMES = re.compile(r'(\bid="|xlink:href="#|\bhref="#|url\(#)')
SHEET = re.compile(r'<style type="text/css">\*\{([^}]*)\}</style>')
STYLE = re.compile(r'\sstyle="([^"]*)"')
PAGE_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""What a page may do: nothing, but show what is written in it; a style is named by its hash."""


def inline_svg(text: str, name: str, alt: str) -> Markup:
    """Return an SVG drawing of ours as an element of a page; `alt` says what is to be seen.

    `name` is put before every identifier, so that two drawings on a page never mix.
    """
    start, box = SVG.search(text), VIEW_BOX.search(text)
    if start is None or box is None:
        raise ValueError(f"{name} is no SVG drawing")
    everywhere = "".join(_as_attributes(sheet[1]) for sheet in SHEET.finditer(text))
    inner = SHEET.sub("", text[start.end() :])
    inner = STYLE.sub(lambda style: _as_attributes(style[1]), inner)
    inner = OWN_NAMES.sub(rf"\g<1>{name}-", inner)
    label = f'<title id="{name}-title">{escape(alt)}</title>'
    head = f'<svg {box.group()}{everywhere} role="img" aria-labelledby="{name}-title">'
    return Markup(head + label + inner)  # noqa: S704 -- our own drawing, its words escaped


def _as_attributes(declarations: str) -> str:
    """Return the declarations of a style as attributes; of what is named twice, the last."""
    pairs = (one.partition(":") for one in declarations.split(";") if one.strip())
    values = {name.strip(): value.strip() for name, _, value in pairs}
    return "".join(f' {name}="{value}"' for name, value in values.items())


def with_policy(page: str, mark: str) -> str:
    """Return a page with its policy in the place of a mark; its one style sheet is let through."""
    sheet = PAGE_SHEET.search(page)
    digest = hashlib.sha256(sheet[1].encode("utf-8") if sheet else b"").digest()
    source = f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
    return page.replace(mark, f"{POLICY}; style-src {source}", 1)
