"""Sources: how reliable a source is, from its articles, with an interval.

One article says little about its source and a hundred say a lot, so each source's mean is drawn
towards what is usual, the more so the fewer articles there are (an empirical-Bayes estimate of a
random-effects model; Efron and Morris, 1975; variances by moments, Searle and others, 1992). What is usual starts from
what was measured in training and follows the sources at hand the more there are of them. All sums are in
log-odds. A table of ratings moves what is usual for the sources that it names; it never meets the model.

An estimate is what the scores of many more articles of the source would come to on average, and the interval
holds that nine times in ten, as far as the articles at hand were picked by chance. What the model itself gets wrong
about a whole source, no number of articles shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scorer.keys import Ints
from scorer.model import probability
from scorer.reading import Bools, Floats

UNKNOWN = "(unknown)"
"""Stands for the source of articles that name none. It is counted, but neither rated nor ranked."""
SHIPPED_WORTH = 10
"""What was measured in training counts like so many sources at hand."""
_LARGEST_LOGIT = 6.0
_LARGEST_RATING = 3.0  # in log-odds: the ends of a scale are no certainty
_NORMAL_90 = 1.6449
_LEAST_VARIANCE = 1e-4
_DIGITS = 6

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among sources, in log-odds.

    ``mean`` and ``between`` (variance) of the sources' own means, and ``within``, the variance of articles about
    their source's mean. ``doubt`` is the variance of ``mean`` itself, as far as it is told from few sources.
    """

    mean: float
    between: float
    within: float
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class _Prior:
    """What is expected of each source before its articles are read; each of shape ``(sources,)``, in log-odds."""

    mean: Floats
    between: Floats
    doubt: Floats


# Measured in training, of scores by models that had not met the source: 521 sources of quality, 428 of reliability.
USUAL = {
    "quality": Usual(0.17, 2.6, 1.39),
    "reliability": Usual(-0.55, 1.05, 1.01),
}
# How the mean of a source's reliability follows its rating: intercept, slope by the rating's log-odds, variance left.
RATED = (-0.76, 0.79, 0.69)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability of a source with the interval that holds it nine times in ten."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Standing:
    """One source in the league table.

    ``articles`` counts all, ``judged`` those that weren't abstained from. Estimates are ``None`` where none was judged
    and no rating is known, and for :data:`UNKNOWN`. ``rank`` is by reliability, 1 = best. ``rating`` is the user's,
    0..1.
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
    told = judged & (names != UNKNOWN)[which]
    qualities = _estimates("quality", quality, which, told, nothing)
    reliabilities = _estimates("reliability", reliability, which, told, given)
    counts = np.bincount(which).tolist(), np.bincount(which[judged], minlength=len(names)).tolist()
    columns = zip(names.tolist(), *counts, qualities, reliabilities, strict=True)
    return _ranked([Standing(*column, known.get(column[0])) for column in columns])


def measured(log_odds: Floats, which: Ints) -> Usual:
    """What is usual among sources as their articles alone tell, by moments.

    ``which`` numbers the source of each article; there must be two sources at least, one of them with two articles.
    """
    counts = np.bincount(which)
    means = np.bincount(which, log_odds) / counts
    within = float(((log_odds - means[which]) ** 2).sum()) / (len(which) - len(counts))
    between = max(_variation(within, means, counts) / (len(counts) - 1), _LEAST_VARIANCE)
    return Usual(float(np.average(means, weights=1 / (between + within / counts))), between, within)


def _estimates(head: str, values: Floats, which: Ints, told: Bools, ratings: Floats) -> list[Estimate | None]:
    counts = np.bincount(which[told], minlength=len(ratings))
    logits = logit(values[told])
    sums = np.bincount(which[told], logits, minlength=len(ratings))
    means = np.divide(sums, counts, out=np.zeros(len(ratings)), where=counts > 0)
    usual = _usual(USUAL[head], logits - means[which[told]], means, counts)
    prior = _prior(usual, means, counts, ratings)
    weight = prior.between / (prior.between + usual.within / np.maximum(counts, 1)) * (counts > 0)
    middle = prior.mean + weight * (means - prior.mean)
    reach = _NORMAL_90 * np.sqrt(prior.between * (1 - weight) + prior.doubt * (1 - weight) ** 2)
    bounds = zip(probability(middle), probability(middle - reach), probability(middle + reach), strict=True)
    unknown = (counts == 0) & np.isnan(ratings)
    return [
        None if nothing else Estimate(float(value), (float(low), float(high)))
        for nothing, (value, low, high) in zip(unknown, bounds, strict=True)
    ]


def _usual(shipped: Usual, rests: Floats, means: Floats, counts: Ints) -> Usual:
    """What is usual here: as shipped, and as the articles tell the more sources there are."""
    full = counts > 0
    sources, articles = int(full.sum()), int(counts.sum())
    squares = float((rests**2).sum())
    within = (SHIPPED_WORTH * shipped.within + squares) / (SHIPPED_WORTH + articles - sources)
    between = _between(shipped.between, within, means, counts) if sources > 1 else shipped.between
    weights = full / (between + within / np.maximum(counts, 1))
    # The level differs more from corpus to corpus than the variances do, so the shipped one counts as one source.
    all_weights = float(weights.sum()) + 1 / between
    mean = float((weights * means).sum() + shipped.mean / between) / all_weights
    return Usual(mean, between, max(within, _LEAST_VARIANCE), 1 / all_weights)


def _between(shipped: float, within: float, means: Floats, counts: Ints) -> float:
    """The variance of sources' own means: what theirs at hand vary by, less what few articles explain."""
    told = _variation(within, means, counts)
    return max((SHIPPED_WORTH * shipped + told) / (SHIPPED_WORTH + int((counts > 0).sum()) - 1), _LEAST_VARIANCE)


def _variation(within: float, means: Floats, counts: Ints) -> float:
    """The variance of sources' own means, as many times as there are sources but one."""
    sources, articles = int((counts > 0).sum()), int(counts.sum())
    overall = float((counts * means).sum() / articles)
    about = float((counts * (means - overall) ** 2).sum())
    size = (articles - float((counts**2).sum()) / articles) / (sources - 1)
    return (about - (sources - 1) * within) / size


def _prior(usual: Usual, means: Floats, counts: Ints, ratings: Floats) -> _Prior:
    rated = ~np.isnan(ratings)
    told = rating_logit(np.where(rated, ratings, 0.5))
    line = _line(usual, told, means, counts, rated & (counts > 0))
    return _Prior(
        np.where(rated, line.mean, usual.mean),
        np.where(rated, line.between, usual.between),
        np.where(rated, line.doubt, usual.doubt),
    )


def _line(usual: Usual, told: Floats, means: Floats, counts: Ints, both: Bools) -> _Prior:
    """What ratings make expect: a line as shipped, and as the rated sources at hand tell the more there are of them."""
    base, slope, left = RATED
    anchors = np.linspace(-_LARGEST_RATING, _LARGEST_RATING, SHIPPED_WORTH)
    x = np.concatenate([anchors, told[both]])
    y = np.concatenate([base + slope * anchors, means[both]])
    noise = np.concatenate([np.zeros(SHIPPED_WORTH), usual.within / counts[both]])
    weights = 1 / (left + noise)
    centre, height = np.average(x, weights=weights), np.average(y, weights=weights)
    spread = float((weights * (x - centre) ** 2).sum())
    slope = max(float((weights * (x - centre) * (y - height)).sum()) / spread, 0.0)
    squares = (y - height - slope * (x - centre)) ** 2 - noise
    squares[:SHIPPED_WORTH] = np.maximum(squares[:SHIPPED_WORTH], left)
    rest = min(max(float(np.average(squares, weights=weights)), _LEAST_VARIANCE), usual.between)
    doubt = 1 / float(weights.sum()) + (told - centre) ** 2 / spread
    return _Prior(height + slope * (told - centre), np.full(len(told), rest), doubt)


def rating_logit(ratings: Floats) -> Floats:
    """Log-odds of ratings in 0..1, kept within three of zero."""
    return np.clip(logit(ratings), -_LARGEST_RATING, _LARGEST_RATING)


def logit(values: Floats) -> Floats:
    """Log-odds of probabilities, kept within six of zero."""
    bound = probability(np.array(_LARGEST_LOGIT))
    clipped = np.clip(values, 1 - bound, bound)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _ranked(standings: list[Standing]) -> list[Standing]:
    """Best first; who has the same reliability shares a place; articles of nobody come last."""
    ordered = sorted(standings, key=lambda one: (-_value(one), one.source == UNKNOWN, one.source))
    places: dict[float, int] = {}
    for place, one in enumerate(ordered, 1):
        places.setdefault(_value(one), place)
    return [one if one.reliability is None else replace(one, rank=places[_value(one)]) for one in ordered]


def _value(standing: Standing) -> float:
    return standing.reliability.value if standing.reliability else -1.0
