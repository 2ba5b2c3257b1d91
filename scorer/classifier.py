"""Classifiers: how likely a line, sentence, headline or article is of a kind, learnt from labelled ones.

Each is a logistic regression over hashed tokens (feature hashing: Weinberger and others, 2009),
its weights whole numbers in one small array, read from a shipped file. A whole batch is judged with one
look-up a token, sums of whole numbers are exact, and so one passage gets the same chance on every
machine, alone or among others.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from scorer import shipped
from scorer.errors import ModelError
from scorer.keys import Ints, Keys
from scorer.reading import Bools, Floats
from scorer.tokens import Units, UnitTokens, WordTokens

BITS = 16
_SURE = 500.0  # log-odds; beyond it the exponential overflows
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(32)
_AT_ONCE = 4  # units whose slots are told apart at a time

Kind = Literal["lines", "sentences", "titles", "texts", "cues"]
Slots = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Weights:
    """What training gives: a whole number for each slot, what one of them is worth, and the base, in log-odds."""

    slots: npt.NDArray[np.int8]
    scale: float
    base: float

    def save(self) -> bytes:
        """The weights as the bytes of a file; equal weights give equal bytes."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, slots=self.slots, scale=np.float64(self.scale), base=np.float64(self.base))
        return buffer.getvalue()

    @classmethod
    def load(cls, data: bytes, name: str) -> "Weights":
        """The weights in the bytes of a file called ``name``.

        Raises:
            ModelError: if they aren't weights of this version.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                weights = cls(arrays["slots"], float(arrays["scale"]), float(arrays["base"]))
        except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise ModelError(f"{name} holds no weights: {error}; reinstall scorer") from error
        if weights.slots.shape != (1 << BITS,) or weights.slots.dtype != np.int8:
            raise ModelError(f"{name} has {weights.slots.shape} weights, not {1 << BITS}; reinstall scorer")
        return weights


class Classifier:
    """What judges passages of one kind.

    Args:
        name: of the file of its weights, below ``classifiers/``.
        kind: what it judges.
        words: the tokens that it sees of each word; their weights are summed and divided by the root of
            the number of words.
        shape: the tokens that it sees of each passage; their weights are added.
        once: whether a token counts once a passage, however often it occurs there.
    """

    def __init__(
        self,
        name: str,
        kind: Kind,
        *,
        words: tuple[WordTokens, ...],
        shape: tuple[UnitTokens, ...] = (),
        once: bool = False,
    ) -> None:
        self.name, self.kind = name, kind
        self.words, self.shape, self.once = words, shape, once

    @property
    def file(self) -> str:
        """The shipped file of its weights."""
        return f"classifiers/{self.name}.npz"

    @cached_property
    def weights(self) -> Weights:
        """The shipped weights, read when first needed.

        Raises:
            ModelError: if they are missing or damaged.
        """
        return Weights.load(shipped.read(self.file), self.file)

    def chances(self, units: Units, weights: Weights | None = None) -> Floats:
        """How likely each unit is of the kind, 0..1; shape ``(units,)``."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(units, weights), -_SURE, _SURE))))

    def log_odds(self, units: Units, weights: Weights | None = None) -> Floats:
        """The same as log-odds."""
        weights = weights or self.weights
        total = np.zeros(len(units))
        if self.words:
            total += units.sums(self.by_word(units, weights)) / np.sqrt(np.maximum(units.counts, 1))
        for tokens in self.shape:
            total += weights.slots[_unit_slots(tokens, units)]
        return np.asarray(weights.base + weights.scale * total)

    def by_word(self, units: Units, weights: Weights | None = None) -> npt.NDArray[np.int64]:
        """What each word with its tokens weighs; shape ``(words,)``."""
        weights = weights or self.weights
        total = np.zeros(len(units.reading.words), dtype=np.int64)
        for tokens in self.words:
            words, found = self.seen(tokens, units)
            total[words] += weights.slots[found]
        return total

    def seen(self, tokens: WordTokens, units: Units) -> tuple[Ints | slice, Slots]:
        """The words that count for one kind of token, and the slot of each."""
        keys, counted = tokens(units)
        words = slice(None) if counted is None else np.flatnonzero(counted)
        found = slots(tokens, keys[words])
        if not self.once:
            return words, found
        words = np.arange(len(keys))[words]
        first = _first_ones(found, units.of_word[words])
        return words[first], found[first]


def _unit_slots(tokens: UnitTokens, units: Units) -> Slots:
    """The slot of each unit's token, worked out once for all classifiers that see it."""
    if tokens not in units.slots:
        units.slots[tokens] = slots(tokens, tokens(units))
    return units.slots[tokens]


def _first_ones(found: Slots, unit: Ints) -> Bools:
    """Whether each slot is the first of its kind in its unit; ``unit`` ascends."""
    first = np.empty(len(found), dtype=np.bool_)
    place = np.empty(_AT_ONCE << BITS, dtype=np.int32)  # never cleared: only what was just written is read
    bounds = np.searchsorted(unit, np.arange(0, unit[-1] + _AT_ONCE + 1, _AT_ONCE)) if len(unit) else np.zeros(1, int)
    for start, end in pairwise(bounds.tolist()):
        cell = ((unit[start:end] % _AT_ONCE) << BITS) | found[start:end]
        order = np.arange(end - start, dtype=np.int32)
        place[cell[::-1]] = order[::-1]  # of several writers the last stays, here the first in the text
        first[start:end] = place[cell] == order
    return first


def slots(tokens: WordTokens | UnitTokens, keys: Keys) -> Slots:
    """The slot of each token; each kind of token is spread in its own way."""
    mixed = (keys ^ _salt(tokens)) * _MIXER
    mixed ^= mixed >> _FOLD
    return ((mixed * _MIXER) >> np.uint64(64 - BITS)).astype(np.intp)


@cache
def _salt(tokens: WordTokens | UnitTokens) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(tokens.__name__.encode()).digest()[:8], "little"))
