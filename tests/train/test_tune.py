"""Cut-offs do what was wanted where they were chosen, and say what they do elsewhere."""

import numpy as np
import pytest

from scorer.errors import InputError
from scorer.train.labelled import Labelled
from scorer.train.tune import halved, keeping, precise, tune


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

    half = halved(many)
    assert not set(many.sources[half]) & set(many.sources[~half])
    assert told["chosen_on"]["articles"] + told["held_out"]["articles"] == 400
    names = [figure["name"] for figure in told["held_out"]["figures"]]
    assert names == ["share kept", "precision", "recall"]
    assert told["chosen_on"]["figures"][1]["value"] >= 0.7
    assert tune(many, precision=0.7) == told


def test_what_no_cut_off_reaches_is_said(many):
    told = tune(many, precision=1.0)

    assert told["cutoff"] is None
    assert 0 < told["closest"] < 1


def test_one_source_cannot_be_held_out():
    told = tune(articles([1, 0] * 20, np.linspace(0, 1, 40), ["one"] * 40), keep=0.5)

    assert told["held_out"] is None


def test_a_label_of_one_article_cannot_be_checked():
    with pytest.raises(InputError, match="at least two articles of each label"):
        tune(articles([1] + [0] * 9, np.linspace(0, 1, 10), range(10)), keep=0.5)
