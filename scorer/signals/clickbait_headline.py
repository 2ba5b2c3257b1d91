"""Clickbait headlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.learnt import CLICKBAIT
from scorer.reading import Bools
from scorer.signal import Likely, Signal
from scorer.span import WHOLE, Span

PERHAPS = 0.4
"""The chance from which a headline is worth a look."""
_SURELY = 0.9
_FEWEST_WORDS = 4
_WORN = re.compile(
    r"""
    \bbelieve\ (?:what|how|who|these|this|it)\b | \bwhat\ (?:happened|happens|he|she|they)\ (?:\w{1,12}\ )?next\b
    | \bwill\ (?:\w{1,12}\ )?(?:blow|melt|break|warm|restore|make|leave|change)\ (?:your?|the\ way|everything)\b
    | ^(?:this|here)(?:'s|\ is)\ (?:what\ happens|why\ you|how\ you|the\ reason) | \bneed\ in\ your\ life\b
    | \b(?:one|this)\ (?:weird|simple)\ trick\b | \b(?:doctors|experts)\ hate\b | \bonly\ people\ who\b
    | \byou\ (?:didn't|never)\ (?:know|knew)\b | ^can\ (?:you|we)\ guess\b | \bsays?\ about\ you\b
    | \bhow\ (?:well\ do|many\ of\ these|\w{2,12}\ are)\ you\b
    | ^(?:which|what)\ (?:\w{1,20}\ ){1,5}(?:are|should|would|do)\ you\b
    | ^(?:the\ |these\ |here\ are\ )?\d{1,3}\ (?:[\w'-]{1,20}\ ){0,4}
      (?:times|reasons|things|signs|moments|struggles|tweets|photos|pictures|pics|facts|secrets|hacks|thoughts|memes)\b
    | ^(?:the\ |these\ |here\ are\ )?\d{1,3}\ (?:[\w'-]{1,20}\ ){1,6}
      (?:you|your|you'll|you're|everyone|who|that\ will|that\ are)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)  # forms worn by use: lists, what is withheld, feelings that are promised, quizzes
_LONGEST = 300  # characters of a title that are looked at


@dataclass(frozen=True)
class ClickbaitHeadline(Signal):
    """A headline that withholds what the article says, or promises a feeling, so that one clicks.

    **Why it counts.** A headline that doesn't tell the news is made to be clicked, not to inform; outlets that live
    off such headlines spend less on what stands below them.

    **Flagged.** "You Won't Believe What Happened Next"; "23 Things Only Night Owls Will Understand"; "Which Cheese Are
    You"; and any headline whose wording is more likely that of a viral site.

    **Fine.** "Parliament adopts budget after night of talks"; a question that the article asks for good reason; titles
    of fewer than four words.

    **Limits.** Only a title that is given is judged. Explainers of good newsrooms ("Here's what you need to know")
    use the same forms, as do honest lists of how to do something, so a finding is only worth a look.

    **Measured.**

    - FNC-1, headlines; shipped weights (data f3bcebcc): headlines flagged, of 1,000: 153 [131, 178], n = 894
    - New York Times and BBC, headlines; shipped weights (data 4669bfd8): headlines flagged, of 1,000: 12.5 [8.15,
      18.2], n = 2,087
    - Spotlight PA, headlines; shipped weights (data 4ff266af): headlines flagged, of 1,000: 44.7 [36.4, 52], n =
      2,886
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 10.7 [3.15,
      22.9], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 130 [32.2, 421], n =
      2,037
    - headlines of viral sites and of news, a quarter held back (data 5eeddda6): AUROC: .997 [.996, .997], n =
      5,626; precision: .990 [.986, .993], n = 2,727; recall: .960 [.953, .967], n = 2,812; F1: .975 [.971, .978], n
      = 5,626
    - outlets that experts rate high, half of them held back (data 5eeddda6): headlines flagged, of 1,000: 38.6
      [21.8, 92.7], n = 4,633
    - unseen outlets rated .85 or more: 12 of 49 flags read are right
    - titles of web pages (WCXB), the likeliest of a worn form: 6 of 10 flags read are right

    **Tried.** Of the headlines of viral sites a third have a worn form as well. Of outlets that the classifier
    doesn't know mostly explainers are worth a look.

    **Source.** Chakraborty and others, "Stop Clickbait: Detecting and Preventing Clickbaits in Online News Media"
    (2016), whose headlines the classifier learnt from.
    """

    id: ClassVar = "clickbait-headline"
    group: ClassVar = "headline"
    soft: ClassVar = True
    trigger: ClassVar = (Likely(CLICKBAIT, PERHAPS),)

    def suspects(self, batch: Batch) -> Bools:
        told = batch.titles.words.counts >= _FEWEST_WORDS
        return told & super().suspects(batch) if told.any() else told

    def find(self, document: Document) -> Iterator[Finding]:
        chance, title = document.chances(CLICKBAIT)[0], (document.article.title or "")[:_LONGEST]
        if chance < PERHAPS or len(document.title_keys) < _FEWEST_WORDS:
            return
        if chance >= _SURELY and _WORN.search(" ".join(title.replace("’", "'").split())):
            yield self.at(_place(document), "The headline teases and doesn't tell: it looks made to be clicked.")
        else:
            yield self.at(_place(document), "The headline may be made to be clicked rather than to tell.")


def _place(document: Document) -> Span:
    """Where the text begins with its title; the whole article where it doesn't."""
    title = document.title_keys
    opens = len(document) >= len(title) and bool((document.keys[: len(title)] == title).all())
    return document.words_span(range(len(title))) if opens else WHOLE
