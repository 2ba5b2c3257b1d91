"""Two articles held against one another: what they share, and what that makes of them."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from scorer.across.sketch import Numbers, span_of
from scorer.span import Span

Kind = Literal["copy", "edited", "rewritten", "partial"]
"""Nearly all of one stands in the other; most does; telling words stand there in the same order; much of it does."""

_COPIED, _EDITED, _PARTIAL = 0.9, 0.7, 0.45  # share of the runs of the shorter that stand in the other
_SURE, _DEVIATIONS = 0.35, 1.96  # the same at the low end of its 95 % interval
_FEWEST_RUNS = 12  # of an article's own, sampled; of less nothing is said
_FEWEST_TERMS = 20  # shared, whose order then says something
_IN_ORDER, _COVERED = 0.72, 0.42  # share of the shared terms that stand in order; those of the shorter's terms
_COVERED_IN_LONGER = 0.35
_THINNEST = 0.2  # share of these in any quarter of the shorter
_QUARTER = 4

_WIDEST_GAP, _LARGEST_SHIFT = 400, 80  # characters between two runs of one passage; and by which the gaps may differ
_MOST_PASSAGES = 3


class Shared(NamedTuple):
    """A passage that two articles share: where it stands in each, in code points of its text."""

    span: Span
    other: Span


@dataclass(frozen=True)
class Common:
    """What two articles share of their sampled runs or terms: ``places`` in both, in order of those in the first.

    ``items`` are the places of all that each of them has.
    """

    items: tuple[Numbers, Numbers]
    places: Numbers

    @classmethod
    def of(cls, mine: Numbers, yours: Numbers, reach: int) -> "Common":
        """Of rows of numbers, ascending, and places, those whose number is at most so much."""
        mine, yours = (some[: np.searchsorted(some[:, 0], reach, "right")] for some in (mine, yours))
        _, at, there = np.intersect1d(mine[:, 0], yours[:, 0], assume_unique=True, return_indices=True)
        places = np.column_stack((mine[at, 1], yours[there, 1]))
        return cls((mine[:, 1], yours[:, 1]), places[np.argsort(places[:, 0], kind="stable")])

    @property
    def counts(self) -> tuple[int, int]:
        """How many items each article has."""
        return len(self.items[0]), len(self.items[1])

    @property
    def shares(self) -> tuple[float, float]:
        """The share of the items of each article that the other has, too."""
        return len(self.places) / max(self.counts[0], 1), len(self.places) / max(self.counts[1], 1)

    def thinnest(self) -> float:
        """The share of items that are shared in that quarter of the shorter article where it is least."""
        shorter = int(self.counts[1] < self.counts[0])
        held = np.isin(np.sort(self.items[shorter]), self.places[:, shorter])
        total = np.concatenate(([0], np.cumsum(held)))
        quarter = max(len(held) // _QUARTER, 1)
        return float((total[quarter:] - total[:-quarter]).min()) / quarter

    def in_order(self) -> "Common":
        """As many of them as stand in the same order in both (Fredman 1975)."""
        ends: list[int] = []  # the least place in the other where so many in order can end
        last: list[int] = []
        before: list[int] = []
        for index, place in enumerate(self.places[:, 1].tolist()):
            at = bisect_left(ends, place)
            before.append(last[at - 1] if at else -1)
            ends[at : at + 1], last[at : at + 1] = [place], [index]
        kept, index = [], last[-1] if last else -1
        while index >= 0:
            kept.append(index)
            index = before[index]
        return replace(self, places=self.places[kept[::-1]])


@dataclass(frozen=True)
class Held:
    """Two articles held against one another: runs of words without furniture and with it, and telling words."""

    runs: Common
    all_runs: Common
    terms: Common

    @property
    def shares(self) -> tuple[float, float]:
        """How much of each stands in the other, both without furniture and with it."""
        (one, other), (all_of_one, all_of_other) = self.runs.shares, self.all_runs.shares
        return min(one, all_of_one), min(other, all_of_other)

    @cached_property
    def told(self) -> Common:
        """The telling words that stand in the same order in both."""
        return self.terms.in_order()

    def kind(self) -> Kind | None:
        """What the two are to one another, ``None`` for different texts."""
        if min(self.runs.counts) < _FEWEST_RUNS:
            return None
        share = max(self.shares)
        verbatim = share >= _PARTIAL and _low_end(share, min(self.runs.counts)) >= _SURE
        if verbatim and share >= _EDITED:
            return "copy" if share >= _COPIED else "edited"
        if self._is_rewritten():
            return "rewritten"
        return "partial" if verbatim else None

    def _is_rewritten(self) -> bool:
        """Whether enough telling words stand in the same order, from the beginning to the end."""
        shared = len(self.terms.places)
        if shared < max(_FEWEST_TERMS, _COVERED * min(self.terms.counts)):
            return False
        return (
            len(self.told.places) >= _IN_ORDER * shared
            and max(self.told.shares) >= _COVERED
            and min(self.told.shares) >= _COVERED_IN_LONGER
            and self.told.thinnest() >= _THINNEST
        )


def _low_end(share: float, count: int) -> float:
    """The low end of the interval of a share that was found in so many (Wilson 1927)."""
    square = _DEVIATIONS**2 / count if count else 0.0
    spread = _DEVIATIONS * ((share * (1 - share) + square / 4) / count) ** 0.5 if count else 1.0
    return (share + square / 2 - spread) / (1 + square)


def passages(common: Common) -> list[Shared]:
    """The longest passages that two articles share: runs of words near to one another in both."""
    found: list[list[Span]] = []
    for place, other in common.places.tolist():
        here, there = span_of(place), span_of(other)
        if found and _goes_on(found[-1], here, there):
            found[-1] = [Span(found[-1][0].start, here.end), Span(found[-1][1].start, there.end)]
        else:
            found.append([here, there])
    longest = sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair))[:_MOST_PASSAGES]
    return [Shared(*pair) for pair in longest]


def _goes_on(passage: list[Span], here: Span, there: Span) -> bool:
    gap, other = here.start - passage[0].end, there.start - passage[1].end
    return max(gap, other) <= _WIDEST_GAP and abs(gap - other) <= _LARGEST_SHIFT and there.end > passage[1].end
