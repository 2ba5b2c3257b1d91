"""Bylines and dates: whether the text shows them, held against what people noted of whole pages and records."""

import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch
from scorer.imprint import names_nobody
from scorer.reading import Bools
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals.missing_byline import MissingByline
from scorer.signals.missing_date import MissingDate
from scorer.train.figures import Figure, flags, rate
from scorer.trials.news import CLEAN
from scorer.trials.trial import Trial

_PAGES, _LINES = "signs/boilerplate/wcxb_articles.parquet", "signs/boilerplate/wcxb_article_lines.parquet"
_CARRIES = frozenset({"authors", "published"})
_SIGNALS = {signal.id: signal for signal in (MissingByline, MissingDate)}


def _flagged(name: str, articles: list[Article]) -> Bools:
    """Whether a signal says anything of each article."""
    panel = Panel([_SIGNALS[name]()])
    found = [
        bool(findings)
        for some in batches(articles, lambda article: len(article.text))
        for findings in panel.observe(Batch(some, panel.book))
    ]
    return np.array(found)


@cache
def _pages(folder: Path) -> tuple[pd.DataFrame, list[Article]]:
    """What people noted of each page, and all its text as an article whose record lacks author and date."""
    pages = pd.read_parquet(folder / _PAGES).fillna({"author": "", "publish_date": ""})
    lines = pd.read_parquet(folder / _LINES, columns=["page", "line", "text"]).sort_values(["page", "line"])
    texts = lines.groupby("page")["text"].agg("\n".join)
    pages = pages[pages["page"].isin(texts.index)]
    rows = zip(pages["page"], pages["url"], strict=True)
    return pages, [Article(texts[page], url=url, carries=_CARRIES) for page, url in rows]


def _lacking(name: str, folder: Path) -> Iterator[Figure]:
    pages, articles = _pages(folder)
    shown, column = (_names, "author") if name == MissingByline.id else (_dates, "publish_date")
    lacks = np.array([not shown(article, noted) for article, noted in zip(articles, pages[column], strict=True)])
    yield from flags(lacks, _flagged(name, articles), pages["domain"].tolist())


def _names(article: Article, author: str) -> bool:
    """Whether the text has the surname of a person that the page's markup names."""
    surname = author.split(",", maxsplit=1)[0].split()[-1:]
    return bool(surname) and not names_nobody(author, article) and surname[0] in article.text


def _dates(article: Article, published: str) -> bool:
    """Whether the text has the date that the page's markup gives, in one of the usual forms."""
    date = pd.to_datetime(published, errors="coerce")
    if date is pd.NaT:
        return False
    day, month, year = date.day, date.month, date.year
    forms = [
        rf"{date:%b}\w*\.?\s{day}\b",
        rf"\b{day}(?:st|nd|rd|th)?\s{date:%b}",
        rf"{year}[-/.]0?{month}[-/.]0?{day}\b",
    ]
    numbers = [rf"\b0?{month}[-/.]0?{day}[-/.]\d", rf"\b0?{day}[-/.]0?{month}[-/.]\d", rf"{date:%b}\w*\s0{day}\b"]
    return bool(re.search("|".join(forms + numbers), article.text, re.IGNORECASE))


def _recorded(name: str, folder: Path) -> Iterator[Figure]:
    rows = CLEAN.load(folder).fillna({"authors": "", "date": ""})
    records = zip(rows["text"], rows["authors"], rows["date"], strict=True)
    articles = [
        Article(text, authors=tuple(filter(None, authors.split(", "))), published=date or None, carries=_CARRIES)
        for text, authors, date in records
    ]
    yield rate("articles with one, of 1,000", _flagged(name, articles), groups=rows["source"].tolist())


TRIALS = (
    *(
        Trial(name, "WCXB, whole pages without their author and date", (_PAGES, _LINES), partial(_lacking, name))
        for name in _SIGNALS
    ),
    *(
        Trial(name, f"{CLEAN.name}, with the author and date of their records", CLEAN.files, partial(_recorded, name))
        for name in _SIGNALS
    ),
)
