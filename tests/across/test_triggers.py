"""Triggers: single words, whatever their case."""

from scorer.across.triggers import Triggers
from tests.across.stories import document


def test_words_are_found_in_order():
    assert Triggers(("met", "talks")).words(document("Talks failed; they MET, then met again.")) == [0, 3, 5]
    assert Triggers(("met",)).words(document("")) == []
