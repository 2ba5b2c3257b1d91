"""Pairs that come up often, counted in bounded memory."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Pairs = Callable[[], Iterator[tuple[Places, Places]]]
"""Gives pairs of articles by number, ``one < other``, some at a time, and the same ones whenever it is asked."""

_AT_ONCE = 1 << 22  # pairs
_BITS = 32
_LOW = (1 << _BITS) - 1


def often(pairs: Pairs, articles: int, total: int, fewest: int) -> tuple[Places, Places]:
    """The pairs that come up at least so often, once each and in order.

    About ``total`` of them are expected; so many parts of the ``articles`` are gone through, one after the other,
    that a few million pairs are held at a time.
    """
    edges = np.linspace(0, articles, total // _AT_ONCE + 2).astype(np.int64).tolist()
    kept = [_kept(pairs, start, end, fewest) for start, end in pairwise(edges)]
    found = np.concatenate([np.zeros(0, dtype=np.int64), *kept])
    return found >> _BITS, found & _LOW


def _kept(pairs: Pairs, start: int, end: int, fewest: int) -> Places:
    packed = [np.zeros(0, dtype=np.int64)]
    for one, other in pairs():
        mine = (one >= start) & (one < end)
        packed.append((one[mine].astype(np.int64) << _BITS) | other[mine])
    distinct, counts = np.unique(np.concatenate(packed), return_counts=True)
    return distinct[counts >= fewest]
