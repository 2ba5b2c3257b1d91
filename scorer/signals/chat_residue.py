"""Chat residue."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs, are_among
from scorer.finding import Finding
from scorer.lexicon import Lexicon, WordList
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span
from scorer.speech import within

_WORK = "article|passage|text|version|sentence|paragraph|response|piece|story"
_REWORKED = "rewritten|paraphrased|rephrased|reworded|revised|polished"
_TURN = Lexicon(
    # an assistant speaks of itself
    ["as a|an responsible|ethical? ai language_model|model|assistant|chatbot|developed|i"],
    ["as a large? language_model i"],
    ["i am|i'm just|only? an ai language_model|assistant|model|i", "as_of? my knowledge cutoff|cut-off|update"],
    ["as of my last|latest knowledge? update|training|cutoff", "regenerate response", "my last knowledge update"],
    # it declines
    ["i cannot|can't|can_not fulfill|fulfil|comply_with your|this|that request"],
    ["i'm|i_am sorry but i cannot|can't assist|help with that|this"],
    [f"i cannot|can't generate|provide|create|write a|an|the news? {_WORK} based|that"],
    # it hands over what was asked for
    [f"here is|here's a|an|the|your {_REWORKED} news? {_WORK}"],
    [f"here is|here's a|an|the|your possible? news? {_WORK} based on|you_requested|as_requested"],
    [f"{_REWORKED} version of the|your given|original|provided? {_WORK}"],
    ["sentence|passage|prompt|text|headline you provided"],
    ["based on|upon the|your given|provided prompt|sentence|passage"],
    # it takes its leave
    ["i hope this helps", f"i hope this {_WORK} helps|meets", f"i hope this|the {_REWORKED} {_WORK} helps|meets"],
    ["let me know if you need|have|would_like|want any|further|more other|further? questions|requests|changes"],
    ["let me know if you need|would_like|want any|further|more other|further? revisions|modifications|adjustments"],
    # it says what it made
    ["this|the news article|piece|story is|was entirely|purely|completely? fictional|fictitious"],
    ["this|the article|piece|text is|was? generated|written|created by an? ai language_model|assistant|chatbot"],
)
_EAGER = Lexicon(["certainly|sure|absolutely|of_course"])
_OFFER = WordList("here here's")
_SLOT_STARTS = ("insert ", "your ")
_SLOT_ENDS = (" name", " date")
_SLOTS = frozenset({"date", "name", "city", "location", "country", "city, state", "city, country", "publication"})
_LONGEST_SLOT = 40  # characters between the brackets of a slot that nobody filled
_OPENING_MARKS = "\"“'‘`«"


@dataclass(frozen=True)
class ChatResidue(Signal):
    """What a chatbot says around the text that it was asked for, and slots left to fill in.

    **Why it counts.** It proves that a machine wrote the text and that nobody read it.

    **Flagged.** "As an AI language model", "Certainly! Here is", "Here is the rewritten passage", "I hope this helps",
    "as of my last knowledge update", "Regenerate response", "[Insert name here]".

    **Fine.** The same words in quotation marks, as an article about chatbots has them; brackets of an editor ("[sic]").

    **Limits.** An article about chatbots that repeats such words without any marks is flagged. Labels of a draft
    ("Title:") aren't counted.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - news by language models: 69 of 70 flags read are right

    **Tried.** In 6 % of 3,951 news texts by language models, on which the phrases were partly chosen.

    **Source.** Wikipedia, "Signs of AI writing", on communication meant for the user, knowledge cut-offs and
    placeholders.
    """

    id: ClassVar = "chat-residue"
    group: ClassVar = "machine-written"
    trigger: ClassVar = (_TURN, "[")
    reads: ClassVar = (_EAGER, _OFFER)

    def suspects(self, batch: Batch) -> Bools:
        return super().suspects(batch) | (batch.reading.words.tally(_eager_offers(batch).first) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        turns = [*document.spans(_TURN), *document.spans(_eager_offers)]
        for span in sorted((*turns, *_open_slots(document.text))):
            if not _is_quoted(document, span):
                yield self.at(span, "This belongs to a conversation with a chatbot, not to the article.")


def _eager_offers(batch: Batch) -> Runs:
    """What lines begin with that go like "Certainly! Here is"."""
    eager = batch.hits(_EAGER)
    eager = eager.where(batch.behind[eager.last] == ord("!"))
    offer = np.minimum(eager.last + 1, len(batch.behind) - 1)
    offered = batch.matches.listed(_OFFER, offer) & ~batch.begin_articles(eager.last + 1)
    return Runs(eager.first, offer).where(offered & are_among(batch.line_words, eager.first))


def _open_slots(text: str) -> Iterator[Span]:
    """Bracketed slots of a template: "[Insert date]", "[Your Name]"; the text of a link isn't one."""
    start = text.find("[")
    while start >= 0:
        end = text.find("]", start + 1, start + 2 + _LONGEST_SLOT)
        if end > 0 and text[end + 1 : end + 2] != "(" and _is_slot(text[start + 1 : end].casefold().replace("’", "'")):
            yield Span(start, end + 1)
        start = text.find("[", start + 1)


def _is_slot(label: str) -> bool:
    return label in _SLOTS or label.startswith(_SLOT_STARTS) or label.endswith(_SLOT_ENDS)


def _is_quoted(document: Document, span: Span) -> bool:
    """Whether somebody quotes the words, as an article about chatbots does."""
    before = document.text[span.start - 1 : span.start]
    return (bool(before) and before in _OPENING_MARKS) or within(document.quotations, span.start)
