"""Contact lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import outermost
from scorer.signal import Signal

_REACH = Lexicon(
    ["reach|contact|email|e_mail|call|write|follow|message|text|tweet|dm the? reporter|author|writer|editor"],
    ["reach|contact|email|e_mail|call|message him|her|them|me|us at|on|via|by", "can|may be reached|contacted"],
    [
        "send us|me|him|her|your tips|a_tip|news_tips|corrections|feedback",
        "email|e_mail|send story|news? tips|corrections to",
    ],
    [
        "got|have a|any news|confidential? tip|tips",
        "contact|reach|email this reporter",
        "contact the newsroom|newsdesk",
    ],
    ["is|are reachable at|via", "tips can be sent", "write to him|her|me|them at"],
)
_AT = "@"
_MOST_WORDS = 60


@dataclass(frozen=True)
class ContactLine(Signal):
    """A line that says how to reach who wrote the article.

    **Why it counts.** A good sign: who can be written to can be corrected.

    **Flagged.** "Reach the reporter at jane@paper.example"; "Send news tips to desk@paper.example."

    **Fine.** Addresses that the news is about: of a hotline, of the police. "Contact us" in a menu.

    **Limits.** Whether anybody answers isn't known. Telephone numbers alone are not counted, nor is an address that
    was taken out in scraping.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 4.94 [.840,
      9.71], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - clean news: 40 of 41 flags read are right

    **Source.** The Trust Project's indicators; NewsGuard's criterion on contact information of authors.
    """

    id: ClassVar = "contact-line"
    group: ClassVar = "transparency"
    fault: ClassVar = False
    trigger: ClassVar = (_REACH,)

    def find(self, document: Document) -> Iterator[Finding]:
        sentences = [document.sentence_at(span.start) for span in document.find(_REACH)]
        reached = [one.span for one in sentences if len(one.words) <= _MOST_WORDS and _AT in one.span.of(document.text)]
        for span in outermost(reached):
            yield self.at(span, "The writer can be reached.")
