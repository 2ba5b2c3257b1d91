"""How the classifier of style is trained: on articles of rated sources."""

from pathlib import Path

import numpy as np

from scorer.classifier import Weights
from scorer.learnt import STYLE
from scorer.train import labels, style
from scorer.train.linear import units_of
from scorer.train.recipes import Recipe


def _learn(folder: Path) -> Weights:
    rated = labels.load_rated(folder / "quality")
    groups = np.unique(rated["group"].to_numpy(dtype=str), return_inverse=True)[1]
    return style.learn(units_of(rated["text"].tolist()), rated["pc1"].to_numpy(dtype=np.float64), groups)


RECIPES = (Recipe(STYLE, _learn),)
