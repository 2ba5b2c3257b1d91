"""Features: findings and measures made into one row of named numbers.

A row has one number a signal (its findings, by article or per 1,000 words) and one a measure, which is taken
of the sentences that no fault touches. ``nan`` means unknown. Nothing is weighed here.
"""

from collections.abc import Sequence
from itertools import chain, compress, repeat
from operator import itemgetter

import numpy as np

from scorer.document import Batch
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.measures import MEASURES, measure
from scorer.reading import Bools, Floats
from scorer.remainder import remainder
from scorer.signal import Signal

_SORT = itemgetter(*map(Finding._fields.index, ("signal", "soft")))  # twice as fast as by name
_RATE_FLOOR = 250  # words; a single finding in a short text isn't a flood


class FeatureSet:
    """The names of the features that some signals and all measures give, and how to count them."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self._signals = tuple(signals)
        self.names = (*(signal.id for signal in self._signals), *(measure.name for measure in MEASURES))
        self._rated = np.array([signal.per == "1000 words" for signal in self._signals])
        self.faults = frozenset(signal.id for signal in self._signals if signal.fault and signal.weighed)
        ids = [signal.id for signal in self._signals]
        counted = {(signal.id, signal.soft): column for column, signal in enumerate(self._signals)}
        others = {(signal.id, not signal.soft): column for column, signal in enumerate(self._signals, len(ids))}
        self._sort = counted | others
        self._blamed = np.array([*(one in self.faults for one in (*ids, *ids)), False])

    def remainder(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Bools:
        """The words that are measured; see :func:`scorer.remainder.remainder`."""
        return self._remainder(batch, found, *self._sorts(found))

    def rows(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Floats:
        """One row a document; shape ``(documents, len(names))``."""
        text, sorts = self._sorts(found)
        kept = self._remainder(batch, found, text, sorts)
        words = batch.reading.words.sums(kept)
        return np.column_stack([self._counts(text, sorts, words), measure(batch, kept)])

    def _sorts(self, found: Sequence[Sequence[Finding]]) -> tuple[Ints, Ints]:
        """The document and the sort of each finding: the column that it counts in, a higher number for none."""
        text = np.repeat(np.arange(len(found)), list(map(len, found)))
        sorts = map(self._sort.get, map(_SORT, chain.from_iterable(found)), repeat(2 * len(self._signals)))
        return text, np.fromiter(sorts, dtype=np.intp, count=len(text))

    def _remainder(self, batch: Batch, found: Sequence[Sequence[Finding]], text: Ints, sorts: Ints) -> Bools:
        blamed = self._blamed[sorts]
        faults = compress(chain.from_iterable(found), blamed.tolist())
        return remainder(batch, text[blamed], [fault.span for fault in faults])

    def _counts(self, text: Ints, sorts: Ints, words: Floats) -> Floats:
        shape = len(words), len(self._blamed)
        counts = np.bincount(text * shape[1] + sorts, minlength=shape[0] * shape[1]).reshape(shape)
        counts = counts[:, : len(self._signals)]
        thousands = np.maximum(words, _RATE_FLOOR) / 1000
        return np.where(self._rated, counts / thousands[:, None], counts)

    def column(self, name: str) -> int:
        """Where a feature stands in a row."""
        return self.names.index(name)
