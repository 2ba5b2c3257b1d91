"""Named attribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.learnt import NAMED
from scorer.lexicon import Lexicon, WordList
from scorer.shape import apart
from scorer.signal import Likely, Signal
from scorer.speech import SAID, within

_SAID = Lexicon(SAID.split(), ["according to"])
_SMALL = WordList("the a an his her their our its of by from for to with former")  # stand inside a description
_NOBODY = WordList("""
    i he she it they we you who which that this these those there what when where why how as but and or if so then
    oh enough one some many most others other another all both few several no none nobody anyone someone everyone people
    my your such i've i'd i'm we've he's she's they've having not yet now here in on at after before while since during
    although though because until yes well
    officials official authorities police prosecutors investigators detectives deputies firefighters researchers
    scientists experts analysts economists historians critics supporters opponents advocates activists protesters
    observers insiders sources witnesses residents neighbors neighbours friends relatives parents students teachers
    doctors nurses lawyers attorneys judges jurors lawmakers senators legislators politicians diplomats executives
    employees workers voters pollsters reporters journalists aides advisers spokesman spokeswoman organizers
    republicans democrats conservatives liberals reports studies polls documents records data research
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december mr mrs ms today yesterday tomorrow
""")  # capitalised at the head of a sentence, they are still no names
_BETWEEN = WordList("""
    also has have had then later earlier recently once previously repeatedly again even himself herself itself
    further reportedly publicly privately initially subsequently often never simply famously
""")  # may stand between a name and its verb
_CHANCE, _SURE = 0.4, 0.6
_REACH = 10  # words that a name and what describes it may take
_APPOSITION = 25  # words between the commas of "Jane Doe, who has led the agency since May, said"
_JOINTS = " -.'("  # characters between the words of one name
_AFTER_SPEECH = ",\"”?!'"


@dataclass(frozen=True)
class NamedAttribution(Signal):
    """Statements credited to a person or body that is named.

    **Why it counts.** A good sign: the reader can ask or look up who said so.

    **Flagged.** "said Pentagon press secretary John Kirby", "According to Putin", "Jane Doe, who leads the agency,
    said", "Doe's lawyer argued". The evidence reaches from the name to the verb.

    **Fine.** Speakers without a name ("officials said", "he said") are not counted.

    **Limits.** A name is a word with a capital that is no common one: "Harbor Bridge added two lanes" passes for
    speech. Beliefs and wishes count as well as speech, where a classifier trained on news takes them for somebody's.

    **Measured.**

    - PolNeAR development articles, held back: findings against any source (data a1cb177f): precision: .965 [.952,
      .976], n = 743; recall: .401 [.354, .434], n = 1,787; F1: .567 [.519, .599], n = 3,077
    - PolNeAR development articles, held back: findings against named sources (data a1cb177f): precision: .918
      [.897, .940], n = 743; recall: .625 [.577, .673], n = 1,091; F1: .744 [.706, .777], n = 3,077
    - PolNeAR development articles, held back: sentences with a named source, by the classifier (data a1cb177f):
      precision: .811 [.783, .838], n = 1,049; recall: .780 [.736, .817], n = 1,091; F1: .795 [.764, .820], n =
      3,077; AUROC: .902 [.879, .923], n = 3,077; average precision: .876 [.845, .900], n = 3,077; precision at
      recall 0.3: .973 [.955, .994], n = 3,077
    - PolNeAR development articles, held back: sentences with any source, by the classifier (data a1cb177f):
      precision: .888 [.867, .910], n = 1,730; recall: .860 [.822, .892], n = 1,787; F1: .873 [.846, .897], n =
      3,077; AUROC: .915 [.892, .934], n = 3,077; average precision: .942 [.922, .958], n = 3,077; precision at
      recall 0.3: .987 [.979, .995], n = 3,077
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 945 [859,
      988], n = 7,085; findings for each 1,000 words: 10.4 [8.68, 12], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 569 [437, 932], n =
      2,037; findings for each 1,000 words: 3.7 [1.88, 10.5], n = 2,037
    - clean news: 49 of 50 flags read are right

    **Source.** Newell and others, "An Attribution Relations Corpus for Political News" (2018); Zhang and others, "A
    Structured Response to Misinformation" (2018), on indicators of credibility.
    """

    id: ClassVar = "named-attribution"
    group: ClassVar = "sourcing"
    fault: ClassVar = False
    per: ClassVar = "1000 words"
    trigger: ClassVar = (_SAID, Likely(NAMED, _CHANCE))
    reads: ClassVar = (_SMALL, _NOBODY, _BETWEEN)

    def find(self, document: Document) -> Iterator[Finding]:
        names, sure = _Names(document), set(document.cues(NAMED, _SURE))
        learnt = [range(word, word + 1) for word in document.cues(NAMED, _CHANCE)]
        found = []
        for cue in apart([*document.find_words(_SAID), *learnt]):
            sentence = document.sentence_words(cue.start)
            words = names.after(cue, sentence) if len(cue) > 1 else names.beside(cue, sentence)
            if not words and cue.start in sure:
                words = names.near(cue, sentence)
            if words:
                found.append(words)
        for words in apart(found):
            span = document.words_span(words)
            if not within(document.quotations, span.end - 1):
                yield self.at(span, "A named source stands behind this.")


class _Names:
    """Which words of a document may be names, asked word by word: bytes are the fastest to index."""

    def __init__(self, document: Document) -> None:
        nobody = document.marked(_NOBODY)
        self._name = (document.capitalised & ~nobody & ~document.marked(_SMALL)).tobytes()
        self._nobody = nobody.tobytes()
        self._between = document.marked(_BETWEEN).tobytes()
        self._follower = document.followers

    def beside(self, verb: range, sentence: range) -> range | None:
        """The name before a verb with the verb, or the verb after a quotation with the name behind it."""
        before = self._before(verb, sentence)
        if before or verb.start == sentence.start or self._follower[verb.start - 1] not in _AFTER_SPEECH:
            return before
        return self.after(verb, sentence, through=True)

    def after(self, cue: range, sentence: range, *, through: bool = False) -> range | None:
        """The cue and the first name that follows it in one phrase, or the last with ``through``."""
        end = None
        for word in range(cue.stop, min(cue.stop + _REACH, sentence.stop)):
            if self._nobody[word]:
                break
            if self._name[word]:
                end = word + 1
            elif end and not through:
                break
            if self._follower[word] not in (_JOINTS if self._name[word] else " "):
                break
        return range(cue.start, end) if end else None

    def near(self, verb: range, sentence: range) -> range | None:
        """The last name before a verb in its sentence, with all that stands between them."""
        for word in range(verb.start - 1, max(verb.start - _REACH, sentence.start) - 1, -1):
            if self._names(word):
                return range(self._run_start(word, sentence), verb.stop)
        return None

    def _before(self, verb: range, sentence: range) -> range | None:
        word = verb.start - 1
        while word > sentence.start and self._between[word]:
            word -= 1
        if word < sentence.start:
            return None
        if self._follower[word] == ",":
            word = self._apposed_to(word, sentence)
        return range(self._run_start(word, sentence), verb.stop) if self._names(word) else None

    def _apposed_to(self, word: int, sentence: range) -> int:
        """The word that the apposition ending with ``word`` explains, if it is a name; else ``word``."""
        for head in range(word - 1, max(word - _APPOSITION, sentence.start) - 1, -1):
            if self._follower[head] == ",":
                return head if self._names(head) else word
        return word

    def _run_start(self, word: int, sentence: range) -> int:
        limit = max(word - _REACH, sentence.start)
        while word > limit and self._names(word - 1) and self._follower[word - 1] in _JOINTS:
            word -= 1
        return word

    def _names(self, word: int) -> bool:
        """Whether the word is a name or the small end of one: Jong-un."""
        return bool(self._name[word] or (word and self._follower[word - 1] == "-" and self._name[word - 1]))
