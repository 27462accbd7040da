"""England's history: what the centre announced, cut, encouraged and paid."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.errors import InputError
from simulation.geography import flat, history


def by_month(column: str, start: int = 2004, years: int = 16) -> dict[str, float]:
    """Return one column by month, written as 2010-10."""
    values = getattr(history(f"{start}-01", 12 * years), column)
    months = [f"{start + i // 12}-{i % 12 + 1:02}" for i in range(12 * years)]
    return dict(zip(months, values, strict=True))


def test_the_whole_cut_is_announced_once() -> None:
    """News adds up to 1; three quarters come from June to December 2010, most in October."""
    news = by_month("news")
    assert sum(news.values()) == pytest.approx(1)
    autumn = sum(value for month, value in news.items() if "2010-06" <= month <= "2010-12")
    assert autumn == pytest.approx(0.75)
    assert max(news, key=news.__getitem__) == "2010-10"
    assert news["2010-12"] > news["2010-11"]
    assert 0 < news["2013-06"] < 0.2
    assert 0 < news["2015-11"] < 0.2
    winter = sum(news[month] for month in ("2008-11", "2008-12", "2009-01", "2009-02"))
    assert 0 < winter < 0.1


def test_cash_follows_the_news() -> None:
    """Cash starts in April 2011, changes in Aprils only, never outruns the news and ends at 1."""
    cash = by_month("cash")
    assert cash["2011-03"] == 0
    assert cash["2011-04"] > 0
    assert cash["2013-04"] >= 0.7
    assert cash["2017-03"] < cash["2017-04"] == 1
    months, values = list(cash), np.array(list(cash.values()))
    assert {months[i + 1][-2:] for i in np.flatnonzero(np.diff(values))} == {"04"}
    told = np.cumsum(list(by_month("news").values()))
    assert (values <= told + 1e-9).all()


def test_the_signal_stays_on_from_october_2006() -> None:
    """The signal is 0 before October 2006 and 1 ever after."""
    signal = by_month("signal")
    assert next(month for month, value in signal.items() if value) == "2006-10"
    assert sum(signal.values()) == 3 + 12 * 13


def test_grants_are_announced_before_they_open() -> None:
    """Two grants are open, 36 and 24 months, each after half a year of announcement."""
    grant, announced = by_month("grant"), by_month("grant_announced")
    assert sum(grant.values()) == 36 + 24
    assert sum(announced.values()) == 12
    assert (grant["2008-04"], grant["2011-03"], grant["2011-04"]) == (1, 1, 0)
    assert (grant["2014-04"], grant["2016-03"], grant["2016-04"]) == (1, 1, 0)
    assert (announced["2007-10"], announced["2008-03"], announced["2008-04"]) == (1, 1, 0)
    assert (announced["2013-10"], announced["2014-03"], announced["2014-04"]) == (1, 1, 0)


def test_a_window_is_a_part_of_the_whole() -> None:
    """Starting in any month gives the same numbers from there on."""
    whole, part = history("2004-01", 192), history("2009-08", 40)
    start = 12 * 5 + 7
    for all_months, some in zip(whole, part, strict=True):
        assert np.array_equal(some, all_months[start : start + 40])
        assert some.dtype == float


def test_after_the_table_what_is_cut_stays_cut() -> None:
    """After 2019 there is no news and no grant, and cash and signal stay at 1; before, all is 0."""
    after, before = history("2019-12", 30), history("2001-06", 20)
    assert (after.cash == 1).all()
    assert (after.signal == 1).all()
    assert not after.news.any()
    assert not after.grant.any()
    assert not np.array(before).any()


def test_a_flat_history_is_empty() -> None:
    """Without a centre every column is 0 in every month."""
    assert np.array(flat(24)).shape == (5, 24)
    assert not np.array(flat(24)).any()
    assert history("2010-01", 0).news.shape == (0,)


@pytest.mark.parametrize(
    ("start", "months", "refusal"),
    [("2010-00", 12, "start"), ("2010-13", 12, "such as 2012-01"), ("2010-01", -1, "0 or more")],
)
def test_a_month_that_is_none_is_refused(start: str, months: int, refusal: str) -> None:
    """A wrong month or length is named with what is allowed."""
    with pytest.raises(InputError, match=refusal):
        history(start, months)
