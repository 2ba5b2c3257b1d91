"""Surroundings: tokens of where a line stands and of what a first classifier takes its neighbours for.

A line of a menu is often told by the lines around it: "Houses" among "Home" and "About us" is one more
label, between two paragraphs it is a heading. Nothing here looks beyond the text that a line stands in, so
a text alone and among others is judged alike.
"""

from collections.abc import Callable
from functools import cached_property, partial

import numpy as np

from scorer.characters import STOP, has
from scorer.classifier import Classifier
from scorer.keys import Ints, Keys
from scorer.reading import Bools, Floats
from scorer.tokens import Units, UnitTokens

_JOIN = np.uint64(0xBF58476D1CE4E5B9)
_UNIT = 64  # log-odds are rounded to so small a part, so that their sums are exact whatever else is read
_MOST = 4 * _UNIT  # more says no more
_SURE = 5 * _UNIT // 2
_PROSE_WORDS = 12
_QUOTES = np.array([ord(mark) for mark in "\"'”’)"], dtype=np.uint32)
_WHOLE = 1 << 30  # lines, more than any text has

_COARSE = _UNIT * np.array([-1.5, 0, 1.5, 3])
_FINE = _UNIT * np.array([-4, -3, -2.5, -2, -1.5, -1, -0.6, -0.2, 0.2, 0.6, 1, 1.5, 2, 2.5, 3, 4, 5.5])
_MEANS = _UNIT * np.array([-2, -1.2, -0.5, 0.2, 0.8, 1.5, 2.5])
_SHARES = np.array([0.001, 0.1, 0.3, 0.6])
_PARTS = np.array([0.001, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.94, 0.97, 0.99, 0.999])
_WORDS = np.array([1.5, 2.5, 3.5, 5, 7, 10, 14, 20, 26])
_COUNTS = np.array([1, 2, 3, 5, 8, 13, 21, 40])
_LINES = np.array([1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 48, 64, 90, 130, 200, 400])
_LONGEST = 30  # words; a longer line says no more
_LAST = 99  # the step of what isn't there


class Around:
    """The lines of a batch, each with what stands around it in its text.

    ``odds`` are log-odds by a first classifier, shape ``(lines,)``.
    """

    def __init__(self, units: Units, odds: Floats) -> None:
        self.units = units
        self.own = np.rint(_UNIT * odds).astype(np.intp)
        starts, ends = units.ranges.bounds[:-1], units.ranges.bounds[1:]
        self._start, self._end = starts[units.ranges.text], ends[units.ranges.text]
        self._place = np.arange(len(units))
        self._steps: dict[View, Keys] = {}
        self._windows: dict[tuple[int, int], tuple[Ints, Ints, Ints]] = {}

    def step(self, view: "View") -> Keys:
        """What a view shows of each line; worked out once."""
        if view not in self._steps:
            self._steps[view] = view(self).astype(np.uint64)
        return self._steps[view]

    @cached_property
    def odds(self) -> Ints:
        """Running sum of log-odds, the extremes levelled; shape ``(lines + 1,)``."""
        return _running(np.clip(self.own, -_MOST, _MOST))

    @cached_property
    def sure(self) -> Ints:
        """Running count of lines that are surely of the kind."""
        return _running(self.own > _SURE)

    @cached_property
    def words(self) -> Ints:
        """Running sum of words, long lines levelled."""
        return _running(np.minimum(self.units.counts, _LONGEST))

    @cached_property
    def all_words(self) -> Ints:
        """Running sum of words."""
        return _running(self.units.counts)

    @cached_property
    def prose(self) -> Ints:
        """Running count of lines that are prose: long, and ended as a sentence is."""
        return _running(self._is_prose)

    @cached_property
    def prose_words(self) -> Ints:
        """Running sum of words of prose."""
        return _running(np.where(self._is_prose, self.units.counts, 0))

    @cached_property
    def lines(self) -> Ints:
        """Running count of lines."""
        return _running(np.ones(len(self.units), dtype=np.intp))

    @cached_property
    def _is_prose(self) -> Bools:
        reading, last = self.units.reading, np.maximum(self.units.ranges.end - 1, 0)
        ended = has(reading.kind[last], STOP) | np.isin(reading.folded[last], _QUOTES)
        return ended & (self.units.counts >= _PROSE_WORDS)

    def mean(self, total: Ints, start: int, stop: int) -> Floats:
        """Mean over the lines from ``start`` to ``stop`` away, of those that the text has; ``nan`` without any."""
        low, high, count = self._window(start, stop)
        means = (total[high] - total[low]) / np.maximum(count, 1)
        means[count == 0] = np.nan
        return means

    def _window(self, start: int, stop: int) -> tuple[Ints, Ints, Ints]:
        """The first line of each window, the one after its last, and how many it has."""
        if (start, stop) not in self._windows:
            low = np.minimum(np.maximum(self._place + start, self._start), self._end)
            high = np.maximum(np.minimum(self._place + stop, self._end), self._start)
            self._windows[start, stop] = low, high, high - low
        return self._windows[start, stop]

    def before(self, total: Ints) -> Ints:
        """Sum over the lines of the text before each."""
        return total[self._place] - total[self._start]

    def after(self, total: Ints) -> Ints:
        """Sum over the lines of the text after each."""
        return total[self._end] - total[self._place + 1]


View = Callable[[Around], Ints]
"""Shows one thing of each line as a small number."""


class _Crossed:
    """A unit token: several views of a line, joined."""

    def __init__(self, name: str, first: Classifier, views: tuple[View, ...]) -> None:
        self.__name__ = f"{first.name}-{name}"
        self._first, self._views = first, views

    def __call__(self, units: Units) -> Keys:
        around = _around(units, self._first)
        keys = np.zeros(len(units), dtype=np.uint64)
        for view in self._views:
            keys = keys * _JOIN + around.step(view)
        return keys


def surroundings(first: Classifier) -> tuple[UnitTokens, ...]:
    """The tokens for a second classifier of what ``first``, a classifier of lines, was asked before."""
    return tuple(_Crossed(name, first, views) for name, views in _CROSSED.items())


def _around(units: Units, first: Classifier) -> Around:
    known = units.known.get(first.name)
    if not isinstance(known, Around):
        known = units.known[first.name] = Around(units, first.log_odds(units))
    return known


def _own(around: Around, steps: Floats) -> Ints:
    return np.searchsorted(steps, around.own, "right")


def _length(around: Around, steps: Floats) -> Ints:
    return np.searchsorted(steps, around.units.counts, "right")


def _mean(around: Around, of: str, start: int, stop: int, steps: Floats) -> Ints:
    mean = around.mean(getattr(around, of), start, stop)
    return np.asarray(np.where(np.isnan(mean), _LAST, np.searchsorted(steps, mean, "right")))


def _part(around: Around, of: str) -> Ints:
    """How much of the text's whole lies before a line."""
    before, after = around.before(getattr(around, of)), around.after(getattr(around, of))
    return np.asarray(np.searchsorted(_PARTS, before / np.maximum(before + after, 1), "right"))


def _before(around: Around, of: str, steps: Ints) -> Ints:
    return np.searchsorted(steps, around.before(getattr(around, of)), "right")


def _after(around: Around, of: str, steps: Ints) -> Ints:
    return np.searchsorted(steps, around.after(getattr(around, of)), "right")


def _running(values: Ints | Bools) -> Ints:
    return np.concatenate(([0], np.cumsum(values)))


def _means(of: str, reach: int, steps: Floats) -> tuple[View, View]:
    """The means over as many lines before and after."""
    mean = partial(_mean, of=of, steps=steps)
    return partial(mean, start=-reach, stop=0), partial(mean, start=1, stop=reach + 1)


_OWN = partial(_own, steps=_COARSE)
_OWN_FINELY = partial(_own, steps=_FINE)
_OF_WORDS = partial(_length, steps=_WORDS)
_BLOCK = partial(_mean, of="odds", start=-10, stop=11, steps=_MEANS)
_PROSE_PART = partial(_part, of="prose_words")
_LINES_BEFORE, _LINES_AFTER = partial(_before, of="lines", steps=_LINES), partial(_after, of="lines", steps=_LINES)

_CROSSED: dict[str, tuple[View, ...]] = {
    "own": (_OWN_FINELY, _OF_WORDS),
    "beside": (_OWN, *_means("odds", 1, _MEANS)),
    "near": (_OWN, *_means("odds", 3, _MEANS)),
    "block": (_OWN, *_means("odds", 10, _MEANS)),
    "text": (_OWN, *_means("odds", _WHOLE, _MEANS)),
    "prose-near": (_OWN, *_means("prose", 3, _SHARES)),
    "prose-block": (_OWN, *_means("prose", 10, _SHARES)),
    "prose-text": (_OWN, *_means("prose", _WHOLE, _SHARES)),
    "sure-block": (_OWN, partial(_mean, of="sure", start=-10, stop=11, steps=_SHARES)),
    "sure-text": (_OWN, partial(_before, of="sure", steps=_COUNTS), partial(_after, of="sure", steps=_COUNTS)),
    "words-near": (_OF_WORDS, partial(_mean, of="words", start=-3, stop=4, steps=_WORDS)),
    "part": (_OWN, partial(_part, of="all_words")),
    "part-length": (_OF_WORDS, partial(_part, of="all_words")),
    "prose-part": (_OWN, _PROSE_PART),
    "prose-part-block": (_BLOCK, _PROSE_PART),
    "start": (_OWN, _LINES_BEFORE),
    "start-block": (_BLOCK, _LINES_BEFORE),
    "end": (_OWN, _LINES_AFTER),
    "end-block": (_BLOCK, _LINES_AFTER),
    "place": (_LINES_BEFORE, _LINES_AFTER),
}
