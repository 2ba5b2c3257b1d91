"""Figures of the card: plain, of like length, calibrated, beside other models."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from scorer.train import evaluate, figures, labels


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(figures, "_SAMPLES", 20)


@pytest.fixture
def frame():
    """Long texts are sound; the last ones were checked or rated by experts and not learnt from."""
    draw = np.random.default_rng(0)
    sound = draw.random(600) < 0.5
    kinds = np.where(sound, "press", draw.choice(["farm", "fabricated"], 600))
    frame = pd.DataFrame(
        {
            "text": ["x" * int(500 + 400 * good + draw.integers(0, 300)) for good in sound],
            "group": [f"s{row % 30}" for row in range(600)],
            "dataset": "sfu_snopes",
            "kind": kinds,
            "quality": sound.astype(float),
            "pc1": np.where(sound, 0.9, 0.3),
            "label": 0.5,
        }
    )
    shown = frame[:80].assign(quality=np.nan, pc1=np.nan, label=np.linspace(0, 1, 80))
    shown["kind"] = np.repeat([labels.TRUE, labels.RELEASE], 40)
    return pd.concat([frame, shown], ignore_index=True)


@pytest.fixture
def held_out(frame):
    which = np.flatnonzero(frame["quality"].notna())
    length = frame["text"].str.len().to_numpy(dtype=float)[which]
    logits = (length - 850) / 100
    return {head: (which, logits, np.ones(len(which))) for head in ("quality", "reliability")}


def test_the_area_is_that_of_scikit_learn():
    draw = np.random.default_rng(1)
    truth, scores = draw.integers(0, 2, 300).astype(float), draw.integers(0, 9, 300).astype(float)

    assert evaluate._area(scores, truth) == pytest.approx(roc_auc_score(truth, scores))
    assert np.isnan(evaluate._area(scores, np.ones(300)))


def test_what_length_tells_is_gone_among_articles_of_like_length(frame, held_out):
    told = evaluate.evaluate(frame, held_out)["quality"]["sound against all unsound"]

    assert told["value"] == 1.0
    assert told["of like length"]["value"] >= told["of like length"]["low"]
    scores = np.column_stack([np.ones(6), np.zeros(6)])
    assert evaluate._by_part(evaluate._area, scores, np.array([1.0, 1, 0, 0, 0, 1])) == 0.5
    assert np.isnan(evaluate._by_part(evaluate._area, scores, np.ones(6)))


def test_both_heads_are_told(frame, held_out):
    told = evaluate.evaluate(frame, held_out)

    assert "sound against farm and machine" in told["quality"]
    assert set(told["calibration"]) == set(told["calibration error"]) == {"quality", "reliability"}
    assert 0 < told["calibration error"]["quality"]["value"] < 0.2
    assert told["articles"] == {"quality": 600, "reliability": 600}
    assert not [name for name in told["quality"] if "checked" in name]


def test_what_nothing_was_learnt_from_is_told_when_it_is_known(frame, held_out):
    unseen = np.concatenate([held_out["quality"][1], np.full(40, 5.0), np.linspace(0, 1, 40)])

    told = evaluate.evaluate(frame, held_out, unseen)["quality"]

    assert told["checked true against false (Snopes)"]["value"] == 1.0
    assert "checked true against false (CLEF)" not in told
    correlation = next(figure for name, figure in told.items() if "experts" in name)
    assert correlation["value"] == pytest.approx(1)


def test_other_models_are_held_against_what_ships(frame, held_out):
    worse = np.random.default_rng(2).random(600)

    told = evaluate.compare(frame, held_out, {head: {"guessing": worse} for head in held_out})

    assert told["quality"]["shipped"]["gain"]["value"] == 0
    assert told["quality"]["guessing"]["gain"]["high"] < -0.3
    assert set(told["quality"]["guessing"]["kinds"]) == {"farm", "fabricated"}
    assert told["reliability"]["shipped"]["correlation"]["value"] > 0.5


def test_where_all_is_of_one_source_articles_are_drawn():
    assert evaluate._drawable(np.array(["a", "a"], dtype=object)) is None
    told = evaluate._told(evaluate._area, np.arange(9.0) % 4, np.arange(9) % 2.0, np.full(9, "a", dtype=object))

    assert told["low"] < told["high"]


def test_weights_count_in_the_calibration_error():
    truth = np.array([True, False])
    chance = np.array([0.9, 0.9])

    plain, weighed = (
        figures.calibration_error(truth, chance, weights=weights).value for weights in (None, np.array([9.0, 1.0]))
    )

    assert plain == pytest.approx(0.4)
    assert weighed == pytest.approx(0)
