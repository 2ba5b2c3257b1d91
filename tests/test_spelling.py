"""Words a slip apart are found, and no others."""

import random

import numpy as np
import pytest

from scorer.reading import Reading
from scorer.spelling import slips, sound


def pairs(*texts):
    """The pairs of each text's words, as they are written."""
    reading = Reading(texts)
    text = np.repeat(np.arange(len(texts)), reading.words.counts)
    found = slips(reading.folded, reading.words.start, reading.words.end, text)
    return [(reading.folded_word(one), reading.folded_word(other)) for one, other in zip(*found, strict=True)]


@pytest.mark.parametrize(
    "other",
    ["brandner", "brandtnr", "randtner", "brandtne", "bbrandtner", "brandtner1", "brandtmer", "xrandtner", "brandntre"],
)
def test_one_slip(other):
    slip = other != "brandntre"
    assert pairs(f"brandtner {other}") == ([("brandtner", other)] if slip else [])


@pytest.mark.parametrize("other", ["rbandtner", "bradntner", "brandtnre", "brantdner"])
def test_neighbours_swapped(other):
    assert pairs(f"brandtner {other}") == [("brandtner", other)]


def test_only_within_a_text():
    assert pairs("brandtner doe", "branntner") == []
    assert pairs("", "one brandtner", "brandtner two branntner") == [("brandtner", "branntner")]


def test_short_and_long_words_are_left_out():
    assert pairs("jon john", "a" * 17 + " " + "a" * 16 + "b") == []
    assert pairs("a" * 16 + " " + "a" * 15) == [("a" * 16, "a" * 15)]


def test_nothing():
    assert pairs() == pairs("") == pairs("word") == []


def test_nearly_all_are_found_among_many():
    draw = random.Random(3)  # noqa: S311  (no secret hangs on it)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(5, 12))) for _ in range(300)]
    slipped = [word[:place] + word[place + 1 :] for word in words for place in [draw.randrange(len(word))]]
    found = set(pairs(" ".join(dict.fromkeys(words + slipped))))
    assert sum((word, slip) in found for word, slip in zip(words, slipped, strict=True)) >= 280


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hilary", "hillary"),
        ("brian", "bryan"),
        ("sara", "sarah"),
        ("marc", "mark"),
        ("kelly", "kelley"),
        ("john", "jon"),
    ],
)
def test_the_same_sound(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("eric", "erica"), ("mark", "mary"), ("jean", "joan"), ("anna", "anne")])
def test_another_sound(one, other):
    assert sound(one) != sound(other)
