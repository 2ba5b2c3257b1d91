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
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from scorer import shipped
from scorer.errors import ModelError
from scorer.keys import Keys
from scorer.reading import Floats
from scorer.tokens import Units, UnitTokens, WordTokens

BITS = 16
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(32)

Kind = Literal["lines", "sentences", "titles", "texts"]
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
    """

    def __init__(
        self, name: str, kind: Kind, *, words: tuple[WordTokens, ...], shape: tuple[UnitTokens, ...] = ()
    ) -> None:
        self.name, self.kind = name, kind
        self.words, self.shape = words, shape

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
        weights = weights or self.weights
        total = units.sums(self.by_word(units, weights)) / np.sqrt(np.maximum(units.counts, 1))
        for tokens in self.shape:
            total += weights.slots[slots(tokens, tokens(units))]
        return np.asarray(1 / (1 + np.exp(-(weights.base + weights.scale * total))))

    def by_word(self, units: Units, weights: Weights | None = None) -> npt.NDArray[np.int64]:
        """What each word with its tokens weighs; shape ``(words,)``."""
        weights = weights or self.weights
        total = np.zeros(len(units.reading.words), dtype=np.int64)
        for tokens in self.words:
            keys, counted = tokens(units)
            found = weights.slots[slots(tokens, keys)]
            total += found if counted is None else np.where(counted, found, 0)
        return total


def slots(tokens: WordTokens | UnitTokens, keys: Keys) -> Slots:
    """The slot of each token; each kind of token is spread in its own way."""
    mixed = (keys ^ _salt(tokens)) * _MIXER
    mixed ^= mixed >> _FOLD
    return ((mixed * _MIXER) >> np.uint64(64 - BITS)).astype(np.intp)


def _salt(tokens: WordTokens | UnitTokens) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(tokens.__name__.encode()).digest()[:8], "little"))
