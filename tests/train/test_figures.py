"""Figures are what their names say, with intervals from whole groups."""

import numpy as np
import pytest

from scorer.train import figures

TRUTH = np.array([True, True, True, False, False, False, False, False])
SCORE = np.array([0.9, 0.8, 0.3, 0.7, 0.2, 0.1, 0.1, 0.0])
GROUPS = ["a", "a", "b", "b", "c", "c", "d", "d"]


def test_precision_recall_and_f1():
    precision, recall, f1 = figures.flags(TRUTH, SCORE > 0.5, GROUPS)

    assert (precision.name, precision.value, precision.count) == ("precision", pytest.approx(2 / 3), 3)
    assert (recall.name, recall.value, recall.count) == ("recall", pytest.approx(2 / 3), 3)
    assert f1.value == pytest.approx(2 / 3)
    assert precision.low <= precision.value <= precision.high


def test_ranking_figures():
    assert figures.auroc(TRUTH, SCORE, GROUPS).value == pytest.approx(14 / 15)
    assert figures.average_precision(TRUTH, SCORE).value == pytest.approx((1 + 1 + 3 / 4) / 3)
    assert figures.recall_at(TRUTH, SCORE, 0.0).value == pytest.approx(2 / 3)
    assert figures.precision_at(TRUTH, SCORE, 1.0).value == pytest.approx(3 / 4)


def test_rates_and_shares():
    rate = figures.rate("articles with one, of 1,000", TRUTH, groups=GROUPS)
    per_word = figures.rate("for each 1,000 words", TRUTH, np.full(8, 100.0))

    assert (rate.value, rate.floor) == (375.0, False)
    assert per_word.value == 3.75
    assert figures.share("found", TRUTH).value == 0.375


def test_nothing_seen_is_not_nothing_there():
    none = figures.rate("articles with one, of 1,000", np.zeros(600, dtype=bool))

    assert (none.value, none.low, none.high) == (0.0, 0.0, 5.0)


def test_the_same_interval_every_time():
    assert figures.auroc(TRUTH, SCORE, GROUPS) == figures.auroc(TRUTH, SCORE, GROUPS)


def test_probabilities_are_held_against_labels():
    chance = np.array([0.9, 0.9, 0.9, 0.1])
    truth = np.array([True, True, False, False])

    brier, error = figures.brier(truth, chance), figures.calibration_error(truth, chance)

    assert (brier.value, brier.floor) == (pytest.approx((0.01 + 0.01 + 0.81 + 0.01) / 4), False)
    assert (error.value, error.floor) == (pytest.approx((0.7 + 0.1) / 4), False)


def test_a_gain_is_told_on_the_same_samples():
    gain = figures.auroc_gain(TRUTH, SCORE, SCORE, GROUPS)

    assert (gain.value, gain.low, gain.high) == (0, 0, 0)


def test_what_cannot_be_told_is_not_a_number():
    precision, _, _ = figures.flags(TRUTH, np.zeros(8, dtype=bool), GROUPS)

    assert np.isnan([precision.value, precision.low, precision.high]).all()
