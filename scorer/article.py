"""Articles: what is given to be scored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scorer.errors import ArticleError
from scorer.span import Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it arrived.

    Every finding points into ``text`` by code points. What isn't known is ``None`` or empty:
    an article isn't blamed for what its format cannot hold. ``has_metadata`` says whether the
    input could have carried a byline, date and source (a web page, a record) or not (plain text).
    ``residue`` holds the parts of a web page that lie outside its main text.

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
    has_metadata: bool = False
    residue: tuple[Span, ...] | None = None
    path: str | None = None
    row: int | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise ArticleError(f"text must be a string, not {type(self.text).__name__}", reason="no-text")
        # Half a surrogate pair can't be written to any file. U+FFFD keeps every position.
        if not self.text.isascii() and _LONE_SURROGATE.search(self.text):
            object.__setattr__(self, "text", _LONE_SURROGATE.sub("\ufffd", self.text))
