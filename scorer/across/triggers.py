"""Triggers: single words at which it is worth to look closer, found without reading a text again."""

from collections.abc import Iterable

import numpy as np

from scorer.document import Document
from scorer.keys import KeyTable
from scorer.reading import word_keys


class Triggers:
    """Some words, whatever their case; no phrasebook needs to know them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._table = KeyTable(np.unique(word_keys(sorted(words))))

    def words(self, document: Document) -> list[int]:
        """The indices of those words of a document that are among them, in order."""
        found: list[int] = np.flatnonzero(self._table.find(document.keys) >= 0).tolist()
        return found
