"""Terms of the glossary, marked in a text so that a page can explain them.

The glossary itself is `docs/glossary.md`; `make docs` renews from it the file beside this one,
which goes wherever the package goes.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

_TAG = re.compile(r"(<[^>]+>)")
_QUIET = ("strong", "code", "em", "dfn", "h3")
"""Elements whose words are names of something else; a term alone in `em` is marked all the same."""


@cache
def glossary() -> Mapping[str, str]:
    """Return the sentence of every term that people who read pages meet."""
    found: dict[str, str] = tomllib.loads(
        files(__package__).joinpath("glossary.toml").read_text(encoding="utf-8")
    )
    return found


def term_key(term: str) -> str:
    """Return the name by which a page refers to the sentence of a term.

    Examples
    --------
    >>> term_key("chief executive")
    'term-chief-executive'
    """
    return f"term-{term.replace(' ', '-')}"


@cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(glossary(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)


def marked_terms(text: str, known: set[str] | None = None) -> str:
    """Return HTML with each term marked where it stands first.

    Parameters
    ----------
    text : str
        HTML of our own: elements without attributes that hold angle brackets.
    known : set of str or None
        Terms that were marked before, and stay as they are; those of this text are added.

    Examples
    --------
    >>> marked_terms("<p>Their <em>wariness</em>; <strong>Talks</strong>; wariness again</p>")
    '<p>Their <em><dfn tabindex="0" aria-describedby="term-wariness">wariness</dfn></em>; \
<strong>Talks</strong>; wariness again</p>'
    """
    known = set() if known is None else known
    parts, within = _TAG.split(text), list[str]()
    for place, part in enumerate(parts):
        if part.startswith("<"):
            name = part.strip("</>").split()[0]
            if name in _QUIET:
                within.append(name) if not part.startswith("</") else within.remove(name)
        elif not within or (within == ["em"] and _words().fullmatch(part)):
            parts[place] = _words().sub(lambda found: _marked(found, known), part)
    return "".join(parts)


def marked_label(label: str) -> str:
    """Return a plain label as HTML, with its terms marked.

    Examples
    --------
    >>> marked_label("trust of A & B")
    '<dfn tabindex="0" aria-describedby="term-trust">trust</dfn> of A &amp; B'
    """
    return marked_terms(html.escape(label))


def marked_rows(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows whose first cell, a plain label, is HTML with its terms marked."""
    return [(marked_label(first), *rest) for first, *rest in rows]


def _marked(found: re.Match[str], known: set[str]) -> str:
    term = found[1].lower()
    if term in known:
        return found[0]
    known.add(term)
    return f'<dfn tabindex="0" aria-describedby="{term_key(term)}">{found[0]}</dfn>'
