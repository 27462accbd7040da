"""A class: who is counted, what is pooled, and who may do what."""

from __future__ import annotations

import threading

import pytest

from experiments.browser.classroom import classroom as rooms
from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.dots import axis_of, distribution, dot_plot
from experiments.browser.classroom.entry import Role, class_words, role_in
from experiments.browser.classroom.guesses import asked_questions, pooled_guesses, question_named
from experiments.browser.classroom.names import class_name
from experiments.browser.classroom.runs import pooled_runs, run_result
from experiments.browser.classroom.seat import RunResult, Seat
from experiments.browser.guide.answers import GuessResult
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.links import View, pack, unpack
from simulation import Scenario
from simulation.errors import InputError

REASON, SUCCESS = ("1_one_pair", "reason"), ("1_one_pair", "success")


@pytest.fixture
def classroom() -> Classroom:
    """Return a class that nobody has joined yet."""
    return Classroom("Politics", Scenario())


def guess(classroom: Classroom, seat: Seat, **numbers: float) -> None:
    """Note guesses at the first page."""
    classroom.note(seat, {("1_one_pair", name): one for name, one in numbers.items()}, {}, None)


@pytest.mark.parametrize("name", ["Übung 3, Gruppe „B“", "<b>2b</b>", "政治学", "A" * 40])
def test_a_class_may_be_called_what_can_be_read(name: str) -> None:
    """Letters of any language, digits and signs are taken as they are."""
    assert class_name(f" {name} ") == name


def test_the_code_lets_in_however_it_is_typed(classroom: Classroom) -> None:
    """Case, blanks and hyphens do not matter; another code is refused and counts nobody."""
    code = classroom.code
    for typed in (code, code.lower(), f" {code[:2]}-{code[2:]} "):
        assert classroom.join(typed).number
    for typed in ("", code[:3], code + "X", "\U0001f4a1", "x" * 100_000):
        with pytest.raises(InputError, match="not the code") as refused:
            classroom.join(typed)
        assert len(str(refused.value)) < 100
    assert len(classroom.seats()) == 3


def test_a_page_that_is_loaded_again_is_the_same_visitor(classroom: Classroom) -> None:
    """Its tab brings the key it was given; a tab without one is another visitor."""
    said = {"class": classroom.code}
    first = role_in(classroom, said, {"key": ""})
    assert first is not None
    again = role_in(classroom, said, {"key": first.key})
    other = role_in(classroom, said, {"key": "made up"})
    assert again == first
    assert other is not None
    assert other.seat is not first.seat
    assert len(classroom.seats()) == 2


def test_nobody_joins_unasked(classroom: Classroom) -> None:
    """Without a code one is asked for it; who looks on alone stays alone, until they join."""
    assert role_in(classroom, {}, {"key": ""}) is None
    alone = role_in(classroom, {}, {"key": "", "alone": True})
    assert alone == Role(classroom)
    assert role_in(classroom, {}, {"key": alone.key}) == alone
    assert role_in(classroom, {"class": ""}, {"key": alone.key}) is None
    joined = role_in(classroom, {"class": ""}, {"key": alone.key, "code": classroom.code})
    assert joined is not None
    assert joined.seat is not None


@pytest.mark.parametrize("word", ["projector", "lead"])
def test_only_the_token_leads(classroom: Classroom, word: str) -> None:
    """Neither the code nor the key of a visitor nor anything else opens what leads."""
    seat = classroom.join(classroom.code)
    for token in ("", classroom.code, seat.key, "ä", "\ud800"):
        with pytest.raises(InputError, match="whoever leads"):
            role_in(classroom, {word: token}, {"key": seat.key})
    role = role_in(classroom, {word: classroom.token}, {"key": ""})
    assert role is not None
    assert role.leads
    assert role_in(classroom, {word: ""}, {"key": role.key}) == role


def test_what_a_query_says_of_the_class_is_taken_out() -> None:
    """The rest of a link goes on to the view as it was."""
    said, rest = class_words("?seed=3&class=BC%20D&set=talks.patience%3D0.2")
    assert (said, rest) == ({"class": "BC D"}, "seed=3&set=talks.patience%3D0.2")


def test_a_changed_guess_replaces_the_last(classroom: Classroom) -> None:
    """Each visitor counts once a question, however often they guess."""
    one, other = (classroom.join(classroom.code) for _ in range(2))
    guess(classroom, one, reason=0)
    guess(classroom, one, reason=2)
    guess(classroom, other, reason=2)
    (row,) = pooled_guesses(classroom)
    assert [option["guesses"] for option in row["options"]] == [0, 0, 2, 0]
    assert row["number"] == 2


def test_questions_are_pooled_side_by_side(classroom: Classroom) -> None:
    """Two questions at once have their own counts, and come in the order of the guide."""
    one, other = (classroom.join(classroom.code) for _ in range(2))
    guess(classroom, one, success=20, reason=1)
    guess(classroom, other, success=40)
    rows = pooled_guesses(classroom)
    assert [(row["label"], row["number"]) for row in rows] == [("1a", 1), ("1b", 2)]
    assert rows[1]["plot"]["middle"] == "30%"
    assert all(question_named(row["name"]) for row in rows)
    assert question_named("1_one_pair nothing") is None


def test_what_came_out_waits_to_be_shown(classroom: Classroom) -> None:
    """Until whoever leads shows it, only how many know it is told."""
    seats = [classroom.join(classroom.code) for _ in range(3)]
    answer = GuessResult("17% (95% interval 16% to 18%)", -1, 17.0, 16.0, 18.0)
    for seat, value, option in zip(seats, (10.0, 17.5, 50.0), (0, 1, 1), strict=True):
        answers = {SUCCESS: answer, REASON: GuessResult(f"that {option}", option)}
        classroom.note(seat, {SUCCESS: value, REASON: 1.0}, answers, None)
    before = pooled_guesses(classroom)
    assert [(row["came"], row["known"]) for row in before] == [("", 3), ("", 3)]
    assert [option["came"] for option in before[0]["options"]] == [-1] * 4
    assert before[1]["plot"]["marked"] == []
    for key in (REASON, SUCCESS):
        classroom.reveal(key, shown=True)
    reason, success = pooled_guesses(classroom)
    assert [option["came"] for option in reason["options"]] == [1, 2, 0, 0]
    assert "2 of 3 visitors guessed what came out for them" in reason["came"]
    assert success["plot"]["marked"] == [0.17, 0.16, 0.18]
    assert "1 of 3 guesses lie within" in success["came"]
    classroom.reveal(SUCCESS, shown=False)
    assert pooled_guesses(classroom)[1]["came"] == ""


def test_who_leaves_is_not_here_but_still_counts(classroom: Classroom) -> None:
    """Guesses stay when a page is closed; two tabs of one visitor are one."""
    seat = classroom.join(classroom.code)
    for _ in range(2):
        classroom.arrive(seat)
    guess(classroom, seat, reason=3)
    classroom.leave(seat)
    assert seat.pages == 1
    classroom.leave(seat)
    assert [one.pages for one in classroom.seats()] == [0]
    assert pooled_guesses(classroom)[0]["number"] == 1


def test_a_class_holds_so_many_and_forgets_the_absent(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody who is here loses their seat to another, and the server's memory stays bounded."""
    monkeypatch.setattr(rooms, "MOST_SEATS", 2)
    here, gone = (classroom.join(classroom.code) for _ in range(2))
    classroom.arrive(here)
    new = classroom.join(classroom.code)
    assert [one.number for one in classroom.seats()] == [1, 3]
    assert classroom.seat(gone.key) is None
    classroom.arrive(new)
    with pytest.raises(InputError, match="full"):
        classroom.join(classroom.code)


def test_all_are_brought_to_one_view_or_to_seeds_of_their_own(classroom: Classroom) -> None:
    """The same scenario, seed and month for all; or seeds from the given one on."""
    seats = [classroom.join(classroom.code) for _ in range(3)]
    assert classroom.query_for(seats[0]) == ""
    classroom.bring("?seed=7&month=30&talks=4&set=talks.planned_months%3D9.0")
    views = [unpack(classroom.query_for(seat)) for seat in seats]
    assert [(one.seed, one.month, one.talks) for one in views] == [(7, 30, 4)] * 3
    assert views[0].scenario.talks.planned_months == 9.0
    classroom.bring("?seed=7&month=30&talks=4", own_seeds=True)
    views = [unpack(classroom.query_for(seat)) for seat in seats]
    assert [(one.seed, one.month, one.talks) for one in views] == [
        (7, 30, -1), (8, 30, -1), (9, 30, -1),
    ]  # fmt: skip


def test_the_common_run_is_played_once_and_belongs_to_each(
    lively: Scenario, played: RecordedModel
) -> None:
    """Each gets the months of the same run; who plays on moves nobody else."""
    classroom = Classroom("Politics", lively)
    assert classroom.common_run() is None
    query = pack(View(lively, seed=4, month=20), lively)
    classroom.bring(query)
    one, other = classroom.common_run(), classroom.common_run()
    assert one is not None
    assert other is not None
    one.advance(30)
    assert (one.recording.month, other.recording.month) == (50, 20)
    for month in (20, 50):
        assert one.recording.frame(month) == played.recording.frame(month)
    again = classroom.common_run()
    assert again is not None
    assert again.recording.month == 20
    classroom.bring(query, own_seeds=True)
    assert classroom.common_run() is None


@pytest.mark.parametrize("query", ["?seed=-1", f"?seed={2**63 - 1}", "?month=9999", "?what=1"])
def test_nobody_is_brought_to_what_cannot_be_shown(classroom: Classroom, query: str) -> None:
    """A link that is wrong is refused, and all stay where they were."""
    with pytest.raises(InputError):
        classroom.bring(query)
    assert classroom.call is None


def test_who_waits_hears_of_a_change_and_of_the_end(classroom: Classroom) -> None:
    """A page that follows the class is woken by what happens, and lets go when it is closed."""
    heard, stop = [], threading.Event()

    def follow() -> None:
        serial = -1
        while not stop.is_set():
            serial = classroom.wait(serial, stop)
            heard.append(serial)

    thread = threading.Thread(target=follow)
    thread.start()
    classroom.arrive(classroom.join(classroom.code))
    stop.set()
    classroom.wake()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert heard[-1] == 1


def test_runs_are_pooled_once_they_have_ended(classroom: Classroom, played: RecordedModel) -> None:
    """A run that is on its way says nothing; at its end it is a dot in each distribution."""
    result = run_result(played.recording)
    assert result is not None
    assert result.sharing == played.recording.monthly("councils_sharing")[-1]
    young = RecordedModel(played.recording.scenario, rng=4)
    young.advance(3)
    assert run_result(young.recording) is None
    for sharing in (result.sharing, 8, 12):
        seat = classroom.join(classroom.code)
        classroom.note(seat, {}, {}, RunResult(result.scenario, sharing, None))
    classroom.note(seat, {}, {}, None)
    pooled = pooled_runs(classroom)
    assert pooled["number"] == 3
    assert [len(plot["dots"]) for plot in pooled["plots"]] == [3, 0]
    assert result.scenario in pooled["words"]


def test_dots_stand_on_their_axis_one_for_each_visitor() -> None:
    """Equal values are stacked; a wild one stands at the end and is counted, not drawn to scale."""
    values = [10.0, 10.0, 20.0, 25.0, 30.0, 1e9]
    shown = distribution(values, "points")
    assert len(shown["dots"]) == len(values)
    assert shown["dots"][:2] == [(shown["dots"][0][0], 0), (shown["dots"][0][0], 1)]
    assert shown["beyond"] == 1
    assert max(place for place, _ in shown["dots"]) == 1.0
    whole = axis_of([3.0, 50.0], whole=True)
    assert (whole.low, whole.high) == (0.0, 100.0)
    assert axis_of([], whole=False).ticks()
    assert dot_plot([], whole) == []


def test_every_question_of_the_guide_can_be_pooled() -> None:
    """Each has a short name of its own."""
    labels = [label for _, label, _, _ in asked_questions()]
    assert len(set(labels)) == len(labels) > 6
