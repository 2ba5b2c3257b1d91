"""How often each signal shows on clean news, and on pages that nobody should trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch
from scorer.finding import Finding
from scorer.reading import Floats
from scorer.score import batches
from scorer.signal import Panel, Signal
from scorer.signals import discover
from scorer.train.figures import Figure, rate
from scorer.trials.trial import Trial

_MOST_PER_SOURCE = 1000
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class News:
    """A selection of articles: rows of labelled sets, as pandas queries."""

    name: str
    rules: tuple[tuple[str, str], ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files below the data folder."""
        return tuple(f"quality/{dataset}.parquet" for dataset, _ in self.rules)

    def load(self, folder: Path) -> pd.DataFrame:
        """Its articles, at most 1,000 a source, drawn with a fixed seed; columns text, title, source, authors, date."""
        frames = [
            pd.read_parquet(folder / file).query(query).assign(dataset=dataset)
            for file, (dataset, query) in zip(self.files, self.rules, strict=True)
        ]
        rows = pd.concat(frames, ignore_index=True).sample(frac=1, random_state=_SEED)
        rows["source"] = rows["group"].where(rows["group"].fillna("") != "", rows["dataset"])
        return rows[rows.groupby("source").cumcount() < _MOST_PER_SOURCE].reset_index(drop=True)


CLEAN = News(
    "clean news: outlets that experts rate .85 or more",
    (("allsides_dev", "pc1 >= .85"), ("spotlightpa", "pc1 >= .85")),
)
POOR = News(
    "content farms, hoaxes and fabricated news",
    (
        ("farm_dev", "label == 0"),
        ("hoax_vs_press", "klass == 'hoax'"),
        ("golbeck_fake_satire", "klass == 'fake'"),
        ("fakenewsnet_old", "label == 0"),
    ),
)


@dataclass(frozen=True, slots=True)
class Observed:
    """What the whole catalogue finds in some articles."""

    findings: list[list[Finding]]
    words: Floats
    sources: list[str]


@cache
def observed(news: News, folder: Path) -> Observed:
    """Ask every signal about every article of ``news``."""
    panel = Panel([kind() for kind in discover().values()])
    rows = news.load(folder)
    findings: list[list[Finding]] = []
    words: list[float] = []
    articles = map(_article, rows["text"], rows["title"], rows["date"])
    for some in batches(articles, lambda article: len(article.text)):
        batch = Batch(some, panel.book)
        findings += panel.observe(batch)
        words += batch.reading.words.counts.tolist()
    return Observed(findings, np.array(words), rows["source"].tolist())


def _article(text: str, title: str | None, published: object) -> Article:
    return Article(text, title=title or None, published=str(published) if published else None)


def _hits(signal: type[Signal], news: News, folder: Path) -> Iterator[Figure]:
    seen = observed(news, folder)
    found = [[finding for finding in findings if finding.signal == signal.id] for findings in seen.findings]
    counted = np.array([sum(finding.soft == signal.soft for finding in findings) for findings in found], dtype=float)
    yield rate("articles with one, of 1,000", counted > 0, groups=seen.sources)
    if signal.per == "1000 words":
        yield rate("findings for each 1,000 words", counted, seen.words, seen.sources)
    if any(finding.soft != signal.soft for findings in found for finding in findings):
        others = np.array([any(finding.soft != signal.soft for finding in findings) for findings in found])
        yield rate("articles with a soft one, of 1,000", others, groups=seen.sources)


TRIALS = tuple(
    Trial(name, news.name, news.files, partial(_hits, signal, news))
    for name, signal in discover().items()
    if signal.weighed
    for news in (CLEAN, POOR)
)
