"""Readability: how hard each word is to read, by textstat, and the classic indices on top.

textstat's own indices read the text anew for each index and, since version 0.7.9, ask a server for
a dictionary. Here its word-level parts are used, which need neither: the hyphenation patterns of Pyphen
for syllables and the Dale-Chall list for easy words. Each distinct word is looked up once in the
life of the process.
"""

import importlib
import sys
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from scorer.keys import KeyTable
from scorer.reading import Floats, Reading

_LANGUAGE = "en_US"
_LONGEST_WORD = 40  # longer ones are no words
_LETTERS_PER_SYLLABLE = 3
_NO_WAY = (0, ())  # what no pattern begins with
_MOST_WORDS = 1_000_000  # then the cache starts anew, which bounds its memory

Bytes = npt.NDArray[np.uint8]


class WordCounts:
    """Syllables of each word of a reading, and whether it is outside the Dale-Chall list."""

    def __init__(self, reading: Reading) -> None:
        cached = _cache()
        numbers = cached.numbers(reading)
        self.syllables: Bytes = cached.syllables[numbers]
        self.hard: Bytes = cached.hard[numbers]


def flesch_reading_ease(words: Floats, sentences: Floats, syllables: Floats) -> Floats:
    """Flesch (1948): 206.835 - 1.015 words a sentence - 84.6 syllables a word; about 0 (hard) to 100."""
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def dale_chall(words: Floats, sentences: Floats, hard: Floats) -> Floats:
    """Dale and Chall (1948): from the share of words outside their list; about 4 (easy) to 12."""
    share = 100 * hard / words
    return 0.1579 * share + 0.0496 * words / sentences + np.where(share > 5, 3.6365, 0.0)


class Syllables:
    """Counts syllables by Liang's hyphenation patterns, in time linear in the word.

    Pyphen tries every piece of a word; here the pieces are walked letter by letter as far as some
    pattern goes on, which gives the same points in less than half the time.
    """

    def __init__(self, pyphen: Any) -> None:
        self._ends = (pyphen.left, pyphen.right)
        self._walk: dict[str, tuple[int, tuple[int, ...]] | None] = {
            pattern[:length]: None for pattern in pyphen.hd.patterns for length in range(1, len(pattern))
        }
        self._walk |= pyphen.hd.patterns

    def count(self, word: str) -> int:
        """One more than the places where ``word`` (in small letters) may be hyphenated."""
        left, right = self._ends
        levels = self._levels(f".{word}.")
        return 1 + sum(level % 2 for level in levels[left + 1 : len(word) - right + 2])

    def _levels(self, pointed: str) -> list[int]:
        """The highest level that a pattern sets before each letter; odd ones are hyphens."""
        size, levels, walk = len(pointed), [0] * (len(pointed) + 1), self._walk.get
        for start in range(size - 1):
            for end in range(start + 1, size + 1):
                pattern = walk(pointed[start:end], _NO_WAY)
                if pattern is _NO_WAY:
                    break
                if pattern:
                    for place, level in enumerate(pattern[1], start + pattern[0]):
                        if level > levels[place]:  # noqa: PLR1730  (the call of max would cost more)
                            levels[place] = level
        return levels


class _WordCache:
    def __init__(self) -> None:
        pyphen, self._easy = _load_textstat()
        self._hyphens = Syllables(pyphen)
        self._forget()

    def _forget(self) -> None:
        self._table = KeyTable()
        self.syllables: Bytes = np.zeros(0, dtype=np.uint8)
        self.hard: Bytes = np.zeros(0, dtype=np.uint8)

    def numbers(self, reading: Reading) -> npt.NDArray[np.intp]:
        """The row of each word of ``reading``; new words are looked up first."""
        if len(self._table) > _MOST_WORDS:
            self._forget()
        numbers = self._table.find(reading.keys)
        new = np.flatnonzero(numbers < 0)
        if len(new):
            keys, places = np.unique(reading.keys[new], return_index=True)
            words = [reading.folded_word(int(new[place])) for place in places]
            self._table.add(keys)
            self.syllables = np.append(self.syllables, np.array([self._syllables(word) for word in words], np.uint8))
            self.hard = np.append(self.hard, np.array([word not in self._easy for word in words], np.uint8))
            numbers[new] = self._table.find(reading.keys[new])
        return numbers

    def _syllables(self, word: str) -> int:
        if len(word) > _LONGEST_WORD:
            return min(len(word) // _LETTERS_PER_SYLLABLE, 255)
        return self._hyphens.count(word)


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
