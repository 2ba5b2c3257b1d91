"""The card says what the figures say, and what wasn't measured."""

import numpy as np
import orjson
import pandas as pd
import pytest

from scorer.model import Model
from scorer.train import card

FIGURE = {"value": 0.912, "low": 0.874, "high": 0.95, "articles": 1234}
UNKNOWN = {"value": float("nan"), "low": float("nan"), "high": float("nan"), "articles": 3}
BINS = [{"said": 0.1, "seen": 0.12, "articles": 10}, {"said": 0.9, "seen": 0.85, "articles": 10}]
FIGURES = {
    "quality": {"sound against farm": FIGURE | {"of like length": UNKNOWN}},
    "reliability": {"rank correlation with pc1": FIGURE},
    "calibration": {"quality": BINS, "reliability": BINS},
    "calibration error": {"quality": FIGURE, "reliability": FIGURE},
}
MORE = {
    "candidates": {
        "quality": {
            "shipped": {"area": FIGURE, "gain": FIGURE, "kinds": {"farm": 0.8}},
            "a forest": {"area": FIGURE, "gain": UNKNOWN, "kinds": {"farm": 0.7}},
        },
        "reliability": {"shipped": {"area": FIGURE, "gain": FIGURE, "correlation": FIGURE}},
    },
    "coverage": {"quality": FIGURE | {"mean width": 0.3, "enough": 1.2}},
    "groups": {
        "base": {"articles": 90, "sources": 9, "low": 0.1, "very_low": 0.02},
        "groups": {
            "opinion": {"articles": 30, "sources": 5, "low": 0.2, "low_ratio": FIGURE, "very_low": 0.0},
            "AP": {"articles": 2, "sources": 1},
        },
        "not measured": ["dialects of English"],
    },
    "flaws": {
        "one flaw": FIGURE,
        "by flaw": {"hashtags": FIGURE},
        "second flaw": {"pairs": 10_000, "raised": 0.0012, "clearly raised": 0.0},
    },
    "attacks": {
        "spaces doubled": {"change": -0.01, "raised": FIGURE, "not judged": 0.0},
        "letters spaced": {"not judged": 1.0},
    },
}


@pytest.fixture(scope="module")
def model():
    return Model.load()


@pytest.fixture
def written(model, tmp_path):
    """Writes a card of some figures and reads it again."""
    frame = pd.DataFrame({"dataset": ["farm_dev"] * 2, "kind": ["farm", np.nan]})

    def write(figures):
        card.write(tmp_path, model, figures, frame, "abc")
        return (tmp_path / "README.md").read_text(encoding="utf-8")

    return write


def test_every_figure_stands_in_the_card(written):
    text = written(FIGURES | MORE)

    for row in (
        "| sound against farm | 0.912 [0.874, 0.950] | – | 1,234 |",
        "| farm_dev | Content farms, 2025-2026 | 2 | farm 1, rated source only 1 |",
        "| a forest | 0.912 [0.874, 0.950] | – | 0.700 |",
        "| quality | 0.912 [0.874, 0.950] | 0.30 | 1.20 | 1,234 |",
        "| all texts of good outlets | 90 | 9 | 10.0% |  | 2.0% |  |",
        "| opinion | 30 | 5 | 20.0% | 0.91 [0.87, 0.95] | 0.0% |  |",
        "| AP | 2 | 1 | too few |  | too few |  |",
        "in 0.12% of\n10,000 pairs",
        "| letters spaced | – | – | 100% |",
    ):
        assert row in text or row.replace("\n", " ") in text, row
    assert "Not measured." not in text
    assert "{" not in text


def test_what_was_not_measured_is_called_so(written, tmp_path):
    assert written(FIGURES).count("Not measured.") == 5
    assert orjson.loads((tmp_path / card.FIGURES).read_bytes())["quality"]


def test_the_pictures_it_shows_are_there(written, tmp_path):
    text = written(FIGURES)

    for name in (card.CURVE, card.RELIABILITY_CURVE, *card.SHAPES.values()):
        assert f"({name})" in text
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg")
