"""Scores: the whole path from an article to what it scored and why."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from scorer.abstention import abstention
from scorer.article import Article
from scorer.checker import Checker, Entails, Supports
from scorer.clock import Clock
from scorer.document import Batch
from scorer.errors import ArticleError
from scorer.facts import Facts
from scorer.features import FeatureSet
from scorer.finding import Finding
from scorer.measures import WORD_LISTS
from scorer.model import Model, Weighed
from scorer.signal import Panel, Signal
from scorer.signals import built
from scorer.strict import strict_json
from scorer.table import DIGITS, Row, Table

SCHEMA = 1
LONGEST_ARTICLE = 2_000_000
"""Code points of the longest article that is scored; a book isn't an article."""
_LARGEST_KEPT = (32 << 20) - (1 << 13)  # bytes; of larger blocks glibc learns nothing
BATCH_ARTICLES = 384
"""Articles that are read together."""
_BATCH_CHARACTERS = 1_800_000  # fewer leave the cost of each step unshared, more take memory and gain nothing

Interval = tuple[float, float]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Score:
    """What an article scored, and why.

    ``quality`` and ``reliability`` are calibrated probabilities in 0..1, more is better, each with an
    interval that 90 in 100 models trained on other samples of sources would fall into. They are
    ``None`` where the article can't be judged; ``abstained`` then says why. ``contributions`` are
    in log-odds of quality, each against the average article of the training data; with
    ``base`` they sum to the log-odds of ``quality``.
    """

    article: Article
    quality: float | None
    quality_interval: Interval | None
    reliability: float | None
    reliability_interval: Interval | None
    abstained: str | None
    findings: tuple[Finding, ...]
    observations: tuple[Finding, ...]
    features: Mapping[str, float | None]
    contributions: Mapping[str, float]
    base: float
    model: str

    def to_dict(self, *, rank: int | None = None) -> dict[str, Any]:
        """The scored record: plain data, numbers rounded to six decimals, ready for strict JSON."""
        article = self.article
        record: dict[str, Any] = {
            "schema": SCHEMA,
            "id": article.id,
            "path": article.path,
            "row": article.row,
            "title": article.title,
            "url": article.url,
            "source": article.source,
            "published": article.published,
            "authors": list(article.authors),
            "language": article.language,
            "quality": _rounded(self.quality),
            "quality_interval": _rounded_pair(self.quality_interval),
            "reliability": _rounded(self.reliability),
            "reliability_interval": _rounded_pair(self.reliability_interval),
            "rank": rank,
            "abstained": self.abstained,
            "findings": [_finding(finding, article.text) for finding in self.findings],
            "observations": [_finding(finding, article.text) for finding in self.observations],
            "features": Row.of(self.features).rounded(),
            "contributions": Row.of(self.contributions).rounded(),
            "base": _rounded(self.base),
            "model": self.model,
            "extra": dict(article.extra),
        }
        if article.derived:
            record["text"] = article.text
        if article.residue is not None:
            record["residue"] = [list(span) for span in article.residue]
        return record

    def to_json(self, *, rank: int | None = None) -> bytes:
        """The scored record as strict JSON on one line; the same at any time and on every machine."""
        return strict_json(self.to_dict(rank=rank))

    def _repr_html_(self) -> str:
        from scorer.report.html import render

        return render(self)


class Scorer:
    """Scores articles with one model and the whole catalogue of signals. ``clock`` tells where the time goes."""

    def __init__(self, model: Model, signals: Iterable[Signal] | None = None) -> None:
        _keep_memory()
        self.model = model
        self.panel = Panel(signals if signals is not None else built(), WORD_LISTS)
        self.features = FeatureSet(self.panel.signals)
        self.clock = Clock()
        self._good = {signal.id for signal in self.panel.signals if not signal.fault}

    @classmethod
    def load(
        cls,
        path: str | Path | None = None,
        *,
        facts: str | Path | None = None,
        date: str | date | None = None,
        checker: Entails | Supports | Checker | str | None = None,
    ) -> "Scorer":
        """A scorer with the shipped model, or the one in the folder ``path``.

        Args:
            path: the folder of a model.
            facts: a CSV file of dated facts, laid over the shipped ones; see :mod:`scorer.facts.table`.
            date: the day for which the facts are asked, YYYY-MM-DD, instead of each article's own.
            checker: a claim checker of your own, or the name of one; see :mod:`scorer.checker`.

        Raises:
            ModelError: if the model is missing, damaged or not the one its card names.
            FactsError: if the facts or the date aren't understood.
            CheckerError: if the claim checker is missing, or doesn't answer as it should.
        """
        given = {"facts": Facts.load(facts, date), "checker": None if checker is None else Checker.of(checker)}
        return cls(Model.load(path), built(**given))

    @property
    def identity(self) -> Mapping[str, str]:
        """What every score depends on, by name: scores of two identities can't be compared."""
        catalogue = "\n".join(repr(signal) for signal in self.panel.signals)
        return {
            "scorer": version("scorer"),
            "model": self.model.fingerprint,
            "signals": sha256(catalogue.encode()).hexdigest(),
            "numpy": version("numpy"),
            "textstat": version("textstat"),
            **{name: told for signal in self.panel.signals for name, told in signal.depends_on.items()},
        }

    def score(self, article: Article | str) -> Score:
        """Score one article, or a text of which nothing else is known.

        Raises:
            ArticleError: if there is no text, or more than :data:`LONGEST_ARTICLE` characters.
        """
        return next(self.score_many([article]))

    def score_many(self, articles: Iterable[Article | str]) -> Iterator[Score]:
        """Score articles in order, read in batches; the batches don't change any score.

        Raises:
            ArticleError: as :meth:`score`, when the batch that holds the article is reached.
        """
        given = (article if isinstance(article, Article) else Article(article) for article in articles)
        for batch in batches(given, lambda article: len(article.text)):
            yield from self.score_batch(batch)

    def score_batch(self, articles: list[Article]) -> list[Score]:
        """Score a few articles in one reading; many are better given to :meth:`score_many`."""
        for article in articles:
            check(article)
        with _uncollected():
            return self._scored(articles)

    def _scored(self, articles: list[Article]) -> list[Score]:
        self.clock.start()
        batch = Batch(articles, self.panel.book)
        self.clock.lap("reading")
        found = self.panel.observe(batch, self.clock)
        rows = self.features.rows(batch, found)
        self.clock.lap("features")
        weighed = self.model.weigh(self.features.names, rows)
        self.clock.lap("model")
        reasons = abstention(self.features, rows, batch)
        self.clock.lap("abstention")
        table = Table(self.features.names, rows)
        return [
            self._score(article, findings, Row(table, index), weight, reason)
            for index, (article, findings, weight, reason) in enumerate(
                zip(articles, found, weighed, reasons, strict=True)
            )
        ]

    def _score(
        self, article: Article, found: list[Finding], features: Row, weighed: Weighed, abstained: str | None
    ) -> Score:
        judged = abstained is None
        return Score(
            article=article,
            quality=weighed.quality if judged else None,
            quality_interval=weighed.quality_interval if judged else None,
            reliability=weighed.reliability if judged else None,
            reliability_interval=weighed.reliability_interval if judged else None,
            abstained=abstained,
            findings=tuple([finding for finding in found if finding.signal not in self._good]),
            observations=tuple([finding for finding in found if finding.signal in self._good]),
            features=features,
            contributions=weighed.contributions if judged else {},
            base=weighed.base,
            model=self.model.fingerprint,
        )


@dataclass(frozen=True, slots=True)
class Loading:
    """Loads a scorer in whatever process it is wanted: :meth:`Scorer.load` with words only, which can be sent.

    Two that are equal load the same.
    """

    facts: str | None = None
    date: str | None = None
    checker: str | None = None

    def __call__(self, path: str | Path | None) -> Scorer:
        """The scorer.

        Raises:
            ScorerError: as :meth:`Scorer.load`.
        """
        return Scorer.load(path, facts=self.facts, date=self.date, checker=self.checker)


def _keep_memory() -> None:
    """Have the process keep the memory of a batch's arrays for the next ones, and not fetch it anew from the system.

    The C library of Linux gives a large block back as soon as it is freed, but takes the largest that was freed so far
    for a usual one. So one that nobody writes to, and which costs nothing, makes scoring a tenth faster.
    """
    np.empty(_LARGEST_KEPT, dtype=np.uint8)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have Python look for cyclic garbage afterwards only.

    A batch makes many objects and no such garbage to speak of, but enough of them to have all that the process holds
    looked through again and again, which takes a tenth of the time.
    """
    if not gc.isenabled():
        yield
        return
    try:
        gc.disable()
        yield
    finally:
        gc.enable()


def check(article: Article) -> None:
    """Refuse an article that can't be scored.

    Raises:
        ArticleError: if there is no text, or more than :data:`LONGEST_ARTICLE` characters.
    """
    if not article.text.strip():
        raise ArticleError("the text is empty; an article needs words", reason="no-text")
    if len(article.text) > LONGEST_ARTICLE:
        raise ArticleError(
            f"the text has {len(article.text):,} characters; at most {LONGEST_ARTICLE:,} are scored. "
            "Split it into its articles",
            reason="too-large",
        )


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in runs that fill a batch by number or by length in characters."""
    batch: list[Item] = []
    filled = 0
    for item in items:
        batch.append(item)
        filled += length(item)
        if len(batch) == BATCH_ARTICLES or filled >= _BATCH_CHARACTERS:
            yield batch
            batch, filled = [], 0
    if batch:
        yield batch


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    signal, (start, end), message, related, soft, group = finding
    return {
        "signal": signal,
        "group": group,
        "start": start,
        "end": end,
        "evidence": text[start:end],
        "message": message,
        "related": [list(span) for span in related] if related else [],
        "soft": soft,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _rounded_pair(pair: Interval | None) -> list[float | None] | None:
    return None if pair is None else [_rounded(bound) for bound in pair]
