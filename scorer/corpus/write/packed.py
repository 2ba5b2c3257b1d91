"""Packed outcomes: what a batch of scores and rejects becomes before it is written, ranked, and published."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import BinaryIO

import numpy as np

from scorer.corpus.outcome import Outcome
from scorer.corpus.reject import Reject
from scorer.corpus.write.columns import Columns, Record
from scorer.published import published
from scorer.reading import Floats
from scorer.score import Score
from scorer.strict import strict_json

# A quotation mark inside a string is escaped, so the first such text is the record's own field.
_RANK = re.compile(rb'"rank":(?:null|[0-9]{1,20})')


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch of outcomes, ready to be written.

    ``data`` holds the records in the manner of a format. ``qualities`` has a number for each, NaN for one that has no
    place among the others.
    """

    data: bytes
    qualities: Floats
    rejects: tuple[Reject, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records that wait to be published: how they are opened, and the place of each among all, if it has one."""

    open: Callable[[], BinaryIO]
    ranks: Iterable[int | None]


Encode = Callable[[Sequence[Record], Columns], bytes]
"""Makes bytes of some records, which have these columns."""


Packer = Callable[[Encode, Sequence[str], list[Outcome]], Packed]
"""Packs outcomes, with what it encodes by, and with the values of some publishers."""


def pack(encode: Encode, publishers: Sequence[str], outcomes: list[Outcome]) -> Packed:
    """Pack outcomes, their records made by ``encode``; with the values of ``publishers``, if there are any."""
    scores = [outcome for outcome in outcomes if isinstance(outcome, Score)]
    # The score as it is, not rounded as in the record.
    qualities = np.array([nan if score.quality is None else score.quality for score in scores])
    rejects = tuple(outcome for outcome in outcomes if isinstance(outcome, Reject))
    records = [score.to_dict() for score in scores]
    if publishers:
        for record, score in zip(records, scores, strict=True):
            record["published_values"] = published(score.article.text, publishers)
    columns = Columns.of(records)
    return Packed(encode(records, columns), qualities, rejects, columns)


def lines(records: Sequence[Record], _: Columns) -> bytes:
    """Records as lines of JSON."""
    return b"".join(strict_json(record) + b"\n" for record in records)


def ranked_lines(waiting: Iterable[Waiting]) -> Iterator[bytes]:
    """Lines of JSON, each with its rank."""
    for records in waiting:
        with records.open() as stream:
            for line, rank in zip(stream, records.ranks, strict=True):
                yield _RANK.sub(b'"rank":null' if rank is None else b'"rank":%d' % rank, line, count=1)


class Ranking:
    """Places by quality, 1 = best; equal quality shares a place and the next place is left out (1, 2, 2, 4)."""

    def __init__(self, qualities: Iterable[Floats]) -> None:
        values = np.concatenate([np.empty(0), *qualities])
        self._best_first = np.sort(-values[~np.isnan(values)])

    def of(self, qualities: Floats) -> Iterator[int | None]:
        """The place of each; ``None`` where it is NaN."""
        places = np.searchsorted(self._best_first, -qualities) + 1
        return (None if np.isnan(value) else int(place) for value, place in zip(qualities, places, strict=True))
