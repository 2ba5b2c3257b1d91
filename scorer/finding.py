"""Findings: where a signal shows in an article, and why it counts."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import NamedTuple

from scorer.span import Span


class Finding(NamedTuple):
    """One place where a signal shows.

    ``span`` is the evidence, ``related`` the places that it is compared with; a finding about the
    whole article has the empty span :data:`~scorer.span.WHOLE`. A ``soft`` finding is worth a look and is
    worded so; it isn't a fault by itself. ``group`` is that of the signal.
    """

    signal: str
    span: Span
    message: str
    related: tuple[Span, ...] = ()
    soft: bool = False
    group: str = "other"


_finding = partial(tuple.__new__, Finding)  # half the cost of a call of the class


def alike(spans: Iterable[Span], signal: str, message: str, soft: bool, group: str) -> Iterator[Finding]:
    """Findings that differ by their places only."""
    return map(_finding, zip(repeat(signal), spans, repeat(message), repeat(()), repeat(soft), repeat(group)))
