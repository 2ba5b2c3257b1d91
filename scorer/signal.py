"""Signals: the contract that every file in ``scorer/signals/`` keeps, and the panel that asks them."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import ClassVar, Literal

import numpy as np

from scorer.classifier import Classifier
from scorer.clock import Clock
from scorer.document import Batch, Document
from scorer.finding import Finding, alike
from scorer.keys import Ints
from scorer.lexicon import Lexicon, Phrasebook, WordList
from scorer.marks import is_mark
from scorer.reading import Bools
from scorer.span import Span


@dataclass(frozen=True, slots=True)
class Alone:
    """The clue that a line is little else than phrases of a lexicon."""

    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Opening:
    """The clue that a line begins with a phrase of a lexicon."""

    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Likely:
    """The clue that a classifier finds one of its passages at least so likely."""

    classifier: Classifier
    chance: float


Clue = Lexicon | WordList | Alone | Opening | Likely | str


class Signal(ABC):
    """One sign that can be observed in an article. Its docstring is its page in the catalogue.

    ``trigger`` lists clues, one of which must show for the signal to be asked at all (a string is
    a piece of text that must occur, a lexicon's phrase may stand anywhere, :class:`Alone` or at the
    :class:`Opening` of a line, a classifier must find a passage :class:`Likely`); with none it is always
    asked, unless :meth:`suspects` tells better. ``reads`` lists what :meth:`find` looks up besides. ``fault`` is
    False for good signs, which are shown, not blamed. ``soft`` findings are worth a look but no fault by themselves;
    the soft findings of a signal that isn't soft are shown and not counted. ``per`` says how the model counts:
    findings in the article, or for each 1,000 words. ``yields_to`` names groups whose signals know better: where one
    of theirs finds something, this signal's findings are dropped, so that no place is told of twice. ``weighed`` is
    False where what is found hangs on something that the scorer's own model can't have met, such as a model of the
    user's: that is shown and moves no score.
    """

    id: ClassVar[str]
    group: ClassVar[str]
    fault: ClassVar[bool] = True
    soft: ClassVar[bool] = False
    weighed: ClassVar[bool] = True
    per: ClassVar[Literal["article", "1000 words"]] = "article"
    trigger: ClassVar[tuple[Clue, ...]] = ()
    reads: ClassVar[tuple[Lexicon | WordList, ...]] = ()
    yields_to: ClassVar[frozenset[str]] = frozenset()

    def suspects(self, batch: Batch) -> Bools:
        """Which texts of ``batch`` are worth asking about; shape ``(texts,)``.

        These are those where the trigger shows. A signal that can tell more cheaply for a whole batch says so here;
        what it leaves out, :meth:`find` finds nothing in.
        """
        shows = np.full(len(batch), not self.trigger)
        for clue in self.trigger:
            shows |= _shows(clue, batch)
        return shows

    @abstractmethod
    def find(self, document: Document) -> Iterator[Finding]:
        """Yield the places where the signal shows, in text order.

        Pure, in time linear in the text, and without an error on any text.
        """

    def lookups(self) -> tuple[Clue, ...]:
        """What must be looked for before the signal can be asked: its trigger and what it reads."""
        return (*self.trigger, *self.reads)

    @property
    def depends_on(self) -> Mapping[str, str]:
        """What of the user's own the findings hang on, by name, such as a model that was given."""
        return {}

    def at(self, span: Span, message: str, *related: Span, soft: bool | None = None) -> Finding:
        """A finding of this signal at ``span``; ``soft`` where it differs from the signal's other findings."""
        return Finding(self.id, span, message, related, self.soft if soft is None else soft, self.group)

    def at_each(self, spans: Iterable[Span], message: str, *, soft: bool | None = None) -> Iterator[Finding]:
        """As :meth:`at` for each of many spans, and faster."""
        return alike(spans, self.id, message, self.soft if soft is None else soft, self.group)


_PLACE = attrgetter("span")


class Panel:
    """The signals in use: they share one phrasebook, and each is asked only where its clues show."""

    def __init__(self, signals: Iterable[Signal], word_lists: Iterable[WordList] = ()) -> None:
        self.signals = tuple(signals)
        self._ordered = sorted(self.signals, key=attrgetter("id"))
        self._yielding = {signal.id: signal.yields_to for signal in self.signals if signal.yields_to}
        given = [clue for signal in self.signals for clue in signal.lookups()]
        clues = [clue.lexicon if isinstance(clue, Alone | Opening) else clue for clue in given]
        self.book = Phrasebook(
            (clue for clue in clues if isinstance(clue, Lexicon)),
            (*(clue for clue in clues if isinstance(clue, WordList)), *word_lists),
        )

    def observe(self, batch: Batch, clock: Clock | None = None) -> list[list[Finding]]:
        """The findings of each document of ``batch``, in text order; ``clock`` has a lap for each signal."""
        clock = clock or Clock()
        found: list[list[Finding]] = [[] for _ in batch.articles]
        documents = list(batch)
        for signal in self._ordered:
            for index in np.flatnonzero(signal.suspects(batch)).tolist():
                found[index].extend(signal.find(documents[index]))
            clock.lap(signal.id)
        for findings in found:
            findings.sort(key=_PLACE)  # stable, so that those of one place stay in the order of their signals
        return [_without_yielding(findings, self._yielding) for findings in found] if self._yielding else found


def _without_yielding(findings: list[Finding], yielding: Mapping[str, frozenset[str]]) -> list[Finding]:
    """Findings in order, without those that share a place with one that they yield to."""
    shown = {finding.signal for finding in findings}.intersection(yielding)
    if not shown:
        return findings
    told = {signal: _told(findings, yielding[signal], yielding) for signal in shown}
    return [finding for finding in findings if finding.signal not in told or not told[finding.signal](finding.span)]


def _told(
    findings: list[Finding], groups: frozenset[str], yielding: Mapping[str, frozenset[str]]
) -> Callable[[Span], bool]:
    """Tells whether a span overlaps a finding of one of ``groups`` that doesn't yield itself."""
    spans = [finding.span for finding in findings if finding.group in groups and finding.signal not in yielding]
    starts = [span.start for span in spans]
    reach = [0, *accumulate((span.end for span in spans), max)]  # how far the ones before each go
    return lambda span: reach[bisect_left(starts, span.end)] > span.start


def _shows(clue: Clue, batch: Batch) -> Bools:
    if isinstance(clue, Lexicon):
        return batch.has(clue)
    if isinstance(clue, WordList):
        return batch.reading.words.tally(np.flatnonzero(batch.matches.marked(clue))) > 0
    if isinstance(clue, Alone):
        return _are_filled(batch.whole_lines(clue.lexicon)[-1])
    if isinstance(clue, Opening):
        return _are_filled(batch.opened_lines(clue.lexicon)[-1])
    if isinstance(clue, Likely):
        likely = np.flatnonzero(batch.chances(clue.classifier) >= clue.chance)
        return _are_filled(np.searchsorted(likely, batch.units(clue.classifier.kind).ranges.bounds))
    return _holds(clue, batch)


def _are_filled(bounds: Ints) -> Bools:
    """Whether anything lies between one bound and the next."""
    return bounds[1:] > bounds[:-1]


def _holds(piece: str, batch: Batch) -> Bools:
    if any(map(is_mark, piece)):
        return batch.hold_mark(piece)
    return np.fromiter((piece in text for text in batch.reading.texts), np.bool_, len(batch))
