"""What two councils in talks could do: a "what if?" pulls a lever for the two of them alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from experiments.decisions.replays.begun import Begun, Change
from simulation.terms import (
    BROKER,
    BULLETINS,
    COUNCILLOR_MEETINGS,
    DUE_DILIGENCE,
    EXPLAINED_SPLIT,
    GUARANTEE,
    OPEN_RECRUITMENT,
    PUBLISH_RESULTS,
    QUIET,
    RED_LINES,
    REMOTE_WORKING,
    REPAIR,
    SETUP_GRANT,
    VISITS,
)
from simulation.world.tables import World


def pull_lever(begun: Begun, lever: int) -> bool:
    """Pull a lever in full for the councils of what has begun; return whether that is new."""
    world, months = begun.world, begun.months_left
    levels, reach = world.calendar.levers, world.councils.reach
    if not any(levels[month, lever] > 0.0 for month in months):
        for council in range(world.councils.key.shape[0]):  # by these two alone from now on
            reach[council, lever] = 0
    if all(_full(world, month, lever, begun.councils) for month in months):
        return False
    for month in months:
        levels[month, lever] = 1.0
    for council in begun.councils:
        reach[council, lever] = 1
    return True


def _pull(lever: int, words: str) -> Callable[[Begun], str]:
    """Return what pulls a lever in full from the start, and says so."""
    return lambda begun: words if pull_lever(begun, lever) else ""


def _full(world: World, month: int, lever: int, councils: Sequence[int]) -> bool:
    """Return whether both councils pull a lever in full already."""
    level = world.calendar.levers[month, lever]
    return bool(level == 1.0 and all(world.councils.reach[one, lever] for one in councils))


def _lever(lever: int, title: str, phrase: str, words: str) -> Change:
    already = f"{words.removesuffix(' from the start of talks.').removesuffix('.')} already."
    return Change(title, phrase, _pull(lever, words), already=already)


PULLING: dict[str, Change] = {
    "guarantee": _lever(
        GUARANTEE, "Independence is guaranteed", "With independence guaranteed",
        "Both councils guarantee each other's independence from the start of talks.",
    ),
    "red_lines": _lever(
        RED_LINES, "No-go areas are named", "With no-go areas named",
        "Both councils name no-go areas from the start of talks.",
    ),
    "meetings": _lever(
        COUNCILLOR_MEETINGS, "Councillors of both meet", "With councillors of both meeting",
        "Councillors of both meet in turn from the start of talks.",
    ),
    "broker": _lever(
        BROKER, "An outsider helps both", "With an outsider's help",
        "A neutral broker helps both sides from the start of talks.",
    ),
    "open_post": _lever(
        OPEN_RECRUITMENT, "The post is open to all", "With the post open to all",
        "There is an early, open competition for the joint post from the start of talks.",
    ),
    "quiet": _lever(
        QUIET, "Kept quiet until agreed", "Kept quiet",
        "The talks are kept quiet until agreed.",
    ),
    "airing": _lever(
        REPAIR, "Stalls are aired honestly", "With honest airing of stalls",
        "Whatever stalls the talks is aired honestly.",
    ),
    "diligence": _lever(
        DUE_DILIGENCE, "Questions are asked early", "With questions asked early",
        "Cultures, structures and ambitions are asked early.",
    ),
    "grant": _lever(
        SETUP_GRANT, "A grant pays for setting up", "With a grant for setting up",
        "A grant goes towards setting up from the start of talks.",
    ),
}  # fmt: skip
"""What the two could do or be given, by the name that `what_if` takes."""

SHARING: dict[str, Change] = {
    "split": _lever(
        EXPLAINED_SPLIT, "An uneven split is explained", "With the split explained",
        "An uneven split of time is explained.",
    ),
    "publish": _lever(
        PUBLISH_RESULTS, "Results are published", "With results published",
        "Savings and unharmed services are published.",
    ),
    "bulletins": _lever(
        BULLETINS, "Regular bulletins", "With regular bulletins",
        "Officers and members get regular bulletins.",
    ),
    "visits": _lever(
        VISITS, "Staff are visited", "With visits to staff",
        "Chief executive and leaders visit staff.",
    ),
    "remote": _lever(
        REMOTE_WORKING, "Meetings at a distance", "With meetings at a distance",
        "Meetings are held at a distance.",
    ),
}  # fmt: skip
"""What councils that share could do, by name."""
