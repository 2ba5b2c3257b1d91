"""The fact table: who held which office when, which city is a capital, and what else can be looked up.

A table is a CSV file of dated facts. What a user gives is laid over the shipped one: a row with the same ``id``
takes the place of the shipped row, one of the kind ``off`` takes it away. Names and titles are literal: no character
of them has a meaning of its own.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from scorer.errors import FactsError
from scorer.facts.moment import Moment

KINDS = ("office", "capital", "membership", "death", "event", "complete", "off")
"""What a row may be; ``complete`` says that all holders of an office since ``start`` are listed."""
COLUMNS = (
    *("id", "kind", "subject", "subject_aliases", "relation", "relation_aliases", "scope", "scope_aliases"),
    *("start", "end", "verified_until", "exclusive", "courtesy", "start_precision", "source", "note"),
)
"""The columns of a table; all but ``id`` and ``kind`` may be missing or empty."""
GRACE = timedelta(days=30)
"""How far two sources may be apart on the day when an office changes hands."""

_SHIPPED = "facts.csv"
_NEEDS = {
    "office": ("subject", "relation"),
    "capital": ("subject", "scope"),
    "membership": ("subject", "scope"),
    "death": ("subject", "start"),
    "event": ("subject", "start"),
    "complete": ("relation", "start"),
}
_DATES = ("start", "end", "verified_until")
_YES_NO = ("exclusive", "courtesy")
_MOST_WORDS = 12
_REPEATED = 1 << 13  # names and dates that come in many rows are read once
_FINGERPRINT = 12  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: ``subject`` stood in ``relation`` to ``scope`` from ``start`` to ``end``.

    Each of the three comes with all its names, its own first. ``end`` is ``None`` where it lasted until
    ``verified_until``; ``start`` is ``None`` where it isn't known.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    relations: tuple[str, ...]
    scopes: tuple[str, ...]
    start: Moment | None
    end: Moment | None
    verified_until: Moment | None
    exclusive: bool
    courtesy: bool
    source: str

    @property
    def subject(self) -> str:
        """Whom or what it is about."""
        return self.subjects[0]

    @property
    def relation(self) -> str:
        """The office, or what else the subject is to the scope."""
        return self.relations[0]

    @property
    def scope(self) -> str:
        """The country or body."""
        return self.scopes[0]

    @property
    def first(self) -> date:
        """The earliest day on which it may have begun."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The last day on which it is known to have been so."""
        if self.end:
            return self.end.last
        return self.verified_until.last if self.verified_until else date.max


class FactTable:
    """Facts by their ids."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts

    @classmethod
    def load(cls, path: str | Path | None = None) -> "FactTable":
        """The shipped table, with the rows of the CSV file ``path`` laid over it.

        Raises:
            FactsError: if the file can't be read, or a row isn't understood (line, column and value are named), or
                one of its rows has somebody in an office that only one can hold, while another row has another.
        """
        return cls(_laid_over(_shipped_facts(), Path(path))) if path else shipped()

    @cached_property
    def fingerprint(self) -> str:
        """Tells tables apart: the same for the same facts."""
        rows = "\n".join(repr(self.facts[name]) for name in sorted(self.facts))
        return sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]

    def __repr__(self) -> str:
        return f"FactTable({len(self.facts)} facts, {self.fingerprint})"

    def of(self, *kinds: str) -> Iterator[Fact]:
        """The facts of some kinds."""
        return (fact for fact in self.facts.values() if fact.kind in kinds)


@cache
def shipped() -> FactTable:
    """The shipped table, read once."""
    return FactTable(_shipped_facts())


@cache
def _shipped_facts() -> Mapping[str, Fact]:
    return read(Path(str(files("scorer.facts") / _SHIPPED)))


def read(path: Path) -> dict[str, Fact]:
    """The facts of one file, by id.

    Raises:
        FactsError: as :meth:`FactTable.load`, or if an id comes twice.
    """
    facts: dict[str, Fact] = {}
    for line, row in _rows(path):
        fact = _Row(path, line, row).fact()
        if fact.id in facts:
            raise FactsError(f"{path}, line {line}, column id: {fact.id!r} stands there twice. Each id names one row")
        facts[fact.id] = fact
    return facts


def _laid_over(facts: Mapping[str, Fact], path: Path) -> dict[str, Fact]:
    given = read(path)
    merged = {name: fact for name, fact in {**facts, **given}.items() if fact.kind != "off"}
    for one, other in overlaps(merged.values()):
        if one.id in given or other.id in given:
            raise FactsError(
                f"{path}: facts {one.id} and {other.id} have {one.subject} and {other.subject} as {one.relation}"
                f"{one.scope and ' of '}{one.scope} on {other.first}, an office that only one can hold at a time. "
                f"Give a row with the id {one.id} and an end, or say `no` under exclusive"
            )
    return merged


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = [name.strip() for name in next(rows, [])]
            _check_header(path, header)
            for cells in rows:
                if len(cells) > len(header):
                    raise FactsError(
                        f"{path}, line {rows.line_num}: {len(cells)} cells, but {len(header)} columns are named. "
                        'Put values with commas into double quotation marks: "Washington, D.C."'
                    )
                if any(map(str.strip, cells)):
                    yield rows.line_num, dict(zip(header, map(str.strip, cells), strict=False))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise FactsError(f"the facts in {path} can't be read: {reason}. Give a CSV file in UTF-8") from error


def _check_header(path: Path, header: list[str]) -> None:
    lacking = [name for name in ("id", "kind") if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if lacking or unknown or len(set(header)) < len(header):
        wrong = f"no column {lacking[0]}" if lacking else f"column {(unknown or header)[0]!r} isn't known"
        wrong = wrong if lacking or unknown else "a column stands there twice"
        raise FactsError(f"{path}, line 1: {wrong}. The first line names the columns: {','.join(COLUMNS)}")


class _Row:
    """One row of a file, to be made into a fact."""

    def __init__(self, path: Path, line: int, cells: dict[str, str]) -> None:
        self._path, self._line, self._cells = path, line, cells

    def fact(self) -> Fact:
        """The fact.

        Raises:
            FactsError: if a cell isn't understood.
        """
        kind = self._one_of("kind", KINDS)
        for column in ("id", *_NEEDS.get(kind, ())):
            if not self._cell(column):
                raise self._wrong(column, f"is empty, and a row of the kind {kind} needs it")
        start, end, verified_until = map(self._moment, _DATES)
        if start and end and end.last < start.first:
            raise self._wrong("end", f"lies before the start, {self._cell('start')}")
        exclusive, courtesy = (self._one_of(column, ("yes", "no", "")) == "yes" for column in _YES_NO)
        subjects, relations, scopes = map(self._names, ("subject", "relation", "scope"))
        return Fact(
            id=self._cell("id"),
            kind=kind,
            subjects=subjects,
            relations=relations,
            scopes=scopes,
            start=start,
            end=end,
            verified_until=verified_until,
            exclusive=exclusive,
            courtesy=courtesy,
            source=self._cell("source"),
        )

    def _cell(self, column: str) -> str:
        return self._cells.get(column, "")

    def _one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        if self._cell(column) not in allowed:
            raise self._wrong(column, f"isn't one of {', '.join(filter(None, allowed))}")
        return self._cell(column)

    def _moment(self, column: str) -> Moment | None:
        if not self._cell(column):
            return None
        try:
            return _moment(self._cell(column))
        except ValueError:
            raise self._wrong(column, "is no date. Write YYYY-MM-DD, YYYY-MM, YYYY or nothing") from None

    def _names(self, column: str) -> tuple[str, ...]:
        try:
            return _names(self._cell(column), self._cell(f"{column}_aliases"))
        except ValueError as error:
            raise self._wrong(column, f"has a name that can't be looked for: {error}") from None

    def _wrong(self, column: str, why: str) -> FactsError:
        return FactsError(f"{self._path}, line {self._line}, column {column}: {self._cell(column)!r} {why}")


@lru_cache(_REPEATED)
def _names(name: str, aliases: str) -> tuple[str, ...]:
    """A name and its aliases, each once; an empty one where there is none.

    Raises:
        ValueError: if one has no word or too many.
    """
    names = list(dict.fromkeys(name for name in map(str.strip, (name, *aliases.split("|"))) if name))
    for one in names:
        if len(one.split()) > _MOST_WORDS or not any(map(str.isalnum, one)):
            raise ValueError(f"{one!r}. Give 1 to {_MOST_WORDS} words")
    return tuple(names) or ("",)


@lru_cache(_REPEATED)
def _moment(written: str) -> Moment:
    return Moment.parse(written)


def overlaps(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of holders of an exclusive office, one after the other, that overlap by more than a hand-over may take."""
    offices: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "office" and fact.exclusive and fact.start:
            offices[fact.relation, fact.scope].append(fact)
    for terms in offices.values():
        terms.sort(key=lambda fact: fact.first)
        for one, other in pairwise(terms):
            end = one.end.first if one.end else other.last
            if one.subject != other.subject and other.start and end - other.start.last > GRACE:
                yield one, other
