"""Events: articles about the same matter, by the weightiest of their words: names, numbers, rare words, the title's.

Articles are compared by their gists. Two whose dates are known must lie within a few days of one another. Clusters
grow from the nearest pairs on, and two of them become one where their articles are near one another on average
(Sokal and Michener 1958), so that no chain of articles leads from one event to the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorer.across.often import Places, often
from scorer.across.sketch import Sketch
from scorer.reading import Bools

_NEAR = 0.3  # similarity of two articles, and of those of two clusters on average, 0 foreign to 1 the same
_UNIT = 1 << 20  # the length of a gist whose weights are whole numbers, so that sums are the same in any order
_WINDOW = 3  # days between two articles that may bring two clusters together
_SPAN = 7  # days from the first to the last article of a cluster
_NEXT_FEW = 16  # articles with the same word, by date, that each is held against
_FEWEST_SHARED = 3  # words
_AT_ONCE = 1 << 12  # pairs
_UNDATED, _LATEST = -(1 << 20), 1 << 22  # days before and after all others


def events(sketches: Sequence[Sketch], published: Sequence[date | None]) -> list[tuple[int, ...]]:
    """Clusters of two or more articles about the same event, by number, ascending, in order of their first.

    ``published`` has the day of each, where it is known. The same clusters come in whatever order the articles do.
    """
    order = sorted(range(len(sketches)), key=sketches.__getitem__)
    days = [published[number] for number in order]
    placed = [_UNDATED if day is None else day.toordinal() for day in days]
    found = _Clusters([sketches[number] for number in order], placed)
    clusters = sorted(tuple(sorted(order[place] for place in cluster)) for cluster in found.grown())
    return [cluster for cluster in clusters if len(cluster) > 1]


class _Clusters:
    """Articles by their gists, brought together step by step."""

    def __init__(self, sketches: Sequence[Sketch], days: Sequence[int]) -> None:
        self._days = np.array(days, dtype=np.int64)
        widest = max((len(sketch.gist) for sketch in sketches), default=0)
        # Where a gist has fewer words, numbers that stand for none: no two articles have the same.
        self._numbers = np.full((len(sketches), widest), 1 << 32, dtype=np.int64)
        self._numbers += np.arange(self._numbers.size).reshape(self._numbers.shape)
        weights = np.zeros(self._numbers.shape, dtype=np.int64)
        for row, sketch in enumerate(sketches):
            gist = sketch.gist
            self._numbers[row, : len(gist)], weights[row, : len(gist)] = gist.T
        lengths = np.sqrt(np.maximum((weights**2).sum(axis=1, keepdims=True), 1))
        self._weights = (weights * _UNIT / lengths).astype(np.int64)

    def grown(self) -> list[list[int]]:
        """All clusters, those of one article, too."""
        clusters = [
            _Cluster([number], *row) for number, row in enumerate(zip(self._spans(), self._sums(), strict=True))
        ]
        of = list(range(len(clusters)))
        for one, other in self._nearest():
            low, high = sorted((of[one], of[other]))
            if low != high and clusters[low].takes(clusters[high]):
                for number in clusters[high].members:
                    of[number] = low
                clusters[low].take(clusters[high])
        return [clusters[number].members for number in sorted(set(of))]

    def _spans(self) -> Iterator[tuple[int, int]]:
        return ((_LATEST, _UNDATED) if day == _UNDATED else (day, day) for day in self._days.tolist())

    def _sums(self) -> Iterator[dict[int, int]]:
        rows = zip(self._numbers.tolist(), self._weights.tolist(), strict=True)
        return (dict(zip(*row, strict=True)) for row in rows)

    def _nearest(self) -> Iterator[tuple[int, int]]:
        """Pairs that are near enough, the nearest first."""
        one, other = self._candidates()
        parts = (slice(at, at + _AT_ONCE) for at in range(0, len(one), _AT_ONCE))
        products = [np.zeros(0, dtype=np.int64), *(self._products(one[part], other[part]) for part in parts)]
        product = np.concatenate(products)
        order = np.lexsort((other, one, -product))
        order = order[product[order] >= _NEAR * _UNIT**2]
        return zip(one[order].tolist(), other[order].tolist(), strict=True)

    def _products(self, one: Places, other: Places) -> Places:
        """Products of the gists of pairs of articles, :data:`_UNIT` squared for the same gist."""
        same = self._numbers[one][:, :, None] == self._numbers[other][:, None, :]
        products = self._weights[one][:, :, None] * self._weights[other][:, None, :]
        return np.asarray((products * same).sum(axis=(1, 2)))

    def _candidates(self) -> tuple[Places, Places]:
        """Pairs that share several words and don't lie days apart."""
        article = np.repeat(np.arange(len(self._days)), self._numbers.shape[1])
        number = self._numbers.ravel()
        order = np.lexsort((article, self._days[article], number))
        article, number = article[order], number[order]

        def pairs() -> Iterator[tuple[Places, Places]]:
            for step in range(1, _NEXT_FEW + 1):
                one, other = article[:-step], article[step:]
                near = (number[:-step] == number[step:]) & self._near_in_time(one, other)
                yield np.minimum(one[near], other[near]), np.maximum(one[near], other[near])

        return often(pairs, len(self._days), len(article) * _NEXT_FEW, _FEWEST_SHARED)

    def _near_in_time(self, one: Places, other: Places) -> Bools:
        days, others = self._days[one], self._days[other]
        return np.asarray((np.abs(days - others) <= _WINDOW) | (np.minimum(days, others) == _UNDATED))


@dataclass(slots=True)
class _Cluster:
    """Articles by number, the first and the last of their days, and the sum of what their words weigh."""

    members: list[int]
    span: tuple[int, int]
    weights: dict[int, int]

    def takes(self, other: "_Cluster") -> bool:
        """Whether the articles of both are near one another, on average, and in time."""
        first, last = self._both(other)
        enough = _NEAR * _UNIT**2 * len(self.members) * len(other.members)
        return last - first <= _SPAN and self._product(other) >= enough

    def take(self, other: "_Cluster") -> None:
        self.span = self._both(other)
        self.members += other.members
        for word, weight in other.weights.items():
            self.weights[word] = self.weights.get(word, 0) + weight

    def _both(self, other: "_Cluster") -> tuple[int, int]:
        return min(self.span[0], other.span[0]), max(self.span[1], other.span[1])

    def _product(self, other: "_Cluster") -> int:
        few, many = sorted((self.weights, other.weights), key=len)
        return sum(weight * many.get(word, 0) for word, weight in few.items())
