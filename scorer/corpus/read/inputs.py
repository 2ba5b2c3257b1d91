"""Inputs: files and folders read as articles, in an order that never changes.

Every row and every file that is one article comes out exactly once, as an article or as a reject.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from scorer.article import Article
from scorer.corpus.read import arrow, delimited, jsonl, parquet, plain, warc
from scorer.corpus.read.files import Skipped, Source, find
from scorer.corpus.read.meter import Meter
from scorer.corpus.read.page import Item, Page
from scorer.corpus.read.records import Fields
from scorer.corpus.reject import Reject
from scorer.corpus.streams import DAMAGE
from scorer.errors import InputError

Reader = Callable[[Source, Fields], Iterator[Item | Skipped]]

_READERS: Mapping[str, Reader] = {
    "text": lambda source, _: plain.read(source),
    "markdown": lambda source, _: plain.read(source),
    "html": lambda source, _: plain.read(source),
    "jsonl": jsonl.read,
    "json": jsonl.read_document,
    "csv": delimited.read,
    "tsv": delimited.read,
    "parquet": parquet.read,
    "arrow": arrow.read,
    "warc": lambda source, _: warc.read(source),
}


def read(
    paths: Iterable[str | Path], fields: Mapping[str, str] | None = None, *, skipped: list[Skipped] | None = None
) -> Iterator[Article | Reject]:
    """Articles and rejects of ``paths``, in order.

    Args:
        paths: files, folders, or ``-`` for JSONL on standard input; see :func:`~scorer.corpus.read.files.find`.
        fields: what a record's fields are called here, e.g. ``{"text": "body"}``.
        skipped: filled with what was found in folders and files and isn't read.

    Raises:
        InputError: if a path can't be read at all, now; or, while reading, if the only file
            can't be read at all or has no field for the text.
        MissingExtraError: if a file needs a library that isn't installed.
    """
    return (item.article() if isinstance(item, Page) else item for item in read_items(paths, fields, skipped=skipped))


def read_items(
    paths: Iterable[str | Path], fields: Mapping[str, str] | None = None, *, skipped: list[Skipped] | None = None
) -> Iterator[Item]:
    """As :func:`read`, but web pages are given unparsed, for those who score to parse in parallel."""
    return read_sources(find(paths, skipped), fields, skipped=skipped)


def read_sources(
    sources: Iterable[Source],
    fields: Mapping[str, str] | None = None,
    *,
    keep_rows: bool = False,
    meter: Meter | None = None,
    skipped: list[Skipped] | None = None,
) -> Iterator[Item]:
    """As :func:`read_items`, of files that were found before.

    Args:
        sources: the files.
        fields: what a record's fields are called here.
        keep_rows: whether articles carry the rows that they came in.
        meter: follows the reading; :meth:`~scorer.corpus.read.meter.Meter` of the sources' sizes.
        skipped: filled, after each file, with what in it is no article.
    """
    names = Fields(fields, keep_rows=keep_rows)
    return (item for source in sources for item in read_source(replace(source, meter=meter), names, skipped))


def read_source(source: Source, fields: Fields, skipped: list[Skipped] | None = None) -> Iterator[Item]:
    """The items of one file. A file that breaks off gives what came before and then one reject.

    Raises:
        InputError: as :func:`read`.
    """
    try:
        for item in _READERS[source.format](source, fields):
            if not isinstance(item, Skipped):
                yield item
            elif skipped is not None:
                skipped.append(item)
    except DAMAGE as error:
        yield source.place.reject("damaged-file", f"the file is damaged: {error}")
    except InputError as error:
        if source.alone:
            raise
        yield source.place.reject("unreadable", str(error))
