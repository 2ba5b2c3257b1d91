"""What several tests share."""

from pathlib import Path

import pytest

from scorer import cli
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


@pytest.fixture
def run(capsys):
    """The command line: words in; exit code, standard output and standard error out."""

    def run(*words):
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as exit_:
            code = exit_.code
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return code, captured.out, captured.err

    return run
