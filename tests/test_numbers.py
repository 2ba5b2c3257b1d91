"""Numbers are read where they stand, whole, and no text is an error."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.article import Article
from scorer.document import Batch
from scorer.lexicon import Phrasebook
from scorer.numbers import SPELLED, Numbers
from scorer.reading import Reading


def documents(*texts):
    return list(Batch([Article(text) for text in texts], Phrasebook((), ())))


def written(text):
    (document,) = documents(text)
    return [(number.span.of(text), number.value) for number in document.numbers]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12 of 1,234.5 and .5", [("12", 12), ("1,234.5", 1234.5), ("5", 5)]),
        ("1,200,300, 10,5 and 1,2345", [("1,200,300", 1200300), ("10", 10), ("5", 5), ("1", 1), ("2345", 2345)]),
        ("3rd, $5m, 10km, 1970s", [("3", 3), ("5", 5), ("10", 10), ("1970", 1970)]),
        ("20:39 3-4 1/2 50%", [("20", 20), ("39", 39), ("3", 3), ("4", 4), ("1", 1), ("2", 2), ("50", 50)]),
        ("１２ full-width", [("１２", 12)]),
        ("5½ but not ½, ٣ or Ⅷ", [("5", 5)]),
        ("in 2015, 300 came. 7", [("2015", 2015), ("300", 300), ("7", 7)]),
        ("\u200b1\u200b2 x", [("1\u200b2", 12)]),
        ("B52 and covid19", []),
        ("", []),
    ],
)
def test_numbers_are_read_whole(text, numbers):
    assert written(text) == numbers


@pytest.mark.parametrize("text", ["10.2.1", "192.168.1.1", "9" * 40, "1,000,000,000,000,000,000", "1.5.2022"])
def test_what_is_no_single_number_has_no_value(text):
    (number,) = documents(text)[0].numbers
    assert math.isnan(number.value)


def test_places_count_the_digits_behind_the_point():
    (document,) = documents("3.25 and 1,000.5 and 7")
    assert [number.places for number in document.numbers] == [2, 1, 0]


def test_each_document_has_its_own():
    texts = ["1 and 2", "", "none", "3,000"]
    assert [[number.value for number in document.numbers] for document in documents(*texts)] == [[1, 2], [], [], [3000]]


def test_what_touches_a_number_is_known():
    numbers = Numbers(Reading(["$5% (7)", "8"]))
    assert [*map(chr, numbers.before)] == ["$", "(", "\n"]
    assert [*map(chr, numbers.behind)] == ["%", ")", "\n"]
    assert len(numbers) == 3


def test_no_texts_have_no_numbers():
    assert len(Numbers(Reading([]))) == 0
    assert Numbers(Reading([""])).of(0) == []


def test_number_words_are_worth_what_they_say():
    assert (SPELLED["zero"], SPELLED["nineteen"], SPELLED["twenty"], SPELLED["ninety-nine"]) == (0, 19, 20, 99)
    assert len(SPELLED) == 20 + 8 + 72


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.text(st.sampled_from("0123456789,.: -a½٣１\u200b\n%") | st.characters(), max_size=40), max_size=5))
def test_no_text_is_an_error(texts):
    for text, document in zip(texts, documents(*texts), strict=True):
        ends = [0, *(place for number in document.numbers for place in number.span)]
        assert ends == sorted(ends)
        assert ends[-1] <= len(text)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.integers(0, 10**15 - 1))
def test_any_whole_number_is_read_with_and_without_commas(value):
    assert written(str(value)) == [(str(value), value)]
    assert written(f"{value:,}") == [(f"{value:,}", value)]
