"""Furniture: whether the lines that a signal flags on whole web pages are those that people cut away."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals import discover
from scorer.train.figures import Figure, share
from scorer.trials.trial import Trial

_FILE = "signs/boilerplate/wcxb_article_lines.parquet"
_SIGNALS = ("advertisement", "promotional-insert", "tag-list", "plugin-notice")
_GAP = "\n\n"


def _flagged(signal_id: str, folder: Path) -> Iterator[Figure]:
    """Of the lines with a counted finding, how many are labelled boilerplate."""
    lines = pd.read_parquet(folder / _FILE, columns=["page", "domain", "line", "text", "label"])
    pages = [page for _, page in lines.sort_values(["page", "line"]).groupby("page")]
    hits = [row for page, found in zip(pages, _found(signal_id, pages), strict=True) for row in _labels(page, found)]
    labels, domains = zip(*hits, strict=True)
    yield share("share of the flagged lines that are boilerplate", np.array(labels) == 1, domains)


def _found(signal_id: str, pages: list[pd.DataFrame]) -> Iterator[list[int]]:
    """Where the counted findings of each page begin."""
    panel = Panel([discover()[signal_id]()])
    articles = (Article(_GAP.join(page["text"])) for page in pages)
    for some in batches(articles, lambda article: len(article.text)):
        for findings in panel.observe(Batch(some, panel.book)):
            yield [finding.span.start for finding in findings if not finding.soft]


def _labels(page: pd.DataFrame, found: list[int]) -> Iterator[tuple[int, str]]:
    starts = [0, *accumulate(len(text) + len(_GAP) for text in page["text"])]
    for start in found:
        line = bisect_right(starts, start) - 1
        yield int(page["label"].iloc[line]), str(page["domain"].iloc[line])


TRIALS = tuple(
    Trial(signal_id, "WCXB, lines of article pages, development part", (_FILE,), partial(_flagged, signal_id))
    for signal_id in _SIGNALS
)
