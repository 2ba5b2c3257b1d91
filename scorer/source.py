"""Sources: how reliable a source is, from its articles, with an interval.

One article says little about its source and a hundred say a lot, so each source's mean is drawn
towards what is usual, the more so the fewer articles there are (an empirical-Bayes estimate of a
random-effects model; Efron and Morris, 1975; variances by moments, Searle and others, 1992). All sums are in
log-odds. A table of ratings moves what is usual for the sources that it names; it never meets the model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scorer.keys import Ints
from scorer.model import probability
from scorer.reading import Bools, Floats

FEWEST_SOURCES = 10
"""From so many sources on, what is usual is told from the sources themselves."""
_LARGEST_LOGIT = 6.0
_NORMAL_90 = 1.6449
_LEAST_VARIANCE = 1e-4
_DIGITS = 6

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among sources, in log-odds.

    ``mean`` and ``between`` (variance) of the sources' own means, and ``within``, the variance of articles about
    their source's mean.
    """

    mean: float
    between: float
    within: float


# Measured in training, of scores by models that had not met the source: 240 sources of quality, 427 of reliability.
USUAL = {"quality": Usual(-0.59, 5.04, 0.86), "reliability": Usual(-0.73, 1.32, 1.13)}
# How the mean of a source's reliability follows its rating: intercept, slope by the rating's log-odds, variance left.
RATED = (-0.96, 0.86, 1.16)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability of a source with the interval that holds it nine times in ten."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Standing:
    """One source in the league table.

    ``articles`` counts all, ``judged`` those that weren't abstained from. Estimates are ``None`` where none was judged
    and no rating is known. ``rank`` is by reliability, 1 = best. ``rating`` is the user's, 0..1.
    """

    source: str
    articles: int
    judged: int
    quality: Estimate | None
    reliability: Estimate | None
    rating: float | None
    rank: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The standing as plain data, numbers rounded to six decimals."""
        record: dict[str, Any] = {"rank": self.rank, "source": self.source}
        record |= {"articles": self.articles, "judged": self.judged}
        for name, estimate in (("quality", self.quality), ("reliability", self.reliability)):
            record[name] = estimate and round(estimate.value, _DIGITS)
            record[f"{name}_interval"] = estimate and [round(bound, _DIGITS) for bound in estimate.interval]
        record["rating"] = self.rating
        return record


def league(
    sources: Sequence[str], quality: Floats, reliability: Floats, ratings: Mapping[str, float] | None = None
) -> list[Standing]:
    """Every source with its estimates, most reliable first; equal ones by name.

    Args:
        sources: the source of each article.
        quality: its quality, 0..1, ``nan`` where it wasn't judged.
        reliability: the same of reliability.
        ratings: 0..1 by source, for those that are rated.
    """
    names, which = np.unique(np.asarray(sources, dtype=str), return_inverse=True)
    judged = ~np.isnan(quality) & ~np.isnan(reliability)
    known = ratings or {}
    given = np.array([known.get(name, np.nan) for name in names.tolist()])
    nothing = np.full(len(names), np.nan)
    qualities = _estimates("quality", quality, which, judged, nothing)
    reliabilities = _estimates("reliability", reliability, which, judged, given)
    counts = np.bincount(which).tolist(), np.bincount(which[judged], minlength=len(names)).tolist()
    columns = zip(names.tolist(), *counts, qualities, reliabilities, strict=True)
    return _ranked([Standing(*column, known.get(column[0])) for column in columns])


def _estimates(head: str, values: Floats, which: Ints, judged: Bools, ratings: Floats) -> list[Estimate | None]:
    counts = np.bincount(which[judged], minlength=len(ratings))
    logits = logit(values[judged])
    sums = np.bincount(which[judged], logits, minlength=len(ratings))
    means = np.divide(sums, counts, out=np.zeros(len(ratings)), where=counts > 0)
    usual = _usual(USUAL[head], logits - means[which[judged]], means, counts)
    prior, between = _priors(usual, means, counts, ratings)
    weight = between / (between + usual.within / np.maximum(counts, 1)) * (counts > 0)
    middle = prior + weight * (means - prior)
    reach = _NORMAL_90 * np.sqrt(between * (1 - weight))
    bounds = zip(probability(middle), probability(middle - reach), probability(middle + reach), strict=True)
    unknown = (counts == 0) & np.isnan(ratings)
    return [
        None if nothing else Estimate(float(value), (float(low), float(high)))
        for nothing, (value, low, high) in zip(unknown, bounds, strict=True)
    ]


def _usual(shipped: Usual, rests: Floats, means: Floats, counts: Ints) -> Usual:
    """What is usual here: told from the articles where there are enough sources, else as shipped."""
    full = counts > 0
    sources, articles = int(full.sum()), int(counts.sum())
    if sources < FEWEST_SOURCES or articles <= sources:
        return shipped
    within = max(float((rests**2).sum()) / (articles - sources), _LEAST_VARIANCE)
    overall = float((counts * means).sum() / articles)
    about = float((counts * (means - overall) ** 2).sum()) / (sources - 1)
    size = (articles - float((counts**2).sum()) / articles) / (sources - 1)
    between = max((about - within) / size, _LEAST_VARIANCE)
    weights = full / (between + within / np.maximum(counts, 1))
    return Usual(float((weights * means).sum() / weights.sum()), between, within)


def _priors(usual: Usual, means: Floats, counts: Ints, ratings: Floats) -> tuple[Floats, Floats]:
    """What is expected of each source before its articles are read, and the variance about that."""
    rated = ~np.isnan(ratings)
    if not rated.any():
        return np.full(len(means), usual.mean), np.full(len(means), usual.between)
    told = logit(np.where(rated, ratings, 0.5))
    base, slope, left = _line(usual, told, means, counts, rated & (counts > 0))
    return np.where(rated, base + slope * told, usual.mean), np.where(rated, left, usual.between)


def _line(usual: Usual, told: Floats, means: Floats, counts: Ints, both: Bools) -> tuple[float, float, float]:
    """The line of sources' means by their ratings: told from those here where there are enough, else as shipped."""
    if both.sum() < FEWEST_SOURCES:
        return RATED
    x, y, noise = told[both], means[both], usual.within / counts[both]
    weights = 1 / (usual.between + noise)
    centre, height = np.average(x, weights=weights), np.average(y, weights=weights)
    spread = float((weights * (x - centre) ** 2).sum())
    slope = max(float((weights * (x - centre) * (y - height)).sum()) / spread, 0.0) if spread > 0 else 0.0
    rests = y - height - slope * (x - centre)
    left = max(float(np.average(rests**2 - noise, weights=weights)), _LEAST_VARIANCE)
    return float(height - slope * centre), slope, min(left, usual.between)


def logit(values: Floats) -> Floats:
    """Log-odds of probabilities, kept within six of zero."""
    bound = probability(np.array(_LARGEST_LOGIT))
    clipped = np.clip(values, 1 - bound, bound)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _ranked(standings: list[Standing]) -> list[Standing]:
    """Best first; who has the same reliability shares a place."""
    ordered = sorted(standings, key=lambda one: (-_value(one), one.source))
    places: dict[float, int] = {}
    for place, one in enumerate(ordered, 1):
        places.setdefault(_value(one), place)
    return [one if one.reliability is None else replace(one, rank=places[_value(one)]) for one in ordered]


def _value(standing: Standing) -> float:
    return standing.reliability.value if standing.reliability else -1.0
