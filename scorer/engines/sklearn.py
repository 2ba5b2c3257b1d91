"""scikit-learn: articles as features, and a quality of one's own, in its pipelines.

Both estimators take texts, or :class:`~scorer.article.Article` objects where a title or a source is known, as
scikit-learn's own text vectorizers take texts. The classifier takes rows of features as well, so that they are read off
the texts once when a pipeline is searched over.

>>> features = ArticleFeatures().fit_transform(["A text.", "Another text."])
>>> features.shape == (2, len(ArticleFeatures().get_feature_names_out()))
True
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.utils import assert_all_finite
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    _check_sample_weight,
    check_consistent_length,
    check_is_fitted,
    column_or_1d,
    validate_data,
)

from scorer.article import Article
from scorer.errors import InputError
from scorer.features import FeatureSet
from scorer.model import probability
from scorer.reading import Floats
from scorer.train.fit import Additive, Examples, fit_calibrated
from scorer.train.sample import catalogue, columns, edges_of, extract, to_ranges, weighed

_NUMBERS = "biufc"  # kinds of numpy's types

Texts = Iterable[str | Article]
Rows = Any
"""Rows of numbers in any form that scikit-learn takes: arrays, data frames, lists of lists."""


class ArticleFeatures(TransformerMixin, BaseEstimator):
    """Makes each text the row of features that the scorer weighs: findings of each signal, and measures.

    What isn't known (the title's features of an article without one) is ``nan``. Nothing is learnt from the data, so
    ``fit`` needn't be called.
    """

    def fit(self, X: Texts, y: object = None) -> Self:  # noqa: ARG002, N803  (scikit-learn's names)
        """Check that ``X`` is an iterable of texts.

        Raises:
            ValueError: if ``X`` is a single text.
        """
        _refuse_single(X)
        return self

    def transform(self, X: Texts) -> Floats:  # noqa: N803
        """Features of each text; shape ``(texts, features)``.

        Raises:
            ValueError: if ``X`` is a single text, or holds anything but texts and articles.
        """
        return extract(_articles(X), catalogue())

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:  # noqa: ARG002
        """The names of the features, as `scorer signals` and the model card list them."""
        return np.array(FeatureSet(catalogue().signals).names, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.allow_nan = False
        return tags


class QualityClassifier(ClassifierMixin, BaseEstimator):
    """Tells two kinds of texts apart with the additive, monotone, calibrated head that scores quality.

    It takes texts or articles, or rows of numbers: features from :class:`ArticleFeatures`, and any others beside them.
    Columns are known by their names, as ``ArticleFeatures().set_output(transform="pandas")`` gives them: more faults
    never raise the probability, and features that are only shown aren't weighed. Columns of other names, or of none,
    may move it either way. ``nan`` is unknown.

    The greater of the two labels is taken for the sound kind.

    Attributes:
        classes_: the two labels, in order.
        feature_names_: the names of the features that are weighed.
        edges_: where the ranges of each feature begin.
        tables_: what each range of each feature adds, in log-odds, the last one where it isn't known; shape
            ``(features, most ranges + 1)``.
        base_: the log-odds of the average text.
    """

    def fit(
        self,
        X: Rows | Texts,  # noqa: N803
        y: Sequence[Any] | npt.NDArray[Any],
        sample_weight: Sequence[float] | Floats | None = None,
        groups: Sequence[Any] | npt.NDArray[Any] | None = None,
    ) -> Self:
        """Fit the head.

        Args:
            X: texts or articles, or their features; shape ``(texts,)`` or ``(texts, features)``.
            y: their labels, of two kinds.
            sample_weight: how much each counts; all the same if not given.
            groups: their sources, which aren't split when the probabilities are calibrated; each text by itself
                if not given.

        Raises:
            ValueError: if there aren't two kinds of labels, each in at least two groups, or ``X`` is of another kind.
        """
        names, rows = self._read(X, first=True)
        check_consistent_length(rows, y, groups)
        weights = _check_sample_weight(sample_weight, rows, dtype=np.float64)
        self.classes_, wanted = _two_kinds(y)
        faults = FeatureSet(catalogue().signals).faults
        self.feature_names_ = np.array(_weighed(names), dtype=object)
        chosen = _chosen(self.feature_names_, names, rows)
        self.edges_ = edges_of(chosen, self.feature_names_.tolist(), faults)
        examples = Examples(to_ranges(chosen, self.edges_), wanted, weights, _numbered(groups, len(rows)))
        try:
            additive = fit_calibrated(examples, columns(self.feature_names_.tolist(), faults, self.edges_)).additive
        except InputError as error:
            raise ValueError(str(error)) from error
        self.base_, self.tables_ = additive.base, additive.tables
        return self

    def decision_function(self, X: Rows | Texts) -> Floats:  # noqa: N803
        """Log-odds of the sound kind; shape ``(texts,)``.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: if ``X`` isn't of the kind, or hasn't the columns, that it was fitted on.
        """
        check_is_fitted(self)
        names, rows = self._read(X, first=False)
        chosen = _chosen(self.feature_names_, names, rows)
        return Additive(self.base_, self.tables_).logits(to_ranges(chosen, self.edges_))

    def predict_proba(self, X: Rows | Texts) -> Floats:  # noqa: N803
        """Calibrated probabilities of the labels in the order of ``classes_``; shape ``(texts, 2)``.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: as :meth:`decision_function`.
        """
        sound = probability(self.decision_function(X))
        return np.column_stack([1 - sound, sound])

    def predict(self, X: Rows | Texts) -> npt.NDArray[Any]:  # noqa: N803
        """The likelier label of each text.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: as :meth:`decision_function`.
        """
        sound = self.decision_function(X) > 0
        return np.asarray(self.classes_[sound.astype(np.intp)])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.string = True
        tags.input_tags.allow_nan = True
        return tags

    def _read(self, given: Any, *, first: bool) -> tuple[list[str], Floats]:
        """The names of the features and a row of them for each text; ``first`` when it is to be fitted."""
        if not _are_rows(given):
            if first:
                for name in {"n_features_in_", "feature_names_in_"} & vars(self).keys():
                    delattr(self, name)
            elif hasattr(self, "n_features_in_"):
                raise ValueError("QualityClassifier was fitted on rows of features; give such rows, not texts")
            return list(FeatureSet(catalogue().signals).names), extract(_articles(given), catalogue())
        if not first and not hasattr(self, "n_features_in_"):
            raise ValueError("QualityClassifier was fitted on texts; give texts, not rows of features")
        rows = validate_data(
            self, given, reset=first, dtype=np.float64, ensure_all_finite="allow-nan", ensure_min_samples=1 + first
        )
        nameless = [f"x{column}" for column in range(rows.shape[1])]
        return list(getattr(self, "feature_names_in_", nameless)), rows


def _are_rows(given: Any) -> bool:
    """Whether these are numbers, or rows of them, rather than texts."""
    if isinstance(given, (list, tuple)):
        return bool(given) and isinstance(given[0], (list, tuple, np.ndarray))
    if not hasattr(given, "ndim"):
        return hasattr(given, "__array__") and _are_rows(np.asarray(given))
    return bool(given.ndim > 1) or getattr(given.dtype, "kind", "O") in _NUMBERS


def _weighed(names: Sequence[str]) -> list[str]:
    """The names, but for features of the catalogue that are only shown."""
    features = FeatureSet(catalogue().signals)
    shown = set(features.names) - set(weighed(features.names, features.faults))
    return [name for name in names if name not in shown]


def _chosen(wanted: npt.NDArray[np.object_], names: Sequence[str], rows: Floats) -> Floats:
    place = {name: column for column, name in enumerate(names)}
    return rows[:, [place[name] for name in wanted]]


def _articles(texts: Texts) -> list[Article]:
    _refuse_single(texts)
    articles = []
    for number, text in enumerate(texts):
        if not isinstance(text, (str, Article)):
            raise ValueError(f"texts are strings or articles; number {number} is of type {type(text).__name__}")  # noqa: TRY004
        articles.append(text if isinstance(text, Article) else Article(text))
    return articles


def _refuse_single(texts: object) -> None:
    # As everywhere in scikit-learn, wrong data is a ValueError.
    if isinstance(texts, (str, bytes, Article)) or not isinstance(texts, Iterable):
        raise ValueError(f"an iterable of texts is expected, not one {type(texts).__name__}")  # noqa: TRY004
    if isinstance(texts, Mapping) or getattr(texts, "ndim", 1) != 1:
        raise ValueError(f"one column of texts is expected, not a whole {type(texts).__name__}")


def _two_kinds(y: Any) -> tuple[npt.NDArray[Any], Floats]:
    """The two labels, and for each text whether it has the greater one."""
    labels = column_or_1d(y, warn=True)
    assert_all_finite(labels, input_name="y")
    check_classification_targets(labels)
    classes, which = np.unique(labels, return_inverse=True)
    if len(classes) > 2:
        raise ValueError(f"Only binary classification is supported. The labels are of {len(classes)} kinds.")
    if len(classes) < 2:
        raise ValueError("Classifier can't train when only one class is present.")
    return classes, which.astype(np.float64)


def _numbered(groups: Any, texts: int) -> npt.NDArray[np.object_]:
    """Groups as numbers; each text by itself if there are none."""
    numbers = np.arange(texts) if groups is None else np.unique(np.asarray(groups), return_inverse=True)[1]
    return numbers.astype(object)
