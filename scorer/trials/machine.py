"""Articles by language models, told from human ones of other corpora and outlets than the weights were learnt from."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.classifier import Weights
from scorer.learnt import MACHINE_WRITTEN
from scorer.reading import Bools, Floats
from scorer.signals.machine_written import LIKELY, MachineWritten
from scorer.train.figures import Figure, auroc, rate, recall_at
from scorer.train.linear import units_of
from scorer.train.recipes.machine import BLOGS, MISINFORMATION, PAIRS, PRESS, learn_from, passages, rows
from scorer.trials.trial import Trial

_LEARNT_FROM = (PAIRS, MISINFORMATION, BLOGS, *PRESS)
_STORIES, _SYRIA = "quality/fakehealth_story.parquet", "quality/fa_kes.parquet"
_RARE = 0.01
_FEWEST_WORDS = 80
_FAIR = 0.6  # pc1 of outlets that experts call reliable

_CHAT = ("gpt-3.5-turbo", "gpt-4")
_BASE = ("davinci",)


@cache
def _passages(folder: Path) -> pd.DataFrame:
    return passages(rows(folder))


@cache
def _without(folder: Path, *corpora: str) -> Weights:
    """The weights from every other corpus."""
    known = _passages(folder)
    return learn_from(known[~known["corpus"].isin(corpora)])


@cache
def _from_half_the_press(folder: Path) -> Weights:
    known = _passages(folder)
    return learn_from(known[(known["corpus"] != "press") | ~_odd(known["group"])])


def _odd(groups: "pd.Series[str]") -> Bools:
    """Half of the groups, always the same."""
    return groups.astype(str).map(lambda name: sum(map(ord, name)) % 2 == 1).to_numpy(dtype=np.bool_)


def _chances(texts: list[str], weights: Weights | None = None) -> Floats:
    return MACHINE_WRITTEN.chances(units_of(texts), weights)


def _pairs(corpus: str, generators: tuple[str, ...], folder: Path) -> Iterator[Figure]:
    known = _passages(folder)
    held = known[(known["corpus"] == corpus) & known["generator"].isin(("human", *generators))]
    yield from _told_apart(held, _without(folder, "xsum", "writing"))


def _misinformation(folder: Path) -> Iterator[Figure]:
    known = _passages(folder)
    yield from _told_apart(known[known["corpus"] == "misinformation"], _without(folder, "misinformation"))


def _told_apart(held: pd.DataFrame, weights: Weights) -> Iterator[Figure]:
    truth, chances = held["label"].to_numpy() == 1, _chances(held["text"].tolist(), weights)
    groups = held["group"].astype(str).tolist()
    yield auroc(truth, chances, groups)
    yield recall_at(truth, chances, _RARE, groups)


def _unseen_outlets(folder: Path) -> Iterator[Figure]:
    articles = pd.read_parquet(folder / PRESS[0]).query(f"pc1 >= {_FAIR}")
    articles = articles[_odd(articles["group"])].groupby("group").head(300)
    yield from _flagged(articles, _from_half_the_press(folder))


def _shipped(path: str, folder: Path) -> Iterator[Figure]:
    yield from _flagged(pd.read_parquet(folder / path))


def _flagged(articles: pd.DataFrame, weights: Weights | None = None) -> Iterator[Figure]:
    units = units_of(articles["text"].tolist())
    flagged = (MACHINE_WRITTEN.chances(units, weights) >= LIKELY) & (units.counts >= _FEWEST_WORDS)
    yield rate("articles flagged, of 1,000", flagged, groups=articles["group"].tolist())


TRIALS = tuple(
    Trial(MachineWritten.id, data, files, run)
    for data, files, run in (
        ("news by chat models and the BBC; weights from other corpora", _LEARNT_FROM, partial(_pairs, "xsum", _CHAT)),
        ("news continued by davinci; weights from other corpora", _LEARNT_FROM, partial(_pairs, "xsum", _BASE)),
        (
            "stories by chat models and people; weights from other corpora",
            _LEARNT_FROM,
            partial(_pairs, "writing", _CHAT),
        ),
        ("misinformation; weights from other corpora", _LEARNT_FROM, _misinformation),
        ("outlets rated 0.6 or more, weights from the other half of outlets", _LEARNT_FROM, _unseen_outlets),
        ("health stories of 2009 to 2018; shipped weights", (_STORIES,), partial(_shipped, _STORIES)),
        ("reports on Syria, 2011 to 2018; shipped weights", (_SYRIA,), partial(_shipped, _SYRIA)),
    )
)
