"""Plain text, Markdown and web pages: one article a file."""

import re
from collections.abc import Iterator
from typing import Any

from scorer.article import Article
from scorer.corpus.read.encoding import decode, is_binary
from scorer.corpus.read.files import Source, read_whole
from scorer.corpus.read.page import Item, Page
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import ArticleError, InputError
from scorer.score import check

# What a Markdown file may say of itself between two lines of three hyphens.
_FRONT_MATTER = re.compile(r"---[ \t]{0,9}\r?\n((?:[^\r\n]{0,999}\r?\n){0,99}?)---[ \t]{0,9}(?:\r?\n|\Z)")
_ENTRY = re.compile(r"(title|authors?|date|published|url|source|language|lang):(?:[ \t]{1,9}(\S[^\r\n]*)?)?")
_FIELD = {"author": "authors", "date": "published", "lang": "language"}
_QUOTES = "\"'"


def read(source: Source) -> Iterator[Item]:
    """The article in a file, the page that has to be parsed for it, or the reject.

    Of Markdown, front matter is no part of the text; its title, author, date, url, source and
    language are taken from it.

    Raises:
        InputError: if the file is binary and all there is to read.
    """
    data = read_whole(source)
    if data is None:
        yield source.place.reject(
            "too-large", f"the file has more than {ROW_LIMIT:,} bytes; split it into its articles"
        )
        return
    if is_binary(data):
        if source.alone:
            raise InputError(f"{source.name} is a binary file; an article is text")
        yield source.place.reject("binary-file", "a binary file; an article is text", raw=data)
        return
    yield Page(data, source.place) if source.format == "html" else _article(source, data)


def _article(source: Source, data: bytes) -> Item:
    known: dict[str, Any] = {"id": source.place.default_id, "path": source.path, "extra": {}}
    try:
        text = decode(data)
        if source.format == "markdown":
            text, front = _split(text)
            known |= front | {"derived": "carries" in front}
        article = Article(text, **known)
        check(article)
    except UnicodeDecodeError as error:
        where = f"byte {error.start:,} is no {error.encoding.upper()}; save the file as UTF-8"
        return source.place.reject("bad-encoding", where, raw=data)
    except ArticleError as error:
        return source.place.reject(error.reason, str(error), raw=data)
    return article


def _split(text: str) -> tuple[str, dict[str, Any]]:
    """The text after the front matter, and what that says."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return text, {}
    entries = (entry for line in match[1].splitlines() if (entry := _ENTRY.fullmatch(line)))
    values = {_FIELD.get(entry[1], entry[1]): _unquoted(entry[2] or "") for entry in entries}
    known: dict[str, Any] = {field: value for field, value in values.items() if value}
    if authors := known.pop("authors", None):
        known["authors"] = (authors,)
    return text[match.end() :], known | {"carries": frozenset(values)}


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if value[:1] in _QUOTES and value[:1] == value[-1:] and len(value) > 1 else value
