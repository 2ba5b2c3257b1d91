"""Cut-offs do what was wanted where they were chosen, and say what they do elsewhere."""

from dataclasses import replace

import numpy as np
import pytest

from scorer.errors import InputError
from scorer.train.labelled import Labelled
from scorer.train.tune import folds, keeping, precise, tune


def articles(sound, quality, sources):
    sound, quality = np.asarray(sound, dtype=bool), np.asarray(quality, dtype=float)
    count = len(sound)
    return Labelled(
        sound=sound,
        sources=np.array(list(sources), dtype=object),
        sourced=np.ones(count, dtype=bool),
        quality=quality,
        abstained=np.array([""] * count, dtype=object),
        characters=np.ones(count),
        names=(),
        rows=np.zeros((count, 0)),
    )


def value(part, name):
    return next(figure["value"] for figure in part["figures"] if figure["name"] == name)


@pytest.fixture
def many():
    draw = np.random.default_rng(0)
    quality = draw.random(400)
    return articles(draw.random(400) < quality, quality, [f"s{number % 20}" for number in range(400)])


@pytest.mark.parametrize("share", [0.05, 0.1, 0.3, 0.5, 0.999, 1.0])
def test_the_share_wanted_is_kept_and_hardly_more(share):
    quality = np.random.default_rng(1).random(1000)

    cut = keeping(quality, share)

    assert share <= (quality >= cut.value).mean() <= share + 0.001


def test_equal_scores_are_kept_together():
    assert keeping(np.array([0.5] * 10), 0.1).value == 0.5


def test_the_lowest_cut_off_of_the_precision_is_chosen():
    sound = np.array([1] * 30 + [0, 1] * 15, dtype=bool)
    quality = np.linspace(0.9, 0.1, 60)

    cut = precise(sound, quality, 0.9)

    assert cut.reached
    assert sound[quality >= cut.value].mean() >= 0.9
    assert all(sound[quality >= lower].mean() < 0.9 for lower in quality[quality < cut.value])


def test_a_few_lucky_articles_are_no_proof():
    sound = np.array([1] * 5 + [0] * 60, dtype=bool)

    cut = precise(sound, np.linspace(0.9, 0.1, 65), 0.9)

    assert not cut.reached


def test_a_cut_off_is_told_on_sources_it_was_not_chosen_on(many):
    told = tune(many, precision=0.7)

    assert told["chosen_on"]["articles"] == told["held_out"]["articles"] == 400
    names = [figure["name"] for figure in told["held_out"]["figures"]]
    assert names == ["share kept", "precision", "recall"]
    assert value(told["chosen_on"], "precision") >= 0.7
    assert tune(many, precision=0.7) == told


def test_no_source_is_on_both_sides(many):
    pairs = folds(many, by_label=True)

    assert len(pairs) == 5
    for train, test in pairs:
        assert not set(many.sources[train]) & set(many.sources[test])
        assert (train ^ test).all()
    assert np.sum([test for _, test in pairs], axis=0).tolist() == [1] * 400


@pytest.mark.parametrize("share", [0.1, 0.3, 0.9])
def test_a_share_to_keep_is_that_of_the_articles_given(many, share):
    told = tune(many, keep=share)

    assert (many.quality >= told["cutoff"]).mean() == pytest.approx(share, abs=0.003)
    assert value(told["held_out"], "share kept") == pytest.approx(share, abs=0.05)
    assert told["kept"]["articles"] == round(400 * share)
    assert told["kept"]["sources"] == len(np.unique(many.sources[many.quality >= told["cutoff"]]))


def test_a_recall_is_reached_by_the_highest_cut_off(many):
    told = tune(many, recall=0.8)

    assert value(told["chosen_on"], "recall") >= 0.8
    assert (many.sound & (many.quality > told["cutoff"] + 1e-6)).sum() / many.sound.sum() < 0.8


def test_a_share_needs_no_labels(many):
    unlabelled = replace(many, sound=np.zeros(400, dtype=bool), labels=False)

    told = tune(unlabelled, keep=0.5)

    assert told["cutoff"] == tune(many, keep=0.5)["cutoff"]
    assert [figure["name"] for figure in told["held_out"]["figures"]] == ["share kept"]
    assert not told["labelled"]
    with pytest.raises(InputError, match="needs both kinds"):
        tune(unlabelled, recall=0.5)


def test_all_alike_is_no_certainty():
    sound, quality = [1] * 30 + [0] * 30, np.linspace(0.9, 0.1, 60)

    told = tune(articles(sound, quality, [f"s{number % 10}" for number in range(60)]), precision=0.9)

    assert told["cutoff"] is not None
    perfect = tune(articles(sound, quality, [f"s{number % 10}" for number in range(60)]), keep=0.25)
    precision = perfect["chosen_on"]["figures"][1]
    assert (precision["value"], precision["low"], precision["high"]) == (1, pytest.approx(0.8), 1)


def test_what_no_cut_off_reaches_is_said(many):
    told = tune(many, precision=1.0)

    assert told["cutoff"] is None
    assert 0 < told["closest"] < 1
    best = value(told["chosen_on"], "precision")
    cuts = np.sort(many.quality)[:-19]
    assert best == pytest.approx(max(many.sound[many.quality >= cut].mean() for cut in cuts), abs=1e-6)


@pytest.mark.parametrize("sources", [["one"] * 40, ["good", "bad"] * 20], ids=["one source", "a source for each label"])
def test_what_cannot_be_held_out(sources):
    given = articles([1, 0] * 20, np.linspace(0, 1, 40), sources)

    assert tune(given, precision=0.5)["held_out"] is None
    assert (tune(given, keep=0.5)["held_out"] is None) == (len(set(sources)) == 1)


def test_a_label_of_one_article_cannot_be_checked():
    given = articles([1] + [0] * 9, np.linspace(0, 1, 10), range(10))

    assert tune(given, recall=0.5)["held_out"] is None


def test_something_must_be_wanted(many):
    with pytest.raises(InputError, match="a share to keep, or a precision or recall"):
        tune(many)
