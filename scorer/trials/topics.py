"""Topics: titles held against their texts, and links against the articles that they were put into."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools, Floats
from scorer.score import batches
from scorer.signal import Panel, Signal
from scorer.signals.injected_link import InjectedLink
from scorer.signals.title_mismatch import TitleMismatch
from scorer.span import Span
from scorer.train.figures import Figure, auroc, rate, share
from scorer.trials.news import CLEAN
from scorer.trials.trial import Trial

_STANCES, _BODIES = "signs/consistency/fnc1_test_stances.parquet", "signs/consistency/fnc1_test_bodies.parquet"
_INSERTED = "signs/boilerplate/injected_links_semisynthetic.parquet"
_INLINE = "signs/boilerplate/inline_related_links.jsonl"
_SEED = 20_261_122


def _observed(signal: Signal, articles: Iterable[Article]) -> Iterator[tuple[Document, list[Finding]]]:
    panel = Panel([signal])
    for some in batches(articles, lambda article: len(article.text)):
        batch = Batch(some, panel.book)
        yield from zip(batch, panel.observe(batch), strict=True)


def _titled(titles: Iterable[str], texts: Iterable[str]) -> tuple[Floats, Bools, Bools]:
    """Similarity of each title and text, whether the pair is flagged, and whether as a fault."""
    articles = (Article(text, title=title) for title, text in zip(titles, texts, strict=True))
    rows = [
        (document.title_similarity, bool(found), any(not finding.soft for finding in found))
        for document, found in _observed(TitleMismatch(), articles)
    ]
    similarity, flagged, counted = np.array(rows).T
    return similarity, flagged.astype(np.bool_), counted.astype(np.bool_)


def _fnc(folder: Path) -> Iterator[Figure]:
    pairs = pd.read_parquet(folder / _STANCES)
    texts = pd.read_parquet(folder / _BODIES).set_index("Body ID")["articleBody"]
    similarity, flagged, counted = _titled(pairs["Headline"], texts[pairs["Body ID"]])
    unrelated, bodies, known = pairs["label"].to_numpy() == 1, pairs["Body ID"].to_numpy(), ~np.isnan(similarity)
    yield auroc(unrelated[known], -similarity[known], bodies[known])
    yield share("pairs that say enough to be judged", known, bodies)
    yield share("recall", flagged[unrelated], bodies[unrelated])
    yield share("recall of faults", counted[unrelated], bodies[unrelated])
    yield rate("false alarms per 1,000", flagged[~unrelated], groups=bodies[~unrelated])


def _others_titles(folder: Path) -> Iterator[Figure]:
    """Each text under the title of another, drawn with a fixed seed."""
    rows = CLEAN.load(folder)
    drawn = np.random.default_rng(_SEED).permutation(len(rows))
    similarity, flagged, _ = _titled(rows["title"], rows["text"].iloc[drawn])
    own, _, _ = _titled(rows["title"], rows["text"])
    both = np.concatenate([similarity, own])
    known, foreign = ~np.isnan(both), np.arange(len(both)) < len(rows)
    yield auroc(foreign[known], -both[known], np.tile(rows["source"].to_numpy(), 2)[known])
    yield share("recall", flagged, rows["source"].tolist())


def _inserted(folder: Path) -> pd.DataFrame:
    """The links put into articles: the row's label, whether it is found, said to be foreign, and how near it is."""
    rows = pd.read_parquet(folder / _INSERTED)
    articles = map(Article, rows["text"])
    links = [Span(*json.loads(spans)[0]) for spans in rows["spans"]]
    judged = [
        _judged(document, link, found)
        for link, (document, found) in zip(links, _observed(InjectedLink(), articles), strict=True)
    ]
    return rows[["page", "label"]].join(pd.DataFrame(judged, columns=["found", "foreign", "similarity"]))


def _judged(document: Document, link: Span, found: Sequence[Finding]) -> tuple[bool, bool, float]:
    here = [finding for finding in found if finding.span.overlaps(link)]
    words = document.line_at(link.start + len(link.of(document.text)) // 2).words
    return bool(here), any(not finding.soft for finding in here), document.similarity(words)


def _links(folder: Path) -> Iterator[Figure]:
    rows = _inserted(folder)
    pages, unrelated = rows["page"].to_numpy(), rows["label"].to_numpy() == 1
    similarity, foreign = rows["similarity"].to_numpy(), rows["foreign"].to_numpy(np.bool_)
    known = ~np.isnan(similarity)
    yield share("recall", rows["found"].to_numpy(np.bool_), pages)
    yield auroc(unrelated[known], -similarity[known], pages[known])
    yield share("unrelated links called foreign", foreign[unrelated], pages[unrelated])


def _inline(folder: Path) -> Iterator[Figure]:
    """Lines that annotators took out of pages, between the paragraphs that stood around them."""
    lines = (folder / _INLINE).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] == 1]
    found = [any(finding.span.overlaps(link) for finding in some) for link, some in _in_place(rows)]
    yield share("recall", np.array(found), [row["domain"] for row in rows])


def _in_place(rows: list[dict[str, Any]]) -> Iterator[tuple[Span, list[Finding]]]:
    before = [f"{row['prev'] or ''}\n\n" for row in rows]
    texts = [f"{start}{row['text']}\n\n{row['next'] or ''}" for start, row in zip(before, rows, strict=True)]
    observed = _observed(InjectedLink(), map(Article, texts))
    for start, row, (_, found) in zip(before, rows, observed, strict=True):
        yield Span(len(start), len(start) + len(row["text"])), found


TRIALS = (
    Trial(TitleMismatch.id, "FNC-1, development bodies, unrelated against the rest", (_STANCES, _BODIES), _fnc),
    Trial(TitleMismatch.id, f"{CLEAN.name}, under one another's titles", CLEAN.files, _others_titles),
    Trial(InjectedLink.id, "links put into WCXB articles, development pages", (_INSERTED,), _links),
    Trial(InjectedLink.id, "lines that people took out of WCXB pages as links", (_INLINE,), _inline),
)
