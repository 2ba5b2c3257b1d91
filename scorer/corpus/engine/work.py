"""Work: what is done with a batch of items, in whatever process it is done."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from scorer.article import Article
from scorer.clock import Clock
from scorer.corpus.engine.limits import SECONDS, TooSlowError, at_most
from scorer.corpus.outcome import Outcome, Packed
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Reject
from scorer.errors import ArticleError
from scorer.score import check

Made_co = TypeVar("Made_co", covariant=True)


class Scores(Protocol[Made_co]):
    """What scores a batch of articles, or makes something else of each."""

    @property
    def clock(self) -> Clock:
        """Tells where the time goes."""
        ...

    @property
    def identity(self) -> Mapping[str, str]:
        """What its scores depend on, by name."""
        ...

    def score_batch(self, articles: list[Article]) -> Sequence[Made_co]:
        """One score for each article, in order."""
        ...


Load = Callable[[str | Path | None], Scores[Any]]


@dataclass(frozen=True, slots=True)
class Done(Generic[Packed]):
    """What became of a batch: how many of its items were scored and rejected, and what was made of them.

    ``seconds`` tells by name where the time went, if that was asked.
    """

    scored: int
    rejected: int
    packed: Packed
    seconds: Mapping[str, float] = field(default_factory=dict)


def as_they_are(outcomes: list[Any]) -> list[Any]:
    """The pack that leaves outcomes as they are."""
    return outcomes


@dataclass(frozen=True, slots=True)
class Work(Generic[Packed]):
    """Items scored, each with one outcome, and the outcomes packed.

    What a process sends to another costs time, so ``pack`` makes what is wanted where the scoring is done.

    Args:
        pack: makes something of the outcomes of a batch; it is sent to other processes, so it is a function or an
            object of a module.
        model: the folder of a model; ``None`` is the shipped one.
        load: makes what scores from ``model``, once in each process.
        seconds: how long an article may take; ``None`` sets no limit.
        timed: tell where the time goes.
    """

    pack: Callable[[list[Any]], Packed]
    model: str | Path | None
    load: Load
    seconds: float | None = SECONDS
    timed: bool = False

    def prepare(self) -> Scores[Any]:
        """What scores, loaded.

        Raises:
            ModelError: if the model can't be loaded.
        """
        return _loaded(self.load, self.model)

    @property
    def unpacked(self) -> "Work[list[Outcome]]":
        """The same work, its outcomes left as they are."""
        return Work(as_they_are, self.model, self.load, self.seconds)

    def __call__(self, items: list[Item]) -> Done[Packed]:
        """Score and pack a batch."""
        scorer = self.prepare()
        return self.done(self._outcomes(scorer, items), scorer.clock)

    def done(self, outcomes: list[Outcome], clock: Clock | None = None) -> Done[Packed]:
        """What became of a batch; ``clock`` has the time that it took."""
        clock = clock or Clock()
        clock.start()
        packed = self.pack(outcomes)
        clock.lap("records")
        rejected = sum(isinstance(outcome, Reject) for outcome in outcomes)
        return Done(len(outcomes) - rejected, rejected, packed, clock.take() if self.timed else {})

    def _outcomes(self, scorer: Scores[Any], items: list[Item]) -> list[Outcome]:
        """One outcome for each item. If the batch fails, its items are scored one by one to find which."""
        try:
            with at_most(self.seconds):
                return _scored(scorer, items)
        except TooSlowError:
            if len(items) == 1:
                return [rejected(items[0], "timeout", f"scoring the article took more than {self.seconds:g} seconds")]
        except Exception as error:  # noqa: BLE001  (a fault that one article shows must not stop the others)
            if len(items) == 1:
                message = f"the article can't be scored: {type(error).__name__}: {error}"
                return [rejected(items[0], "scorer-error", message)]
        return [outcome for item in items for outcome in self._outcomes(scorer, [item])]


@cache
def _loaded(load: Load, model: str | Path | None) -> Scores[Any]:
    scores = load(model)
    gc.freeze()  # what is there now stays as long as the process; to look through it again and again takes time
    return scores


def _scored(scorer: Scores[Any], items: list[Item]) -> list[Outcome]:
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


def rejected(item: Item, reason: str, message: str) -> Reject:
    """``item`` as a reject; one that was rejected before stays as it is."""
    if isinstance(item, Reject):
        return item
    if isinstance(item, Article):
        return Reject.of(item, reason, message)
    raw = item.markup if isinstance(item.markup, bytes) else item.markup.encode("utf-8", "replace")
    return item.place.reject(reason, message, raw=raw, id=item.known.get("id"))


def rescued(items: list[Item], again: Callable[[list[Item]], list[Outcome] | None]) -> list[Outcome]:
    """The outcomes of items that may have killed the process that scored them.

    They are scored together and, if that kills it again, one by one: each deadly item kills it once more, alone, and
    is rejected. Halving would ask less often, but a death that takes as long as an article may would come with
    every half.

    Args:
        items: what was being scored.
        again: scores some of them once more, unpacked; ``None`` if that kills the process again.
    """
    outcomes = again(items)
    if outcomes is not None:
        return outcomes
    if len(items) == 1:
        return [rejected(items[0], "worker-killed", "the process that scored the article died, twice")]
    return [outcome for item in items for outcome in rescued([item], again)]
