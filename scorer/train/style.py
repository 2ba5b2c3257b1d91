"""Style: the wording that goes with sources that experts rate high, learnt from many sources.

A ridge regression of the source's rating on which words and pairs of words an article holds. Only those count
that articles of many sources hold, so that no outlet's furniture and few topics remain; names and numbers
are masked before.
"""

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import Ridge

from scorer.classifier import Weights
from scorer.keys import Ints
from scorer.learnt import STYLE
from scorer.reading import Floats
from scorer.tokens import Units
from scorer.train.linear import matrix, rounded

_FEWEST_SOURCES = 40
_STRENGTH = 4.0  # of the ridge's penalty; rare words are scaled up as by inverse document frequency
_TOLERANCE = 1e-4


def learn(units: Units, ratings: Floats, groups: Ints) -> Weights:
    """The weights that give an article (a unit) the rating of its source; ``groups`` are numbers of sources."""
    return _fit(matrix(STYLE, units), ratings, groups)


def _fit(seen: csr_matrix, ratings: Floats, groups: Ints) -> Weights:
    """Sources weigh as the root of their articles' number; tokens of too few sources weigh nothing."""
    scale = _rarity(seen) * (_sources(seen, groups) >= _FEWEST_SOURCES)
    weights = 1 / np.sqrt(np.bincount(groups)[groups])
    ridge = Ridge(alpha=_STRENGTH, solver="sparse_cg", tol=_TOLERANCE)
    ridge.fit(seen @ diags(scale), ratings, sample_weight=weights)
    return rounded(ridge.coef_ * scale, float(ridge.intercept_))


def _rarity(seen: csr_matrix) -> Floats:
    """Inverse document frequency of each token."""
    articles = np.asarray((seen > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + seen.shape[0]) / (1 + articles)) + 1)


def _sources(seen: csr_matrix, groups: Ints) -> Ints:
    """From how many sources each token comes."""
    rows = np.arange(len(groups))
    by_source = csr_matrix((np.ones(len(rows)), (groups, rows)), shape=(groups.max() + 1, len(rows)))
    return np.asarray(((by_source @ seen) > 0).sum(axis=0)).ravel()
