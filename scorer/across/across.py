"""Across: what the traces of many articles show together."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scorer.across.claims import AGE, NAME, TITLE
from scorer.across.conflicts import Contest, Slot, contests, slots_of
from scorer.across.copies import Copy, Overlap, copies_of, overlaps_of
from scorer.across.events import events
from scorer.across.joined import Joined
from scorer.across.near import near_duplicates
from scorer.across.origins import Origin, Witness, origins_of, publisher
from scorer.across.trace import Trace
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.span import WHOLE

NEAR_DUPLICATE, CORPUS_CONFLICT = "near-duplicate", "corpus-conflict"
"""The signals that show what is found here."""

_GROUPS = {NEAR_DUPLICATE: "duplication", CORPUS_CONFLICT: "consistency"}
_SAME = {
    "copy": "The same text as {}",
    "edited": "Much the same text as {}",
    "rewritten": "May be the same as {} in other words",
}
_UNSURE = "rewritten"
_CAME_FIRST, _NOT_KNOWN = "which came first", "and which of the two came first isn't known"
_DIFFERENT = {
    AGE: "The age of {who} is {here} here",
    TITLE: "{who} is {here} here",
    NAME: "The name is spelt {here} here",
}


class Event(NamedTuple):
    """Articles on one event or topic, by their numbers, and what they show together.

    ``slots`` are the questions on which several of them speak, conflicts first; ``copies`` those that are copies, and
    ``overlaps`` the pairs that share long passages only; ``origins`` are the independent sources behind them.
    """

    members: tuple[int, ...]
    slots: tuple[Slot, ...]
    copies: tuple[Copy, ...]
    overlaps: tuple[Overlap, ...]
    origins: tuple[Origin, ...]


class Across:
    """What many articles show together; an article's number is its place among ``traces``."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self.traces: Sequence[Trace] = list(traces)
        sketches = [trace.sketch for trace in self.traces]
        published = [trace.published for trace in self.traces]
        pairs = near_duplicates(sketches)
        self.copies = {copy.number: copy for copy in copies_of(pairs, sketches, published)}
        self._overlaps = overlaps_of(pairs)
        self.groups = _with_copies(events(sketches, published), self.copies.values())

    @cached_property
    def events(self) -> list[Event]:
        """The events that two articles or more tell of, the one with most articles first."""
        found = map(self._event, self.groups)
        return sorted(found, key=lambda event: (-len(event.members), event.members))

    def findings(self, number: int) -> list[Finding]:
        """What the others show of an article: of what it is a copy, and where it stands against them."""
        return self._findings.get(number, [])

    @cached_property
    def _findings(self) -> dict[int, list[Finding]]:
        found: dict[int, list[Finding]] = {}
        for copy in self.copies.values():
            found.setdefault(copy.number, []).append(self._copied(copy))
        for members in self.groups:
            for slot in self._slots(members):
                for contest in contests(slot):
                    found.setdefault(contest.said.number, []).append(self._contested(contest))
        return found

    def _event(self, members: tuple[int, ...]) -> Event:
        inside = frozenset(members)
        return Event(
            members,
            tuple(self._slots(members)),
            tuple(self.copies[number] for number in members if number in self.copies),
            tuple(overlap for overlap in self._overlaps if inside.issuperset((overlap.one, overlap.other))),
            tuple(origins_of({number: self._witness(number) for number in members})),
        )

    def _slots(self, members: Iterable[int]) -> list[Slot]:
        return slots_of({number: self.traces[number].claims for number in members}, self._voice, self._known)

    def _voice(self, number: int) -> int:
        """What stands for an article and all its copies."""
        return self.copies[number].original if number in self.copies else number

    def _witness(self, number: int) -> Witness:
        trace = self.traces[number]
        return Witness(trace.credits, publisher(trace.source), self._voice(number))

    def _known(self, name: str) -> int:
        """In how many articles a full name stands, as it is compared."""
        first, behind = np.searchsorted(self._names, hash(name)), np.searchsorted(self._names, hash(name), "right")
        return int(behind - first)

    @cached_property
    def _names(self) -> Ints:
        """A number for each full name of each article, in order; far smaller than the names themselves."""
        found = [np.fromiter(map(hash, trace.names), np.int64) for trace in self.traces]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))

    def _copied(self, copy: Copy) -> Finding:
        same = _SAME[copy.kind].format(self.traces[copy.original].label)
        part = "" if copy.kind == "copy" else f"; about {copy.share:.0%} of it stands there"
        message = f"{same}, {_CAME_FIRST if copy.later else _NOT_KNOWN}{part}."
        span, *related = copy.passages or (WHOLE,)
        soft = not copy.later or copy.kind == _UNSURE
        return Finding(NEAR_DUPLICATE, span, message, tuple(related), soft, _GROUPS[NEAR_DUPLICATE])

    def _contested(self, contest: Contest) -> Finding:
        claim, others = contest.said.claim, contest.against.said
        here = _DIFFERENT[contest.slot.kind].format(who=claim.who, here=_told(claim.kind, claim.words, claim.value))
        there = _told(claim.kind, others[0].claim.words, contest.against.value)
        message = f"{here}; {there} in {self._holders(contest)}."
        return Finding(CORPUS_CONFLICT, claim.span, message, (), not contest.sure, _GROUPS[CORPUS_CONFLICT])

    def _holders(self, contest: Contest) -> str:
        """Those who say otherwise: one by its label, and how many more."""
        others = contest.against.said
        first, more = self.traces[others[0].number].label, len(others) - 1
        rest = f" and {more} other article{'s' if more > 1 else ''} on the same event" if more else ""
        return f"{first}{rest}"


def _with_copies(groups: Iterable[tuple[int, ...]], copies: Iterable[Copy]) -> list[tuple[int, ...]]:
    """Events, to which all copies of their articles belong, however much later they came."""
    joined = Joined()
    numbers: set[int] = set()
    pairs = [(group[0], number) for group in groups for number in group]
    for one, other in (*pairs, *((copy.original, copy.number) for copy in copies)):
        joined.add(one, other)
        numbers.update((one, other))
    return [tuple(group) for group in joined.groups(sorted(numbers))]


def _told(kind: str, words: str, value: str) -> str:
    """What an article says, quoted; a title or an age with its value, for the words around it may hide it."""
    quoted = f"“{' '.join(words.split())}”"
    return quoted if kind == NAME else f"{value} ({quoted})"
