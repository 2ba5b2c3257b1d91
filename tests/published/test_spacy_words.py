"""spaCy's words, as its blank English pipeline cuts them: each case tells how one chunk falls apart."""

import pytest

from scorer.published.spacy_words import count_sentences, sentences, words

CUT = {
    "plain": ["plain"],
    "(well,": ["(", "well", ","],
    '"No!"': ['"', "No", "!", '"'],
    "don't": ["do", "n't"],
    "Won’t": ["Wo", "n’t"],
    "it's": ["it", "'s"],
    "its": ["its"],
    "cannot": ["can", "not"],
    "dog's": ["dog", "'s"],
    "U.S.": ["U.S."],
    "Mr.": ["Mr."],
    "end.": ["end", "."],
    "NATO.": ["NATO", "."],
    "wait...": ["wait", "..."],
    "a...b": ["a", "...", "b"],
    "……": ["…", "…"],
    "x……": ["x", "……"],
    "well-known": ["well", "-", "known"],
    "10-12": ["10", "-", "12"],
    "3.14": ["3.14"],
    "1,000": ["1,000"],
    "one,two": ["one", ",", "two"],
    "lower.Upper": ["lower", ".", "Upper"],
    "and/or": ["and/or"],
    "he/she": ["he", "/", "she"],
    "10am": ["10", "am"],
    "5km": ["5", "km"],
    "50%": ["50", "%"],
    "$20": ["$", "20"],
    "US$20": ["US$", "20"],
    "20$": ["20", "$"],
    "+4": ["+4"],
    "+x": ["+", "x"],
    "C++": ["C++"],
    "20°C.": ["20", "°", "C", "."],
    ":)": [":)"],
    "fun:)": ["fun", ":)"],
    "https://example.org/a,b": ["https://example.org/a,b"],
    "(www.example.org)": ["(", "www.example.org", ")"],
    "me@example.org,": ["me@example.org", ","],
    "8.8.8.8/x": ["8.8.8.8/x"],
    "10.0.0.1/x": ["10.0.0.1", "/", "x"],
    "#tag": ["#", "tag"],
    "😀😀": ["😀", "😀"],
    "—": ["—"],
    "'em": ["'em"],
}


@pytest.mark.parametrize("chunk", CUT)
def test_a_chunk_is_cut(chunk):
    assert words(chunk) == CUT[chunk]


def test_white_space_is_no_word():
    assert words(" a\t\n b\u00a0c ") == ["a", "b", "c"]


def test_a_long_chunk_is_cut_alike_when_it_is_not_remembered():
    assert words("(" * 100 + "a" * 100) == ["("] * 100 + ["a" * 100]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  ", []),
        ("One. Two", ["One.", "Two"]),
        ('He said "No!" He left.', ['He said "No!"', "He left."]),
        ("Mr. Hill came. He sat", ["Mr. Hill came.", "He sat"]),
        ("What?! No", ["What?!", "No"]),
        ("No mark here\n\nnor here", ["No mark here\n\nnor here"]),
        ("One.\n\nTwo. \n", ["One.", "Two."]),
        ("Version 2.0 is out... today", ["Version 2.0 is out... today"]),
        ("One.\n.Two", ["One.", ".Two"]),
    ],
)
def test_sentences_end_after_their_marks(text, found):
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), (" ", 1), ("One.", 1), ("One. Two.", 2), ("One.\n", 2), ("One. ", 1)]
)
def test_white_space_after_the_last_mark_is_counted(text, count):
    assert count_sentences(text) == count
