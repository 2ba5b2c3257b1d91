"""Spun text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.reading import word_keys
from scorer.signal import Signal
from scorer.speech import within

_TORTURED = {
    # computing
    "artificial intelligence": [
        "counterfeit|man-made consciousness|brainpower|reasoning",
        "computerized|computerised|simulated brainpower",
        "computerized|computerised reasoning",
    ],
    "neural network": ["profound|deep|counterfeit|fake|artificial neural organization|organisation|organizations"],
    "deep neural network": ["profound neural network|networks"],
    "big data": ["colossal information"],
    "cloud computing": ["haze|cloud|mist figuring", "distributed computing administrations"],
    "random forest": ["irregular|arbitrary woodland|woodlands|backwoods|timberland"],
    "support vector machine": ["help|bolster|backing vector machine|machines"],
    "naive Bayes": ["credulous|gullible|innocent bayes"],
    "genetic algorithm": ["hereditary calculation|calculations"],
    "ant colony": ["subterranean insect settlement|province|state"],
    "particle swarm": ["molecule swarm"],
    "mean square error": ["mean square|squared blunder|mistake"],
    "signal to noise": ["flag|sign|signal to commotion|clamor|clamour"],
    "random access memory": ["irregular|arbitrary access memory", "irregular get to memory"],
    "random value": ["irregular|arbitrary esteem|esteems"],
    "central processing unit": ["focal preparing|handling unit|units"],
    "graphics processing unit": ["illustrations preparing|handling unit|units"],
    "natural language processing": ["normal|regular|characteristic language preparing|handling"],
    "face recognition": ["facial acknowledgment|acknowledgement"],
    "speech recognition": ["discourse acknowledgment|acknowledgement"],
    "ad hoc network": ["specially appointed network|networks"],
    "sensor node": ["sensor organization hub|hubs"],
    "virtual reality": ["pc generated|created experience|reality"],
    "augmented reality": ["enlarged reality"],
    "global positioning system": ["worldwide|overall situating framework|system"],
    "search engine optimization": ["site design improvement"],
    "digital marketing": ["computerized showcasing|promoting"],
    "social media": ["web|internet based life", "web|internet based life stage|stages|platform|platforms"],
    "cryptocurrency": ["cryptographic cash|money|forms_of_money", "computerized forms of money"],
    "finite element method": ["limited component technique|strategy|examination"],
    # medicine
    "breast cancer": ["bosom peril|malignancy|malignant_growth|disease|cancer|threat", "breast peril"],
    "cancer": ["lung|ovarian|pancreatic|prostate|colon|bladder|thyroid malignant growth"],
    "kidney failure": ["kidney|renal disappointment"],
    "liver failure": ["liver|hepatic disappointment"],
    "heart failure": ["cardiac|cardiovascular|congestive_heart disappointment", "cardiovascular breakdown"],
    "respiratory failure": ["respiratory disappointment"],
    "blood pressure": ["high|low|raised|your|lower circulatory strain"],
    "type 1 diabetes": ["sort|kind 1 diabetes"],
    "type 2 diabetes": ["sort|kind 2 diabetes"],
    "lactose intolerance": ["lactose bigotry|narrow-mindedness|prejudice"],
    "glucose intolerance": ["glucose bigotry|narrow-mindedness|prejudice"],
    "insulin resistance": ["insulin obstruction|opposition"],
    "antibiotic resistance": ["antibiotic|anti-infection|anti-toxin|antimicrobial obstruction|opposition"],
    "immune system": ["insusceptible framework|system"],
    "immune response": ["insusceptible reaction|response"],
    "herd immunity": ["crowd|group|herd insusceptibility", "herd invulnerability"],
    "central nervous system": ["focal sensory|apprehensive|tactile system|framework"],
    "stem cell": ["foundational microorganism|microorganisms"],
    "brain tumor": ["cerebrum tumor|tumour|growth", "mind tumor|tumour"],
    "amino acid": ["amino corrosive|corrosives"],
    "nucleic acid": ["nucleic corrosive|corrosives"],
    "acid": ["folic|lactic|citric|hyaluronic|sulfuric|nitric|hydrochloric|ascorbic|salicylic corrosive"],
    "essential oils": ["fundamental oils"],
    "coronavirus": ["crown infection pandemic|episode|flare-up", "novel crown infection"],
    "social distancing": ["social removing|separating"],
    "protective equipment": ["individual defensive hardware|gear"],
    "health care": ["medicinal services"],
    # energy and climate
    "solar energy": ["sunlight|sun based|oriented|powered vitality", "sunlight|sun based|oriented energy|power"],
    "solar panels": ["sunlight|sun based|oriented chargers|boards|cells"],
    "wind energy": ["wind vitality"],
    "residual energy": ["leftover vitality"],
    "renewable energy": ["inexhaustible|sustainable|renewable vitality"],
    "global warming": ["a|an unnatural weather change", "a worldwide temperature alteration"],
    "greenhouse gas": ["ozone harming substance|substances"],
    "carbon footprint": ["carbon impression"],
    # news
    "prime minister": ["prime clergyman|priest|pastor"],
    "United Kingdom": ["joined|assembled realm|kingdom", "unified realm"],
    "Supreme Court": ["incomparable court"],
    "law enforcement": ["law authorization|implementation|requirement officials|officers|offices"],
    "gross domestic product": ["gross homegrown item"],
}  # what was meant, and what a synonym spinner makes of it; nothing that people also write in earnest
_PHRASES = {meant: Lexicon(entries).phrases for meant, entries in _TORTURED.items()}
_MEANT = {tuple(word_keys(words).tolist()): meant for meant, phrases in _PHRASES.items() for words in phrases}
_SPUN = Lexicon(*_TORTURED.values())


@dataclass(frozen=True)
class SpunText(Signal):
    """Set phrases with their words swapped for synonyms, as article spinners do.

    **Why it counts.** A spinner rewrites another's text so that search engines and plagiarism checks take it for new.
    It doesn't know that the words of a term belong together.

    **Flagged.** "counterfeit consciousness" for artificial intelligence; "bosom peril" for breast cancer; "irregular
    woodland" for random forest; "medicinal services" for health care.

    **Fine.** The same phrases in quotation marks, as a report about them has them; their words apart.

    **Limits.** Only known phrases are seen, most of them of science, medicine and marketing.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Tried.** None in 13,773 articles beside clean news either, of outlets rated lower, of the web and by
    language models. No labelled set of spun news was found, so how many it finds isn't known.

    **Source.** Cabanac, Labbé and Magazinov, "Tortured phrases" (2021), whose examples begin the list.
    """

    id: ClassVar = "spun-text"
    group: ClassVar = "machine-written"
    trigger: ClassVar = (_SPUN,)

    def find(self, document: Document) -> Iterator[Finding]:
        for words in document.find_words(_SPUN):
            span = document.words_span(words)
            if not within(document.quotations, span.start):
                meant = _MEANT[tuple(document.keys[words.start : words.stop].tolist())]
                yield self.at(span, f"Probably “{meant}”, with its words swapped for synonyms.")
