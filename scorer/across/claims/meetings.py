"""Meetings: who is said to have met whom."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from scorer.across.claims.claim import MEETING, Claim, folded
from scorer.across.claims.people import Person
from scorer.across.claims.titles import TITLES
from scorer.across.triggers import Triggers
from scorer.document import Document
from scorer.span import Span

_MET = Triggers(("meeting", "meetings", "met", "meets", "talks", "summit"))
_MEETING = re.compile(
    r"(?:(?:meetings?|met|meets|talks|summit) (?:with|between)|met(?= (?:the |his |her )?(?-i:[A-Z])))\b", re.IGNORECASE
)
_BODY = re.compile(
    r"(?:(?:the|an?|his|her|their) )?(?P<who>(?:[\w’'-]{1,24} ){1,4}?"
    r"(?:officials?|leaders?|counterparts?|delegations?|ministers?|envoys?|lawmakers))\b"
)  # who is named by what they are
_CLAUSE_END = re.compile(r"[.!?;:,\n\"“”](?:\s|$)")
_REACH = 140  # characters behind the word that are looked at
_HAS = re.compile(
    r"(?:[’']s)?(?: (?:has|have|had|will|would|is|was|to|also|again|later|then|recently|first|secretly|due|expected"
    r"|planned|private|long|next|last|brief|second|third))* "
)  # what may stand between a person and the meeting
_AND = " and "
_TITLED = frozenset({"the", "his", "her", "their", "then", "former", "new", *" ".join(TITLES).split()})
_NOBODY = (
    *("house", "office", "tower", "hall", "palace", "capitol", "room", "summit", "committee", "department", "party"),
    *("korea", "korean", "states", "kingdom", "nations", "union", "democratic", "republican", "council", "street"),
)  # who is named by these is a place or a body, at whose side no person stands


def meetings(document: Document, people: Sequence[Person]) -> Iterator[Claim]:
    """The meetings of people whose full name is known, each of two such people in turn."""
    text = document.text
    for word in _MET.words(document):
        found = _MEETING.match(text, document.words_span(range(word, word + 1)).start)
        if found is None:
            continue
        sides = _between(text, found, people) if found[0].lower().endswith("between") else _with(text, found, people)
        if sides and _can_meet(*(folded(side.full) for side in sides)):
            at = Span(min(found.start(), sides[0].span.start), sides[1].span.end)
            for one, other in (sides, sides[::-1]):
                if one.is_full and not _BODY.fullmatch(one.full):
                    yield Claim(MEETING, one.full, other.full, at, at.of(text))


def _can_meet(one: str, other: str) -> bool:
    return one != other and not one.endswith(_NOBODY) and not other.endswith(_NOBODY)


def _between(text: str, found: re.Match[str], people: Sequence[Person]) -> tuple[Person, Person] | None:
    """Both sides of "talks between … and …"."""
    stop = _clause_end(text, found.end())
    one = _side(text, found.end() + 1, stop, people)
    if one is None or not text.startswith(_AND, one.span.end):
        return None
    other = _side(text, one.span.end + len(_AND), stop, people)
    return other and (one, other)


def _with(text: str, found: re.Match[str], people: Sequence[Person]) -> tuple[Person, Person] | None:
    """Both sides of "… met with …": the last one named before in the same clause, and the first one behind."""
    index = bisect_left(people, found.start(), key=_start) - 1
    if index < 0:
        return None
    if not _HAS.fullmatch(text, people[index].span.end, found.start()):
        return None
    other = _side(text, found.end() + 1, _clause_end(text, found.end()), people)
    return other and (people[index], other)


def _side(text: str, start: int, stop: int, people: Sequence[Person]) -> Person | None:
    """Whom the words from ``start`` on name: a person, or such as "Russian officials"."""
    body = _BODY.match(text, start, stop)
    begin = body.end() if body else start
    index = bisect_left(people, begin, key=_start)
    if index < len(people) and people[index].span.end <= stop:
        named = people[index]
        between = text[begin : named.span.start].split()
        if not (body and between) and all(word[0].isupper() or word.lower() in _TITLED for word in between):
            return Person(Span(start, named.span.end), named.full)
    return Person(Span(*body.span()), body["who"]) if body else None


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE_END.search(text, start, start + _REACH)
    return found.start() if found else min(start + _REACH, len(text))


def _start(person: Person) -> int:
    return person.span.start
