"""Flaws are written in, the same way each time, and the signals see them."""

import pytest

from scorer.signals import discover
from scorer.train.flaws import FLAWS, spoil
from tests.conftest import observe

TITLE = "Council closes bridge"
TEXT = """The Mill Street bridge closed on Monday, Mayor Ann Holt said.

Engineer Omar Reyes told the council that two piers are cracked.

According to the council, Harbor Lines will run more buses.

The work takes until May."""


def test_the_same_seed_gives_the_same_text():
    assert spoil(TEXT, TITLE, 3) == spoil(TEXT, TITLE, 3)
    assert len({spoil(TEXT, TITLE, seed) for seed in range(20)}) > 15


@pytest.mark.parametrize("seed", range(30))
def test_every_spoilt_article_shows_a_fault(seed):
    text = spoil(TEXT, TITLE, seed)
    faults = [kind() for kind in discover().values() if kind.fault]

    assert text != TEXT
    assert any(observe(fault, text, title=TITLE) for fault in faults)


def test_the_articles_own_paragraphs_stay_but_for_sources_made_vague():
    for seed in range(10):
        text = spoil(TEXT, TITLE, seed).replace("\u200b", "")
        assert "The work takes until May." in text
        assert "{" not in text


@pytest.mark.parametrize("text", ["", "one paragraph", "a\n\nb"])
def test_short_texts_can_be_spoilt(text):
    assert all(isinstance(spoil(text, "", seed), str) for seed in range(40))


def test_flaws_are_many():
    assert len(FLAWS) >= 15
