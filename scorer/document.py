"""Documents: an article's text, read once and shared by every signal.

Articles are read in batches (:class:`Batch`); a :class:`Document` is a view of one article in
its batch. Every span that it gives is in code points of the article's own text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from scorer.article import Article
from scorer.classifier import Classifier, Kind
from scorer.cues import Cues
from scorer.keys import Ints, Keys
from scorer.lexicon import Lexicon, Matches, Phrasebook, WordList
from scorer.reading import Bools, Floats, Ranges, Reading
from scorer.span import Span
from scorer.speech import quotations
from scorer.tokens import Units
from scorer.topics import Terms, TitleSimilarity, title_similarity, topics

_MOST_OF_A_LINE = 0.75
_HALF_OF_A_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or a sentence: where it stands and the indices of its words in the document."""

    span: Span
    words: range


class Passages(Sequence[Passage]):
    """The lines or sentences of a document, in text order, each made when it is asked for."""

    def __init__(self, starts: list[int], ends: list[int], words: list[int]) -> None:
        self.starts, self.ends, self._words = starts, ends, words

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Passage: ...

    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...

    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self.starts))[index]
        words = range(self._words[place], self._words[place + 1])
        return Passage(Span(self.starts[place], self.ends[place]), words)

    def at(self, position: int) -> Passage:
        """The passage that holds a character of one of the document's words."""
        return self[bisect_right(self.starts, position) - 1]


class Batch:
    """Articles read together; iterating gives their documents in order."""

    def __init__(self, articles: Sequence[Article], book: Phrasebook) -> None:
        self.articles = articles
        self.reading = Reading([article.text for article in articles])
        self.matches: Matches = book.search(self.reading)
        self._whole_lines: dict[Lexicon, Ints] = {}
        self._opened_lines: dict[Lexicon, tuple[Ints, Ints]] = {}
        self._units: dict[Kind, Units] = {}
        self._chances: dict[Classifier, Floats] = {}
        self._weights: dict[Classifier, npt.NDArray[np.int64]] = {}
        self._likely_cues: dict[tuple[Classifier, float], tuple[list[int], list[int]]] = {}

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator["Document"]:
        return (Document(self, index) for index in range(len(self.articles)))

    @cached_property
    def titles(self) -> Reading:
        """The articles' titles, read; an empty text where an article has none."""
        return Reading([article.title or "" for article in self.articles])

    @cached_property
    def title_similarity(self) -> TitleSimilarity:
        """How near each title is to its text; see :func:`scorer.topics.title_similarity`."""
        return title_similarity(self.titles, self.reading, self.sentence_words)

    @cached_property
    def cues(self) -> Cues:
        """The words that may report, ascribe or hedge something."""
        return Cues(self.units("sentences"))

    @cached_property
    def line_words(self) -> Ints:
        """Index of the first word at or after the start of each line, and the count of all words."""
        return self._word_cuts(self.reading.lines)

    @cached_property
    def sentence_words(self) -> Ints:
        """As :attr:`line_words`, of sentences."""
        return self._word_cuts(self.reading.sentences)

    @cached_property
    def sentence_keys(self) -> Keys:
        """A number for each sentence; the same words, in any order, have the same; shape ``(sentences,)``."""
        total = np.zeros(len(self.reading.keys) + 1, dtype=np.uint64)
        np.cumsum(self.reading.keys, out=total[1:])
        reached = total[self.sentence_words]
        return reached[1:] - reached[:-1]

    def whole_lines(self, lexicon: Lexicon) -> Ints:
        """Indices of the lines that are little else than phrases of ``lexicon`` and a few numbers."""
        if lexicon not in self._whole_lines:
            hits = self.matches.hits(lexicon)
            lines, which = np.unique(self._word_lines[hits.first], return_inverse=True)
            known = np.bincount(which, hits.last - hits.first + 1, minlength=len(lines))
            words = np.diff(self.line_words)[lines]
            whole = (known >= _MOST_OF_A_LINE * (words - self._line_numbers[lines])) & (
                known >= _HALF_OF_A_LINE * words
            )
            self._whole_lines[lexicon] = lines[whole]
        return self._whole_lines[lexicon]

    def opened_lines(self, lexicon: Lexicon) -> tuple[Ints, Ints]:
        """Indices of the lines whose first words are a phrase of ``lexicon``, and how many words it has."""
        if lexicon not in self._opened_lines:
            hits = self.matches.hits(lexicon)
            lines = self._word_lines[hits.first]
            opens = (hits.first == self.line_words[lines]) & (hits.last < self.line_words[lines + 1])
            self._opened_lines[lexicon] = lines[opens], (hits.last - hits.first + 1)[opens]
        return self._opened_lines[lexicon]

    def chances(self, classifier: Classifier) -> Floats:
        """How likely each passage of the batch is of the classifier's kind; shape ``(units,)``."""
        if classifier not in self._chances:
            self._chances[classifier] = classifier.chances(self.units(classifier.kind))
        return self._chances[classifier]

    def likely_cues(self, classifier: Classifier, least: float) -> tuple[list[int], list[int]]:
        """The words of the batch that a classifier of cues finds at least so likely, and where each article's begin."""
        asked = classifier, least
        if asked not in self._likely_cues:
            words = self.cues.at[self.chances(classifier) >= least]
            self._likely_cues[asked] = words.tolist(), np.searchsorted(words, self.reading.words.bounds).tolist()
        return self._likely_cues[asked]

    def units(self, kind: Kind) -> Units:
        """The passages of a kind, those of each article between its ``ranges.bounds``."""
        if kind not in self._units:
            self._units[kind] = self._cut(kind)
        return self._units[kind]

    def weights(self, classifier: Classifier) -> npt.NDArray[np.int64]:
        """What each word weighs for a classifier; shape ``(words,)``."""
        if classifier not in self._weights:
            self._weights[classifier] = classifier.by_word(self.units(classifier.kind))
        return self._weights[classifier]

    def _cut(self, kind: Kind) -> Units:
        if kind == "lines":
            return Units(self.reading, self.reading.lines, self.line_words)
        if kind == "cues":
            return self.cues
        if kind == "sentences":
            return Units(self.reading, self.reading.sentences, self.sentence_words)
        return Units.texts(self.titles if kind == "titles" else self.reading)

    def has_lines(self, lines: Ints) -> Bools:
        """Whether each text has one of ``lines``, which are in order; shape ``(texts,)``."""
        return np.diff(np.searchsorted(lines, self.reading.lines.bounds)).astype(np.bool_)

    @cached_property
    def _word_lines(self) -> Ints:
        """The line that each word stands in; shape ``(words,)``."""
        return np.repeat(np.arange(len(self.reading.lines)), np.diff(self.line_words))

    @cached_property
    def _line_numbers(self) -> Ints:
        """How many words of each line are numbers; shape ``(lines,)``."""
        return np.bincount(self._word_lines[self.reading.numeric], minlength=len(self.reading.lines))

    @cached_property
    def followers(self) -> npt.NDArray[np.uint32]:
        """The character behind each word of the batch, as it is compared; a line break where there is none."""
        folded, end = self.reading.folded, self.reading.words.end
        followers = folded[np.minimum(end, len(folded) - 1)]
        followers[end == len(folded)] = ord("\n")
        return followers

    def _word_cuts(self, ranges: Ranges) -> Ints:
        words = self.reading.words.start
        return np.append(np.searchsorted(words, ranges.start), len(words))


class Document:
    """One article of a batch, with its words, lines, sentences and what its lexicons found."""

    def __init__(self, batch: Batch, index: int) -> None:
        self._batch = batch
        self._index = index
        self.article = batch.articles[index]
        self.text = self.article.text
        bounds = batch.reading.words.bounds
        self._first_word, self._end_word = int(bounds[index]), int(bounds[index + 1])

    def __len__(self) -> int:
        """How many words there are."""
        return self._end_word - self._first_word

    def find(self, lexicon: Lexicon) -> list[Span]:
        """The places of the phrases of ``lexicon``, in text order."""
        return [self.words_span(words) for words in self.find_words(lexicon)]

    def find_words(self, lexicon: Lexicon) -> list[range]:
        """The same, as indices of words."""
        hits = self._batch.matches.hits(lexicon)
        here = slice(hits.bounds[self._index], hits.bounds[self._index + 1])
        if here.start == here.stop:
            return []
        base = self._first_word
        pairs = zip(hits.first[here].tolist(), hits.last[here].tolist(), strict=True)
        return [range(first - base, last + 1 - base) for first, last in pairs]

    def whole_lines(self, lexicon: Lexicon) -> list[Passage]:
        """Lines that are little else than phrases of ``lexicon`` and a few numbers, in text order."""
        lines = self._batch.whole_lines(lexicon)
        return [self.lines[place] for place in (lines[self._mine(lines)] - self._first_line).tolist()]

    def opened_lines(self, lexicon: Lexicon) -> list[tuple[Passage, range]]:
        """Lines whose first words are a phrase of ``lexicon``, with those words, in text order."""
        lines, lengths = self._batch.opened_lines(lexicon)
        mine = self._mine(lines)
        opened = [self.lines[place] for place in (lines[mine] - self._first_line).tolist()]
        return [
            (line, range(line.words.start, line.words.start + length))
            for line, length in zip(opened, lengths[mine].tolist(), strict=True)
        ]

    def chances(self, classifier: Classifier) -> Floats:
        """How likely each of the document's lines or sentences, its title or its text is of a kind, 0..1."""
        bounds = self._batch.units(classifier.kind).ranges.bounds
        return self._batch.chances(classifier)[bounds[self._index] : bounds[self._index + 1]]

    def cues(self, classifier: Classifier, least: float) -> list[int]:
        """The words that a classifier of cues finds at least so likely to be of its kind, in text order."""
        words, bounds = self._batch.likely_cues(classifier, least)
        base = self._first_word
        return [word - base for word in words[bounds[self._index] : bounds[self._index + 1]]]

    def strongest(self, classifier: Classifier, words: range) -> range:
        """The run within ``words`` that speaks most for the classifier's kind; at least one word."""
        here = slice(self._first_word + words.start, self._first_word + words.stop)
        total = np.concatenate(([0], np.cumsum(self._batch.weights(classifier)[here])))
        end = int(np.argmax(total[1:] - np.minimum.accumulate(total[:-1])))
        start = int(np.argmin(total[: end + 1]))
        return range(words.start + start, words.start + end + 1)

    def _mine(self, lines: Ints) -> slice:
        """Which of some lines of the batch, in order, are the document's."""
        return slice(*np.searchsorted(lines, self._batch.reading.lines.bounds[self._index : self._index + 2]).tolist())

    @cached_property
    def _first_line(self) -> int:
        return int(self._batch.reading.lines.bounds[self._index])

    def marked(self, words: WordList) -> Bools:
        """Whether each word of the document is in the list; shape ``(words,)``."""
        return self._batch.matches.marked(words)[self._first_word : self._end_word]

    @cached_property
    def keys(self) -> Keys:
        """A number for each word; the same word, whatever its case, has the same; shape ``(words,)``."""
        return self._batch.reading.keys[self._first_word : self._end_word]

    @cached_property
    def title_keys(self) -> Keys:
        """The same for the words of the article's title; empty without one."""
        titles = self._batch.titles
        return titles.keys[titles.words.bounds[self._index] : titles.words.bounds[self._index + 1]]

    @cached_property
    def title_similarity(self) -> float:
        """How near the title is to the text, 0 foreign to 1 the same; ``nan`` where that can't be told."""
        return float(self._batch.title_similarity.similarity[self._index])

    @cached_property
    def title_clarity(self) -> float:
        """How clearly the title says what it is about; see :meth:`scorer.topics.Topics.clarity`."""
        return float(self._batch.title_similarity.clarity[self._index])

    def similarity(self, words: range, besides: Sequence[range] = ()) -> float:
        """How near some words are in topic to the rest of the document, 0 foreign to 1 the same.

        The rest leaves the words of ``besides`` out. ``nan`` where either side says nothing.
        """
        inside = (self.terms.place >= words.start) & (self.terms.place < words.stop)
        left_out = inside.copy()
        for other in besides:
            left_out |= (self.terms.place >= other.start) & (self.terms.place < other.stop)
        return float(topics().similarity(self.terms.where(inside), self.terms.where(~left_out))[0])

    @cached_property
    def terms(self) -> Terms:
        """The words that tell what the document is about."""
        return topics().terms_among(np.flatnonzero(~self.numeric), self.keys, np.array([0, len(self)]))

    @cached_property
    def capitalised(self) -> Bools:
        """Whether each word begins with a capital letter; shape ``(words,)``."""
        return self._batch.reading.capitalised[self._first_word : self._end_word]

    @cached_property
    def numeric(self) -> Bools:
        """Whether each word begins with a digit; shape ``(words,)``."""
        return self._batch.reading.numeric[self._first_word : self._end_word]

    @cached_property
    def followers(self) -> str:
        """The character behind each word, as it is compared: one character a word."""
        codes = self._batch.followers[self._first_word : self._end_word]
        return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in double quotation marks, in text order; see :func:`scorer.speech.quotations`."""
        return quotations(self.text)

    @cached_property
    def lines(self) -> Passages:
        """Lines that hold more than white space, in text order."""
        return self._passages(self._batch.reading.lines, self._batch.line_words)

    @cached_property
    def sentences(self) -> Passages:
        """Sentences, in text order; the end of a line ends a sentence."""
        return self._passages(self._batch.reading.sentences, self._batch.sentence_words)

    def words_span(self, words: range) -> Span:
        """The span from the first to the last of some neighbouring words."""
        ranges, base = self._batch.reading.words, self._first_word
        return self._span(ranges.start.item(base + words.start), ranges.end.item(base + words.stop - 1))

    def word(self, index: int) -> str:
        """One word as it is written."""
        return self.words_span(range(index, index + 1)).of(self.text)

    def line_at(self, position: int) -> Passage:
        """The line that holds a character of one of the document's words."""
        return self.lines.at(position)

    def sentence_at(self, position: int) -> Passage:
        """The sentence that holds a character of one of the document's words."""
        return self.sentences.at(position)

    def sentence_words(self, word: int) -> range:
        """The words of the sentence that a word stands in; far cheaper than :attr:`sentences`."""
        index = bisect_right(self._sentence_starts, word)
        end = self._sentence_starts[index] if index < len(self._sentence_starts) else len(self)
        return range(self._sentence_starts[index - 1], end)

    @cached_property
    def sentence_cuts(self) -> Ints:
        """Index of the first word of each sentence, and the count of words; shape ``(sentences + 1,)``."""
        first, end = self._batch.reading.sentences.bounds[self._index : self._index + 2].tolist()
        return self._batch.sentence_words[first : end + 1] - self._first_word

    @cached_property
    def sentence_keys(self) -> Keys:
        """A number for each sentence; the same words, in any order, have the same; shape ``(sentences,)``."""
        first, end = self._batch.reading.sentences.bounds[self._index : self._index + 2].tolist()
        return self._batch.sentence_keys[first:end]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        starts: list[int] = self.sentence_cuts[:-1].tolist()
        return starts

    def _passages(self, ranges: Ranges, cuts: Ints) -> Passages:
        here = slice(ranges.bounds[self._index], ranges.bounds[self._index + 1])
        first = (np.minimum(cuts[here.start : here.stop + 1], self._end_word) - self._first_word).tolist()
        originals = self._batch.reading.originals
        starts = originals(self._index, ranges.start[here])
        last = originals(self._index, ranges.end[here] - 1)
        return Passages(starts, [end + 1 for end in last], first)

    def _span(self, start: int, end: int) -> Span:
        original = self._batch.reading.original
        return Span(original(self._index, start), original(self._index, end - 1) + 1)
