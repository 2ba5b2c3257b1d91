"""A text that a signal wouldn't be asked about is one that it finds nothing in."""

from pathlib import Path

import numpy as np
import pytest

from scorer.article import METADATA, Article
from scorer.document import Batch
from scorer.signal import Panel, Signal
from scorer.signals import discover

CASES = Path(__file__).parent / "signals"
OWN = {name: kind for name, kind in discover().items() if kind.suspects is not Signal.suspects}


def articles(name):
    """The cases of a signal, whole and paragraph by paragraph, alone, with a title and with an empty record."""
    text = (CASES / f"{name.replace('-', '_')}.md").read_text(encoding="utf-8").replace("[[", "").replace("]]", "")
    for part in [text, *filter(str.strip, text.split("\n\n"))]:
        yield Article(part)
        yield Article(part, title=part.strip().split("\n")[0], carries=frozenset(METADATA), authors=("Staff",))
        yield Article(part, title="A title", published="2024-05-03", authors=("Ann Example",))


@pytest.mark.parametrize("name", OWN)
def test_whoever_is_not_suspected_has_no_finding(name):
    signal = OWN[name]()
    batch = Batch(list(articles(name)), Panel([signal]).book)
    suspects = signal.suspects(batch)
    cleared = [document for document, suspected in zip(batch, suspects, strict=True) if not suspected]
    assert suspects.dtype == np.bool_
    assert not [finding for document in cleared for finding in signal.find(document)]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("texts", [[], ["\n"], ["", "a", ""], ["\u200b", "'", "."]])
def test_texts_of_nothing_are_no_error(name, texts):
    signal = OWN[name]()
    batch = Batch([Article(text) for text in texts], Panel([signal]).book)
    assert signal.suspects(batch).shape == (len(texts),)
