"""A head is what its booster was, read off exactly."""

import numpy as np
import pytest

from scorer.model import probability
from scorer.train import fit
from scorer.train.fit import Examples, counted_ranges, fit_head, ranges_of

WIDTH = 12


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

    additive = fit._boost(examples, WIDTH, [-1, 0])

    values = examples.ranges.astype(np.float64)
    values[values == WIDTH - 1] = np.nan
    np.testing.assert_allclose(additive.logits(examples.ranges), boosters[0].decision_function(values), atol=1e-9)


def test_a_head_is_monotone_and_adds_nothing_for_nothing(examples):
    edges = [np.arange(1.0, 5.0), np.arange(1.0, 11.0)]

    fitted = fit_head(examples, edges, [-1, 0])

    faults = fitted.head.tables[0]
    assert faults[0] == faults[-1] == 0
    assert (np.diff(faults[:-1]) <= 1e-12).all()
    assert faults[4] < -1
    assert fitted.head.spread.shape == (fit.MEMBERS, 2, WIDTH)
    known = examples.ranges[:, 1]
    assert np.average(fitted.head.tables[1][known]) == pytest.approx(0, abs=1e-9)


def test_fitting_twice_gives_the_same_bytes(examples):
    edges = [np.arange(1.0, 5.0), np.arange(1.0, 11.0)]

    one, two = (fit_head(examples, edges, [-1, 0]) for _ in range(2))

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
    rows = np.full((3, 1), np.nan)

    assert len(ranges_of(rows)[0]) == len(counted_ranges(np.zeros((3, 1)))[0]) == 0


def test_what_is_never_known_adds_nothing(examples):
    unknown = np.full((600, 1), WIDTH - 1)
    wider = fit.Examples(np.hstack([examples.ranges, unknown]), examples.labels, examples.weights, examples.groups)

    additive = fit._boost(wider, WIDTH, [-1, 0, 0])

    assert (additive.tables[2] == 0).all()
