"""Ray Data: articles scored in the datasets of Ray.

>>> import ray
>>> from ray.data.expressions import col
>>> from scorer.engines.ray import score_dataset
>>> scores = score_dataset(ray.data.read_parquet(f"{folder}/articles"))
>>> scores.filter(expr=col("quality") >= 0.5).write_parquet(f"{folder}/sound")

Reading and writing are Ray's here, on all machines at once. Who would rather have them done as they are on one machine,
every row once and in order, runs ``scorer score`` on a cluster; see :mod:`scorer.engines.cluster`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scorer.article import Article
from scorer.corpus.engine.limits import SECONDS
from scorer.corpus.engine.run import length
from scorer.corpus.engine.work import Load, Work
from scorer.corpus.jsontext import json_text
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.batches import items
from scorer.corpus.read.records import Fields
from scorer.corpus.reject import Place, Reject
from scorer.engines.cluster import Sent, load_scorer
from scorer.score import batches

_NO_NAMES: Mapping[str, str] = {}
# The columns of a scored dataset, and their types in Arrow.
_COLUMNS = {
    "schema": "int64", "id": "string", "title": "string", "url": "string", "source": "string", "published": "string",
    "authors": "string", "language": "string", "text": "string",
    "quality": "float64", "quality_low": "float64", "quality_high": "float64",
    "reliability": "float64", "reliability_low": "float64", "reliability_high": "float64", "abstained": "string",
    "findings": "string", "observations": "string", "features": "string", "contributions": "string", "base": "float64",
    "model": "string", "residue": "string", "extra": "string", "reject_reason": "string", "reject_message": "string",
}  # fmt: skip
_NESTED = {"authors", "findings", "observations", "features", "contributions", "residue", "extra"}
_INTERVALS = ("quality", "reliability")


def score_dataset(
    dataset: Any,
    *,
    fields: Mapping[str, str] = _NO_NAMES,
    model: str | Path | None = None,
    seconds: float | None = SECONDS,
    load: Load = load_scorer,
    **options: Any,
) -> Any:
    """Score a Ray Data dataset: one row for each of its rows, always with the same columns (:func:`score_columns`).

    The columns are those of a scored record; what nests is JSON. The article's ``text`` is there, since positions point
    into it, and ``extra`` has what else the row held. A row that can't be scored has a ``reject_reason`` and a
    ``reject_message``. Ray Data keeps the order of rows only if its context says so; ``id`` tells which is which.

    Args:
        dataset: rows with the fields of an article.
        fields: what they are called here, e.g. ``{"text": "body"}``.
        model: the folder of a model, at the same path on every machine; ``None`` is the shipped one.
        seconds: how long an article may take; a slower one is rejected as ``timeout``.
        load: makes what scores from ``model``, once in each process; a function of a module.
        options: for ``map_batches``, such as ``concurrency`` and ``num_cpus``.

    Raises:
        InputError: if a field isn't one that an article is made of.
        ModelError: if the model can't be loaded, now.
    """
    Fields(fields)  # what is wrong is said now and here
    sent = Sent.of(Work(_table, model, load, seconds))
    return dataset.map_batches(
        _score_table,
        batch_size=None,
        batch_format="pyarrow",
        fn_kwargs={"sent": sent, "fields": dict(fields)},
        **options,
    )


def score_columns() -> Any:
    """The columns of a scored dataset, as an Arrow schema."""
    import pyarrow as pa

    return pa.schema([(name, getattr(pa, kind)()) for name, kind in _COLUMNS.items()])


def _score_table(table: Any, sent: Sent[Any], fields: Mapping[str, str]) -> Iterator[Any]:
    work = sent.arrived()
    given = items(table.to_batches(), "", Fields(fields))
    for batch in batches(given, length):
        yield work(batch).packed


def _table(outcomes: list[Outcome]) -> Any:
    import pyarrow as pa

    return pa.Table.from_pylist([_row(outcome) for outcome in outcomes], score_columns())


def _row(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Reject):
        return {"id": _given_id(outcome), "reject_reason": outcome.reason, "reject_message": outcome.message}
    article = outcome.article
    record = outcome.to_dict() | {"id": _given_id(article), "text": article.text}
    for name in _INTERVALS:
        record[f"{name}_low"], record[f"{name}_high"] = record[f"{name}_interval"] or (None, None)
    for name in _NESTED & record.keys():
        record[name] = json_text(record[name])
    return {name: record.get(name) for name in _COLUMNS}


def _given_id(row: Article | Reject) -> str | None:
    """The id that a row brings; one made of its place would say where in its block it stood."""
    return None if row.id == Place(row.path, row.row).default_id else row.id
