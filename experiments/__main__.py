"""`python -m experiments`: the `partnerships` command, where the script is not on the path."""

from __future__ import annotations

from experiments.commands.app import main

main()
