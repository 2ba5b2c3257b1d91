"""Pages: web pages that were read but aren't parsed yet.

Parsing takes far longer than reading, so pages travel whole to the process that scores them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scorer.article import Article
from scorer.corpus.reject import Place, Reject


@dataclass(frozen=True, slots=True)
class Page:
    """A web page, where it stands, what its record knows of the article, and the encoding that it was sent with."""

    markup: str | bytes
    place: Place
    known: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None

    def article(self) -> Article | Reject:
        """The article on the page; what the record knows goes before what the page says."""
        from scorer.corpus.read.html import parse

        return parse(self)

    def __len__(self) -> int:
        """How long the markup is."""
        return len(self.markup)


Item = Article | Reject | Page
"""What reading gives."""
