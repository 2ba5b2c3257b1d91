"""Whether articles have to do with one another, by what the title of one shares with the text of the other."""

from collections.abc import Sequence

import numpy as np

from scorer.across.often import Places
from scorer.across.sketch import HOLDS_BITS, Sketch
from scorer.reading import Bools, Floats

_TOLD, _TOLD_UNTITLED = 0.65, 0.85  # share of a title, or of a beginning that stands in for it
_BITS = 32  # of a number
_SHIFT, _LOW = 32, (1 << 32) - 1


class Relations:
    """The titles and texts of many articles, from their sketches."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._is_titled = np.array([sketch.is_titled for sketch in sketches], dtype=np.bool_)
        # A term that a title doesn't have asks for a bit that no text has.
        longest = max((len(sketch.title) for sketch in sketches), default=0)
        self._titles = np.full((len(sketches), longest), HOLDS_BITS, dtype=np.uint32)
        self._holds = np.zeros((len(sketches), HOLDS_BITS // _BITS + 1), dtype=np.uint32)
        for number, sketch in enumerate(sketches):
            self._titles[number, : len(sketch.title)] = sketch.title % HOLDS_BITS
            self._holds[number, :-1] = sketch.holds

    def related(self, one: Places, other: Places) -> Bools:
        """Whether articles are related to others, by their numbers; shape as ``one``."""
        pairs, which = np.unique((one.astype(np.int64) << _SHIFT) | other, return_inverse=True)
        low, high = pairs >> _SHIFT, pairs & _LOW
        return np.asarray((self._is_told(low, high) | self._is_told(high, low))[which])

    def _is_told(self, one: Places, other: Places) -> Bools:
        """Whether the texts of ``other`` hold most terms of the titles of ``one``."""
        return np.asarray(self._told(one, other) >= np.where(self._is_titled[one], _TOLD, _TOLD_UNTITLED))

    def _told(self, one: Places, other: Places) -> Floats:
        """The share of the terms of the titles of ``one`` that the texts of ``other`` hold."""
        found = np.zeros(len(one))
        for column in self._titles.T:
            asked = column[one]
            found += (self._holds[other, asked // _BITS] >> (asked % _BITS)) & 1
        return np.asarray(found / np.maximum((self._titles < HOLDS_BITS).sum(axis=1)[one], 1))
