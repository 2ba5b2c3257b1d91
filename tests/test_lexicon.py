"""Lexicons find what a slow search finds, and nothing across sentences' punctuation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.lexicon import Lexicon, Phrasebook, WordList
from scorer.reading import Reading

WORDS = ["a", "b", "c", "dd"]
GAPS = [" ", "  ", "\n", "\u00a0", "-", ". ", "\n\n", ", "]
JOINS = {" ", "  ", "\n", "\u00a0", "-"}
PHRASES = ["a", "a b", "b c", "a b c", "c dd c a", "dd"]


def found(lexicon, *batch):
    reading = Reading(list(batch))
    hits = Phrasebook([lexicon]).search(reading).hits(lexicon)
    texts = []
    for index, text in enumerate(batch):
        here = slice(hits.bounds[index], hits.bounds[index + 1])
        texts.append(
            [
                text[
                    reading.original(index, int(reading.words.start[first])) : reading.original(
                        index, int(reading.words.end[last]) - 1
                    )
                    + 1
                ]
                for first, last in zip(hits.first[here], hits.last[here], strict=True)
            ]
        )
    return texts


def slow_search(words, gaps):
    """Longest phrase at each place, left to right."""
    places, at = [], 0
    phrases = sorted((phrase.split() for phrase in PHRASES), key=len, reverse=True)
    while at < len(words):
        for phrase in phrases:
            end = at + len(phrase)
            if words[at:end] == phrase and all(gap in JOINS for gap in gaps[at : end - 1]):
                places.append((at, end))
                at = end - 1
                break
        at += 1
    return places


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=25))
def test_phrases_are_those_of_a_slow_search(pairs):
    words, gaps = [word for word, _ in pairs], [gap for _, gap in pairs]
    text = "".join(word + gap for word, gap in pairs)

    places = slow_search(words, gaps)

    expected = ["".join(w + g for w, g in pairs[a : b - 1]) + words[b - 1] for a, b in places]
    assert found(Lexicon(PHRASES), text, text) == [expected, expected]


@pytest.mark.parametrize(
    ("entry", "phrases"),
    [
        ("see also", {"see also"}),
        ("some? experts|critics say", {"some experts say", "some critics say", "experts say", "critics say"}),
        ("it_is|it's said that?", {"it is said that", "it is said", "it's said that", "it's said"}),
        ("plug-in", {"plug in"}),
    ],
)
def test_entries_stand_for_phrases(entry, phrases):
    assert {" ".join(words) for words in Lexicon([entry]).phrases} == phrases


@pytest.mark.parametrize("entry", ["maybe?", "a | b", "", "… said"])
def test_entries_that_say_nothing_are_refused(entry):
    with pytest.raises(ValueError, match="lexicon entry"):
        Lexicon([entry])


def test_no_phrase_spans_two_texts():
    assert found(Lexicon(["a b"]), "x a", "b x") == [[], []]


def test_phrases_of_two_lexicons_may_overlap():
    one, two = Lexicon(["a b"]), Lexicon(["b c"])
    matches = Phrasebook([one, two]).search(Reading(["a b c", "c b a"]))

    assert matches.counts(one).tolist() == matches.counts(two).tolist() == [1, 0]


def test_listed_words_are_counted_and_marked():
    words = WordList("B dd")
    matches = Phrasebook([], [words]).search(Reading(["a b c", "", "DD dd, b"]))

    assert matches.listed_counts(words).tolist() == [1, 0, 3]
    assert matches.marked(words).tolist() == [False, True, False, True, True, True]


def test_words_that_fold_alike_are_one():
    accented, plain, phrases = WordList("où été"), WordList("ou"), Lexicon(["où est", "ou bien"])
    matches = Phrasebook([phrases], [accented, plain]).search(Reading(["ou est où bien"]))

    assert matches.listed_counts(accented).tolist() == matches.listed_counts(plain).tolist() == [2]
    assert matches.counts(phrases).tolist() == [2]


def test_an_empty_book_finds_nothing():
    matches = Phrasebook([]).search(Reading(["a b"]))

    assert matches is not None
