"""Appraisal: every figure of the model card, from what a training run has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scorer.keys import Ints
from scorer.model import HEADS, Model, probability
from scorer.reading import Floats
from scorer.signal import Panel
from scorer.train import candidates, coverage, evaluate, groups, pairs, usual
from scorer.train.fit import Columns, Examples, Fitted
from scorer.train.unseen import Unseen


@dataclass(frozen=True, slots=True)
class Learnt:
    """How one head was fitted: to which rows of the frame, as which examples, over which features.

    ``trees`` is how many there are, ``stretch`` how far its members were moved apart. Examples that are only learnt
    from come after those of the rows ``which``.
    """

    which: Ints
    examples: Examples
    columns: Columns
    trees: int
    stretch: float
    fitted: Fitted

    @property
    def held_out(self) -> tuple[Ints, Floats, Floats]:
        """The rows, their log-odds by models that hadn't seen their sources, and their weights."""
        rows = len(self.which)
        return self.which, self.fitted.held_out[:rows], self.examples.weights[:rows]


def appraise(
    frame: pd.DataFrame, ranges: Ints, model: Model, panel: Panel, learnt: Mapping[str, Learnt]
) -> dict[str, Any]:
    """All figures, as plain data.

    Args:
        frame: articles as of :func:`scorer.train.labels.load`, with flawed copies.
        ranges: their ranges of the model's features; shape ``(articles, features)``.
        model: what ships.
        panel: the signals that the features come from.
        learnt: how each head was fitted.
    """
    held_out = {head: one.held_out for head, one in learnt.items()}
    unseen = Unseen.of(learnt["quality"].examples, learnt["quality"].fitted)
    log_odds = unseen.log_odds(ranges, frame["group"].to_numpy(dtype=object))
    judge = pairs.Judge(panel, model, unseen)
    return {
        **evaluate.evaluate(frame, held_out, log_odds),
        "candidates": evaluate.compare(frame, held_out, _candidates(frame, learnt)),
        "coverage": {head: _coverage(learnt[head]) for head in HEADS},
        "groups": groups.groups(frame, probability(log_odds)),
        "sources at large": {
            "quality": usual.usual(_real(frame.assign(chance=probability(log_odds)))),
            "reliability": usual.usual(_real(evaluate.scored(frame, *held_out["reliability"]))),
        },
        "flaws": pairs.flawed(frame, judge),
        "attacks": pairs.attacked(frame, judge),
    }


def _real(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["kind"] != "flawed"]


def _candidates(frame: pd.DataFrame, learnt: Mapping[str, Learnt]) -> dict[str, dict[str, Floats]]:
    words = candidates.hashed(frame["text"].tolist())
    lengths = frame["text"].str.len().to_numpy().astype(np.float64)
    return {
        head: candidates.held_out(one.examples, one.columns, words[one.which], lengths[one.which], one.trees)
        for head, one in learnt.items()
    }


def _coverage(one: Learnt) -> dict[str, Any]:
    return coverage.told(coverage.coverage(one.examples, one.columns, one.trees, one.stretch))
