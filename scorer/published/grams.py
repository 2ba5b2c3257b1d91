"""Grams: the runs of words that a text repeats."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

_BEGINNING = 12  # letters that the beginning of a run is known by


class Repeated(NamedTuple):
    """The runs of one size that occur more than once: where each begins, in text order, and how often it occurs."""

    starts: list[int]
    counts: Counter[tuple[str, ...]]


class Grams:
    """Runs of 2, 3, … words in ``words``; ``counts`` tells how often each word occurs."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.counts = Counter(self.words)
        self._repeated = {1: _only_repeated(range(len(self.words)), self.words, self.counts)}

    @cached_property
    def ends(self) -> list[int]:
        """Characters (spaces not counted) before each word, and after the last: one more than there are words."""
        return list(accumulate(map(len, self.words), initial=0))

    @property
    def size(self) -> int:
        """Characters of all words."""
        return self.ends[-1]

    def repeated(self, length: int) -> Repeated:
        """The runs of ``length`` (2 or more) words that occur more than once."""
        if length not in self._repeated:
            # A repeated run is made of two shorter ones that are repeated: in most texts few are left to try.
            shorter = self.repeated(length - 1).starts
            starts = [start for start, following in pairwise(shorter) if following == start + 1]
            runs = [self.words[start : start + length] for start in starts]
            self._repeated[length] = _only_repeated(starts, runs, Counter(runs))
        return self._repeated[length]

    def top(self, length: int) -> tuple[tuple[str, ...], int] | None:
        """The run of ``length`` words that occurs most often (the first such) and its count; None in shorter texts."""
        if counts := self.repeated(length).counts:
            return max(counts.items(), key=_count)
        return (self.words[:length], 1) if len(self.words) >= length else None

    def characters(self, length: int) -> int:
        """Characters of all runs of ``length`` words together, those of each word once for each run it is in."""
        ends = self.ends
        return sum(ends[length:]) - sum(ends[:-length])

    def repeated_characters(self, length: int) -> int:
        """Characters of all runs of ``length`` words that occur more than once, every copy counted."""
        ends = self.ends
        return sum(ends[start + length] - ends[start] for start in self.repeated(length).starts)

    def covered_characters(self, length: int) -> int:
        """Characters of the words that stand in some repeated run of ``length`` words, each word once."""
        starts = self.repeated(length).starts
        covered = {place for start in starts for place in range(start, start + length)}
        return sum(len(self.words[place]) for place in covered)

    def characters_again(self, length: int) -> int:
        """Characters of the runs of ``length`` (5 or more) words that came before, none over the last one counted.

        Here a run is the same as another if it is so written without spaces, wherever its words end.
        """
        ends, seen, again, past = self.ends, set[str](), 0, 0
        for start in self._begins_again:
            if past <= start <= len(self.words) - length:
                run = self._joined[ends[start] : ends[start + length]]
                if run in seen:
                    again += len(run)
                    past = start + length
                seen.add(run)
        return again

    @cached_property
    def _joined(self) -> str:
        return "".join(self.words)

    @cached_property
    def _begins_again(self) -> list[int]:
        """Where a run of five words or more can begin that occurs twice: few places, so that little is compared."""
        begins = [self._joined[start : start + _BEGINNING] for start in self.ends]
        counts = Counter(begins)
        short = [past - start < _BEGINNING for start, past in zip(self.ends, self.ends[5:], strict=False)]
        return [
            place
            for place, (begin, is_short) in enumerate(zip(begins, short, strict=False))
            if is_short or counts[begin] > 1
        ]


def _count(item: tuple[tuple[str, ...], int]) -> int:
    return item[1]


def _only_repeated(starts: Sequence[int], runs: Sequence[Any], counts: Counter[Any]) -> Repeated:
    again = Counter({run: count for run, count in counts.items() if count > 1})
    return Repeated([start for start, run in zip(starts, runs, strict=True) if run in again], again)
