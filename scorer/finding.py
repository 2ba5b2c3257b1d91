"""Findings: where a signal shows in an article, and why it counts."""

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
