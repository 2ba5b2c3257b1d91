"""Cited document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon, WordList
from scorer.signal import Signal
from scorer.span import Span

_PAPER = Lexicon(
    ["report|reports|study|studies|survey|poll|audit|review|analysis|transcript|memo|testimony|census"],
    ["statement|letter|email|emails|article|interview|memoir|affidavit|indictment|lawsuit|complaint|ruling|warrant"],
    ["filing|filings|documents|records|data|figures|statistics|minutes|paper|papers"],
    ["press|news release|conference", "op-ed|editorial|column|tweet|post"],
)
_JOURNAL = Lexicon(
    ["published|appeared|appearing online? in|by the? journal|proceedings|annals|lancet|nature|science|jama|bmj|cell"],
    ["published|appeared|appearing online? in|by the? new_england_journal|american_journal|british_medical_journal"],
)
_FINDS = WordList("""
    found finds shows showed show said says states stated concluded concludes indicates indicated suggests suggested
    revealed reveals noted notes alleges alleged estimates estimated describes described
""")
_LEADS = WordList("in according per")
_TO = WordList("to")
_BARRIERS = WordList("of for from on with and or as at by against about after before that which who")
_DETERMINERS = WordList("a an the his her its their our one another two several")
_DESCRIBED = 2  # words that may stand between "in a" and the noun
_LINKS = ("https://", "http://")


@dataclass(frozen=True)
class CitedDocument(Signal):
    """Claims that rest on a document: a report, a filing, a journal article, a link.

    **Why it counts.** A good sign: the reader can look the document up.

    **Flagged.** "in a statement", "according to court documents", "records show", "published in the journal", a link.

    **Fine.** Reports that are merely spoken of ("the report was late") are not counted.

    **Limits.** Whether the document is named well enough to be found isn't asked.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 570 [494,
      652], n = 7,085; findings for each 1,000 words: 1.36 [1.14, 1.59], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 152 [71.6, 307], n =
      2,037; findings for each 1,000 words: .443 [.226, .917], n = 2,037
    - clean news: 47 of 50 flags read are right

    **Tried.** On PolNeAR's training and development articles, which were looked at while the words were chosen,
    93 % of the sentences found are marked as attributed.

    **Source.** Zhang and others, "A Structured Response to Misinformation" (2018), on citing organisations and studies.
    """

    id: ClassVar = "cited-document"
    group: ClassVar = "sourcing"
    fault: ClassVar = False
    per: ClassVar = "1000 words"
    trigger: ClassVar = (_PAPER, _JOURNAL, "://")
    reads: ClassVar = (_FINDS, _LEADS, _TO, _BARRIERS, _DETERMINERS)

    def find(self, document: Document) -> Iterator[Finding]:
        spans = [document.words_span(words) for words in (*_cited(document), *document.find_words(_JOURNAL))]
        for span in sorted((*spans, *_links(document.text))):
            yield self.at(span, "A document that can be looked up stands behind this.")


def _cited(document: Document) -> Iterator[range]:
    """Nouns for documents, with what makes a citation of them: "in a", "according to", or what they show."""
    finds = document.marked(_FINDS).tobytes()
    leads = _Leads(document)
    for noun in document.find_words(_PAPER):
        opens = noun.start == document.sentence_words(noun.start).start
        if document.capitalised[noun.start] and not opens:
            continue  # the Post, the National Review
        start = leads.before(noun.start)
        if start is not None:
            yield range(start, noun.stop)
        elif opens:
            continue  # "Reports suggest" names no report
        elif noun.stop < len(document) and finds[noun.stop] and document.followers[noun.stop - 1] == " ":
            yield range(noun.start, noun.stop + 1)


class _Leads:
    """Where "in a", "according to" and the like begin before a noun."""

    def __init__(self, document: Document) -> None:
        self._lead = document.marked(_LEADS).tobytes()
        self._to = document.marked(_TO).tobytes()
        self._determiner = document.marked(_DETERMINERS).tobytes()
        self._barrier = document.marked(_BARRIERS).tobytes()
        self._follower = document.followers

    def before(self, noun: int) -> int | None:
        """The first word of the lead of a noun, at most a few describing words before it."""
        for word in range(noun - 1, max(noun - 2 - _DESCRIBED, -1), -1):
            if self._barrier[word] or self._follower[word] not in " -":
                return None
            if self._determiner[word] or self._to[word]:
                return self._lead_at(word - self._determiner[word])
            if self._lead[word]:
                return word if word < noun - 1 else None  # "in data" cites nothing, "in court papers" does
        return None

    def _lead_at(self, word: int) -> int | None:
        """The first word of a lead that ends with ``word``."""
        word -= word > 0 and self._to[word]
        return word if word >= 0 and self._lead[word] and self._follower[word] == " " else None


def _links(text: str) -> Iterator[Span]:
    for scheme in _LINKS:
        start = text.find(scheme)
        while start >= 0:
            link = text[start : start + 2000].split(None, 1)[0]
            yield Span(start, start + len(link))
            start = text.find(scheme, start + len(link))
