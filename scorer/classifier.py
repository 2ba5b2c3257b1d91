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
from scorer.keys import Ints, Keys, as_indices
from scorer.reading import Bools, Floats
from scorer.tokens import Units, UnitTokens, WordTokens

BITS = 16
_SURE = 500.0  # log-odds; beyond it the exponential overflows
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(32)
_MANY = 0.5  # of the words, from which on it is quicker to look all of them up

Kind = Literal["lines", "sentences", "titles", "texts", "cues"]
Slots = npt.NDArray[np.intp]
Worths = npt.NDArray[np.int16]


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
        return _chances(self.log_odds(units, weights))

    def chances_among(self, texts: Units, kept: Bools) -> Floats:
        """The same of texts as if they held only the words that are ``kept``; shape ``(texts,)``."""
        return _chances(self.log_odds_among(texts, kept))

    def log_odds_among(self, texts: Units, kept: Bools) -> Floats:
        """The same as log-odds.

        What words weigh is found out for the whole texts, and anew only beside gaps: no token looks further than to
        the words beside its own.
        """
        if self.once or self.shape:
            return self.log_odds(Units.texts(texts.reading.only(kept)))
        worth = self._worth(texts, self.weights).copy()
        beside = _beside_gaps(kept)
        near = beside.copy()
        near[1:] |= beside[:-1]
        near[:-1] |= beside[1:]
        places = np.flatnonzero(kept)
        part = np.zeros(len(kept), dtype=np.bool_)
        part[places[near]] = True
        worth[places[beside]] = self.by_word(Units.texts(texts.reading.only(part)))[beside[near]]
        total = texts.sums(worth * kept) / np.sqrt(np.maximum(texts.sums(kept), 1))
        return np.asarray(self.weights.base + self.weights.scale * total)

    def log_odds(self, units: Units, weights: Weights | None = None) -> Floats:
        """The same as log-odds."""
        weights = weights or self.weights
        total = np.zeros(len(units))
        if self.words:
            total += units.sums(self._worth(units, weights)) / np.sqrt(np.maximum(units.counts, 1))
        for weight in weights.slots[_unit_slots(self.shape, units)]:
            total += weight
        return np.asarray(weights.base + weights.scale * total)

    def _worth(self, units: Units, weights: Weights) -> Worths:
        """What each word weighs, kept with the units where the weights are the shipped ones."""
        if weights is not self.weights:
            return self.by_word(units, weights)
        if self not in units.worths:
            units.worths[self] = self.by_word(units, weights)
        return units.worths[self]

    def by_word(self, units: Units, weights: Weights | None = None) -> Worths:
        """What each word with its tokens weighs; shape ``(words,)``."""
        weights = weights or self.weights
        total = np.zeros(len(units.reading.words), dtype=np.int16)  # room for the weights of 250 tokens
        for tokens in self.words:
            keys, counted = tokens(units)
            if self.once or counted is None or np.count_nonzero(counted) > _MANY * len(counted):
                found = slots(tokens, keys)
                counted = self._counting(found, counted, units)
                total += weights.slots[found] if counted is None else weights.slots[found] * counted
            else:
                words = np.flatnonzero(counted)
                total[words] += weights.slots[slots(tokens, keys[words])]
        return total

    def seen(self, tokens: WordTokens, units: Units) -> tuple[Ints | slice, Slots]:
        """The words that count for one kind of token, and the slot of each."""
        keys, counted = tokens(units)
        found = slots(tokens, keys)
        counted = self._counting(found, counted, units)
        words = slice(None) if counted is None else np.flatnonzero(counted)
        return words, found[words]

    def _counting(self, found: Slots, counted: Bools | None, units: Units) -> Bools | None:
        """Which words count in the end (``None``: all)."""
        return _one_of_each(found, counted, units.cuts) if self.once else counted


def _unit_slots(shape: tuple[UnitTokens, ...], units: Units) -> Slots:
    """The slots of each unit's tokens, one row a token, worked out once for all classifiers that see the same."""
    if shape not in units.slots:
        found = [slots(tokens, tokens(units)) for tokens in shape]
        units.slots[shape] = np.array(found, dtype=np.intp).reshape(len(shape), len(units))
    return units.slots[shape]


def _one_of_each(found: Slots, counted: Bools | None, cuts: Ints) -> Bools:
    """Of the words for each slot, one in each unit; ``cuts`` part the units."""
    if counted is not None:
        found = np.where(counted, found, 1 << BITS)
    chosen = np.empty(len(found), dtype=np.bool_)
    holder = np.empty((1 << BITS) + 1, dtype=np.int32)  # never cleared: only what was just written is read
    order = np.arange(len(found), dtype=np.int32)
    for start, end in pairwise(cuts.tolist()):
        here = found[start:end]
        holder[here] = order[start:end]  # of several words for one slot the last stays
        np.equal(holder[here], order[start:end], out=chosen[start:end])
    return chosen if counted is None else chosen & counted


def _beside_gaps(kept: Bools) -> Bools:
    """Whether each of the words kept has one before or behind it that isn't; shape ``(words kept,)``."""
    padded = np.pad(kept, 1, constant_values=True)
    return np.asarray(~(padded[:-2] & padded[2:]))[kept]


def _chances(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_SURE, _SURE))))


def slots(tokens: WordTokens | UnitTokens, keys: Keys) -> Slots:
    """The slot of each token; each kind of token is spread in its own way."""
    mixed = keys ^ _salt(tokens)
    mixed *= _MIXER
    mixed ^= mixed >> _FOLD
    mixed *= _MIXER
    mixed >>= np.uint64(64 - BITS)
    return as_indices(mixed)


@cache
def _salt(tokens: WordTokens | UnitTokens) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(tokens.__name__.encode()).digest()[:8], "little"))
