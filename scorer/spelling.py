"""Spelling: pairs of words of one text that differ by a single slip of the pen, and words that sound alike.

A slip leaves a letter out or puts one in, changes one, or swaps two neighbours. Words are sorted by their letters, from
the front and from the back; those of a pair then stand side by side in one order or the other, nearly always, so that
nobody compares all with all.
"""

import re
from typing import NamedTuple

import numpy as np

from scorer.keys import Ints, Keys
from scorer.reading import Bools, Codes

LONGEST = 16
"""Letters of a word that are compared; longer words are left out."""
_SHORTEST = 4
_BITS, _LETTER = np.uint64(5), np.uint32(0x1F)  # for a letter
_SORTED_BY = 8  # letters; what is left of 64 bits is for the text
# The bits behind the letters that a pair has in common in front or at the back, and behind one more.
_HEAD, _MORE = _BITS * np.uint64(_SORTED_BY - 2), _BITS * np.uint64(_SORTED_BY - 3)
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


def slips(folded: Codes, start: Ints, end: Ints, text: Ints) -> Pairs:
    """Pairs of words of the same text that are one slip apart.

    Word ``i`` is ``folded[start[i]:end[i]]`` and stands in ``text[i]``; no text may hold a word twice. Words of fewer
    than four letters or more than sixteen are in no pair.
    """
    length = end - start
    fit = np.flatnonzero((length >= _SHORTEST) & (length <= LONGEST))
    words, texts = _Words(start[fit], end[fit]), text[fit]
    found = []
    for step in (1, -1):
        keys = _packed(folded, words, texts, step)
        order = np.argsort(keys, kind="stable")
        found.append(_neighbours(folded, words, keys[order], order, step))
    one, other = np.divmod(np.unique(np.concatenate(found)), max(len(fit), 1))
    near = _are_a_slip_apart(folded, words, one, other)
    return Pairs(fit[one[near]], fit[other[near]])


class _Words(NamedTuple):
    """Words as ranges of letters; shape of each: ``(words,)``."""

    start: Ints
    end: Ints


def _packed(folded: Codes, words: _Words, text: Ints, step: int) -> Keys:
    """The text and the first letters of each word, or with a ``step`` of -1 the last, as one number to sort by."""
    keys, place = text.astype(np.uint64), words.start if step > 0 else words.end - 1
    for letter in range(_SORTED_BY):
        keys <<= _BITS
        keys |= folded.take(place + step * letter, mode="clip") & _LETTER
    lacking = np.maximum(_SORTED_BY - (words.end - words.start), 0).astype(np.uint64)
    return np.asarray(keys >> (lacking * _BITS) << (lacking * _BITS))


def _neighbours(folded: Codes, words: _Words, keys: Keys, order: Ints, step: int) -> Ints:
    """Pairs of words of one text that are near each other in an ``order``, each as one number.

    ``keys`` are those of :func:`_packed`, in that order.
    """
    start, end = words.start[order], words.end[order]
    length, behind = end - start, folded[end - 1 if step > 0 else start]
    head, more = keys >> _HEAD, keys >> _MORE
    short = length <= _SHORTEST
    found = []
    for by in range(1, _NEIGHBOURS + 1):
        beside = np.flatnonzero(head[by:] == head[:-by])
        near = np.abs(length[beside] - length[beside + by]) <= 1
        near &= (behind[beside] == behind[beside + by]) | (more[beside] == more[beside + by]) | short[beside]
        one, other = order[beside[near]], order[beside[near] + by]
        found.append(np.minimum(one, other) * len(order) + np.maximum(one, other))
    return np.concatenate(found)


def _are_a_slip_apart(folded: Codes, words: _Words, one: Ints, other: Ints) -> Bools:
    """Whether words of some pairs, none of them twice the same, are."""
    ahead, ahead_other = (_letters(folded, words, these, 1) for these in (one, other))
    same_ahead = _shared(ahead, ahead_other)
    shared = same_ahead + _shared(*(_letters(folded, words, these, -1) for these in (one, other)))
    length, length_other = (words.end[these] - words.start[these] for these in (one, other))
    most, row, place = np.maximum(length, length_other), np.arange(len(one)), np.minimum(same_ahead, LONGEST - 2)
    swapped = (ahead[row, place] == ahead_other[row, place + 1]) & (ahead[row, place + 1] == ahead_other[row, place])
    return np.asarray((shared >= most - 1) | ((length == length_other) & (shared == most - 2) & swapped))


def _letters(folded: Codes, words: _Words, these: Ints, step: int) -> Codes:
    """The letters of some words, 0 behind them; with a ``step`` of -1 from the last; shape ``(words, LONGEST)``."""
    start, end, place = words.start[these], words.end[these], np.arange(LONGEST)
    first = start if step > 0 else end - 1
    letters: Codes = folded.take(first[:, None] + step * place, mode="clip")
    letters[place >= (end - start)[:, None]] = 0
    return letters


def _shared(one: Codes, other: Codes) -> Ints:
    """How many letters the words of each pair share before they differ."""
    differ = one != other
    return np.where(differ.any(axis=1), differ.argmax(axis=1), LONGEST)


def sound(word: str) -> str:
    """About how a name in small letters sounds: "hilary" and "hillary", "brian" and "bryan" sound the same."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word
