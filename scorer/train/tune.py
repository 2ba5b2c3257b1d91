"""Tuning: the quality cut-off that does what a user wants, and what it does on sources it wasn't chosen on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from scorer.errors import InputError
from scorer.reading import Bools, Floats
from scorer.train.agreement import counts, plain
from scorer.train.figures import Figure, flags, share
from scorer.train.labelled import Labelled, check

_SEED = 7
_STEPS = 1_000_000  # cut-offs are rounded down, as scores are rounded, to six decimals
_HAIR = 1e-9  # what a product of shares may be off
_FEWEST_KEPT = 20  # a few lucky articles are no proof of precision


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
    """The lowest cut-off at which the share ``wanted`` of the kept articles is sound, of 20 kept ones or more."""
    order = np.argsort(-_rounded(quality), kind="stable")
    ordered = _rounded(quality)[order]
    kept = np.arange(1, len(order) + 1)
    precision = np.cumsum(sound[order]) / kept
    last_of_equals = np.append(np.diff(ordered) < 0, True)
    able = np.flatnonzero(last_of_equals & (kept >= min(_FEWEST_KEPT, len(order))))
    reaching = able[precision[able] >= wanted]
    place = reaching[-1] if len(reaching) else able[np.argmax(precision[able])]
    return Cut(float(ordered[place]), reached=bool(len(reaching)))


def effect(judged: Labelled, cut: Cut) -> tuple[Figure, Figure, Figure]:
    """The share kept, precision and recall of a cut-off, each with a 95 % interval from resampled sources."""
    kept = judged.quality >= cut.value
    precision, recall, _ = flags(judged.sound, kept, judged.groups)
    return share("share kept", kept, judged.groups), precision, recall


def tune(labelled: Labelled, *, keep: float | None = None, precision: float | None = None) -> dict[str, Any]:
    """The cut-off for a share to keep or a precision to reach, as plain data.

    It is chosen on half of the sources; what it does is told there and on the other half, where there is one.

    Raises:
        InputError: if no article was judged, or all have one label.
    """
    judged = labelled.judged()
    check(judged, purpose="tuning")
    half = halved(judged)
    chosen = judged.take(half)
    if precision:
        check(chosen, purpose="choosing on half of the sources")
    cut = keeping(chosen.quality, keep) if keep else precise(chosen.sound, chosen.quality, precision or 0.0)
    parts = {"chosen_on": chosen, "held_out": judged.take(~half)}
    return {
        "schema": 1,
        "wanted": {"keep": keep} if keep else {"precision": precision},
        "cutoff": cut.value if cut.reached else None,
        "closest": cut.value,
        **counts(labelled),
        **{name: _told(part, cut) if len(part) else None for name, part in parts.items()},
    }


def halved(judged: Labelled) -> Bools:
    """Which articles are in the half to choose on: whole sources, about as many articles of each label as the rest.

    Raises:
        InputError: if there is but one article of a label.
    """
    if len(np.unique(judged.sources)) == 1:
        return np.ones(len(judged), dtype=np.bool_)
    if min(judged.sound.sum(), (~judged.sound).sum()) < 2:
        raise InputError("tuning needs at least two articles of each label, one to choose on and one to check with")
    halves = StratifiedGroupKFold(2, shuffle=True, random_state=_SEED)
    chosen, _ = next(halves.split(judged.rows, judged.sound, groups=judged.sources))
    return np.isin(np.arange(len(judged)), chosen)


def _told(part: Labelled, cut: Cut) -> dict[str, Any]:
    return {"articles": len(part), "figures": [plain(figure) for figure in effect(part, cut)]}


def _rounded(quality: Floats) -> Floats:
    return np.asarray(np.floor(quality * _STEPS) / _STEPS)
