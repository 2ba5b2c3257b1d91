"""Evaluation: how well held-out scores agree with the labels, with intervals over sources.

Beside each plain figure stands the same among articles of like length: the mean of the figures of ten parts, the
shortest tenth of the articles to the longest. Where both differ, length did some of the work.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata, spearmanr

from scorer.keys import Ints
from scorer.model import probability
from scorer.reading import Bools, Floats
from scorer.train import labels
from scorer.train.figures import Figure, calibration_error, resampled

LOW, HIGH = 0.5, 0.7
"""Sources rated below the one are held against sources rated at the other and above; those between are left out."""
_SOURCE_ARTICLES = 5
_BINS = 10
_LENGTHS = 10
_CHECKED = {"clef2021_task3": "CLEF", "sfu_snopes": "Snopes"}

Statistic = Callable[[Floats, Floats], float]
HeldOut = Mapping[str, tuple[Ints, Floats, Floats]]


def evaluate(frame: pd.DataFrame, held_out: HeldOut, unseen: Floats | None = None) -> dict[str, Any]:
    """The figures of both heads.

    ``held_out`` gives for each head the rows of ``frame`` it was fitted on, their log-odds, each
    from a model that had not seen the source, and their weights. ``unseen`` are such log-odds of quality of every row
    of ``frame``, for what nothing was learnt from.
    """
    quality, reliability = (scored(frame, *held_out[head]) for head in ("quality", "reliability"))
    shown = {} if unseen is None else _shown(_with_chance(frame, unseen))
    return {
        "quality": _quality(quality) | shown,
        "reliability": _reliability(reliability),
        "calibration": {
            "quality": _calibration(quality, quality["quality"]),
            "reliability": _calibration(reliability, reliability["pc1"] >= labels.RELIABLE),
        },
        "calibration error": {
            "quality": _calibration_error(quality, quality["quality"] > 0),
            "reliability": _calibration_error(reliability, reliability["pc1"] >= labels.RELIABLE),
        },
        "articles": {"quality": len(quality), "reliability": len(reliability)},
        "sources": {"quality": quality["group"].nunique(), "reliability": reliability["group"].nunique()},
    }


def compare(
    frame: pd.DataFrame, held_out: HeldOut, others: Mapping[str, Mapping[str, Floats]]
) -> dict[str, dict[str, Any]]:
    """What ships (named ``"shipped"``) beside other kinds of model, head by head.

    ``others`` gives for each head and candidate what it says of the head's rows; see :mod:`scorer.train.candidates`.
    """
    return {
        "quality": _compared(scored(frame, *held_out["quality"]), others["quality"], _ranks_quality),
        "reliability": _compared(scored(frame, *held_out["reliability"]), others["reliability"], _ranks_reliability),
    }


def scored(frame: pd.DataFrame, which: Ints, logits: Floats, weights: Floats) -> pd.DataFrame:
    """The rows that a head was fitted on, with columns chance (held out), weight and length (characters)."""
    return _with_chance(frame.iloc[which], logits).assign(weight=weights)


def _with_chance(frame: pd.DataFrame, logits: Floats) -> pd.DataFrame:
    return frame.assign(chance=probability(logits), length=frame["text"].str.len())


def _quality(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    kinds = sorted(set(frame["kind"]) - {"press"})
    made = [kind for kind in ("farm", "machine") if kind in kinds]
    return {
        "sound against all unsound": _auc(frame, frame["quality"]),
        **{f"sound against {kind}": _against(frame, kind) for kind in kinds},
        "sound against farm and machine": _against(frame, *made),
        "sound against all unsound, by length alone": _figure(_area, frame, frame["length"], frame["quality"]),
    }


def _reliability(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {
        f"pc1 below {LOW} against {HIGH} and above": _extremes(frame, "chance"),
        "the same, by length alone": _extremes(frame, "length"),
        "rank correlation with pc1": _figure(_spearman, frame, frame["chance"], frame["pc1"]),
        f"the same, by source of {_SOURCE_ARTICLES} articles or more": _by_source(frame),
    }


def _shown(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """What quality says of articles with labels of another sort, from which nothing was learnt."""
    checked = {
        f"checked true against false ({name})": frame[
            (frame["dataset"] == dataset) & frame["kind"].isin([labels.TRUE, "fabricated"])
        ]
        for dataset, name in _CHECKED.items()
    }
    releases = frame[frame["kind"] == labels.RELEASE]
    told = {
        name: _auc(some, (some["kind"] == labels.TRUE).astype(float))
        for name, some in checked.items()
        if {labels.TRUE, "fabricated"} <= set(some["kind"])
    }
    if len(releases) > 1:
        criteria = _figure(_spearman, releases, releases["chance"], releases["label"])
        told["rank correlation with criteria that experts found met (FakeHealth releases)"] = criteria
    return told


def _against(frame: pd.DataFrame, *kinds: str) -> dict[str, Any]:
    pair = frame[frame["kind"].isin(["press", *kinds])]
    return _auc(pair, pair["quality"])


def _auc(frame: pd.DataFrame, wanted: "pd.Series[Any]") -> dict[str, Any]:
    return _figure(_area, frame, frame["chance"], wanted)


def _extremes(frame: pd.DataFrame, column: str) -> dict[str, Any]:
    apart = _apart(frame)
    return _figure(_area, apart, apart[column], (apart["pc1"] >= HIGH).astype(float))


def _apart(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame["pc1"] < LOW) | (frame["pc1"] >= HIGH)]


def _by_source(frame: pd.DataFrame) -> dict[str, float]:
    sources = frame.groupby("group").agg(chance=("chance", "mean"), pc1=("pc1", "mean"), articles=("pc1", "size"))
    sources = sources[sources["articles"] >= _SOURCE_ARTICLES].reset_index()
    groups = sources["group"].to_numpy(dtype=object)
    return _told(_spearman, sources["chance"].to_numpy(), sources["pc1"].to_numpy(), groups)


def _figure(
    statistic: Statistic, frame: pd.DataFrame, scores: "pd.Series[Any]", wanted: "pd.Series[Any]"
) -> dict[str, Any]:
    """A statistic with its 95 % interval from resampled sources, plain and among articles of like length."""
    values, truth = scores.to_numpy(dtype=np.float64), wanted.to_numpy(dtype=np.float64)
    groups, lengths = frame["group"].to_numpy(dtype=object), frame["length"].to_numpy(dtype=np.float64)
    return _told(statistic, values, truth, groups) | {
        "of like length": _of_like_length(statistic, values, truth, groups, lengths)
    }


def _told(statistic: Statistic, values: Floats, truth: Floats, groups: Any) -> dict[str, float]:
    return plain(resampled("", lambda labels, scores: statistic(scores, labels), truth, values, _drawable(groups)))


def _of_like_length(
    statistic: Statistic, values: Floats, truth: Floats, groups: Any, lengths: Floats
) -> dict[str, float]:
    cuts = np.quantile(lengths, np.linspace(0, 1, _LENGTHS + 1)[1:-1])
    pairs = np.column_stack([values, np.searchsorted(cuts, lengths, side="right")])
    drawn = _drawable(groups)
    return plain(resampled("", lambda labels, pairs: _by_part(statistic, pairs, labels), truth, pairs, drawn))


def _drawable(groups: Any) -> Any:
    """Sources to draw; where there is but one, ``None``, so that articles are drawn."""
    return groups if len(np.unique(groups.astype(str))) > 1 else None


def _by_part(statistic: Statistic, pairs: Floats, truth: Floats) -> float:
    """The mean of a statistic over parts (second column); a part weighs as the pairs of articles it holds apart."""
    weights, values = np.zeros(_LENGTHS), np.zeros(_LENGTHS)
    for part in range(_LENGTHS):
        inside = pairs[:, 1] == part
        some = truth[inside]
        if len(some) and some.min() < some.max():
            weights[part] = len(some) ** 2 * some.var()  # for labels 0 and 1 their numbers' product
            values[part] = statistic(pairs[inside, 0], some)
    return float(np.average(values, weights=weights)) if weights.any() else float("nan")


def plain(figure: Figure) -> dict[str, float]:
    """A figure as data."""
    return {"value": figure.value, "low": figure.low, "high": figure.high, "articles": figure.count}


def _area(scores: Floats, wanted: Floats) -> float:
    """The area under the receiver operating characteristic, from ranks: Hanley and McNeil (1982)."""
    high = wanted > 0
    count = int(high.sum())
    pairs = count * (len(wanted) - count)
    return float((rankdata(scores)[high].sum() - count * (count + 1) / 2) / pairs) if pairs else float("nan")


def _spearman(scores: Floats, wanted: Floats) -> float:
    return float(spearmanr(scores, wanted).statistic) if np.ptp(scores) and np.ptp(wanted) else float("nan")


def _compared(
    frame: pd.DataFrame, others: Mapping[str, Floats], ranks: Callable[[pd.DataFrame, Floats, Floats], dict[str, Any]]
) -> dict[str, Any]:
    shipped = frame["chance"].to_numpy(dtype=np.float64)
    return {name: ranks(frame, said, shipped) for name, said in {"shipped": shipped, **others}.items()}


def _ranks_quality(frame: pd.DataFrame, said: Floats, shipped: Floats) -> dict[str, Any]:
    kinds = sorted(set(frame["kind"]) - {"press"})
    rows = {kind: frame["kind"].isin(["press", kind]).to_numpy() for kind in kinds}
    sound = frame["quality"].to_numpy(dtype=np.float64)
    by_kind = {kind: _area(said[some], sound[some]) for kind, some in rows.items()}
    return _gained(said, shipped, sound > 0, frame["group"].to_numpy(dtype=object)) | {"kinds": by_kind}


def _ranks_reliability(frame: pd.DataFrame, said: Floats, shipped: Floats) -> dict[str, Any]:
    rating, groups = frame["pc1"].to_numpy(dtype=np.float64), frame["group"].to_numpy(dtype=object)
    apart = (rating < LOW) | (rating >= HIGH)
    gained = _gained(said[apart], shipped[apart], rating[apart] >= HIGH, groups[apart])
    return gained | {"correlation": _told(_spearman, said, rating, groups)}


def _gained(said: Floats, shipped: Floats, truth: Bools, groups: Any) -> dict[str, Any]:
    """The area, and how much larger it is than that of what ships."""

    def gain(labels: Floats, pair: Floats) -> float:
        return _area(pair[:, 0], labels) - _area(pair[:, 1], labels)

    wanted = truth.astype(np.float64)
    gained = resampled("gain", gain, wanted, np.column_stack([said, shipped]), groups)
    return {"area": _told(_area, said, wanted, groups), "gain": plain(gained)}


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
        if weights[part].any()
    ]


def _calibration(frame: pd.DataFrame, wanted: "pd.Series[Any]") -> list[dict[str, float]]:
    chance, weights = (frame[name].to_numpy(dtype=np.float64) for name in ("chance", "weight"))
    return calibration(chance, wanted.to_numpy(dtype=np.float64), weights)


def _calibration_error(frame: pd.DataFrame, wanted: "pd.Series[Any]") -> dict[str, float]:
    chance, weights = (frame[name].to_numpy(dtype=np.float64) for name in ("chance", "weight"))
    return plain(
        calibration_error(wanted.to_numpy(dtype=np.bool_), chance, frame["group"].to_numpy(dtype=object), weights)
    )
