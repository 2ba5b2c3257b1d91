"""Imprint: what a text itself says of who wrote it and when.

A byline stands on a line of its own, or beside a date, or as a sentence about the writer at the end. What looks like
one is taken for one: that something is missing is only said where nothing of the kind shows.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from scorer.article import Article
from scorer.document import Document, Passage
from scorer.lexicon import Lexicon, WordList
from scorer.span import Span

LABELS = Lexicon(
    ["by", "author|authors|writer|writers|byline|reporter|reporters|journalist|correspondent|contributor|contributors"],
    ["written|posted|published|reported|updated|submitted|contributed|compiled|authored|created|uploaded|added by"],
    ["story|words|text|report|article|post|reporting|last_updated|review by", "about the author|authors"],
)
"""What opens the line that says who wrote an article."""
BY = WordList("by")
OTHER_WORK = WordList("""
    photo photos image images picture pictures photograph photographs photography photographed illustration
    illustrations illustrated video graphic graphics cartoon art artwork cover powered presented sponsored designed
    hosted edited reviewed checked liked sort sorted filter theme built developed produced translated music directed
    followed provided brought
""")
"""Before "by", they credit something else than the writing."""
CREDITS = Lexicon(
    ["contributed|contributing to this report|story|article|post|piece", "reporting|writing|reported|compiled by"],
    ["is|was a|an|the staff|senior|freelance|contributing|former|award-winning|washington|national|political? writer"],
    ["is a|an|the staff|senior|freelance|investigative|national|political|chief? reporter|journalist|correspondent"],
    ["is a|an|the columnist|syndicated_columnist|contributor|contributing_editor|blogger|freelancer|novelist"],
    [
        "is a|an visiting|senior? fellow|scholar",
        "is|was the|an|a author|co-author|coauthor|editor|founder|co-founder of",
    ],
    ["the author|writer|authors|writers is|are|was|teaches", "writes for|about", "staff|contributing|opinion writer"],
    [
        "been|as a|an|the columnist|reporter|correspondent|contributor for|at",
        "is the? executive|managing? editor-in-chief",
    ],
    ["reports for|on|from", "follow him|her|them|me on|at", "special to|for the", "guest columnist|contributor"],
    ["op-ed|opinion|contributing columnist|contributor", "covers politics|business|health|education|technology|the"],
)
"""Phrases that tell of the writer."""
AGENCIES = Lexicon(
    ["associated press", "ap|reuters|afp|upi|tass|xinhua|bloomberg|ians|pti|ani|ansa|dpa|efe|kyodo|yonhap|interfax"],
    ["agence france presse|press", "united press international", "press association|trust", "the conversation"],
    ["cnn|cns|kff_health|kaiser_health|inter_press|states|stateline|tribune news? wire|wires|service|newsroom"],
)
"""Wire agencies: an article of theirs has a source that answers for it, even where no person is named."""

# Places at a publisher that anybody may fill; a byline of nothing else names nobody.
_ROLES = frozenset(
    WordList("""
        admin administrator administrators webmaster moderator superuser root user guest anonymous unknown staff editor
        editors editorial newsroom desk team contributor contributors writer writers author authors reporter reporters
        correspondent correspondents bureau agency network department office blogger publisher publishers newsdesk
    """).words
)
_BESIDE = frozenset(
    WordList("""
        content news web online digital site website press release our the a of at from by and for in house inhouse
        group report reports service sponsored partner system
    """).words
)  # words that may stand beside them
_CROWDS = frozenset(WordList("staff team desk admin newsroom network editors webmaster editorial").words)
_BOARD = "board"
_OUTLET_WORDS = frozenset(
    WordList("the news times post daily journal magazine today online media tribune herald press tv").words
)
_MOST_CROWD_WORDS = 4
_ADDRESS = re.compile(r"\w@\w|https?://|www\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VALUE_END = re.compile(r"[|•·⋅—–,;(\d]|\s-\s|\s(?:on|in|for|at|updated|published)\s", re.IGNORECASE)
_EDGES = " :*_#-–—\t\xa0.|~>"
_MOST_LABEL_WORDS = 16  # of a line that is a byline
_MOST_NAME_WORDS = 6  # of a name on the line after its label
_EDGE_WORDS = 90  # at either end of a text, where an agency is its source
_SIGNATURE = re.compile(
    r"\A(?:[-–—~]{1,2}\s?[A-Z][\w.'’-]{0,30}(?:\s[A-Z][\w.'’-]{0,30}){1,3}|[^.]{3,99}\scontributed\.?)\Z"
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?:\s(?:[A-Z][\w.'’-]{0,30}|de|van|von|der|da|la|del|bin|al|and|&)){1,5}"
_ROLE = (
    "editor|writer|reporter|columnist|correspondent|journalist|contributor|author|blogger|critic|analyst|"
    "expert|professor|specialist|producer"
)
_NAME_LINE = re.compile(_NAME)
_TITLED = re.compile(rf"\A{_NAME}\s{{0,3}}[,|·•–—-]?.{{0,40}}\b(?i:{_ROLE})s?\b")
_LONGEST_LINE = 200  # characters of it that are looked at
_LAST_LINES = 3
_UNDER_TITLE = (1, 2)  # lines where a name may stand without more, when prose follows
_NEAR_LINES = 2  # between a name alone on its line and the date that makes a byline of it

_MONTH = (
    "(?:J[Aa][Nn](?:uary|UARY)?|F[Ee][Bb](?:ruary|RUARY)?|M[Aa][Rr](?:ch|CH)?|A[Pp][Rr](?:il|IL)?|M[Aa][Yy]|"
    "J[Uu][Nn][Ee]?|J[Uu][Ll][Yy]?|A[Uu][Gg](?:ust|UST)?|S[Ee][Pp](?:tember|TEMBER|t|T)?|O[Cc][Tt](?:ober|OBER)?|"
    "N[Oo][Vv](?:ember|EMBER)?|D[Ee][Cc](?:ember|EMBER)?)"
)
_DATE = re.compile(
    rf"\b{_MONTH}\.?\s{{0,2}}\d{{1,2}}\b|\b{_MONTH}\.?\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[\s.-]{{1,2}}(?:of\s)?{_MONTH}\b|\b{_MONTH}[.,]{{0,2}}\s{{1,2}}(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d\b"
    r"|\b(?:\d{1,3}|an?|one|two|three)\s(?:minute|min|hour|hr|day|week|month|year)s?\sago\b|\b[Yy]esterday\b"
)
_HEAD, _TAIL = 700, 400  # characters at the ends of a text in which a date dates it


class Byline(NamedTuple):
    """A line that says who wrote an article, and whom it names."""

    span: Span
    name: str


def bylines(document: Document) -> Iterator[Byline]:
    """The lines that open with one of :data:`LABELS` and give a name, in text order."""
    for line, label in document.opened_lines(LABELS):
        end = document.words_span(label).end
        if len(line.words) <= _MOST_LABEL_WORDS:
            yield Byline(line.span, _name(document.text[end : line.span.end]))


def names_nobody(name: str, article: Article) -> bool:
    """Whether a byline names no person and no agency, but a role, an address or the site itself."""
    words = _WORD.findall(name.lower().partition(",")[0])
    if not words or _BOARD in words:
        return False
    roles = not _ROLES.isdisjoint(words) and (_ROLES | _BESIDE).issuperset(words)
    crowd = words[-1] in _CROWDS and len(words) <= _MOST_CROWD_WORDS
    address = " " not in name and bool(_ADDRESS.search(name))
    return roles or crowd or address or _is_site(words, article)


def shows_author(document: Document) -> bool:
    """Whether the text names its author, or an agency that it comes from."""
    named = any(not names_nobody(name, document.article) for name in _written_by(document))
    return named or bool(document.find_words(CREDITS)) or _from_agency(document) or _signed(document)


def shows_date(document: Document) -> bool:
    """Whether the text says when it was written: on a short line, or at one of its ends."""
    text = document.text
    short = (line for line in document.lines if len(line.words) <= _MOST_LABEL_WORDS)
    ends = bool(_DATE.search(text, 0, _HEAD) or _DATE.search(text, max(0, len(text) - _TAIL)))
    return ends or any(_dates(line, text) for line in short)


def _name(value: str) -> str:
    """The name at the start of what stands behind a label."""
    value = value.strip(_EDGES)
    end = _VALUE_END.search(value)
    return value[: end.start() if end else len(value)].strip(_EDGES)


def _is_site(words: list[str], article: Article) -> bool:
    corporate = len(words) == 1 or not _OUTLET_WORDS.isdisjoint(words)
    squeezed = "".join(words)
    source = "".join(_WORD.findall((article.source or "").lower()))
    host = (article.url or "").lower().partition("://")[2].partition("/")[0].split(".")
    return corporate and (squeezed == source or squeezed in host)


def _written_by(document: Document) -> Iterator[str]:
    """Names behind "by" on a short line, or on the line after it, and behind other labels."""
    yield from (byline.name for byline in bylines(document) if byline.name[:1].isupper())
    other = document.marked(OTHER_WORK)
    for by in np.flatnonzero(document.marked(BY)).tolist():
        line = document.line_at(document.words_span(range(by, by + 1)).start)
        if len(line.words) <= _MOST_LABEL_WORDS and not (by > line.words.start and other[by - 1]):
            yield from _capitalised_after(document, by, line)


def _capitalised_after(document: Document, by: int, line: Passage) -> Iterator[str]:
    if by + 1 < len(document) and document.capitalised[by + 1]:
        start = document.words_span(range(by + 1, by + 2)).start
        behind = line if by + 1 < line.words.stop else document.line_at(start)
        if len(behind.words) <= _MOST_NAME_WORDS or behind is line:
            yield _name(document.text[start : behind.span.end])


def _from_agency(document: Document) -> bool:
    last = len(document) - _EDGE_WORDS
    return any(words.start < _EDGE_WORDS or words.start >= last for words in document.find_words(AGENCIES))


def _signed(document: Document) -> bool:
    """Whether the text ends with a signature, or a short line has a name with a role or beside a date."""
    lines, text = document.lines, document.text
    if any(_SIGNATURE.match(line.span.of(text)) for line in lines[-_LAST_LINES:]):
        return True
    short = [at for at, line in enumerate(lines) if len(line.words) <= _MOST_LABEL_WORDS]
    return any(_names_somebody(document, at) for at in short)


def _names_somebody(document: Document, at: int) -> bool:
    line = document.lines[at]
    words = line.span.of(document.text)[:_LONGEST_LINE]
    if _TITLED.match(words):
        return True
    date = _DATE.search(words)
    if date:
        return bool(_NAME_LINE.search(words, 0, date.start()) or _NAME_LINE.search(words, date.end()))
    named = bool(_NAME_LINE.fullmatch(words)) and not names_nobody(words, document.article)
    return named and (_stands_under_title(document, at) or _dated_nearby(document, at))


def _stands_under_title(document: Document, at: int) -> bool:
    prose = document.lines[at + 1 : at + 2]
    return at in _UNDER_TITLE and bool(prose) and len(prose[0].words) > _MOST_LABEL_WORDS


def _dated_nearby(document: Document, at: int) -> bool:
    near = document.lines[max(0, at - _NEAR_LINES) : at + _NEAR_LINES + 1]
    return any(_dates(line, document.text) for line in near if len(line.words) <= _MOST_LABEL_WORDS)


def _dates(line: Passage, text: str) -> bool:
    return bool(_DATE.search(text, line.span.start, line.span.end))
