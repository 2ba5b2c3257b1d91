"""Missing source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.article import Article
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.imprint import AGENCIES
from scorer.lexicon import Lexicon, WordList
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import WHOLE

_CROWD = "analysts|experts|observers|critics|commentators|officials|insiders|specialists|scholars|policymakers|sources"
_FACELESS = Lexicon(
    [f"some|many|most|several|various|numerous|other? {_CROWD}", "many|some|others believe|argue|say|fear|see|think"],
    ["is|are|was|were widely? seen|viewed|perceived|regarded|considered|believed|thought|expected|rumored|understood"],
    ["has|have|had been? widely|long|frequently? discussed|debated|noted|criticized|reported|speculated|expressed"],
    ["reportedly|allegedly|supposedly", "reports|rumors|speculation suggest|suggested|indicate|indicated|suggests"],
    ["was|were|been reported|highlighted|emphasized|emphasised|stressed|underscored|noted|suggested|monitored"],
    ["topic|subject|matter|source of growing|intense|much|great? interest|debate|concern|discussion|speculation"],
    ["both? sides|parties|leaders|nations|countries emphasized|stressed|underscored|highlighted|reaffirmed|discussed"],
    ["international|global community", "raised|raises|raising concerns|questions|eyebrows"],
)
_SPEECH = WordList("""
    said says saying told tells wrote writes writing tweeted testified according spokesman spokeswoman spokesperson
    interview interviewed
""")  # whoever reports speech has asked somebody
_DOCUMENTS = Lexicon(
    ["report|study|survey|poll|audit|analysis|data|figures|records|researchers|scientists found|finds|show|shows"],
    ["report|study|survey|poll|audit|analysis|paper|data|figures|statistics|estimates by|from|in the|a|an?"],
    ["published|released|compiled by|in", "court records|papers", "polls|surveys|studies|surveyed|polled"],
    ["references|bibliography|footnotes|methodology"],
)
_OUTLET = Lexicon(
    ["originally|first published|appeared|posted", "this article|story|column|post|piece|essay appeared|ran|was"],
    ["copyright|published_by|reprinted|republished|syndicated|permission", "editorial board"],
)
_FIRST_PERSON = WordList("i i'm i've i'd i'll we we're we've our ours my mine me us")
_FEWEST_WORDS = 200  # a shorter text may be a brief
_FEWEST_FACELESS = 2  # claims of others that a text must pass on, to owe a source for them
_MOST_FIRST_PERSON = 2  # who writes of what they saw and think is the source
_SPOKEN_WORDS = 4  # of a quotation that is more than a term


@dataclass(frozen=True)
class MissingSource(Signal):
    """An article that says nothing of where it, or what it passes on, comes from.

    **Why it counts.** Reporting has been told, shown or sent by somebody; where no speaker, no document, no link and
    no outlet is named, nothing can be checked.

    **Flagged.** The whole article: one of 200 words or more that passes on what "experts" and "officials" think, how
    something "is seen" or what "both parties emphasized", and has no speech, quotation, survey, document or link at
    all; one whose record has a place for the outlet or the address, with nothing there or in the text.

    **Fine.** One "officials said", one survey, one link; a text that passes on no claims of others, or is told in the
    first person. Plain text that names no outlet, as its format has no place for one.

    **Limits.** Explainers and editorials owe less of a source than news does, so a finding is only worth a look.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .988 [.146,
      1.96], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .491 [.000, 2.58], n =
      2,037
    - clean news: 7 of 12 flags read are right

    **Tried.** Of 500 news texts by language models 9 are flagged, and both seed articles that are plainly
    annotated as naming no source.

    **Source.** Zhang and others, "A Structured Response to Misinformation" (2018), on articles that cite no source;
    NewsGuard's criteria ask who is responsible for the content.
    """

    id: ClassVar = "missing-source"
    group: ClassVar = "transparency"
    soft: ClassVar = True
    reads: ClassVar = (_FACELESS, _SPEECH, _DOCUMENTS, _OUTLET, _FIRST_PERSON, AGENCIES)

    def suspects(self, batch: Batch) -> Bools:
        adrift, count = np.fromiter(map(_has_no_origin, batch.articles), np.bool_, len(batch)), batch.matches.counts
        sourced = (count(_DOCUMENTS) > 0) | (count(AGENCIES) > 0)
        return adrift | ((count(_FACELESS) >= _FEWEST_FACELESS) & ~sourced)

    def find(self, document: Document) -> Iterator[Finding]:
        if _names_no_source(document):
            yield self.at(WHOLE, "It names no speaker, document or link for anything that it says; worth a look.")
        elif _has_no_origin(document.article) and not document.find_words(_OUTLET) + document.find_words(AGENCIES):
            yield self.at(WHOLE, "Neither the record nor the text says where this was published; worth a look.")


def _names_no_source(document: Document) -> bool:
    return (
        len(document) >= _FEWEST_WORDS
        and len(document.find_words(_FACELESS)) >= _FEWEST_FACELESS
        and not document.marked(_SPEECH).any()
        and document.marked(_FIRST_PERSON).sum() <= _MOST_FIRST_PERSON
        and not document.find_words(_DOCUMENTS)
        and not document.find_words(AGENCIES)
        and "://" not in document.text
        and not _quotes(document)
    )


def _quotes(document: Document) -> bool:
    return any(span.of(document.text).count(" ") + 1 >= _SPOKEN_WORDS for span in document.quotations)


def _has_no_origin(article: Article) -> bool:
    return not article.carries.isdisjoint(("source", "url")) and not (article.source or article.url)
