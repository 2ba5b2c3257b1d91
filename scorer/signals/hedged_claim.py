"""Hedged claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Batch, Document, Runs, are_among
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.learnt import ATTRIBUTED, HEDGED, VAGUE
from scorer.lexicon import Lexicon, WordList
from scorer.reading import Bools
from scorer.signal import Signal

_ADVERB = "widely|generally|commonly|often|also|now|still|long|sometimes?"
_HEDGE = Lexicon(
    ["may|might|could", "likely|unlikely", "probably|possibly|perhaps|maybe|potentially|presumably|conceivably"],
    ["seemingly|supposedly|allegedly|purportedly", "appears|appear|seems|seem|seemed to|that"],
    ["it|this appears|seems|seemed", "suggests|suggesting", "possible|probable|unclear|uncertain|conceivable that"],
    ["is|it's|remains unclear|uncertain", "a|another|any possible", "possibility|likelihood that"],
    [f"is|are|was|were|been {_ADVERB} believed|thought|considered|presumed|assumed", "been suggested"],
    ["is|are expected to", "predict|predicts that", "speculated|speculation that", "no evidence that|of"],
)
_OTHER_SENSE = Lexicon(
    ["may not|also|only|no be|use|like|apply|have|contain|reproduce|enter|exceed"],
    ["may be published|reproduced|rewritten|redistributed|republished|contacted|reached|used|edited|reprinted"],
    ["may earn|receive|contain|collect|apply|vary", "could not|never|only|barely|hardly|no", "could n't"],
    ["likely voter|voters|caucusgoers|electorate", "might not? as_well"],
)
_NO_HEDGE = WordList("would should either questioned idea consider supposed")
_CHANCE = 0.4
_SOMEBODY, _NOBODY = 0.5, 0.2  # chances from which on a belief is somebody's, and from which on nobody's
_COULD = WordList("could")
_ABLE = WordList("i he she they we you who nobody neither")  # before "could", it tells what somebody was able to do


@dataclass(frozen=True)
class HedgedClaim(Signal):
    """Claims hedged with words such as "may", "could" or "likely".

    **Why it counts.** Honest where the facts are open, hedges in number leave an article with little that can be
    checked.

    **Flagged.** "may", "might", "could", "likely", "possibly", "potentially", "allegedly", "appears to", "suggests",
    "it is unclear", "is thought", "are expected to".

    **Fine.** The month of May; "may not be published" and "you may also like"; "likely voters"; what somebody could do
    ("he could see"); whatever is quoted.

    **Limits.** A hedge is no fault by itself; only its number says something. Conditions ("if") count as hedges, as
    they do where the classifier learnt from; what somebody is said to believe doesn't.

    **Measured.**

    - CoNLL-2010 weasel sentences, another kind of vagueness, by the classifier (data 4ba6202f): precision: .672
      [.620, .719], n = 473; recall: .347 [.312, .379], n = 916; F1: .458 [.419, .491], n = 1,810; AUROC: .645
      [.614, .670], n = 1,810; average precision: .640 [.592, .678], n = 1,810; precision at recall 0.3: .726 [.650,
      .780], n = 1,810
    - Szeged Wikipedia, a quarter of the development articles, held back: findings against uncertain sentences (data
      45ce5a46): precision: .890 [.852, .922], n = 356; recall: .729 [.676, .779], n = 435; F1: .802 [.763, .839], n
      = 3,300
    - Szeged Wikipedia, a quarter of the development articles, held back: uncertain sentences, by the classifier
      (data 45ce5a46): precision: .810 [.768, .847], n = 468; recall: .871 [.842, .904], n = 435; F1: .839 [.815,
      .869], n = 3,300; AUROC: .982 [.977, .987], n = 3,300; average precision: .897 [.864, .930], n = 3,300;
      precision at recall 0.3: .957 [.916, .987], n = 3,300
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 903 [829,
      941], n = 7,085; findings for each 1,000 words: 5.7 [5.01, 6.13], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 853 [783, 914], n =
      2,037; findings for each 1,000 words: 6.34 [5.12, 7.96], n = 2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 3

    **Source.** Hyland, "Hedging in Scientific Research Articles" (1998); the CoNLL-2010 shared task on hedges and their
    scope (Farkas and others).
    """

    id: ClassVar = "hedged-claim"
    group: ClassVar = "sourcing"
    soft: ClassVar = True
    per: ClassVar = "1000 words"
    reads: ClassVar = (_HEDGE, _OTHER_SENSE, _COULD, _ABLE, _NO_HEDGE)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_hedges)

    def find(self, document: Document) -> Iterator[Finding]:
        return self.at_each(document.spans(_hedges), "This claim is hedged: it may or may not be so.")


def _hedges(batch: Batch) -> Runs:
    """Hedges outside quotation."""
    found = Runs.apart(_phrases(batch), _learnt(batch))
    return found.where(~_is_name(batch, found.first) & ~batch.are_quoted(found.first))


def _phrases(batch: Batch) -> Runs:
    """Phrases that hedge, whatever stands around them."""
    found, listed = batch.hits(_HEDGE), batch.matches.listed
    ability = listed(_COULD, found.first) & listed(_ABLE, found.first - 1)
    ability &= ~batch.begin_articles(found.first)
    return found.where(~ability & ~are_among(batch.hits(_OTHER_SENSE).first, found.first))


def _learnt(batch: Batch) -> Runs:
    """Words that hedge where they stand, but for those that tell what somebody believes."""
    held = (batch.chances(ATTRIBUTED) >= _SOMEBODY) & (batch.chances(VAGUE) < _NOBODY)
    words = batch.cues.at[(batch.chances(HEDGED) >= _CHANCE) & ~held]
    other = are_among(batch.hits(_OTHER_SENSE).first, words) | batch.matches.listed(_NO_HEDGE, words)
    return Runs(words[~other], words[~other])


def _is_name(batch: Batch, words: Ints) -> Bools:
    """Whether a capital within a sentence, or a number behind it, makes a name of each word: the month of May."""
    names = batch.reading.capitalised[words]
    capital = words[names]
    dated = batch.reading.numeric.take(capital + 1, mode="clip") & ~batch.begin_articles(capital + 1)
    names[names] = dated | (capital > batch.sentences_of(capital)[0])
    return names
