"""Runs: many articles scored in order, in this process or in several."""

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from scorer.article import Article
from scorer.corpus.page import Item, Page
from scorer.corpus.reject import Reject
from scorer.errors import ArticleError, LostRowsError
from scorer.score import Score, Scorer, batches, check

_BATCHES_AHEAD = 12  # for each worker; so many results may wait for a slow reader

Outcome = Score | Reject


class Scores(Protocol):
    """What scores a batch of articles."""

    def score_batch(self, articles: list[Article]) -> list[Score]:
        """One score for each article, in order."""
        ...


Load = Callable[[str | Path | None], Scores]
Work = Callable[[list[Item]], list[Outcome]]


@dataclass(slots=True)
class Tally:
    """What became of the rows that came in."""

    rows_in: int = 0
    scored: int = 0
    rejected: int = 0

    @property
    def reject_rate(self) -> float:
        """The share of rows that were rejected, 0..1; 0 without rows."""
        return self.rejected / self.rows_in if self.rows_in else 0.0

    def count_in(self, items: Iterable[Item]) -> Iterator[Item]:
        """``items``, counted."""
        for item in items:
            self.rows_in += 1
            yield item

    def count_out(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, Reject):
            self.rejected += 1
        else:
            self.scored += 1

    def check(self) -> None:
        """Make sure that no row was lost or came twice.

        Raises:
            LostRowsError: if rows in aren't rows scored and rejected.
        """
        if self.rows_in != self.scored + self.rejected:
            raise LostRowsError(
                f"{self.rows_in:,} rows came in, but {self.scored:,} were scored and {self.rejected:,} rejected; "
                "don't use what was written, and please report this"
            )


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
        workers: processes; with 1 all happens in this one. More go through joblib, to the backend that is set by
            ``joblib.parallel_config``.
        tally: counts rows while they pass; checked at the end.
        load: makes what scores from ``model``, once in each process.

    Raises:
        ModelError: if the model can't be loaded, now.
        LostRowsError: at the end, if rows were lost.
    """
    _loaded(load, model)
    tally = Tally() if tally is None else tally
    work = partial(_work, load, model)
    given = batches(tally.count_in(items), _length)
    return _counted((map(work, given) if workers == 1 else _in_parallel(work, given, workers)), tally)


def _counted(results: Iterable[list[Outcome]], tally: Tally) -> Iterator[Outcome]:
    for outcomes in results:
        for outcome in outcomes:
            tally.count_out(outcome)
            yield outcome
    tally.check()


@cache
def _loaded(load: Load, model: str | Path | None) -> Scores:
    return load(model)


def _work(load: Load, model: str | Path | None, items: list[Item]) -> list[Outcome]:
    return _outcomes(_loaded(load, model), items)


def _outcomes(scorer: Scores, items: list[Item]) -> list[Outcome]:
    """One outcome for each item. If the batch fails, its items are scored one by one to find which."""
    try:
        return _scored(scorer, items)
    except Exception as error:  # noqa: BLE001  (a fault that one article shows must not stop the others)
        if len(items) == 1:
            return [_refused(items[0], error)]
        return [outcome for item in items for outcome in _outcomes(scorer, [item])]


def _scored(scorer: Scores, items: list[Item]) -> list[Outcome]:
    checked = [_checked(item) for item in items]
    articles = [item for item in checked if isinstance(item, Article)]
    scores = iter(scorer.score_batch(articles) if articles else ())
    return [item if isinstance(item, Reject) else next(scores) for item in checked]


def _checked(item: Item) -> Article | Reject:
    parsed = item.article() if isinstance(item, Page) else item
    if isinstance(parsed, Article):
        try:
            check(parsed)
        except ArticleError as error:
            return Reject.of(parsed, error.reason, str(error))
    return parsed


def _refused(item: Item, error: Exception) -> Reject:
    return _rejected(item, "scorer-error", f"the article can't be scored: {type(error).__name__}: {error}")


def _rejected(item: Item, reason: str, message: str) -> Reject:
    if isinstance(item, Reject):
        return item
    if isinstance(item, Article):
        return Reject.of(item, reason, message)
    raw = item.markup if isinstance(item.markup, bytes) else item.markup.encode("utf-8", "replace")
    return item.place.reject(reason, message, raw=raw, id=item.known.get("id"))


def _length(item: Item) -> int:
    """About how many characters there are to read."""
    return len(item.text) if isinstance(item, Article) else len(item) if isinstance(item, Page) else 0


class _Feed:
    """Batches as joblib takes them, from whatever thread, and those that aren't done yet.

    joblib takes the next task as soon as a worker is free, even if nobody has read the results before. So the
    feed pauses when too many are waiting; and an error of the input is kept for the reader, since
    joblib's threads have nobody to tell.
    """

    def __init__(self, batches: Iterator[list[Item]], most: int) -> None:
        self._batches = batches
        self._most = most
        self._lock = Lock()
        self._turn = 0
        self.waiting: deque[list[Item]] = deque()
        self.ended = False
        self.error: BaseException | None = None

    def tasks(self, work: Work) -> Iterator[Any]:
        """Tasks until the input ends or too many wait. A new turn ends the one before, whoever still asks."""
        from joblib import delayed

        with self._lock:
            self._turn += 1
            batches = iter(partial(self._next, self._turn), None)
        return (delayed(work)(batch) for batch in batches)

    def close(self) -> None:
        """Give no more tasks to those who still ask."""
        with self._lock:
            self._turn += 1

    def _next(self, turn: int) -> list[Item] | None:
        with self._lock:
            if turn != self._turn or self.ended or len(self.waiting) >= self._most:
                return None
            try:
                batch = next(self._batches, None)
            except BaseException as error:  # noqa: BLE001  (raised again where the results are read)
                batch, self.error = None, error
            if batch is None:
                self.ended = True
            else:
                self.waiting.append(batch)
            return batch


def _in_parallel(work: Work, batches: Iterator[list[Item]], workers: int) -> Iterator[list[Outcome]]:
    from joblib import Parallel

    feed = _Feed(batches, workers * _BATCHES_AHEAD)
    while not feed.ended or feed.waiting:
        results = Parallel(n_jobs=workers, return_as="generator", pre_dispatch=2 * workers, batch_size=1)(
            feed.tasks(work)
        )
        try:
            for outcomes in results:
                feed.waiting.popleft()
                yield outcomes
        except BrokenExecutor:
            feed.close()
            while feed.waiting:
                yield _rescued(work, feed.waiting.popleft(), workers)
        finally:
            _close(results)
    if feed.error is not None:
        raise feed.error


def _close(results: Any) -> None:
    """End a run, maybe before its end, without joblib's advice on results that nobody read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results.close()


def _rescued(work: Work, batch: list[Item], workers: int) -> list[Outcome]:
    """The outcomes of a batch that may have killed its worker, halved until the deadly item stands alone."""
    from joblib import Parallel, delayed

    try:
        (outcomes,) = Parallel(n_jobs=workers)([delayed(work)(batch)])
    except BrokenExecutor:
        if len(batch) == 1:
            return [_rejected(batch[0], "worker-killed", "the process that scored the article died, twice")]
        middle = len(batch) // 2
        return _rescued(work, batch[:middle], workers) + _rescued(work, batch[middle:], workers)
    return list(outcomes)
