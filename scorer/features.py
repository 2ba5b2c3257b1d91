"""Features: findings and measures made into one row of named numbers.

A row has one number a signal (its findings, by article or per 1,000 words) and one a measure, which is taken
of the sentences that no fault touches. ``nan`` means unknown. Nothing is weighed here.
"""

from collections import Counter
from collections.abc import Sequence
from math import isnan

import numpy as np
import numpy.typing as npt

from scorer.document import Batch
from scorer.finding import Finding
from scorer.measures import MEASURES, measure
from scorer.reading import Bools, Floats
from scorer.remainder import remainder
from scorer.signal import Signal

Row = npt.NDArray[np.float64]

_RATE_FLOOR = 250  # words; a single finding in a short text isn't a flood


class FeatureSet:
    """The names of the features that some signals and all measures give, and how to count them."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self._signals = tuple(signals)
        self.names = (*(signal.id for signal in self._signals), *(measure.name for measure in MEASURES))
        self.faults = frozenset(signal.id for signal in self._signals if signal.fault)

    def remainder(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Bools:
        """The words that are measured; see :func:`scorer.remainder.remainder`."""
        return remainder(batch, [[one for one in findings if one.signal in self.faults] for findings in found])

    def rows(self, batch: Batch, found: Sequence[Sequence[Finding]]) -> Floats:
        """One row a document; shape ``(documents, len(names))``."""
        kept = self.remainder(batch, found)
        words = batch.reading.words.sums(kept)
        return np.column_stack([self._counts(found, words), measure(batch, kept)])

    def _counts(self, found: Sequence[Sequence[Finding]], words: Floats) -> Floats:
        tallies = [Counter((finding.signal, finding.soft) for finding in findings) for findings in found]
        wanted = [(signal.id, signal.soft) for signal in self._signals]
        counts = np.array([[tally[one] for one in wanted] for tally in tallies], dtype=np.float64)
        thousands = np.maximum(words, _RATE_FLOOR) / 1000
        rated = np.array([signal.per == "1000 words" for signal in self._signals])
        return np.where(rated, counts / thousands[:, None], counts)

    def named(self, row: Row) -> dict[str, float | None]:
        """A row as a mapping; ``None`` where unknown."""
        return {name: None if isnan(value) else value for name, value in zip(self.names, row.tolist(), strict=True)}

    def column(self, name: str) -> int:
        """Where a feature stands in a row."""
        return self.names.index(name)
