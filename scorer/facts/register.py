"""The register: a fact table laid out so that what an article says can be looked up in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scorer.facts.phrases import Phrases
from scorer.facts.table import GRACE, Fact, FactTable
from scorer.keys import Ints, Keys
from scorer.lexicon import Lexicon
from scorer.reading import Reading

# Titles that others bear as well, or that are kept for life; alone they say too little.
_GENERIC = frozenset(
    {
        *("leader", "chairman", "chairwoman", "chair", "ruler", "dictator", "strongman", "chief", "head", "minister"),
        *("secretary", "director", "boss", "governor", "ambassador", "spokesman", "spokeswoman", "spokesperson", "pm"),
        *("commissioner", "representative", "senator", "general", "press secretary", "adviser", "advisor", "commander"),
        *("gov", "lt gov", "lieutenant governor", "sen", "rep", "justice", "judge"),
    }
)
# Deputies and others are called so, too.
_SHARED_ENDINGS = (
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "communications director",
    "diplomat",
    "official",
    "aide",
)
_INCOMING = timedelta(days=90)  # before a term, in which who was elected or named may be called by the title
_WITH_ARTICLE = ("United", "Union", "Republic", "Islands", "Council", "Netherlands", "Philippines", "Bahamas", "Gambia")
_FAMILY_NAME_FIRST = frozenset({"China", "Taiwan", "North Korea", "South Korea", "Vietnam"})


class Standing(NamedTuple):
    """How a statement stands to the table on some day: the verdict, and the terms that it rests on.

    ``verdict`` is ``agreed``, ``expired``, ``premature``, ``never``, ``unknown`` or ``undated``; ``terms`` are those of
    the person it is said of, ``others`` those of whoever held the office on that day.
    """

    verdict: str
    terms: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()


UNKNOWN = Standing("unknown")
"""The table doesn't say."""
UNDATED = Standing("undated")
"""It could say more if the day of publication were known."""


@dataclass
class Office:
    """One office: who held it when, since when all of its holders are listed, and until when they were looked up."""

    relation: str
    scope: str
    terms: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    complete: list[Fact] = field(default_factory=list)
    known: date = date.min

    def __str__(self) -> str:
        return self._name

    @cached_property
    def _name(self) -> str:
        the = "the " if self.scope.startswith(_WITH_ARTICLE) or self.scope.endswith(_WITH_ARTICLE) else ""
        return f"{self.relation} of {the}{self.scope}" if self.scope else self.relation

    def add(self, person: int, fact: Fact) -> None:
        """Enter a term of a person."""
        self.terms[person].append(fact)
        self.known = max(self.known, fact.last, fact.verified_until.last if fact.verified_until else date.min)

    def standing(self, person: int, day: date, since: date = date.min) -> Standing:
        """What the table says of someone, who is known ``since`` some day, as the holder of the office."""
        terms = tuple(self.terms.get(person, ()))
        if day > self.known:
            return UNKNOWN
        if not terms:
            return Standing("never", (), self._holders(day)) if self._lists_all(min(day, since), day) else UNKNOWN
        if any(_reaches(term, day) for term in terms):
            return Standing("agreed", terms)
        if any(_may_reach(term, day) for term in terms):
            return UNKNOWN
        early = day < min(term.first for term in terms)
        return Standing("premature" if early else "expired", terms, self._holders(day))

    def _lists_all(self, since: date, day: date) -> bool:
        return any(fact.first <= since and day <= fact.last for fact in self.complete)

    def _holders(self, day: date) -> tuple[Fact, ...]:
        terms = (term for terms in self.terms.values() for term in terms)
        return tuple(term for term in terms if term.first <= day <= term.last)


def _reaches(term: Fact, day: date) -> bool:
    """Whether a term holds on some day, give or take what a hand-over may."""
    return term.first.toordinal() - GRACE.days <= day.toordinal() <= term.last.toordinal() + GRACE.days


def _may_reach(term: Fact, day: date) -> bool:
    """Whether a term may hold on some day for all that is known, or was about to begin."""
    unknown = term.start is None or (term.end is None and day > term.last)
    return unknown or timedelta(0) < term.first - day <= _INCOMING


class Register:
    """Offices, those who held them, and all their names."""

    def __init__(self, table: FactTable) -> None:
        self.people: list[str] = []
        self.offices: list[Office] = []
        self.known_since: list[date] = []
        self._person: dict[str, int] = {}
        self._office: dict[tuple[str, str], int] = {}
        self._surnames: dict[str, Keys] = {}
        self._own_surnames: dict[int, set[str]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._titles: dict[str, set[int]] = defaultdict(set)
        self._scopes: dict[str, set[int]] = defaultdict(set)
        for fact in table.of("office"):
            self._enter(fact)
        for fact in table.of("complete"):
            if (fact.relation, fact.scope) in self._office:
                self.offices[self._office[fact.relation, fact.scope]].complete.append(fact)
        self.names = Phrases(_pairs(self._names))
        self.titles = Phrases(_pairs(self._titles))
        self.scopes = Phrases(_pairs(self._scopes))

    def _enter(self, fact: Fact) -> None:
        number = self._office.setdefault((fact.relation, fact.scope), len(self.offices))
        if number == len(self.offices):
            self.offices.append(Office(fact.relation, fact.scope))
        for title in fact.relations:
            if title.lower().strip(".") not in _GENERIC and not title.lower().endswith(_SHARED_ENDINGS):
                self._titles[title].add(number)
        for scope in filter(None, fact.scopes):
            self._scopes[scope].add(number)
        self.offices[number].add(self._enter_person(fact), fact)

    def _enter_person(self, fact: Fact) -> int:
        number = self._person.setdefault(_identity(fact.subject), len(self.people))
        if number == len(self.people):
            self.people.append(fact.subject)
            self.known_since.append(date.max)
        self.known_since[number] = min(self.known_since[number], fact.first)
        for name in fact.subjects:
            self._names[name].add(number)
            for surname in _surnames(name, fact.scope):
                self._names[surname].add(number)
                self._own_surnames[number].add(surname)
        return number

    @cached_property
    def full_names(self) -> Lexicon:
        """All names of more than one word."""
        return Lexicon.of(words for words in self.names.words if len(words) > 1)

    @cached_property
    def lexicons(self) -> tuple[Lexicon, ...]:
        """What must be looked for in an article before the register can be asked."""
        return self.titles.lexicon, self.full_names

    def meant(self, title: int, scope: int, person: int) -> list[Office]:
        """The offices that a title of somebody may stand for, those first that they have held.

        Where they held none of that title, it is the one that title and scope name, if both do.
        """
        meant = self.titles.owners[title] & self.scopes.owners[scope] if scope >= 0 else self.titles.owners[title]
        offices = [self.offices[office] for office in sorted(meant)]
        held = [office for office in offices if person in office.terms]
        return held or (offices if scope >= 0 or self._scoped[title] else [])

    def surname_places(self, keys: Keys, subject: str) -> Ints:
        """The words of a text, given by their keys, that are somebody's surname."""
        found = np.zeros(len(keys), dtype=np.bool_)
        for surname in self._surname_keys(subject):
            found |= keys == surname
        return np.flatnonzero(found)

    def _surname_keys(self, subject: str) -> Keys:
        if subject not in self._surnames:
            names = sorted(self._own_surnames[self._person[_identity(subject)]])
            reading = Reading([*names, *(f"{name}'s" for name in names)])
            self._surnames[subject] = reading.keys[reading.words.bounds[1:] - 1]
        return self._surnames[subject]

    @cached_property
    def _scoped(self) -> tuple[bool, ...]:
        """Whether each title names its scope itself: "NATO Secretary General"."""
        scopes = set(self.scopes.words)
        return tuple(any(words[:end] in scopes for end in range(1, len(words))) for words in self.titles.words)


def _identity(name: str) -> str:
    """What two spellings of one name share: "George H.W. Bush", "George H. W. Bush"."""
    return "".join(filter(str.isalpha, name.lower()))


def _surnames(name: str, scope: str) -> Iterator[str]:
    words = name.split()
    yield words[-1]
    if scope in _FAMILY_NAME_FIRST:
        yield words[0]


def _pairs(numbers: dict[str, set[int]]) -> Iterator[tuple[str, int]]:
    return ((name, number) for name, some in numbers.items() for number in sorted(some))
