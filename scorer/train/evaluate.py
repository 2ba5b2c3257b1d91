"""Evaluation: how well held-out scores agree with the labels, with intervals over sources."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from scorer.keys import Ints
from scorer.model import probability
from scorer.reading import Floats
from scorer.train.figures import resampled

_SOURCE_ARTICLES = 5
_BINS = 10

Statistic = Callable[[Floats, Floats], float]
HeldOut = Mapping[str, tuple[Ints, Floats, Floats]]


def evaluate(frame: pd.DataFrame, held_out: HeldOut) -> dict[str, Any]:
    """Every figure of the model card.

    ``held_out`` gives for each head the rows of ``frame`` it was fitted on, their log-odds, each
    from a model that had not seen the source, and their weights.
    """
    quality = _scored(frame, *held_out["quality"])
    reliability = _scored(frame, *held_out["reliability"])
    return {
        "quality": {
            "sound against all unsound": _auc(quality, quality["quality"]),
            **{f"sound against {kind}": _against(quality, kind) for kind in sorted(set(quality["kind"]) - {"press"})},
            "length alone": _figure(_area, quality, quality["length"], quality["quality"]),
        },
        "reliability": {
            "pc1 below .5 against .7 and above": _extremes(reliability, "chance"),
            "the same, length alone": _extremes(reliability, "length"),
            "rank correlation with pc1": _figure(_spearman, reliability, reliability["chance"], reliability["pc1"]),
            "the same, by source of 5 articles or more": _by_source(reliability),
        },
        "calibration": {"quality": _calibration(quality, "quality")},
        "articles": {"quality": len(quality), "reliability": len(reliability)},
        "sources": {"quality": quality["group"].nunique(), "reliability": reliability["group"].nunique()},
    }


def _scored(frame: pd.DataFrame, which: Ints, logits: Floats, weights: Floats) -> pd.DataFrame:
    chosen = frame.iloc[which].assign(chance=probability(logits), weight=weights)
    return chosen.assign(length=chosen["text"].str.len())


def _area(scores: Floats, wanted: Floats) -> float:
    return float(roc_auc_score(wanted, scores)) if 0 < wanted.mean() < 1 else float("nan")


def _spearman(scores: Floats, wanted: Floats) -> float:
    return float(spearmanr(scores, wanted).statistic)


def _auc(frame: pd.DataFrame, wanted: "pd.Series[Any]") -> dict[str, float]:
    return _figure(_area, frame, frame["chance"], wanted)


def _against(frame: pd.DataFrame, kind: str) -> dict[str, float]:
    pair = frame[frame["kind"].isin(["press", kind])]
    return _auc(pair, pair["quality"])


def _extremes(frame: pd.DataFrame, column: str) -> dict[str, float]:
    apart = frame[(frame["pc1"] < 0.5) | (frame["pc1"] >= 0.7)]
    return _figure(_area, apart, apart[column], (apart["pc1"] >= 0.7).astype(float))


def _by_source(frame: pd.DataFrame) -> dict[str, float]:
    sources = frame.groupby("group").agg(chance=("chance", "mean"), pc1=("pc1", "mean"), articles=("pc1", "size"))
    sources = sources[sources["articles"] >= _SOURCE_ARTICLES].reset_index()
    return _figure(_spearman, sources, sources["chance"], sources["pc1"])


def _figure(
    statistic: Statistic, frame: pd.DataFrame, scores: "pd.Series[Any]", wanted: "pd.Series[Any]"
) -> dict[str, float]:
    """A statistic with its 95 % interval from resampled sources."""

    def measure(labels: Floats, values: Floats) -> float:
        return statistic(values, labels)

    values, labels = scores.to_numpy(dtype=np.float64), wanted.to_numpy(dtype=np.float64)
    figure = resampled("", measure, labels, values, frame["group"].to_numpy(dtype=object))
    return {"value": figure.value, "low": figure.low, "high": figure.high, "articles": figure.count}


def calibration(chance: Floats, wanted: Floats, weights: Floats) -> list[dict[str, float]]:
    """Weighted mean score and share of sound articles in ten equal ranges of the score."""
    bins = np.minimum((chance * _BINS).astype(np.intp), _BINS - 1)
    parts = (bins == number for number in np.unique(bins))
    return [
        {
            "said": float(np.average(chance[part], weights=weights[part])),
            "seen": float(np.average(wanted[part], weights=weights[part])),
            "articles": int(part.sum()),
        }
        for part in parts
    ]


def _calibration(frame: pd.DataFrame, label: str) -> list[dict[str, float]]:
    chance, wanted, weights = (frame[name].to_numpy(dtype=np.float64) for name in ("chance", label, "weight"))
    return calibration(chance, wanted, weights)
