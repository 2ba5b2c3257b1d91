"""Changes: two scored outputs of the same rows held against each other.

Both are read side by side, so as long as they are in the same order little is held in memory. A row that the other
output has elsewhere, or nowhere, waits as a few numbers.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from itertools import zip_longest
from typing import Any

import numpy as np

MOVED = 0.01
"""By more than so much a quality has moved, if nothing else is said."""
JUDGED = "judged"
"""Stands for the reason of not judging where there is none."""
_MOST_MOVERS, _MOST_REASONS = 10, 3
_EXAMPLES = 5
_HAIR = 5e-7  # half of the last digit that records hold; less is no difference
_DIGITS = 6

Key = tuple[object, ...]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Side:
    """What one output says of a row, as small as it may be held; evidence is told apart by its hash."""

    id: str
    quality: float | None
    abstained: str
    found: tuple[tuple[str, int], ...]
    names: tuple[str, ...]
    contributions: "array[float]"

    @property
    def weighed(self) -> dict[str, float]:
        return dict(zip(self.names, self.contributions, strict=True))


@dataclass(frozen=True, slots=True)
class Mover:
    """An article whose quality moved, and the features whose contributions did most of it, in log-odds."""

    id: str
    old: float
    new: float
    by: tuple[tuple[str, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """The mover as plain data."""
        by = {name: round(change, _DIGITS) for name, change in self.by}
        return {
            "id": self.id,
            "old": self.old,
            "new": self.new,
            "change": round(self.new - self.old, _DIGITS),
            "by": by,
        }


@dataclass(slots=True)
class Changes:
    """All that changed between an old and a new output.

    ``only_old`` and ``only_new`` count rows that one of them lacks, with the first few ``ids``; ``old`` and ``new`` are
    the qualities of articles that both judge; ``appeared`` and ``vanished`` count findings by signal.
    """

    tolerance: float = MOVED
    both: int = 0
    only_old: int = 0
    only_new: int = 0
    old: "array[float]" = field(default_factory=lambda: array("d"))
    new: "array[float]" = field(default_factory=lambda: array("d"))
    judgements: Counter[tuple[str, str]] = field(default_factory=Counter)
    appeared: Counter[str] = field(default_factory=Counter)
    vanished: Counter[str] = field(default_factory=Counter)
    models: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    ids: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    _movers: list[tuple[float, int, Mover]] = field(default_factory=list)

    @property
    def moved(self) -> int:
        """How many qualities moved by more than the tolerance."""
        return int((np.abs(self._steps()) > self.tolerance + _HAIR).sum())

    @property
    def changed(self) -> float:
        """The share of all rows that moved, are judged otherwise, or are in one output only; 0..1."""
        missing = self.only_old + self.only_new
        return (self.moved + self.judgements.total() + missing) / max(self.both + missing, 1)

    @property
    def movers(self) -> list[Mover]:
        """Those that moved most, the farthest first."""
        return [mover for *_, mover in sorted(self._movers, key=lambda entry: (-entry[0], -entry[1]))]

    def steps(self) -> dict[str, float] | None:
        """How far qualities moved: the mean, the median, and where the middle 90 % lie; ``None`` without any."""
        steps = self._steps()
        if not len(steps):
            return None
        low, median, high = np.quantile(steps, [0.05, 0.5, 0.95]).tolist()
        told = {"mean": float(steps.mean()), "median": median, "low": low, "high": high}
        return {name: round(value, _DIGITS) for name, value in told.items()}

    def means(self) -> tuple[float | None, float | None]:
        """The mean quality before and after, of articles that both judge."""
        return (_mean(self.old), _mean(self.new))

    def to_dict(self) -> dict[str, Any]:
        """All changes as plain data."""
        old, new = self.means()
        return {
            "rows": {"both": self.both, "only_old": self.only_old, "only_new": self.only_new},
            "models": {"old": list(self.models[0]), "new": list(self.models[1])},
            "changed": round(self.changed, _DIGITS),
            "quality": {
                "compared": len(self.old),
                "moved": self.moved,
                "tolerance": self.tolerance,
                "old_mean": old,
                "new_mean": new,
                "change": self.steps(),
            },
            "judgements": [{"old": old, "new": new, "articles": n} for (old, new), n in self.judgements.most_common()],
            "findings": {"appeared": dict(self.appeared.most_common()), "vanished": dict(self.vanished.most_common())},
            "movers": [mover.to_dict() for mover in self.movers],
        }

    def _steps(self) -> Any:
        return np.asarray(self.new) - np.asarray(self.old)

    def _compare(self, old: _Side, new: _Side) -> None:
        self.both += 1
        if old.found != new.found:
            before, after = Counter(old.found), Counter(new.found)
            _count(self.appeared, after - before)
            _count(self.vanished, before - after)
        if old.abstained != new.abstained:
            self.judgements[old.abstained, new.abstained] += 1
        if old.quality is not None and new.quality is not None:
            self.old.append(old.quality)
            self.new.append(new.quality)
            self._note_mover(old, new, old.quality, new.quality)

    def _note_mover(self, old: _Side, new: _Side, before: float, after: float) -> None:
        distance = abs(after - before)
        full = len(self._movers) == _MOST_MOVERS
        if distance <= _HAIR or (full and distance <= self._movers[0][0]):
            return
        mover = Mover(new.id, before, after, _reasons(old.weighed, new.weighed))
        # Of equal ones the first stay; the number also keeps movers themselves from being compared.
        (heappushpop if full else heappush)(self._movers, (distance, -len(self.old), mover))

    def _missing(self, which: int, side: _Side) -> None:
        self.only_new += which
        self.only_old += not which
        if len(self.ids[which]) < _EXAMPLES:
            self.ids[which].append(side.id)


def compare(old: Iterable[Record], new: Iterable[Record], *, by_id: bool = False, tolerance: float = MOVED) -> Changes:
    """Hold two outputs against each other.

    Args:
        old: scored records as they were.
        new: scored records as they are.
        by_id: match rows by their id alone instead of path, row and id. Rows that share a name are matched in order.
        tolerance: so far a quality may move and count as unmoved.
    """
    changes = Changes(tolerance)
    waiting: tuple[dict[Key, deque[_Side]], ...] = (defaultdict(deque), defaultdict(deque))
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for which, record in _in_turn(old, new):
        changes.models[which][str(record.get("model"))] += 1
        side, key = _side(record, shared), _key(record, by_id=by_id)
        if not (others := waiting[1 - which].get(key)):
            waiting[which][key].append(side)
            continue
        other = others.popleft()
        if not others:
            del waiting[1 - which][key]
        changes._compare(*((other, side) if which else (side, other)))  # noqa: SLF001  (they are one)
    for which, left in enumerate(waiting):
        for side in (side for sides in left.values() for side in sides):
            changes._missing(which, side)  # noqa: SLF001
    return changes


def _in_turn(old: Iterable[Record], new: Iterable[Record]) -> Iterator[tuple[int, Record]]:
    """Records of both, each with 0 for the old and 1 for the new."""
    for pair in zip_longest(old, new):
        yield from ((which, record) for which, record in enumerate(pair) if record is not None)


def _key(record: Record, *, by_id: bool) -> Key:
    return (record["id"],) if by_id else (record.get("path"), record.get("row"), record["id"])


def _side(record: Record, shared: dict[tuple[str, ...], tuple[str, ...]]) -> _Side:
    contributions = record.get("contributions") or {}
    names = tuple(contributions)
    return _Side(
        str(record["id"]),
        record["quality"],
        record["abstained"] or JUDGED,
        tuple((finding["signal"], hash(finding["evidence"])) for finding in record["findings"]),
        shared.setdefault(names, names),
        array("d", contributions.values()),
    )


def _reasons(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The features whose contributions moved most."""
    steps = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in {**old, **new}}
    most = sorted(steps.items(), key=lambda step: (-abs(step[1]), step[0]))[:_MOST_REASONS]
    return tuple((name, step) for name, step in most if abs(step) > _HAIR)


def _count(totals: Counter[str], found: Mapping[tuple[str, int], int]) -> None:
    for (signal, _), count in found.items():
        totals[signal] += count


def _mean(values: "array[float]") -> float | None:
    return round(float(np.mean(values)), _DIGITS) if values else None
