"""What a report says in plain language."""

import pytest

from scorer.report import words
from scorer.signals import discover
from tests.report.examples import FAULT


@pytest.mark.parametrize(
    ("value", "begins"),
    [(0.0, "Very unlikely"), (0.1, "Unlikely"), (0.5, "About as likely"), (0.65, "Likely"), (1.0, "Very likely")],
)
def test_a_probability_in_words(value, begins):
    assert words.verdict("quality", value).startswith(begins + " ")


def test_what_a_number_means():
    assert words.meaning("quality", 0.314) == "Of 100 articles that score 31, an editor would call about 31 sound."
    assert words.interval((0.22, 0.41)).endswith("9 in 10 would say 22 to 41.")
    assert words.interval(None) == ""


def test_why_an_article_is_not_judged():
    assert "too short" in words.abstention("too-short")
    assert words.abstention("two-left-feet") == "It can't be judged: two left feet."


def test_what_a_feature_counts():
    assert words.feature(FAULT) == words.summary(discover()[FAULT])
    assert words.feature("words") == "Words in the article"
    assert words.feature("two-left-feet") == "Two left feet"


def test_how_much_of_a_feature_there_is():
    assert words.amount(FAULT, None) == "unknown"
    assert words.amount(FAULT, 0.0) == "none found"
    assert words.amount(FAULT, 4.25) == "4.2 per 1,000 words"
    assert words.amount("comment-form", 2.0) == "2 found"
    assert words.amount("commas", 1.23456) == "1.23"


@pytest.mark.parametrize("signal", discover().values(), ids=discover())
def test_every_page_has_its_parts(signal):
    assert words.summary(signal)
    assert "*" not in words.why(signal) + words.summary(signal)


def test_a_signal_without_a_page():
    class Bare:
        id = "bare"

    assert words.summary(Bare) == "bare"
    assert words.why(Bare) == ""
