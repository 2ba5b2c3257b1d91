"""Machine translation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import Ints, Keys
from scorer.lexicon import Lexicon, WordList
from scorer.reading import Bools
from scorer.shape import outermost
from scorer.signal import Signal
from scorer.span import Span
from scorer.speech import SAID, within

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_FEW = "two|three|four|five|six|seven|eight|nine|ten|several|many"

_THAT = Lexicon(
    ["said|says|reported|reports|wrote|writes|announced|added|stated|claimed|noted|explained|declared|confirmed that"]
)
_DAY = WordList(_DAYS.replace("|", " "))
_JOINING = Lexicon(["that|which|whether|because"])  # between clauses, and part of few names
_SAID = WordList(SAID)
_HE_SAID = Lexicon(["he|she said|says|added|stated|explained|noted"])
_I = WordList("i")
_AGENCY = Lexicon(["agency|agencies|newspaper|broadcaster|channel"])
_LABEL = Lexicon(["currently", "actuality", "actualities", "topicality"])  # Dutch "Actueel", French "Actualité"
_SINCE = Lexicon([f"since {_FEW} years|months|weeks|days"])  # German "seit drei Jahren", French "depuis trois ans"
_DATE = Lexicon([f"of {_MONTHS} of"])  # Spanish "3 de mayo de 2019"
_CALQUE = Lexicon(
    # German and Dutch
    ["according to own information|statements|data|figures", f"in|on the night to {_DAYS}"],
    [f"in|on the night from {_DAYS} to", f"{'|'.join(map(str, range(13, 25)))} o'clock"],
    # Romance languages
    ["the own president|government|minister|party|company|club|mayor|author|singer|actor|coach", "gave to know that"],
    ["told this medium", "this medium reported|learned", "in dialogue with this medium|newspaper"],
    ["the both countries|sides|parties|leaders|teams|players|men|women|presidents"],
    # Russian and Ukrainian
    ["with reference to the press service|center|secretary", "about this reports|informs|writes"],
)
_EMPHATIC = WordList("very no yes really ha la na blah so never go far more and on over again long many too much")
_LONGEST_NAME = 4  # words
_LONGEST_ABBREVIATION = 6  # letters
_NEAR = 8  # words before a conjunction in which someone speaks
_WIDEST_GAP = 4  # characters between a bar and the label behind it
_LAGS = (1, 2, 3, 4)  # words of a phrase that may come again and again
_LOOP = 4  # times in a row; three leave too many chants
_ENDS_CLAUSE = ".,;"

_Sign = tuple[Span, str]


@dataclass(frozen=True)
class MachineTranslation(Signal):
    """Wreckage of a machine translation into English that nobody read over.

    **Why it counts.** A sentence that can't be understood, or wording carried over from another language, shows
    that the text was taken from elsewhere and published unread.

    **Flagged.** "The North Korean News Agency reported that KCN Monday."; "told the newspaper Izvestia That “highly";
    "KCN." as a sentence of its own; "Kim Jong-un responded … He said Kim Jong Un attributes"; "| Currently" behind a
    title; "since three years,"; a phrase four times in a row.

    **Fine.** "the the" and a quotation that is never closed: editors of good papers miss them as well. Names
    ("All That Jazz"), chants, and whatever is quoted.

    **Limits.** Most bad translation is wrong in its choice of words, which isn't seen. Wording carried over also comes
    from people who write in a second language.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: .500 [.200, .703], n = 10

    **Tried.** The rules were made on the annotated article. None in 13,773 articles beside clean news either,
    so precision on fresh news isn't known. Of 17,472 single sentences that a translation system left broken it
    finds 56, all rightly, and one of 17,528 sound ones, rightly too: hardly any bad translation is seen.

    **Source.** A seed article, translated from Dutch.
    """

    id: ClassVar = "machine-translation"
    group: ClassVar = "language"
    trigger: ClassVar = (_SINCE, _DATE, _CALQUE)
    reads: ClassVar = (_THAT, _DAY, _JOINING, _SAID, _HE_SAID, _I, _AGENCY, _LABEL, _EMPHATIC)

    def suspects(self, batch: Batch) -> Bools:
        likely = (_before_last_names, _odd_capitals, _abbreviations, _before_speakers, _in_loops)
        words = np.concatenate([look(batch) for look in likely])
        labels = (batch.matches.counts(_LABEL) > 0) & (batch.marks.count("|") > 0)
        return super().suspects(batch) | labels | (batch.reading.words.tally(words) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        signs = (_unfinished, _conjunctions, _fragments, _speakers, _labels, _calques, _loops)
        for span, reason in sorted({sign for look in signs for sign in look(document)}):
            if not within(document.quotations, span.start):
                yield self.at(span, f"{reason}: this reads like an unchecked translation.")


def _before_last_names(batch: Batch) -> Ints:
    """The words "that" behind which only a name is left of the sentence."""
    said = batch.matches.hits(_THAT).last
    said = said[_go_on_in_capitals(batch, said)]
    left = batch.sentence_words[np.searchsorted(batch.sentence_words, said, "right")] - said - 1
    return np.asarray(said[left <= _LONGEST_NAME])


def _odd_capitals(batch: Batch) -> Ints:
    """Conjunctions in capitals between words that aren't."""
    capitalised = batch.reading.capitalised
    words = batch.hits(_JOINING).first
    words = words[capitalised[words]]
    words = words[(words > 0) & _are_followed_by(batch, words, " ") & _are_followed_by(batch, words - 1, " ")]
    return words[~capitalised.take(words + 1, mode="clip")]


def _abbreviations(batch: Batch) -> Ints:
    """Short words that are a sentence of their own, in texts about news agencies."""
    agencies, starts = batch.matches.counts(_AGENCY), batch.sentence_words
    alone = starts[:-1][starts[1:] - starts[:-1] == 1]
    alone = alone[agencies[np.searchsorted(batch.reading.words.bounds, alone, "right") - 1] > 0]
    alone = alone[_are_followed_by(batch, alone, ".") & _are_followed_by(batch, alone - 1, ".")]
    start, end = batch.reading.words.start[alone], batch.reading.words.end[alone]
    second = batch.reading.codes[batch.reading.laid(start) + 1]
    small = (second >= ord("a")) & (second <= ord("z"))
    return np.asarray(alone[batch.reading.capitalised[alone] & ~small & (end - start <= _LONGEST_ABBREVIATION)])


def _before_speakers(batch: Batch) -> Ints:
    """The words "he said" that begin a sentence, behind them the name that the sentence before begins with."""
    hits, starts, keys = batch.hits(_HE_SAID), batch.sentence_words, batch.reading.keys
    sentence = np.searchsorted(starts, hits.first)
    named_before = keys.take(starts[sentence - 1], mode="clip") == keys.take(hits.last + 1, mode="clip")
    said = hits.last[(starts[sentence] == hits.first) & named_before]
    return np.asarray(said[_go_on_in_capitals(batch, said)])


def _in_loops(batch: Batch) -> Ints:
    """Plain words that are the same as the three behind them, with as many others between that come again, too."""
    keys = batch.reading.keys
    words = [_repeated_words(keys, lag) for lag in _LAGS]
    for at, lag in enumerate(_LAGS):
        for step in range(1, 2 * lag):
            here = words[at] + step
            words[at] = words[at][keys.take(here, mode="clip") == keys.take(here + lag, mode="clip")]
    found = np.concatenate(words)
    plain = ~batch.reading.capitalised[found] & ~batch.matches.listed(_EMPHATIC, found)
    return np.asarray(found[plain & _are_followed_by(batch, found, " ")])


def _repeated_words(keys: Keys, lag: int) -> Ints:
    """Of every ``lag``-th word, so of each loop some, those that are the same as the three behind them."""
    few = keys[::lag]
    again = few[1:] == few[:-1]
    return lag * np.flatnonzero(again[2:] & again[1:-1] & again[:-2])


def _go_on_in_capitals(batch: Batch, words: Ints) -> Bools:
    """Whether a space and a word with a capital follow each word."""
    capitals: Bools = batch.reading.capitalised.take(words + 1, mode="clip")
    return capitals & _are_followed_by(batch, words, " ")


def _are_followed_by(batch: Batch, words: Ints, mark: str) -> Bools:
    return np.asarray(batch.reading.folded[batch.reading.words.end[words]] == ord(mark))


def _unfinished(document: Document) -> Iterator[_Sign]:
    """Sentences that end with a name where a clause should begin: "reported that KCN Monday."."""
    day = document.marked(_DAY)
    for words in document.find_words(_THAT):
        sentence = document.sentence_words(words.start)
        name = _name(document, words.stop)
        breaks_off = name and name.stop == sentence.stop and document.followers[name.stop - 1] == "."
        if breaks_off and not day[name.start]:
            yield _sentence(document, words.start), "The sentence breaks off where a clause should follow"


def _conjunctions(document: Document) -> Iterator[_Sign]:
    """Capitals inside what somebody says: "told the newspaper That “highly"."""
    for word in (words.start for words in document.find_words(_JOINING)):
        if not document.capitalised[word] or word == 0 or document.followers[word - 1] != " ":
            continue
        start = max(document.sentence_words(word).start, word - _NEAR)
        goes_on = word + 1 < len(document) and not document.capitalised[word + 1]
        if goes_on and document.followers[word] == " " and document.marked(_SAID)[start:word].any():
            yield document.words_span(range(word, word + 1)), "A capital letter in the middle of a sentence"


def _fragments(document: Document) -> Iterator[_Sign]:
    """Abbreviations that are a sentence of their own, beside words about a news agency."""
    for agency in document.find_words(_AGENCY):
        first = max(agency.start - _NEAR, 0)
        ends = document.followers[first : agency.start + _NEAR]
        for word in (first + place for place in range(1, len(ends)) if ends[place - 1 : place + 1] == ".."):
            if len(document.sentence_words(word)) == 1 and _is_abbreviation(document.word(word)):
                yield document.words_span(range(word, word + 1)), "A name alone is no sentence"


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and 2 < len(word) <= _LONGEST_ABBREVIATION


def _speakers(document: Document) -> Iterator[_Sign]:
    """Sentences that report their own speaker as somebody else."""
    for words in document.find_words(_HE_SAID):
        sentence = document.sentence_words(words.start)
        name = _name(document, words.stop)
        if (
            name
            and 0 < words.start == sentence.start
            and not document.marked(_I)[name.start]
            and _speaks(document, name, words.start - 1)
        ):
            yield _sentence(document, words.start), "The speaker is reported as somebody else"


def _name(document: Document, word: int) -> range:
    """The capitalised words from ``word`` on, if a space parts them from the word before."""
    stop = word
    while stop < len(document) and stop < word + _LONGEST_NAME and document.followers[stop - 1] == " ":
        if not document.capitalised[stop]:
            break
        stop += 1
    return range(word, stop)


def _speaks(document: Document, name: range, before: int) -> bool:
    """Whether the sentence that holds the word ``before`` opens with the name and a verb of speech."""
    opening = range(document.sentence_words(before).start, before + 1)[: len(name) + 1]
    same = (document.keys[opening.start : opening.start + len(name)] == document.keys[name.start : name.stop]).all()
    return bool(same and document.marked(_SAID)[opening[-1]])


def _labels(document: Document) -> Iterator[_Sign]:
    for words in document.find_words(_LABEL):
        label = document.words_span(words)
        bar = document.text.rfind("|", max(label.start - _WIDEST_GAP, 0), label.start)
        if bar >= 0 and label.end == document.line_at(label.start).span.end:
            yield Span(bar, label.end), "A label that means nothing in English"


def _calques(document: Document) -> Iterator[_Sign]:
    reason = "Wording of another language"
    for span in document.find(_CALQUE):
        yield span, reason
    for words in document.find_words(_SINCE):
        if document.followers[words.stop - 1] in _ENDS_CLAUSE:
            yield document.words_span(words), reason
    for words in document.find_words(_DATE):
        around = range(max(words.start - 1, 0), min(words.stop + 1, len(document)))
        if document.numeric[around.start] and document.numeric[around.stop - 1]:
            yield document.words_span(around), reason


def _loops(document: Document) -> Iterator[_Sign]:
    """Phrases that come again and again, as when a translation system loses its way."""
    runs = (words for lag in _LAGS for words in _repeats(document, lag) if _is_prose(document, words))
    for span in outermost([document.words_span(words) for words in runs]):
        yield span, "The same words again and again"


def _repeats(document: Document, lag: int) -> Iterator[range]:
    """Runs in which each word is the same as the one ``lag`` words before."""
    if not len(_repeated_words(document.keys, lag)):
        return
    same = document.keys[lag:] == document.keys[:-lag]
    edges = np.flatnonzero(np.diff(same, prepend=False, append=False))
    for run in np.flatnonzero(edges[1::2] - edges[::2] >= (_LOOP - 1) * lag).tolist():
        yield range(edges.item(2 * run), edges.item(2 * run + 1) + lag)


def _is_prose(document: Document, words: range) -> bool:
    """Whether the words are plain ones in a row: no table, list, name or cry."""
    here = slice(words.start, words.stop)
    text = document.words_span(words).of(document.text)
    return text.replace(" ", "").isalpha() and not (document.capitalised | document.marked(_EMPHATIC))[here].any()


def _sentence(document: Document, word: int) -> Span:
    return document.sentence_at(document.words_span(range(word, word + 1)).start).span
