"""Fitting: two additive heads, calibrated on sources they were not trained on.

A head is a gradient booster whose trees may use one feature each, over values cut into ranges. Such a
booster is a sum of one table a feature, which is read off exactly and shipped; the booster itself
is not. In features that count faults it may only fall, by :data:`LEAST_DROP` at least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import logit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from threadpoolctl import threadpool_limits

from scorer.errors import InputError
from scorer.keys import Ints
from scorer.model import Head, total
from scorer.reading import Bools, Floats

MOST_RANGES = 24
FOLDS = 5
MEMBERS = 20
STRETCH = 2.2
"""What the members' distances from the model are multiplied by, unless measured otherwise. They are models on samples
of the same sources; one of other sources lies further away, by so much in :mod:`scorer.train.coverage`."""
LEAST_DROP, LEAST_STEP = 0.1, 0.02
"""What a fault takes from the log-odds at least, and what more of it in each further range, also where the labelled
sets teach nothing of it."""
COUNTS = (1.0, 2.0, 3.0, 5.0, 9.0)
"""Where the ranges of whole numbers of faults begin."""
_SEED = 7
TREES = 150
"""Trees of a head, unless more is asked for: few labels hold no more."""
_BOOSTER = {
    "learning_rate": 0.15,
    "max_leaf_nodes": 4,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "interaction_cst": "no_interactions",
    "random_state": _SEED,
}

Objects = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Examples:
    """What a head learns from: the ranges of an article's values, its label (0 or 1), weight and source.

    ``learnt_only`` are copies that teach and are not measured by: calibration and averages leave them out.
    """

    ranges: Ints
    labels: Floats
    weights: Floats
    groups: Objects
    learnt_only: Bools | None = None

    def take(self, which: Ints | Bools) -> "Examples":
        """Some of the examples, in the order given."""
        copies = None if self.learnt_only is None else self.learnt_only[which]
        return Examples(self.ranges[which], self.labels[which], self.weights[which], self.groups[which], copies)

    @property
    def measured(self) -> Bools:
        """Which examples are measured by."""
        return np.ones(len(self.labels), dtype=np.bool_) if self.learnt_only is None else ~self.learnt_only

    def __add__(self, other: "Examples") -> "Examples":
        """These examples and others, which are only learnt from."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("ranges", "labels", "weights", "groups"))
        ranges, labels, weights, groups = map(np.concatenate, pairs)
        return Examples(ranges, labels, weights, groups, np.arange(len(labels)) >= len(self.labels))


@dataclass(frozen=True, slots=True)
class Columns:
    """The features of a head, one an item of each.

    ``edges`` cut its values into ranges; ``directions`` says whether more may only lower the score (-1), only raise it
    (1) or both (0); ``counted`` whether it counts findings of a fault, so that its lowest range means nothing found.
    """

    edges: Sequence[Floats]
    directions: Sequence[int]
    counted: Bools

    @property
    def width(self) -> int:
        """The most ranges of a feature, and one for unknown values."""
        return max(map(len, self.edges)) + 2


@dataclass(frozen=True, slots=True)
class Additive:
    """A booster read off as tables, in log-odds; the last column is for unknown values."""

    base: float
    tables: Floats

    def logits(self, ranges: Ints) -> Floats:
        """Log-odds of each row of ranges."""
        return total(self.base, self.tables[np.arange(len(self.tables)), ranges])

    def scaled(self, slope: float, shift: float) -> "Additive":
        """The same, with log-odds ``slope * x + shift``."""
        return Additive(slope * self.base + shift, slope * self.tables)

    def dropping(self, counted: Bools) -> "Additive":
        """The same, but that each range of a fault takes as much as it must at least."""
        tables = self.tables.copy()
        for range_ in range(1, tables.shape[1] - 1):
            least = LEAST_DROP if range_ == 1 else LEAST_STEP
            tables[counted, range_] = np.minimum(tables[counted, range_], tables[counted, range_ - 1] - least)
        return Additive(self.base, tables)

    def stretched(self, around: "Additive", factor: float) -> "Additive":
        """The same, so many times as far from another."""
        base = around.base + factor * (self.base - around.base)
        return Additive(base, around.tables + factor * (self.tables - around.tables))


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A booster as tables, calibrated by ``slope`` and ``shift``; the rest as in :class:`Fitted`."""

    additive: Additive
    slope: float
    shift: float
    held_out: Floats
    parts: tuple[Additive, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head, and the log-odds of each example by the one of the ``parts`` that hadn't seen its source.

    ``parts`` are models of the same calibration, one a fold of :func:`folds`.
    """

    head: Head
    held_out: Floats
    parts: tuple[Additive, ...]

    @property
    def folds(self) -> int:
        """How many times some of the sources were held out."""
        return len(self.parts)


def ranges_of(rows: Floats) -> list[Floats]:
    """Edges that cut each feature into at most :data:`MOST_RANGES` ranges, from quantiles of ``rows``."""
    edges = []
    for column in rows.T:
        known = np.round(column[~np.isnan(column)], 6)
        cuts = np.quantile(known, np.linspace(0, 1, MOST_RANGES + 1)[1:-1]) if len(known) else np.zeros(0)
        edges.append(np.unique(np.round(cuts[cuts > known.min()], 6)) if len(known) else cuts)
    return edges


def counted_ranges(rows: Floats) -> list[Floats]:
    """Edges for features that count faults: nothing found is a range of its own; rates have eight more."""
    edges = []
    for column in rows.T:
        some = column[column > 0]
        rated = bool((some != np.rint(some)).any())
        edges.append(np.unique(np.round(np.quantile(some, np.linspace(0, 1, 9)[:-1]) if rated else COUNTS, 6)))
    return edges


def fit_calibrated(examples: Examples, columns: Columns, *, trees: int | None = None) -> Calibrated:
    """Fit one head and calibrate it on held-out sources.

    Raises:
        InputError: as :func:`folds`.
    """
    held_out = np.empty(len(examples.labels))
    parts: list[Additive] = []
    for train, test in folds(examples):
        parts.append(_boost(examples.take(train), columns, trees))
        held_out[test] = parts[-1].logits(examples.ranges[test])
    slope, shift = _calibrate(held_out, examples)
    additive = _boost(examples, columns, trees).scaled(slope, shift)
    additive = _centred(additive, examples, _from_lowest(columns))
    calibrated = tuple(part.scaled(slope, shift) for part in parts)
    return Calibrated(additive, slope, shift, slope * held_out + shift, calibrated)


def fit_head(
    examples: Examples,
    columns: Columns,
    *,
    trees: int | None = None,
    stretch: float = STRETCH,
    members: int | None = None,
) -> Fitted:
    """As :func:`fit_calibrated`, and fitted again to resampled sources.

    Raises:
        InputError: as :func:`folds`.
    """
    one = fit_calibrated(examples, columns, trees=trees)
    others = (_boost(examples.take(rows), columns, trees) for rows in _resampled(examples, members or MEMBERS))
    spread = [other.scaled(one.slope, one.shift).stretched(one.additive, stretch) for other in others]
    head = Head(
        base=one.additive.base,
        tables=one.additive.tables,
        spread=np.array([member.tables for member in spread], dtype=np.float32),
        spread_base=np.array([member.base for member in spread], dtype=np.float32),
    )
    return Fitted(head, one.held_out, one.parts)


def folds(examples: Examples) -> list[tuple[Ints, Ints]]:
    """Rows to fit on and rows held out, by source: :data:`FOLDS` times, fewer where few sources hold a label.

    Raises:
        InputError: if sources can't be parted so that both labels stay on the side that is fitted on.
    """
    sources = [len(np.unique(examples.groups[examples.labels == label])) for label in (0, 1)]
    for count in range(min(FOLDS, *sources), 1, -1):
        splitter = StratifiedGroupKFold(count, shuffle=True, random_state=_SEED)
        parts = list(splitter.split(examples.ranges, examples.labels, groups=examples.groups))
        if all(_both(examples.labels[train]) for train, _ in parts):
            return parts
    raise InputError(
        f"sources with sound articles: {sources[1]:,}, with unsound ones: {sources[0]:,}; at least two of each are "
        "needed, so that some can be held out"
    )


def _both(labels: Floats) -> bool:
    return bool(labels.min() < labels.max())


def _boost(examples: Examples, columns: Columns, trees: int | None = None) -> Additive:
    directions, width = list(columns.directions), columns.width
    values = examples.ranges.astype(np.float64)
    values[examples.ranges == width - 1] = np.nan
    values[:, np.isnan(values).all(axis=0)] = 0  # what is never known teaches nothing; the booster wants a value
    booster = HistGradientBoostingClassifier(max_iter=trees or TREES, monotonic_cst=directions, **_BOOSTER)
    with threadpool_limits(1):  # trees this small take longer to share out among threads than to grow
        booster.fit(values, examples.labels, sample_weight=examples.weights)
        return _read_off(booster, len(directions), width).dropping(columns.counted)


def _read_off(booster: HistGradientBoostingClassifier, features: int, width: int) -> Additive:
    """Tables of an additive booster: what it says of rows that differ from zero in one feature."""
    probes = np.zeros((features * width + 1, features))
    for feature in range(features):
        rows = slice(feature * width, (feature + 1) * width)
        probes[rows, feature] = [*range(width - 1), np.nan]
    logits = booster.decision_function(probes)
    base = float(logits[-1])
    return Additive(base, (logits[:-1] - base).reshape(features, width))


def _calibrate(logits: Floats, examples: Examples) -> tuple[float, float]:
    """Slope and shift that make held-out log-odds probabilities (Platt 1999).

    A slope that would turn the ranking round is none: what was learnt says nothing of other sources.
    """
    weights = examples.weights * examples.measured
    platt = LogisticRegression(C=1e6).fit(logits[:, None], examples.labels, sample_weight=weights)
    if platt.coef_[0, 0] > 0:
        return float(platt.coef_[0, 0]), float(platt.intercept_[0])
    return 0.0, float(logit(np.average(examples.labels, weights=weights)))


def _from_lowest(columns: Columns) -> Bools:
    """Features that are told from their lowest range: nothing found, or the only one there is."""
    return np.asarray(columns.counted | np.array([not len(cuts) for cuts in columns.edges]))


def _centred(additive: Additive, examples: Examples, from_zero: Bools) -> Additive:
    """Tables that say what a value adds to the average article.

    A count of faults is told from nothing found instead, so that finding nothing adds nothing.
    """
    values = additive.tables[np.arange(len(additive.tables)), examples.ranges]
    average = np.average(values, axis=0, weights=examples.weights * examples.measured)
    reference = np.where(from_zero, additive.tables[:, 0], average)
    tables = additive.tables - reference[:, None]
    tables[from_zero, -1] = 0.0  # a signal that wasn't asked found nothing
    return Additive(additive.base + float(reference.sum()), tables)


def _resampled(examples: Examples, members: int) -> list[Ints]:
    """Rows of sources drawn with replacement, ``members`` times; a draw without one of the labels is drawn anew."""
    draw = np.random.default_rng(_SEED)
    sources, of_row = np.unique(examples.groups, return_inverse=True)
    rows_of = [np.flatnonzero(of_row == source) for source in range(len(sources))]
    samples: list[Ints] = []
    while len(samples) < members:
        rows = np.concatenate([rows_of[source] for source in draw.integers(len(sources), size=len(sources))])
        if _both(examples.labels[rows]):
            samples.append(rows)
    return samples
