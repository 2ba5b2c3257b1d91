"""What the model weighs is named once, and exists."""

from collections import Counter

import numpy as np

from scorer.measures import MEASURES
from scorer.signals import discover
from scorer.train.fit import Columns, Examples
from scorer.train.sample import EITHER, FALLING, HIDDEN, REGISTER, RISING, bare, columns, weighed

FAULTS = {name for name, signal in discover().items() if signal.fault}
KNOWN = {*discover(), *(measure.name for measure in MEASURES)}


def test_each_feature_is_named_once_and_exists():
    named = Counter((*RISING, *FALLING, *EITHER, *REGISTER, *FAULTS))

    assert max(named.values()) == 1
    assert set(named) <= KNOWN
    assert set(HIDDEN) <= set(FALLING)


def test_length_and_punctuation_are_shown_and_not_weighed():
    shown = KNOWN - set(weighed(KNOWN, FAULTS)) - set(REGISTER)

    assert {"words", "commas", "title-words", "exclamation-marks"} <= shown


def test_faults_may_only_lower_and_good_signs_only_raise():
    names = ["seo-section", "direct-quote", "machine-style", "i-we"]

    made = columns(names, FAULTS, [np.array([1.0])] * 4)

    assert list(made.directions) == [-1, 1, -1, 0]
    assert made.counted.tolist() == [True, False, False, False]


def test_bare_copies_show_no_fault_and_hide_who_wrote():
    names = ["seo-section", "machine-style", "names"]
    made = Columns([np.array([1.0, 2.0])] * 3, [-1, -1, 1], np.array([True, False, False]))
    examples = Examples(np.array([[2, 1, 2]]), np.ones(1), np.ones(1), np.array(["one"], dtype=object))

    assert bare(examples, names, made).ranges.tolist() == [[0, 3, 2]]
