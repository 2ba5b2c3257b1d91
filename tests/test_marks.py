"""Marks are found where a search of each text finds them."""

import numpy as np
import pytest

from scorer.marks import Marks, is_mark
from scorer.reading import Reading

TEXTS = [
    "© 2024 | a",
    "",
    "|",
    "(c) and ga(1), ga (1)",
    "a\u00adb © c\u200b|\u200b»",
    " / x/y / ",
    "a / b ＃ 📷📷",
    "caf\u00e9 cafe\u0301 &copy;",
    "**a**",
    "a |",
]
PIECES = [
    "|",
    "©",
    "»",
    "(c)",
    "ga(",
    " / ",
    "&copy;",
    "**",
    "é",
    "\u200b",
    "＃",
    "📷",
    "#",
    "f\u00e9",
    "\u00adb ©",
    "\ufffd",
]


def found(reading, at):
    texts = np.searchsorted(reading.original_start, at, "right") - 1
    return [(int(text), int(place - reading.original_start[text])) for text, place in zip(texts, at, strict=True)]


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_is_found_where_it_stands(piece):
    reading = Reading(TEXTS)
    places = [
        (text, place) for text, body in enumerate(TEXTS) for place in range(len(body)) if body.startswith(piece, place)
    ]
    marks = Marks(reading)
    assert found(reading, marks.at(piece)) == places
    assert marks.count(piece).tolist() == [sum(text == at for at, _ in places) for text in range(len(TEXTS))]


def test_a_piece_does_not_reach_into_the_next_text():
    marks = Marks(Reading(["a", "(b", "a(b"]))
    assert marks.count("a(").tolist() == [0, 0, 1]


def test_several_pieces_are_counted_together():
    assert Marks(Reading(["a|b|c»", "»", ""])).count("|", "»").tolist() == [3, 1, 0]


def test_characters_beyond_a_code_are_found_wherever_they_stand():
    reading = Reading(["aéп", "📷b", "“c”"])
    assert sorted(found(reading, Marks(reading).beyond(0x370))) == [(0, 2), (1, 0), (2, 0), (2, 2)]


def test_marks_are_no_letters_digits_spaces_or_apostrophes_of_ascii():
    assert not any(map(is_mark, "aZ5 '\n"))
    assert all(map(is_mark, "|#-.é’"))


def test_nothing_is_found_in_no_texts():
    assert Marks(Reading([])).count("|").tolist() == []
