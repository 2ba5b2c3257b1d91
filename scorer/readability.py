"""Readability: how hard each word is to read, by textstat, and the classic indices on top.

textstat's own indices read the text anew for each index and, since version 0.7.9, ask a server for
a dictionary. Here its word-level parts are used, which need neither: the hyphenation patterns of Pyphen
for syllables and the Dale-Chall list for easy words. What was found out about a word is remembered as long as its
place isn't needed for another.
"""

import importlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from scorer.keys import MIXER, Ints, Keys, KeyTable, as_indices
from scorer.reading import Bools, Floats, Reading

_LANGUAGE = "en_US"
_LONGEST_WORD = 40  # longer ones are no words
_LETTERS_PER_SYLLABLE = 3
_MOST_SYLLABLES = 255
_COUNT_BITS = np.uint64(9)
_OTHER_WORD = np.uint64(1) << _COUNT_BITS  # keys that differ by so much are those of two words
_SLOT_BITS = 18
_SHIFT = np.uint64(64 - _SLOT_BITS)

Bytes = npt.NDArray[np.uint8]


class WordCounts:
    """Syllables of each word of a reading, and whether it is outside the Dale-Chall list."""

    def __init__(self, reading: Reading) -> None:
        self.syllables, self.hard = _cache().counts(reading)


def unfamiliar(reading: Reading) -> Bools:
    """Whether each word of a reading is outside the Dale-Chall list; for a few words far cheaper than all counts."""
    return _cache().unfamiliar(reading.keys)


def flesch_reading_ease(words: Floats, sentences: Floats, syllables: Floats) -> Floats:
    """Flesch (1948): 206.835 - 1.015 words a sentence - 84.6 syllables a word; about 0 (hard) to 100."""
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def dale_chall(words: Floats, sentences: Floats, hard: Floats) -> Floats:
    """Dale and Chall (1948): from the share of words outside their list; about 4 (easy) to 12."""
    share = 100 * hard / words
    return 0.1579 * share + 0.0496 * words / sentences + np.where(share > 5, 3.6365, 0.0)


class Syllables:
    """Counts the syllables of many words at once by Liang's hyphenation patterns, in time linear in the words.

    Pyphen tries every piece of a word. Here the patterns are a tree of letters, and all places of all words go down it
    together, a letter at a time, each as far as some pattern goes on. Every node holds the highest levels of the
    patterns on the way to it, so only where each place ends up matters.
    """

    def __init__(self, pyphen: Any) -> None:
        self._ends = (pyphen.left, pyphen.right)
        patterns: Mapping[str, tuple[int, Sequence[int]]] = pyphen.hd.patterns
        pieces = sorted({pattern[:end] for pattern in patterns for end in range(len(pattern) + 1)}, key=len)
        number = {piece: node for node, piece in enumerate(pieces)}
        parent = np.array([number[piece[:-1]] for piece in pieces])
        self._lay_letters(pieces, parent)
        self._lay_levels({number[pattern]: levels for pattern, levels in patterns.items()}, parent, len(pieces[-1]))

    def _lay_letters(self, pieces: list[str], parent: Ints) -> None:
        """Number the letters from 1, 0 for any other, and note the node that each leads to, 0 for none."""
        letters = sorted(set().union(*pieces))
        self._letters = np.zeros(ord(letters[-1]) + 2, dtype=np.intp)
        self._letters[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
        self._width = len(letters) + 1
        self._next = np.zeros(len(pieces) * self._width, dtype=np.int32)
        last = self._letters[[ord(piece[-1]) for piece in pieces[1:]]]
        self._next[parent[1:] * self._width + last] = np.arange(1, len(pieces))

    def _lay_levels(self, patterns: Mapping[int, tuple[int, Sequence[int]]], nodes: Ints, longest: int) -> None:
        """Note the levels that each node sets, by the distance from where its piece begins, and how far they reach."""
        self._levels = np.zeros((longest + 1, len(nodes)), dtype=np.uint8)
        for node, (offset, levels) in patterns.items():
            self._levels[offset : offset + len(levels), node] = levels
        while nodes.any():  # first the parents, then theirs, and so on
            np.maximum(self._levels, self._levels[:, nodes], out=self._levels)
            nodes = nodes[nodes]
        self._reach = (np.arange(1, longest + 2)[:, None] * (self._levels > 0)).max(axis=0)

    def count(self, codes: npt.NDArray[np.uint32], start: Ints, end: Ints) -> Ints:
        """One more than the places where each word ``codes[start:end]``, in small letters, may be hyphenated."""
        lengths = end - start
        before = np.cumsum(lengths) - lengths
        first = before + np.arange(len(before))  # the dot before each word, which is also the one behind the last
        which = np.repeat(np.arange(len(before)), lengths)
        letter = np.arange(len(which))
        letters = np.full(len(which) + len(before) + 1, self._letters[ord(".")])
        letters[letter + which + 1] = self._letters.take(codes[letter + (start - before)[which]], mode="clip")
        left, right = self._ends
        hyphens = np.concatenate(([0], np.cumsum(self._highest(letters) % 2, dtype=np.intp)))
        to = np.maximum(lengths - right + 2, left + 1)
        return np.asarray(1 + hyphens.take(first + to, mode="clip") - hyphens.take(first + left + 1, mode="clip"))

    def _highest(self, letters: Ints) -> Bytes:
        """The highest level that a pattern sets before each letter; odd ones are hyphens."""
        levels = np.zeros(len(letters) + len(self._levels), dtype=np.uint8)
        nodes = self._walked(letters)
        places, reach = np.arange(len(letters)), self._reach[nodes]
        for distance, row in enumerate(self._levels):
            far = np.flatnonzero(reach > distance)
            if not len(far):
                break
            places, nodes, reach = places[far], nodes[far], reach[far]
            levels[places + distance] = np.maximum(levels[places + distance], row[nodes])
        return levels[: len(letters)]

    def _walked(self, letters: Ints) -> npt.NDArray[np.int32]:
        """The node that each place ends up at."""
        ahead = np.append(letters, 0)
        places, nodes = np.arange(len(letters)), self._next[letters]
        ended = nodes.copy()
        for depth in count(1):
            onward = np.flatnonzero(nodes)
            if not len(onward):
                break
            places, nodes = places[onward], nodes[onward]
            ended[places] = nodes
            nodes = self._next[nodes * self._width + ahead[places + depth]]
        return np.asarray(ended)


class _WordCache:
    """What was found out about words: one number a slot, so that no thread ever sees half of an entry.

    Its lowest bits are the counts of a word, the others those of the word's key. A word has two slots: it takes the
    first whenever it isn't found there, and what was there moves to the second.
    """

    def __init__(self) -> None:
        pyphen, easy = _load_textstat()
        self._hyphens = Syllables(pyphen)
        self._easy = _easy_words(easy)
        self._entries = np.zeros(1 << _SLOT_BITS, dtype=np.uint64)

    def counts(self, reading: Reading) -> tuple[Bytes, Bools]:
        """Syllables of each word of ``reading``, and whether it is hard; new words are looked up."""
        found = self._entries[_slots(reading.keys)]
        syllables, hard = _told(found)
        astray = np.flatnonzero((found ^ reading.keys) >= _OTHER_WORD)
        if len(astray):
            first = _slots(reading.keys[astray])
            second = first ^ 1
            entries = self._known(reading, astray, self._entries[second])
            self._entries[second] = self._entries[first]
            self._entries[first] = entries
            syllables[astray], hard[astray] = _told(entries)
        return syllables, hard

    def _known(self, reading: Reading, words: Ints, entries: Keys) -> Keys:
        """The entries of some words, those that aren't among ``entries`` looked up."""
        keys = reading.keys[words]
        new = np.flatnonzero((entries ^ keys) >> _COUNT_BITS)
        if len(new):
            distinct, place, which = np.unique(keys[new], return_index=True, return_inverse=True)
            looked_up = (distinct >> _COUNT_BITS << _COUNT_BITS) | self._look_up(reading, words[new[place]])
            entries[new] = looked_up[which]
        return entries

    def _look_up(self, reading: Reading, words: Ints) -> Keys:
        """The counts of some words: twice the syllables, and one more for a hard word."""
        start, end = reading.words.start[words], reading.words.end[words]
        syllables = np.minimum((end - start) // _LETTERS_PER_SYLLABLE, _MOST_SYLLABLES)
        real = end - start <= _LONGEST_WORD
        syllables[real] = self._hyphens.count(reading.folded, start[real], end[real])
        return np.asarray(2 * syllables + self.unfamiliar(reading.keys[words]), dtype=np.uint64)

    def unfamiliar(self, keys: Keys) -> Bools:
        """Whether each word is none of the easy ones."""
        return np.asarray(self._easy.find(keys) < 0)


def _slots(keys: Keys) -> Ints:
    mixed = keys * MIXER
    mixed >>= _SHIFT
    return as_indices(mixed)


def _told(entries: Keys) -> tuple[Bytes, Bools]:
    counts = entries.astype(np.uint16)
    return (counts >> np.uint16(1)).astype(np.uint8), (counts & np.uint16(1)).astype(np.bool_)


def _easy_words(words: Iterable[str]) -> KeyTable:
    """Those that are single words in small plain letters; others are none that a reading compares."""
    reading = Reading(sorted(words))
    single = np.flatnonzero(reading.words.counts == 1)
    places = reading.words.bounds[single].tolist()
    same = [
        place
        for text, place in zip(single.tolist(), places, strict=True)
        if reading.folded_word(place) == reading.texts[text]
    ]
    return KeyTable(reading.keys[same])


class _LazyModule(ModuleType):
    """Stands for a module until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


def _load_textstat() -> tuple[Any, set[str]]:
    """Textstat's Pyphen and easy words, without nltk: that takes seconds to import and serves only downloads."""
    absent = "nltk" not in sys.modules
    if absent:
        sys.modules["nltk"] = _LazyModule("nltk")
    try:
        from textstat.backend.utils._get_lang_easy_words import get_lang_easy_words
        from textstat.backend.utils._get_pyphen import get_pyphen
    finally:
        if absent:
            del sys.modules["nltk"]
    return get_pyphen(_LANGUAGE), get_lang_easy_words(_LANGUAGE)


@cache
def _cache() -> _WordCache:
    return _WordCache()
