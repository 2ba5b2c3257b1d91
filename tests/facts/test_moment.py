from datetime import date

import pytest

from scorer.facts.moment import Moment


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2022-05-27", date(2022, 5, 27), date(2022, 5, 27), "27 May 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("1999", date(1999, 1, 1), date(1999, 12, 31), "1999"),
    ],
)
def test_moments_are_as_long_as_they_are_written(written, first, last, words):
    moment = Moment.parse(written)

    assert moment == (first, last)
    assert str(moment) == words


@pytest.mark.parametrize(
    "written", ["", "22-05-27", "2022-5-27", "2022-02-30", "2022-13", "0000", "２０２２", "2022-05-27T10:00"]
)
def test_what_is_no_moment_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        Moment.parse(written)
