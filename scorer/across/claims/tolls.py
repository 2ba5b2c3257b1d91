"""Tolls: how many people are said to have been killed or injured."""

import re
from collections.abc import Iterator

from scorer.across.claims.claim import INJURED, KILLED, Claim
from scorer.across.triggers import Triggers
from scorer.document import Document
from scorer.span import Span

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_IN_WORDS = f"two three four five six seven eight nine {_TEENS} twenty"
_SMALL = {word: str(number) for number, word in enumerate(_IN_WORDS.split(), 2)}
_SMALL |= {"thirty": "30", "forty": "40", "fifty": "50"}
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}|{'|'.join(_SMALL)})"
_SOULS = r"(?:more |other |others |innocent )?(?:people|persons|men|women|children|civilians|troops|soldiers|officers)"
_ABOUT = r"(?:at least |about |around |more than |as many as |some |nearly |over |up to )?"
_BEFORE = re.compile(rf"\b{_NUMBER} (?:{_SOULS} )?(?:were |was |are |have |had )?(?:been )?(?:also )?$", re.IGNORECASE)
_BEHIND = re.compile(rf" {_ABOUT}{_NUMBER}(?= {_SOULS}|[,.;]| and | others?\b| in | at | on | when )", re.IGNORECASE)
_KILLED = ("killed", "killing", "kills", "dead", "died")
_HARM = Triggers((*_KILLED, "injured", "injuring", "wounded", "wounding", "hurt"))
_REACH = 72  # characters before the word that are looked at


def tolls(document: Document) -> Iterator[Claim]:
    """The counts that stand right before or right behind a word of harm."""
    text = document.text
    for word in _HARM.words(document):
        start, end = document.words_span(range(word, word + 1))
        if found := _BEHIND.match(text, end, end + _REACH):
            span = Span(start, found.end())
        elif found := _BEFORE.search(text, max(start - _REACH, 0), start):
            span = Span(found.start(), end)
        else:
            continue
        count = found["n"].lower()
        kind = KILLED if text[start:end].lower() in _KILLED else INJURED
        yield Claim(kind, "", _SMALL.get(count, count.replace(",", "")), span, span.of(text))
