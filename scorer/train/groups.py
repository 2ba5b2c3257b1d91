"""Groups: whether good outlets' texts of a special manner are marked down more often than their other texts.

A short text, an opinion or a foreign writer's English differs from the bulk of the press in ways that have nothing to
do with care. What is told is how many of a group's texts score low, held against the same among all texts of
good outlets.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from scorer.reading import Bools, Floats
from scorer.train import labels
from scorer.train.figures import resampled

GOOD = 0.7  # pc1 from which an outlet is called good here
LOW = {"low": 0.5, "very_low": 0.25}
"""The qualities below which a text counts as marked down, or as marked far down."""
_FEWEST = 20  # articles of a group that is told of

_SHORT, _LONG = 250, 1500  # words
_AGENCIES = ("apnews.com", "reuters.com")
_LOCAL = (
    "spotlightpa.org", "suntimes.com", "philly.com", "bostonglobe.com", "sfchronicle.com", "dallasnews.com",
    "deseret.com", "pressherald.com", "chicagotribune.com", "ocregister.com", "latimes.com", "texastribune.org",
    "startribune.com", "jsonline.com", "cleveland.com", "oregonlive.com", "mercurynews.com", "denverpost.com",
    "sacbee.com", "seattletimes.com",
)  # fmt: skip
_BRITISH = (
    "bbc.co.uk", "bbc.com", "theguardian.com", "independent.co.uk", "telegraph.co.uk", "economist.com", "ft.com",
    "(xsum_gpt)",
)  # fmt: skip
_OPINION_ADDRESS = r"/(?:opinions?|editorials?|commentary|columns?|columnists?|op-?eds?|letters|perspectives?)/"
_OPINION_TITLE = r"^\W*(?:opinion|editorial|commentary|op-?ed|column|perspective|letters?)\b\s*[:|—–-]"
_YEARS = ((2000, 2012), (2012, 2015), (2015, 2018), (2018, 2021), (2021, 2027))
_YEAR = r"\b((?:19|20)\d\d)\b"

Picked = Callable[[pd.DataFrame], Bools]

UNMEASURED = (
    "good outlets' texts by writers of English as a second language",
    "translated texts",
    "dialects of English",
    "good outlets outside the United States and Britain",
    "genres other than news, health news and opinion",
)
"""What no set at hand can tell."""


def groups(frame: pd.DataFrame, quality: Floats) -> dict[str, Any]:
    """For each group the share of low scores, and its ratio to that of all texts of good outlets.

    Args:
        frame: articles as of :func:`scorer.train.labels.load`.
        quality: their probabilities, by models that haven't met their sources; shape ``(articles,)``.
    """
    good = good_outlets(frame)
    return {
        "base": _told(frame, quality, good, good),
        "groups": {name: _told(frame, quality, picked(frame) & good, good) for name, picked in GROUPS.items()}
        | {name: _told(frame, quality, picked(frame), good) for name, picked in BESIDE.items()},
        "not measured": list(UNMEASURED),
    }


def good_outlets(frame: pd.DataFrame) -> Bools:
    """Which articles are of good outlets, as they stand: no flaw was written into them."""
    rated = frame["kind"].isna() & (frame["pc1"] >= GOOD)
    return ((frame["kind"] == "press") | rated).to_numpy(dtype=np.bool_)


def _told(frame: pd.DataFrame, quality: Floats, which: Bools, base: Bools) -> dict[str, Any]:
    told: dict[str, Any] = {"articles": int(which.sum()), "sources": int(frame["group"][which].nunique())}
    if which.sum() < _FEWEST:
        return told
    for name, bound in LOW.items():
        told[name] = float((quality[which] < bound).mean())
        if which is not base:
            told[f"{name}_ratio"] = _ratio(quality < bound, which, base, frame["group"].to_numpy(dtype=object))
    return told


def _ratio(low: Bools, which: Bools, base: Bools, sources: Any) -> dict[str, float]:
    """Low scores of a group by those of the base, with an interval over resampled sources."""

    def ratio(inside: Bools, pair: Floats) -> float:
        flags, ground = pair.T
        usual = flags[ground > 0].mean() if ground.any() else 0.0
        return float(flags[inside].mean() / usual) if usual else float("nan")

    rows = which | base
    figure = resampled("ratio", ratio, which[rows], np.column_stack([low, base])[rows].astype(float), sources[rows])
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _words(fewest: float, most: float) -> Picked:
    def picked(frame: pd.DataFrame) -> Bools:
        words = frame["text"].str.count(r"\S+")
        return ((words >= fewest) & (words < most)).to_numpy(dtype=np.bool_)

    return picked


def _of_sources(*sources: str) -> Picked:
    return lambda frame: frame["group"].isin(sources).to_numpy(dtype=np.bool_)


def _of_set(dataset: str) -> Picked:
    return lambda frame: (frame["dataset"] == dataset).to_numpy(dtype=np.bool_)


def _of_kind(kind: str) -> Picked:
    return lambda frame: (frame["kind"] == kind).to_numpy(dtype=np.bool_)


def _opinion(frame: pd.DataFrame) -> Bools:
    address = frame["url"].fillna("").str.contains(_OPINION_ADDRESS, case=False)
    title = frame["title"].fillna("").str.contains(_OPINION_TITLE, case=False)
    return (address | title).to_numpy(dtype=np.bool_)


def _years(first: int, end: int) -> Picked:
    def picked(frame: pd.DataFrame) -> Bools:
        year = pd.to_numeric(frame["date"].astype(str).str.extract(_YEAR)[0])
        return ((year >= first) & (year < end)).to_numpy(dtype=np.bool_)

    return picked


GROUPS: Mapping[str, Picked] = {
    f"under {_SHORT} words": _words(0, _SHORT),
    f"{_LONG:,} words and more": _words(_LONG, np.inf),
    "AP and Reuters": _of_sources(*_AGENCIES),
    "opinion, by address or title": _opinion,
    "health news": _of_set("fakehealth_story"),
    "local newsrooms": _of_sources(*_LOCAL),
    "British outlets": _of_sources(*_BRITISH),
    **{f"published from {first} to {end - 1}": _years(first, end) for first, end in _YEARS},
}
BESIDE: Mapping[str, Picked] = {
    "agencies and papers of the Middle East and Russia, in English (fa_kes)": _of_kind(labels.SYRIA),
    "press releases on health (fakehealth_dev)": _of_kind(labels.RELEASE),
}
"""Texts whose outlets aren't known to be good: some may be marked down for cause."""
