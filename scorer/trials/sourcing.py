"""Sourcing: who is said to have said what, and what is hedged, held against sentences that people marked."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.classifier import Classifier, Weights
from scorer.document import Batch
from scorer.finding import Finding
from scorer.learnt import ATTRIBUTED, HEDGED, NAMED, VAGUE
from scorer.reading import Bools, Floats
from scorer.score import batches
from scorer.signal import Panel, Signal
from scorer.signals.hedged_claim import HedgedClaim
from scorer.signals.named_attribution import NamedAttribution
from scorer.signals.vague_attribution import VagueAttribution
from scorer.train.figures import Figure, auroc, average_precision, flags, precision_at
from scorer.train.recipes.sourcing import ENCYCLOPEDIA, NEWS, cues_of, learn_from, read
from scorer.trials.trial import Trial

_CUT = {ATTRIBUTED.name: 0.2, NAMED.name: 0.24, VAGUE.name: 0.2, HEDGED.name: 0.2}
"""The chance from which on a sentence is taken to be of the kind: near the best F1 on the training part."""
_RECALL = 0.3
_PARTS = 4  # of the encyclopedia's articles one is held back
_WEASELS = "signs/attribution/conll2010_weasel_3000.parquet"

Parts = tuple[pd.DataFrame, pd.DataFrame]
"""Sentences to learn from and sentences of other articles to measure on."""
Select = Callable[[Path], Parts]
"""Takes the folder of labelled data."""


def _news(folder: Path) -> Parts:
    rows = read(folder, NEWS)
    return rows[rows["split"] == "train"], rows[rows["split"] == "dev"]


def _encyclopedia(folder: Path) -> Parts:
    rows = read(folder, ENCYCLOPEDIA)
    held_back = rows["doc"].map(lambda name: hashlib.sha256(name.encode()).digest()[-1] % _PARTS == 0)
    return rows[~held_back], rows[held_back]


def _weasels(folder: Path) -> Parts:
    rows = pd.read_parquet(folder / _WEASELS)
    return read(folder, ENCYCLOPEDIA), rows.assign(doc=rows["doc"].fillna(rows["id"])).sort_values("doc", kind="stable")


@cache
def _weights(classifier: Classifier, parts: Select, folder: Path) -> Weights:
    """What a classifier learns without the sentences held back."""
    return learn_from(classifier, parts(folder)[0])


@cache
def _chances(classifier: Classifier, parts: Select, folder: Path) -> Floats:
    """The highest chance in each held-back sentence."""
    cues = cues_of(parts(folder)[1])
    return cues.highest(classifier.chances(cues, _weights(classifier, parts, folder)))


@contextmanager
def _held_back(parts: Select, folder: Path) -> Iterator[pd.DataFrame]:
    """The sentences held back, while the classifiers know only the others."""
    shipped = {classifier: classifier.weights for classifier in _LEARNT[parts]}
    try:
        for classifier in shipped:
            classifier.weights = _weights(classifier, parts, folder)
        yield parts(folder)[1]
    finally:
        for classifier, weights in shipped.items():
            classifier.weights = weights


def _judged(classifier: Classifier, parts: Select, label: str, folder: Path) -> Iterator[Figure]:
    """How well a classifier tells the sentences that have a label."""
    held_back = parts(folder)[1]
    truth, docs = held_back[label].to_numpy() == 1, held_back["doc"].tolist()
    chances = _chances(classifier, parts, folder)
    yield from flags(truth, chances >= _CUT[classifier.name], docs)
    yield auroc(truth, chances, docs)
    yield average_precision(truth, chances, docs)
    yield precision_at(truth, chances, _RECALL, docs)


def _found(signal: Signal, sentences: pd.DataFrame) -> list[list[Finding]]:
    """The findings in each sentence, each article's sentences read together."""
    panel = Panel([signal])
    texts = sentences.groupby("doc", sort=False)["text"].agg(list)
    articles = [Article(" ".join(pieces)) for pieces in texts]
    found = (
        findings
        for some in batches(articles, lambda article: len(article.text))
        for findings in panel.observe(Batch(some, panel.book))
    )
    return [here for pieces, findings in zip(texts, found, strict=True) for here in _by_sentence(pieces, findings)]


def _by_sentence(pieces: list[str], findings: Iterable[Finding]) -> list[list[Finding]]:
    starts = np.cumsum([0, *(len(piece) + 1 for piece in pieces)]).tolist()
    here: list[list[Finding]] = [[] for _ in pieces]
    for finding in findings:
        here[bisect_right(starts, finding.span.start) - 1].append(finding)
    return here


def _shown(
    signal: type[Signal], parts: Select, label: str, counted: Callable[[Finding], bool], folder: Path
) -> Iterator[Figure]:
    """How well the findings of a signal show the sentences that have a label."""
    with _held_back(parts, folder) as held_back:
        flagged: Bools = np.array([any(map(counted, here)) for here in _found(signal(), held_back)])
    yield from flags(held_back[label].to_numpy() == 1, flagged, held_back["doc"].tolist())


def _any(_: Finding) -> bool:
    return True


def _hard(finding: Finding) -> bool:
    return not finding.soft


_JUDGED = (
    ("named-attribution", NAMED, _news, "named", "sentences with a named source"),
    ("named-attribution", ATTRIBUTED, _news, "any_attr", "sentences with any source"),
    ("vague-attribution", VAGUE, _news, "vague_derived", "sentences sourced to nobody"),
    ("hedged-claim", HEDGED, _encyclopedia, "label", "uncertain sentences"),
)
_SHOWN = (
    (NamedAttribution, _news, "named", _any, "findings against named sources"),
    (NamedAttribution, _news, "any_attr", _any, "findings against any source"),
    (VagueAttribution, _news, "vague_derived", _any, "findings, soft ones too, against sentences sourced to nobody"),
    (VagueAttribution, _news, "vague_derived", _hard, "findings against sentences sourced to nobody"),
    (HedgedClaim, _encyclopedia, "label", _any, "findings against uncertain sentences"),
)
_NAMES = {
    _news: "PolNeAR development articles",
    _encyclopedia: "Szeged Wikipedia, a quarter of the development articles",
}
_LEARNT: dict[Select, tuple[Classifier, ...]] = {_news: (ATTRIBUTED, NAMED, VAGUE), _encyclopedia: (HEDGED,)}
_FILES = {_news: (NEWS,), _encyclopedia: (ENCYCLOPEDIA,)}

TRIALS = (
    *(
        Trial(
            signal,
            f"{_NAMES[parts]}, held back: {what}, by the classifier",
            _FILES[parts],
            partial(_judged, classifier, parts, label),
        )
        for signal, classifier, parts, label, what in _JUDGED
    ),
    *(
        Trial(
            signal.id,
            f"{_NAMES[parts]}, held back: {what}",
            _FILES[parts],
            partial(_shown, signal, parts, label, counted),
        )
        for signal, parts, label, counted, what in _SHOWN
    ),
    Trial(
        "hedged-claim",
        "CoNLL-2010 weasel sentences, another kind of vagueness, by the classifier",
        (_WEASELS, ENCYCLOPEDIA),
        partial(_judged, HEDGED, _weasels, "label"),
    ),
)
