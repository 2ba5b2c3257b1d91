"""Marks: the characters of a batch that aren't plain letters, digits, spaces or apostrophes, found once for all.

They are few, about one in forty, so to look for a ``|`` or a ``©`` among them is far cheaper than to search the texts
one by one. Marks are characters as given, neither folded nor left out, at their places in ``reading.codes``.
"""

from bisect import bisect_left
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from scorer.characters import APOSTROPHE, DIGIT, KIND, LETTER, SPACE, has
from scorer.keys import Ints
from scorer.reading import Bools, Reading

_PLAIN = LETTER | DIGIT | SPACE | APOSTROPHE
_ASCII = 0x80
_ARE_MARKS = np.append(~has(KIND[:_ASCII], _PLAIN), True)  # each character of ASCII; all others are
_CAP = 0xFFFF  # codes are ordered by 16 bits, for which sorting takes linear time


class Marks:
    """The marks of a reading, ordered by code and then by place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        codes = reading.codes[reading.odd]
        marks = np.flatnonzero(_ARE_MARKS.take(codes, mode="clip"))
        short = np.minimum(codes[marks], _CAP).astype(np.uint16)
        order = np.argsort(short, kind="stable")
        self._at, self._codes = reading.odd[marks[order]], short[order]

    def at(self, piece: str) -> Ints:
        """Where a piece of text stands that has a mark in it, in order."""
        offset, code = _mark_of(piece)
        at = self._at[self._first(code) : self._first(code + 1)]
        if offset:
            at = at[at >= offset] - offset
        for place, character in enumerate(piece):
            if len(at) and (place != offset or code == _CAP):
                at = at[self._reading.codes.take(at + place, mode="clip") == ord(character)]
        return at

    def count(self, *pieces: str) -> Ints:
        """How many of some pieces, each with a mark in it, each text has; shape ``(texts,)``."""
        starts = self._reading.original_start
        counts = np.zeros(len(starts) - 1, dtype=np.intp)
        for at in filter(len, map(self.at, pieces)):
            cuts = at.searchsorted(starts)
            counts += cuts[1:] - cuts[:-1]
        return counts

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
        return self._ascii[code] if code <= _ASCII else bisect_left(self._codes.data, code)

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


@cache
def _mark_of(piece: str) -> tuple[int, int]:
    """Which character of a piece is its first mark, and its code among marks."""
    offset = next(place for place, character in enumerate(piece) if is_mark(character))
    return offset, min(ord(piece[offset]), _CAP)
