"""The seeds' reports, kept in tests/golden: a change of behaviour shows as a diff (`make golden` rewrites them)."""

import os
from pathlib import Path

import pytest

from scorer import Article, Scorer
from scorer.report import text
from tests.conftest import SEEDS

GOLDEN = Path(__file__).parent / "golden"
SCORER = Scorer.load()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seed_report(seed):
    report = text.render(SCORER.score(Article(seed.read_text(encoding="utf-8"), id=seed.stem)))
    golden = GOLDEN / f"{seed.stem}.txt"

    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(report, encoding="utf-8")

    assert report == golden.read_text(encoding="utf-8")
