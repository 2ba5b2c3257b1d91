"""Injected links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import outermost
from scorer.signal import Alone, Opening, Signal
from scorer.span import Span
from scorer.stopwords import STOP_WORDS

_PIECES = (
    "article|articles|post|posts|story|stories|news|coverage|content|reading|reads|video|videos|topics|links|reports"
)

# Alone on a line, each is the head of a list of links.
_HEADS = Lexicon(
    ["you may|might|will|should|would also|even? like|enjoy|love|be_interested_in|want_to_read", "related"],
    ["read more"],
    [f"related|recommended|similar|suggested|sponsored|promoted|popular|trending|more|latest|recent {_PIECES}"],
    ["recommended|picked for you", "recommended by our_editors|outbrain|taboola", "what to read next"],
    ["up|read next", "read also", "trending now?", "see also", "most popular|read|viewed|shared"],
    ["editor's|editors'|editors pick|picks|choice", "must reads?", "more like this", "more from us|this_section"],
    [
        "from? around|across the web",
        "more on this|the? story|topic|subject",
        "also read",
        "in case you missed it",
        "top stories",
    ],
    ["keep reading", "read the full article|story", "article|story continues below"],
    ["continue reading below|the_main_story?", "you may|might like", "don't miss"],
)
# At the start of a line, each makes a link of the headline behind it.
_STRONG = [
    ["read more|next|related|also", "watch more|next|also", "also read|watch", "read this next?"],
    [f"related {_PIECES}", "related", f"recommended|suggested|similar {_PIECES}", "recommended for_you?"],
    ["you may|might also? like|enjoy|be_interested_in", "don't miss", "must read|watch|see", "up next"],
    ["in case you missed it", "icymi", "more on this|the? story|topic|subject", "go deeper"],
    ["more from|on this? topic|section|author", "dig deeper", "click here to read more", "continue reading"],
]
_REFERENCES = [["see also|more|related", "also see", "further reading"]]
_WEAK = [
    ["read", "watch", "more", "trending", "listen", "check out", "click here", "learn more", "find out more"],
    ["explore more", "editor's pick|choice", "top story", "most read", "also on"],
]


class _Opener(NamedTuple):
    """Words that make a link of the headline after them, and what shows that they do."""

    words: Lexicon
    colon: bool = True
    may_end_in_stop: bool = True
    fewest: int = 2


_OPENERS = (
    _Opener(Lexicon(*_STRONG, *_REFERENCES)),
    _Opener(Lexicon(*_WEAK), may_end_in_stop=False),
    _Opener(
        Lexicon(["see|read also", "also see|read", "read next", f"related {_PIECES}", "you may|might also like"]),
        colon=False,
        may_end_in_stop=False,
        fewest=4,
    ),
)
_IN_BRACKETS = {
    "[": _Opener(Lexicon(*_STRONG, *_REFERENCES, *_WEAK), fewest=1),
    "(": _Opener(Lexicon(*_STRONG), fewest=4),
}
_CLOSING = {"[": "]", "(": ")"}
_QUOTES = '“"‘«'
_LONGEST_BRACKET = 200  # characters
_COLON = re.compile(r"[*_]{0,2}(?:\s{0,3}[:»›>]|\s{1,3}[|–—-]\s|\s{2})")
_HEADLINE = re.compile(r"[*_\s:»›>|–—\[\"“‘'-]{0,8}(?=[^\W_])[^a-z]")
_MOST_WORDS = 30  # of a line that is a link
_SHARED = 0.25  # of a link's own words, found elsewhere in an article on its topic

_FOREIGN = "A link to another article, on a topic foreign to this one."
_AKIN = "A link to another article, set between the paragraphs as if it were text."
_HEAD = "A link to other pages, or the head of a list of them."


@dataclass(frozen=True)
class InjectedLink(Signal):
    """A link to another article, set between the paragraphs as if it were text.

    **Why it counts.** Pages put such links in by machine. Kept as text they break the argument
    off, and one whose topic is foreign shows that nobody read the article after it was copied. Links on
    the article's own topic are common in good newsrooms: they are shown as worth a look, and only foreign
    ones count.

    **Flagged.** "See also  8000 Bitcoins missing in landfill: AI and robots need to find them".

    **Fine.** "See also the report's second chapter."; "Read more books, she told them."

    **Limits.** Told by its opening words, so a bare headline between paragraphs is missed. Its
    topic is compared by words alone.

    **Measured.** 43 in 1,000 articles of outlets that experts rate 0.85 or more (AllSides and Spotlight PA,
    November 2026); of 150 different ones read, all are links. Of 331 links put into WCXB articles 95 % are
    found. "Foreign" is said of 79 % of links to other sites' titles, 12 % of the page's own.

    **Source.** A seed article, in which such a line breaks off an account of a war.
    """

    id: ClassVar = "injected-link"
    group: ClassVar = "links"
    trigger: ClassVar = (
        Alone(_HEADS),
        *(Opening(opener.words) for opener in _OPENERS),
        _IN_BRACKETS["("].words,
        "[",
    )
    reads: ClassVar = (STOP_WORDS, _IN_BRACKETS["["].words)

    def find(self, document: Document) -> Iterator[Finding]:
        links = {line.span: range(0) for line in document.whole_lines(_HEADS)}
        links |= dict(_lines(document)) | dict(_bracketed(document))
        topic = _Topic(document) if links else None
        for span in outermost([*links]):
            message = topic.verdict(links[span]) if topic and links[span] else _HEAD
            yield self.at(span, message, soft=message != _FOREIGN)


class _Topic:
    """Which words of a link the rest of the article shares."""

    def __init__(self, document: Document) -> None:
        self._content = ~document.marked(STOP_WORDS) & ~document.numeric
        _, self._number, self._count = np.unique(document.keys, return_inverse=True, return_counts=True)

    def verdict(self, own: range) -> str:
        here = slice(own.start, own.stop)
        numbers, counts = np.unique(self._number[here][self._content[here]], return_counts=True)
        shared = self._count[numbers] > counts
        return _AKIN if len(shared) and shared.mean() >= _SHARED else _FOREIGN


def _lines(document: Document) -> Iterator[tuple[Span, range]]:
    """Lines that are a link, with the words of its headline."""
    for opener in _OPENERS:
        for line, words in document.opened_lines(opener.words):
            headline = range(words.stop, line.words.stop)
            quoted = document.text[line.span.start] in _QUOTES
            if (
                len(line.words) <= _MOST_WORDS
                and not quoted
                and _fits(document, opener, words, headline, line.span.end)
            ):
                yield line.span, headline


def _bracketed(document: Document) -> Iterator[tuple[Span, range]]:
    """The same in brackets, wherever they stand."""
    for bracket, opener in _IN_BRACKETS.items():
        for words in document.find_words(opener.words) if bracket in document.text else ():
            start, end = document.words_span(words)
            close = document.text.find(_CLOSING[bracket], end, end + _LONGEST_BRACKET)
            if close > 0 and document.text[start - 1 : start] == bracket and "\n" not in document.text[end:close]:
                headline = range(words.stop, _first_word_after(document, words.stop, close))
                if _fits(document, opener, words, headline, close):
                    yield Span(start - 1, close + 1), headline


def _fits(document: Document, opener: _Opener, words: range, headline: range, end: int) -> bool:
    rest = document.text[document.words_span(words).end : end]
    return (
        len(headline) >= opener.fewest
        and (opener.may_end_in_stop or not rest.endswith("."))
        and (not opener.colon or _COLON.match(rest) is not None)
        and _HEADLINE.match(rest) is not None
    )


def _first_word_after(document: Document, word: int, position: int) -> int:
    while word < len(document) and document.words_span(range(word, word + 1)).start < position:
        word += 1
    return word
