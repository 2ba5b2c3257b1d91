"""Checks: what a batch of articles says of office-holders, held against a fact table on the days of publication."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from scorer.document import Batch, Document
from scorer.errors import FactsError
from scorer.facts.capitals import LISTS as CAPITAL_LISTS
from scorer.facts.capitals import Capitals, find_calls
from scorer.facts.claims import LISTS as CLAIM_LISTS
from scorer.facts.claims import Claims, find_claims
from scorer.facts.memberships import LISTS as MEMBER_LISTS
from scorer.facts.memberships import Bodies, find_memberships
from scorer.facts.moment import Moment
from scorer.facts.present import LISTS as PRESENT_LISTS
from scorer.facts.present import is_present
from scorer.facts.register import UNDATED, UNKNOWN, Office, Register, Standing
from scorer.facts.statement import Statement
from scorer.facts.table import FactTable, shipped
from scorer.facts.when import published
from scorer.keys import Ints
from scorer.lexicon import Lexicon, WordList
from scorer.reading import Bools

_KEPT = 1 << 14
_MILDEST_FIRST = ("agreed", "unknown", "undated", "premature", "expired", "never")


class Facts:
    """A fact table, and the day for which it is asked where the user gives one."""

    def __init__(self, table: FactTable | None = None, day: date | None = None) -> None:
        self.table, self.day = table or shipped(), day
        self._looked_up = lru_cache(_KEPT)(self._look_up)

    @classmethod
    def load(cls, path: str | Path | None = None, day: str | date | None = None) -> "Facts":
        """The shipped facts, with those of the CSV file ``path`` laid over them, asked for ``day`` (YYYY-MM-DD).

        Raises:
            FactsError: if the file or the day isn't understood.
        """
        if path is None and day is None:
            return default()
        return cls(FactTable.load(path), day if isinstance(day, date) else day_of(day))

    def __repr__(self) -> str:
        return f"Facts({self.table!r}, {self.day})"

    @cached_property
    def register(self) -> Register:
        """The table, laid out to be looked up in."""
        return Register(self.table)

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies of the table that countries are members of."""
        return Bodies(self.table)

    @cached_property
    def capitals(self) -> Capitals:
        """The capitals of the table."""
        return Capitals(self.table)

    @property
    def lists(self) -> tuple[Lexicon | WordList, ...]:
        """What must be looked for in a batch before it can be checked."""
        return (*self.register.lexicons, *CLAIM_LISTS, *PRESENT_LISTS, *CAPITAL_LISTS, *MEMBER_LISTS)

    def say(self, batch: Batch, verdict: str) -> Bools:
        """Which texts make a statement that has a verdict; shape ``(texts,)``."""
        having = np.zeros(len(batch), dtype=np.bool_)
        having[batch.once(self._by_verdict).get(verdict, [])] = True
        return having

    def _by_verdict(self, batch: Batch) -> dict[str, list[int]]:
        texts: dict[str, list[int]] = defaultdict(list)
        for text, some in enumerate(batch.once(self.statements)):
            for verdict in {one.standing.verdict for one in some}:
                texts[verdict].append(text)
        return texts

    def of(self, document: Document, verdict: str) -> Iterator[Statement]:
        """The statements of a document that have a verdict, each once, in order; none that tells of another time."""
        told: set[tuple[int, int]] = set()
        statements = document.own(self.statements)
        for one in statements:
            if one.standing.verdict != verdict or (matter := (one.person, id(one.office))) in told:
                continue
            if self._counts(document, one, statements):
                told.add(matter)
                yield one

    def _counts(self, document: Document, one: Statement, statements: Sequence[Statement]) -> bool:
        return one.agrees or is_present(document, one, statements, self.register)

    def statements(self, batch: Batch) -> list[list[Statement]]:
        """What each text says of office-holders, in order."""
        claims = find_claims(batch, self.register)
        found: list[list[Statement]] = [[] for _ in range(len(batch))]
        days: dict[int, date | None] = {}
        base = batch.reading.words.bounds.tolist()
        columns = (claims.text, claims.title, claims.scope, claims.begin, claims.end, claims.after)
        for text, title, scope, begin, end, after, people in zip(
            *(column.tolist() for column in columns), self._people(batch, claims), strict=True
        ):
            if not people:
                continue
            if text not in days:
                days[text] = self._day(batch, text)
            person, office, standing = self._looked_up(title, scope, people, days[text])
            if office:
                words = range(begin - base[text], end + 1 - base[text])
                subject = self.register.people[person]
                found[text].append(Statement(words, after, person, subject, office, standing, days[text]))
        return found

    def capitals_called(self, batch: Batch) -> list[list[tuple[range, str, str]]]:
        """Where each text calls a city the capital of a country that has another: the words, the country, its own."""
        found: list[list[tuple[range, str, str]]] = [[] for _ in range(len(batch))]
        calls, capitals = find_calls(batch, self.capitals), self.capitals
        base = batch.reading.words.bounds.tolist()
        for text, first, last, country, wrong in zip(*(column.tolist() for column in calls), strict=True):
            if wrong:
                number = min(capitals.country_names.owners[country])
                cities = " or ".join(capitals.cities[number])
                found[text].append(
                    (range(first - base[text], last - base[text] + 1), capitals.countries[number], cities)
                )
        return found

    def memberships_claimed(self, batch: Batch) -> list[list[tuple[range, str, str]]]:
        """Where each text calls a country a member of a body that it wasn't in: the words, the country, the body."""
        found: list[list[tuple[range, str, str]]] = [[] for _ in range(len(batch))]
        claimed, bodies = find_memberships(batch, self.bodies), self.bodies
        base = batch.reading.words.bounds.tolist()
        for text, first, last, body, country in zip(*(column.tolist() for column in claimed), strict=True):
            number = min(bodies.body_names.owners[body])
            name = bodies.countries[min(bodies.country_names.owners[country])]
            day = self._day(batch, text)
            if day and bodies.excludes(number, name, day):
                found[text].append((range(first - base[text], last - base[text] + 1), name, bodies.names[number]))
        return found

    def _day(self, batch: Batch, text: int) -> date | None:
        told = published(Document(batch, text), self.day)
        return told.day if told else None

    def _people(self, batch: Batch, claims: Claims) -> list[tuple[int, ...]]:
        """Whom each claim may be about: a surname counts where the full name stands in the same text."""
        single = np.append(self.register.names.single, False)[claims.name]
        named, bearers = self._named(batch, claims.text[single]) if single.any() else set(), self._bearers
        return [
            tuple(person for person in bearers[name] if (text, person) in named) if alone else bearers[name]
            for text, name, alone in zip(claims.text.tolist(), claims.name.tolist(), single.tolist(), strict=True)
        ]

    @cached_property
    def _bearers(self) -> tuple[tuple[int, ...], ...]:
        """Who bears each name."""
        return tuple(tuple(sorted(people)) for people in self.register.names.owners)

    def _named(self, batch: Batch, texts: Ints) -> set[tuple[int, int]]:
        """The people who have their full name in one of some texts."""
        runs, asked = batch.hits(self.register.full_names), np.zeros(len(batch), dtype=np.bool_)
        asked[texts] = True
        text = np.searchsorted(batch.reading.words.bounds, runs.first, "right") - 1
        here = np.flatnonzero(asked[text])
        names = self.register.names.between(batch, runs.first[here], runs.last[here])
        distinct = set(zip(text[here].tolist(), names.tolist(), strict=True))
        return {(text, person) for text, name in distinct for person in self._bearers[name]}

    def _look_up(
        self, title: int, scope: int, people: tuple[int, ...], day: date | None
    ) -> tuple[int, Office | None, Standing]:
        """The mildest that the table says of anybody who may be meant, in any office that may be."""
        told = [
            (person, office, office.standing(person, day, self.register.known_since[person]) if day else UNDATED)
            for person in people
            for office in self.register.meant(title, scope, person)
        ]
        return min(told, key=lambda one: _MILDEST_FIRST.index(one[2].verdict), default=(-1, None, UNKNOWN))


@lru_cache(1)
def default() -> Facts:
    """The shipped facts, for the day on which each article was published."""
    return Facts()


def day_of(written: str | None) -> date | None:
    """A day as a user gives it.

    Raises:
        FactsError: if it isn't written as YYYY-MM-DD, or no such day exists.
    """
    if written is None:
        return None
    try:
        moment = Moment.parse(written)
    except ValueError:
        raise FactsError(f"{written!r} is no date. Write the day of publication as YYYY-MM-DD: 2025-06-20") from None
    if moment.first != moment.last:
        raise FactsError(f"{written!r} is no day. Write the day of publication as YYYY-MM-DD: 2025-06-20")
    return moment.first
