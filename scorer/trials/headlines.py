"""Clickbait headlines, held against headlines of viral sites and of the press."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch
from scorer.learnt import CLICKBAIT
from scorer.signal import Panel
from scorer.signals.clickbait_headline import PERHAPS, ClickbaitHeadline
from scorer.train.figures import Figure, auroc, flags, rate
from scorer.train.linear import units_of
from scorer.train.recipes.headlines import HEADLINES, PRESS, learn_from, press
from scorer.trials.trial import Trial

_STANCES = "signs/consistency/fnc1_test_stances.parquet"
_SPOTLIGHT = "quality/spotlightpa.parquet"
_OLD_PRESS = "quality/hoax_vs_press.parquet"
_EVERY = 4  # headlines, of which one is held back


def _labelled(folder: Path) -> Iterator[Figure]:
    rows = pd.read_parquet(folder / HEADLINES)
    held = np.arange(len(rows)) % _EVERY == 0
    weights = learn_from(rows[~held], press(folder))
    chances = CLICKBAIT.chances(units_of(rows["text"][held].tolist()), weights)
    truth = rows["label"][held].to_numpy() == 1
    yield auroc(truth, chances)
    yield from flags(truth, chances >= PERHAPS)


def _unseen_outlets(folder: Path) -> Iterator[Figure]:
    titles = press(folder)
    held = titles["group"].map(lambda name: sum(map(ord, name)) % 2 == 1).to_numpy()
    weights = learn_from(pd.read_parquet(folder / HEADLINES), titles[~held])
    chances = CLICKBAIT.chances(units_of(titles["text"][held].tolist()), weights)
    yield rate("headlines flagged, of 1,000", chances >= PERHAPS, groups=titles["group"][held].tolist())


def _shipped(titles: Callable[[Path], Iterable[str]], folder: Path) -> Iterator[Figure]:
    panel = Panel([ClickbaitHeadline()])
    articles = [Article("Text.", title=title) for title in titles(folder)]
    found = panel.observe(Batch(articles, panel.book))
    yield rate("headlines flagged, of 1,000", np.array([bool(findings) for findings in found]))


def _stances(folder: Path) -> Iterable[str]:
    titles: Iterable[str] = pd.read_parquet(folder / _STANCES)["Headline"].drop_duplicates()
    return titles


def _spotlight(folder: Path) -> Iterable[str]:
    titles: Iterable[str] = pd.read_parquet(folder / _SPOTLIGHT)["title"].dropna()
    return titles


def _old_press(folder: Path) -> Iterable[str]:
    rows = pd.read_parquet(folder / _OLD_PRESS).query("klass == 'quality_press'")
    return [title for title in rows["title"].dropna() if title.strip()]


TRIALS = tuple(
    Trial(ClickbaitHeadline.id, data, files, run)
    for data, files, run in (
        ("headlines of viral sites and of news, a quarter held back", (HEADLINES, PRESS), _labelled),
        ("outlets that experts rate high, half of them held back", (HEADLINES, PRESS), _unseen_outlets),
        ("FNC-1, headlines; shipped weights", (_STANCES,), partial(_shipped, _stances)),
        ("Spotlight PA, headlines; shipped weights", (_SPOTLIGHT,), partial(_shipped, _spotlight)),
        ("New York Times and BBC, headlines; shipped weights", (_OLD_PRESS,), partial(_shipped, _old_press)),
    )
)
