"""Talks that came to a vote, or to the date on which one was due: what decided, in words."""

from __future__ import annotations

from experiments.browser.cards.ended import EndedTalks, Ruling
from experiments.browser.cards.fall import fall_of
from experiments.browser.cards.gates import just_short
from experiments.text.numbers import percent
from simulation import branches, terms
from simulation.catalogue import evidence_rows
from simulation.result.sentences import months


def agreed(e: EndedTalks) -> Ruling:
    """Return why talks agreed."""
    vote, row = e.p.vote, e.row
    return Ruling(
        f"{_hurry(e)}, and the votes were won. A vision was shared to "
        f"{percent(float(row['vision']))} ({percent(vote.vision)} needed), trust stood at "
        f"{percent(float(row['trust'].min()))} ({percent(vote.trust)}), and on "
        f"the day the cooler members, those of {e.decider}, came to "
        f"{percent(e.number)} ({percent(e.threshold)}). Vision and trust are gates that no "
        "saving can stand in for.",
        evidence_rows("vote.vision", "vote.trust", "vote.members", "vote.officers"),
        "Both councils voted yes.",
    )


def lost_vote(e: EndedTalks) -> Ruling:
    """Return why a vote was lost by one side."""
    fall = fall_of(e)
    if fall is None:
        raise ValueError("this vote was not lost by one side")
    chance = "gave" if fall.chance > 0 else "took"
    day = f"chance on the day {chance} {_points(abs(fall.chance))}"
    before = f"what had not been prepared cost {_points(fall.unprepared)}, and "
    text = f"Their support was {fall.support}%; {before if fall.who == 'members' else ''}{day}. "
    came = just_short(e.number, e.threshold)
    text += f"It came out at {came}, where {fall.needed}% is needed. {_hurry(e)}."
    names = [f"vote.{fall.who}", "vote.bias", *(["vote.exposed"] * (fall.who == "members"))]
    still = "still " if all(gate.met for gate in e.gates) else ""
    open_gates = "All four gates stood open. " if still else ""
    said = f"{e.decider}’s {fall.who} {still}{'voted' if fall.who == 'members' else 'said'} no."
    return Ruling(text, evidence_rows(*names), open_gates + said)


def _points(number: int) -> str:
    return f"{number} point" if number == 1 else f"{number} points"


def lost_partners(e: EndedTalks) -> Ruling:
    """Return why partners of a council that shares already took no other in."""
    sources = evidence_rows("partnership.max_size", "vote.members")
    if e.threshold > 1.0:
        return Ruling(
            f"With {e.names[0]} it would have had {e.number:.0f} councils, where {e.threshold:.0f} "
            "is the most.",
            sources,
            f"The partnership of {e.decider} was full.",
        )
    return Ruling(
        "The two had won their own votes, and the partners of the council that shares already have "
        f"to agree as well. Members of {e.decider} came to {just_short(e.number, e.threshold)} on "
        f"the day, where {percent(e.threshold)} is needed.",
        sources,
        f"The partner {e.decider} voted no.",
    )


def out_of_time(e: EndedTalks) -> Ruling:
    """Return why talks came to their date, or beyond it, without a vote."""
    planned = months(float(e.row["planned"]))
    if e.row["decided_by"] == branches.BY_TIME:
        text = f"{planned.capitalize()} were planned, and patience ended after {months(e.months)}."
        names, headline = ["talks.patience"], "Time ran out."
    else:
        times = int(e.row["extensions"])
        off = f", put off {times} times" if times > 1 else ", put off once" if times else ""
        text = (
            f"It came after {months(e.months)} ({planned} planned{off}), and the leaders gave up."
        )
        names, headline = ["clock.extend", "clock.haste"], "The date came before they were ready."
    if e.row["deadlocked"]:
        names.append("appointment.deadlock")
    elif e.row["reason"] == terms.MONEY:
        names.append("vote.affordable")
    else:
        names.append("vote.noise")
    return Ruling(text + (was_missing(e) or UNSEEN), evidence_rows(*names), headline)


AT_GATE = (branches.BY_DATE, branches.BY_TIME)
"""Rules that write down the gate that was furthest short."""

UNSEEN = " All was there, but the leaders never saw it together."


def was_missing(e: EndedTalks) -> str:
    """Return what kept talks from a vote that came to none; empty where nothing did."""
    rivals = " Both chief executives still wanted the joint post." if e.row["deadlocked"] else ""
    if e.row["reason"] == terms.MONEY:
        return " All was there but the money to set it up."
    first = e.gate if e.row["decided_by"] in AT_GATE else None
    short = sorted(
        (gate for gate in e.gates if not gate.met and gate != first),
        key=lambda gate: (gate.exact - gate.needed) / gate.needed,
    )
    listed = [*([first] if first else []), *short]
    words = [f"{one.label} {one.reading} of {percent(one.needed)}" for one in listed]
    return rivals + (f" Short for a vote, the furthest first: {', '.join(words)}." if words else "")


def _hurry(e: EndedTalks) -> str:
    """Return what a vote on the date passed over."""
    if not e.row["hurried"]:
        return "The leaders believed that all was there"
    missing = percent(float(e.row["missing"]))
    return f"The date was kept although, as the leaders saw it, a gate was missed by {missing}"
