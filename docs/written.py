"""What stands in pages as commands of ours, for the tests that run them or read them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

COMMAND = re.compile(r"^\s*(?:\.venv/bin/)?partnerships ((?:(?! 2>| \|).)+)", re.MULTILINE)
SHELL = re.compile(r"(?ms)^ *```sh(?: [^\n]*)?\n(.*?)^ *```")


def page_commands(page: Path) -> list[list[str]]:
    """Return the commands of ours in a page, each as its words, without what the shell does."""
    blocks = SHELL.findall(page.read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in COMMAND.findall(block)]
    return [shlex.split(line, comments=True) for line in lines]
