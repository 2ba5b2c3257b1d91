"""HTTP: answers of web servers, as crawlers keep them, taken apart and decoded."""

import io
import re
import zlib
from dataclasses import dataclass
from typing import Any

from scorer.corpus.read.encoding import is_binary
from scorer.corpus.streams import CHUNK, DAMAGE, ROW_LIMIT, decompressed
from scorer.errors import ArticleError, MissingExtraError

Headers = dict[str, str]
"""Values by name in lower case; of several the first."""

_STATUS = re.compile(rb"HTTP/\d[\d.]{0,3}[ \t]{1,9}(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"\s{0,9}([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([a-z0-9_.:-]{1,40})""", re.IGNORECASE)
_MOST_CODINGS = 3
# How bodies begin that are wrapped as streams are: the coding's name, the stream's ending, the first bytes.
_STREAMED = {
    "gzip": (".gz", b"\x1f\x8b"),
    "x-gzip": (".gz", b"\x1f\x8b"),
    "zstd": (".zst", b"\x28\xb5\x2f\xfd"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a web server sent: the status, its headers, and the body as it was sent."""

    status: int
    headers: Headers
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, as ``text/html``; empty where none is given."""
        return media_type(self.headers)

    def content(self, *, cut: bool = False) -> bytes:
        """The body without what it was wrapped in for its way: chunks, compression.

        Servers and crawlers often name a wrapping that is no longer there; then the body is taken as it is.

        Args:
            cut: whether the crawler kept only the beginning; else a body that breaks off is refused.

        Raises:
            ArticleError: if it is damaged, has more than :data:`~scorer.corpus.streams.ROW_LIMIT` bytes, or needs a
                library that isn't installed.
        """
        body = self.body
        if self.headers.get("transfer-encoding", "").strip().lower() == "chunked":
            body = _joined(body, cut)
        codings = [name.strip() for name in self.headers.get("content-encoding", "").lower().split(",")]
        for coding in reversed(codings[:_MOST_CODINGS]):
            body = _decoded(body, coding, cut)
        return body


def parse_answer(block: bytes) -> Answer:
    """Take an answer apart.

    Raises:
        ArticleError: if it is none.
    """
    status = _STATUS.match(block)
    end = _HEAD_END.search(block)
    if status is None or end is None:
        raise ArticleError("the record holds no answer of a web server", reason="bad-http")
    return Answer(int(status[1]), parse_headers(block[: end.start()].split(b"\n")[1:]), block[end.end() :])


def parse_headers(lines: list[bytes]) -> Headers:
    """Headers of an answer or a record; a line that is none is left alone."""
    headers: Headers = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def media_type(headers: Headers) -> str:
    """What ``Content-Type`` names, without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def charset(headers: Headers) -> str | None:
    """The encoding that ``Content-Type`` names."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match[1] if match else None


def _joined(body: bytes, cut: bool) -> bytes:
    """The chunks of a body, put together."""
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK_SIZE.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        place = match.end() + size
        pieces.append(body[match.end() : place])
    if pieces and not cut:
        raise ArticleError("the page breaks off: its last chunk is missing", reason="bad-http")
    return b"".join(pieces) if pieces else body


def _decoded(body: bytes, coding: str, cut: bool) -> bytes:
    """A body without one compression."""
    try:
        if coding in _STREAMED:
            ending, magic = _STREAMED[coding]
            return _unpacked(decompressed(io.BytesIO(body), ending), cut) if body.startswith(magic) else body
        if coding == "deflate":
            return _inflated(body, cut)
        return _unbrotlied(body, cut) if coding == "br" else body
    except MissingExtraError as error:
        raise ArticleError(str(error), reason="missing-extra") from error


def _unpacked(stream: Any, cut: bool) -> bytes:
    data = bytearray()
    try:
        while piece := stream.read1(CHUNK):
            data += piece
            _demand_room(data)
    except DAMAGE as error:
        if not cut:
            raise _broken(error) from error
    return bytes(data)


def _inflated(body: bytes, cut: bool) -> bytes:
    """A body without ``deflate``, which some servers send with a header and some without."""
    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(form)
        try:
            data = unpacker.decompress(body, ROW_LIMIT + 1)
        except zlib.error as error:
            damage = error
        else:
            return _whole(data, unpacker.eof or cut)
    return _as_it_is(body, damage)


def _unbrotlied(body: bytes, cut: bool) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise MissingExtraError("the page is packed with Brotli: pip install 'scorer[warc]'") from error
    unpacker = brotli.Decompressor()
    try:
        data = unpacker.process(body, output_buffer_limit=ROW_LIMIT + 1)
    except brotli.error as error:
        return _as_it_is(body, error)
    return _whole(data, unpacker.is_finished() or cut)


def _whole(data: bytes, is_whole: bool) -> bytes:
    _demand_room(data)
    if not is_whole:
        raise _broken("it ends too soon")
    return data


def _demand_room(data: bytes | bytearray) -> None:
    if len(data) > ROW_LIMIT:
        raise ArticleError(f"unpacked, the page has more than {ROW_LIMIT:,} bytes", reason="too-large")


def _as_it_is(body: bytes, error: Exception) -> bytes:
    """A body that isn't packed as its header says, if it isn't packed at all."""
    if is_binary(body):
        raise _broken(error) from error
    return body


def _broken(why: object) -> ArticleError:
    return ArticleError(f"the page can't be unpacked: {why}", reason="bad-http")
