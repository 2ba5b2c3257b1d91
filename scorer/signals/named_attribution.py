"""Named attribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs, are_among
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.learnt import NAMED
from scorer.lexicon import Lexicon, WordList
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.speech import SAID

_SAID = Lexicon(SAID.split(), ["according to"])
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
_SMALL = "the a an his her their our its of by from for to with former"  # stand inside a description
_NO_NAME = WordList(" ".join((*_NOBODY.words, _SMALL)))
_BETWEEN = Lexicon(
    ["also|has|have|had|then|later|earlier|recently|once|previously|repeatedly|again|even|himself|herself|itself"],
    ["further|reportedly|publicly|privately|initially|subsequently|often|never|simply|famously"],
)  # may stand between a name and its verb
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
    reads: ClassVar = (_SAID, _NOBODY, _NO_NAME, _BETWEEN)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_credited)

    def find(self, document: Document) -> Iterator[Finding]:
        return self.at_each(document.spans(_credited), "A named source stands behind this.")


def _credited(batch: Batch) -> Runs:
    """Names with the verbs of what is credited to them, outside quotation."""
    learnt, names = batch.likely(NAMED, _CHANCE), _Names(batch)
    first, last = Runs.apart(batch.hits(_SAID), Runs(learnt, learnt))
    verb, (start, end) = first == last, batch.sentences_of(first)
    begin = np.where(verb, names.before(first, start), -1)
    behind_speech = (first > start) & one_of(_AFTER_SPEECH, batch.behind[first - 1])
    ask = (begin < 0) & (behind_speech | ~verb)
    behind = names.after(last[ask], end[ask], verb[ask])
    begin[ask], last[ask] = np.where(behind > last[ask], first[ask], -1), behind
    ask = (begin < 0) & are_among(batch.likely(NAMED, _SURE), first)
    begin[ask] = names.near(first[ask], start[ask])
    found = Runs.apart(Runs(begin, last).where(begin >= 0))
    return found.where(~batch.are_quoted(found.last))


class _Names:
    """The words of a batch that may be names, and where one stands beside each of some verbs; -1 for nowhere."""

    def __init__(self, batch: Batch) -> None:
        self._batch, self._behind = batch, batch.behind
        places = np.flatnonzero(batch.reading.capitalised)
        places = places[~batch.matches.listed(_NO_NAME, places)]
        tails = places[self._behind[places] == ord("-")] + 1  # the small ends of names: Jong-un
        tails = tails[~batch.begin_articles(tails)]
        self._name = _marks(len(self._behind), places)
        self._names = self._name | _marks(len(self._behind), tails)
        self._places = np.flatnonzero(self._names)
        joined = one_of(_JOINTS, self._behind[self._places])
        self._joined = _marks(len(self._behind), self._places[joined])  # the next word may belong to the same name

    def before(self, verb: Ints, start: Ints) -> Ints:
        """The first word of the name before each verb, maybe with an apposition between, from ``start`` on."""
        word = np.maximum(self._before_adverbs(verb - 1), start)
        commas = np.flatnonzero(self._behind == ord(","))
        head = _preceding(commas, word)
        apposed = (self._behind[word] == ord(",")) & (head >= np.maximum(word - _APPOSITION, start)) & self._names[head]
        word = np.where(apposed, head, word)
        return np.where((verb > start) & self._names[word], self._run_start(word, start), -1)

    def after(self, cue: Ints, end: Ints, through: Bools) -> Ints:
        """The last word of the first name behind each cue in its phrase, or of the last name with ``through``.

        Without a name there, the cue.
        """
        word, last, on = cue, cue, np.ones_like(through)
        for _ in range(_REACH):
            if not on.any():
                break
            word = word + on
            on = on & (word < end)
            here = np.minimum(word, len(self._name) - 1)
            named = on & self._name[here]
            on &= ~self._batch.matches.listed(_NOBODY, here) & (named | (last == cue) | through)
            last = np.where(named, word, last)
            on &= np.where(named, self._joined[here], self._behind[here] == ord(" "))
        return last

    def near(self, verb: Ints, start: Ints) -> Ints:
        """The first word of the last name before each verb, from ``start`` on."""
        word = _preceding(self._places, verb)
        return np.where(word >= np.maximum(verb - _REACH, start), self._run_start(word, start), -1)

    def _before_adverbs(self, word: Ints) -> Ints:
        """Each word, or the one before a run of adverbs that ends with it."""
        adverbs = self._batch.hits(_BETWEEN).first
        begins = adverbs[np.diff(adverbs, prepend=-2) > 1]  # the first one of each run
        return np.where(are_among(adverbs, word), _preceding(begins, word + 1) - 1, word)

    def _run_start(self, word: Ints, start: Ints) -> Ints:
        """The first word of the name that ends with each word."""
        limit = np.maximum(word - _REACH, start)
        for _ in range(_REACH):
            goes_on = (word > limit) & self._joined[word - 1]
            if not goes_on.any():
                break
            word = word - goes_on
        return word


def _marks(words: int, places: Ints) -> Bools:
    marks = np.zeros(words, dtype=np.bool_)
    marks[places] = True
    return marks


def _preceding(places: Ints, words: Ints) -> Ints:
    """The last of some places before each word; -1 without one."""
    return np.append(places, -1)[np.searchsorted(places, words) - 1]
