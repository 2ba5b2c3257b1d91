"""A head is what its booster was, read off exactly."""

from dataclasses import replace

import numpy as np
import pytest

from scorer.model import probability
from scorer.train import fit
from scorer.train.fit import Additive, Columns, Examples, counted_ranges, fit_calibrated, fit_head, ranges_of

WIDTH = 12
EDGES = [np.arange(1.0, 5.0), np.arange(1.0, 11.0)]
COLUMNS = Columns(EDGES, [-1, 0], np.array([True, False]))


@pytest.fixture(scope="module")
def examples():
    """Faults lower and style bends the chance of a good label; sources hold ten articles each."""
    draw = np.random.default_rng(0)
    faults = draw.integers(0, 5, 600)
    style = draw.integers(0, WIDTH - 1, 600)
    style[::17] = WIDTH - 1  # unknown
    logits = 1.5 - 0.9 * faults - 0.4 * np.abs(style - 5)
    labels = (draw.random(600) < probability(logits + 1)).astype(np.float64)
    groups = np.array([f"source {row // 10}" for row in range(600)], dtype=object)
    return Examples(np.column_stack([faults, style]), labels, np.ones(600), groups)


def test_tables_say_what_the_booster_says(examples, monkeypatch):
    boosters = []
    read_off = fit._read_off
    monkeypatch.setattr(fit, "_read_off", lambda booster, *rest: boosters.append(booster) or read_off(booster, *rest))

    additive = fit._boost(examples, COLUMNS)

    values = examples.ranges.astype(np.float64)
    values[values == WIDTH - 1] = np.nan
    np.testing.assert_allclose(additive.logits(examples.ranges), boosters[0].decision_function(values), atol=1e-9)


def test_a_head_is_monotone_and_adds_nothing_for_nothing(examples):
    fitted = fit_head(examples, COLUMNS)

    faults = fitted.head.tables[0]
    assert faults[0] == faults[-1] == 0
    assert (np.diff(faults[:-1]) <= 1e-12).all()
    assert faults[4] < -1
    assert fitted.head.spread.shape == (fit.MEMBERS, 2, WIDTH)
    known = examples.ranges[:, 1]
    assert np.average(fitted.head.tables[1][known]) == pytest.approx(0, abs=1e-9)


def test_fitting_twice_gives_the_same_bytes(examples):
    one, two = (fit_head(examples, COLUMNS) for _ in range(2))

    assert one.head.tables.tobytes() == two.head.tables.tobytes()
    assert one.head.spread.tobytes() == two.head.spread.tobytes()


def test_ranges_hold_values_and_leave_nothing_found_alone():
    rows = np.array([[0.0, 1.0], [0.0, 2.0], [1.0, np.nan], [4.0, 3.0]])

    (faults, _), (_, style) = counted_ranges(rows), ranges_of(rows)

    assert faults[0] == 1.0
    assert np.searchsorted(faults, 0.0, side="right") == 0
    assert (np.diff(style) > 0).all()
    assert style.min() > 1.0


def test_features_without_values_have_one_range():
    assert len(ranges_of(np.full((3, 1), np.nan))[0]) == 0


def test_faults_that_were_never_found_have_ranges_nonetheless():
    assert counted_ranges(np.zeros((3, 1)))[0].tolist() == list(fit.COUNTS)


def test_what_is_never_known_adds_nothing(examples):
    unknown = np.full((600, 1), WIDTH - 1)
    wider = fit.Examples(np.hstack([examples.ranges, unknown]), examples.labels, examples.weights, examples.groups)

    columns = Columns([*EDGES, np.zeros(0)], [-1, 0, 0], np.array([True, False, False]))
    additive = fit._boost(wider, columns)

    assert (additive.tables[2] == 0).all()


def test_faults_that_the_labels_teach_nothing_of_still_lower_the_score(examples):
    never = np.zeros((600, 1), dtype=np.intp)
    wider = replace(examples, ranges=np.hstack([examples.ranges, never]))
    columns = Columns([*EDGES, np.array([1.0])], [-1, 0, -1], np.array([True, False, True]))

    table = fit_calibrated(wider, columns).additive.tables[2]

    assert table[0] == table[-1] == 0
    assert table[1] <= -0.5 * fit.LEAST_DROP  # the calibration changes it a little


def test_copies_teach_and_are_not_measured_by(examples):
    turned = replace(examples, labels=1 - examples.labels)

    both = fit_calibrated(examples + turned.take(np.arange(60)), COLUMNS)

    assert (examples + turned).measured.sum() == 600
    assert np.average(both.additive.tables[1][examples.ranges[:, 1]]) == pytest.approx(0, abs=1e-9)


def test_a_ranking_is_never_turned_round(examples):
    upside_down = -2.0 * (2 * examples.labels - 1)

    slope, shift = fit._calibrate(upside_down, examples)

    assert slope == 0
    assert probability(np.array(shift)) == pytest.approx(examples.labels.mean())


def test_members_are_stretched_around_the_model():
    one, other = Additive(1.0, np.array([[0.0, 2.0]])), Additive(2.0, np.array([[1.0, 1.0]]))

    stretched = other.stretched(one, 2.0)

    assert stretched.base == 3.0
    assert stretched.tables.tolist() == [[2.0, 0.0]]
