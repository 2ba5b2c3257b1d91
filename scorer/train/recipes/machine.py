"""How the classifier of articles by language models is trained.

Passages of whole sentences and of like length are compared, so that neither the length of a text nor
where it breaks off tells who wrote it. Plain continuations by a model that was never taught to chat are left out:
to a classifier of this kind they are as good as human.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.characters import STOP, has
from scorer.classifier import Weights
from scorer.keys import Ints
from scorer.learnt import MACHINE_WRITTEN
from scorer.reading import Bools, Reading
from scorer.train.linear import fit, units_of
from scorer.train.recipes import Recipe

PAIRS = "signs/machine_text/llm_vs_human.parquet"
MISINFORMATION = "quality/llmfake.parquet"
BLOGS = "quality/farm_dev.parquet"
PRESS = ("quality/allsides_dev.parquet", "quality/spotlightpa.parquet", "quality/hoax_vs_press.parquet")
HIGH = 0.85  # pc1 of sound press
_MOST_PER_SOURCE = 150
_MOST_OF_ONE_PAPER = 900
_UNTAUGHT = "davinci"
_STRENGTH = 3.0
_WINDOW = 160  # words of a passage, about
_FEWEST = 60
_WINDOWS = 2  # of one text


def rows(folder: Path) -> pd.DataFrame:
    """Every text with its label (1: by a language model), corpus, generator and group."""
    return pd.concat(_sets(folder), ignore_index=True)[["text", "label", "corpus", "generator", "group"]]


def _sets(folder: Path) -> Iterator[pd.DataFrame]:
    pairs = pd.read_parquet(folder / PAIRS)
    pairs = pairs[pairs["domain"] != "pubmed"]  # answers of two sentences
    yield pairs.assign(corpus=pairs["domain"], group=pairs["pair"])
    fake = pd.read_parquet(folder / MISINFORMATION)
    fake = fake[~fake["method"].str.startswith("information_manipulation")]  # a few words put into human text
    yield fake.assign(label=1 - fake["label"], corpus="misinformation", group=fake["pair"])
    blogs = pd.read_parquet(folder / BLOGS).query("kind == 'llm_written'")
    yield blogs.assign(label=1, corpus="blogs", generator="blog", group=blogs["site"])
    for path in PRESS:
        press = pd.read_parquet(folder / path).query(f"pc1 >= {HIGH}")
        press = press.groupby("group").head(_MOST_PER_SOURCE if press["group"].nunique() > 5 else _MOST_OF_ONE_PAPER)
        yield press.assign(label=0, corpus="press", generator="human")


def windows(texts: list[str]) -> tuple[list[str], Ints]:
    """The first few passages of whole sentences of each text, and the number of the text that each is from."""
    reading = Reading(texts)
    sentences, first = reading.sentences, reading.words.bounds[:-1]
    cuts = np.append(np.searchsorted(reading.words.start, sentences.start), len(reading.words))
    block = (cuts[:-1] - first[sentences.text]) // _WINDOW
    starts = np.flatnonzero(np.diff(sentences.text * (block.max() + 1) + block, prepend=-1))
    ends = np.append(starts[1:], len(sentences)) - 1
    ends = np.maximum(ends - ~_is_ended(reading, sentences.end[ends]), starts)
    wanted = (cuts[ends + 1] - cuts[starts] >= _FEWEST) & (block[starts] < _WINDOWS)
    starts, ends = starts[wanted], ends[wanted]
    numbers = sentences.text[starts]
    bounds = zip(numbers.tolist(), sentences.start[starts].tolist(), (sentences.end[ends] - 1).tolist(), strict=True)
    passages = [texts[at][reading.original(at, start) : reading.original(at, last) + 1] for at, start, last in bounds]
    return passages, numbers


def _is_ended(reading: Reading, ends: Ints) -> Bools:
    behind = np.maximum(ends[:, None] - np.arange(1, 4), 0)  # a quotation mark or bracket may follow the stop
    return np.asarray(has(reading.kind[behind], STOP).any(axis=1))


def passages(texts: pd.DataFrame) -> pd.DataFrame:
    """The passages of :func:`rows`, each with what is known of its text."""
    cut, numbers = windows(texts["text"].tolist())
    return texts.iloc[numbers].assign(text=cut).reset_index(drop=True)


def learn_from(passages: pd.DataFrame) -> Weights:
    """The weights from labelled passages; either label counts as much as the other."""
    passages = passages[passages["generator"] != _UNTAUGHT]
    labels = passages["label"].to_numpy(dtype=np.intp)
    weights = 0.5 * len(labels) / np.bincount(labels)[labels]
    return fit(MACHINE_WRITTEN, units_of(passages["text"].tolist()), labels, strength=_STRENGTH, weights=weights)


def _learn(folder: Path) -> Weights:
    return learn_from(passages(rows(folder)))


RECIPES = (Recipe(MACHINE_WRITTEN, _learn),)
