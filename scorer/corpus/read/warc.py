"""WARC: web pages as crawlers archive them, and the texts taken from them (WET).

The format is read here and not by a library: those there are take an archive that was cut for a whole one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from scorer.article import Article
from scorer.corpus.read.encoding import decode, web_encoding
from scorer.corpus.read.files import Skipped, Source
from scorer.corpus.read.http import Answer, Headers, charset, media_type, parse_answer, parse_headers
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Place
from scorer.corpus.streams import CHUNK, DAMAGE, ROW_LIMIT, DamagedError
from scorer.errors import ArticleError
from scorer.escape import plain
from scorer.score import check

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_STORED = ("resource", "conversion")
_ANSWER = "application/http"
_PAGE_START = re.compile(rb"\s{0,99}<(?:!doctype html|html)", re.IGNORECASE)
_PASSED_ON = ("warc-date", "warc-truncated")
_OK, _REDIRECT = 200, 300
_HEAD_LIMIT = 2**16
_DIGITS = 18  # of the longest length that is taken by its word
_LINE_ENDS = (b"\r\n", b"\n")
_KINDS_TOLD = 8
_KIND_LENGTH = 40


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: where it stands, its headers, and its block.

    Of a block that is too long, ``block`` is the beginning and ``digest`` the SHA-256 of all of it.
    """

    place: Place
    headers: Headers
    block: bytes
    digest: str | None = None

    @property
    def known(self) -> dict[str, Any]:
        """What the record knows of the article in it."""
        extra = {name.replace("-", "_"): self.headers[name] for name in _PASSED_ON if name in self.headers}
        known = {"id": self.headers.get("warc-record-id"), "url": self.headers.get("warc-target-uri")}
        return {"extra": extra, "carries": frozenset({"url"})} | {name: value for name, value in known.items() if value}


class _Other(Exception):  # noqa: N818  (not a fault)
    """A record that is no page and no text; it says what it is instead."""


def read(source: Source) -> Iterator[Item | Skipped]:
    """The pages and texts of an archive, and at last how many of its records are neither.

    Pages and texts are what web servers answered with success, what was stored like it, and what was converted from it.
    Their rows are the numbers of the records; address and id are the records', and the day of the crawl is passed on as
    ``warc_date``. Of an archive that is damaged, what came before is given.

    Raises:
        InputError: if the file is all there is to read and is no archive.
        OSError: where the archive is damaged.
    """
    others: Counter[str] = Counter()
    damage: Exception | None = None
    begun = False
    with source.open() as stream:
        try:
            for record in _records(source, stream):
                begun = True
                try:
                    yield _item(record)
                except _Other as kind:
                    others[str(kind)] += 1
        except DAMAGE as error:
            damage = error
    if others:
        yield Skipped(source.path, _told(others))
    if damage and not begun:
        yield source.refused("damaged-file", f"{source.name} is no WARC archive, or a damaged one: {damage}")
    elif damage:
        raise damage


def _told(others: Counter[str]) -> str:
    told = others.most_common(_KINDS_TOLD)
    kinds = [f"{count:,} {plain(kind[:_KIND_LENGTH])}" for kind, count in told]
    if rest := others.total() - sum(count for _, count in told):
        kinds.append(f"{rest:,} others")
    return f"records that are no page and no text: {', '.join(kinds)}"


def _item(record: _Record) -> Item:
    """The page or text in a record.

    Raises:
        _Other: if there is none.
    """
    kind = record.headers.get("warc-type", "no type")
    if kind not in ("response", *_STORED):
        raise _Other(kind)
    if record.digest:
        message = f"the record has more than {ROW_LIMIT:,} bytes"
        return record.place.reject(
            "too-large", message, raw=record.block, id=record.known.get("id"), digest=record.digest
        )
    try:
        return _content(record)
    except ArticleError as error:
        return record.place.reject(error.reason, str(error), raw=record.block, id=record.known.get("id"))


def _content(record: _Record) -> Item:
    answered = record.headers["warc-type"] == "response" and media_type(record.headers) in (_ANSWER, "")
    answer = parse_answer(record.block) if answered else Answer(_OK, record.headers, record.block)
    if not _OK <= answer.status < _REDIRECT:
        raise _Other(f"status {answer.status}")
    kind = answer.kind
    if kind and kind not in (*_PAGES, *_TEXTS):
        raise _Other(kind)
    body = answer.content(cut="warc-truncated" in record.headers)
    if kind in _TEXTS:
        return _text(record, body, charset(answer.headers))
    if kind or _PAGE_START.match(body):
        return Page(body, record.place, record.known, charset(answer.headers))
    raise _Other("without a type")


def _text(record: _Record, body: bytes, encoding: str | None) -> Article:
    try:
        text = decode(body)
    except UnicodeDecodeError as error:
        name = web_encoding(encoding)
        if name is None:
            raise ArticleError(f"byte {error.start:,} is no {error.encoding.upper()}", reason="bad-encoding") from error
        text = body.decode(name, "replace")
    place = record.place
    article = Article(text, **{"id": place.default_id, "path": place.path, "row": place.row} | record.known)
    check(article)
    return article


def _records(source: Source, stream: BinaryIO) -> Iterator[_Record]:
    """The records of an archive.

    Raises:
        DamagedError: where no record begins, or one isn't as long as it says.
    """
    archive = _Archive(stream)
    number = 0
    while head := archive.head():
        number += 1
        place = Place(source.path, number, archive.start)
        headers = parse_headers(head[1:])
        yield _Record(place, headers, *archive.block(headers.get("content-length", "")))


class _Archive:
    """The bytes of an archive, read record by record; ``start`` is where the last one begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self.start = 0

    def head(self) -> list[bytes]:
        """The lines before the next record's block; none at the end."""
        line = self._line()
        while line in _LINE_ENDS:
            line = self._line()
        self.start = self._offset - len(line)
        if line and not line.startswith(b"WARC/"):
            raise DamagedError(f"no record begins at byte {self.start:,}")
        lines = []
        while line and line not in _LINE_ENDS:
            lines.append(line)
            line = self._line()
            if self._offset - self.start > _HEAD_LIMIT:
                raise self._damage("has too long a head")
        if lines and not line:
            raise self._damage("breaks off")
        return lines

    def block(self, length: str) -> tuple[bytes, str | None]:
        """The block of so many bytes after the head; of a long one the beginning, and the SHA-256 of all."""
        if not length.isascii() or not length.isdigit():
            raise self._damage("doesn't say how long it is")
        size = int(length[:_DIGITS])
        if size <= ROW_LIMIT:
            block, digest = self._take(size), None
        else:
            block, digest = self._pass_over(size)
        if self._line() not in (*_LINE_ENDS, b""):
            raise self._damage(f"isn't {size:,} bytes long, as it says")
        return block, digest

    def _pass_over(self, size: int) -> tuple[bytes, str]:
        start = piece = self._take(CHUNK)
        digest = sha256()
        while piece:
            digest.update(piece)
            size -= len(piece)
            piece = self._take(min(size, CHUNK))
        return start, digest.hexdigest()

    def _take(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._offset += len(data)
        if len(data) < size:
            raise self._damage("breaks off")
        return data

    def _line(self) -> bytes:
        line = self._stream.readline(_HEAD_LIMIT)
        self._offset += len(line)
        return line

    def _damage(self, what: str) -> DamagedError:
        return DamagedError(f"the record at byte {self.start:,} {what}")
