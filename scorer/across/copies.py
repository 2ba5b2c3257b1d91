"""Copies: which articles are the same text, and which of them the others lead back to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from scorer.across.near import Pair, groups_of, which_first
from scorer.across.sketch import Sketch
from scorer.span import Span

_PARTIAL = "partial"


class Copy(NamedTuple):
    """An article that is the same as another, its ``original``, as a whole or in large part.

    ``kind`` and ``share`` are those of the pair, ``share`` being how much of the copy stands in the other. ``passages``
    are where they are the same, the longest first. ``later`` says that the original is known to be the earlier one;
    else it is merely the first of those at hand.
    """

    number: int
    original: int
    kind: str
    share: float
    passages: tuple[Span, ...]
    later: bool


class Overlap(NamedTuple):
    """Two articles that share long passages, though each is another text as a whole: by number, ``one < other``."""

    one: int
    other: int
    passages: tuple[Span, ...]


def copies_of(pairs: Iterable[Pair], sketches: Sequence[Sketch], published: Sequence[date | None]) -> list[Copy]:
    """The articles that are copies of others, by number in ascending order, each of the original of its group."""
    whole = [pair for pair in pairs if pair.kind != _PARTIAL]
    by_member: dict[int, list[Pair]] = defaultdict(list)
    for pair in whole:
        by_member[pair.one].append(pair)
        by_member[pair.other].append(pair)
    orders = _Orders(sketches, published)
    return sorted(copy for group in groups_of(whole) for copy in _copies(group, by_member, orders))


def overlaps_of(pairs: Iterable[Pair]) -> list[Overlap]:
    """The pairs that share passages only; the passages are those of the first article."""
    return [
        Overlap(pair.one, pair.other, tuple(shared.span for shared in pair.passages))
        for pair in pairs
        if pair.kind == _PARTIAL
    ]


class _Orders:
    """Which of two articles came first."""

    def __init__(self, sketches: Sequence[Sketch], published: Sequence[date | None]) -> None:
        self._sketches, self._published = sketches, published

    def first(self, pair: Pair) -> int | None:
        """The number of the earlier one, where that is known."""
        return which_first(pair, self._sketches, self._published).first

    def original(self, group: Sequence[int], pairs: Iterable[Pair]) -> int:
        """The one of a group that no other is known to come before; the earliest, or the first, of several."""
        later = {
            pair.other if first == pair.one else pair.one for pair in pairs if (first := self.first(pair)) is not None
        }
        return min((number for number in group if number not in later), key=self._day, default=group[0])

    def _day(self, number: int) -> tuple[date, int]:
        return self._published[number] or date.max, number


def _copies(group: Sequence[int], by_member: dict[int, list[Pair]], orders: _Orders) -> Iterator[Copy]:
    original = orders.original(group, [pair for number in group for pair in by_member[number]])
    for number in group:
        if number != original:
            pair = max(by_member[number], key=lambda pair: (original in (pair.one, pair.other), _share(pair, number)))
            spans = tuple(shared.span if pair.one == number else shared.other for shared in pair.passages)
            direct = original in (pair.one, pair.other)
            later = direct and orders.first(pair) == original
            yield Copy(number, original, pair.kind, _share(pair, number), spans, later)


def _share(pair: Pair, number: int) -> float:
    return pair.share_of_one if pair.one == number else pair.share_of_other
