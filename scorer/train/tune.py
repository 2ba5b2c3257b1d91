"""Tuning: the quality cut-off that does what a user wants, and what it does on sources it wasn't chosen on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from scorer.errors import InputError
from scorer.reading import Bools, Floats
from scorer.train.agreement import cautious, counts, plain
from scorer.train.figures import Figure, flags, share
from scorer.train.labelled import Labelled, check

FEWEST_KEPT = 20
"""A few lucky articles are no proof of precision."""
_SEED = 7
_FOLDS = 5
_STEPS = 1_000_000  # cut-offs are rounded down, as scores are rounded, to six decimals
_HAIR = 1e-9  # what a product of shares may be off

Choose = Callable[[Labelled], "Cut"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut-off: what is kept has at least this quality.

    ``reached`` is false where no cut-off does what was wanted; it is then the one that comes closest.
    """

    value: float
    reached: bool


def keeping(quality: Floats, wanted: float) -> Cut:
    """The highest cut-off that keeps at least the share ``wanted``, 0..1, of the articles."""
    ordered = np.sort(_rounded(quality))[::-1]
    kept = max(int(np.ceil(wanted * len(ordered) - _HAIR)), 1)
    return Cut(float(ordered[kept - 1]), reached=True)


def precise(sound: Bools, quality: Floats, wanted: float) -> Cut:
    """The lowest cut-off at which the share ``wanted`` of the kept articles is sound.

    Of :data:`FEWEST_KEPT` kept ones or more, where there are so many.
    """
    order = np.argsort(-_rounded(quality), kind="stable")
    ordered = _rounded(quality)[order]
    kept = np.arange(1, len(order) + 1)
    precision = np.cumsum(sound[order]) / kept
    last_of_equals = np.append(np.diff(ordered) < 0, True)
    able = np.flatnonzero(last_of_equals & (kept >= min(FEWEST_KEPT, len(order))))
    reaching = able[precision[able] >= wanted]
    place = reaching[-1] if len(reaching) else able[np.argmax(precision[able])]
    return Cut(float(ordered[place]), reached=bool(len(reaching)))


def effect(judged: Labelled, kept: Bools) -> list[Figure]:
    """The share kept, precision and recall, each with a 95 % interval from resampled sources."""
    figures = [share("share kept", kept, judged.groups)]
    if judged.labels:
        figures += flags(judged.sound, kept, judged.groups)[:2]
    return [cautious(figure) for figure in figures]


def tune(
    labelled: Labelled, *, keep: float | None = None, precision: float | None = None, recall: float | None = None
) -> dict[str, Any]:
    """The cut-off for a share to keep, or a precision or recall to reach, as plain data.

    It is chosen on all articles that were judged. What it does is told for these, and for sources that it wasn't
    chosen on: each is held against a cut-off chosen, in the same way, on others.

    Raises:
        InputError: if no article was judged or, unless it is for a share, all have one label.
    """
    judged = labelled.judged()
    check(judged, purpose="tuning", both=keep is None)
    choose = _choice(keep, precision, recall)
    cut = choose(judged)
    kept = judged.quality >= cut.value
    wanted = {"keep": keep, "precision": precision, "recall": recall}
    return {
        "schema": 1,
        "wanted": {name: value for name, value in wanted.items() if value is not None},
        "cutoff": cut.value if cut.reached else None,
        "closest": cut.value,
        **counts(labelled),
        "kept": {"articles": int(kept.sum()), "sources": len(np.unique(judged.sources[kept]))},
        "chosen_on": _told(judged, kept),
        "held_out": _told(judged, _kept_unseen(judged, choose, by_label=keep is None)),
    }


def folds(judged: Labelled, *, by_label: bool) -> list[tuple[Bools, Bools]]:
    """Articles to choose on and articles to check on, by source.

    ``by_label``: none where there would be nothing but one label to choose on.
    """
    sound = judged.sound if by_label else np.zeros(len(judged), dtype=np.bool_)
    smaller = min(sound.sum(), (~sound).sum()) if by_label else len(judged)
    number = min(_FOLDS, len(np.unique(judged.sources)), int(smaller))
    if number < 2:
        return []
    splitter = StratifiedGroupKFold(number, shuffle=True, random_state=_SEED)
    parts = splitter.split(judged.rows, sound, groups=judged.sources)
    rows = np.arange(len(judged))
    pairs = [(np.isin(rows, train), np.isin(rows, test)) for train, test in parts]
    lacking = by_label and any(sound[train].all() or not sound[train].any() for train, _ in pairs)
    return [] if lacking else pairs


def _choice(keep: float | None, precision: float | None, recall: float | None) -> Choose:
    if keep is not None:
        return lambda judged: keeping(judged.quality, keep)
    if recall is not None:
        return lambda judged: keeping(judged.quality[judged.sound], recall)
    if precision is not None:
        return lambda judged: precise(judged.sound, judged.quality, precision)
    raise InputError("tuning needs a share to keep, or a precision or recall to reach")


def _kept_unseen(judged: Labelled, choose: Choose, *, by_label: bool) -> Bools | None:
    """Which articles are kept by a cut-off that was chosen without their source."""
    pairs = folds(judged, by_label=by_label)
    kept = np.zeros(len(judged), dtype=np.bool_)
    for train, test in pairs:
        kept[test] = judged.quality[test] >= choose(judged.take(train)).value
    return kept if pairs else None


def _told(judged: Labelled, kept: Bools | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {"articles": len(judged), "figures": [plain(figure) for figure in effect(judged, kept)]}


def _rounded(quality: Floats) -> Floats:
    return np.asarray(np.floor(quality * _STEPS) / _STEPS)
