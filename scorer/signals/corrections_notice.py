"""Corrections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon, WordList
from scorer.shape import in_quotation, outermost
from scorer.signal import Opening, Signal
from scorer.span import Span

_HEADS = Lexicon(
    ["correction|corrections|clarification|clarifications|erratum|retraction|corrected", "editors|editor's note"],
    ["correction|clarification appended|added|issued|on|of", "an|this correction|clarification", "for the record"],
)
_WORK = "story|article|post|report|piece|column|item|page|graphic|headline|caption|chart|map|essay|editorial|transcript"
_ERRED = "misstated|misidentified|misspelled|misattributed|misquoted|misreported|misrepresented|mischaracterized"
_SLIPS = "incorrectly|mistakenly|erroneously|inaccurately|wrongly"
_SAID = "stated|said|identified|reported|described|listed|referred|named|gave|included|attributed|suggested"
_ADMITTED = Lexicon(
    [f"earlier|previous|prior|original|initial version|versions of this|the|our {_WORK}", "we regret the error|errors"],
    [f"this|the|our {_WORK} originally|previously|initially|{_SLIPS} {_SAID}|{_ERRED}", f"this|our {_WORK} {_ERRED}"],
    [f"this|the|our {_WORK} has_been|was|is corrected|clarified"],
    [f"this|the {_WORK} has_been|was updated|amended|changed|edited|revised|modified to correct|clarify|fix"],
    [f"this|the {_WORK} has_been|was updated|amended|changed|edited|revised|modified to remove|restore"],
)
_ERRORS = Lexicon(
    [
        _ERRED,
        _SLIPS,
        "has_been|was|were corrected|clarified",
        "error|incorrect|inaccurate|mistake",
        "updated to reflect",
    ]
)
_RAN = WordList("appeared ran published")  # an earlier version that stood elsewhere is no error
_MOST_LINE_WORDS = 120


@dataclass(frozen=True)
class CorrectionsNotice(Signal):
    """A notice that says what was wrong before and has been put right.

    **Why it counts.** A good sign: who corrects an error in the open can be trusted to look for the next one.

    **Flagged.** "Correction: An earlier version of this article misstated the year."; "This story has been updated to
    correct the name of the bridge."

    **Fine.** Corrections that the news is about: of markets, of textbooks, by a court or an agency.

    **Limits.** Updates that only add news are not counted; neither are notices that stand on a page of their own.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 11.9 [2.74,
      23.1], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .491 [.000, 2.44], n =
      2,037
    - clean news: 49 of 50 flags read are right

    **Source.** NewsGuard's criteria and the Trust Project's indicators ask for regular, visible corrections.
    """

    id: ClassVar = "corrections-notice"
    group: ClassVar = "transparency"
    fault: ClassVar = False
    trigger: ClassVar = (Opening(_HEADS), _ADMITTED)
    reads: ClassVar = (_ERRORS, _RAN)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in outermost([*_headed(document), *_admitted(document)]):
            yield self.at(span, "This says what was wrong and has been put right.")


def _headed(document: Document) -> Iterator[Span]:
    """Lines that open as a notice and speak of an error."""
    errors = [words.start for lexicon in (_ADMITTED, _ERRORS) for words in document.find_words(lexicon)]
    for line, _ in document.opened_lines(_HEADS):
        if len(line.words) <= _MOST_LINE_WORDS and any(place in line.words for place in errors):
            yield line.span


def _admitted(document: Document) -> Iterator[Span]:
    """Sentences that admit an error of the article itself."""
    ran = document.marked(_RAN)
    for words in document.find_words(_ADMITTED):
        sentence = document.sentence_at(document.words_span(words).start)
        elsewhere = ran[sentence.words.start : sentence.words.stop].any()
        if not elsewhere and not in_quotation(document, words):
            yield sentence.span
