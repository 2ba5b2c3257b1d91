"""Injected links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.shape import outermost
from scorer.signal import Alone, Opening, Signal
from scorer.span import Span

_PIECES = (
    "article|articles|post|posts|story|stories|news|coverage|content|reading|reads|video|videos|topics|links|reports"
)

# Alone on a line, each is the head of a list of links.
_HEADS = Lexicon(
    ["you may|might|will|should|would also|even? like|enjoy|love|be_interested_in|want_to_read", "related"],
    ["read more"],
    [f"related|recommended|similar|suggested|popular|trending|more|latest|recent {_PIECES}"],
    ["recommended|picked for you", "recommended by our_editors|outbrain|taboola", "what to read next"],
    ["up|read next", "read also", "trending now?", "see also", "most popular|read|viewed|shared"],
    ["editor's|editors'|editors pick|picks|choice", "must read|reads", "more like this", "more from us|this_section"],
    [
        "from? around|across the web",
        "more on this|the? story|topic|subject",
        "also read",
        "in case you missed it",
        "top stories",
    ],
    ["keep reading", "read the full article|story"],
    ["you may|might like", "don't miss"],
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


# At the start of a short line that is no sentence, each makes a link of it, whatever follows.
_INVITATIONS = [
    ["read more about|by|from|on|of|like|news|posts|stories|articles|coverage", "more on|from|about|by", "check out"],
    ["watch review|reviews|video|videos|trailer|live|interview|highlights"],
    ["watch the|our|this full? video|interview|clip|trailer|review|episode|segment"],
]
_TO_OWN_PAGES = ["check out our|my|other|another"]  # the same, sentences as well
_MOST_WORDS = 30  # of a line that is a link
_SHORT = 16


class _Opener(NamedTuple):
    """Words that make a link of the headline after them, and what shows that they do."""

    words: Lexicon
    colon: bool = True
    headline: bool = True
    never_ends_in: tuple[str, ...] = ()
    fewest: int = 2
    most: int = _MOST_WORDS


_OPENERS = (
    _Opener(Lexicon(*_STRONG, *_REFERENCES)),
    _Opener(Lexicon(*_WEAK), never_ends_in=(".",)),
    _Opener(
        Lexicon(["see|read also", "also see|read", "read next", f"related {_PIECES}", "you may|might also like"]),
        colon=False,
        never_ends_in=(".",),
        fewest=4,
    ),
    _Opener(
        Lexicon(*_INVITATIONS),
        colon=False,
        headline=False,
        never_ends_in=(".", ":", "!", "?", ",", ";", "…"),
        fewest=1,
        most=_SHORT,
    ),
    _Opener(Lexicon(_TO_OWN_PAGES), colon=False, headline=False),
)
_IN_SQUARE = _Opener(Lexicon(*_STRONG, *_REFERENCES, *_WEAK), fewest=1)
_IN_ROUND = _Opener(Lexicon(*_STRONG), fewest=4)
_QUOTES = '“"‘«'
_LONGEST_BRACKET = 200  # characters
_COLON = re.compile(r"[*_]{0,2}(?:\s{0,3}[:»›>]|\s{1,3}[|–—-]\s|\s{2})")
_HEADLINE = re.compile(r"[*_\s:»›>|–—\[\"“‘'-]{0,8}(?=[^\W_])[^a-z]")
_FOREIGN_BELOW = 0.1  # similarity to the text around a link; nearly all links on the article's topic have .2 or more

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

    **Flagged.** "See also  8000 Bitcoins missing in landfill: AI and robots need to find them"; "Check out our other
    guides" and "More from The Gazette" alone on a line.

    **Fine.** "See also the report's second chapter."; "Read more books, she told them."

    **Limits.** Told by its opening words, so a bare headline between paragraphs is missed, and so is a whole
    sentence that asks to read on. The topic of a name that the table of words doesn't know can't be told; a link to a
    court case in a list of cases may look foreign.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .423 [.000,
      1.57], n = 7,085; articles with a soft one, of 1,000: 24.1 [7.73, 44], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037; articles with a soft one, of 1,000: 494 [2.46, 826], n = 2,037
    - lines that people took out of WCXB pages as links (data 22ce9d63): recall: .904 [.804, .961], n = 114
    - links put into WCXB articles, development pages (data f55d5228): recall: .952 [.931, .973], n = 331; AUROC:
      .953 [.895, .993], n = 331; unrelated links called foreign: .660 [.594, .713], n = 303
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 2
    - clean news, whether it is a link: 70 of 70 flags read are right
    - clean news, whether a foreign one is foreign: 2 of 4 flags read are right
    - lines of web pages (WCXB), whether they are links: 168 of 170 flags read are right

    **Tried.** Every other line flagged in the articles of WCXB with links put into them is a link too;
    "foreign" is said of 1 of 17 links to the page's own titles.

    **Source.** A seed article, in which such a line breaks off an account of a war.
    """

    id: ClassVar = "injected-link"
    group: ClassVar = "links"
    trigger: ClassVar = (Alone(_HEADS), *(Opening(opener.words) for opener in _OPENERS))
    reads: ClassVar = (_IN_SQUARE.words, _IN_ROUND.words)

    def suspects(self, batch: Batch) -> Bools:
        return super().suspects(batch) | batch.has(_behind_square) | batch.has(_behind_round)

    def find(self, document: Document) -> Iterator[Finding]:
        links = {line.span: range(0) for line in document.whole_lines(_HEADS)}
        links |= dict(_lines(document)) | dict(_bracketed(document))
        for span in outermost([*links]):
            message = _verdict(document, links[span], [*links.values()]) if links[span] else _HEAD
            yield self.at(span, message, soft=message != _FOREIGN)


def _behind_square(batch: Batch) -> Runs:
    """Phrases that make a link right behind a square bracket."""
    return _behind(batch, _IN_SQUARE, "[")


def _behind_round(batch: Batch) -> Runs:
    """The same of a round one."""
    return _behind(batch, _IN_ROUND, "(")


def _behind(batch: Batch, opener: _Opener, bracket: str) -> Runs:
    phrases = batch.hits(opener.words)
    before = batch.reading.laid(batch.reading.words.start[phrases.first]) - 1
    return phrases.where(batch.reading.codes[before] == ord(bracket))


def _verdict(document: Document, headline: range, all_links: list[range]) -> str:
    """What the headline of a link is to the text that is no link."""
    near = document.similarity(headline, besides=all_links, enough=_FOREIGN_BELOW)
    return _FOREIGN if near < _FOREIGN_BELOW else _AKIN


def _lines(document: Document) -> Iterator[tuple[Span, range]]:
    """Lines that are a link, with the words of its headline, if it has one."""
    for opener in _OPENERS:
        for line, words in document.opened_lines(opener.words):
            headline = range(words.stop, line.words.stop)
            quoted = document.text[line.span.start] in _QUOTES
            if not quoted and _fits(document, opener, words, headline, line.span.end):
                yield line.span, headline if opener.headline else range(0)


def _bracketed(document: Document) -> Iterator[tuple[Span, range]]:
    """The same in brackets, wherever they stand."""
    for closing, opener, behind in (("]", _IN_SQUARE, _behind_square), (")", _IN_ROUND, _behind_round)):
        for words in document.runs(behind):
            start, end = document.words_span(words)
            close = document.text.find(closing, end, end + _LONGEST_BRACKET)
            if close > 0 and "\n" not in document.text[end:close]:
                headline = range(words.stop, _first_word_after(document, words.stop, close))
                if _fits(document, opener, words, headline, close):
                    yield Span(start - 1, close + 1), headline


def _fits(document: Document, opener: _Opener, words: range, headline: range, end: int) -> bool:
    rest = document.text[document.words_span(words).end : end]
    return (
        opener.fewest <= len(headline) <= opener.most - len(words)
        and bool(opener.headline or document.capitalised[words.start])
        and not rest.endswith(opener.never_ends_in)
        and (not opener.colon or _COLON.match(rest) is not None)
        and (not opener.headline or _HEADLINE.match(rest) is not None)
    )


def _first_word_after(document: Document, word: int, position: int) -> int:
    while word < len(document) and document.words_span(range(word, word + 1)).start < position:
        word += 1
    return word
