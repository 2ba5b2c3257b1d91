"""Encoding damage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import WordList
from scorer.signal import Signal
from scorer.span import Span

_LOST = "\ufffd"
# What the bytes 80 to BF become where UTF-8 is read as Windows-1252 or Latin-1; without the quotation marks and
# dashes, which may follow a letter by right.
_AFTER = "\u0080-\u00aa\u00ac-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_AFTER_ANY = f"{_AFTER}«»‘’“”–—…"
_MISREAD = re.compile(
    f'â[€‚„ˆ†‡˜œ™\u0080-\u0099][{_AFTER_ANY}"]?'  # quotation marks, dashes, the euro
    f"|Ã[{_AFTER}]|Â[{_AFTER}]"  # letters with accents, signs and hard spaces
    f"|ðŸ[{_AFTER_ANY}]{{1,2}}|ï»¿|(?:[ÐÑ][{_AFTER_ANY}]){{3,40}}"  # emoji, the mark of order, Cyrillic
)
_NAMES = "nbsp|quot|apos|lt|gt|amp|[lr][sd]quo|[mn]dash|hellip|eacute|ntilde|copy|reg|trade|bull|middot|pound|euro"
_ESCAPED = re.compile(rf"&(?:amp;){{0,3}}(?:#\d{{2,6}}|#[xX][0-9a-fA-F]{{2,5}}|{_NAMES});")
_LEADS = ("â", "Ã", "Â", "ðŸ", "ï»¿", "Ð")
# An article about mark-up shows such names on purpose.
_MARKUP = WordList("html xml css javascript markup unicode utf encoding encodings charset entity entities")
_MOST_MARKUP = 3
_REACH = 20  # characters of the word around the damage that are shown with it

_LOST_MESSAGE = "A character was lost here when the text was copied: {} in all."
_MISREAD_MESSAGE = "Characters were read here in the wrong encoding: {} in all."
_ESCAPED_MESSAGE = "A character stands here as its name in HTML: {} in all."


@dataclass(frozen=True)
class EncodingDamage(Signal):
    """Characters that were lost or garbled on the way.

    **Why it counts.** Text that went through the wrong encoding was moved by a machine, and nobody read it after.

    **Flagged.** "isn�t"; "donâ€™t"; "AT&amp;T"; "caf&#233;". Each kind once, with all its other places.

    **Fine.** "ÂNGELA", "São Tomé"; an article that explains HTML and shows such names on purpose.

    **Limits.** Whoever copied the text may be to blame, rather than who wrote it. A lost character that became a
    plain question mark isn't seen.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .141 [.000,
      .508], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 24.1 [9.91, 89.3], n =
      2,037
    - clean and fabricated news, web pages: 13 of 14 flags read are right

    **Tried.** False news and satire have it often because their collectors lost the quotation marks. 7 in 793
    articles of WCXB; the one that is wrong is a report on such damage.

    **Source.** The Unicode Standard on U+FFFD; the garbled forms follow from reading UTF-8 as Windows-1252.
    """

    id: ClassVar = "encoding-damage"
    group: ClassVar = "language"
    trigger: ClassVar = (_LOST, "&", *_LEADS)
    reads: ClassVar = (_MARKUP,)

    def find(self, document: Document) -> Iterator[Finding]:
        kinds = [
            (_LOST_MESSAGE, _words(document.text, _lost(document.text))),
            (_MISREAD_MESSAGE, _words(document.text, _misread(document))),
            (_ESCAPED_MESSAGE, _escaped(document)),
        ]
        shown = sorted((spans, message) for message, spans in kinds if spans)
        for spans, message in shown:
            yield self.at(spans[0], message.format(len(spans)), *spans[1:])


def _lost(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in re.finditer(f"{_LOST}+", text)) if _LOST in text else iter(())


def _misread(document: Document) -> Iterator[Span]:
    if not any(map(document.holds_mark, _LEADS)):
        return iter(())
    return (Span(*match.span()) for match in _MISREAD.finditer(document.text))


def _escaped(document: Document) -> list[Span]:
    text = document.text
    names = [Span(*match.span()) for match in _ESCAPED.finditer(text)] if document.holds_mark("&") else []
    return names if names and document.marked(_MARKUP).sum() < _MOST_MARKUP else []


def _words(text: str, damage: Iterator[Span]) -> list[Span]:
    """The damaged places with what touches them, those of one word together."""
    spans: list[Span] = []
    for start, end in damage:
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        span = Span(start - len(_last_word(before)), end + len(_last_word(after[::-1])))
        if spans and span.start <= spans[-1].end:
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return spans


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""
