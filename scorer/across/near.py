"""Near-duplicates: articles that are one text, copied, edited or reworded, and which of them came first.

Candidates are articles that share several sampled runs of words, found in buckets of bounded size; each is then
judged by two measures. The share of runs of words that stand in both finds copies and edited ones; the share of
telling words that stand in both *in the same order* finds those reworded or translated and back, as articles on the
same event, too, share names and numbers, but in another order. What stands in several articles whose titles
have nothing to do with one another is furniture, and counts for neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from scorer.across.held import Common, Held, Kind, Shared, passages
from scorer.across.often import Places, often
from scorer.across.related import Relations
from scorer.across.sketch import Numbers, Sketch
from scorer.reading import Bools

_FEWEST_HOLDERS = 6  # articles that hold what may be furniture
_ASKED_HOLDERS = 8  # pairs of them that are asked whether their titles are related
_MOST_IN_BUCKET = 16  # articles, all pairs of which are candidates; of more, each with the next few
_NEXT_FEW = 4
_FEWEST_SHARED = 3  # sampled runs that make a candidate


class Pair(NamedTuple):
    """Two articles that are one text, by their numbers, ``one < other``.

    ``share_of_one`` is about how much of the first stands in the other, 0 to 1; of a ``rewritten`` pair it counts
    the telling words that stand in the same order. ``passages`` come longest first.
    """

    one: int
    other: int
    kind: Kind
    share_of_one: float
    share_of_other: float
    passages: tuple[Shared, ...]


class Order(NamedTuple):
    """Which article of a pair came first, by number, and by what that is known."""

    first: int | None
    why: Literal["published", "credit", "unknown"]


def near_duplicates(sketches: Sequence[Sketch]) -> list[Pair]:
    """All pairs of near-duplicates, by number; the same ones in whatever order the articles come."""
    order = sorted(range(len(sketches)), key=sketches.__getitem__)
    corpus = _Corpus([sketches[number] for number in order])
    judged = map(corpus.judge, *corpus.candidates())
    return sorted(_numbered(pair, order) for pair in judged if pair is not None)


def groups_of(pairs: Sequence[Pair]) -> list[tuple[int, ...]]:
    """Groups of articles that hang together by pairs, each ascending, in order of their first."""
    leader: dict[int, int] = {}

    def lead(number: int) -> int:
        while (above := leader.setdefault(number, number)) != number:
            leader[number] = leader[above]
            number = above
        return number

    for pair in pairs:
        low, high = sorted((lead(pair.one), lead(pair.other)))
        leader[high] = low
    groups: dict[int, list[int]] = {}
    for number in sorted(leader):
        groups.setdefault(lead(number), []).append(number)
    return [tuple(group) for group in groups.values()]


def which_first(pair: Pair, sketches: Sequence[Sketch], published: Sequence[date | None]) -> Order:
    """Which article of a pair came first: the one with the earlier date, or that which the other credits."""
    days = published[pair.one], published[pair.other]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return Order(pair.one if days[0] < days[1] else pair.other, "published")
    credit = sketches[pair.one].credits_another, sketches[pair.other].credits_another
    if credit[0] != credit[1]:
        return Order(pair.other if credit[0] else pair.one, "credit")
    return Order(None, "unknown")


def _numbered(pair: Pair, order: Sequence[int]) -> Pair:
    one, other = order[pair.one], order[pair.other]
    if one < other:
        return pair._replace(one=one, other=other)
    passages = tuple(Shared(shared.other, shared.span) for shared in pair.passages)
    return Pair(other, one, pair.kind, pair.share_of_other, pair.share_of_one, passages)


@dataclass(frozen=True, slots=True)
class _Own:
    """What is an article's own, furniture left out: numbers, ascending, with their places."""

    runs: Numbers
    terms: Numbers


class _Corpus:
    """Sketches put together."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        counts = [len(sketch.runs) for sketch in sketches]
        self._bounds = np.concatenate(([0], np.cumsum(counts, dtype=np.intp)))
        number = np.concatenate([np.zeros(0, dtype=np.uint32), *(sketch.runs[:, 0] for sketch in sketches)])
        owner = np.repeat(np.arange(len(sketches)), counts)
        self._order = np.argsort(number, kind="stable")
        number = number[self._order]
        self._owner = owner[self._order]
        starts = np.flatnonzero(np.diff(number, prepend=number[:1] + np.uint32(1)))
        self._starts, self._sizes = starts, np.diff(starts, append=len(number))
        self._judged: dict[int, _Own] = {}

    def candidates(self) -> tuple[list[int], list[int]]:
        """Pairs that share several runs of words which aren't furniture."""
        sizes = self._sizes[self._useful]
        total = np.where(sizes > _MOST_IN_BUCKET, sizes * _NEXT_FEW, sizes * (sizes - 1) // 2).sum()
        one, other = often(self._pairs, len(self._sketches), int(total), _FEWEST_SHARED)
        return one.tolist(), other.tolist()

    def _pairs(self) -> Iterator[tuple[Places, Places]]:
        """Pairs of articles that share a run, once for each run."""
        for step in range(1, _MOST_IN_BUCKET):
            wide = self._useful & (self._sizes > step)
            if step > _NEXT_FEW:
                wide &= self._sizes <= _MOST_IN_BUCKET
            starts, counts = self._starts[wide], self._sizes[wide] - step
            here = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
            yield self._owner[here], self._owner[here + step]

    @cached_property
    def _useful(self) -> Bools:
        """Whether each different run makes candidates."""
        return (self._sizes > 1) & ~self._is_furniture

    @cached_property
    def _is_furniture(self) -> Bools:
        """Whether each run of words stands in articles with unrelated titles; shape ``(different runs,)``."""
        many = np.flatnonzero(self._sizes >= _FEWEST_HOLDERS)
        pairs = np.minimum(self._sizes[many] - 1, _ASKED_HOLDERS)
        of = np.repeat(np.arange(len(many)), pairs)
        turn = np.arange(len(of)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
        place = self._starts[many][of] + turn * (self._sizes[many][of] - 1) // pairs[of]
        related = Relations(self._sketches).related(self._owner[place], self._owner[place + 1])
        furniture = np.zeros(len(self._sizes), dtype=np.bool_)
        furniture[many] = 2 * np.bincount(of, related, minlength=len(many)) < pairs
        return furniture

    @cached_property
    def _is_own(self) -> Bools:
        """Whether each sampled run is none of furniture, in the order of the sketches."""
        own = np.empty(len(self._order), dtype=np.bool_)
        own[self._order] = ~np.repeat(self._is_furniture, self._sizes)
        return own

    def _own(self, number: int) -> _Own:
        if number not in self._judged:
            sketch = self._sketches[number]
            own = self._is_own[self._bounds[number] : self._bounds[number + 1]]
            self._judged[number] = _Own(sketch.runs[own], sketch.terms[_outside(sketch, own)])
        return self._judged[number]

    def judge(self, one: int, other: int) -> Pair | None:
        """The pair, if it is one of near-duplicates."""
        first, second = self._sketches[one], self._sketches[other]
        mine, yours = self._own(one), self._own(other)
        reach = min(first.run_reach, second.run_reach)
        held = Held(
            Common.of(mine.runs, yours.runs, reach),
            Common.of(first.runs, second.runs, reach),
            Common.of(mine.terms, yours.terms, min(first.term_reach, second.term_reach)),
        )
        kind = held.kind()
        if kind is None:
            return None
        shares, shared = (held.shares, held.runs) if kind != "rewritten" else (held.told.shares, held.told)
        return Pair(one, other, kind, *shares, tuple(passages(shared)))


def _outside(sketch: Sketch, own: Bools) -> Bools:
    """Whether each term stands next to a run that isn't furniture."""
    runs, terms = sketch.runs, sketch.terms
    order = np.argsort(runs[:, 1], kind="stable")
    inside = np.concatenate(([False], own[order], [False]))
    at = np.searchsorted(runs[order, 1], terms[:, 1], "right")
    return inside[at] | inside[at + 1] if len(runs) else np.ones(len(terms), dtype=np.bool_)
