"""Documents: an article's text, read once and shared by every signal.

Articles are read in batches (:class:`Batch`); a :class:`Document` is a view of one article in
its batch. Every span that it gives is in code points of the article's own text.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast, overload

import numpy as np
import numpy.typing as npt

from scorer.article import Article
from scorer.characters import NEWLINE
from scorer.classifier import Classifier, Kind
from scorer.cues import Cues
from scorer.dates import Dated, Dates
from scorer.keys import Ints, Keys
from scorer.lexicon import Hits, Lexicon, Matches, Phrasebook, WordList
from scorer.marks import Marks
from scorer.names import Name, Names
from scorer.numbers import Number, Numbers
from scorer.reading import Bools, Floats, Ranges, Reading
from scorer.span import Span, spans_between
from scorer.speech import quotations, within
from scorer.tokens import Units
from scorer.topics import Parted, TitleSimilarity, title_similarity, topics

Made = TypeVar("Made")

_MOST_OF_A_LINE = 0.75
_HALF_OF_A_LINE = 0.5


class Passage(NamedTuple):
    """A line or a sentence: where it stands and the indices of its words in the document."""

    span: Span
    words: range


class Passages(Sequence[Passage]):
    """The lines or sentences of a document, in text order, each made when it is asked for."""

    def __init__(self, laid: "Laid", text: int, first_word: int) -> None:
        self._laid, self._first_word = laid, first_word
        self._first, self._end = laid.bounds[text], laid.bounds[text + 1]

    def __len__(self) -> int:
        return self._end - self._first

    @cached_property
    def starts(self) -> list[int]:
        """Where each starts; shape ``(passages,)``."""
        return self._laid.starts[self._first : self._end].tolist()

    @cached_property
    def ends(self) -> list[int]:
        """Where each ends; shape ``(passages,)``."""
        return self._laid.ends[self._first : self._end].tolist()

    @overload
    def __getitem__(self, index: int) -> Passage: ...

    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...

    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        starts, ends, words, _ = self._laid
        place, base = range(self._first, self._end)[index], self._first_word
        return Passage(Span(starts[place], ends[place]), range(words[place] - base, words[place + 1] - base))

    def at(self, position: int) -> Passage:
        """The passage that holds a character of one of the document's words."""
        return self[bisect_right(self._laid.starts, position, self._first, self._end) - 1 - self._first]


class Laid(NamedTuple):
    """All passages of a batch: where each starts and ends in its text, its first word, and where each text's begin.

    Only a few are looked at, one by one, which is faster so than in arrays.
    """

    starts: "memoryview[int]"
    ends: "memoryview[int]"
    words: "memoryview[int]"
    bounds: "memoryview[int]"


class Runs(NamedTuple):
    """Runs of words of a batch: the first and the last word of each, in order."""

    first: Ints
    last: Ints

    @classmethod
    def apart(cls, *runs: "Runs") -> "Runs":
        """Several together, without those that overlap an earlier or longer one."""
        first, last = (np.concatenate(ends) for ends in zip(*runs, strict=True))
        order = np.lexsort((-last, first))
        longest = order[np.diff(first[order], prepend=-1) > 0]
        return cls(first[longest], last[longest]).without_overlaps()

    def without_overlaps(self) -> "Runs":
        """Only those that don't overlap an earlier one; no two of them may begin with the same word."""
        overlap = np.flatnonzero(self.first[1:] <= np.maximum.accumulate(self.last)[:-1]) + 1
        if not len(overlap):
            return self
        kept = np.ones(len(self.first), dtype=np.bool_)
        before = reach = -1
        for index in overlap.tolist():  # every other one is kept
            reach = reach if index == before + 1 else self.last.item(index - 1)
            kept[index] = free = self.first.item(index) > reach
            before, reach = index, self.last.item(index) if free else reach
        return self.where(kept)

    def where(self, wanted: Bools) -> "Runs":
        """Only those that are wanted; ``wanted`` has the shape ``(runs,)``."""
        return Runs(self.first[wanted], self.last[wanted])

    def are_in(self, others: "Runs") -> Bools:
        """Whether each is one of ``others``, no two of which may begin with the same word; shape ``(runs,)``."""
        if not len(others.first):
            return np.zeros(len(self.first), dtype=np.bool_)
        place = np.searchsorted(others.first, self.first)
        same = others.first.take(place, mode="clip") == self.first
        return np.asarray(same & (others.last.take(place, mode="clip") == self.last))


class Batch:
    """Articles read together; iterating gives their documents in order."""

    def __init__(self, articles: Sequence[Article], book: Phrasebook) -> None:
        self.articles = articles
        self.reading = Reading([article.text for article in articles])
        self.matches: Matches = book.search(self.reading)
        self._whole_lines: dict[Lexicon, tuple[Ints, Ints]] = {}
        self._opened_lines: dict[Lexicon, tuple[Ints, Ints, Ints]] = {}
        self._units: dict[Kind, Units] = {}
        self._chances: dict[Classifier, Floats] = {}
        self._likely_cues: dict[tuple[Classifier, float], tuple[list[int], list[int]]] = {}
        self._phrases: dict[Finder, Hits] = {}
        self._marked: dict[str, Bools] = {}
        self._spans: dict[Lexicon | Finder, tuple[list[Span], list[int]]] = {}
        self._made: dict[Callable[[Batch], object], object] = {}

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator["Document"]:
        return (Document(self, index) for index in range(len(self.articles)))

    def once(self, make: "Callable[[Batch], Made]") -> "Made":
        """What ``make`` makes of the batch, made when it is first asked for; several signals may share it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    @cached_property
    def titles(self) -> Reading:
        """The articles' titles, read; an empty text where an article has none."""
        return Reading([article.title or "" for article in self.articles])

    @cached_property
    def title_similarity(self) -> TitleSimilarity:
        """How near each title is to its text; see :func:`scorer.topics.title_similarity`."""
        return title_similarity(self.titles, self.reading, self.sentence_words)

    @cached_property
    def marks(self) -> Marks:
        """The characters that aren't plain letters, digits, spaces or apostrophes."""
        return Marks(self.reading)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers written in digits."""
        return Numbers(self.reading)

    @cached_property
    def dates(self) -> Dates:
        """The dates written in the texts."""
        return Dates(self.reading, self.numbers)

    @cached_property
    def names(self) -> Names:
        """The proper names in the texts."""
        return Names(self.reading, self.sentence_words)

    @cached_property
    def cues(self) -> Cues:
        """The words that may report, ascribe or hedge something."""
        return Cues(self.units("sentences"))

    @cached_property
    def line_words(self) -> Ints:
        """Index of the first word at or after the start of each line, and the count of all words."""
        return _word_cuts(self.reading, self.reading.lines)

    @cached_property
    def sentence_words(self) -> Ints:
        """As :attr:`line_words`, of sentences."""
        return _word_cuts(self.reading, self.reading.sentences)

    @cached_property
    def sentence_keys(self) -> Keys:
        """A number for each sentence; the same words, in any order, have the same; shape ``(sentences,)``."""
        total = np.zeros(len(self.reading.keys) + 1, dtype=np.uint64)
        np.cumsum(self.reading.keys, out=total[1:])
        reached = total[self.sentence_words]
        return reached[1:] - reached[:-1]

    @cached_property
    def laid_lines(self) -> Laid:
        """The lines, as the documents see them."""
        return self._laid(self.reading.lines, self.line_words)

    @cached_property
    def line_lengths(self) -> Ints:
        """How many characters each line has as given; shape ``(lines,)``."""
        starts, ends = self.reading.given(self.reading.lines)
        return ends - starts

    @cached_property
    def laid_sentences(self) -> Laid:
        """The sentences, as the documents see them."""
        return self._laid(self.reading.sentences, self.sentence_words)

    def _laid(self, ranges: Ranges, cuts: Ints) -> Laid:
        starts, ends = self.reading.given(ranges)
        return Laid(starts.data, ends.data, cuts.data, ranges.bounds.data)

    def line(self, index: int) -> str:
        """One of the lines as it is written, by its index in the batch."""
        text = bisect_right(self.laid_lines.bounds, index) - 1
        return self.articles[text].text[self.laid_lines.starts[index] : self.laid_lines.ends[index]]

    def whole_lines(self, lexicon: Lexicon) -> tuple[Ints, Ints]:
        """The lines that are little else than phrases of ``lexicon`` and numbers, and where each article's begin."""
        if lexicon not in self._whole_lines:
            lines = self._lines_of(self.matches.hits(lexicon))
            self._whole_lines[lexicon] = lines, self._line_cuts(lines)
        return self._whole_lines[lexicon]

    def _lines_of(self, hits: Hits) -> Ints:
        lines = self._word_lines[hits.first]
        begins = np.flatnonzero(lines[1:] != lines[:-1]) + 1
        begins = np.concatenate(([0], begins))[: len(lines)]  # of the hits of each line
        known = np.add.reduceat(hits.last - hits.first + 1, begins)
        lines = lines[begins]
        words = self.line_words[lines + 1] - self.line_words[lines]
        whole = known >= _MOST_OF_A_LINE * (words - self._line_numbers[lines])
        return np.asarray(lines[whole & (known >= _HALF_OF_A_LINE * words)])

    def opened_lines(self, lexicon: Lexicon) -> tuple[Ints, Ints, Ints]:
        """The lines whose first words are a phrase of ``lexicon``, its numbers of words, where each article's begin."""
        if lexicon not in self._opened_lines:
            hits = self.matches.hits(lexicon)
            lines = self._word_lines[hits.first]
            opens = (hits.first == self.line_words[lines]) & (hits.last < self.line_words[lines + 1])
            lines, lengths = lines[opens], (hits.last - hits.first + 1)[opens]
            self._opened_lines[lexicon] = lines, lengths, self._line_cuts(lines)
        return self._opened_lines[lexicon]

    def _line_cuts(self, lines: Ints) -> Ints:
        """Where each article's begin among some lines, which are in order, and how many there are."""
        return np.searchsorted(lines, self.reading.lines.bounds)

    def chances(self, classifier: Classifier) -> Floats:
        """How likely each passage of the batch is of the classifier's kind; shape ``(units,)``."""
        if classifier not in self._chances:
            self._chances[classifier] = classifier.chances(self.units(classifier.kind))
        return self._chances[classifier]

    def judge(self, classifier: Classifier, texts: Bools) -> None:
        """Let a classifier of lines judge those of some texts only; the chances of all others are then 0."""
        if classifier not in self._chances:
            part = self.reading.part(np.flatnonzero(texts))
            chances = np.zeros(len(self.reading.lines))
            if len(part):
                units = Units(part, part.lines, _word_cuts(part, part.lines))
                chances[np.repeat(texts, self.reading.lines.counts)] = classifier.chances(units)
            self._chances[classifier] = chances

    def likely_cues(self, classifier: Classifier, least: float) -> tuple[list[int], list[int]]:
        """The words of the batch that a classifier of cues finds at least so likely, and where each article's begin."""
        asked = classifier, least
        if asked not in self._likely_cues:
            words = self.likely(classifier, least)
            self._likely_cues[asked] = words.tolist(), np.searchsorted(words, self.reading.words.bounds).tolist()
        return self._likely_cues[asked]

    def phrases(self, wanted: "Lexicon | Finder") -> Hits:
        """The phrases wanted."""
        if isinstance(wanted, Lexicon):
            return self.matches.hits(wanted)
        if wanted not in self._phrases:
            first, last = wanted(self)
            self._phrases[wanted] = Hits(first, last, np.searchsorted(first, self.reading.words.bounds))
        return self._phrases[wanted]

    def runs(self, wanted: "Finder") -> Runs:
        """What is found in the whole batch, looked for once."""
        phrases = self.phrases(wanted)
        return Runs(phrases.first, phrases.last)

    def has(self, wanted: "Lexicon | Finder") -> Bools:
        """Which texts hold any of it; shape ``(texts,)``."""
        bounds = self.phrases(wanted).bounds
        return np.asarray(bounds[1:] > bounds[:-1])

    def hold_mark(self, piece: str) -> Bools:
        """Which texts hold a piece of text that has a mark in it, see :mod:`scorer.marks`; shape ``(texts,)``."""
        if piece not in self._marked:
            self._marked[piece] = self.marks.count(piece) > 0
        return self._marked[piece]

    def spans(self, wanted: "Lexicon | Finder") -> tuple[list[Span], list[int]]:
        """The same as spans of their articles, and where those of each article begin."""
        if wanted not in self._spans:
            phrases, words = self.phrases(wanted), self.reading.words
            starts = self.reading.laid(words.start[phrases.first])
            ends = self.reading.laid(words.end[phrases.last] - 1) + 1
            self._spans[wanted] = self._spans_between(starts, ends)
        return self._spans[wanted]

    def _spans_between(self, starts: Ints, ends: Ints) -> tuple[list[Span], list[int]]:
        """Spans of the articles from what starts and ends somewhere in the batch, and where each article's begin."""
        bounds = np.searchsorted(starts, self.reading.original_start)
        base = np.repeat(self.reading.original_start[:-1], bounds[1:] - bounds[:-1])
        return spans_between((starts - base).tolist(), (ends - base).tolist()), bounds.tolist()

    def hits(self, lexicon: Lexicon) -> Runs:
        """The places of the phrases of ``lexicon``."""
        hits = self.matches.hits(lexicon)
        return Runs(hits.first, hits.last)

    def likely(self, classifier: Classifier, least: float) -> Ints:
        """The words that a classifier of cues finds at least so likely to be of its kind."""
        return self.cues.at[self.chances(classifier) >= least]

    def sentences_of(self, words: Ints) -> tuple[Ints, Ints]:
        """The first word of the sentence that each of some words stands in, and the one behind its last."""
        index = np.searchsorted(self.sentence_words, words, "right")
        return self.sentence_words[index - 1], self.sentence_words[index]

    def articles_of(self, words: Ints) -> tuple[Ints, Ints]:
        """The same of the article that each of some words stands in."""
        bounds = self.reading.words.bounds
        index = np.searchsorted(bounds, words, "right")
        return bounds[index - 1], bounds[index]

    def begin_articles(self, words: Ints) -> Bools:
        """Whether each of some words is the first of an article, or behind the last; shape as ``words``."""
        return are_among(self.reading.words.bounds, words)

    @cached_property
    def word_places(self) -> tuple["memoryview[int]", "memoryview[int]", "memoryview[int] | None"]:
        """Where each word begins and ends in the batch, and where these places are in the texts as given, end to end.

        The last is ``None`` where both are the same.
        """
        words, origin = self.reading.words, self.reading.origin
        return words.start.data, words.end.data, None if origin is None else origin.data

    @cached_property
    def quotations(self) -> tuple[list[Span], list[int]]:
        """What stands in double quotation marks in each article, and where those of each begin."""
        return self._spans_between(self._quotation_edges[::2], self._quotation_edges[1::2])

    def are_quoted(self, words: Ints) -> Bools:
        """Whether each of some words stands in double quotation marks; shape as ``words``."""
        starts = self.reading.laid(self.reading.words.start[words])
        return np.asarray(np.searchsorted(self._quotation_edges, starts, "right") % 2 == 1)

    @cached_property
    def _quotation_edges(self) -> Ints:
        return quotations(self.reading.codes, self.reading.laid(self.reading.quotes), self._line_feeds)

    @cached_property
    def _line_feeds(self) -> Ints:
        """Where the lines of the texts as given end: at line feeds, or at carriage returns in a text without any."""
        breaks = self.reading.laid(self.reading.having(NEWLINE))
        codes = self.reading.codes[breaks]
        feeds = codes == ord("\n")
        returns = np.flatnonzero(codes == ord("\r"))
        if len(returns):
            text = np.searchsorted(self.reading.original_start, breaks, "right") - 1
            alone = np.bincount(text[feeds]) == 1  # the line feed behind the text
            feeds[returns] = alone[text[returns]]
        return np.asarray(breaks[feeds])

    def units(self, kind: Kind) -> Units:
        """The passages of a kind, those of each article between its ``ranges.bounds``."""
        if kind not in self._units:
            self._units[kind] = self._cut(kind)
        return self._units[kind]

    def _cut(self, kind: Kind) -> Units:
        if kind == "lines":
            return Units(self.reading, self.reading.lines, self.line_words)
        if kind == "cues":
            return self.cues
        if kind == "sentences":
            return Units(self.reading, self.reading.sentences, self.sentence_words)
        return Units.texts(self.titles if kind == "titles" else self.reading)

    @cached_property
    def _word_lines(self) -> Ints:
        """The line that each word stands in; shape ``(words,)``."""
        return np.repeat(np.arange(len(self.reading.lines)), np.diff(self.line_words))

    @cached_property
    def _line_numbers(self) -> Ints:
        """How many words of each line are numbers; shape ``(lines,)``."""
        return np.bincount(self._word_lines[self.reading.numeric], minlength=len(self.reading.lines))

    @cached_property
    def behind(self) -> npt.NDArray[np.uint32]:
        """The character behind each word, as it is compared; the last text ends in a line break; shape ``(words,)``."""
        return self.units("sentences").behind


class Document:
    """One article of a batch, with its words, lines, sentences and what its lexicons found."""

    def __init__(self, batch: Batch, index: int) -> None:
        self._batch = batch
        self._index = index
        self.article = batch.articles[index]
        self.text = self.article.text
        bounds = batch.reading.words.bounds
        self._first_word, self._end_word = int(bounds[index]), int(bounds[index + 1])
        self._text_start = int(batch.reading.original_start[index])
        self._marked: dict[WordList, Bools] = {}

    def __len__(self) -> int:
        """How many words there are."""
        return self._end_word - self._first_word

    def find(self, lexicon: Lexicon) -> list[Span]:
        """The places of the phrases of ``lexicon``, in text order."""
        return [self.words_span(words) for words in self.find_words(lexicon)]

    def spans(self, wanted: "Lexicon | Finder") -> list[Span]:
        """The same as spans; cheaper where those of nearly all documents are asked for."""
        spans, bounds = self._batch.spans(wanted)
        return spans[bounds[self._index] : bounds[self._index + 1]]

    def find_words(self, lexicon: Lexicon) -> list[range]:
        """The same, as indices of words."""
        return self.runs(lexicon)

    def runs(self, wanted: "Lexicon | Finder") -> list[range]:
        """The document's part of what is found in the whole batch at once: the words of each phrase, in text order."""
        phrases = self._batch.phrases(wanted)
        mine, base = self._mine(phrases.bounds), self._first_word
        if mine is None:
            return []
        ends = zip(phrases.first[mine].tolist(), phrases.last[mine].tolist(), strict=True)
        return [range(first - base, last - base + 1) for first, last in ends]

    def whole_lines(self, lexicon: Lexicon) -> list[Passage]:
        """Lines that are little else than phrases of ``lexicon`` and a few numbers, in text order."""
        lines, bounds = self._batch.whole_lines(lexicon)
        mine = self._mine(bounds)
        return [self.lines[line - self._first_line] for line in lines[mine].tolist()] if mine else []

    def opened_lines(self, lexicon: Lexicon) -> list[tuple[Passage, range]]:
        """Lines whose first words are a phrase of ``lexicon``, with those words, in text order."""
        lines, lengths, bounds = self._batch.opened_lines(lexicon)
        mine = self._mine(bounds)
        if not mine:
            return []
        opened = [self.lines[line - self._first_line] for line in lines[mine].tolist()]
        return [
            (line, range(line.words.start, line.words.start + length))
            for line, length in zip(opened, lengths[mine].tolist(), strict=True)
        ]

    def _mine(self, bounds: Ints) -> slice | None:
        """Where the document's own lie among those of the batch; ``None`` where it has none, as most."""
        start, end = bounds.item(self._index), bounds.item(self._index + 1)
        return slice(start, end) if start < end else None

    def holds_mark(self, piece: str) -> bool:
        """Whether the text holds a piece that has a mark in it, see :mod:`scorer.marks`; the batch is asked at once."""
        return self._batch.hold_mark(piece).item(self._index)

    def chances(self, classifier: Classifier) -> Floats:
        """How likely each of the document's lines or sentences, its title or its text is of a kind, 0..1."""
        bounds = self._batch.units(classifier.kind).ranges.bounds
        return self._batch.chances(classifier)[bounds[self._index] : bounds[self._index + 1]]

    def cues(self, classifier: Classifier, least: float) -> list[int]:
        """The words that a classifier of cues finds at least so likely to be of its kind, in text order."""
        words, bounds = self._batch.likely_cues(classifier, least)
        base = self._first_word
        return [word - base for word in words[bounds[self._index] : bounds[self._index + 1]]]

    @cached_property
    def _first_line(self) -> int:
        return int(self._batch.reading.lines.bounds[self._index])

    def marked(self, words: WordList) -> Bools:
        """Whether each word of the document is in the list; looks at its own words only; shape ``(words,)``."""
        if words not in self._marked:
            here = slice(self._first_word, self._end_word)
            self._marked[words] = self._batch.matches.listed(words, here)
        return self._marked[words]

    def holds(self, words: range, listed: WordList) -> bool:
        """Whether one of some neighbouring words is in the list; looks at these words only."""
        here = slice(self._first_word + words.start, self._first_word + words.stop)
        return True in self._batch.matches.listed(listed, here).tolist()  # for a few words far faster than any()

    def is_listed(self, word: int, listed: WordList) -> bool:
        """Whether a word is in the list; looks at this word only."""
        return self._batch.matches.is_listed(listed, self._first_word + word)

    def own(self, make: "Callable[[Batch], Sequence[Made]]") -> "Made":
        """The document's own of what ``make`` makes for each text of the batch, see :meth:`Batch.once`."""
        return self._batch.once(make)[self._index]

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers written in digits, in text order."""
        return self._batch.numbers.of(self._index)

    @cached_property
    def dates(self) -> list[Dated]:
        """The dates written in the text, in text order, in full or in part."""
        return self._batch.dates.of(self._index)

    @cached_property
    def names(self) -> list[Name]:
        """The proper names, in text order; see :mod:`scorer.names`."""
        return self._batch.names.of(self._index)

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
        """How clearly the title says what it is about; see :func:`scorer.topics.clarity`."""
        return float(self._batch.title_similarity.clarity[self._index])

    def similarity(self, words: range, besides: Sequence[range] = (), *, enough: float = math.inf) -> float:
        """How near some words are in topic to the rest of the document, 0 foreign to 1 the same.

        The rest leaves the words of ``besides`` out. ``nan`` where either side says nothing. What is at least
        ``enough`` may be told lower, but not below that, which takes less time.
        """
        return self._parted.similarity(words, besides, enough)

    @cached_property
    def _parted(self) -> Parted:
        terms = topics().terms_among(np.flatnonzero(~self.numeric), self.keys, np.array([0, len(self)]))
        return Parted(topics(), terms)

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
        behind = self._batch.behind[self._first_word : self._end_word]
        return behind.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in double quotation marks, in text order; see :func:`scorer.speech.quotations`."""
        spans, bounds = self._batch.quotations
        return spans[bounds[self._index] : bounds[self._index + 1]]

    def is_quoted(self, word: int) -> bool:
        """Whether a word stands in double quotation marks."""
        return within(self.quotations, self.words_span(range(word, word + 1)).start)

    @cached_property
    def lines(self) -> Passages:
        """Lines that hold more than white space, in text order."""
        return Passages(self._batch.laid_lines, self._index, self._first_word)

    @cached_property
    def sentences(self) -> Passages:
        """Sentences, in text order; the end of a line ends a sentence."""
        return Passages(self._batch.laid_sentences, self._index, self._first_word)

    def words_span(self, words: range) -> Span:
        """The span from the first to the last of some neighbouring words."""
        (starts, ends, origin), first, base = self._batch.word_places, self._first_word, self._text_start
        start, end = starts[first + words.start], ends[first + words.stop - 1]
        if origin is not None:
            start, end = origin[start], origin[end - 1] + 1
        return Span(start - base, end - base)

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
        starts, base = self._batch.sentence_words.data, self._first_word
        index = bisect_right(starts, base + word)
        return range(starts[index - 1] - base, starts[index] - base)

    @cached_property
    def sentence_cuts(self) -> Ints:
        """Index of the first word of each sentence, and the count of words; shape ``(sentences + 1,)``."""
        first, end = self._batch.reading.sentences.bounds[self._index : self._index + 2].tolist()
        return self._batch.sentence_words[first : end + 1] - self._first_word

    @cached_property
    def line_cuts(self) -> Ints:
        """The same of each line."""
        first, end = self._batch.reading.lines.bounds[self._index : self._index + 2].tolist()
        return self._batch.line_words[first : end + 1] - self._first_word

    @cached_property
    def sentence_keys(self) -> Keys:
        """A number for each sentence; the same words, in any order, have the same; shape ``(sentences,)``."""
        first, end = self._batch.reading.sentences.bounds[self._index : self._index + 2].tolist()
        return self._batch.sentence_keys[first:end]


def are_among(places: Ints, words: Ints) -> Bools:
    """Whether each of some words is one of ``places``, which are in order; shape as ``words``."""
    if not len(places):
        return np.zeros(len(words), dtype=np.bool_)
    return np.asarray(places.take(np.searchsorted(places, words), mode="clip") == words)


def by_text(rows: Ints, bounds: Ints) -> list[list[int]]:
    """Some rows of a batch, in order, by text: the place of each among the text's own; ``bounds`` cuts them all."""
    cuts = np.searchsorted(rows, bounds)
    places = (rows - np.repeat(bounds[:-1], np.diff(cuts))).tolist()
    return [places[start:end] for start, end in pairwise(cuts.tolist())]


def _word_cuts(reading: Reading, ranges: Ranges) -> Ints:
    """Index of the first word at or after the start of each range, and the count of all words."""
    return np.append(np.searchsorted(reading.words.start, ranges.start), len(reading.words))


Finder = Callable[[Batch], Runs]
"""Finds phrases in a whole batch at once; a function of a module, which is asked once a batch."""
