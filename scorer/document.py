"""Documents: an article's text, read once and shared by every signal.

Articles are read in batches (:class:`Batch`); a :class:`Document` is a view of one article in
its batch. Every span that it gives is in code points of the article's own text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scorer.article import Article
from scorer.keys import Ints, Keys
from scorer.lexicon import Lexicon, Matches, Phrasebook, WordList
from scorer.reading import Bools, Ranges, Reading
from scorer.span import Span
from scorer.speech import quotations


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or a sentence: where it stands and the indices of its words in the document."""

    span: Span
    words: range


class Batch:
    """Articles read together; iterating gives their documents in order."""

    def __init__(self, articles: Sequence[Article], book: Phrasebook) -> None:
        self.articles = articles
        self.reading = Reading([article.text for article in articles])
        self.matches: Matches = book.search(self.reading)

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator["Document"]:
        return (Document(self, index) for index in range(len(self.articles)))

    @cached_property
    def titles(self) -> Reading:
        """The articles' titles, read; an empty text where an article has none."""
        return Reading([article.title or "" for article in self.articles])

    @cached_property
    def line_words(self) -> Ints:
        """Index of the first word at or after the start of each line, and the count of all words."""
        return self._word_cuts(self.reading.lines)

    @cached_property
    def sentence_words(self) -> Ints:
        """As :attr:`line_words`, of sentences."""
        return self._word_cuts(self.reading.sentences)

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
    def lines(self) -> list[Passage]:
        """Lines that hold more than white space, in text order."""
        return self._passages(self._batch.reading.lines, self._batch.line_words)

    @cached_property
    def sentences(self) -> list[Passage]:
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
        return self.lines[bisect_right(self.lines, position, key=_start) - 1]

    def sentence_at(self, position: int) -> Passage:
        """The sentence that holds a character of one of the document's words."""
        return self.sentences[bisect_right(self.sentences, position, key=_start) - 1]

    def sentence_words(self, word: int) -> range:
        """The words of the sentence that a word stands in; far cheaper than :attr:`sentences`."""
        index = bisect_right(self._sentence_starts, word)
        end = self._sentence_starts[index] if index < len(self._sentence_starts) else len(self)
        return range(self._sentence_starts[index - 1], end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        bounds = self._batch.reading.sentences.bounds
        cuts = self._batch.sentence_words[bounds[self._index] : bounds[self._index + 1]]
        starts: list[int] = (cuts - self._first_word).tolist()
        return starts

    def _passages(self, ranges: Ranges, cuts: Ints) -> list[Passage]:
        here = slice(ranges.bounds[self._index], ranges.bounds[self._index + 1])
        first = (np.minimum(cuts[here.start : here.stop + 1], self._end_word) - self._first_word).tolist()
        originals = self._batch.reading.originals
        starts = originals(self._index, ranges.start[here])
        last = originals(self._index, ranges.end[here] - 1)
        return [
            Passage(Span(start, end + 1), range(a, b))
            for start, end, a, b in zip(starts, last, first[:-1], first[1:], strict=True)
        ]

    def _span(self, start: int, end: int) -> Span:
        original = self._batch.reading.original
        return Span(original(self._index, start), original(self._index, end - 1) + 1)


def _start(passage: Passage) -> int:
    return passage.span.start
