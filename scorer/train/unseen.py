"""Unseen: what a head would say of any article, had it not met the article's source.

While a head is fitted, each labelled article gets a score from a model that hasn't seen its source. Other articles
(not labelled for the head, or changed on purpose) get theirs here: one model a fold, each asked about
the sources that it was fitted without.
"""

from dataclasses import dataclass

import numpy as np

from scorer.keys import Ints
from scorer.reading import Floats
from scorer.train.fit import Additive, Examples, Fitted, Objects, folds


@dataclass(frozen=True, slots=True)
class Unseen:
    """The models of one head, and which of them has not met which source.

    ``whole`` is fitted to all sources; ``parts`` are fitted without those named in ``without``.
    """

    whole: Additive
    parts: tuple[Additive, ...]
    without: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, examples: Examples, fitted: Fitted) -> "Unseen":
        """The models that were made when a head was fitted to ``examples``."""
        without = (frozenset(map(str, examples.groups[test])) for _, test in folds(examples))
        return cls(Additive(fitted.head.base, fitted.head.tables), fitted.parts, tuple(without))

    def log_odds(self, ranges: Ints, groups: Objects) -> Floats:
        """Calibrated log-odds of rows by models that haven't met their sources; shape ``(rows,)``."""
        found = self.whole.logits(ranges)
        names = groups.astype(str)
        for part, without in zip(self.parts, self.without, strict=True):
            held = np.isin(names, list(without))
            found[held] = part.logits(ranges[held])
        return found
