"""Trials: signals held against labelled sets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scorer.train.figures import Figure

CATALOGUE = "catalogue"
"""Stands in for a signal's id where all of them are measured together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One signal (or the classifier or measure behind it) held against one labelled set.

    ``signal`` is the id on whose page the figures stand; ``data`` names the set and its part as a person
    would ("PolNeAR, development articles"); ``files`` are its files below the data folder, whose
    fingerprint the figures carry; ``run`` takes that folder and gives the figures.
    """

    signal: str
    data: str
    files: tuple[str, ...]
    run: Callable[[Path], Iterable[Figure]]
