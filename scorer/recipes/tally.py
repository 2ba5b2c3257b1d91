"""Tallies: what a recipe keeps and why it drops the rest, and where two recipes part."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from scorer.recipes.recipe import Broken
from scorer.recipes.verdicts import Verdict

_NORMAL_95 = 1.959964
_DIGITS = 6

Interval = tuple[float, float]


def wilson(part: int, whole: int) -> Interval:
    """The interval of a share that holds it 19 times in 20 (Wilson, 1927); all of 0..1 of nothing.

    >>> low, high = wilson(90, 100)
    >>> round(low, 3), round(high, 3)
    (0.826, 0.945)
    """
    if not whole:
        return 0.0, 1.0
    square, share = _NORMAL_95**2, part / whole
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _NORMAL_95 / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


@dataclass(slots=True)
class Kept:
    """How many articles there are and how many of them are kept."""

    articles: int = 0
    kept: int = 0

    @property
    def share(self) -> float:
        """The share that is kept, 0..1; 0 of none."""
        return self.kept / self.articles if self.articles else 0.0

    def add(self, *, kept: bool) -> None:
        """Count one article."""
        self.articles += 1
        self.kept += kept

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain data."""
        interval = [round(bound, _DIGITS) for bound in wilson(self.kept, self.articles)]
        share = round(self.share, _DIGITS)
        return {"articles": self.articles, "kept": self.kept, "share": share, "interval": interval}


@dataclass(slots=True)
class Filtered:
    """What a recipe does to a corpus.

    ``broken`` counts the articles that each reason drops, ``alone`` those that no other reason drops as well.
    """

    overall: Kept = field(default_factory=Kept)
    broken: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Kept] = field(default_factory=dict)
    languages: dict[str, Kept] = field(default_factory=dict)

    def add(self, verdict: Verdict) -> None:
        """Count one article."""
        self.overall.add(kept=verdict.kept)
        self.sources.setdefault(verdict.source, Kept()).add(kept=verdict.kept)
        self.languages.setdefault(verdict.language, Kept()).add(kept=verdict.kept)
        reasons = reasons_of(verdict.broken[0])
        self.broken.update(reasons)
        if len(reasons) == 1:
            self.alone.update(reasons)

    @property
    def dropped(self) -> int:
        """How many articles are dropped."""
        return self.overall.articles - self.overall.kept

    def reasons(self) -> list[tuple[str, int, int]]:
        """Each reason with how many articles it drops and how many alone; what drops most comes first."""
        return [(reason, count, self.alone[reason]) for reason, count in _most_first(self.broken)]

    def to_dict(self) -> dict[str, Any]:
        """All counts as plain data."""
        return {
            **self.overall.to_dict(),
            "reasons": [{"reason": name, "articles": count, "alone": alone} for name, count, alone in self.reasons()],
            "sources": [{"source": name, **kept.to_dict()} for name, kept in largest(self.sources)],
            "languages": [{"language": name, **kept.to_dict()} for name, kept in largest(self.languages)],
        }


@dataclass(slots=True)
class Parted:
    """Where two recipes part.

    ``first`` counts, by the second's reason, what only the first keeps; ``second`` the other way round.
    """

    articles: int = 0
    both: int = 0
    neither: int = 0
    only_first: int = 0
    only_second: int = 0
    first: Counter[str] = field(default_factory=Counter)
    second: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> "Flip | None":
        """Count one article; if it flips, say how."""
        mine, other = verdict.broken
        self.articles += 1
        self.both += not mine and not other
        self.neither += bool(mine and other)
        if bool(mine) == bool(other):
            return None
        self.only_first += not mine
        self.only_second += not other
        (self.first if other else self.second).update(reasons_of(mine or other))
        return Flip(verdict.id, verdict.path, verdict.row, not mine, mine or other)

    def to_dict(self) -> dict[str, Any]:
        """All counts as plain data."""
        return {
            "articles": self.articles,
            "both": self.both,
            "only_recipe": self.only_first,
            "only_against": self.only_second,
            "neither": self.neither,
            "dropped_by_against": dict(_most_first(self.first)),
            "dropped_by_recipe": dict(_most_first(self.second)),
        }


@dataclass(frozen=True, slots=True)
class Flip:
    """An article that one recipe keeps and the other drops, and why the other does."""

    id: str
    path: str | None
    row: int | None
    by_first: bool
    broken: tuple[Broken, ...]

    def to_dict(self) -> dict[str, Any]:
        """The flip as plain data."""
        return {
            "id": self.id,
            "path": self.path,
            "row": self.row,
            "kept_by": "recipe" if self.by_first else "against",
            "reasons": [one.to_dict() for one in self.broken],
        }


def reasons_of(broken: Iterable[Broken]) -> list[str]:
    """The reasons, each once, in order."""
    return list(dict.fromkeys(one.reason for one in broken))


def largest(groups: dict[str, Kept]) -> list[tuple[str, Kept]]:
    """Groups by the number of their articles, the largest first; equal ones by name."""
    return sorted(groups.items(), key=lambda group: (-group[1].articles, group[0]))


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
