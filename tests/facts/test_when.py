from datetime import date

import pytest

from scorer.article import Article
from scorer.document import Batch
from scorer.facts.when import Published, published
from scorer.lexicon import Phrasebook

PROSE = "The dam holds after a week of heavy rain, engineers of the state said on Monday, and it will hold."


def when(text=PROSE, given=None, **known):
    (document,) = Batch([Article(text, **known)], Phrasebook([]))
    return published(document, given)


def test_what_is_given_counts_before_the_record_that_before_the_address_and_that_before_the_text():
    known = {"published": "2020-03-01", "url": "https://example.org/2021/04/05/dam"}
    text = f"May 6, 2022\n\n{PROSE}"

    assert when(text, date(2019, 1, 2), **known) == Published(date(2019, 1, 2), "given")
    assert when(text, **known) == Published(date(2020, 3, 1), "record")
    assert when(text, url=known["url"]) == Published(date(2021, 4, 5), "address")
    assert when(text) == Published(date(2022, 5, 6), "text")
    assert when() is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2022/08/16/dam",
        "https://example.org/a-2022-08-16.html",
        "https://example.org/x?d=2022_8_16",
    ],
)
def test_addresses_tell_the_day(url):
    assert when(url=url) == Published(date(2022, 8, 16), "address")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2022/08/dam",
        "https://example.org/2022/13/40/dam",
        "https://example.org/20220816",
        "2022-08/16",
    ],
)
def test_addresses_that_tell_no_day(url):
    assert when(url=url) is None


@pytest.mark.parametrize(
    "head",
    [
        "Published on Tuesday, August 16, 2022 at 10:30 am EDT",
        "16 August 2022",
        "2022-08-16",
        "Posted: Aug. 16, 2022 | 5 min read",
    ],
)
def test_a_line_that_is_little_else_than_a_date_tells_the_day(head):
    assert when(f"The dam holds\n\n{head}\n\n{PROSE}") == Published(date(2022, 8, 16), "text")


def test_a_date_that_opens_the_text_before_a_dash_tells_the_day():
    assert when(f"Aug. 16, 2022 -- {PROSE}") == Published(date(2022, 8, 16), "text")


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE} It was built on August 16, 2022.",
        f"The old dam, August 16, 2022. (Ann Lee)\n\n{PROSE}",
        f"Last updated August 16, 2022\n\n{PROSE}",
        f"August 16, 2022\n\n{PROSE}\n\nAugust 17, 2022\n\n{PROSE}",
        f"{PROSE * 6}\n\nAugust 16, 2022",
        f"August 2022\n\n{PROSE}",
    ],
)
def test_other_dates_in_the_text_do_not(text):
    assert when(text) is None


def test_what_the_record_calls_a_date_may_be_none():
    assert when(published="last week") is None
