"""Groups are held against all texts of good outlets."""

import numpy as np
import pandas as pd
import pytest

from scorer.train import figures, groups, labels


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(figures, "_SAMPLES", 30)


def article(number, **known):
    return {
        "text": "word " * 400,
        "title": "Bridge shuts",
        "url": "",
        "date": "2019-03-01",
        "dataset": "allsides_dev",
        "group": f"outlet-{number % 10}.example",
        "kind": "press",
        "pc1": np.nan,
    } | known


@pytest.fixture
def frame():
    """Forty usual texts, forty opinions, forty of outlets rated high, forty of outlets rated low, forty on Syria."""
    rows = [article(number) for number in range(40)]
    rows += [article(number, url="https://a.example/opinion/2019/x", kind=np.nan, pc1=0.8) for number in range(20)]
    rows += [article(number, title="Opinion: the bridge", text="word " * 100) for number in range(20)]
    rows += [article(number, kind=np.nan, pc1=0.2, url="/opinion/") for number in range(40)]
    rows += [article(number, kind=labels.SYRIA, date="4/5/2017") for number in range(40)]
    rows += [article(number, kind="flawed", pc1=np.nan, url="/opinion/") for number in range(40)]
    return pd.DataFrame(rows)


def test_only_sound_texts_of_good_outlets_are_the_base(frame):
    assert groups.good_outlets(frame).sum() == 80


def test_ratios_are_to_the_base(frame):
    quality = np.full(len(frame), 0.9)
    quality[40:60] = 0.3  # half of the opinions
    quality[120:160] = 0.1

    told = groups.groups(frame, quality)

    assert told["base"] == {"articles": 80, "sources": 10, "low": 0.25, "very_low": 0.0}
    opinion = told["groups"]["opinion, by address or title"]
    assert (opinion["articles"], opinion["low"], opinion["low_ratio"]["value"]) == (40, 0.5, 2.0)
    assert opinion["low_ratio"]["low"] <= 2 <= opinion["low_ratio"]["high"]
    assert np.isnan(opinion["very_low_ratio"]["value"])
    beside = next(told["groups"][name] for name in groups.BESIDE)
    assert (beside["articles"], beside["low"], beside["low_ratio"]["value"]) == (40, 1.0, 4.0)


def test_few_articles_tell_nothing(frame):
    told = groups.groups(frame, np.full(len(frame), 0.9))["groups"]

    assert told["AP and Reuters"] == {"articles": 0, "sources": 0}
    assert told["under 250 words"]["articles"] == 20
    assert told["published from 2018 to 2020"]["articles"] == 80
