"""Figures: one measured number each, with a 95 % interval from resampling whole groups.

Sentences of one article, or articles of one outlet, go together: groups are drawn with replacement, not
rows, so that the interval says what another sample of articles or outlets would give.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, roc_auc_score

from scorer.reading import Bools, Floats

_SAMPLES = 200
_SEED = 20_261_122
_BINS = 15  # of the expected calibration error
_INTERVAL = (0.025, 0.975)
_RULE_OF_THREE = 3.0  # where nothing was seen in n, the rate is below 3 / n: Hanley and Lippman-Hand (1983)

Groups = Sequence[object] | npt.NDArray[np.generic] | None
Labels = npt.NDArray[Any]
Measure = Callable[[Labels, Floats], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number, its interval, and what it was counted on.

    ``name`` is a standard term: precision, recall, F1, AUROC, average precision, false alarms per 1,000.
    ``floor`` is whether less would be a loss (for false alarms more is).
    """

    name: str
    value: float
    low: float
    high: float
    count: int
    floor: bool = True


def flags(truth: Bools, flagged: Bools, groups: Groups = None) -> tuple[Figure, Figure, Figure]:
    """Precision, recall and F1 of flags against labels; both of shape ``(rows,)``."""
    counts = np.column_stack([truth & flagged, flagged, truth]).astype(np.float64)
    drawn = _sums(counts, groups)
    with np.errstate(invalid="ignore"):  # a sample may have no flag
        return (
            _figure("precision", drawn[:, 0] / drawn[:, 1], int(flagged.sum())),
            _figure("recall", drawn[:, 0] / drawn[:, 2], int(truth.sum())),
            _figure("F1", 2 * drawn[:, 0] / (drawn[:, 1] + drawn[:, 2]), len(truth)),
        )


def auroc(truth: Bools, score: Floats, groups: Groups = None) -> Figure:
    """The chance that a labelled row scores above another (ties count half)."""
    return resampled("AUROC", roc_auc_score, truth, score, groups)


def average_precision(truth: Bools, score: Floats, groups: Groups = None) -> Figure:
    """The mean precision over recall as the cut-off falls."""
    return resampled("average precision", average_precision_score, truth, score, groups)


def recall_at(truth: Bools, score: Floats, false_alarms: float, groups: Groups = None) -> Figure:
    """Recall at the cut-off that lets through that share of the rows labelled 0."""

    def recall(labels: Bools, scores: Floats) -> float:
        others = np.sort(scores[~labels])[::-1]
        cut = others[min(int(false_alarms * len(others)), len(others) - 1)]
        return float((scores[labels] > cut).mean())

    return resampled(f"recall at {false_alarms:.1%} false alarms", recall, truth, score, groups)


def precision_at(truth: Bools, score: Floats, recall: float, groups: Groups = None) -> Figure:
    """Precision at the cut-off that finds that share of the rows labelled 1."""

    def precision(labels: Bools, scores: Floats) -> float:
        found = np.sort(scores[labels])[::-1]
        cut = found[max(int(np.ceil(recall * len(found))) - 1, 0)]
        return float(labels[scores >= cut].mean())

    return resampled(f"precision at recall {recall}", precision, truth, score, groups)


def rate(name: str, hits: Bools | Floats, per: Floats | None = None, groups: Groups = None) -> Figure:
    """Hits for each 1,000 rows, or for each 1,000 of ``per`` (words, say); fewer is better."""
    below = np.ones(len(hits)) if per is None else per
    drawn = _sums(np.column_stack([np.asarray(hits, dtype=np.float64), below]), groups)
    figure = _figure(name, 1000 * drawn[:, 0] / drawn[:, 1], len(hits), floor=False)
    return figure if figure.value else replace(figure, high=1000 * _RULE_OF_THREE / float(below.sum()))


def share(name: str, hits: Bools | Floats, groups: Groups = None) -> Figure:
    """The share of rows that are hits; more is better."""
    return _mean(name, hits.astype(np.float64), groups)


def brier(truth: Bools, chance: Floats, groups: Groups = None) -> Figure:
    """The mean squared distance of probabilities from labels; less is better (Brier 1950)."""
    return _mean("Brier score", (chance - truth) ** 2, groups, floor=False)


def calibration_error(truth: Bools, chance: Floats, groups: Groups = None, weights: Floats | None = None) -> Figure:
    """How far probabilities lie from the (weighted) share labelled 1, in 15 equal ranges of them; less is better."""
    weighed = np.column_stack([chance, np.ones(len(chance)) if weights is None else weights])
    return replace(resampled("expected calibration error", _calibration_error, truth, weighed, groups), floor=False)


def auroc_gain(truth: Bools, score: Floats, other: Floats, groups: Groups = None) -> Figure:
    """How much better than ``other`` the scores rank, both held against the same samples of groups."""

    def gain(labels: Bools, pair: Floats) -> float:
        return float(roc_auc_score(labels, pair[:, 0]) - roc_auc_score(labels, pair[:, 1]))

    return resampled("gain in AUROC", gain, truth, np.column_stack([score, other]), groups)


def resampled(name: str, measure: Measure, truth: Labels, score: Floats, groups: Groups = None) -> Figure:
    """Any measure of labels and scores, both of shape ``(rows, …)``; samples with equal labels only are left out."""
    numbers, size = _numbered(groups, len(truth))
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(size + 1))
    generator = np.random.default_rng(_SEED)
    values = [measure(truth, score)]
    for _ in range(_SAMPLES):
        drawn = generator.integers(0, size, size)
        rows = np.concatenate([order[starts[group] : starts[group + 1]] for group in drawn])
        if truth[rows].min() < truth[rows].max():
            values.append(measure(truth[rows], score[rows]))
    return _figure(name, np.array(values), len(truth))


def _numbered(groups: Groups, rows: int) -> tuple[npt.NDArray[np.intp], int]:
    if groups is None:
        return np.arange(rows), rows
    names, numbers = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    return numbers, len(names)


def _sums(counts: Floats, groups: Groups) -> Floats:
    """Column sums of all rows, then of each sample of groups; shape ``(1 + samples, columns)``."""
    numbers, size = _numbered(groups, len(counts))
    by_group = np.column_stack([np.bincount(numbers, column, minlength=size) for column in counts.T])
    generator = np.random.default_rng(_SEED)
    times = np.stack([np.bincount(generator.integers(0, size, size), minlength=size) for _ in range(_SAMPLES)])
    return np.vstack([by_group.sum(axis=0), times @ by_group])


def _mean(name: str, values: Floats, groups: Groups, *, floor: bool = True) -> Figure:
    drawn = _sums(np.column_stack([values, np.ones(len(values))]), groups)
    return _figure(name, drawn[:, 0] / drawn[:, 1], len(values), floor=floor)


def _calibration_error(truth: Bools, weighed: Floats) -> float:
    chance, weights = weighed.T
    bins = np.minimum((chance * _BINS).astype(np.intp), _BINS - 1)
    return float(np.abs(np.bincount(bins, weights * (chance - truth))).sum() / weights.sum())


def _figure(name: str, values: Floats, count: int, *, floor: bool = True) -> Figure:
    sampled = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(sampled, _INTERVAL) if len(sampled) else (np.nan, np.nan)
    return Figure(name, float(values[0]), float(low), float(high), count, floor)
