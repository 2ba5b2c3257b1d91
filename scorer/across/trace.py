"""Traces: what is kept of an article to hold it against others.

A trace is small and plain, so that it can be sent from one process to another and written down; with those of all
articles at hand, the articles themselves aren't needed any more.
"""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import orjson

from scorer.across.claims import NAME, Claim, claims_of, folded
from scorer.across.origins import Credits, credits_of
from scorer.across.sketch import Sketch, sketch_batch
from scorer.article import Article
from scorer.dates import parse_date
from scorer.document import Batch, Document
from scorer.errors import InputError
from scorer.span import Span

_TITLE = 120  # characters
_OPENING = 60
_CUT = "…"
_FAST = 1  # of compression: the others hardly save more


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of one article.

    ``title`` is that of the article, or its first words; ``source`` who published it, or the site of its address;
    both may be empty. ``published`` is the day. ``told`` are the claims, packed.
    """

    id: str
    title: str
    source: str
    published: date | None
    sketch: Sketch
    told: bytes
    credits: Credits

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the article says that another may say otherwise, in text order."""
        return tuple(
            Claim(kind, words if who is None else who, words if value is None else value, Span(start, end), words)
            for kind, who, value, start, end, words in _unpacked(self.told)
        )

    @property
    def names(self) -> list[str]:
        """The full names in it, as they are compared."""
        return [folded(words) for kind, *_, words in _unpacked(self.told) if kind == NAME]

    @property
    def label(self) -> str:
        """The article as another one's finding names it: its title, source and day."""
        known = ", ".join(filter(None, (self.source, self.published.isoformat() if self.published else "")))
        return f"“{self.title}”" + (f" ({known})" if known else "")

    def to_dict(self) -> dict[str, Any]:
        """The trace as plain data, ready for strict JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "published": self.published and self.published.isoformat(),
            "sketch": base64.b64encode(self.sketch.data).decode(),
            "claims": _unpacked(self.told),
            "credits": list(self.credits),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Trace":
        """The trace that :meth:`to_dict` gave.

        Raises:
            InputError: if it is none.
        """
        try:
            wire, outlets, others = data["credits"]
            return cls(
                str(data["id"]),
                str(data["title"]),
                str(data["source"]),
                date.fromisoformat(data["published"]) if data["published"] else None,
                Sketch.from_bytes(base64.b64decode(data["sketch"], validate=True)),
                _packed([[kind, *rest] for kind, *rest in data["claims"]]),
                Credits(wire, tuple(outlets), others),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"this is no trace of an article: {error}; trace the articles anew") from error


def trace_batch(batch: Batch) -> list[Trace]:
    """The traces of the articles of a batch, in order."""
    return [_trace(document, sketch) for document, sketch in zip(batch, sketch_batch(batch), strict=True)]


def _trace(document: Document, sketch: Sketch) -> Trace:
    article = document.article
    rows = [
        [kind, None if who == words else who, None if value == words else value, *span, words]
        for kind, who, value, span, words in claims_of(document)
    ]
    return Trace(
        article.id,
        _clipped(article.title or "", _TITLE) or _clipped(article.text[: 4 * _OPENING], _OPENING),
        _source(article),
        parse_date(article.published) if article.published else None,
        sketch,
        _packed(rows),
        credits_of(document),
    )


def _packed(rows: list[list[Any]]) -> bytes:
    return zlib.compress(orjson.dumps(rows), _FAST)


def _unpacked(told: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = orjson.loads(zlib.decompress(told))
    return rows


def _source(article: Article) -> str:
    if article.source:
        return _clipped(article.source, _OPENING)
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _clipped(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(maxsplit=1)[0] + _CUT
