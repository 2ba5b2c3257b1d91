"""Features: findings and measures made into one row of named numbers.

A row has one number a signal (its findings, by article or per 1,000 words) and one a measure, which is taken
of the sentences that no fault touches. ``nan`` means unknown. Nothing is weighed here.
"""

from collections.abc import Sequence
from itertools import chain, repeat
from operator import attrgetter

import numpy as np

from scorer.document import Batch
from scorer.finding import Finding
from scorer.measures import MEASURES, measure
from scorer.reading import Bools, Floats
from scorer.remainder import remainder
from scorer.signal import Signal

_SORT = attrgetter("signal", "soft")
_RATE_FLOOR = 250  # words; a single finding in a short text isn't a flood


class FeatureSet:
    """The names of the features that some signals and all measures give, and how to count them."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self._signals = tuple(signals)
        self.names = (*(signal.id for signal in self._signals), *(measure.name for measure in MEASURES))
        self._column = {(signal.id, signal.soft): column for column, signal in enumerate(self._signals)}
        self._rated = np.array([signal.per == "1000 words" for signal in self._signals])
        self.faults = frozenset(signal.id for signal in self._signals if signal.fault and signal.weighed)

    def remainder(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Bools:
        """The words that are measured; see :func:`scorer.remainder.remainder`."""
        return remainder(batch, [[one for one in findings if one.signal in self.faults] for findings in found])

    def rows(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Floats:
        """One row a document; shape ``(documents, len(names))``."""
        kept = self.remainder(batch, found)
        words = batch.reading.words.sums(kept)
        return np.column_stack([self._counts(found, words), measure(batch, kept)])

    def _counts(self, found: Sequence[Sequence[Finding]], words: Floats) -> Floats:
        shape = len(found), len(self._signals) + 1
        rows = np.repeat(np.arange(shape[0]), list(map(len, found)))
        sorts = map(_SORT, chain.from_iterable(found))
        columns = np.fromiter(map(self._column.get, sorts, repeat(shape[1] - 1)), dtype=np.intp, count=len(rows))
        counts = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)[:, :-1]
        thousands = np.maximum(words, _RATE_FLOOR) / 1000
        return np.where(self._rated, counts / thousands[:, None], counts)

    def column(self, name: str) -> int:
        """Where a feature stands in a row."""
        return self.names.index(name)
