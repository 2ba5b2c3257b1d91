"""Code residue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.lexicon import WordList
from scorer.signal import Signal
from scorer.span import Span

_ELEMENTS = (
    "p|span|div|br|strong|em|b|i|u|a|li|ul|ol|h[1-6]|img|iframe|script|noscript|style|td|tr|th|table|tbody|blockquote"
    "|center|font|figure|figcaption|hr|section|input|form|label|button|sup|sub|small"
)
_SHORTCODES = (
    r"caption|embed|gallery|video|audio|playlist|vc_\w{1,30}|et_pb_\w{1,30}|su_\w{1,30}|fusion_\w{1,30}|youtube|vimeo"
    r"|soundcloud|tweet|pullquote|contact-form-7|gravityform|mc4wp_form|adrotate|sharethis|wp_\w{1,30}|column|row"
)
_SERVICES = "googletag|adsbygoogle|dataLayer|_gaq|fbq|gtag|jQuery|pbjs|taboola|OB_|ga"
# Each pattern with the text that must occur for it to be worth a try.
_PATTERNS = (
    ("<", re.compile(rf"<(?:/?(?:{_ELEMENTS})(?:\s[^<>\n]{{0,300}})?/?>|!--|\?php)", re.IGNORECASE)),
    ("[", re.compile(rf"\[(?:/(?:{_SHORTCODES})\]|(?:{_SHORTCODES})\s[^\[\]\n]{{0,200}}=[^\[\]\n]{{0,200}}\])")),
    ("{", re.compile(r"\{(?:\{[#/^]?\s?[\w.]{1,40}\s?\}\}|%[^{}\n]{1,80}%\})")),
    ("{", re.compile(r"\bfunction\s?\w{0,30}\([\w, ]{0,60}\)\s?\{[^\n]{0,400}")),
    ("{", re.compile(r"(?<![\w.#])[.#][\w-]{1,40}\s?\{[^{}\n]{0,200}:[^{}\n]{1,200}\}")),
    ("window.", re.compile(r"\bwindow\.\w{1,30}\s?(?:=|\(|\.push|\[)[^\n]{0,400}")),
    (
        "document.",
        re.compile(r"\bdocument\.(?:write|getElement|createElement|querySelector|cookie)\w{0,20}[^\n]{0,400}"),
    ),
)
_CALL = re.compile(rf"(?<![\w.])(?:{_SERVICES})(?:\.\w{{1,30}}){{0,3}}\([^\n]{{0,400}}")
# Texts one of which must occur for it to be worth a try.
_CALLS = ("googletag", "adsbygoogle", "dataLayer", "_gaq", "fbq", "gtag", "jQuery", "pbjs", "taboola", "OB_", "ga(")
# An article about programming shows code on purpose.
_TRADE = WordList("""
    coding developer developers programming programmer programmers html css javascript typescript python api apis
    github software compiler markup backend frontend framework frameworks repo syntax
""")
_MOST_TRADE = 4


@dataclass(frozen=True)
class CodeResidue(Signal):
    """Mark-up, scripts or template code in what should be plain text.

    **Why it counts.** The page's code was taken for its text, or a template was never filled: nobody read it after.

    **Flagged.** "</span>"; "[caption id=…]"; "{{ title }}"; "window.dataLayer = window.dataLayer || [];"

    **Fine.** Articles about programming; "[VIDEO]" in a headline; "x < y"; "<3".

    **Limits.** An article that names the trade of programming four times or more isn't judged. Code that names no
    service and has none of these shapes isn't seen.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .141 [.000,
      .648], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 1.96 [.386, 6.75], n =
      2,037
    - clean and fabricated news: 6 of 6 flags read are right
    - web pages and content farms: 0 of 2 flags read are right

    **Tried.** 1 in 793 articles of WCXB and 1 in 586 pages of content farms, both code shown on purpose.

    **Source.** HTML Living Standard; the WordPress handbook on shortcodes; C4 (Raffel et al., 2020) drops pages
    with a curly bracket for the same reason.
    """

    id: ClassVar = "code-residue"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = ("<", "[", "{", "window.", "document.", "ga(", "push(", "fbq(")
    reads: ClassVar = (_TRADE,)

    def find(self, document: Document) -> Iterator[Finding]:
        text = document.text
        patterns = [pattern for mark, pattern in _PATTERNS if document.holds_mark(mark)]
        if document.own(_brackets_words) and any(call in text for call in _CALLS):
            patterns.append(_CALL)
        spans = [Span(*match.span()) for pattern in patterns for match in pattern.finditer(text)]
        if spans and document.marked(_TRADE).sum() < _MOST_TRADE:
            for span in _joined(sorted(spans), text):
                yield self.at(span, "Code of the page, left in its text.")


def _brackets_words(batch: Batch) -> list[bool]:
    """Whether each text has a bracket right behind a word, as few have: in others it isn't worth to look for calls."""
    brackets = batch.marks.at("(")
    before = batch.reading.codes[brackets - 1]
    behind_word = np.strings.isalnum(before.view("U1")) | (before == ord("_"))
    return list(map(bool, batch.marks.tally(brackets[behind_word]).tolist()))


def _joined(spans: list[Span], text: str) -> Iterator[Span]:
    """Spans that overlap or have only white space between, together."""
    last = spans[0]
    for span in spans[1:]:
        if span.start <= last.end or not text[last.end : span.start].strip():
            last = Span(last.start, max(last.end, span.end))
            continue
        yield last
        last = span
    yield last
