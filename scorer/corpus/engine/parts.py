"""Parts: the input cut into runs of items, each known by what it holds."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import orjson

from scorer.article import Article
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Place, Reject

ROWS = 4_096
"""Items of the longest part."""
_BYTES = 32 * 2**20  # characters, about, of a part; so much of the input is held in memory


@dataclass(frozen=True, slots=True)
class Part:
    """A run of items of the input.

    ``digest`` is the SHA-256 of all that a score or a record takes from them: texts, metadata, paths and row numbers.
    Parts of the same digest have the same output.
    """

    items: list[Item]
    digest: str

    @property
    def path(self) -> str | None:
        """The file that its first item stands in, and the others, too, if it is a file of many rows."""
        return _place(self.items[0]).path


def cut(items: Iterable[Item], rows: int = ROWS) -> Iterator[Part]:
    """The parts of ``items``, in order; a file of many rows shares no part with another.

    So what changes in one file leaves the parts of the others as they are.
    """
    held: list[Item] = []
    filled = 0
    for item in items:
        if held and (len(held) == rows or filled >= _BYTES or _file(item) != _file(held[-1])):
            yield _part(held)
            held, filled = [], 0
        held.append(item)
        filled += _size(item)
    if held:
        yield _part(held)


def _part(items: list[Item]) -> Part:
    digest = sha256()
    for item in items:
        held = written(item)
        digest.update(b"%d:" % len(held))
        digest.update(held)
    return Part(items, digest.hexdigest())


def written(item: Item) -> bytes:
    """All of an item, as bytes that tell it from any other."""
    try:
        return orjson.dumps([type(item).__name__, item], default=_plain)
    except TypeError:  # an integer of more than 64 bits, half a surrogate pair, a name that is no string
        return json.dumps([type(item).__name__, item], default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (Article, Page, Place, Reject)):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return str(value)


def _file(item: Item) -> str | None:
    """The file of many rows that an item stands in; ``None`` for a file that is one article."""
    place = _place(item)
    return None if place.row is None else place.path


def _place(item: Item) -> Article | Place | Reject:
    return item.place if isinstance(item, Page) else item


def _size(item: Item) -> int:
    if isinstance(item, Article):
        return len(item.text)
    return len(item) if isinstance(item, Page) else 0
