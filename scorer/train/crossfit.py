"""Cross-fitting: what classifiers say of articles when neither these nor others of their source taught them.

The measures *style* and *machine-style* come from classifiers that learnt from some of the same labelled
sets as the model. Were the model trained on what they say of their own teachers, it would trust them too far. So for
the training each article gets the verdict of weights learnt without its source.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold

from scorer.classifier import Weights
from scorer.keys import Ints
from scorer.learnt import MACHINE_WRITTEN, STYLE
from scorer.reading import Bools, Floats, Reading
from scorer.tokens import Units
from scorer.train import style
from scorer.train.linear import units_of
from scorer.train.recipes import machine

_FOLDS, _STEPS = 5, 8
_AT_ONCE = 256  # texts judged together
# Sets without known sources are one source each; these are the corpora of the recipe that hold the same texts.
_SAME_TEXTS = {"(llmfake)": "misinformation", "(xsum_gpt)": "xsum"}


def verdicts(frame: pd.DataFrame, folder: Path, kept: Sequence[Bools]) -> dict[str, Floats]:
    """The measures of each article (columns text, group, pc1) by weights that its source had no part in.

    ``folder`` is that of the labelled data; ``kept`` says for each article which of its words are measured. Both
    arrays have the shape ``(articles,)``.
    """
    texts, groups = frame["text"].tolist(), frame["group"].to_numpy(dtype=str)
    styled, machined = np.empty(len(frame)), np.empty(len(frame))
    passages = machine.passages(machine.rows(folder))
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)  # like ratings in each, so that verdicts compare
    for _, held in folds.split(texts, _steps(frame["pc1"].to_numpy(dtype=np.float64)), groups):
        outside = ~np.isin(groups, np.unique(groups[held]))
        some = [(texts[row], kept[row]) for row in held.tolist()]
        styled[held] = _judge(STYLE.log_odds, _style_without(frame[outside & frame["pc1"].notna()]), some)
        machined[held] = _judge(MACHINE_WRITTEN.chances, _machine_without(passages, set(groups[held])), some)
    return {"style": styled, "machine-style": machined}


def _steps(ratings: Floats) -> Ints:
    """Ratings in eight steps of as many articles; unknown ones are a step of their own."""
    cuts = np.nanquantile(ratings, np.linspace(0, 1, _STEPS + 1)[1:-1])
    return np.where(np.isnan(ratings), _STEPS, np.searchsorted(cuts, ratings, "right"))


def _style_without(rated: pd.DataFrame) -> Weights:
    groups: Ints = np.unique(rated["group"].to_numpy(dtype=str), return_inverse=True)[1]
    return style.learn(units_of(rated["text"].tolist()), rated["pc1"].to_numpy(dtype=np.float64), groups)


def _machine_without(passages: pd.DataFrame, groups: set[str]) -> Weights:
    corpora = {_SAME_TEXTS[group] for group in groups if group in _SAME_TEXTS}
    return machine.learn_from(passages[~passages["group"].isin(groups) & ~passages["corpus"].isin(corpora)])


def _judge(said: Callable[[Units, Weights], Floats], weights: Weights, texts: list[tuple[str, Bools]]) -> Floats:
    verdicts = []
    for start in range(0, len(texts), _AT_ONCE):
        some, kept = zip(*texts[start : start + _AT_ONCE], strict=True)
        verdicts.append(said(Units.texts(Reading(some).only(np.concatenate(kept))), weights))
    return np.concatenate(verdicts)
