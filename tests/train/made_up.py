"""Made-up examples of a head: a fault lowers, a style raises, and sources differ a little."""

import numpy as np

from scorer.model import probability
from scorer.train.fit import Columns, Examples

COLUMNS = Columns([np.arange(1.0, 5.0), np.arange(1.0, 10.0)], [-1, 1], np.array([True, False]))


def examples(articles=600, *, copies=0):
    """Ten articles a source; the last ``copies`` are only learnt from."""
    draw = np.random.default_rng(0)
    faults, style = draw.integers(0, 5, articles), draw.integers(0, 10, articles)
    sources = np.arange(articles) // 10
    logits = 0.4 * style - 0.9 * faults + draw.normal(0, 0.3, articles // 10 + 1)[sources]
    made = Examples(
        np.column_stack([faults, style]),
        (draw.random(articles) < probability(logits)).astype(np.float64),
        np.ones(articles),
        np.array([f"source {source}" for source in sources], dtype=object),
    )
    return made + made.take(np.arange(copies)) if copies else made
