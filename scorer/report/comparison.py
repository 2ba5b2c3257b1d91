"""Comparisons: what articles on one event say, side by side, as plain data that every format shows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from scorer.across import Across, Event
from scorer.across.claims import AGE, INJURED, KILLED, MEETING, NAME, QUOTE, TITLE, Claim
from scorer.across.conflicts import CONFLICT, DIFFERENT, SHARED, Slot, Stand
from scorer.across.copies import Copy, Overlap
from scorer.across.origins import Origin
from scorer.article import Article
from scorer.escape import plain, plain_line
from scorer.report.summary import clipped, title_of, web_address
from scorer.span import Span

_NO_PROOF = (
    "That no conflict is found is no proof: articles that agree may all be wrong, and only ages, titles, meetings, "
    "spellings of names, quotations and numbers of dead and injured are held against each other."
)
_FEWER = (
    "There may be fewer independent sources than counted: who copies in other words, or tells what an agency sent "
    "without saying so, isn't always found."
)
LIMITS = (
    _NO_PROOF,
    "What only one article tells can't be checked this way.",
    "That articles differ needn't be an error: counts change by the hour, and a person may meet several others.",
    _FEWER,
    "The side with more articles isn't the right one for that.",
)
"""What no comparison can tell; every format says it."""

HEADINGS = {
    CONFLICT: ("Conflicts", "They can't all be right."),
    DIFFERENT: ("Where they differ", "That may be no error."),
    SHARED: ("Where they agree", "That is no proof."),
}
"""What is said of the questions by what becomes of them."""

ALONE = "No other article at hand tells of the same event."

_ASKED = {
    AGE: "How old {who} is",
    TITLE: "What {who} is",
    NAME: "How the name is spelt",
    MEETING: "Whom {who} met",
    KILLED: "How many were killed",
    INJURED: "How many were injured",
    QUOTE: "What is quoted",
}
_COPIED = {
    "copy": "is the same text as",
    "edited": "is much the same text as",
    "rewritten": "may say the same in other words as",
}
_CONTEXT = 90  # characters shown on each side of a claim
_SHORTENED = "".join(rf"(?<!\b{word})" for word in ("Mr", "Mrs", "Ms", "Dr", "St", "Gov", "Sen", "Rep", "Gen", "[A-Z]"))
_SENTENCE = re.compile(rf"{_SHORTENED}[.!?][\"”’')]* (?=[A-Z“\"]|$)|\n")
_MOST_NAMES = 12
_LONGEST_NAME = 60
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Listed:
    """One article of an event, numbered from 1; ``link`` is its address where that is safe to follow."""

    number: int
    title: str
    known: str
    place: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of an article that make a claim, with what stands around them."""

    article: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What some articles say, and how many independent ones they are."""

    said: str
    articles: tuple[int, ...]
    voices: int
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing on which several articles speak, with their answers, that of most voices first."""

    kind: str
    asked: str
    verdict: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Who or what is named, and in which articles."""

    name: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Articles on one event, and all that they show together; ``sources`` is the most independent ones there can be."""

    title: str
    articles: tuple[Listed, ...]
    sources: int
    origins: tuple[str, ...]
    copies: tuple[str, ...]
    questions: tuple[Question, ...]
    named: tuple[Mention, ...]
    once: tuple[Mention, ...]

    def of(self, verdict: str) -> list[Question]:
        """The questions with one verdict."""
        return [question for question in self.questions if question.verdict == verdict]

    @property
    def counted(self) -> str:
        """How many sources there are at most, in words."""
        return f"at most {self.sources} independent source{'' if self.sources == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles compared: the events that several of them tell of, and how many articles stand ``alone``.

    Events with conflicts come first, then those with most articles.
    """

    articles: int
    alone: int
    events: tuple[Told, ...]

    @property
    def title(self) -> str:
        """What was compared, in words."""
        events = f"{len(self.events):,} event{'' if len(self.events) == 1 else 's'}"
        articles = f"{self.articles:,} article{'' if self.articles == 1 else 's'}"
        return f"{articles}, {events} that several of them tell of"


def compared(articles: Sequence[Article], across: Across) -> Comparison:
    """What articles show together; ``across`` was made of their traces, in the same order."""
    ordered = sorted(across.events, key=lambda event: not any(slot.verdict == CONFLICT for slot in event.slots))
    events = tuple(_told(event, articles, across) for event in ordered)
    return Comparison(len(articles), len(articles) - sum(len(event.articles) for event in events), events)


def references(numbers: Iterable[int]) -> str:
    """Articles as they are referred to: "[1] [4]"."""
    return " ".join(f"[{number}]" for number in numbers)


def _told(event: Event, articles: Sequence[Article], across: Across) -> Told:
    number = {member: place for place, member in enumerate(event.members, 1)}
    listed = tuple(_listed(number[member], articles[member]) for member in event.members)
    questions = [_question(slot, articles, number) for slot in event.slots if not _only_names(slot)]
    copies = [_copied(copy, number) for copy in event.copies]
    copies += [_overlapping(overlap, articles, number) for overlap in event.overlaps]
    return Told(
        title=listed[0].title,
        articles=listed,
        sources=len(event.origins),
        origins=tuple(filter(None, (_origin(origin, number) for origin in event.origins))),
        copies=tuple(copies),
        questions=tuple(questions),
        named=tuple(islice(_named(event.slots, number), _MOST_NAMES)),
        once=tuple(islice(_once({number[member]: across.traces[member].claims for member in number}), _MOST_NAMES)),
    )


def _listed(number: int, article: Article) -> Listed:
    known = (article.source or "", article.published or "")
    place = f"{article.path or article.id}" + (f", row {article.row}" if article.row else "")
    return Listed(
        number=number,
        title=title_of(article),
        known=plain_line(", ".join(filter(None, known))),
        place=plain_line(place),
        link=web_address(article.url) if article.url else None,
    )


def _only_names(slot: Slot) -> bool:
    """Whether all that several articles have in common here is a name."""
    return slot.kind == NAME and slot.verdict == SHARED


def _question(slot: Slot, articles: Sequence[Article], number: Mapping[int, int]) -> Question:
    answers = tuple(_answer(stand, articles, number) for stand in slot.stands)
    return Question(slot.kind, plain_line(_ASKED[slot.kind].format(who=slot.who)), slot.verdict, answers)


def _answer(stand: Stand, articles: Sequence[Article], number: Mapping[int, int]) -> Answer:
    first = stand.said[0]
    words = first.claim.span.of(articles[first.number].text)
    return Answer(
        said=clipped(words) if first.claim.kind == QUOTE else plain_line(stand.value),
        articles=tuple(number[said.number] for said in stand.said),
        voices=stand.voices,
        cited=tuple(_cited(number[said.number], articles[said.number].text, said.claim.span) for said in stand.said),
    )


def _cited(number: int, text: str, span: Span) -> Cited:
    """The words of a span with the rest of their sentence, where that is short enough."""
    start, end = max(span.start - _CONTEXT, 0), min(span.end + _CONTEXT, len(text))
    before, after = text[start : span.start], text[span.end : end]
    begun = [match.end() for match in _SENTENCE.finditer(before)]
    ended = _SENTENCE.search(after)
    if begun:
        before = before[begun[-1] :]
    elif start:
        before = _CUT + before[before.find(" ") + 1 :]
    if ended:
        after = after[: ended.end()].rstrip()
    elif end < len(text):
        after = after[: after.rfind(" ") + 1].rstrip() + _CUT
    return Cited(number, _flat(before), clipped(span.of(text)), _flat(after))


def _flat(text: str) -> str:
    return plain(re.sub(r"\s", " ", text))


def _copied(copy: Copy, number: Mapping[int, int]) -> str:
    which = "came first" if copy.later else "may or may not have come first"
    part = "" if copy.kind == "copy" else f"; about {copy.share:.0%} of it stands there"
    return f"[{number[copy.number]}] {_COPIED[copy.kind]} [{number[copy.original]}], which {which}{part}."


def _overlapping(overlap: Overlap, articles: Sequence[Article], number: Mapping[int, int]) -> str:
    passage = "".join(f": “{clipped(span.of(articles[overlap.one].text))}”" for span in overlap.passages[:1])
    return f"[{number[overlap.one]}] and [{number[overlap.other]}] share a passage{passage}."


def _origin(origin: Origin, number: Mapping[int, int]) -> str:
    """Why articles are one source; empty where one stands for itself and names nobody that it has all from."""
    who = references(number[member] for member in origin.members)
    if origin.circular:
        return f"{who} have what they tell from one another and from nobody else: no origin is named."
    some = "both" if len(origin.members) == 2 else "some"
    why = [
        *([f"{some} are the same text"] if origin.copies else []),
        *([f"{some} have one publisher"] if origin.published else []),
        *([f"what they tell is all from {' and '.join(origin.outlets)}"] if origin.outlets else []),
    ]
    if len(origin.members) > 1:
        return f"{who} count as one source: {'; '.join(why)}."
    return f"{who} has all that it tells from {origin.outlets[0]}." if origin.outlets else ""


def _named(slots: Iterable[Slot], number: Mapping[int, int]) -> Iterator[Mention]:
    """The names that several articles have in common."""
    for slot in filter(_only_names, slots):
        yield Mention(_name(slot.who), tuple(number[said.number] for said in slot.stands[0].said))


def _once(told: Mapping[int, Sequence[Claim]]) -> Iterator[Mention]:
    """The people of whom one article alone says what they are, and whom no other names."""
    holders: dict[str, set[int]] = {}
    for number, claims in told.items():
        for claim in claims:
            if claim.kind == NAME:
                holders.setdefault(claim.key, set()).add(number)
    seen: set[str] = set()
    for number, claims in told.items():
        for claim in claims:
            alone = claim.kind in (TITLE, AGE) and holders.get(claim.subject, {number}) == {number}
            if alone and claim.subject not in seen:
                seen.add(claim.subject)
                yield Mention(_name(claim.words), (number,))


def _name(words: str) -> str:
    return clipped(words, 2 * _LONGEST_NAME)
