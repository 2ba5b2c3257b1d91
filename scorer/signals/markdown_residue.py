"""Markdown residue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.signal import Signal
from scorer.span import Span

_HEADING = re.compile(r"(?:^|(?<=[\r\u2028]))[ \t]{0,3}(#{2,6})[ \t]{1,4}(?=[^\W\d_])", re.MULTILINE)
_BOLD = re.compile(r"(?<![\w*])((?:\*\*|__)(?=[^\W_])[^*_\n]{1,120}(?<=[\w.!?:)])(?:\*\*|__))(?![\w*])")
_LINK = re.compile(r"(?<![\w!])(\[[^\[\]\n]{2,120}\]\(https?://[^\s()]{3,300}\))")
# Each with the text that must occur for it to be worth a try.
_PATTERNS = (("## ", _HEADING), ("**", _BOLD), ("__", _BOLD), ("](http", _LINK))
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
    trigger: ClassVar = tuple(mark for mark, _ in _PATTERNS)

    def find(self, document: Document) -> Iterator[Finding]:
        if (document.article.path or "").lower().endswith(_MARKDOWN_FILES):
            return
        text = document.text
        patterns = dict.fromkeys(pattern for mark, pattern in _PATTERNS if mark in text)
        for span in sorted(Span(*match.span(1)) for pattern in patterns for match in pattern.finditer(text)):
            yield self.at(span, "This mark-up was never turned into formatted text.")
