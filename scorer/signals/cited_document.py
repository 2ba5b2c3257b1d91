"""Cited document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import Lexicon, WordList
from scorer.marks import one_of
from scorer.reading import Bools
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
_GAPS = " -"
_LINK, _SCHEMES = "://", ("https://", "http://")


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
    reads: ClassVar = (_PAPER, _JOURNAL, _FINDS, _LEADS, _TO, _BARRIERS, _DETERMINERS)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_cited) | batch.has(_JOURNAL) | batch.hold_mark(_LINK)

    def find(self, document: Document) -> Iterator[Finding]:
        links = _links(document.text) if document.holds_mark(_LINK) else ()
        spans = sorted((*document.spans(_cited), *document.spans(_JOURNAL), *links))
        return self.at_each(spans, "A document that can be looked up stands behind this.")


def _cited(batch: Batch) -> Runs:
    """Nouns for documents, with what makes a citation of them: "in a", "according to", or what they show."""
    nouns = batch.hits(_PAPER)
    opens = nouns.first == batch.sentences_of(nouns.first)[0]
    plain = opens | ~batch.reading.capitalised[nouns.first]  # not the Post, nor the National Review
    nouns, opens = nouns.where(plain), opens[plain]
    lead = _leads(batch, nouns.first)
    shown = (lead < 0) & ~opens & _is_shown(batch, nouns.last)  # "Reports suggest" names no report
    first, last = np.where(shown, nouns.first, lead), nouns.last + shown
    order = np.argsort(first, kind="stable")
    return Runs(first[order], last[order]).where(first[order] >= 0)


def _is_shown(batch: Batch, noun: Ints) -> Bools:
    """Whether a verb right behind each noun says what the document shows."""
    verb = np.minimum(noun + 1, len(batch.behind) - 1)
    inside = (noun + 1 < batch.articles_of(noun)[1]) & (batch.behind[noun] == ord(" "))
    return np.asarray(inside & batch.matches.listed(_FINDS, verb))


def _leads(batch: Batch, noun: Ints) -> Ints:
    """The first word of the lead of each noun, at most a few describing words before it; -1 without one."""
    (start, _), listed = batch.articles_of(noun), batch.matches.listed
    found, on = np.full(len(noun), -1), np.ones(len(noun), dtype=np.bool_)
    for step in range(1, _DESCRIBED + 2):
        word = np.maximum(noun - step, 0)
        on &= (noun - step >= start) & ~listed(_BARRIERS, word) & one_of(_GAPS, batch.behind[word])
        determiner, lead = listed(_DETERMINERS, word), listed(_LEADS, word)
        ends = on & (determiner | listed(_TO, word))
        found = np.where(ends, _lead_at(batch, word - determiner, start), found)
        on &= ~ends
        if step > 1:  # "in data" cites nothing, "in court papers" does
            found = np.where(on & lead, word, found)
        on &= ~lead
    return found


def _lead_at(batch: Batch, word: Ints, start: Ints) -> Ints:
    """The first word of a lead that ends with each word; -1 without one."""
    word = word - ((word > start) & batch.matches.listed(_TO, word))
    leads = (word >= start) & batch.matches.listed(_LEADS, word) & (batch.behind[word] == ord(" "))
    return np.where(leads, word, -1)


def _links(text: str) -> Iterator[Span]:
    for scheme in _SCHEMES:
        start = text.find(scheme)
        while start >= 0:
            link = text[start : start + 2000].split(None, 1)[0]
            yield Span(start, start + len(link))
            start = text.find(scheme, start + len(link))
