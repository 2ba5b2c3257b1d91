"""Remainder: the words of articles that stand apart from their faults.

A line of boilerplate, an injected link, a claim that nobody made: each counts as the finding that it is. Were its
sentence measured, too, its names and wording could make up for it, and whatever else is found there would be counted
twice. So measures are taken of the sentences that hold no fault.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from scorer.document import Batch
from scorer.keys import Ints
from scorer.reading import Bools
from scorer.span import Span

FEWEST_WORDS = 20
"""Where fewer would remain, the article is little but faults, and all of it is measured."""


def remainder(batch: Batch, text: Ints, faults: Sequence[Span]) -> Bools:
    """Whether each word stands in a sentence that none of ``faults``, each in one ``text`` of the batch, touches.

    The shape is ``(words,)``.
    """
    kept = np.repeat(~_touched(batch, text, faults), np.diff(batch.sentence_words))
    few = batch.reading.words.sums(kept) < FEWEST_WORDS
    return np.asarray(kept | np.repeat(few, batch.reading.words.counts))


def _touched(batch: Batch, text: Ints, faults: Sequence[Span]) -> Bools:
    """Whether each sentence holds a character of a finding."""
    start, end = np.fromiter(chain.from_iterable(faults), dtype=np.intp, count=2 * len(text)).reshape(-1, 2).T
    sentences = batch.reading.sentences
    edges = np.zeros(len(sentences) + 1, dtype=np.intp)
    np.add.at(edges, np.searchsorted(sentences.end, batch.reading.places(text, start), "right"), 1)
    np.add.at(edges, np.searchsorted(sentences.start, batch.reading.places(text, end), "left"), -1)
    return np.cumsum(edges[:-1]) > 0
