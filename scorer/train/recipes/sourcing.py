"""How the classifiers of cues are trained: who reports what in news, and what is hedged in an encyclopedia."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.classifier import Classifier, Weights
from scorer.cues import Cues
from scorer.keys import Ints
from scorer.learnt import ATTRIBUTED, HEDGED, NAMED, VAGUE
from scorer.reading import Ranges, Reading
from scorer.tokens import Units
from scorer.train.linear import fit
from scorer.train.recipes import Recipe

NEWS = "signs/attribution/polnear_sentences.parquet"
ENCYCLOPEDIA = "signs/attribution/szeged_wikipedia.parquet"
_NOBODY = ("none", "common_indef_pl", "indefinite")
_STRENGTHS = {ATTRIBUTED.name: 0.1, NAMED.name: 0.1, VAGUE.name: 0.4, HEDGED.name: 1.0}

Wanted = Callable[[pd.Series, list[object]], bool]
"""Whether one marked span of a sentence (a row) is of the kind wanted."""


def read(folder: Path, file: str) -> pd.DataFrame:
    """The labelled sentences of a file, in the order of their articles."""
    return pd.read_parquet(folder / file)


def cues_of(sentences: pd.DataFrame) -> Cues:
    """The cues of labelled sentences (columns doc and text), each article's sentences read together."""
    texts = sentences.groupby("doc", sort=False)["text"].agg(" ".join)
    reading = Reading(texts.tolist())
    lengths = _lengths(sentences)
    after = np.cumsum(lengths)
    start, end = _folded(reading, after - lengths), _folded(reading, after - 1)
    bounds = np.append(0, np.cumsum(sentences.groupby("doc", sort=False).size().to_numpy()))
    cuts = np.append(np.searchsorted(reading.words.start, start), len(reading.words))
    return Cues(Units(reading, Ranges(start, end, bounds), cuts))


def labels_of(cues: Cues, sentences: pd.DataFrame, wanted: Wanted) -> Ints:
    """1 for each cue within a marked span that is wanted."""
    starts = cues.ranges.start if cues.reading.origin is None else cues.reading.origin[cues.ranges.start]
    lengths = _lengths(sentences)
    labels = np.zeros(len(cues), dtype=np.intp)
    for offset, (_, row) in zip(np.cumsum(lengths) - lengths, sentences.iterrows(), strict=True):
        for span in json.loads(row["spans"]):
            if wanted(row, span):
                labels[slice(*np.searchsorted(starts, offset + np.array(span[:2])))] = 1
    return labels


def learn_from(classifier: Classifier, sentences: pd.DataFrame) -> Weights:
    """The weights from labelled sentences."""
    cues = cues_of(sentences)
    labels = labels_of(cues, sentences, _WANTED[classifier.name])
    return fit(classifier, cues, labels, strength=_STRENGTHS[classifier.name])


def _lengths(sentences: pd.DataFrame) -> Ints:
    """Characters of each sentence, with the space behind it."""
    return np.array(sentences["text"].str.len(), dtype=np.intp) + 1


def _folded(reading: Reading, places: Ints) -> Ints:
    return places if reading.origin is None else np.searchsorted(reading.origin, places)


def _reports(_: pd.Series, span: list[object]) -> bool:
    return span[2] == "cue"


def _names(_: pd.Series, span: list[object]) -> bool:
    return span[2:] == ["cue", "named"]


def _blurs(sentence: pd.Series, span: list[object]) -> bool:
    return bool(sentence["vague_derived"]) and span[2] == "cue" and span[3] in _NOBODY


def _hedges(_sentence: pd.Series, _span: list[object]) -> bool:
    return True


_WANTED: dict[str, Wanted] = {
    ATTRIBUTED.name: _reports,
    NAMED.name: _names,
    VAGUE.name: _blurs,
    HEDGED.name: _hedges,
}


def _learn(classifier: Classifier, file: str, folder: Path) -> Weights:
    return learn_from(classifier, read(folder, file))


RECIPES = (
    *(Recipe(classifier, partial(_learn, classifier, NEWS)) for classifier in (ATTRIBUTED, NAMED, VAGUE)),
    Recipe(HEDGED, partial(_learn, HEDGED, ENCYCLOPEDIA)),
)
