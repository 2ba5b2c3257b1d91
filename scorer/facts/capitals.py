"""Capitals: places of an article that call a city the capital of a country."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from scorer.document import Batch, Runs
from scorer.facts.claims import OF, THE
from scorer.facts.phrases import Phrases, are_joined
from scorer.facts.table import FactTable
from scorer.keys import Ints
from scorer.lexicon import Lexicon, WordList
from scorer.marks import one_of
from scorer.reading import Bools

OF_COUNTRY = Lexicon(["capital city? of the?"])
CAPITAL = Lexicon(["capital city?"])
THEN = WordList("""
    former formerly then until once ancient old historic wartime future moved relocated relocating became become century
    era proposed
""")
SMALL = WordList("de la del da do dos es al el le les las los und am")  # inside names: Rio de Janeiro
LISTS = (OF_COUNTRY, CAPITAL, THEN, SMALL, OF, THE)
"""What must be looked for in a batch before it can be checked."""

_COMMA, _SPACE = ord(","), ord(" ")
_CLOSING = ',.;:)—–"”!?\n'
_MOST_WORDS = 4  # of a city's name


class Capitals:
    """The capitals of a fact table, by country."""

    def __init__(self, table: FactTable) -> None:
        self.countries: list[str] = []
        self.cities: list[list[str]] = []
        number: dict[str, int] = {}
        cities: dict[str, set[int]] = defaultdict(set)
        scopes: dict[str, set[int]] = defaultdict(set)
        for fact in table.of("capital"):
            country = number.setdefault(fact.scope, len(number))
            if country == len(self.countries):
                self.countries.append(fact.scope)
                self.cities.append([])
            self.cities[country].append(fact.subject)
            for name in fact.subjects:
                cities[name].add(country)
            for scope in fact.scopes:
                scopes[scope].add(country)
        self.city_names = Phrases((name, country) for name, some in cities.items() for country in sorted(some))
        self.country_names = Phrases((name, country) for name, some in scopes.items() for country in sorted(some))


class Calls(NamedTuple):
    """Where a city is called the capital of a country: of which text, from word to word, and whether it is not.

    ``country`` is a number of a phrase of :attr:`Capitals.country_names`.
    """

    text: Ints
    first: Ints
    last: Ints
    country: Ints
    wrong: Bools


def find_calls(batch: Batch, capitals: Capitals) -> Calls:
    """All of them, "X, the capital of Y" first."""
    parts = [_city_first(batch, capitals), _country_first(batch, capitals)]
    return Calls(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _city_first(batch: Batch, capitals: Capitals) -> Calls:
    """Such as "Lima, the capital of Peru"."""
    runs = batch.hits(OF_COUNTRY)
    most = len(batch.reading.words) - 1
    start = np.minimum(runs.last + 1, most)
    country, last = capitals.country_names.starting(batch, np.where(are_joined(batch, runs.last), start, -1))
    word = runs.first - 1
    word = word - ((word > 0) & batch.matches.listed(THE, np.maximum(word, 0)))
    parted = (word >= 0) & (batch.behind[np.maximum(word, 0)] == _COMMA)
    first = _name_ending(batch, word)
    whole = (country >= 0) & one_of(_CLOSING, batch.behind[last]) & ~_is_possessive(batch, last)
    kept = parted & whole & (first <= word)
    return _calls(batch, capitals, Runs(first, last).where(kept), word[kept], country[kept])


def _country_first(batch: Batch, capitals: Capitals) -> Calls:
    """Such as "the Peruvian capital, Lima" and "the Peruvian capital of Lima"."""
    runs = batch.hits(CAPITAL)
    most = len(batch.reading.words) - 1
    before = runs.first - 1
    joined = (before >= 0) & are_joined(batch, np.maximum(before, 0))
    country, first = capitals.country_names.ending(batch, np.where(joined, before, -1))
    start = np.minimum(runs.last + 1, most)
    beside = are_joined(batch, runs.last)
    of = beside & batch.matches.listed(OF, start)
    start = np.minimum(start + of, most)
    named = beside | (batch.behind[runs.last] == _COMMA)
    city, last = capitals.city_names.starting(batch, np.where(named, start, -1))
    closed = one_of(_CLOSING, batch.behind[last]) | (beside & (batch.behind[last] == _SPACE))
    certain = (country >= 0) & named & (city >= 0) & closed
    certain &= batch.reading.capitalised[start] & batch.reading.capitalised[np.maximum(first, 0)]
    return _calls(batch, capitals, Runs(first, last).where(certain), last[certain], country[certain])


def _calls(batch: Batch, capitals: Capitals, runs: Runs, city: Ints, country: Ints) -> Calls:
    """Those that don't speak of another time; ``city`` is the last word of each city."""
    first, last = runs
    text = np.searchsorted(batch.reading.words.bounds, first, "right") - 1
    start, end = batch.sentences_of(first)
    then = np.flatnonzero(batch.matches.marked(THEN)) if len(first) else first
    now = np.searchsorted(then, start) == np.searchsorted(then, end)
    now &= (last < end) & (first >= start)
    name, _ = capitals.city_names.ending(batch, city)
    known = capitals.country_names.owners
    cities = capitals.city_names.owners
    wrong = [
        one < 0 or cities[one].isdisjoint(known[other])
        for one, other in zip(name.tolist(), country.tolist(), strict=True)
    ]
    calls = Calls(text, first, last, country, np.array(wrong, dtype=np.bool_))
    return Calls(*(column[now] for column in calls))


def _name_ending(batch: Batch, word: Ints) -> Ints:
    """The first word of the run of capitalised words that ends with each word; behind it where there is none."""
    first, on = word + 1, word >= 0
    for length in range(_MOST_WORDS):
        here = np.maximum(word - length, 0)
        on = on & (word - length >= 0) & (are_joined(batch, here) | (length == 0))
        capital = batch.reading.capitalised[here]
        first = np.where(on & capital, here, first)
        on = on & (capital | batch.matches.listed(SMALL, here))
    return first


def _is_possessive(batch: Batch, words: Ints) -> Bools:
    end = batch.reading.words.end[words]
    codes = batch.reading.folded
    return np.asarray((codes[end - 1] == ord("s")) & one_of("'’", codes[np.maximum(end - 2, 0)]))
