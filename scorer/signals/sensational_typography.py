"""Sensational typography."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.characters import UPPER, has
from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.lexicon import WordList
from scorer.marks import one_of
from scorer.reading import Bools, Reading
from scorer.signal import Signal
from scorer.span import WHOLE, Span
from scorer.speech import within

# Words that are shouted to be clicked on; none is an acronym or a newsroom's label such as OPINION or VIDEO.
_SHOUTED = WordList("""
    breaking busted shocking shock shocked shocker bombshell huge alert urgent whoa wow omg ouch confirmed revealed
    exposed caught banned fraud scandal faked fake disturbing stunning stunned infuriating awful sick sickening panic
    panicking destroyed destroys destroy obliterates slams wrecked just never every everyone nobody must truth lie lies
    liar proof proves secret secretly today this because will free billion million first worst best
    gone dead killed murder murdered really finally immediately historic insane crazy unbelievable incredible amazing
    outrage outrageous terrifying horrifying horrific evil traitor treason criminal illegal illegals corrupt corruption
    lying hoax exploded explodes erupts epic massive warning beware danger dangerous deadly cure cured miracle
    please hilarious nuts meltdown not only always nothing everything
""")
_WORDS = frozenset(_SHOUTED.words)
_CAPITALS = re.compile(r"(?<![\w'’.&/-])[A-Z]{3,30}(?![\w'’&/-]|\.[A-Z])")
_MARKS = re.compile(r"(?<![!?])[!?]{2,200}1{0,20}")
_RUNS = ("!!", "!?", "?!")  # one of which stands in each run of marks that counts
_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]")
_FIRST_PICTURE = 0x2600
_LETTERS = 26
_QUOTED = re.compile("[\"“][^\"“”]{1,200}[\"”]|(?<!\\w)['‘][^'‘’]{1,200}['’](?!\\w)")
_FEWEST_LETTERS = 12  # of a headline that may be wholly in capitals by right: a name, a label
_LONGEST_CAPITALS = 0.6  # of a line's letters; above it is a heading
_WORD_REACH = 30  # characters before a mark in which its word begins


@dataclass(frozen=True)
class SensationalTypography(Signal):
    """Capitals, marks and pictures that shout.

    **Why it counts.** Newsrooms let the facts speak; typography that shouts stands in for them and is made to be
    clicked on.

    **Flagged.** "BREAKING: Mayor BUSTED!!!" or a headline all in capitals; in the text worth a look only: "They
    lied!!", several words such as "NEVER" in capitals.

    **Fine.** Acronyms, datelines, headings in capitals; labels such as "OPINION" or "WATCH"; whatever is quoted;
    one "!".

    **Limits.** Only words on a list count as shouted, so names in capitals are let be. Readers' comments and
    embedded posts below an article are flagged with it.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; articles with a soft one, of 1,000: 1.69 [.402, 3.45], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 60.9 [25.5, 196], n =
      2,037; articles with a soft one, of 1,000: 22.6 [1.74, 105], n = 2,037
    - titles of fabricated news: 71 of 72 flags read are right

    **Tried.** Of the headlines of false news that were read, the one that doesn't shout is a court paper's
    title. Half of what is found in the texts of false news is in readers' comments.

    **Source.** Stylebooks of the Associated Press and of Reuters on capitals and exclamation marks; Horne and
    Adalı, "This Just In" (2017), on the capitals in false news' titles.
    """

    shouted: int = 3
    """Words in capitals in the text, from which they are shown; fewer may be emphasis."""

    id: ClassVar = "sensational-typography"
    group: ClassVar = "headline"
    reads: ClassVar = (_SHOUTED,)

    def suspects(self, batch: Batch) -> Bools:
        may_shout = _may_shout(batch.titles).tolist()
        titles = [
            (may or title.isupper()) and _loud(title.strip()) != ""
            for may, title in zip(may_shout, batch.titles.texts, strict=True)
        ]
        bounds = batch.phrases(_in_capitals).bounds
        runs = np.logical_or.reduce([batch.hold_mark(run) for run in _RUNS])
        return np.asarray(np.array(titles, dtype=np.bool_) | runs | (bounds[1:] - bounds[:-1] >= self.shouted))

    def find(self, document: Document) -> Iterator[Finding]:
        title = (document.article.title or "").strip()
        loud = _loud(title)
        place = document.text.find(title) if loud else -1
        headline = Span(place, place + len(title)) if place >= 0 else WHOLE
        if loud:
            yield self.at(headline, f"The headline shouts: {loud}.")
        for span in self._in_text(document):
            if not headline.holds(span):
                yield self.at(span, "This shouts, where a report would state.", soft=True)

    def _in_text(self, document: Document) -> list[Span]:
        words = _shouted(document) if len(document.spans(_in_capitals)) >= self.shouted else []
        marks = list(_marks(document.text)) if any(map(document.holds_mark, _RUNS)) else []
        spans = sorted({*marks, *words}) if len(words) >= self.shouted else marks
        return [span for span in spans if not within(document.quotations, span.start)]


def _in_capitals(batch: Batch) -> Runs:
    """Words of the list that begin with two capitals."""
    reading = batch.reading
    words = np.flatnonzero(batch.matches.marked(_SHOUTED) & reading.capitalised)
    words = words[has(reading.kind[reading.words.start[words] + 1], UPPER)]
    return Runs(words, words)


def _may_shout(titles: Reading) -> Bools:
    """Whether each title has three capitals or two marks in a row, or a picture; shape ``(titles,)``."""
    codes = titles.codes
    capital, mark = codes - ord("A") < _LETTERS, one_of("!?", codes)
    shouts = codes >= _FIRST_PICTURE
    shouts[2:] |= capital[2:] & capital[1:-1] & capital[:-2]
    shouts[1:] |= mark[1:] & mark[:-1]
    return np.logical_or.reduceat(shouts, titles.original_start[:-1])


def _loud(title: str) -> str:
    """What shouts in a headline outside quotation; empty if nothing does."""
    capitals = title.isupper() and sum(map(str.isalpha, title)) > _FEWEST_LETTERS
    own = _QUOTED.sub(" ", title)
    words = [] if title.isupper() else [word for word in _CAPITALS.findall(own) if word.lower() in _WORDS]
    marks = [mark for mark in _MARKS.findall(own) if "!" in mark] + _PICTURE.findall(title)
    return ", ".join(["all in capitals"] * capitals + words + marks)


def _shouted(document: Document) -> list[Span]:
    """Words of the list in capitals, in lines that aren't mostly so, as headings are."""
    spans = [span for span in document.spans(_in_capitals) if span.of(document.text).isupper()]
    lines = {span: document.line_at(span.start).span for span in spans}
    heading = {line: _is_in_capitals(line.of(document.text)) for line in lines.values()}
    return [span for span in spans if not heading[lines[span]]]


def _is_in_capitals(line: str) -> bool:
    letters = [*filter(str.isalpha, line)]
    return sum(map(str.isupper, letters)) > _LONGEST_CAPITALS * len(letters)


def _marks(text: str) -> Iterator[Span]:
    """Runs such as "!!" and "?!", each with its word."""
    for match in _MARKS.finditer(text):
        if "!" in match[0]:
            before = text[max(0, match.start() - _WORD_REACH) : match.start()]
            word = before.split()[-1] if before and not before[-1].isspace() else ""
            yield Span(match.start() - len(word), match.end())
