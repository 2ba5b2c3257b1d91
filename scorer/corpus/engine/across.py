"""Across: a look over a whole corpus, for what no article shows by itself, before its articles are scored."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from scorer.across import Across, Trace, trace_batch
from scorer.article import Article
from scorer.clock import Clock
from scorer.corpus.engine.limits import SECONDS
from scorer.corpus.engine.parts import written
from scorer.corpus.engine.run import Engine, Tally, length, work_through
from scorer.corpus.engine.work import Work
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Reject
from scorer.document import Batch
from scorer.errors import InputError
from scorer.finding import Finding
from scorer.lexicon import Phrasebook
from scorer.score import batches

_NONE = -1


class Tracer:
    """Makes of each article the trace that it leaves, where a scorer makes scores."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.identity: Mapping[str, str] = {}

    def score_batch(self, articles: list[Article]) -> list[Trace]:
        """The traces, in order."""
        return trace_batch(Batch(articles, _NO_PHRASES))


_NO_PHRASES = Phrasebook(())


def load_tracer(_: str | Path | None) -> Tracer:
    """A tracer; it needs no model."""
    return Tracer()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look over a corpus found: ``across``, the number there of each item, and a checksum of each."""

    across: Across
    _numbers: "array[int]"
    _sums: "array[int]"

    def along(self, items: Iterable[Item]) -> Iterator[Item]:
        """The same items once more, each article with what was found in it.

        Raises:
            InputError: if they aren't the same.
        """
        count = 0
        for count, item in enumerate(items, 1):
            if count > len(self._sums) or _sum(item) != self._sums[count - 1]:
                raise _changed()
            yield self._with_findings(item, self._numbers[count - 1])
        if count != len(self._sums):
            raise _changed()

    def _with_findings(self, item: Item, number: int) -> Item:
        found = tuple(self.across.findings(number)) if number != _NONE else ()
        return _with(item, found) if found else item


def look(
    items: Iterable[Item],
    engine: Engine[list[Trace | None]],
    tell: Callable[[], None],
    tally: Tally,
    seconds: float | None = SECONDS,
) -> Looked:
    """Look over a corpus.

    What is kept of an article, and what is made of it to compare them, is about 11 kB: 1.1 GB for 100,000.

    Args:
        items: all of it; the traces of what can't be scored are left out.
        engine: what has the work done.
        tell: called after each batch.
        tally: counts the items.
        seconds: how long an article may take; ``None`` sets no limit.
    """
    sums, numbers = array("L"), array("q")
    traces: list[Trace] = []
    work = Work(_traces, None, load_tracer, seconds)
    tagged = ((None, batch) for batch in batches(_summed(items, sums), length))
    for _, kept in work_through(tagged, work, engine, tally):
        for trace in kept:
            numbers.append(_NONE if trace is None else len(traces))
            if trace is not None:
                traces.append(trace)
        tell()
    tally.check()
    return Looked(Across(traces), numbers, sums)


def _traces(outcomes: list[Trace | Reject]) -> list[Trace | None]:
    return [None if isinstance(outcome, Reject) else outcome for outcome in outcomes]


def _summed(items: Iterable[Item], sums: "array[int]") -> Iterator[Item]:
    for item in items:
        sums.append(_sum(item))
        yield item


def _sum(item: Item) -> int:
    return crc32(written(item))


def _with(item: Item, found: tuple[Finding, ...]) -> Item:
    if isinstance(item, Article):
        return replace(item, across=found)
    return replace(item, known={**item.known, "across": found}) if isinstance(item, Page) else item


def _changed() -> InputError:
    return InputError("the input changed while it was read; --across reads it twice. Begin again when it stays")
