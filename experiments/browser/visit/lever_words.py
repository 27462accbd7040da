"""Levers for people: what each is called, and how it works, in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from experiments.text.numbers import capital


class LeverWords(NamedTuple):
    """A lever for people: under which heading, what it is called, and how it works."""

    group: str
    title: str
    sentence: str


TALKS, PEOPLE, CENTRE = "Between the two councils", "With members and staff", "From the centre"

LEVERS = {
    "sovereignty_guarantee": LeverWords(
        TALKS, "Guarantee independence",
        "Each council stays its own: members fear a takeover far less, and a little less is saved.",
    ),
    "red_lines": LeverWords(
        TALKS, "Name no-go areas early",
        "What may not be shared is said at the start, which takes fear away and some saving too.",
    ),
    "due_diligence": LeverWords(
        TALKS, "Ask the hard questions early",
        "A bad match of cultures or trust shows in the first months instead of at the vote.",
    ),
    "neutral_broker": LeverWords(
        TALKS, "Bring in an outsider",
        "Somebody neutral helps both sides trust each other, break deadlock and accept a name.",
    ),
    "open_recruitment": LeverWords(
        TALKS, "Recruit openly for the joint post",
        "An early, open competition avoids most quarrels over the post, for slightly longer talks.",
    ),
    "repair": LeverWords(
        TALKS, "Air it honestly when talks stall",
        "What troubles each side is talked about, so that stalled talks go on again more often.",
    ),
    "time_to_prepare": LeverWords(
        TALKS, "Set months aside to prepare",
        "Before the first vote there are months for what nobody had prepared.",
    ),
    "binding_deadline": LeverWords(
        TALKS, "Hold to the planned date",
        "The date is hardly ever put off, and patience beyond it is short.",
    ),
    "explained_split": LeverWords(
        TALKS, "Explain an uneven split of time",
        "Who gets less of the joint chief executive is told why, and minds it less.",
    ),
    "remote_working": LeverWords(
        TALKS, "Meet at a distance", "Meetings online avoid most of the harm of a long way.",
    ),
    "off_the_shelf": LeverWords(
        TALKS, "Take a ready-made structure",
        "Talks are planned shorter, and fit the two councils less well.",
    ),
    "councillor_meetings": LeverWords(
        PEOPLE, "Let councillors meet in turn",
        "Members of both sides get to know each other: more support, less fear, a monthly cost.",
    ),
    "bulletins": LeverWords(
        PEOPLE, "Send regular bulletins",
        "Officers and members who are kept informed support sharing more, and resent it less long.",
    ),
    "visits": LeverWords(
        PEOPLE, "Visit staff",
        "Chief executive and leaders come in person; officers’ support dips less.",
    ),
    "honest_about_jobs": LeverWords(
        PEOPLE, "Name lost jobs and new skills early",
        "Officers hear of both at once, which costs a little of their support at first.",
    ),
    "voluntary_redundancy": LeverWords(
        PEOPLE, "Let posts go by voluntary exits only",
        "Officers fear less for their jobs; savings come more slowly, and setting up costs more.",
    ),
    "quiet": LeverWords(
        PEOPLE, "Keep it quiet until agreed",
        "Most leaks are avoided; officers who hear late support it slightly less.",
    ),
    "announce_early": LeverWords(
        PEOPLE, "Announce it before members agree",
        "Once it is public members fear a done deal, and it is more often reported as one.",
    ),
    "publish_results": LeverWords(
        PEOPLE, "Publish what came of it",
        "Savings and unharmed services are shown, so that members support sharing more.",
    ),
    "setup_grant": LeverWords(
        CENTRE, "Pay towards setting up",
        "A grant pays most of the set-up cost, and brings a few more councils to ask.",
    ),
    "mandate": LeverWords(
        CENTRE, "Tell councils to share",
        "More councils ask each other, and members like it less.",
    ),
    "merger_incentive": LeverWords(
        CENTRE, "Pay for full mergers", "Some deep partnerships become one council each year.",
    ),
}  # fmt: skip
"""Levers by name, in the order of their cards."""


def lever_words(name: str, meaning: str) -> LeverWords:
    """Return a lever's words; one that has none yet is called by what it means."""
    return LEVERS.get(name) or LeverWords(TALKS, capital(meaning), "")
