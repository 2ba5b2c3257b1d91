"""Abstention: which documents can't be judged, and why."""

import numpy as np

from scorer.features import FeatureSet
from scorer.reading import Floats

FEWEST_WORDS = 80
LEAST_ENGLISH = 0.22
LEAST_ENDED = 0.35
MOST_NUMBERS = 25.0


def abstention(features: FeatureSet, rows: Floats) -> list[str | None]:
    """Why each document can't be judged, or ``None``: too short, not English, or no running text."""
    columns = {
        name: rows[:, features.column(name)] for name in ("words", "english-share", "ended-sentences", "numbers")
    }
    with np.errstate(invalid="ignore"):
        short = ~(columns["words"] >= FEWEST_WORDS)
        foreign = ~(columns["english-share"] >= LEAST_ENGLISH)
        broken = ~(columns["ended-sentences"] >= LEAST_ENDED) | (columns["numbers"] > MOST_NUMBERS)
    reasons = np.select([short, foreign, broken], ["too-short", "not-english", "not-an-article"], default="")
    return [str(reason) or None for reason in reasons]
