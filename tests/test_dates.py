"""Dates are read as they are written; metadata's, too; and no text is an error."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.article import Article
from scorer.dates import MONTHS, WEEKDAYS, parse_date, parse_period
from scorer.document import Batch
from scorer.lexicon import Phrasebook


def documents(*texts):
    return list(Batch([Article(text) for text in texts], Phrasebook((), ())))


def written(text):
    """Each date's words, year, month, day and weekday."""
    (document,) = documents(text)
    return [(told.span.of(text), told.year, told.month, told.day, told.weekday) for told in document.dates]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On Saturday, July 17, 2020, they", [("July 17, 2020", 2020, 7, 17, 5)]),
        ("On Tuesday, 16th August 2022 at", [("16th August 2022", 2022, 8, 16, 1)]),
        ("Tuesday the 16th of August", [("16th of August", None, 8, 16, 1)]),
        ("the 16th of August, 2022", [("16th of August, 2022", 2022, 8, 16, None)]),
        ("Sat. Aug. 6th", [("Aug. 6th", None, 8, 6, 5)]),
        (
            "in August 2022 and in Sept. 2021",
            [("August 2022", 2022, 8, None, None), ("Sept. 2021", 2021, 9, None, None)],
        ),
        ("2022-08-16 and 2022-13-16", [("2022-08-16", 2022, 8, 16, None)]),
        ("July 18, 2020 (Sunday)", [("July 18, 2020", 2020, 7, 18, 6)]),
        ("18 July 2020, a Monday", [("18 July 2020", 2020, 7, 18, 0)]),
        ("the 3rd, Monday (May 4)", [("May 4", None, 5, 4, 0)]),
        ("31 June 2020", [("31 June 2020", 2020, 6, 31, None)]),
        ("Saturday and Sunday, July 17 and 18", [("July 17", None, 7, 17, None)]),
        ("Friday-Sunday, July 17", [("July 17", None, 7, 17, None)]),
        ("On 5 July 17, 2020", [("July 17, 2020", 2020, 7, 17, None)]),
        ("\u200b5 \u200bMay\u200b 2020", [("5 \u200bMay\u200b 2020", 2020, 5, 5, None)]),
        ("Monday. July 17 came", [("July 17", None, 7, 17, None)]),
        ("They came in May. 16 people", []),
        ("you may 5, march 10, in May, 123 men, February (41.0 percent), Sept. 41.5", []),
        ("May\n5 and 5\nMay", []),
        ("5", []),
        ("May", []),
        ("", []),
    ],
)
def test_dates_are_read_as_they_are_written(text, dates):
    assert written(text) == dates


def test_the_weekday_has_its_own_span():
    text = "On Saturday, July 17, 2020, and May 5."
    first, second = documents(text)[0].dates
    assert first.weekday_span.of(text) == "Saturday"
    assert second.weekday_span is None


def test_a_whole_date_that_exists_is_a_day():
    whole, short, wrong = documents("July 17, 2020; July 17; 31 June 2020")[0].dates
    assert (whole.date, short.date, wrong.date) == (date(2020, 7, 17), None, None)


def test_a_batch_counts_its_dates():
    batch = Batch([Article("May 5"), Article("June 6 and 7 July")], Phrasebook((), ()))
    assert len(batch.dates) == 3


def test_each_document_has_its_own_dates():
    texts = ["May 5", "", "on May", "5 July 2020 and 2020-01-02"]
    assert [len(document.dates) for document in documents(*texts)] == [1, 0, 0, 2]


@pytest.mark.parametrize(
    "text",
    [
        "2022-08-16",
        "2022-08-16T10:00Z",
        "20220816",
        "20220816T101010",
        "2022/8/16",
        "August 16, 2022",
        "Aug. 16, 2022, 9:00 AM",
        "16 Aug 2022",
        "16-Aug-2022",
        "Tue, 16 Aug 2022 10:00:00 GMT",
        "Tuesday 16th of August 2022",
        "Published: AUGUST 16TH 2022",
        "16.08.2022",
        "08/16/2022",
        "16/08/2022",
    ],
)
def test_metadata_is_read(text):
    assert parse_date(text) == date(2022, 8, 16)
    assert parse_period(text) == (date(2022, 8, 16), date(2022, 8, 16))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "05/06/2022",
        "2022-13-45",
        "31 June 2022",
        "0000-00-00",
        "1660644000",
        "٢٠٢٢-٠٨-١٦",
        "9" * 500,
        " " * 500,
    ],
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("Dec. 2021", date(2021, 12, 1), date(2021, 12, 31)),
        ("in the summer of 1999", date(1999, 1, 1), date(1999, 12, 31)),
    ],
)
def test_parts_of_dates_are_periods(text, first, last):
    assert parse_period(text) == (first, last)


@pytest.mark.parametrize("text", ["9999", "0000", "2022-13", "9999-12"])
def test_periods_beyond_the_calendar_are_none(text):
    assert parse_period(text) is None


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_any_date_comes_back(day):
    month = MONTHS[day.month - 1]
    for text in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        (told,) = documents(f"{WEEKDAYS[day.weekday()]}, {text}")[0].dates
        assert (told.date, told.weekday) == (day, day.weekday())
        assert parse_date(text) == day


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dates(date(1, 1, 1), date(9998, 11, 30)))
def test_a_month_ends_before_the_next(day):
    first, last = parse_period(f"{MONTHS[day.month - 1]} {day.year:04}")
    assert (first.month, last.month, (last + timedelta(days=1)).day) == (day.month, day.month, 1)


PIECES = [
    "May",
    "Monday",
    "the",
    "of",
    "a",
    "5",
    "31st",
    "2020",
    "2020-02-30",
    " ",
    ", ",
    ". ",
    " (",
    "-",
    "\n",
    "\u200b",
]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join), max_size=4))
def test_no_text_is_an_error(texts):
    for text, document in zip(texts, documents(*texts), strict=True):
        for told in document.dates:
            assert told.span.of(text)
            assert (told.weekday is None) == (told.weekday_span is None)
            assert told.date is None or told.date.year == told.year
        parse_date(text)
        parse_period(text)
