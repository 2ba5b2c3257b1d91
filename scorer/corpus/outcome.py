"""Outcomes: what becomes of an item, and what is made of those of a batch."""

from collections.abc import Callable
from typing import TypeVar

from scorer.corpus.reject import Reject
from scorer.score import Score

Packed = TypeVar("Packed")
Outcome = Score | Reject
Pack = Callable[[list[Outcome]], Packed]
