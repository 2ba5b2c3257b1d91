"""Claims: places of an article that say of somebody that they hold an office."""

from dataclasses import dataclass

import numpy as np

from scorer.document import Batch, Runs
from scorer.facts.phrases import are_joined
from scorer.facts.register import Register
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.marks import one_of
from scorer.reading import Bools

# Before a title they say that it isn't held now, or that it is another one.
NOT_NOW = WordList("""
    former ex then late deputy vice acting interim incoming outgoing assistant under associate ousted deposed onetime
    future shadow next previous departing elect longtime erstwhile past early
    first second junior senior parliamentary potential prospective possible presumptive fellow
    republican democratic conservative federal regional provincial territorial municipal
""")
OF, THE = WordList("of"), WordList("the")
LISTS = (NOT_NOW, OF, THE)
"""Word lists to be looked up."""
_CLOSING = ',.;:)—–-"”\n'
_HYPHEN, _COMMA, _STOP = ord("-"), ord(","), ord(".")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims of a batch, in order of their titles: of which text, and what says it, from word to word.

    ``title``, ``scope`` (-1 for none) and ``name`` are numbers of phrases of a register, ``begin`` and ``end`` the
    first and last words of it all; ``after`` says that the title stands after the name.
    """

    text: Ints
    title: Ints
    scope: Ints
    name: Ints
    begin: Ints
    end: Ints
    after: Bools

    def where(self, wanted: Bools) -> "Claims":
        """Only those that are wanted; ``wanted`` has the shape ``(claims,)``."""
        text, title, scope, name, begin, end = (
            column[wanted] for column in (self.text, self.title, self.scope, self.name, self.begin, self.end)
        )
        return Claims(text, title, scope, name, begin, end, self.after[wanted])


def find_claims(batch: Batch, register: Register) -> Claims:
    """All claims about the people of a register."""
    return _Finder(batch, register).claims()


class _Finder:
    """Looks for names beside the titles of a batch; whatever it finds for each title is -1 where there is none."""

    def __init__(self, batch: Batch, register: Register) -> None:
        self._batch, self._register = batch, register
        self._capital = batch.reading.capitalised
        self._most = len(batch.reading.words) - 1

    def claims(self) -> Claims:
        """Titles with names before or behind them, in one text each."""
        titles = self._with_neighbours(self._batch.hits(self._register.titles.lexicon))
        begin, scope = self._with_scope_before(titles.first)
        end, scope_behind = self._with_scope_behind(titles.last)
        name, name_end = self._names_behind(end)
        owner, owner_begin = self._names_before(begin, end)
        after = (name < 0) & (owner >= 0)
        bounds = self._batch.reading.words.bounds
        claims = Claims(
            text=np.searchsorted(bounds, titles.first, "right") - 1,
            title=self._register.titles.between(self._batch, titles.first, titles.last),
            scope=np.where(scope_behind >= 0, scope_behind, scope),
            name=np.where(after, owner, name),
            begin=np.where(after, owner_begin, begin),
            end=np.where(after, end, name_end),
            after=after,
        )
        inside = (claims.begin >= bounds[claims.text]) & (claims.end < bounds[claims.text + 1])
        return claims.where((claims.name >= 0) & inside & ~self._are_marked(begin))

    def _with_neighbours(self, titles: Runs) -> Runs:
        """Those titles that a name or a scope may stand behind, or a comma; of the others most are "the president"."""
        following = self._next(titles.last)
        named = self._capital[following] | self._batch.matches.listed(OF, following)
        return titles.where(named | one_of(_CLOSING, self._batch.behind[titles.last]))

    def _with_scope_before(self, first: Ints) -> tuple[Ints, Ints]:
        """Where each title begins with the scope before it, and that scope: "Russian President"."""
        joined = (first > 0) & are_joined(self._batch, np.maximum(first - 1, 0))
        scope, begin = self._register.scopes.ending(self._batch, np.where(joined, first - 1, -1))
        known = (scope >= 0) & self._capital[np.maximum(begin, 0)]
        return np.where(known, begin, first), np.where(known, scope, -1)

    def _with_scope_behind(self, last: Ints) -> tuple[Ints, Ints]:
        """Where each title ends with the scope behind it, and that scope: "President of the Russian Federation"."""
        listed = self._batch.matches.listed
        of = self._next(last)
        linked = are_joined(self._batch, last) & listed(OF, of)
        start = self._next(of)
        start = np.minimum(start + listed(THE, start), self._most)
        scope, end = self._register.scopes.starting(self._batch, np.where(linked, start, -1))
        known = linked & (scope >= 0) & self._capital[start]
        return np.where(known, end, last), np.where(known, scope, -1)

    def _are_marked(self, begin: Ints) -> Bools:
        """Whether the word before each title says that it isn't held now, or is another one."""
        before = np.maximum(begin - 1, 0)
        joined = (begin > 0) & are_joined(self._batch, before)
        hyphen = self._batch.behind[before] == _HYPHEN
        return np.asarray(joined & (hyphen | self._batch.matches.listed(NOT_NOW, before)))

    def _names_behind(self, end: Ints) -> tuple[Ints, Ints]:
        """The name behind each title and its last word: "President Vladimir Putin".

        A surname that goes on with another capital is part of another's name: "President Park Slope".
        """
        start = self._next(end)
        follows = are_joined(self._batch, end) & self._capital[start] & (self._batch.behind[end] != _HYPHEN)
        name, last = self._register.names.starting(self._batch, np.where(follows, start, -1))
        goes_on = self._capital[self._next(last)] & are_joined(self._batch, np.maximum(last, 0))
        return np.where(goes_on & np.append(self._register.names.single, False)[name], -1, name), last

    def _names_before(self, begin: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The name before each title, parted from it by a comma, and its first word: "Putin, the President"."""
        word = begin - 1
        word = word - ((word > 0) & self._batch.matches.listed(THE, np.maximum(word, 0)))
        parted = (word >= 0) & (self._batch.behind[np.maximum(word, 0)] == _COMMA) & self._close(end)
        return self._register.names.ending(self._batch, np.where(parted, word, -1))

    def _close(self, end: Ints) -> Bools:
        """Whether the title stands for itself, and isn't the next one's of a list: "Putin, the President, Doe and"."""
        behind = self._batch.behind[end]
        listed = (behind == _COMMA) & self._capital[self._next(end)]
        shortened = (behind == _STOP) & (self._batch.sentences_of(end)[1] > end + 1)
        return np.asarray(one_of(_CLOSING, behind) & ~listed & ~shortened)

    def _next(self, words: Ints) -> Ints:
        return np.minimum(words + 1, self._most)
