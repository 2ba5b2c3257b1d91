"""Coverage: how often the interval of a score holds what a model of other sources says.

The sources are parted in nine. From four ninths come a model and its interval, from four others another model, and
the last ninth is scored by both; so nine times over, until each has been scored. An interval that keeps its promise
holds nine in ten of the other's scores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from scorer.keys import Ints
from scorer.model import Head
from scorer.reading import Floats
from scorer.train.figures import share
from scorer.train.fit import Columns, Examples, Objects, fit_calibrated, fit_head

WANTED = 0.9
"""The share of scores that an interval promises to hold."""
_PARTS = 9
_MEMBERS = 10  # of a model here, to save time; how far apart they lie doesn't hang on their number
_SEED = 11
_SURE = 1e-12  # a probability nearer to 0 or 1 has no log-odds


@dataclass(frozen=True, slots=True)
class Held:
    """For each scored article how many times its interval must be stretched to hold the other model's score.

    ``width`` is that of the interval as it is, as a difference of probabilities; all arrays have the shape
    ``(articles,)``.
    """

    needed: Floats
    width: Floats
    groups: Objects

    def at(self, stretch: float) -> dict[str, Any]:
        """The share of scores held by intervals so many times as long in log-odds, with its own interval."""
        figure = share("held", self.needed <= stretch, self.groups)
        return {"value": figure.value, "low": figure.low, "high": figure.high, "articles": figure.count}

    def enough(self, wanted: float = WANTED) -> float:
        """The least stretch that holds the share ``wanted``."""
        return float(np.quantile(self.needed, wanted))


def told(held: Held) -> dict[str, Any]:
    """What the card says of intervals."""
    return {**held.at(1.0), "mean width": float(held.width.mean()), "enough": held.enough()}


def coverage(examples: Examples, columns: Columns, trees: int, stretch: float) -> Held:
    """Score each ninth of the sources by a model with its interval, and by another of other sources.

    Raises:
        InputError: if there are too few sources.
    """
    asked = [_asked([examples.take(part) for part in parts], columns, trees, stretch) for parts in _splits(examples)]
    needed, width, groups = (np.concatenate(column) for column in zip(*asked, strict=True))
    return Held(needed, width, groups)


def _splits(examples: Examples) -> Iterator[list[Ints]]:
    """Rows of a model, of another, and those that both score: three parts by source, once for each ninth."""
    splitter = StratifiedGroupKFold(_PARTS, shuffle=True, random_state=_SEED)
    ninths = [part for _, part in splitter.split(examples.ranges, examples.labels, groups=examples.groups)]
    for place in range(_PARTS):
        last, *others = *ninths[place:], *ninths[:place]
        yield [np.concatenate(others[: _PARTS // 2]), np.concatenate(others[_PARTS // 2 :]), last]


def _asked(parts: Sequence[Examples], columns: Columns, trees: int, stretch: float) -> tuple[Floats, Floats, Objects]:
    one, other, third = parts
    third = third.take(third.measured)
    head = fit_head(one, columns, trees=trees, stretch=stretch, members=_MEMBERS).head
    said = fit_calibrated(other, columns, trees=trees).additive.logits(third.ranges)
    bounds = head.intervals(third.ranges, head.log_odds(third.ranges))
    return _needed(head, third.ranges, bounds, said), np.ptp(bounds, axis=1), third.groups


def _needed(head: Head, ranges: Ints, bounds: Floats, said: Floats) -> Floats:
    """How far the other score lies from the head's own, by how far the interval reaches on that side."""
    own = head.log_odds(ranges)
    kept = np.clip(bounds, _SURE, 1 - _SURE)
    low, high = np.log(kept / (1 - kept)).T
    reach = np.maximum(np.where(said < own, own - low, high - own), _SURE)
    return np.asarray(np.abs(said - own) / reach)
