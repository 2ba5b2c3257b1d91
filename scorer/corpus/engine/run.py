"""Runs: many articles scored in order, in this process or in several."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from scorer.article import Article
from scorer.corpus.engine.work import Done, Load, Work, as_they_are
from scorer.corpus.engine.workers import in_processes
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.page import Item, Page
from scorer.errors import LostRowsError
from scorer.score import Scorer, batches

Packed = TypeVar("Packed")
Tag = TypeVar("Tag")

Engine = Callable[[Work[Packed], Iterator[list[Item]]], Iterator[Done[Packed]]]
"""What has work done: batches of items in, what became of each batch out, in the same order."""


@dataclass(slots=True)
class Tally:
    """What became of the rows that came in, and where the time went, by name, if that was asked."""

    rows_in: int = 0
    scored: int = 0
    rejected: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def reject_rate(self) -> float:
        """The share of rows that were rejected, 0..1; 0 without rows."""
        return self.rejected / self.rows_in if self.rows_in else 0.0

    @property
    def rows_out(self) -> int:
        """The rows that are done."""
        return self.scored + self.rejected

    def take(self, scored: int, rejected: int) -> None:
        """Count rows that came in and were done before."""
        self.rows_in += scored + rejected
        self.scored += scored
        self.rejected += rejected

    def check(self) -> None:
        """Make sure that no row was lost or came twice.

        Raises:
            LostRowsError: if rows in aren't rows scored and rejected.
        """
        if self.rows_in != self.rows_out:
            raise LostRowsError(
                f"{self.rows_in:,} rows came in, but {self.scored:,} were scored and {self.rejected:,} rejected; "
                "don't use what was written, and please report this"
            )


def here(work: Work[Packed], given: Iterator[list[Item]]) -> Iterator[Done[Packed]]:
    """The engine that does all work in this process."""
    return map(work, given)


def local(workers: int) -> "Engine[Packed]":
    """The engine of this machine, with so many processes; one works in this process."""
    return here if workers == 1 else partial(in_processes, workers=workers)


def score_corpus(
    items: Iterable[Item],
    *,
    model: str | Path | None = None,
    workers: int = 1,
    tally: Tally | None = None,
    load: Load = Scorer.load,
) -> Iterator[Outcome]:
    """Score articles in order; each item gives one outcome, whatever the number of ``workers``.

    What can't be scored becomes a reject: rejects are passed on, articles that are refused are rejected with
    the reason, and an article that kills its worker is found and rejected as ``worker-killed``.

    Args:
        items: articles, rejects and unparsed pages.
        model: the folder of a model; ``None`` is the shipped one.
        workers: processes; with 1 all happens in this one.
        tally: counts rows while they pass; checked at the end.
        load: makes what scores from ``model``, once in each process.

    Raises:
        ModelError: if the model can't be loaded, now.
        LostRowsError: at the end, if rows were lost.
    """
    work = Work(as_they_are, model, load)
    work.prepare()
    tally = Tally() if tally is None else tally
    tagged = ((None, batch) for batch in batches(items, length))
    return _flat(work_through(tagged, work, local(workers), tally), tally)


def _flat(results: Iterator[tuple[None, list[Outcome]]], tally: Tally) -> Iterator[Outcome]:
    for _, outcomes in results:
        yield from outcomes
    tally.check()


def work_through(
    tagged: Iterable[tuple[Tag, list[Item]]], work: Work[Packed], engine: "Engine[Packed]", tally: Tally
) -> Iterator[tuple[Tag, Packed]]:
    """Have work done on batches of items; each gives its tag and its result, in order. ``tally`` counts the rows."""
    tags: deque[Tag] = deque()

    def given() -> Iterator[list[Item]]:
        for tag, batch in tagged:
            tags.append(tag)
            tally.rows_in += len(batch)
            yield batch

    for done in engine(work, given()):
        tally.scored += done.scored
        tally.rejected += done.rejected
        for name, seconds in done.seconds.items():
            tally.seconds[name] = tally.seconds.get(name, 0.0) + seconds
        yield tags.popleft(), done.packed


def length(item: Item) -> int:
    """About how many characters there are to read."""
    return len(item.text) if isinstance(item, Article) else len(item) if isinstance(item, Page) else 0
