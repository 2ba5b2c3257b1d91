"""Articles: what is given to be scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scorer.errors import ArticleError
from scorer.finding import Finding
from scorer.span import Span
from scorer.strict import without_halves

METADATA = ("title", "url", "source", "published", "authors", "language")
"""What may be known of an article besides its text."""

_STRINGS = ("text", "id", "title", "url", "source", "published", "language", "path")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it arrived.

    Every finding points into ``text`` by code points. What isn't known is ``None`` or empty:
    an article isn't blamed for what its format cannot hold. ``carries`` names the :data:`METADATA` that
    the input had a place for, filled or not: the columns of a table, the keys of a record; plain text has none.
    ``derived`` says that ``text`` was made from the input (from a web page's markup, say), so that a record
    must carry it for its positions to mean something. ``residue`` holds the parts of a web page that
    lie outside its main text; ``None`` where that isn't known. ``given`` is the whole row that it came in, as JSON,
    where the reader was asked to keep it for those who pass rows on. ``across`` holds what a look at the whole corpus
    found in it beforehand: findings that no article shows by itself.

    Raises:
        ArticleError: if ``text`` is not a string.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    carries: frozenset[str] = frozenset()
    derived: bool = False
    residue: tuple[Span, ...] | None = None
    path: str | None = None
    row: int | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    given: bytes | None = None
    across: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise ArticleError(f"text must be a string, not {type(self.text).__name__}", reason="no-text")
        for name in _STRINGS:
            given = getattr(self, name)
            if given is not None and (writable := _writable(given)) is not given:
                object.__setattr__(self, name, writable)
        object.__setattr__(self, "authors", tuple(map(_writable, self.authors)))


def _writable(text: str) -> str:
    """``text`` with U+FFFD for each half of a surrogate pair, which no file can hold; positions stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-16")  # the fastest of those that refuse them
    except UnicodeEncodeError:
        return without_halves(text)
    return text
