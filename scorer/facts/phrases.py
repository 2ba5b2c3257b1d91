"""Phrases: literal names and titles, told by the words of a batch wherever they may begin or end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from scorer.document import Batch
from scorer.keys import Ints, Keys, KeyTable
from scorer.lexicon import Lexicon
from scorer.marks import one_of
from scorer.reading import Bools, Reading

_FOLD = np.uint64(0xD1342543DE82EF95)
_JOINTS = " -\n"
_STOP = ord(".")
_AFTER_INITIAL = 2  # characters: a stop and a space


class Phrases:
    """Phrases that stand for something, numbered as they are given; those of the same words have one number.

    A phrase is also known with ``'s`` behind it.
    """

    def __init__(self, given: Iterable[tuple[str, int]]) -> None:
        """``given`` are phrases, each with the number of what it stands for."""
        owners: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for words, owner in _read(list(given)):
            owners[words].add(owner)
        self.words = tuple(owners)
        self.owners = tuple(frozenset(stands_for) for stands_for in owners.values())

    @cached_property
    def lexicon(self) -> Lexicon:
        """The same to be looked for in whole texts."""
        return Lexicon.of(self.words)

    @cached_property
    def single(self) -> Bools:
        """Whether each phrase is a single word; shape ``(phrases,)``."""
        return np.array([len(words) == 1 for words in self.words], dtype=np.bool_)

    def starting(self, batch: Batch, first: Ints) -> tuple[Ints, Ints]:
        """The longest phrase that begins with each of some words: its number, -1 for none, and its last word."""
        return self._longest(batch, first, 1)

    def ending(self, batch: Batch, last: Ints) -> tuple[Ints, Ints]:
        """The longest phrase that ends with each of some words: its number, -1 for none, and its first word."""
        return self._longest(batch, last, -1)

    def between(self, batch: Batch, first: Ints, last: Ints) -> Ints:
        """The number of the phrase from one word to another, -1 for none."""
        number = np.full(len(first), -1)
        for length in range(min(self._most, int(np.max(last - first, initial=-1)) + 1)):
            here = np.flatnonzero(last - first == length)
            folded = np.zeros(len(here), dtype=np.uint64)
            for place in range(length + 1):
                folded = folded * _FOLD + batch.reading.keys[first[here] + place]
            number[here] = self._number(folded)
        return number

    def _longest(self, batch: Batch, word: Ints, step: int) -> tuple[Ints, Ints]:
        """Runs of words are made longer word by word, while the next belongs to them and a phrase may go on."""
        keys, (known, numbers) = batch.reading.keys, self._table
        number, reached = np.full(len(word), -1), word.copy()
        on = np.flatnonzero(word >= 0)
        edge, folded, power = word[on], np.zeros(len(on), dtype=np.uint64), np.ones(1, dtype=np.uint64)
        for _ in range(self._most):
            folded = folded * _FOLD + keys[edge] if step > 0 else folded + keys[edge] * power
            power = power * _FOLD
            found = known.find(folded)
            whole = numbers[found] >= 0
            number[on[whole]], reached[on[whole]] = numbers[found[whole]], edge[whole]
            goes_on = (found >= 0) & (edge + step >= 0) & (edge + step < len(keys))
            goes_on[goes_on] = are_joined(batch, np.minimum(edge, edge + step)[goes_on])
            on, edge, folded = on[goes_on], edge[goes_on] + step, folded[goes_on]
            if not len(on):
                break
        return number, reached

    def _number(self, keys: Keys) -> Ints:
        known, numbers = self._table
        return numbers[known.find(keys)]

    @cached_property
    def _most(self) -> int:
        return max(map(len, self.words), default=1)

    @cached_property
    def _table(self) -> tuple[KeyTable, Ints]:
        """The phrases, plain and with ``'s``, and what they begin and end with; the number of each, -1 of a part.

        Behind these comes -1 for what isn't there.
        """
        written = [" ".join(words) for words in self.words]
        reading = Reading([*written, *(f"{phrase}'s" for phrase in written)])
        counts, starts = reading.words.counts, reading.words.bounds[:-1]
        number = np.tile(np.arange(len(written)), 2)
        sound = np.flatnonzero(counts == np.tile(counts[: len(written)], 2))
        whole, parts = np.zeros(len(number), dtype=np.uint64), [np.zeros(0, dtype=np.uint64)]
        for length in range(1, self._most + 1):
            here, longer = sound[counts[sound] == length], sound[counts[sound] > length]
            whole[here] = _folded(reading.keys, starts[here], length)
            edges = np.concatenate((starts[longer], starts[longer] + counts[longer] - length))
            parts.append(_folded(reading.keys, edges, length))
        keys, first = np.unique(whole[sound], return_index=True)
        others = np.setdiff1d(np.concatenate(parts), keys)
        return KeyTable(np.concatenate((keys, others))), np.append(number[sound[first]], np.full(len(others) + 1, -1))


def are_joined(batch: Batch, words: Ints) -> Bools:
    """Whether each of some words belongs with the next: a space, a hyphen or a line's end parts them, or an initial."""
    start, mark, stop = batch.reading.words.start, batch.behind[words], batch.reading.words.end[words]
    gap = start[np.minimum(words + 1, len(start) - 1)] - stop
    initial = (mark == _STOP) & (gap <= _AFTER_INITIAL)
    initial[initial] = (stop - start[words])[initial] == 1
    return np.asarray((one_of(_JOINTS, mark) & (gap == 1)) | initial)


def _read(given: list[tuple[str, int]]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each phrase as the words that a reading finds in it."""
    reading = Reading([phrase for phrase, _ in given])
    letters = reading.folded.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    starts, ends = reading.words.start.tolist(), reading.words.end.tolist()
    words = [letters[start:end] for start, end in zip(starts, ends, strict=True)]
    bounds = reading.words.bounds.tolist()
    for (_, owner), start, end in zip(given, bounds, bounds[1:], strict=False):
        if start < end:
            yield tuple(words[start:end]), owner


def _folded(keys: Keys, first: Ints, length: int) -> Keys:
    """One number for each run of as many words."""
    folded = np.zeros(len(first), dtype=np.uint64)
    for place in range(length):
        folded = folded * _FOLD + keys[first + place]
    return folded
