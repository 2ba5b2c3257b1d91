"""Titles: what people are said to be, where that stands right before or right behind their name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from scorer.across.claims.claim import TITLE, Claim
from scorer.across.claims.people import Person
from scorer.span import Span

_IN_PARLIAMENT = ("representative", "senator")
HEADS = ("governor", "mayor", "president", "vice president", "prime minister", "chancellor", "king", "queen", "pope")
"""Titles of those who stand at the head of something; one of them leaves little room for another title."""
EXCLUSIVE = frozenset((*_IN_PARLIAMENT, *HEADS))
"""Titles of which nobody holds two at a time."""

_OTHER_WORDS = {
    "representative": "rep reps congressman congresswoman",
    "senator": "sen sens",
    "governor": "gov",
    "prime minister": "pm premier",
    "general": "gen",
    "admiral": "adm",
    "ambassador": "amb envoy",
    "spokesman": "spokeswoman spokesperson",
    "chairman": "chairwoman chairperson",
    "chief executive": "ceo",
}
_OTHERS = """
    leader, supreme leader, party leader, opposition leader, majority leader, minority leader, house speaker, speaker,
    foreign minister, defense minister, interior minister, finance minister, minister, secretary of state,
    defense secretary, treasury secretary, homeland security secretary,
    press secretary, foreign secretary, home secretary, secretary, secretary general, attorney general,
    chief justice, chief of staff, chief, justice, judge, director, editor, founder, professor, sheriff, coach,
    national security adviser, adviser, counsel, commissioner, superintendent, analyst, economist, lawyer
"""
TITLES = {
    **{title: title for title in (*EXCLUSIVE, *_OTHER_WORDS, *(entry.strip() for entry in _OTHERS.split(",")))},
    **{word: title for title, words in _OTHER_WORDS.items() for word in words.split()},
    "secretary of defense": "defense secretary",
    "defence minister": "defense minister",
}
"""Titles as they are written, in small letters, and each in one form."""
_LONGEST = max(len(title.split()) for title in TITLES)
# Before a title these make it another one, or one that isn't held now.
_NOT_NOW = frozenset(
    re.findall(
        r"[\w-]+",
        """
        former formerly then ex late deputy acting interim elect incoming outgoing assistant associate under designate
        ousted exiled would wannabe previous past first lady candidate hopeful nominee state junior vice
        """,
    )
)
_REACH = 72  # characters around a name that are looked at
_CLAUSE = re.compile(r"[,;:!?()\n\"“”]|(?<=[a-z]{4})\.")
_INDEFINITE = ("a", "an")
_ARTICLES = ("the", *_INDEFINITE)
_OF = ("of", "for", "to")
_NO_SCOPE = frozenset(
    re.findall(
        r"\w+",
        """
        on in at the a an and but when while with after before as by for from his her their its both
        monday tuesday wednesday thursday friday saturday sunday
        """,
    )
)  # they may have a capital where a sentence begins
_WIDEST_SCOPE = 3  # words before a title, "North Korean", or behind an article


def titles(text: str, people: Iterable[Person]) -> Iterator[Claim]:
    """The titles of people beside their full names; a bare surname may be that of a namesake, or a joke."""
    for person in people:
        if person.is_written_out and (found := _before(text, person.span) or _behind(text, person.span)):
            title, span = found
            yield Claim(TITLE, person.full, title, span, span.of(text))


def _before(text: str, name: Span) -> tuple[str, Span] | None:
    """The title in front of a name: "Russian President Vladimir Putin"."""
    if not text.endswith(" ", 0, name.start) or _word_before(text, name.start) not in _LAST_WORDS:
        return None
    words = _CLAUSE.split(text[max(name.start - _REACH, 0) : name.start])[-1].split()
    title, count = _title_at_the_end(words)
    before = words[: len(words) - count]
    scope = _scope(before)
    if not title or _is_past(before) or _is_supposed(before[: len(before) - scope]):
        return None
    return title, Span(text.rindex(words[len(before) - scope], 0, name.start), name.end)


def _behind(text: str, name: Span) -> tuple[str, Span] | None:
    """The title behind a name: ", the secretary of the council,"."""
    if not text.startswith(", ", name.end):
        return None
    start = name.end + 2
    window = text[start : start + _REACH]
    clause = _CLAUSE.split(window, maxsplit=1)[0]
    if len(clause) == _REACH:
        clause = clause.rpartition(" ")[0]  # no word is cut in two
    words = clause.split()
    skipped = int(bool(words) and words[0].lower() in _ARTICLES)
    for place in range(skipped, min(skipped + _WIDEST_SCOPE, len(words))):
        title, count = _title_at_the_start(words[place:])
        if title:
            rest = words[place + count :]
            if (rest and rest[0] not in _OF) or _scope(words[skipped:place]) < place - skipped:
                return None
            if _is_past(words[skipped:place]):
                return None
            return title, Span(name.start, start + len(clause.rstrip(" .")))
    return None


def _word_before(text: str, end: int) -> str:
    return text[max(end - 20, 0) : end].split(" ")[-2].strip(".'’‘").lower()


def _title_at_the_end(words: Sequence[str]) -> tuple[str, int]:
    """The longest title that some words end in, in one form, and how many words it has."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if title := TITLES.get(_plain(words[-count:])):
            return title, count
    return "", 0


def _title_at_the_start(words: Sequence[str]) -> tuple[str, int]:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if title := TITLES.get(_plain(words[:count])):
            return title, count
    return "", 0


def _plain(words: Iterable[str]) -> str:
    return " ".join(words).lower().replace("-", " ").strip(".'’‘")


def _scope(words: Sequence[str]) -> int:
    """How many words in front of a title say of what it is: "North Korean"."""
    count = 0
    while count < min(_WIDEST_SCOPE, len(words)) and _may_be_scope(words[-1 - count]):
        count += 1
    return count


def _may_be_scope(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _NO_SCOPE


def _is_supposed(words: Sequence[str]) -> bool:
    """Whether it is one who isn't: "a President Warren"."""
    return bool(words) and words[-1].lower() in _INDEFINITE


def _is_past(words: Sequence[str]) -> bool:
    return not _NOT_NOW.isdisjoint(
        part.strip(".") for word in words[-_WIDEST_SCOPE - 1 :] for part in word.lower().split("-")
    )


_LAST_WORDS = frozenset(title.split()[-1] for title in TITLES)
