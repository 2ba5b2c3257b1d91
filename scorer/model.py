"""The model: a row of features weighed by tables.

For each feature there is a table: the ranges of its values and what each range adds, in log-odds. A
head (quality, reliability) is the sum of one entry a feature, made a probability. So every
contribution is exact, and the model is data that a person can read: ``model.json`` holds the tables, ``spread.npz``
the tables of models trained on other samples of sources, from which the intervals come.
"""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import orjson

from scorer import shipped
from scorer.errors import ModelError, TamperedModelError
from scorer.keys import Ints
from scorer.reading import Floats
from scorer.table import Row, Table

TABLES, SPREAD, SUMS = "model.json", "spread.npz", "SHA256SUMS"
HEADS = ("quality", "reliability")
MIDDLE = 1.645  # standard deviations to each side hold the middle 90 % of a normal distribution

Interval = tuple[float, float]


@dataclass(frozen=True)
class Head:
    """One additive head: ``base`` and one row of ``tables`` a feature, in log-odds.

    ``tables`` has the shape ``(features, most ranges + 1)``; the last column is for unknown values.
    ``spread`` (members, features, most ranges + 1) and ``spread_base`` (members,) are those of
    models trained on resampled sources.
    """

    base: float
    tables: Floats
    spread: npt.NDArray[np.float32]
    spread_base: npt.NDArray[np.float32]

    def contributions(self, ranges: Ints) -> Floats:
        """What each feature adds; ``ranges`` and the result have the shape ``(documents, features)``."""
        return np.asarray(self.tables[np.arange(len(self.tables)), ranges])

    def log_odds(self, ranges: Ints) -> Floats:
        """Log-odds of each row; shape ``(documents,)``."""
        return total(self.base, self.contributions(ranges))

    def intervals(self, ranges: Ints, own: Floats) -> Floats:
        """Lower and upper probability; shape ``(documents, 2)``.

        So far around the head's ``own`` log-odds lie the middle 90 % of models, were they spread normally.
        """
        apart = self.spread_base - own[:, None]
        added = np.empty_like(apart)
        for places in np.ascontiguousarray((ranges[:, self.used] + self._first_range).T):
            apart += self._by_range.take(places, axis=0, mode="clip", out=added)
        reach = MIDDLE * np.sqrt((apart**2).mean(axis=1))
        return probability(np.column_stack([own - reach, own + reach]))

    @cached_property
    def used(self) -> Ints:
        """The features that the head or one of its members weighs; each head leaves some out."""
        return np.flatnonzero(self.tables.any(axis=1) | self.spread.any(axis=(0, 2)))

    @cached_property
    def _by_range(self) -> Floats:
        """What each member adds, its numbers side by side; shape ``(features used * (most ranges + 1), members)``."""
        used = self.spread[:, self.used].transpose(1, 2, 0)
        return np.ascontiguousarray(used.reshape(-1, len(self.spread)), dtype=np.float64)

    @cached_property
    def _first_range(self) -> Ints:
        """Where each feature's ranges begin there."""
        return np.asarray(np.arange(len(self.used)) * self.tables.shape[1])


class Weighed(NamedTuple):
    """What the model says of one article; ``contributions`` and ``base`` are those of quality."""

    quality: float
    quality_interval: Interval
    reliability: float
    reliability_interval: Interval
    contributions: Mapping[str, float]
    base: float


class Model:
    """Two additive heads over the same features."""

    def __init__(
        self, names: Sequence[str], edges: Sequence[Floats], heads: Mapping[str, Head], fingerprint: str = ""
    ) -> None:
        self.names = tuple(names)
        self.edges = tuple(edges)
        self.heads = dict(heads)
        self.fingerprint = fingerprint

    def ranges(self, rows: Floats) -> Ints:
        """Which range each value falls in; unknown ones in the last. ``rows`` has the model's columns."""
        last = self.heads[HEADS[0]].tables.shape[1] - 1
        columns = np.ascontiguousarray(rows.T)
        found = np.empty(columns.shape, dtype=np.intp)
        for column, (edges, values) in enumerate(zip(self.edges, columns, strict=True)):
            found[column] = edges.searchsorted(values, "right")
        found[np.isnan(columns)] = last
        return found.T

    def select(self, names: Sequence[str], rows: Floats) -> Floats:
        """The model's own columns of ``rows``; a feature that isn't among ``names`` is unknown."""
        place = {name: column for column, name in enumerate(names)}
        wide = np.column_stack([rows, np.full(len(rows), np.nan)])
        return wide[:, [place.get(name, -1) for name in self.names]]

    def weigh(self, given: Sequence[str], rows: Floats) -> list[Weighed]:
        """Weigh rows whose columns are called ``given``; shape ``(documents, len(given))``.

        Features that the model has not met are not weighed.
        """
        ranges = self.ranges(self.select(given, rows))
        columns: list[list[Any]] = []
        for head in (self.heads[name] for name in HEADS):
            log_odds = head.log_odds(ranges)
            bounds = head.intervals(ranges, log_odds).T.tolist()
            columns += [probability(log_odds).tolist(), list(zip(*bounds, strict=True))]
        quality_head = self.heads["quality"]
        base, added = quality_head.base, quality_head.contributions(ranges)[:, quality_head.used]
        table = Table(tuple(self.names[feature] for feature in quality_head.used.tolist()), added)
        contributions = [Row(table, index) for index in range(len(rows))]
        return list(map(Weighed, *columns, contributions, repeat(base)))

    @classmethod
    def load(cls, path: str | Path | None = None) -> "Model":
        """The shipped model, or the one in the folder ``path``. Nothing is ever unpickled.

        Raises:
            ModelError: if a file is missing or damaged.
            TamperedModelError: if a file isn't the one its fingerprint names.
        """
        folder = shipped.FOLDER if path is None else Path(path)
        if path is None:
            data = shipped.read(TABLES)
        else:
            data = shipped.read_file(folder / TABLES)
            shipped.check(folder / TABLES, data, _listed_sum(folder), f"{SUMS} says; train it again")
        fingerprint = hashlib.sha256(data).hexdigest()
        try:
            return _parse(orjson.loads(data), folder, fingerprint)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise ModelError(f"{folder} holds no model of this version: {error}; train it again") from error

    def save(self, folder: Path) -> str:
        """Write the model into ``folder`` and return its fingerprint; equal models give equal bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {name: head.spread for name, head in self.heads.items()}
        arrays |= {f"{name}_base": head.spread_base for name, head in self.heads.items()}
        np.savez_compressed(folder / SPREAD, **arrays)
        tables = {
            "schema": 1,
            "spread_sha256": hashlib.sha256((folder / SPREAD).read_bytes()).hexdigest(),
            "heads": {name: {"base": head.base} for name, head in self.heads.items()},
            "features": [self._feature(column) for column in range(len(self.names))],
        }
        data = orjson.dumps(tables, option=orjson.OPT_INDENT_2) + b"\n"
        (folder / TABLES).write_bytes(data)
        fingerprint = hashlib.sha256(data).hexdigest()
        (folder / SUMS).write_text(f"{fingerprint}  {TABLES}\n", encoding="utf-8")
        return fingerprint

    def _feature(self, column: int) -> dict[str, Any]:
        edges = self.edges[column]
        feature: dict[str, Any] = {"name": self.names[column], "edges": edges.tolist()}
        for name, head in self.heads.items():
            row = head.tables[column]
            feature[name] = {"ranges": row[: len(edges) + 1].tolist(), "unknown": float(row[-1])}
        return feature


def total(base: float, contributions: Floats) -> Floats:
    """``base`` plus the contributions of each row, added in the order of the features on every machine."""
    logits = np.full(len(contributions), base)
    for column in contributions.T:
        logits += column
    return logits


def probability(logits: Floats) -> Floats:
    """The logistic function."""
    return 1 / (1 + np.exp(-logits))


def _listed_sum(folder: Path) -> str:
    return shipped.read_file(folder / SUMS).decode("utf-8", "replace").partition(" ")[0]


def _parse(tables: dict[str, Any], folder: Path, fingerprint: str) -> Model:
    spread = _spread(folder, tables["spread_sha256"])
    features = tables["features"]
    edges = [np.array(feature["edges"], dtype=np.float64) for feature in features]
    width = max(len(row) for row in edges) + 2
    heads = {
        name: Head(
            base=float(tables["heads"][name]["base"]),
            tables=_checked(np.array([_row(feature, name, width) for feature in features]), (len(features), width)),
            spread=_checked(spread[name], (None, len(features), width)),
            spread_base=_checked(spread[f"{name}_base"], (None,)),
        )
        for name in HEADS
    }
    for feature, row in zip(features, edges, strict=True):
        if not np.isfinite(row).all() or (np.diff(row) <= 0).any():
            raise ValueError(f"the ranges of {feature['name']!r} don't ascend")
    return Model([feature["name"] for feature in features], edges, heads, fingerprint)


def _row(feature: Mapping[str, Any], head: str, width: int) -> list[float]:
    table = feature[head]
    ranges = [float(value) for value in table["ranges"]]
    if len(ranges) != len(feature["edges"]) + 1:
        raise ValueError(f"{feature['name']!r} has {len(ranges)} ranges, not {len(feature['edges']) + 1}")
    return [*ranges, *[ranges[-1]] * (width - 1 - len(ranges)), float(table["unknown"])]


def _checked(given: Any, shape: tuple[int | None, ...]) -> npt.NDArray[Any]:
    array = np.asarray(given)
    if (
        array.dtype.kind != "f"
        or array.ndim != len(shape)
        or any(want is not None and have != want for have, want in zip(array.shape, shape, strict=True))
    ):
        raise ValueError(f"a table has shape {array.shape} of {array.dtype}, not {shape} of numbers")
    if not np.isfinite(array).all():
        raise ValueError("a table holds a number that isn't finite")
    return array


def _spread(folder: Path, expected: str) -> dict[str, npt.NDArray[Any]]:
    data = shipped.read_file(folder / SPREAD)
    if hashlib.sha256(data).hexdigest() != expected:
        raise TamperedModelError(f"{folder / SPREAD} isn't the one that {TABLES} was trained with; train it again")
    try:
        with np.load(folder / SPREAD, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except zipfile.BadZipFile as error:
        raise ModelError(f"{folder / SPREAD} is damaged: {error}; train it again") from error
