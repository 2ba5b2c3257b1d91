"""Markdown residue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.signal import Signal
from scorer.span import Span, places

_HEADING = re.compile(r"(?:^|(?<=[\r\u2028]))[ \t]{0,3}(#{2,6})[ \t]{1,4}(?=[^\W\d_])", re.MULTILINE)
_BOLD = re.compile(r"(?<![\w*])((?:\*\*|__)(?=[^\W_])[^*_\n]{1,120}(?<=[\w.!?:)])(?:\*\*|__))(?![\w*])")
_LINK = re.compile(r"(?<![\w!])(\[[^\[\]\n]{2,120}\]\(https?://[^\s()]{3,300}\))")
# One of them must occur for a pattern to be worth a try.
_HEADING_MARK, _BOLD_MARKS, _LINK_MARK = "## ", ("**", "__"), "](http"
_MARKDOWN_FILES = (".md", ".markdown", ".mdx")


@dataclass(frozen=True)
class MarkdownResidue(Signal):
    """Marks of Markdown in what should be plain text.

    **Why it counts.** Text generators answer in Markdown; its marks stay where the answer was pasted unread.

    **Flagged.** "### Background" at the head of a line, "**Key points:**", "[the minutes](https://…)".

    **Fine.** Files of Markdown; hashtags; rows of stars; words masked with stars.

    **Limits.** A heading of the first rank ("# Title") and lists are let be: both have other uses in plain text.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - articles by people and by language models: 26 of 26 flags read are right

    **Tried.** In 9 of 13,000 articles by people and in 17 of 3,951 news texts by language models.

    **Source.** CommonMark, for what the marks are; Wikipedia, "Signs of AI writing", for where they come from.
    """

    id: ClassVar = "markdown-residue"
    group: ClassVar = "machine-written"
    trigger: ClassVar = (_HEADING_MARK, *_BOLD_MARKS, _LINK_MARK)

    def find(self, document: Document) -> Iterator[Finding]:
        if (document.article.path or "").lower().endswith(_MARKDOWN_FILES):
            return iter(())
        matches = (*_headings(document.text), *_bold(document.text), *_links(document.text))
        spans = sorted(Span(*match.span(1)) for match in matches)
        return self.at_each(spans, "This mark-up was never turned into formatted text.")


def _headings(text: str) -> Iterator[re.Match[str]]:
    return _HEADING.finditer(text) if _HEADING_MARK in text else iter(())


def _bold(text: str) -> Iterator[re.Match[str]]:
    reach = 0
    for mark in sorted(place for piece in _BOLD_MARKS for place in places(text, piece)):
        if mark >= reach and (match := _BOLD.match(text, mark)):
            reach = match.end()
            yield match


def _links(text: str) -> Iterator[re.Match[str]]:
    return _LINK.finditer(text) if _LINK_MARK in text else iter(())
