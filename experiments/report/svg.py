"""Putting an SVG file into a page: without what a file needs, with what a reader needs."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

SVG = re.compile(r"<svg\b[^>]*>")
VIEW_BOX = re.compile(r'viewBox="[^"]*"')
OWN_NAMES = re.compile(r'(\bid="|xlink:href="#|\bhref="#|url\(#)')


def inline_svg(text: str, name: str, alt: str) -> Markup:
    """Return a drawing as an element of a page.

    Parameters
    ----------
    text : str
        A file of SVG that we drew.
    name : str
        Of the picture; put before every identifier, so that two drawings on a page never mix.
    alt : str
        What is to be seen, for those who cannot see it.
    """
    start = SVG.search(text)
    box = VIEW_BOX.search(text)
    if start is None or box is None:
        raise ValueError(f"{name} is no SVG drawing")
    inner = OWN_NAMES.sub(rf"\g<1>{name}-", text[start.end() :])
    label = f'<title id="{name}-title">{escape(alt)}</title>'
    head = f'<svg {box.group()} role="img" aria-labelledby="{name}-title">'
    return Markup(head + label + inner)  # noqa: S704 -- our own drawing, its words escaped
