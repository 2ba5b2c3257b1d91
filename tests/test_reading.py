"""Reading a batch finds what a slow and obvious reader finds in each text."""

import re
import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.reading import Reading, word_keys

# Characters that reading treats in special ways, and plain ones.
ALPHABET = "ab Z9.!?'’\"”)\n\r\t\u00a0\u200b\u00ad\u2028é\u0301ßЖаİﬁ中\U0001d400\U0001f4f7#|-,"
texts = st.text(ALPHABET, max_size=60)


def spans(reading, ranges, text):
    return [
        (reading.original(text, int(start)), reading.original(text, int(end) - 1) + 1)
        for start, end in zip(
            ranges.start[ranges.bounds[text] : ranges.bounds[text + 1]],
            ranges.end[ranges.bounds[text] : ranges.bounds[text + 1]],
            strict=True,
        )
    ]


def pieces(reading, ranges, text=0):
    return [reading.texts[text][start:end] for start, end in spans(reading, ranges, text)]


def invisible(character):
    return unicodedata.category(character) in ("Cf", "Mn", "Me") and character != "\u2028"


def word_character(character):
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Mc"


def slow_words(text):
    """Words, one character at a time."""
    shown = [(place, character) for place, character in enumerate(text) if not invisible(character)]
    found, start = [], None
    for index, (place, character) in enumerate(shown):
        before = shown[index - 1][1] if index else " "
        after = shown[index + 1][1] if index + 1 < len(shown) else " "
        joint = character in "'’" and word_character(before) and unicodedata.category(after)[0] == "L"
        if word_character(character) or joint:
            start = place if start is None else start
            end = place + 1
        elif start is not None:
            found.append((start, end))
            start = None
    return found if start is None else [*found, (start, end)]


def slow_lines(text):
    """Lines, split and stripped."""
    found, start = [], 0
    for line in re.split("(?<=[\n\r\v\f\u0085\u2028\u2029])", text):
        shown = [start + place for place, c in enumerate(line) if not (c.isspace() or invisible(c))]
        if shown:
            found.append((shown[0], shown[-1] + 1))
        start += len(line)
    return found


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(texts, min_size=1, max_size=4))
def test_words_and_lines_are_those_of_a_slow_reader(batch):
    reading = Reading(batch)

    for index, text in enumerate(batch):
        assert spans(reading, reading.words, index) == slow_words(text)
        assert spans(reading, reading.lines, index) == slow_lines(text)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(texts, min_size=1, max_size=5))
def test_a_batch_reads_as_each_text_alone(batch):
    together = Reading(batch)

    for index, text in enumerate(batch):
        alone = Reading([text])
        for name in ("words", "lines", "sentences"):
            assert spans(together, getattr(together, name), index) == spans(alone, getattr(alone, name), 0)
        first, last = together.words.bounds[index : index + 2]
        assert together.keys[first:last].tolist() == alone.keys.tolist()


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_sentences_fill_lines_and_hold_every_word(text):
    reading = Reading([text])
    sentences, lines = spans(reading, reading.sentences, 0), spans(reading, reading.lines, 0)

    assert all(any(a <= start and end <= b for a, b in lines) for start, end in sentences)
    assert all(any(a <= start and end <= b for a, b in sentences) for start, end in spans(reading, reading.words, 0))
    assert all(left[1] <= right[0] for left, right in pairwise(sentences))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Dr. J. Brown. They spoke.", ["Mr. Smith met Dr. J. Brown.", "They spoke."]),
        ("“Go!” he said. “Why?” she asked.", ["“Go!” he said.", "“Why?” she asked."]),
        ("It rose by 3.5 percent. Then it fell.", ["It rose by 3.5 percent.", "Then it fell."]),
        ("It closed at 5 p.m. on Jan. 5. Nobody came.", ["It closed at 5 p.m. on Jan. 5.", "Nobody came."]),
        ("A heading\nA sentence... And another", ["A heading", "A sentence...", "And another"]),
        ("He said: “It is done.” Then he left.", ["He said: “It is done.”", "Then he left."]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    reading = Reading([text])

    assert pieces(reading, reading.sentences) == expected


DISGUISES = {
    "capitals": "SEE",
    "circled": "ⓈⒺⒺ",
    "small-capitals": "ꜱᴇᴇ",
    "zero-width": "s\u200bee",
    "soft-hyphen": "s\u00adee",
    "full-width": "ｓｅｅ",
    "styled": "\U0001d42c\U0001d41e\U0001d41e",
    "accents": "séé",
    "combining": "se\u0301e\u0301",
    "look-alike": "sее",
}


@pytest.mark.parametrize("disguised", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_disguised_word_has_the_key_of_the_plain_one(disguised):
    assert word_keys([disguised])[0] == word_keys(["see"])[0]


def test_real_cyrillic_is_not_read_as_latin():
    assert word_keys(["сеть"])[0] != word_keys(["cetь"])[0]
    assert word_keys(["аса"])[0] != word_keys(["aca"])[0]


def test_keys_of_different_words_differ():
    words = [f"{a}{b}{c}" for a in "abcdefghij" for b in "klmnopqrst" for c in "uvwxyz"]

    assert len(set(word_keys(words).tolist())) == len(words)


def test_word_keys_refuses_what_is_not_one_word():
    with pytest.raises(ValueError, match=r"not single words: \['two words', '\.\.\.'\]"):
        word_keys(["one", "two words", "..."])


def test_many_spaces_are_trimmed():
    reading = Reading([" " * 5000 + "a" + " " * 5000 + "\n" + " " * 50])

    assert spans(reading, reading.lines, 0) == [(5000, 5001)]


def test_lone_surrogates_do_no_harm():
    reading = Reading(["a\ud800b c"])

    assert pieces(reading, reading.words) == ["a", "b", "c"]


def test_some_of_the_words_read_like_a_text_of_these():
    whole, rest = Reading(["Rain fell. 20 Men sang.", "No Sun"]), Reading(["Rain. Men sang.", "Sun"])
    _ = whole.capitalised

    some = whole.only(np.array([True, False, False, True, True, False, True]))

    assert some.keys.tolist() == rest.keys.tolist()
    assert some.words.bounds.tolist() == rest.words.bounds.tolist()
    assert some.capitalised.tolist() == rest.capitalised.tolist()
    assert some.numeric.tolist() == rest.numeric.tolist()
    assert len(whole.keys) == len(whole.capitalised) == 7


def test_ranges_are_tallied_by_text_in_any_order():
    words = Reading(["one two", "", "three"]).words

    assert words.tally(np.array([2, 0, 0])).tolist() == [2, 0, 1]
    assert words.tally(np.array([], dtype=np.intp)).tolist() == [0, 0, 0]


def test_keys_do_not_depend_on_how_many_words_are_hashed_at_once(monkeypatch):
    text = "Ein Bär, zwei Bären … und 3 more; it’s fine.\n\nThe end"
    whole = Reading([text, "", text]).keys.tolist()

    monkeypatch.setattr("scorer.reading._HASHED_AT_ONCE", 2)

    assert Reading([text, "", text]).keys.tolist() == whole


def test_stems_leave_the_s_of_a_possessive_out():
    reading = Reading(["Doe's Roe’s it's 's s' x", "\u200bDoe's"])
    words = np.arange(len(reading.words))

    assert reading.possessive(words).tolist() == [True, True, True, False, False, False, True]
    assert reading.stems(words).tolist() == word_keys(["doe", "roe", "it", "s", "s", "x", "doe"]).tolist()
    assert len(reading.stems(words[:0])) == 0
