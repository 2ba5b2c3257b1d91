"""Key tables: numbers of many 64-bit keys, asked for in bulk."""

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

MIXER = np.uint64(0x9E3779B97F4A7C15)
_ROOM = 2  # slots for each key, at least
_MANY = 1_000
_SPARSENESS = 8  # slots for each key, so that nearly every key sits in its first slot


class KeyTable:
    """Keys numbered in the order they were added; open addressing, probed for all keys at once."""

    def __init__(self, keys: Keys | None = None) -> None:
        self._count = 0
        self._allot(16)
        if keys is not None:
            self.add(keys)

    def __len__(self) -> int:
        return self._count

    def _allot(self, slots: int) -> None:
        bits = slots.bit_length() - 1
        self._shift = np.uint64(64 - bits)
        self._mask = (1 << bits) - 1
        self._keys = np.zeros(1 << bits, dtype=np.uint64)
        self._number = np.full(1 << bits, -1, dtype=np.intp)

    def add(self, keys: Keys) -> None:
        """Number new keys, none of them known already, from ``len(self)`` on."""
        needed = (self._count + len(keys)) * _SPARSENESS
        if needed > len(self._number):
            filled = np.flatnonzero(self._number >= 0)
            old = self._keys[filled[np.argsort(self._number[filled])]]
            self._allot(1 << (needed - 1).bit_length())
            self._count = 0
            self._insert(old)
        self._insert(keys)

    def _insert(self, keys: Keys) -> None:
        numbers = np.arange(self._count, self._count + len(keys))
        slots, waiting = self._slots(keys), np.arange(len(keys))
        while len(waiting):
            free = waiting[self._number[slots[waiting]] < 0]
            self._number[slots[free]] = numbers[free]  # of those that want the same slot, the last gets it
            settled = self._number[slots[waiting]] == numbers[waiting]
            self._keys[slots[waiting[settled]]] = keys[waiting[settled]]
            waiting = waiting[~settled]
            slots[waiting] = (slots[waiting] + 1) & self._mask
        self._count += len(keys)

    def find(self, keys: Keys) -> Ints:
        """The number of each key, -1 where it is unknown; shape as ``keys``."""
        slots = self._slots(keys)
        number = self._number[slots]
        astray = np.flatnonzero((number >= 0) & (self._keys[slots] != keys))
        while len(astray):
            slots[astray] = (slots[astray] + 1) & self._mask
            number[astray] = self._number[slots[astray]]
            astray = astray[(number[astray] >= 0) & (self._keys[slots[astray]] != keys[astray])]
        return number

    def _slots(self, keys: Keys) -> Ints:
        mixed = keys * MIXER
        mixed >>= self._shift
        return as_indices(mixed)


def as_indices(keys: Keys) -> Ints:
    """Small keys as indices; where these have 64 bits, too, nothing is copied."""
    return keys.view(np.int64).astype(np.intp, copy=False)


def first_ones(keys: Keys) -> Bools:
    """Whether each key is the first of its kind; shape as ``keys``. Far faster than to sort them, if there are many."""
    return np.asarray(first_places(keys) == np.arange(len(keys)))


def first_places(keys: Keys, turns: int = 3) -> Ints:
    """The place of the first of each key's kind; shape as ``keys``."""
    if not turns or len(keys) < _MANY:
        _, first, kind = np.unique(keys, return_index=True, return_inverse=True)
        return np.asarray(first[kind])
    bits, mixed = (_ROOM * len(keys)).bit_length(), keys * MIXER
    slots = as_indices(mixed >> np.uint64(64 - bits))
    order = np.arange(len(keys), dtype=np.int32)
    holder = np.empty(1 << bits, dtype=np.int32)  # never cleared: only what was just written is read
    holder[slots[::-1]] = order[::-1]  # of those that want the same slot the last gets it, here the first of the keys
    first = holder[slots].astype(np.intp)
    others = np.flatnonzero(keys[first] != keys)  # every key of a kind, as they all want the same slot
    first[others] = others[first_places(mixed[others], turns - 1)]
    return first
