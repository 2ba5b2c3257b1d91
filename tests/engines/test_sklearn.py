"""The estimators keep scikit-learn's rules and work in its pipelines.

Of scikit-learn's own checks those run here that feed no numbers: its generator skips estimators of text, its own
vectorizers among them. What the others look at (lengths, one class, not fitted, wrong data) is checked below
with texts.
"""

import random

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_checks, get_tags

from scorer import Article
from scorer.engines.sklearn import ArticleFeatures, QualityClassifier
from scorer.train import fit
from tests.made_up import sound, unsound

ESTIMATORS = (ArticleFeatures(), QualityClassifier())
CHECKS = (  # of the versions that have them
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
)


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(fit, "_BOOSTER", fit._BOOSTER | {"min_samples_leaf": 10})
    monkeypatch.setattr(fit, "TREES", 40)


@pytest.fixture(scope="module")
def data():
    draw = random.Random(2)  # noqa: S311  (no secret hangs on it)
    kinds = [draw.random() < 0.5 for _ in range(120)]
    texts = [sound(draw) if kind else unsound(draw) for kind in kinds]
    return texts, np.where(kinds, "sound", "filler"), np.array([f"s{number % 12}" for number in range(120)])


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("name", CHECKS)
def test_scikit_learns_own_checks(estimator, name):
    check = getattr(estimator_checks, name, None)
    if check is None:
        pytest.skip("this scikit-learn has no such check")

    check(type(estimator).__name__, clone(estimator))


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda one: type(one).__name__)
def test_scikit_learn_knows_that_texts_are_wanted(estimator):
    tags = get_tags(estimator).input_tags

    assert (tags.string, tags.two_d_array) == (True, False)
    assert not get_tags(ArticleFeatures()).requires_fit
    assert not get_tags(QualityClassifier()).classifier_tags.multi_class


def test_features_have_names_and_work_in_a_pipeline(data):
    texts, labels, _ = data
    pandas = ArticleFeatures().set_output(transform="pandas").fit_transform(texts[:3])
    pipeline = make_pipeline(ArticleFeatures(), StandardScaler(), LogisticRegression(max_iter=2000))

    assert list(pandas.columns) == list(ArticleFeatures().get_feature_names_out())
    assert pandas["words"].gt(80).all()
    titled = ArticleFeatures().transform([Article(texts[0], title="A title"), texts[0]])
    column = list(pandas.columns).index("title-words")
    assert titled[0, column] == 2
    assert np.isnan(titled[1, column])
    assert pipeline[:1].fit(texts, labels).transform(texts).shape == (120, pandas.shape[1])


def test_the_classifier_learns_two_kinds(data):
    texts, labels, sources = data

    chances = cross_val_predict(
        QualityClassifier(), texts, labels, groups=sources, cv=GroupKFold(3), method="predict_proba"
    )
    fitted = QualityClassifier().fit(texts, labels, groups=sources)

    assert ((chances[:, 1] > 0.5) == (labels == "sound")).mean() > 0.9
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert fitted.classes_.tolist() == ["filler", "sound"]
    assert fitted.score(texts, labels) > 0.95
    assert (fitted.decision_function(texts) >= 0).tolist() == (fitted.predict(texts) == "sound").tolist()
    assert fitted.tables_.shape[0] == len(fitted.feature_names_) == len(fitted.edges_)


def test_fitting_twice_gives_the_same(data):
    texts, labels, _ = data

    one, two = (QualityClassifier().fit(texts, labels).tables_ for _ in range(2))

    assert one.tobytes() == two.tobytes()


def test_weights_count(data):
    texts, labels, _ = data

    light = QualityClassifier().fit(texts, labels, sample_weight=np.where(labels == "sound", 0.1, 1.0))

    assert (
        light.predict_proba(texts)[:, 1].mean()
        < QualityClassifier().fit(texts, labels).predict_proba(texts)[:, 1].mean()
    )


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [
        ("one text", [1], "an iterable of texts is expected, not one str"),
        (5, [1], "an iterable of texts is expected, not one int"),
        (["a", None], [0, 1], "number 1 is of type NoneType"),
        (["a", "b"], [0], "inconsistent numbers of samples"),
        (["a", "b", "c"], [0, 1, 2], "Only binary classification is supported"),
        (["a", "b"], [1, 1], "only one class is present"),
        (["a", "b"], [0.5, 0.7], "Unknown label type: continuous"),
        (["a", "b"], [0, 1], "at least two of each are needed"),
    ],
)
def test_wrong_data_is_a_value_error(texts, labels, message):
    with pytest.raises(ValueError, match=message):
        QualityClassifier().fit(texts, labels)


def test_an_estimator_must_be_fitted_first():
    with pytest.raises(NotFittedError):
        QualityClassifier().predict(["a"])
    assert ArticleFeatures().transform([""]).shape == (1, len(ArticleFeatures().get_feature_names_out()))
    assert ArticleFeatures().transform([]).shape[0] == 0
