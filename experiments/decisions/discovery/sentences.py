"""What is said first of a discovery: the box in a sentence, and what backs it."""

from __future__ import annotations

from experiments.decisions.discovery.discovery import Discovery
from experiments.decisions.discovery.permutations import TIMES
from experiments.decisions.discovery.study_cases import MEMBERS
from experiments.decisions.discovery.words import box_words
from experiments.statistics.comparisons import LEVEL
from experiments.studies.study import Study
from experiments.text.numbers import Headline, capital, interval_text, number_text, percent

UNIT_WORDS = {MEMBERS: "members at a point"}
"""How a sentence calls cases, where not as the option does."""


def unit_words(discovery: Discovery) -> str:
    """Return what cases are called."""
    return UNIT_WORDS.get(discovery.found.unit, discovery.found.unit)


def progress_sentences(study: Study) -> list[str]:
    """Return that a study is not finished, where it is not."""
    if study.played is None or study.played >= study.all_runs:
        return []
    return [f"The study is not finished: {study.played:,} of {study.all_runs:,} runs were played."]


def sentences(discovery: Discovery) -> list[str]:
    """Return what was found in sentences, or that nothing was."""
    box, unit = discovery.box, unit_words(discovery)
    clause, rate = capital(discovery.found.clause), percent(discovery.cases.rate)
    if not discovery.is_something:
        many = f"{discovery.cases.number.sum():,.0f} {unit}"
        return [
            f"{clause} in {rate} of {many}.",
            f"Nothing was found that tells where: {_why_nothing(discovery)}",
        ]
    words = box_words(box.box, discovery.cases)
    held = f"{percent(box.coverage)} of those in which it is so, and {percent(box.mass)} of all"
    text = [
        f"{clause} in {percent(box.density)} of {unit} {words}, against {rate} of all.",
        f"The box holds {held}.",
    ]
    if discovery.resamples.times:
        text.append(
            "Boxes that were found in the same way in resamples hold "
            f"{percent(discovery.resamples.density)} in the cases that each of these left out: so "
            "much is to be expected of new cases, for a box is chosen for what it holds."
        )
    return [*text, *further_sentences(discovery)]


def further_sentences(discovery: Discovery) -> list[str]:
    """Return what is said of the boxes after the first; nothing where there are none."""
    unit, clause = unit_words(discovery), discovery.found.clause
    text = []
    for number, one in enumerate(discovery.further):
        words, where = box_words(one.box.box, discovery.cases), BEFORE[number > 0]
        rest = f"against {percent(one.rate)} of all {unit} outside {where}"
        text.append(
            f"Outside {where}, {clause} in {percent(one.box.density)} of {unit} {words}, {rest}: "
            f"{percent(one.box.coverage)} more of those in which it is so."
        )
    if discovery.further:
        together = percent(discovery.further[-1].together)
        text.append(f"The {len(discovery.further) + 1} boxes together hold {together} of these.")
    return text


ORDINALS = ("first", "second", "third", "fourth", "fifth")
"""What boxes are called by their order."""

BEFORE = ("this box", "the boxes before")
"""Outside of which a second and a later box were looked for."""


def _why_nothing(discovery: Discovery) -> str:
    if discovery.chance <= LEVEL:
        return "something matters, but no limit of the chosen box that chance would not give too."
    return (
        "where nothing matters, something seems to matter as much with a chance of "
        f"{discovery.chance:.2f} ({TIMES} permutations; {LEVEL:g} or less is called found)."
    )


def headlines(discovery: Discovery) -> list[Headline]:
    """Return the numbers of the box in large print; none where nothing was found."""
    if not discovery.is_something:
        return []
    unit, found = unit_words(discovery), discovery.intervals
    labels = {
        "density": f"of {unit} in the box meet the condition (density)",
        "coverage": "of those that meet it lie in the box (coverage)",
        "mass": f"of all {unit} lie in the box (mass)",
    }
    text = []
    for name, label in labels.items():
        value, low, high = getattr(found, name)
        words = interval_text(low, high, "share") if low < high else ""
        number = number_text(value, "share")
        text.append(Headline(number, label, f"95% interval {words}" if words else ""))
    return text
