"""scikit-learn: articles as features, and a quality of one's own, in its pipelines.

Both estimators take texts, or :class:`~scorer.article.Article` objects where a title or a source is known, as
scikit-learn's own text vectorizers take texts.

>>> features = ArticleFeatures().fit_transform(["A text.", "Another text."])
>>> features.shape == (2, len(ArticleFeatures().get_feature_names_out()))
True
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, check_is_fitted, column_or_1d

from scorer.article import Article
from scorer.errors import InputError
from scorer.features import FeatureSet
from scorer.model import probability
from scorer.reading import Floats
from scorer.train.fit import Additive, Examples, fit_calibrated
from scorer.train.sample import catalogue, directions, edges_of, extract, to_ranges, weighed

Texts = Iterable[str | Article]


class _OfTexts(BaseEstimator):
    """An estimator that takes texts, tagged as scikit-learn's own."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.allow_nan = False
        return tags


class ArticleFeatures(TransformerMixin, _OfTexts):
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
        return tags


class QualityClassifier(ClassifierMixin, _OfTexts):
    """Tells two kinds of texts apart with the additive, monotone, calibrated head that scores quality.

    The greater of the two labels is taken for the sound kind: more faults never raise its probability.

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
        X: Texts,  # noqa: N803
        y: Sequence[Any] | npt.NDArray[Any],
        sample_weight: Sequence[float] | Floats | None = None,
        groups: Sequence[Any] | npt.NDArray[Any] | None = None,
    ) -> Self:
        """Fit the head.

        Args:
            X: texts or articles.
            y: their labels, of two kinds.
            sample_weight: how much each counts; all the same if not given.
            groups: their sources, which aren't split when the probabilities are calibrated; each text by itself
                if not given.

        Raises:
            ValueError: if there aren't two kinds of labels, each in at least two groups.
        """
        articles = _articles(X)
        check_consistent_length(articles, y, sample_weight, groups)
        self.classes_, wanted = _two_kinds(y)
        panel = catalogue()
        features = FeatureSet(panel.signals)
        names = weighed(features.names, features.faults)
        self.feature_names_ = np.array(names, dtype=object)
        rows = self._columns(features.names, extract(articles, panel))
        ways = directions(names, features.faults)
        self.edges_ = edges_of(rows, names, features.faults)
        weights = np.ones(len(articles)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        examples = Examples(to_ranges(rows, self.edges_), wanted, weights, _numbered(groups, len(articles)))
        try:
            additive = fit_calibrated(examples, self.edges_, ways).additive
        except InputError as error:
            raise ValueError(str(error)) from error
        self.base_, self.tables_ = additive.base, additive.tables
        return self

    def decision_function(self, X: Texts) -> Floats:  # noqa: N803
        """Log-odds of the sound kind; shape ``(texts,)``.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: if ``X`` is a single text, or holds anything but texts and articles.
        """
        check_is_fitted(self)
        panel = catalogue()
        rows = self._columns(FeatureSet(panel.signals).names, extract(_articles(X), panel))
        return Additive(self.base_, self.tables_).logits(to_ranges(rows, self.edges_))

    def predict_proba(self, X: Texts) -> Floats:  # noqa: N803
        """Calibrated probabilities of the labels in the order of ``classes_``; shape ``(texts, 2)``.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: as :meth:`decision_function`.
        """
        sound = probability(self.decision_function(X))
        return np.column_stack([1 - sound, sound])

    def predict(self, X: Texts) -> npt.NDArray[Any]:  # noqa: N803
        """The likelier label of each text.

        Raises:
            NotFittedError: if it isn't fitted.
            ValueError: as :meth:`decision_function`.
        """
        sound = self.decision_function(X) >= 0
        return np.asarray(self.classes_[sound.astype(np.intp)])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def _columns(self, names: Sequence[str], rows: Floats) -> Floats:
        place = {name: column for column, name in enumerate(names)}
        return rows[:, [place[name] for name in self.feature_names_]]


def _articles(texts: Texts) -> list[Article]:
    _refuse_single(texts)
    articles = []
    for number, text in enumerate(texts):
        # As everywhere in scikit-learn, wrong data is a ValueError.
        if not isinstance(text, (str, Article)):
            raise ValueError(f"texts are strings or articles; number {number} is of type {type(text).__name__}")  # noqa: TRY004
        articles.append(text if isinstance(text, Article) else Article(text))
    return articles


def _refuse_single(texts: object) -> None:
    if isinstance(texts, (str, Article)) or not isinstance(texts, Iterable):
        raise ValueError(f"an iterable of texts is expected, not one {type(texts).__name__}")  # noqa: TRY004


def _two_kinds(y: Any) -> tuple[npt.NDArray[Any], Floats]:
    """The two labels, and for each text whether it has the greater one."""
    labels = column_or_1d(y, warn=True)
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
