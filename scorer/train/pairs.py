"""Pairs: an article beside the same article with something done to it.

A flaw written into a sound article must lower its rank; another flaw must not raise it again; and what
is done to an unsound article to slip past must not pay. Every text is scored by a model that hasn't met its source.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scorer.abstention import abstentions
from scorer.article import Article
from scorer.features import FeatureSet
from scorer.model import Model, probability
from scorer.reading import Bools, Floats
from scorer.signal import Panel
from scorer.train.evaluate import plain
from scorer.train.figures import share
from scorer.train.fit import Objects
from scorer.train.flaws import FLAWS, Flaw
from scorer.train.sample import extract
from scorer.train.unseen import Unseen

SOUND, UNSOUND = 400, 300
"""Articles that flaws are written into, and that attacks are tried on."""
_SECOND = 5  # first flaws an article, and second flaws after each
_CLEAR = 0.05  # quality; a smaller change is no matter
_SEED = 20_261_122

# Letters of other scripts that look like Latin ones.
_ALIKE = str.maketrans("aceopxyAEKMOT", "асеорхуАЕКМОТ")
_GOOD_PARAGRAPH = (
    "“We checked every beam before the trains came back,” Helen Marsh, the county's chief engineer, said in an "
    "interview on Tuesday. According to a 48-page inspection report that the county published on March 3, crews "
    "replaced 112 of the 1,460 bolts at a cost of $2.3 million. Daniel Ortiz, who chairs the transport committee, said "
    "the money came from a grant approved in 2019. “Nobody asked for a shortcut, and nobody was given one,” he told "
    "reporters."
)
_ENDED = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_IN_WORD = re.compile(r"(?<=\w\w)(?=\w\w\w)")

Written = tuple[str, str]  # text and title
Attack = Callable[[str, str], Written]


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores texts by models that haven't met their sources."""

    panel: Panel
    model: Model
    unseen: Unseen

    def qualities(self, written: Sequence[Written], groups: Objects) -> Floats:
        """The quality of each text, ``nan`` where it can't be judged; shape ``(texts,)``."""
        features = FeatureSet(self.panel.signals)
        rows = extract((Article(text, title=title or None) for text, title in written), self.panel)
        ranges = self.model.ranges(self.model.select(features.names, rows))
        judged = np.array([reason is None for reason in abstentions(features, rows, [text for text, _ in written])])
        return np.where(judged, probability(self.unseen.log_odds(ranges, groups)), np.nan)


def flawed(frame: pd.DataFrame, judge: Judge) -> dict[str, Any]:
    """How often a flaw lowers the rank of a sound article, one kind of flaw after the other, and of a second flaw.

    ``frame`` holds articles as of :func:`scorer.train.labels.load`.
    """
    sound = _drawn(frame[frame["kind"] == "press"], SOUND)
    clean = [_with(text, title, (), 0) for text, title in _written(sound)]
    before = judge.qualities(clean, sound["group"].to_numpy(dtype=object))
    by_flaw = {_named(flaw): _lowered(sound, flaw, clean, before, judge) for flaw in FLAWS}
    lower, of_group = (np.concatenate(column) for column in zip(*by_flaw.values(), strict=True))
    return {
        "one flaw": plain(share("lower", lower, of_group)),
        "by flaw": {name: plain(share(name, hits, some)) for name, (hits, some) in by_flaw.items() if len(hits)},
        "second flaw": _second(sound, judge),
    }


def attacked(frame: pd.DataFrame, judge: Judge) -> dict[str, Any]:
    """What each attack does to the quality of unsound articles: the mean change, and how often it pays."""
    unsound = _drawn(frame[frame["quality"] == 0], UNSOUND)
    groups = unsound["group"].to_numpy(dtype=object)
    before = judge.qualities(_written(unsound), groups)
    return {name: _attacked(unsound, attack, before, judge) for name, attack in ATTACKS.items()}


def _named(flaw: Flaw) -> str:
    return flaw.__name__.strip("_").replace("_", " ")


def _drawn(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    return frame.sample(min(most, len(frame)), random_state=_SEED)


def _written(frame: pd.DataFrame) -> list[Written]:
    return list(zip(frame["text"], frame["title"], strict=True))


def _with(text: str, title: str, flaws: Sequence[Flaw], seed: int) -> Written:
    """The text with flaws written in; the first ones are the same whatever comes after them."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    for place, flaw in enumerate(flaws):
        draw = random.Random(seed * 100 + place)  # noqa: S311  (no secret hangs on it)
        paragraphs = flaw(paragraphs, title, draw)
    return "\n\n".join(paragraphs), title


def _lowered(
    sound: pd.DataFrame, flaw: Flaw, clean: Sequence[Written], before: Floats, judge: Judge
) -> tuple[Bools, Objects]:
    """Whether each article scores lower with the flaw, and its source; articles that it leaves as they are left out.

    ``clean`` are the articles without it, ``before`` their quality.
    """
    spoilt = [_with(text, title, (flaw,), seed) for seed, (text, title) in enumerate(_written(sound))]
    groups = sound["group"].to_numpy(dtype=object)
    touched = np.array([one != other for one, other in zip(clean, spoilt, strict=True)]) & ~np.isnan(before)
    after = judge.qualities(spoilt, groups)
    lower = np.isnan(after) | (after < before)  # what can't be judged any more isn't ranked above
    return lower[touched], groups[touched]


def _second(sound: pd.DataFrame, judge: Judge) -> dict[str, Any]:
    """How often a second flaw raises the score that the first one left, over some pairs of flaws an article."""
    draw = random.Random(_SEED)  # noqa: S311
    once, twice, which = [], [], []
    for seed, (text, title) in enumerate(_written(sound)):
        for first in draw.sample(FLAWS, _SECOND):
            once.append(_with(text, title, (first,), seed))
            for second in draw.sample([flaw for flaw in FLAWS if flaw is not first], _SECOND):
                twice.append(_with(text, title, (first, second), seed))
                which.append(len(once) - 1)
    groups = sound["group"].to_numpy(dtype=object)
    before = judge.qualities(once, np.repeat(groups, _SECOND))[which]
    rise = judge.qualities(twice, np.repeat(groups, _SECOND**2)) - before
    return {"pairs": len(rise), "raised": float((rise > 0).mean()), "clearly raised": float((rise > _CLEAR).mean())}


def _attacked(unsound: pd.DataFrame, attack: Attack, before: Floats, judge: Judge) -> dict[str, Any]:
    groups = unsound["group"].to_numpy(dtype=object)
    after = judge.qualities([attack(text, title) for text, title in _written(unsound)], groups)
    judged = ~np.isnan(before)
    both = judged & ~np.isnan(after)
    told: dict[str, Any] = {"not judged": float(1 - both.sum() / max(judged.sum(), 1))}
    if both.any():
        change = (after - before)[both]
        told["change"] = float(change.mean())
        told["raised"] = plain(share("raised", change > _CLEAR, groups[both]))
    return told


ATTACKS: Mapping[str, Attack] = {
    "zero-width characters in words": lambda text, title: (_IN_WORD.sub("\u200b", text), title),
    "letters of other scripts": lambda text, title: (text.translate(_ALIKE), title),
    "capitals throughout": lambda text, title: (text.upper(), title.upper()),
    "small letters throughout": lambda text, title: (text.lower(), title.lower()),
    "l e t t e r s spaced": lambda text, title: (" ".join(text), title),
    "the text twice": lambda text, title: (f"{text}\n\n{text}", title),
    "a good paragraph appended": lambda text, title: (f"{text}\n\n{_GOOD_PARAGRAPH}", title),
    "a good paragraph after each of its own": lambda text, title: (
        text.replace("\n\n", f"\n\n{_GOOD_PARAGRAPH}\n\n"),
        title,
    ),
    "spaces doubled": lambda text, title: (text.replace(" ", "  "), title),
    "all on one line": lambda text, title: (" ".join(text.split()), title),
    "a line each sentence": lambda text, title: (_ENDED.sub("\n\n", text), title),
    "no-break spaces": lambda text, title: (text.replace(" ", "\u00a0"), title),
    "the title left out": lambda text, _title: (text, ""),
}
