"""Shapes: how the furniture of a web page stands in a text, told from prose by its place.

Furniture is what a page puts around an article: forms, menus, prompts. The same words mean
nothing inside a sentence and everything alone on a line, so the place decides, not the phrase.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from scorer.document import Document, Passage
from scorer.lexicon import Lexicon
from scorer.span import Span, places

_QUOTE_REACH = 400  # characters looked through for a quotation mark without its partner

TAG_MARKS = "#＃"
"""What a hashtag begins with."""
_TAG = re.compile(rf"(?<![\w/&])[{TAG_MARKS}](?=\w*[^\W\d_])\w{{2,60}}")
_BETWEEN_TAGS = " \t\xa0\r\n,;|·•"
_WIDEST_TAG_GAP = 4


def menu_lines(document: Document, labels: Lexicon, *, sure: Lexicon, fewest: int) -> Iterator[Passage]:
    """Whole lines of ``labels``: those with a ``sure`` one, and any that stand together with ``fewest`` words or more.

    Numbered lines are left out of the latter: they are a list's items.
    """
    certain = {words.start for words in document.find_words(sure)}
    for block in _blocks(document.whole_lines(labels)):
        together = block[-1].words.stop - block[0].words.start >= fewest
        for line in block:
            numbered = bool(document.numeric[line.words.start : line.words.stop].any())
            if not certain.isdisjoint(line.words) or (together and not numbered):
                yield line


def notices(document: Document, lexicon: Lexicon, *, opening: Lexicon | None = None) -> Iterator[Span]:
    """Sentences that hold a phrase of ``lexicon`` outside quotation, neighbours in a line together.

    With ``opening``, only sentences that begin with one of its phrases.
    """
    hits = document.find_words(lexicon)
    if opening:
        opened = {words.start for words in document.find_words(opening)}
        hits = [words for words in hits if document.sentence_words(words.start).start in opened]
    for _, here in groupby(hits, lambda words: document.line_at(document.words_span(words).start).words.start):
        said = dict.fromkeys(_sentence(document, words) for words in here if not in_quotation(document, words))
        for block in _blocks(said):
            yield Span(block[0].span.start, block[-1].span.end)


def furniture(document: Document, *, alone: Lexicon, anywhere: Lexicon) -> Iterator[Span]:
    """The lines made of phrases of ``alone`` and the notices with a phrase of ``anywhere``, in text order."""
    return outermost([*(line.span for line in document.whole_lines(alone)), *notices(document, anywhere)])


def outermost(spans: list[Span]) -> Iterator[Span]:
    """``spans`` in text order, without those that overlap an earlier or longer one."""
    reach = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= reach:
            yield span
            reach = span.end


def in_quotation(document: Document, words: range) -> bool:
    """Whether a quotation mark before or behind ``words`` in their sentence has no partner on its own side."""
    place, sentence = document.words_span(words), _sentence(document, words).span
    before = document.text[max(sentence.start, place.start - _QUOTE_REACH) : place.start]
    after = document.text[place.end : min(sentence.end, place.end + _QUOTE_REACH)]
    curly = before.count("“") > before.count("”") or after.count("”") > after.count("“")
    return curly or before.count('"') % 2 == 1 or after.count('"') % 2 == 1


def hashtag_runs(text: str) -> Iterator[list[Span]]:
    """Hashtags that follow one another with nothing but spaces, commas or a line break between."""
    run: list[Span] = []
    marks = sorted(place for mark in TAG_MARKS for place in places(text, mark))  # far fewer than places to try
    for match in filter(None, (_TAG.match(text, mark) for mark in marks)):
        if run and not _near(text[run[-1].end : match.start()]):
            yield run
            run = []
        run.append(Span(*match.span()))
    if run:
        yield run


def _blocks(lines: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Lines with no word between them, together."""
    block: list[Passage] = []
    for line in lines:
        if block and line.words.start != block[-1].words.stop:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _near(gap: str) -> bool:
    return len(gap) <= _WIDEST_TAG_GAP and not gap.strip(_BETWEEN_TAGS)


def _sentence(document: Document, words: range) -> Passage:
    return document.sentence_at(document.words_span(words).start)
