"""Agreement: how well scores agree with users' own labels."""

from collections import Counter
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from scorer.reading import Floats
from scorer.train.figures import Figure, auroc, average_precision, brier, calibration_error, flags
from scorer.train.labelled import Labelled, check

CUT_OFF = 0.5
_FEWEST_ARTICLES = 5  # of a source that is listed
_WORST = 5
_DIGITS = 6
_RULE_OF_THREE = 3.0  # where nothing else was seen in n, its share is below 3 / n: Hanley and Lippman-Hand (1983)


def figures(judged: Labelled, quality: Floats) -> list[Figure]:
    """How well ``quality`` agrees with the labels, each with a 95 % interval from resampled sources."""
    truth, groups = judged.sound, judged.groups
    precision, recall, _ = flags(truth, quality >= CUT_OFF, groups)
    return [
        auroc(truth, quality, groups),
        average_precision(truth, quality, groups),
        brier(truth, quality, groups),
        calibration_error(truth, quality, groups),
        cautious(replace(precision, name=f"precision at {CUT_OFF}")),
        cautious(replace(recall, name=f"recall at {CUT_OFF}")),
        replace(auroc(truth, judged.characters, groups), name="AUROC of length alone"),
    ]


def cautious(figure: Figure) -> Figure:
    """A share with an interval even where all rows are alike, of which resampling says nothing.

    >>> cautious(Figure("precision", 1.0, 1.0, 1.0, 30)).low
    0.9
    """
    reach = _RULE_OF_THREE / max(figure.count, 1)
    if figure.value == 1:
        return replace(figure, low=min(figure.low, max(1 - reach, 0.0)))
    return replace(figure, high=max(figure.high, min(reach, 1.0))) if figure.value == 0 else figure


def evaluation(labelled: Labelled, model: str) -> dict[str, Any]:
    """Everything that is told of a model (by its fingerprint) on labelled articles, as plain data.

    Raises:
        InputError: if no article was judged, or all have one label.
    """
    judged = labelled.judged()
    check(judged)
    return {
        "schema": 1,
        "model": model,
        **counts(labelled),
        "figures": [plain(figure) for figure in figures(judged, judged.quality)],
        "worst_sources": worst_sources(judged, judged.quality),
    }


def counts(labelled: Labelled) -> dict[str, Any]:
    """How many articles there are of which kind."""
    reasons = Counter(reason for reason in labelled.abstained if reason)
    return {
        "articles": len(labelled),
        "sources": len(np.unique(labelled.sources[labelled.sourced])),
        "without_source": int((~labelled.sourced).sum()),
        "judged": len(labelled.judged()),
        "abstained": dict(sorted(reasons.items())),
        "labelled": labelled.labels,
        "sound": int(labelled.judged().sound.sum()),
    }


def worst_sources(judged: Labelled, quality: Floats) -> list[dict[str, Any]]:
    """The sources of five articles or more whose labels the scores miss the furthest, by their Brier score."""
    names, which, articles = np.unique(judged.sources, return_inverse=True, return_counts=True)
    means = {
        "sound": np.bincount(which, judged.sound) / articles,
        "quality": np.bincount(which, quality) / articles,
        "brier": np.bincount(which, (quality - judged.sound) ** 2) / articles,
    }
    listed = np.flatnonzero(articles >= _FEWEST_ARTICLES)
    worst = listed[np.argsort(-means["brier"][listed], kind="stable")][:_WORST]
    return [
        {"source": str(names[one]), "articles": int(articles[one])}
        | {name: round(float(values[one]), _DIGITS) for name, values in means.items()}
        for one in worst
    ]


def plain(figure: Figure) -> dict[str, Any]:
    """A figure as plain data; what can't be told is null."""
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in _known(figure)}


def _known(figure: Figure) -> list[tuple[str, Any]]:
    values = asdict(figure)
    del values["floor"]
    return [(name, None if value != value else value) for name, value in values.items()]  # noqa: PLR0124  (nan)
