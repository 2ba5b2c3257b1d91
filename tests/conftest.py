"""What several tests share."""

from pathlib import Path

import pytest

from scorer.article import Article
from scorer.document import Batch
from scorer.signal import Panel, Signal

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
DATA = ROOT.parent / "shared" / "data"
"""Labelled data beside the checkout; never part of it."""

needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"labelled data is not at {DATA}")


def observe(signal: Signal, text: str, **known: object) -> list:
    """The findings of one signal in one text; ``known`` goes to the article."""
    panel = Panel([signal])
    return panel.observe(Batch([Article(text, **known)], panel.book))[0]
