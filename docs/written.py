"""What stands in pages as code and as commands of ours, for the tests that run them or read them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

COMMAND = re.compile(r"^\s*(?:\.venv/bin/)?partnerships ((?:(?! 2>| \|).)+)", re.MULTILINE)
NAMES_A_FILE = re.compile(r"`(\w+\.toml)`:?$")


class Block(NamedTuple):
    """A fenced block of a page: its language, its text, and the file it is saved as, if told."""

    language: str
    text: str
    file: str = ""


def blocks(page: Path) -> list[Block]:
    """Return the fenced and indented blocks of a page, without directives of the site."""
    found, before = [], ""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "inline":
            before = token.content
        if token.type in {"fence", "code_block"} and not token.info.startswith("{"):
            file = NAMES_A_FILE.search(before)
            found.append(Block(token.info.strip(), token.content, file[1] if file else ""))
    return found


def page_commands(page: Path) -> list[list[str]]:
    """Return the commands of ours in a page, each as its words, without what the shell does."""
    shell = [block.text for block in blocks(page) if block.language.split(" ")[0] == "sh"]
    lines = [line for text in shell for line in COMMAND.findall(text)]
    return [shlex.split(line, comments=True) for line in lines]


def inline_commands(page: Path) -> list[list[str]]:
    """Return the commands of ours that stand within sentences of a page, each as its words."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    within = [child for token in tokens for child in token.children or []]
    codes = [child.content for child in within if child.type == "code_inline"]
    return [shlex.split(line) for code in codes for line in COMMAND.findall(code)]
