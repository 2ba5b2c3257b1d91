"""Spelling: pairs of words of one text that differ by a single slip of the pen, and words that sound alike.

A slip leaves a letter out or puts one in, changes one, or swaps two neighbours. Words are sorted by their letters, from
the front and from the back; those of a pair then stand side by side in one order or the other, nearly always, so that
nobody compares all with all.
"""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.keys import Ints, Keys
from scorer.reading import Bools

Letters = npt.NDArray[np.uint32]

LONGEST = 16
"""Letters of a word that are compared; longer words are left out."""
_SHORTEST = 4
_BITS = 5  # for a letter
_SORTED_BY = 8  # letters; what is left of 64 bits is for the text
_ALIKE = 2  # letters that a pair has in common in front or at the back
_NEIGHBOURS = 3

# What is often mistaken for one another by ear, in order.
_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|[cq]"), "k"),
    (re.compile(r"(?:[ae]y|ie|[yi])(?=[^aeiouy]|$)|y"), "i"),
    (re.compile(r"(?<=[^aeiou])h|h$|h(?=[^aeiouy])"), ""),
    (re.compile(r"tz$"), "z"),
    (re.compile(r"(?<=[^aeiou])e$"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


class Pairs(NamedTuple):
    """Words, by their places among those given, that are a slip apart; ``one`` is before ``other``."""

    one: Ints
    other: Ints


def slips(folded: Letters, start: Ints, end: Ints, text: Ints) -> Pairs:
    """Pairs of words of the same text that are one slip apart.

    Word ``i`` is ``folded[start[i]:end[i]]`` and stands in ``text[i]``; no text may hold a word twice. Words of fewer
    than four letters or more than sixteen are in no pair.
    """
    length = end - start
    fit = np.flatnonzero((length >= _SHORTEST) & (length <= LONGEST))
    words = _Words(folded, start[fit], end[fit])
    found = np.unique(np.concatenate([_neighbours(words, text[fit], step) for step in (1, -1)]))
    one, other = np.divmod(found, max(len(fit), 1))
    near = _are_a_slip_apart(words, one, other)
    return Pairs(fit[one[near]], fit[other[near]])


class _Words(NamedTuple):
    """Words as ranges of letters."""

    folded: Letters
    start: Ints
    end: Ints

    @property
    def length(self) -> Ints:
        return self.end - self.start

    def letters(self, words: Ints | slice, step: int, most: int) -> Letters:
        """The first letters of some words, or with a ``step`` of -1 the last, and 0; shape ``(words, most)``."""
        first = self.start[words] if step > 0 else self.end[words] - 1
        place = np.arange(most)
        letters: Letters = self.folded.take(first[:, None] + step * place, mode="clip")
        letters[place >= self.length[words][:, None]] = 0
        return letters


def _neighbours(words: _Words, text: Ints, step: int) -> Ints:
    """Pairs of words of one text that are near each other in the order of their letters, each as one number."""
    packed: Keys = text.astype(np.uint64)
    letters = words.letters(slice(None), step, _SORTED_BY) & np.uint32((1 << _BITS) - 1)
    for place in range(_SORTED_BY):
        packed = (packed << np.uint64(_BITS)) | letters[:, place]
    order = np.argsort(packed, kind="stable")
    head, more = (packed[order] >> np.uint64(_BITS * (_SORTED_BY - alike)) for alike in (_ALIKE, _ALIKE + 1))
    length, behind = words.length[order], words.letters(order, -step, 1)[:, 0]
    short = length <= _SHORTEST
    found = []
    for by in range(1, _NEIGHBOURS + 1):
        beside = np.flatnonzero(head[by:] == head[:-by])
        near = np.abs(length[beside] - length[beside + by]) <= 1
        near &= (behind[beside] == behind[beside + by]) | (more[beside] == more[beside + by]) | short[beside]
        one, other = order[beside[near]], order[beside[near] + by]
        found.append(np.minimum(one, other) * len(order) + np.maximum(one, other))
    return np.concatenate(found)


def _are_a_slip_apart(words: _Words, one: Ints, other: Ints) -> Bools:
    """Whether words of some pairs, none of them twice the same, are."""
    ahead, ahead_other = (words.letters(these, 1, LONGEST) for these in (one, other))
    same_ahead = _shared(ahead, ahead_other)
    shared = same_ahead + _shared(*(words.letters(these, -1, LONGEST) for these in (one, other)))
    length, length_other = words.length[one], words.length[other]
    most, row, place = np.maximum(length, length_other), np.arange(len(one)), np.minimum(same_ahead, LONGEST - 2)
    swapped = (ahead[row, place] == ahead_other[row, place + 1]) & (ahead[row, place + 1] == ahead_other[row, place])
    return np.asarray((shared >= most - 1) | ((length == length_other) & (shared == most - 2) & swapped))


def _shared(one: Letters, other: Letters) -> Ints:
    """How many letters the words of each pair share before they differ."""
    differ = one != other
    return np.where(differ.any(axis=1), differ.argmax(axis=1), LONGEST)


def sound(word: str) -> str:
    """About how a name in small letters sounds: "hilary" and "hillary", "brian" and "bryan" sound the same."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word
