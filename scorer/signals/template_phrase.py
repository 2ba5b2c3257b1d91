"""Template phrase."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.signal import Signal
from scorer.speech import within

_OPENER = Lexicon(
    ["in conclusion|summary", "to conclude", "looking ahead|forward", "on the economic|diplomatic|geopolitical front"],
    ["in a|an surprising|shocking|stunning|bizarre|dramatic|remarkable|unexpected turn|twist of? events|fate?"],
    ["in a|an surprising|shocking|stunning|bold|groundbreaking|significant|unprecedented move|development"],
    ["in a|an surprising|shocking|stunning|startling|groundbreaking revelation|discovery|announcement|study"],
    ["in recent developments", "in recent developments in politics|business|sports|technology|international_relations"],
    ["as these|this|the events|developments|situation|story|case|investigation|debate unfolds|unfold|develops|evolves"],
    ["as the situation|story|case|investigation|debate continues to unfold|evolve|develop"],
    ["in light of these|this|the recent? developments|findings|revelations|allegations"],
)  # counts only where it opens a sentence and a comma follows
_STOCK = Lexicon(
    ["a new chapter|era in|of the? geopolitics|relations|diplomacy|cooperation|bilateral|international relations?"],
    ["it is|it's crucial|essential|important|vital to note|remember|stay_informed|recognize", "it is worth noting"],
    ["stay informed and|about|on|by", "plays|play|played|playing a|an pivotal|crucial|vital|instrumental role"],
    ["rapidly|constantly|ever evolving|changing landscape|world|situation|field", "geopolitical landscape|landscapes"],
    ["delve|delves|delving deeper into", "delve|delves|delving into the world|realm|complexities|intricacies|depths"],
    ["rich|intricate|vibrant|complex tapestry of", "in the realm of", "testament to the|their|our resilience|power"],
    ["sent|sending|sends shockwaves through|across|throughout", "a stark|poignant reminder of"],
    ["garnered|garnering|garners significant|widespread|considerable attention|criticism|praise|interest"],
    ["sparked|sparking|sparks|ignited widespread|heated|intense|fresh debate|concern|concerns|outrage|controversy"],
    ["navigate|navigates|navigating the complexities|intricacies|landscape|implications"],
    ["foster|fosters|fostering a|an sense|culture|environment|spirit of", "foster|fostering collaboration|unity"],
    ["paving|paves|paved the way for a|an|the? more|new|brighter|greener future|era", "remain vigilant and|in|as"],
    ["shed|sheds|shedding light on the importance|need|challenges|complexities|issue"],
    ["have|has|had far-reaching implications|consequences for", "raises|raised eyebrows among"],
    ["embark|embarks|embarked on a journey|path|quest", "unlock|unlocking the|your full? potential|secrets|power"],
    ["in the|an|our ever-evolving|fast-paced|dynamic world|landscape|realm of", "as we continue to"],
)


@dataclass(frozen=True)
class TemplatePhrase(Signal):
    """Stock phrases of text written to a template, by machine or for search engines.

    **Why it counts.** Phrases that newsrooms strike out and text generators love show that a text was produced rather
    than reported.

    **Flagged.** "In conclusion,", "Looking ahead,", "As these developments unfold,", "a new chapter in international
    relations", "plays a pivotal role", "it is crucial to stay informed", "in a shocking turn of events".

    **Fine.** "Looking ahead to the vote, …" and other openers without their comma; whatever is quoted.

    **Limits.** People write so as well, and more of them since they read machines: a finding is worth a look, and the
    number of findings says more than one.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 5.36 [2.94,
      7.92], n = 7,085; findings for each 1,000 words: .005 [.003, .007], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 4.91 [1.23, 19.2], n =
      2,037; findings for each 1,000 words: .008 [.002, .024], n = 2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 10

    **Tried.** Of those in clean news some are honest. In news written by language models, on which the phrases
    were partly chosen, 0.4 to 1.3 for each 1,000 words, up to 22 % of articles; none in the human texts paired
    with them.

    **Source.** Wikipedia, "Signs of AI writing"; Kobak and others, "Delving into ChatGPT usage in academic writing
    through excess vocabulary" (2024).
    """

    id: ClassVar = "template-phrase"
    group: ClassVar = "machine-written"
    soft: ClassVar = True
    per: ClassVar = "1000 words"
    trigger: ClassVar = (_OPENER, _STOCK)

    def find(self, document: Document) -> Iterator[Finding]:
        openers = [words for words in document.find_words(_OPENER) if _opens(document, words)]
        for words in sorted((*openers, *document.find_words(_STOCK)), key=lambda words: words.start):
            span = document.words_span(words)
            if not within(document.quotations, span.start):
                yield self.at(span, "This phrase is stock filler of templated writing.")


def _opens(document: Document, words: range) -> bool:
    """Whether the phrase opens its sentence, set off by a comma."""
    return words.start == document.sentence_words(words.start).start and document.followers[words.stop - 1] == ","
