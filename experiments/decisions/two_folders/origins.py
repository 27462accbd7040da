"""Whether two folders were made with the same rules, and what differs in what they depend on."""

from __future__ import annotations

from typing import Any, NamedTuple

from experiments.decisions.two_folders.folder import ResultFolder
from experiments.text.numbers import listed

RULES = "simulation/"
"""Where what happens inside a run stands; what is done with runs stands elsewhere."""

MOST_NAMED = 6
WORDS = {"code": "code of the model", "data": "data of the model", "libraries": "libraries"}


class Pairing(NamedTuple):
    """Whether run r of one can be held against run r of the other, and why not."""

    paired: bool
    why: str


def pairing_of(one: ResultFolder, other: ResultFolder) -> Pairing:
    """Return whether runs of two folders have draws in common, run by run."""
    why = []
    if one.seed != other.seed:
        why.append(f"the seeds differ ({one.seed} and {other.seed})")
    different = rules_differences(one, other)
    if different:
        why.append(f"they were not made with the same {listed(list(different))}")
    if bool(one.members) != bool(other.members):
        why.append("one has members of a posterior and the other has none")
    elif one.members != other.members:
        why.append(f"they have other numbers of members ({one.members} and {other.members})")
    if _posterior(one) != _posterior(other):
        why.append("their runs have parameters of different posteriors, or of none")
    return Pairing(not why, "; ".join(why))


def _posterior(folder: ResultFolder) -> Any:
    if folder.study is None:
        return folder.manifest.get("posterior")
    return folder.study.posterior and folder.study.posterior.hash


def rules_differences(one: ResultFolder, other: ResultFolder) -> dict[str, list[str]]:
    """Return which files of the model and its data, and which libraries, two folders differ in.

    What runs and studies do with a run differs between these two by nature and does not count;
    they read different parts of the model, too, and are compared on those that both read.
    """
    found = {}
    for kind, words in WORDS.items():
        before, now = (each.manifest.get("made_with", {}).get(kind, {}) for each in (one, other))
        names = {*before, *now}
        if kind == "libraries" or one.kind != other.kind:
            names = {*before} & {*now}
        if kind != "libraries":
            names = {name for name in names if name.startswith(RULES)}
        different = sorted(name for name in names if before.get(name) != now.get(name))
        if different:
            found[words] = different
    return found


def origin_rows(one: ResultFolder, other: ResultFolder) -> list[tuple[str, str, str]]:
    """Return what two folders say of how they were made, where it differs: what, here and there."""
    rows = [
        (words, str(one.manifest.get(name, "–")), str(other.manifest.get(name, "–")))
        for name, words in (("version", "Version"), ("platform", "Machine"))
        if one.manifest.get(name) != other.manifest.get(name)
    ]
    for words, names in rules_differences(one, other).items():
        if words == WORDS["libraries"]:
            for name in names:
                here, there = (each.manifest["made_with"]["libraries"][name]
                               for each in (one, other))  # fmt: skip
                rows.append((name, here, there))
            continue
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        rows.append((f"{words[0].upper()}{words[1:]}", f"{', '.join(names[:MOST_NAMED])}{more}",
                     "other files of these names"))  # fmt: skip
    return rows
