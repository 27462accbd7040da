"""Closed lists: words with numbers, and what hangs on each word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Self, TypeVar, overload


class Term(str):  # noqa: SLOT000 -- text cannot have slots beside it
    """A word of a closed list, as users read it, with what hangs on it.

    Parameters
    ----------
    word : str
        The word.
    meaning : str
        What it means, in a few words; empty where the word says it.
    sentence : str
        How a sentence tells it.
    """

    meaning: str
    sentence: str

    def __new__(cls, word: str, meaning: str = "", sentence: str = "") -> Self:
        """Make a word."""
        term = super().__new__(cls, word)
        term.meaning, term.sentence = meaning, sentence
        return term


class Party(Term):
    """Control of a council.

    Parameters
    ----------
    word, meaning, sentence : str
        As of a `Term`.
    adjective : str
        What a leader of this party is called.
    hue, mark : str
        The colour and the sign that maps give it; signs tell parties apart without colours.
    """

    adjective: str
    hue: str
    mark: str

    def __new__(
        cls,
        word: str,
        meaning: str = "",
        sentence: str = "",
        adjective: str = "",
        hue: str = "",
        mark: str = "",
    ) -> Self:
        """Make a party."""
        party = super().__new__(cls, word, meaning, sentence)
        party.adjective, party.hue, party.mark = adjective, hue, mark
        return party


class EventKind(Term):
    """A kind of event.

    Parameters
    ----------
    word, sentence : str
        The word; its sentence, in which names in braces are attributes of
        `simulation.result.sentences.EventContext`.
    main : bool
        Whether the story of a run is told by it.
    """

    main: bool

    def __new__(cls, word: str, sentence: str = "", *, main: bool = False) -> Self:
        """Make a kind of event."""
        kind = super().__new__(cls, word, "", sentence)
        kind.main = main
        return kind


T = TypeVar("T", bound=Term)


class Terms(Sequence[T], Generic[T]):
    """A closed list: words in the order of their numbers."""

    def __init__(self) -> None:
        self._terms: list[T] = []

    def add(self, term: T) -> int:
        """Add a word and return its number."""
        self._terms.append(term)
        return len(self._terms) - 1

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...
    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        """Return the word of a number."""
        return self._terms[number]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._terms)
