"""Search-engine sections."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import in_quotation, notices, outermost
from scorer.signal import Signal
from scorer.span import Span

# Fields of a form for search engines, as a heading of their own or before a colon.
_FIELDS = Lexicon(
    ["seo keywords|keyword|keyphrase|title|description|tags|tag|metadata|slug|summary|focus|notes|information"],
    ["focus|target|targeted|primary|secondary|main|lsi|long_tail|seed seo? keyword|keywords|keyphrase|keyphrases"],
    ["meta description|title|keywords|keyword|tags|data", "search engine keywords|description|title", "title tag"],
    ["seo friendly title|description|url|keywords", "url slug", "suggested slug|keywords|tags", "keywords for seo"],
    ["focus|main|primary? keyword|keyphrase note|reminder|usage|check|density"],
)
# A sentence with one of these speaks of a text as made for search engines.
_FITTED = "optimize|optimized|optimised|optimise|optimizing|optimising"
_ADDRESS = Lexicon(
    ["focus keyword|keywords|keyphrase", "keyword density", "for seo purposes|reasons"],
    ["seo optimized|friendly article|text"],
    [f"{_FITTED} this|the|our|it? article|content|text|piece? for seo|search_engines"],
    ["visibility in|on search engines"],
    ["improve|boost|enhance|increase|maximize its|the|our? search|seo engine? visibility|ranking|rankings"],
    ["search engine visibility|rankings|friendly", "rank well|higher|better in|on search|google"],
    ["integrated|incorporated|included|used|targeting the|our|these? keyword|keywords|keyphrase"],
)
# So does one of these, whatever else the sentence says: notes that a writer was to follow, not to print.
_NOTE = Lexicon(
    ["focus|main|primary|target keyword|keyphrase here|is|to|for|appears|used|throughout|naturally|fits"],
    [
        "main|focus|primary keyword|keyphrase in this|the article|post|piece",
        "keyword|keyphrase appears|fits naturally|here",
    ],
    [
        "use|uses|using|used the focus|main|primary? keyword|keyphrase naturally",
        "my|our main|focus|primary keyword|keyphrase",
    ],
)
# One of these besides an address says that it is this very text.
_THIS_TEXT = Lexicon(
    ["this|our article|post|content|piece|text|blog|page|story", "in|throughout the article|post|piece|text|content"],
    ["we have|we've integrated|incorporated|included|used|optimized|optimised|woven"],
)
# An article about the trade of search engines has more of these than a few.
_TRADE = Lexicon(
    ["seo", "search engine|engines", "keyword|keywords", "backlinks", "serp|serps", "google rankings|ranking"]
)
_MOST_TRADE = 3
_ASIDE = re.compile(r"^\([^()\n]{0,80}\)\s?")
_MOST_WORDS = 60  # of a field's own line
_ITEM_WORDS = 12  # of a line in the list under a heading
_MOST_ITEMS = 30


@dataclass(frozen=True)
class SeoSection(Signal):
    """A section written for search engines, not for readers.

    **Why it counts.** It is the by-product of a writing tool or an assistant: the text was made to
    be found, and nobody took its instructions out before it was published.

    **Flagged.** A heading "SEO Keywords" with what stands under it; "Focus keyword: …";
    "we have integrated the focus keyword … to optimize for search engines".

    **Fine.** An article about search engines and how to be found by them.

    **Limits.** English only. "Keywords:" alone is let be, as scholarly papers list theirs so.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 17.2 [.000, 72.5], n =
      2,037

    **Tried.** None in 791 articles of WCXB, some twenty of which are about search engines. In 278 posts of one
    content farm (2025-26) it finds such notes in 35, all true.

    **Source.** A seed article, which says of itself that it holds a focus keyword; the fields are those of
    common plug-ins for search engines.
    """

    id: ClassVar = "seo-section"
    group: ClassVar = "search-engine writing"
    trigger: ClassVar = (_FIELDS, _ADDRESS, _NOTE)
    reads: ClassVar = (_THIS_TEXT, _TRADE)

    def find(self, document: Document) -> Iterator[Finding]:
        spans = list(outermost([*_sections(document), *_sentences(document)]))
        if spans and _outside(document.find(_TRADE), spans) <= _MOST_TRADE:
            for span in spans:
                yield self.at(span, "Written for search engines, not for readers.")


def _sections(document: Document) -> Iterator[Span]:
    """Lines that open with a field: a heading with what belongs to it, or a field and its value."""
    places = document.find_words(_ADDRESS)
    last_address = {document.line_at(document.words_span(words).start).words.start: words for words in places}
    for line, field in document.opened_lines(_FIELDS):
        value = _ASIDE.sub("", document.text[document.words_span(field).end : line.span.end].lstrip("*_# "))
        if not value.strip(":*_ "):
            yield Span(line.span.start, _end_of_section(document, line, last_address))
        elif value.startswith(":") and len(line.words) <= _MOST_WORDS:
            yield line.span


def _end_of_section(document: Document, heading: Passage, last_address: dict[int, range]) -> int:
    """Where the list under a heading ends, or the last sentence that speaks of search engines."""
    end = heading.span.end
    first = bisect_right(document.lines, heading.span.start, key=lambda line: line.span.start)
    for line in document.lines[first : first + _MOST_ITEMS]:
        if end > heading.span.end and document.text.count("\n", end, line.span.start) > 1:
            return end
        if not _is_item(document, line):
            address = last_address.get(line.words.start)
            return _sentence(document, address).span.end if address else end
        end = line.span.end
    return end


def _is_item(document: Document, line: Passage) -> bool:
    begins, ends = document.text[line.span.start], document.text[line.span.end - 1]
    return len(line.words) <= _ITEM_WORDS and begins != "#" and ends not in ".!?"


def _sentences(document: Document) -> Iterator[Span]:
    """Sentences that say of this very text that it is made for search engines."""
    yield from notices(document, _NOTE)
    own = {_sentence(document, words).span for words in document.find_words(_THIS_TEXT)}
    for words in document.find_words(_ADDRESS):
        span = _sentence(document, words).span
        if span in own and not in_quotation(document, words):
            yield span


def _outside(hits: list[Span], spans: list[Span]) -> int:
    """How many of ``hits`` lie in none of ``spans``; both are in text order."""
    before = (bisect_right(spans, hit.start, key=lambda span: span.start) for hit in hits)
    return sum(not at or spans[at - 1].end <= hit.start for at, hit in zip(before, hits, strict=True))


def _sentence(document: Document, words: range) -> Passage:
    return document.sentence_at(document.words_span(words).start)
