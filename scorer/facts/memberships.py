"""Memberships: places of an article that call a country a member of a body."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

import numpy as np

from scorer.document import Batch
from scorer.facts.phrases import Phrases, are_joined
from scorer.facts.table import GRACE, Fact, FactTable
from scorer.keys import Ints
from scorer.lexicon import Lexicon, WordList
from scorer.marks import one_of
from scorer.reading import Bools

MEMBER = Lexicon(["member|members state|states|country|countries|nation|nations?"])
MEMBER_OF = Lexicon(["a? member of the?"])
NOT_NOW = WordList("""
    non aspiring aspirant prospective future potential candidate former then onetime longtime would if could become
    becoming became join joins joined joining accession apply applied hopes wants seeks admitted not never until
""")
LISTS = (MEMBER, MEMBER_OF, NOT_NOW)
"""What must be looked for in a batch before it can be checked."""

_COMMA = ord(",")
_CLOSING = ',.;:)—–"”\n '
_VAGUE = frozenset({"european", "euro"})  # names of bodies that say too little


class Bodies:
    """The bodies of a fact table, by number, with their members and for how long all of these are listed."""

    def __init__(self, table: FactTable) -> None:
        self.names: list[str] = []
        self.terms: list[dict[str, list[Fact]]] = []
        self.complete: list[list[Fact]] = []
        self._number: dict[str, int] = {}
        bodies: dict[str, set[int]] = defaultdict(set)
        for fact in table.of("membership"):
            body = self._enter(fact)
            self.terms[body][fact.subject].append(fact)
            for name in fact.scopes:
                if name.lower() not in _VAGUE:
                    bodies[name].add(body)
        for fact in table.of("complete"):
            if fact.scope in self._number and fact.relation == "member":
                self.complete[self._number[fact.scope]].append(fact)
        capitals = (fact.scope for fact in table.of("capital"))
        self.countries = list(dict.fromkeys((*capitals, *(fact.subject for fact in table.of("membership")))))
        self.country_names = Phrases((name, number) for number, name in enumerate(self.countries))
        self.body_names = Phrases((name, body) for name, some in bodies.items() for body in sorted(some))

    def _enter(self, fact: Fact) -> int:
        number = self._number.setdefault(fact.scope, len(self._number))
        if number == len(self.names):
            self.names.append(fact.scope)
            self.terms.append(defaultdict(list))
            self.complete.append([])
        return number

    def excludes(self, body: int, country: str, day: date) -> bool:
        """Whether a country is known to have been no member of a body on some day."""
        listed = any(fact.first <= day <= fact.last for fact in self.complete[body])
        terms = self.terms[body].get(country, ())
        return listed and not any(_reaches(term, day) for term in terms)


class Memberships(NamedTuple):
    """Where a country is called a member of a body: of which text, from word to word, and the phrases for both."""

    text: Ints
    first: Ints
    last: Ints
    body: Ints
    country: Ints


def find_memberships(batch: Batch, bodies: Bodies) -> Memberships:
    """Such as "NATO member Finland" and "Finland, a member of NATO"."""
    parts = [_body_first(batch, bodies), _country_first(batch, bodies)]
    text, first, last, body, country = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Memberships(text, first, last, body, country)


def _body_first(batch: Batch, bodies: Bodies) -> Memberships:
    runs = batch.hits(MEMBER)
    most = len(batch.reading.words) - 1
    before, start = runs.first - 1, np.minimum(runs.last + 1, most)
    joined = (before >= 0) & are_joined(batch, np.maximum(before, 0)) & are_joined(batch, runs.last)
    joined &= batch.reading.capitalised[start]
    runs, before, start = runs.where(joined), before[joined], start[joined]
    body, first = bodies.body_names.ending(batch, before)
    country, last = bodies.country_names.starting(batch, np.where(body >= 0, start, -1))
    return _certain(batch, Memberships(first, first, last, body, country))


def _country_first(batch: Batch, bodies: Bodies) -> Memberships:
    runs = batch.hits(MEMBER_OF)
    most = len(batch.reading.words) - 1
    before, start = runs.first - 1, np.minimum(runs.last + 1, most)
    joined = (before >= 0) & (batch.behind[np.maximum(before, 0)] == _COMMA) & are_joined(batch, runs.last)
    runs, before, start = runs.where(joined), before[joined], start[joined]
    country, first = bodies.country_names.ending(batch, before)
    body, last = bodies.body_names.starting(batch, np.where(country >= 0, start, -1))
    return _certain(batch, Memberships(first, first, last, body, country))


def _certain(batch: Batch, found: Memberships) -> Memberships:
    """Those that are whole, and speak of nothing that was or may be."""
    kept = (found.body >= 0) & (found.country >= 0) & _close(batch, found.last)
    found = Memberships(*(column[kept] for column in found))
    start, end = batch.sentences_of(found.first)
    unsure = np.flatnonzero(batch.matches.marked(NOT_NOW)) if len(start) else start
    now = np.searchsorted(unsure, start) == np.searchsorted(unsure, end)
    text = np.searchsorted(batch.reading.words.bounds, found.first, "right") - 1
    found = Memberships(*(column[now & (found.last < end)] for column in found._replace(text=text)))
    return found


def _close(batch: Batch, last: Ints) -> Bools:
    """Whether the phrase ends there, and goes on with no other capital nor an owner's s: "NATO member Turkey's"."""
    following = np.minimum(last + 1, len(batch.reading.words) - 1)
    goes_on = are_joined(batch, last) & batch.reading.capitalised[following]
    return np.asarray(one_of(_CLOSING, batch.behind[last]) & ~goes_on)


def _reaches(term: Fact, day: date) -> bool:
    return term.first.toordinal() - GRACE.days <= day.toordinal() <= term.last.toordinal() + GRACE.days
