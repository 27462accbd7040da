"""Advice beside the page: it counts what is played, says what came out, and can be dropped."""

from __future__ import annotations

from experiments.browser.visit.advising import MEMBERS, Advising
from simulation import Scenario

SMALL = Scenario().with_changes(
    {"geography.map": "hexagonal", "geography.size": 7, "history.control": "drawn",
     "period.months": 100}
)  # fmt: skip


def test_advice_is_played_beside_the_page() -> None:
    """When it has ended all members are done, and each part of the advice has words."""
    problems: list[str] = []
    advising = Advising(lambda: None, problems.append)
    assert advising.props["parts"] == []
    advising.ask(SMALL, 1, 5, (0, 1))
    advising.work.join()
    assert problems == []
    props = advising.props
    assert (props["done"], props["of"], props["busy"]) == (MEMBERS, MEMBERS, False)
    assert all(part["words"] for part in props["parts"])
    assert "June 2005" in props["title"]
    assert "it cannot know these people" in " ".join(props["parts"][0]["words"])
    advising.forget()
    assert (advising.councils, advising.props["parts"]) == ((), [])


def test_what_cannot_be_asked_is_said() -> None:
    """The same council twice, or the last month, is reported in words and nothing is shown."""
    for month, pair, words in ((5, (0, 0), "same council"), (99, (0, 1), "months for talks")):
        problems: list[str] = []
        advising = Advising(lambda: None, problems.append)
        advising.ask(SMALL, 1, month, pair)
        advising.work.join()
        assert words in problems[0]
        assert advising.advice is None
