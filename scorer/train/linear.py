"""Fitting a classifier: logistic regression over hashed tokens, its weights rounded to whole numbers."""

import warnings

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scorer.classifier import BITS, Classifier, Weights, slots
from scorer.keys import Ints
from scorer.reading import Floats, Reading
from scorer.tokens import Units

_LARGEST = 127  # of a signed byte
_SEED = 0


def fit(
    classifier: Classifier, units: Units, labels: Ints, *, strength: float = 1.0, weights: Floats | None = None
) -> Weights:
    """The weights that tell the units labelled 1 from those labelled 0.

    ``strength`` is scikit-learn's ``C``: more fits closer. ``weights``, shape ``(units,)``, say how much each counts.
    """
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=1000, random_state=_SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.fit(matrix(classifier, units), labels, sample_weight=weights)
    return rounded(model.coef_[0], float(model.intercept_[0]))


def rounded(coefficients: Floats, base: float) -> Weights:
    """Coefficients as whole numbers of a byte, the largest of them 127."""
    scale = float(np.abs(coefficients).max()) / _LARGEST or 1.0
    return Weights(np.rint(coefficients / scale).astype(np.int8), scale, base)


def matrix(classifier: Classifier, units: Units) -> csr_matrix:
    """What :meth:`Classifier.chances` sees of each unit, one row a unit and one column a slot."""
    share = 1 / np.sqrt(np.maximum(units.counts, 1))
    rows: list[Ints] = []
    columns: list[Ints] = []
    values: list[npt.NDArray[np.float64]] = []
    for tokens in classifier.words:
        places, found = classifier.seen(tokens, units)
        rows.append(units.of_word[places])
        columns.append(found)
        values.append(share[units.of_word[places]])
    for shape in classifier.shape:
        rows.append(np.arange(len(units)))
        columns.append(slots(shape, shape(units)))
        values.append(np.ones(len(units)))
    cells = np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))
    return csr_matrix(cells, shape=(len(units), 1 << BITS))


def units_of(texts: list[str]) -> Units:
    """Labelled passages, each a unit by itself."""
    return Units.texts(Reading(texts))
