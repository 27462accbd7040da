"""The card of talks: how they went month by month, how they ended, and which rule decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.ended import Ruling, ended_talks
from experiments.browser.cards.fall import Fall, fall_of
from experiments.browser.cards.gates import Gate, vote_gates
from experiments.browser.cards.moments import Moment, ending_sentence, moments, status_at
from experiments.browser.cards.ruling import ruling
from experiments.browser.cards.series import SIDES, Series, talks_series
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import percent
from simulation.result.sentences import candidate_words, reason_label, reason_words
from simulation.terms import (
    INITIATORS,
    MOTIVES,
    REASONS,
    SCOPES,
    STAGES,
)
from simulation.world.tables import CITED


@dataclass(frozen=True)
class Account:
    """How one side accounts for a failure.

    Attributes
    ----------
    council : str
        Its name.
    causes : list of str
        Up to three, from `simulation.terms.REASONS`.
    sentence : str
        In words.
    """

    council: str
    causes: list[str]
    sentence: str


@dataclass(frozen=True)
class TalksCard:
    """What is known of soundings or talks at the end of a month.

    Attributes
    ----------
    talks : int
        Row in the run.
    councils, codes : list
        Names and codes of the council that asked and of the other.
    rows : list of int
        Their rows on the map.
    status : str
        ``soundings``, ``open``, ``agreed``, ``failed`` or ``lapsed``, at that month.
    stage, reason : str
        Of a failure: ``talks`` or ``vote``, and one of `simulation.terms.REASONS`; else empty.
    why : str
        The reason in a word or two, in which clashes of leaders and of chief executives are apart.
    first_contact, began, ended : int or None
        Months; None for what has not come.
    planned : int or None
        Months that were planned.
    facts : list of tuple of str
        What the two set out with: label and value.
    series : Series
        Month by month, up to that month.
    gates : list of Gate
        What is needed at the vote, as it stands.
    moments : list of Moment
        What happened on the way.
    ending : str
        The sentence of how they ended; empty before.
    accounts : list of Account
        How each side accounts for a failure.
    ruling : Ruling or None
        The rule that decided, with its sources; None before the end.
    fall : Fall or None
        What became of support on the day of a vote that one side lost.
    partnership : int or None
        Row of the partnership formed or joined.
    """

    talks: int
    councils: list[str]
    codes: list[str]
    rows: list[int]
    status: str
    stage: str
    reason: str
    why: str
    first_contact: int
    began: int | None
    ended: int | None
    planned: int | None
    facts: list[tuple[str, str]]
    series: Series
    gates: list[Gate]
    moments: list[Moment]
    ending: str
    accounts: list[Account]
    ruling: Ruling | None
    fall: Fall | None
    partnership: int | None

    @property
    def months_of_talks(self) -> int:
        """Months of formal talks so far, 0 before they began."""
        return self.series.months[-1] if self.series.months else 0


def talks_card(recording: Recording, talks: int, month: int) -> TalksCard:
    """Return the card of talks as they were known at the end of a month.

    Parameters
    ----------
    recording : Recording
        The run.
    talks, month : int
        Row of the talks in the run (see `frame.Link`), and a month that was played, not before
        their first contact; else an IndexError is raised.
    """
    row, p = _row(recording, talks, month), recording.scenario.parameters
    rows, status = [int(one) for one in row["councils"]], status_at(recording, talks, month)
    names = (recording.names[rows[0]], recording.names[rows[1]])
    formal, over = status in ("open", "agreed", "failed"), status in ("agreed", "failed")
    months, failed = recording.talks.series(talks, month), status == "failed"
    ended = ended_talks(recording, row, names) if over else None
    return TalksCard(
        talks=talks,
        councils=list(names),
        codes=[recording.codes[one] for one in rows],
        rows=rows,
        status=status,
        stage=STAGES[row["stage"]] if failed else "",
        reason=REASONS[row["reason"]] if failed else "",
        why=reason_label(row["reason"], row["decided_by"]) if failed else "",
        first_contact=int(row["first_contact"]),
        began=int(row["began"]) if formal else None,
        ended=int(row["ended"]) if over else None,
        planned=int(row["planned"]) if formal else None,
        facts=_facts(recording, row, months, names),
        series=talks_series(months, int(row["began"]), p),
        gates=vote_gates(p, months[-1], names) if len(months) else [],
        moments=moments(recording, talks, month),
        ending=ending_sentence(recording, talks, month),
        accounts=_accounts(row, names) if failed else [],
        ruling=ruling(ended) if ended else None,
        fall=fall_of(ended) if ended else None,
        partnership=int(row["partnership"]) if status == "agreed" else None,
    )


def _row(recording: Recording, talks: int, month: int) -> Any:
    """Return the row of talks that had been in contact by a month, or refuse it."""
    table = recording.talks.table.rows
    if not (0 <= talks < len(table) and table[talks]["first_contact"] <= month <= recording.month):
        raise IndexError(f"there are no talks {talks} by month {month}")
    return table[talks]


def _facts(
    recording: Recording, row: Any, so_far: Any, names: tuple[str, str]
) -> list[tuple[str, str]]:
    """Return what the two councils set out with, and the candidate in the last month so far."""
    tie = recording.geography.ties.iloc[int(row["tie"])]
    facts = [
        ("Distance", f"{tie['distance_km']:.0f} km{', neighbours' if tie['contiguous'] else ''}"),
        ("Begun by", f"the {INITIATORS[row['initiator']]} of {names[0]}"),
        ("Mostly for", MOTIVES[int(row["motives"].argmax())].sentence),
    ]
    if not len(so_far):
        return facts
    parties = {0.0: "the same party", 0.5: "a side without a party in control", 1.0: "two parties"}
    vacancy = (*names, "both")
    opening = vacancy[row["vacancy"]] if row["vacancy"] >= 0 else "neither side"
    facts += [
        ("Control", parties[float(row["mismatch"])]),
        ("Ways of working", f"{percent(row['culture_gap'])} apart, where 100% is the most"),
        ("Post opening at", opening),
        ("To share", SCOPES[row["scope"]].replace("whole", "the whole management")),
    ]
    candidate = int(so_far[-1]["candidate"])
    if candidate >= 0:
        facts.append(("Candidate", candidate_words(candidate, *names)))
    return facts


def _accounts(row: Any, names: tuple[str, str]) -> list[Account]:
    """Return how each side accounts for the failure of talks."""
    accounts = []
    for side in range(len(SIDES)):
        cited = row["causes"][CITED * side : CITED * (side + 1)]
        causes = [REASONS[one] for one in cited if one >= 0]
        words = "; ".join(reason_words(one, row["decided_by"]) for one in cited if one >= 0)
        sentence = f"{names[side]} says: {words}." if causes else f"{names[side]} gives no reason."
        accounts.append(Account(names[side], causes, sentence))
    return accounts
