"""Measures are right on texts whose numbers can be counted by hand."""

import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import readability
from scorer.article import Article
from scorer.document import Batch
from scorer.lexicon import Phrasebook
from scorer.measures import ENGLISH, MEASURES, WORD_LISTS, measure
from scorer.readability import WordCounts, dale_chall, flesch_reading_ease
from scorer.reading import Reading

NAMES = [one.name for one in MEASURES]


@cache
def syllables():
    return readability.Syllables(readability._load_textstat()[0])


def measured(*articles):
    given = [Article(one) if isinstance(one, str) else one for one in articles]
    batch = Batch(given, Phrasebook([], WORD_LISTS))
    return [dict(zip(NAMES, row, strict=True)) for row in measure(batch).tolist()]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("One two three. Four!", "words", 4),
        ("One two three. Four!", "words-per-sentence", 2),
        ("One two three. Four!", "sentence-variation", 0.5),
        ("One two three. Four!", "short-sentences", 1),
        ("One two three. Four!", "exclamation-marks", 25),
        ("One two three. Four", "ended-sentences", 0.75),
        ("He said “go.” I", "ended-sentences", 0.75),
        ("It is the cat", "english-share", 0.75),
        ("abcd ab", "letters-per-word", 3),
        ("newspaper a", "long-words", 0.5),
        ("In London Bob met Al", "names", 60),
        ("In 1999 and 42 or 999", "numbers", 50),
        ("In 1999 and 42 or 3999", "years", 100 / 6),
        ("NATO is GO", "shouted-words", 100 / 3),
        ("It's not Bob’s", "contractions", 200 / 3),
        ("I saw you", "i-we", 100 / 3),
        ("a, b; c", "commas", 100 / 3),
        ("costs $5 or 5%", "currency-percent", 50),
        ("a b c d a b c d", "repeated-phrases", 0.2),
        ("a b c d e", "repeated-phrases", 0),
    ],
)
def test_measures(text, name, expected):
    _, row, _ = measured("Some other text, 1999!", text, "")

    assert row[name] == pytest.approx(expected)


def test_variety_is_of_the_first_words_only():
    few, same, all_different = measured("a b c", "same " * 100, " ".join(f"w{i}" for i in range(80)) + " w1" * 50)

    assert np.isnan(few["variety"])
    assert same["variety"] == 1 / 80
    assert all_different["variety"] == 1


def test_a_title_is_measured_where_there_is_one():
    untitled, titled = measured(Article("a b"), Article("a b", title="Why Now? A look!"))

    assert np.isnan([untitled[name] for name in ("title-words", "title-capitals", "title-shouting")]).all()
    assert [titled[name] for name in ("title-words", "title-capitals", "title-shouting")] == [4, 0.75, 2]


def test_syllables_are_those_of_textstat_without_its_download():
    reading = Reading(["The newspaper reported international developments. " + "x" * 5000])
    counts = WordCounts(reading)

    assert counts.syllables[:4].tolist() == [1, 3, 3, 5]
    assert counts.syllables[-1] == 255
    assert counts.hard[0] == 0
    assert "nltk" not in sys.modules or sys.modules["nltk"].__name__ == "nltk"


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.lists(
        st.text("abcdeghilmnoprstuvwy'éж", min_size=1, max_size=20) | st.sampled_from(sorted(ENGLISH.words)), min_size=1
    )
)
def test_syllables_are_those_of_pyphen(words):
    pyphen, _ = readability._load_textstat()
    codes = np.array([ord(letter) for word in words for letter in word], dtype=np.uint32)
    at = np.cumsum([0, *map(len, words)])

    counted = syllables().count(codes, at[:-1], at[1:])
    assert counted.tolist() == [len(pyphen.positions(word)) + 1 for word in words]


def test_words_that_share_a_slot_keep_their_counts():
    texts = [f"w{number} readability" for number in range(3000)]
    alone = [WordCounts(Reading([text])).syllables.tolist() for text in texts[:20]]

    together = WordCounts(Reading(texts * 3)).syllables.reshape(-1, 2)
    assert together[:20].tolist() == alone
    assert set(together[:, 1].tolist()) == {4}


def test_indices_follow_their_formulas():
    one = np.array([1.0])

    assert flesch_reading_ease(100 * one, 5 * one, 150 * one)[0] == pytest.approx(206.835 - 20.3 - 126.9)
    assert dale_chall(100 * one, 5 * one, 4 * one)[0] == pytest.approx(0.6316 + 0.992)
    assert dale_chall(100 * one, 5 * one, 10 * one)[0] == pytest.approx(1.579 + 0.992 + 3.6365)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_a_batch_measures_as_each_text_alone(texts):
    together = measured(*texts)

    for text, row in zip(texts, together, strict=True):
        (alone,) = measured(text)
        np.testing.assert_array_equal(list(row.values()), list(alone.values()))


def test_names_and_meanings_are_complete():
    assert len(set(NAMES)) == len(NAMES)
    assert all(one.meaning.endswith(".") for one in MEASURES)
