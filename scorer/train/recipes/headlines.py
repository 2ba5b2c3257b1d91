"""How the classifier of clickbait headlines is trained."""

from pathlib import Path

import numpy as np
import pandas as pd

from scorer.classifier import Weights
from scorer.learnt import CLICKBAIT
from scorer.reading import Floats
from scorer.train.linear import fit, units_of
from scorer.train.recipes import Recipe

HEADLINES = "signs/seo_clickbait/clickbait_headlines.parquet"
PRESS = "quality/allsides_dev.parquet"
HIGH = 0.85  # pc1 of sound press
_STRENGTH = 30.0
_PRESS_WEIGHT = 0.3  # of a headline of the press beside those of the labelled set, which knows few of its forms


def press(folder: Path) -> pd.DataFrame:
    """Headlines of outlets that experts rate high: text and group."""
    rows = pd.read_parquet(folder / PRESS, columns=["title", "group", "pc1"])
    rows = rows[rows["pc1"] >= HIGH].drop_duplicates("title").rename(columns={"title": "text"})
    return rows[["text", "group"]].reset_index(drop=True)


def learn_from(labelled: pd.DataFrame, press: pd.DataFrame) -> Weights:
    """The weights from labelled headlines and from those of the press, none of which counts as clickbait."""
    texts = [*labelled["text"], *press["text"]]
    labels = np.append(labelled["label"].to_numpy(), np.zeros(len(press), dtype=np.intp))
    weights: Floats = np.where(np.arange(len(texts)) < len(labelled), 1.0, _PRESS_WEIGHT)
    return fit(CLICKBAIT, units_of(texts), labels, strength=_STRENGTH, weights=weights)


def _learn(folder: Path) -> Weights:
    return learn_from(pd.read_parquet(folder / HEADLINES), press(folder))


RECIPES = (Recipe(CLICKBAIT, _learn),)
