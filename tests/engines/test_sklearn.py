"""The estimators keep scikit-learn's rules and work in its pipelines.

The classifier takes rows of numbers as well as texts, and so passes all that scikit-learn checks. It has no checks that
feed texts, and skips its own text vectorizers: of the transformer those run here that feed nothing; what the
others look at is checked below with texts.
"""

import doctest
import random

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.utils import estimator_checks, get_tags
from sklearn.utils.estimator_checks import parametrize_with_checks

from scorer import Article
from scorer.engines import sklearn as engine
from scorer.engines.sklearn import ArticleFeatures, QualityClassifier
from scorer.train import fit
from tests.made_up import sound, unsound

NOT_EQUIVALENT = "folds, ranges and the least leaf count rows: a row that weighs twice isn't two rows"
CHECKS = (  # of the versions that have them
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_output_transform",
    "check_set_params",
    "check_transformer_get_feature_names_out",
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


@parametrize_with_checks(
    [QualityClassifier()],
    expected_failed_checks=lambda _: {"check_sample_weight_equivalence_on_dense_data": NOT_EQUIVALENT},
)
def test_the_classifier_passes_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("name", CHECKS)
def test_the_transformer_passes_those_that_feed_nothing(name):
    check = getattr(estimator_checks, name, None)
    if check is None:
        pytest.skip("this scikit-learn has no such check")

    check("ArticleFeatures", ArticleFeatures())


def test_scikit_learn_knows_what_is_wanted():
    features, classifier = get_tags(ArticleFeatures()), get_tags(QualityClassifier())

    assert (features.input_tags.string, features.input_tags.two_d_array, features.requires_fit) == (True, False, False)
    assert (classifier.input_tags.string, classifier.input_tags.two_d_array) == (True, True)
    assert not classifier.classifier_tags.multi_class


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
    assert (fitted.decision_function(texts) > 0).tolist() == (fitted.predict(texts) == "sound").tolist()
    assert fitted.tables_.shape[0] == len(fitted.feature_names_) == len(fitted.edges_)


def test_features_of_texts_teach_what_the_texts_teach(data):
    texts, labels, sources = data
    pandas = ArticleFeatures().set_output(transform="pandas").transform(texts)

    by_text = QualityClassifier().fit(texts, labels, groups=sources)
    by_row = QualityClassifier().fit(pandas, labels, groups=sources)

    assert by_row.feature_names_.tolist() == by_text.feature_names_.tolist()
    np.testing.assert_array_equal(by_row.tables_, by_text.tables_)
    np.testing.assert_array_equal(by_row.predict_proba(pandas), by_text.predict_proba(texts))


def test_columns_keep_their_direction_by_name(data):
    _, labels, _ = data
    good = (labels == "sound").astype(float)
    rows = pd.DataFrame({"direct-quote": 1 - good, "own": 1 - good, "words": good})

    fitted = QualityClassifier().fit(rows, labels)
    nameless = QualityClassifier().fit(rows.to_numpy(), labels)

    assert fitted.feature_names_.tolist() == ["direct-quote", "own"]
    quote, own = (fitted.tables_[number][: len(fitted.edges_[number]) + 1] for number in range(2))
    assert np.ptp(quote) == 0
    assert own[-1] < own[0] - 1
    assert nameless.feature_names_.tolist() == ["x0", "x1", "x2"]
    assert nameless.tables_[0].min() < nameless.tables_[0].max() - 1


def test_it_is_searched_over_and_shared_among_processes(data):
    texts, labels, sources = (column[:60] for column in data)
    known = FunctionTransformer(np.nan_to_num)
    pipeline = make_pipeline(ArticleFeatures(), known, StandardScaler(), LogisticRegression(max_iter=2000))

    search = GridSearchCV(pipeline, {"logisticregression__C": [0.01, 1.0]}, cv=GroupKFold(2))
    search.fit(np.array(texts), labels, groups=sources)
    scores = cross_val_score(QualityClassifier(), texts, labels, groups=sources, cv=GroupKFold(2), n_jobs=2)

    assert search.best_score_ > 0.9
    assert scores.shape == (2,)
    assert clone(QualityClassifier()).get_params() == {}


@pytest.mark.parametrize("form", [list, tuple, np.array, pd.Series, iter, lambda texts: pd.Series(texts, dtype=object)])
def test_texts_in_all_forms(data, form):
    texts, labels, _ = data
    wanted = ArticleFeatures().transform(texts[:40])

    np.testing.assert_array_equal(ArticleFeatures().transform(form(texts[:40])), wanted)
    fitted = QualityClassifier().fit(form(texts[:40]), labels[:40])
    assert fitted.predict(form(texts[:40])).shape == (40,)


def test_a_frame_keeps_its_index(data):
    series = pd.Series(data[0][:2], index=["a", "b"])

    assert ArticleFeatures().set_output(transform="pandas").transform(series).index.tolist() == ["a", "b"]


def test_texts_and_rows_are_not_mixed_up(data):
    texts, labels, _ = data
    rows = ArticleFeatures().transform(texts)
    by_text, by_row = QualityClassifier().fit(texts, labels), QualityClassifier().fit(rows, labels)

    with pytest.raises(ValueError, match="was fitted on texts; give texts"):
        by_text.predict(rows)
    with pytest.raises(ValueError, match="was fitted on rows of features; give such rows"):
        by_row.predict(texts)
    assert by_row.fit(texts, labels).predict(texts[:2]).shape == (2,)
    assert not hasattr(by_row, "n_features_in_")


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("one text", "an iterable of texts is expected, not one str"),
        (b"bytes", "an iterable of texts is expected, not one bytes"),
        (Article("a"), "an iterable of texts is expected, not one Article"),
        ({"text": ["a"]}, "one column of texts is expected, not a whole dict"),
        (pd.DataFrame({"text": ["a"]}), "one column of texts is expected, not a whole DataFrame"),
        (np.array([["a"]]), "one column of texts is expected, not a whole ndarray"),
        (["a", None], "number 1 is of type NoneType"),
        (pd.Series(["a", np.nan], dtype=object), "number 1 is of type float"),
        ([b"a"], "number 0 is of type bytes"),
    ],
)
def test_what_are_no_texts(texts, message):
    with pytest.raises(ValueError, match=message):
        ArticleFeatures().fit_transform(texts)


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


def test_the_example():
    assert doctest.testmod(engine).failed == 0
