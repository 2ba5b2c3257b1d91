"""What classifiers see of a passage is the same whatever else is read with it."""

import inspect
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import tokens
from scorer.article import Article
from scorer.classifier import Classifier, Weights, slots
from scorer.document import Batch
from scorer.learnt import BOILERPLATE, FURNITURE
from scorer.lexicon import Phrasebook
from scorer.surroundings import surroundings
from scorer.train.linear import units_of

LINES = st.sampled_from(
    [
        *(
            "Home",
            "About us",
            "Search",
            "Next",
            "12 May 2024",
            "Read more: The dam is closed",
            "...",
            "Café, 3rd floor",
        ),
        *("", "  ", "\u200b", "中文", "a", '"No," he said.'),
        "The dam above the town will be closed for a year, engineers said, because all its gates have rusted.",
    ]
)
TEXTS = st.lists(st.lists(LINES, max_size=8).map("\n".join), min_size=1, max_size=5)
TOKENS = [
    function
    for name, function in inspect.getmembers(tokens, inspect.isfunction)
    if not name.startswith("_") and function.__module__ == tokens.__name__
]
OF_WORDS = [function for function in TOKENS if isinstance(function(units_of(["A word"])), tuple)]
OF_UNITS = [function for function in TOKENS if function not in OF_WORDS]
FIRST = Classifier("first", "lines", words=(tokens.words, tokens.pairs), shape=(tokens.length,))
AROUND = surroundings(FIRST)


@pytest.fixture(autouse=True)
def some_weights(monkeypatch):
    generator = np.random.default_rng(0)
    weights = Weights(generator.integers(-127, 128, 1 << 16).astype(np.int8), 0.02, 0.0)
    monkeypatch.setitem(vars(FIRST), "weights", weights)


def batch_of(texts):
    return Batch([Article(text) for text in texts], Phrasebook([]))


def by_text(values, cuts):
    return [values[start:end].tolist() for start, end in pairwise(cuts)]


def word_tokens(function, units, text):
    keys, counted = function(units)
    bounds = units.reading.words.bounds
    here = slice(bounds[text], bounds[text + 1])
    return keys[here][slice(None) if counted is None else counted[here]].tolist()


@pytest.mark.parametrize("kind", ["lines", "texts"])
@pytest.mark.parametrize("function", OF_WORDS, ids=lambda function: function.__name__)
@settings(max_examples=8, deadline=None)
@given(texts=TEXTS)
def test_words_alone_and_among_others(kind, function, texts):
    together = batch_of(texts).units(kind)

    for place, text in enumerate(texts):
        assert word_tokens(function, together, place) == word_tokens(function, batch_of([text]).units(kind), 0)


@pytest.mark.parametrize("kind", ["lines", "texts"])
@pytest.mark.parametrize("function", OF_UNITS, ids=lambda function: function.__name__)
@settings(max_examples=8, deadline=None)
@given(texts=TEXTS)
def test_units_alone_and_among_others(kind, function, texts):
    together = batch_of(texts).units(kind)

    shares = by_text(function(together), together.ranges.bounds)

    assert shares == [function(batch_of([text]).units(kind)).tolist() for text in texts]


@settings(max_examples=20, deadline=None)
@given(texts=TEXTS)
def test_surroundings_alone_and_among_others(texts):
    together = batch_of(texts).units("lines")
    alone = [batch_of([text]).units("lines") for text in texts]

    for view in AROUND:
        assert by_text(view(together), together.ranges.bounds) == [view(units).tolist() for units in alone]


@settings(max_examples=8, deadline=None)
@given(texts=TEXTS)
def test_chances_alone_and_among_others(texts):
    together = batch_of(texts)

    shares = [document.chances(BOILERPLATE).tolist() for document in together]

    for share, text in zip(shares, texts, strict=True):
        (alone,) = batch_of([text])
        assert share == pytest.approx(alone.chances(BOILERPLATE).tolist(), rel=1e-12)


def test_each_token_is_spread_in_its_own_way():
    keys = np.arange(1000, dtype=np.uint64)

    spread = [slots(function, keys).tobytes() for function in (*TOKENS, *AROUND)]

    assert len(set(spread)) == len(spread)


def test_a_label_is_told_by_its_neighbours():
    menu = "Home\nAbout us\nHouses\nSearch\nContact us\nPrivacy policy\nCareers"
    prose = "The dam above the town will be closed for a year, engineers said, because all its gates have rusted."
    among_labels, between_paragraphs = batch_of([menu, f"{prose}\n{prose}\nHouses\n{prose}\n{prose}"])

    assert among_labels.chances(BOILERPLATE)[2] > 0.9
    assert between_paragraphs.chances(BOILERPLATE)[2] < 0.5
    assert among_labels.chances(FURNITURE)[2] == between_paragraphs.chances(FURNITURE)[2]
