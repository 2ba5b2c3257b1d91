"""Marks: the characters of a batch that aren't plain letters, digits, spaces or apostrophes, found once for all.

They are few, about one in forty, so to look for a ``|`` or a ``©`` among them is far cheaper than to search the texts
one by one. Marks are characters as given, neither folded nor left out, at their places in ``reading.codes``.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from scorer.characters import APOSTROPHE, DIGIT, KIND, LETTER, SPACE, has
from scorer.keys import Ints
from scorer.reading import Bools, Reading

_PLAIN = LETTER | DIGIT | SPACE | APOSTROPHE
_ASCII = 0x80
_CAP = 0xFFFF  # codes are ordered by 16 bits, for which sorting takes linear time


class Marks:
    """The marks of a reading, ordered by code and then by place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        at = _places(reading)
        codes = np.minimum(reading.codes[at], _CAP).astype(np.uint16)
        order = np.argsort(codes, kind="stable")
        self._at, self._codes = at[order], codes[order]

    def at(self, piece: str) -> Ints:
        """Where a piece of text stands that has a mark in it, in order."""
        offset = next(place for place, character in enumerate(piece) if is_mark(character))
        code = min(ord(piece[offset]), _CAP)
        at = self._at[self._first(code) : self._first(code + 1)] - offset
        at = at[at >= 0]
        for place, character in enumerate(piece):
            if place != offset or code == _CAP:
                at = at[self._reading.codes.take(at + place, mode="clip") == ord(character)]
        return at

    def count(self, *pieces: str) -> Ints:
        """How many of some pieces, each with a mark in it, each text has; shape ``(texts,)``."""
        return self.tally(self.at(pieces[0]) if len(pieces) == 1 else np.concatenate([*map(self.at, pieces)]))

    def beyond(self, code: int) -> Ints:
        """Where characters stand whose code is at least ``code``, which isn't ASCII; in any order."""
        return self._at[self._first(code) :]

    def tally(self, at: Ints) -> Ints:
        """How many of some places each text has; shape ``(texts,)``."""
        starts = self._reading.original_start
        if not len(at):
            return np.zeros(len(starts) - 1, dtype=np.intp)
        return np.bincount(np.searchsorted(starts, at, "right") - 1, minlength=len(starts) - 1)

    def _first(self, code: int) -> int:
        """The first mark of a code or of a higher one."""
        if code <= _ASCII:
            return self._ascii[code]
        return int(np.searchsorted(self._codes, np.uint16(code))) if code <= _CAP else len(self._codes)

    @cached_property
    def _ascii(self) -> list[int]:
        first: list[int] = np.searchsorted(self._codes, np.arange(_ASCII + 1, dtype=np.uint16)).tolist()
        return first


def is_mark(character: str) -> bool:
    """Whether a character counts as a mark."""
    return ord(character) >= _ASCII or not KIND[ord(character)] & _PLAIN


def one_of(characters: str, codes: npt.NDArray[np.uint32]) -> Bools:
    """Whether each code is one of a few characters; shape as ``codes``."""
    found = np.zeros(codes.shape, dtype=np.bool_)
    for character in characters:
        found |= codes == ord(character)
    return found


def _places(reading: Reading) -> Ints:
    codes = reading.codes[reading.odd]
    return reading.odd[(codes >= _ASCII) | ~has(KIND.take(codes, mode="clip"), _PLAIN)]
