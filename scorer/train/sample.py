"""Samples: articles made into rows of features, and which way each feature may move a score."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from scorer.article import Article
from scorer.document import Batch
from scorer.features import FeatureSet
from scorer.keys import Ints
from scorer.measures import WORD_LISTS
from scorer.reading import Bools, Floats
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals import discover
from scorer.train.fit import Columns, Examples, counted_ranges, ranges_of

RISING = (
    "named-attribution", "direct-quote", "cited-document", "corrections-notice", "contact-line",
    "style", "attributed-share", "named-share", "nameable-sources", "names", "numbers", "speech-verbs",
    "words-per-sentence",
)  # fmt: skip
"""Good signs and measures, of which more may only raise the score."""
FALLING = ("machine-style", "repeated-phrases", "charged-words", "shouted-words", "you")
"""Measures of which more may only lower it, as of faults."""
HIDDEN = ("machine-style",)
"""Measures that copies of articles without their faults don't show either."""
EITHER = ("i-we",)
"""Measures that may do both."""
REGISTER = (
    "sentence-variation", "short-sentences", "long-sentences", "letters-per-word", "long-words", "syllables-per-word",
    "polysyllables", "hard-words", "reading-ease", "reading-grade", "variety", "years", "articles", "he-she", "they",
    "it-this", "prepositions", "modals", "negations", "past-verbs", "present-verbs", "connectives", "contrasts",
    "intensifiers", "grand-adjectives", "abstract-nouns", "times", "questions", "comparatives",
)  # fmt: skip
"""Measures of register, which only the reliability of sources is told by."""


def weighed(names: Iterable[str], faults: Collection[str]) -> list[str]:
    """The features that are weighed: faults and what is named here.

    The others are shown. On labelled sets of other outlets and years they lowered the agreement: they follow
    how a set was made (its length, titles and punctuation, as somebody collected them), not how an article was. The
    shipped model weighs :data:`REGISTER`, too.
    """
    wanted = {*faults, *RISING, *FALLING, *EITHER}
    return [name for name in names if name in wanted]


def catalogue() -> Panel:
    """All signals, as a scorer runs them."""
    return Panel([kind() for kind in discover().values()], WORD_LISTS)


def extract(articles: Iterable[Article], panel: Panel) -> Floats:
    """The features of each article; shape ``(articles, features)``."""
    return extract_measured(articles, panel)[0]


def extract_measured(articles: Iterable[Article], panel: Panel) -> tuple[Floats, list[Bools]]:
    """The same, and for each article which of its words are measured."""
    features = FeatureSet(panel.signals)
    rows = [np.zeros((0, len(features.names)))]
    kept: list[Bools] = []
    for some in batches(articles, lambda article: len(article.text)):
        batch = Batch(some, panel.book)
        found = panel.observe(batch)
        rows.append(features.rows(batch, found))
        kept += np.split(features.remainder(batch, found), batch.reading.words.bounds[1:-1])
    return np.concatenate(rows), kept


def columns(names: Sequence[str], faults: Collection[str], edges: Sequence[Floats]) -> Columns:
    """Features by their names, and which way each may move the score."""
    ways = [-1 if name in faults or name in FALLING else int(name in RISING) for name in names]
    return Columns(edges, ways, np.array([name in faults for name in names]))


def edges_of(rows: Floats, names: Sequence[str], faults: Collection[str]) -> list[Floats]:
    """Edges that cut each feature into ranges; in features that count faults, nothing found is one of its own."""
    pairs = zip(counted_ranges(rows), ranges_of(rows), names, strict=True)
    return [counted if name in faults else other for counted, other, name in pairs]


def bare(examples: Examples, names: Sequence[str], columns: Columns) -> Examples:
    """The same articles as if no fault had been found in them and nobody knew whether a machine wrote them.

    Learning from these copies, too, a head doesn't rely on a few faults of the labelled sites alone, and
    knows more of sites without them.
    """
    ranges = examples.ranges.copy()
    ranges[:, columns.counted] = 0
    ranges[:, [names.index(name) for name in HIDDEN if name in names]] = columns.width - 1
    return replace(examples, ranges=ranges)


def to_ranges(rows: Floats, edges: Sequence[Floats]) -> Ints:
    """Which range each value falls in; unknown ones in the last."""
    columns = [np.searchsorted(cuts, column, side="right") for cuts, column in zip(edges, rows.T, strict=True)]
    found = np.column_stack(columns)
    found[np.isnan(rows)] = max(map(len, edges)) + 1
    return found
