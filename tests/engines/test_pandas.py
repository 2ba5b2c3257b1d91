"""The accessor gives frames of scores that stand beside the frames of texts."""

import doctest
import random

import pandas as pd
import pytest

import scorer.engines.pandas
from scorer import Article, Scorer
from scorer.errors import InputError
from scorer.signals import discover
from tests.made_up import sound, unsound

NUMBERS = ["quality", "quality_low", "quality_high", "reliability", "reliability_low", "reliability_high"]


@pytest.fixture(scope="module")
def frame():
    draw = random.Random(4)  # noqa: S311  (no secret hangs on it)
    texts = [sound(draw), unsound(draw), "Too short to judge.", None, " "]
    return pd.DataFrame(
        {"body": texts, "headline": ["Harbor", None, "Short", "Nothing", "Blank"], "own": range(5)},
        index=["a", "b", "b", "c", "d"],
    )


def test_scores_are_those_of_the_scorer(frame):
    scores = frame.scorer.score(text="body", title="headline")

    expected = [
        Scorer.load().score(Article(text, title=title, carries=frozenset({"title"})))
        for text, title in zip(frame["body"][:3], ["Harbor", None, "Short"], strict=True)
    ]
    assert scores.index.tolist() == ["a", "b", "b", "c", "d"]
    assert scores.columns.tolist() == [*NUMBERS, "findings", "abstained", "reject_reason", "reject_message"]
    assert scores["quality"][:2].tolist() == [round(score.quality, 6) for score in expected[:2]]
    assert scores["quality_low"].iloc[0] == round(expected[0].quality_interval[0], 6)
    assert scores["reliability_high"].iloc[1] == round(expected[1].reliability_interval[1], 6)
    assert scores["findings"].tolist() == [len(score.findings) for score in expected] + [0, 0]
    assert scores[NUMBERS].isna().all(axis=1).tolist() == [False, False, True, True, True]
    assert scores["abstained"].tolist() == [None, None, "too-short", None, None]
    assert scores["reject_reason"].tolist() == [None, None, None, "no-text", "no-text"]
    assert scores["reject_message"].iloc[4] == "the text is empty; an article needs words"


def test_findings_of_each_signal_are_counted(frame):
    plain, scores = (frame.scorer.score(signals=signals, text="body") for signals in (False, True))

    pd.testing.assert_frame_equal(scores[plain.columns], plain)
    assert scores.columns.tolist() == [*plain.columns, *discover()]
    faults = [name for name, signal in discover().items() if signal.fault]
    assert scores[faults].sum(axis=1).tolist() == plain["findings"].tolist()
    assert plain["findings"].iloc[1] > 0


def test_findings_stand_under_the_row_they_were_found_in(frame):
    found = frame.scorer.findings(text="body")

    assert found.columns.tolist() == ["signal", "group", "start", "end", "evidence", "message", "soft"]
    assert len(found) == frame.scorer.score(text="body")["findings"].sum()
    first = found.loc["b"].iloc[0]
    assert frame["body"].iloc[1][first["start"] : first["end"]] == first["evidence"]


def test_a_series_of_texts(frame):
    series = frame["body"]

    quality = series.scorer.quality()
    pd.testing.assert_series_equal(quality, frame.scorer.quality(text="body"))
    assert quality.name == "quality"
    pd.testing.assert_frame_equal(series.scorer.score(workers=2), frame[["body"]].scorer.score(text="body"))
    pd.testing.assert_frame_equal(series.scorer.findings(), frame[["body"]].scorer.findings(text="body"))


def test_frames_with_no_rows_and_with_several_levels(frame):
    nothing = frame.iloc[:0]
    levels = frame.set_index("own", append=True)

    assert nothing.scorer.score(signals=True, text="body").shape == (0, 10 + len(discover()))
    assert nothing.scorer.findings(text="body").empty
    assert nothing.scorer.score(text="body").dtypes.equals(frame.scorer.score(text="body").dtypes)
    assert levels.scorer.quality(text="body").index.equals(levels.index)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "story"}, "the frame has no column 'story'; its columns are body, headline, own"),
        ({"text": "body", "head": "headline"}, "no field is called 'head'"),
        ({}, "no 'text' field"),
    ],
)
def test_columns_that_are_not_there(frame, fields, message):
    with pytest.raises(InputError, match=message):
        frame.scorer.score(**fields)


def test_the_frame_stays_as_it_is(frame):
    before = frame.copy()

    joined = pd.concat([frame, frame.scorer.score(text="body")], axis=1)

    pd.testing.assert_frame_equal(frame, before)
    assert len(joined) == len(frame)


def test_the_example():
    assert doctest.testmod(scorer.engines.pandas).failed == 0
