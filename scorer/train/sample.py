"""Samples: articles made into rows of features, and which way each feature may move a score."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from scorer.article import Article
from scorer.document import Batch
from scorer.features import FeatureSet
from scorer.keys import Ints
from scorer.measures import WORD_LISTS
from scorer.reading import Floats
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals import discover
from scorer.train.fit import counted_ranges, ranges_of

UNWEIGHED = ("words", "english-share", "ended-sentences", "title-words", "title-capitals", "title-shouting")
"""Shown, not weighed: they follow how a corpus was made (length, kept titles), not how an article was."""
GOOD = ("named-attribution", "direct-quote", "cited-document")
"""Good signs, that may only raise the score."""


def catalogue() -> Panel:
    """All signals, as a scorer runs them."""
    return Panel([kind() for kind in discover().values()], WORD_LISTS)


def extract(articles: Iterable[Article], panel: Panel) -> Floats:
    """The features of each article; shape ``(articles, features)``."""
    features = FeatureSet(panel.signals)
    rows = [np.zeros((0, len(features.names)))]
    for some in batches(articles, lambda article: len(article.text)):
        batch = Batch(some, panel.book)
        rows.append(features.rows(batch, panel.observe(batch)))
    return np.concatenate(rows)


def directions(names: Iterable[str], faults: Collection[str]) -> list[int]:
    """Which way each feature may move the score: only down (-1), only up (1) or both (0)."""
    return [-1 if name in faults else int(name in GOOD) for name in names]


def edges_of(rows: Floats, ways: Sequence[int]) -> list[Floats]:
    """Edges that cut each feature into ranges; in features that count faults, nothing found is one of its own."""
    pairs = zip(counted_ranges(rows), ranges_of(rows), ways, strict=True)
    return [counted if way < 0 else other for counted, other, way in pairs]


def to_ranges(rows: Floats, edges: Sequence[Floats]) -> Ints:
    """Which range each value falls in; unknown ones in the last."""
    columns = [np.searchsorted(cuts, column, side="right") for cuts, column in zip(edges, rows.T, strict=True)]
    found = np.column_stack(columns)
    found[np.isnan(rows)] = max(map(len, edges)) + 1
    return found
