"""Dolma: scores as attribute files, which its mixer reads line by line beside the documents.

Names are as its own taggers have them, ``{experiment}__{tagger}__{type}``, and values are lists of
``[start, end, score]`` in code points of the text.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path, PurePath
from shutil import copyfileobj
from typing import Any, BinaryIO

import numpy as np

from scorer.corpus.outcome import Outcome
from scorer.corpus.read.files import STANDARD_INPUT, Source
from scorer.corpus.reject import Reject
from scorer.corpus.streams import WRITTEN_COMPRESSIONS
from scorer.corpus.write.columns import Columns
from scorer.corpus.write.outputs import Format
from scorer.corpus.write.packed import Encode, Packed, Waiting, lines
from scorer.errors import InputError
from scorer.escape import plain
from scorer.finding import Finding
from scorer.published import Value, published
from scorer.score import Score
from scorer.span import WHOLE
from scorer.table import DIGITS

EXPERIMENT = "scorer"
"""How the names of all attributes begin."""
_DOCUMENTS = "documents"
_FORMATS = ("jsonl", "json")
_NO_NAME = re.compile(r"\W")

Spans = list[list[float]]


def attributes(score: Score, values: Mapping[str, Value]) -> dict[str, Spans]:
    """What is known of an article, by name; what has no value has no name.

    Of the whole article: ``scorer__quality__doc`` and ``scorer__reliability__doc``, or
    ``scorer__abstained_REASON__doc``. Of each finding and observation: ``scorer__SIGNAL__span`` with 1.0, or
    ``scorer__SIGNAL__doc`` if it is about the whole article. ``values`` are published ones, by their own names.
    """
    found: dict[str, Spans] = {}
    for tagger, kind, mark in (*_of_article(score, values), *_of_places(score, values)):
        found.setdefault(f"{EXPERIMENT}__{_NO_NAME.sub('_', tagger)}__{kind}", []).append(mark)
    return found


def _of_article(score: Score, values: Mapping[str, Value]) -> Iterator[tuple[str, str, list[float]]]:
    known: dict[str, Value] = {"quality": score.quality, "reliability": score.reliability}
    known = {name: round(value, DIGITS) for name, value in known.items() if isinstance(value, float)}
    if score.abstained:
        known[f"abstained_{score.abstained}"] = 1.0
    known |= {finding.signal: 1.0 for finding in _found(score) if finding.span == WHOLE}
    known |= values
    for name, value in known.items():
        if isinstance(value, (int, float)):
            yield name, "doc", [0, len(score.article.text), float(value)]


def _of_places(score: Score, values: Mapping[str, Value]) -> Iterator[tuple[str, str, list[float]]]:
    for finding in _found(score):
        if finding.span != WHOLE:
            yield finding.signal, "span", [*finding.span, 1.0]
    for name, value in values.items():
        for start, end, number in value if isinstance(value, list) else ():
            if start is not None and end is not None and number is not None:
                yield name, "span", [start, end, float(number)]


def _found(score: Score) -> tuple[Finding, ...]:
    return score.findings + score.observations


def pack_attributes(encode: Encode, publishers: Sequence[str], outcomes: list[Outcome]) -> Packed:
    """Pack outcomes as attributes: one line for each row, scored or not, since the mixer counts lines."""
    rejects = tuple(outcome for outcome in outcomes if isinstance(outcome, Reject))
    rows = [outcome for outcome in outcomes if isinstance(outcome, Score) or outcome.row is not None]
    data = encode([_record(outcome, publishers) for outcome in rows], Columns())
    return Packed(data, np.full(len(outcomes) - len(rejects), np.nan), rejects, Columns())


def _record(outcome: Outcome, publishers: Sequence[str]) -> dict[str, Any]:
    if isinstance(outcome, Reject):
        return {"id": outcome.id, "attributes": {}}
    values = published(outcome.article.text, publishers) if publishers else {}
    return {"id": outcome.article.id, "attributes": attributes(outcome, values)}


def _write(waiting: Iterable[Waiting], _: Columns, file: BinaryIO) -> None:
    for records in waiting:
        with records.open() as stream:
            copyfileobj(stream, file)


DOLMA = Format(".dolma", lines, _write, rereads=False, packer=pack_attributes)
"""The format of attribute files; each is compressed as its file of documents is."""


def documents(sources: Iterable[Source]) -> list[Source]:
    """Files of documents: JSON lines, whatever they are called.

    Raises:
        InputError: if one is of a kind that the mixer can't read.
    """
    return [_lines(source) for source in sources]


def _lines(source: Source) -> Source:
    readable = source.format in _FORMATS and source.compression in (None, *WRITTEN_COMPRESSIONS)
    if not readable or source.path == STANDARD_INPUT:
        raise InputError(f"{source.name} can't have attributes: Dolma reads .jsonl and .json, also .gz and .zst")
    return replace(source, format="jsonl")


def attribute_files(paths: Sequence[str]) -> dict[str | None, str]:
    """The attribute file of each file of documents, below the folder of the experiment.

    It is called as the other is below its folder ``documents``; where there is none, below the folder that holds all.

    Raises:
        InputError: if two would be one.
    """
    absolute = [_parts(Path.cwd() / path) for path in paths]
    shared = _shared([parts[:-1] for parts in absolute])
    paths_of: dict[str, str] = {}
    for path, parts in zip(paths, absolute, strict=True):
        name = "/".join(_below_documents(_parts(path)) or parts[shared:])
        if name in paths_of:
            both = f"{plain(paths_of[name])} and {plain(path)}"
            raise InputError(f"{both} would have one attribute file, {plain(name)}; score them apart")
        paths_of[name] = path
    return {path: name for name, path in paths_of.items()}


def _parts(path: str | Path) -> tuple[str, ...]:
    return PurePath(os.path.normpath(path)).parts


def _shared(folders: Sequence[Sequence[str]]) -> int:
    """How many folders all paths begin with."""
    return sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False)))


def _below_documents(parts: Sequence[str]) -> Sequence[str]:
    folders = parts[-2::-1]
    return parts[-1 - folders.index(_DOCUMENTS) :] if _DOCUMENTS in folders else ()
