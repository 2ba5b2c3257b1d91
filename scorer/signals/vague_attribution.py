"""Vague attribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs, are_among
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.learnt import NAMED, VAGUE
from scorer.lexicon import Lexicon, WordList
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.signal import Signal

_SOME = "some|many|most|several|various|numerous|other|recent?"
_FACELESS = (
    (
        Lexicon(
            [f"{_SOME} analysts|experts|observers|critics|insiders|specialists|scientists"],
            [f"{_SOME} economists|historians|skeptics|sceptics|detractors|commentators|pundits"],
        ),
        WordList("""
            say suggest suggested indicate indicated predict predicted believe believed claim claimed argue argued note
            noted warn warned think fear feared worry speculate speculated contend agree see view wonder question doubt
            describe hail hailed praise aware watching
        """),
    ),
    (
        Lexicon([f"{_SOME} media? sources|reports|rumors|rumours|outlets|whispers"]),
        WordList("""
            say said suggest suggested indicate indicated claim claimed believe reported emerged surfaced circulated
            circulating swirled swirling
        """),
    ),
    (
        Lexicon([f"{_SOME} polls|surveys|studies|research", "satellite images|imagery|photos"]),
        WordList("show shows shown suggest suggests suggested indicate indicates indicated found"),
    ),
)  # subjects that nobody can ask, each with the verbs that make a claim of them
_PEOPLE = Lexicon(
    ["some|many|others now|still|also? say|argue|believe|claim|fear|worry|speculate|contend|suggest|wonder"],
    ["some|many|most people|americans|voters say|argue|believe|claim|fear|worry"],
    ["both parties|sides|countries|nations|leaders emphasized|emphasised|stressed|underscored|highlighted|reaffirmed"],
    ["international community is|has|remains|watches|condemned"],
)
_WIDELY = "widely|largely|generally|commonly|often|increasingly|also?"
_STIR = "interest|debate|contention|concern|controversy|speculation|discussion"
_HEARSAY = Lexicon(
    [f"it_is|it's|it_was|it_has_been {_WIDELY} believed|thought|rumored|rumoured|assumed|speculated|claimed|alleged"],
    [f"is|are {_WIDELY} seen|viewed|regarded|perceived as", f"is|are {_WIDELY} believed|thought|said|understood to"],
    ["is|are|was|were rumored|rumoured to", "rumor|rumour has it", f"is|are {_WIDELY} expected to"],
    ["has|have been widely? criticized|criticised|praised|hailed|condemned|touted", "was|were|been highlighted"],
    ["was|were widely criticized|criticised|praised", "questions|concerns have been raised", "reportedly"],
    ["according to some|many|several|various|unconfirmed|multiple|media|local|news? reports|sources|media|rumors"],
    ["according to some|many|several|various|legal|political|industry? experts|analysts|observers|insiders|critics"],
    ["various|several|many|some|numerous|multiple? media sources", "unnamed|unconfirmed sources|reports"],
    ["seen|viewed|regarded|hailed|considered|described|perceived by many|some|critics|analysts|experts|observers"],
    ["monitored|watched by analysts|experts|observers", "in what some|many call|consider|see|describe"],
    [f"has|have long? been|become a topic|subject|matter|source|point of growing|intense|much|great? {_STIR}"],
    ["criticism|condemnation|concern|praise from|in|within|across the international|global community"],
)
_PARTING = WordList("have has had also now still widely often long already frequently generally keenly are is")
_KNOWN = WordList("""
    the these those this that his her their our its your two three four five six seven eight nine ten dozen and or
    of no not by
""")  # before a crowd they make it a certain one, or give it company that has a name
_VOUCHED = Lexicon(["said|told|says|according|wrote|writes|tweeted|testified"])
_BY = Lexicon(["by"])
_CROWD = WordList("""
    officials aides advisers analysts experts sources economists strategists critics observers insiders insider
    prosecutors investigators authorities police people person voters supporters opponents advocates activists allies
    friends rivals lawmakers leaders lawyers employees executives operatives donors residents witnesses scientists
    researchers scholars historians pollsters commentators pundits members others some many most several few official
    aide adviser source polls poll surveys studies reports records documents data figures filings research
""")
_HELPING = WordList("is are was were be been being has have had widely")
_EXPECTED = Lexicon(["expected|said|known"])
_CALLED = WordList("known called dubbed named")
_LEAST = 0.3  # at which a phrase is taken to be what it seems
_CHANCE = 0.45  # at which four in five are right where labelled
_SPACE = ord(" ")
_PARTED = 4  # words that may part a subject from its verb
_NEAR = 40  # words around a claim in which somebody may vouch for it


@dataclass(frozen=True)
class VagueAttribution(Signal):
    """Claims credited to nobody in particular.

    **Why it counts.** A reader can neither ask nor look up a source without a name; such phrases lend weight to what
    the writer merely supposes.

    **Flagged.** "Reports suggested that …", "Experts predict …", "is seen as", "is believed to have",
    "according to multiple sources", "was highlighted", "reportedly". Softly, as worth a look: sources that
    the writer knows and the reader doesn't ("officials said", "aides worried") and what "is expected to" happen.

    **Fine.** A source that can be found: "Reuters reported", "analysts at Goldman Sachs said", "three sources told
    Reuters". A crowd that the text makes a certain one: "these experts", "Stanford economists". Whatever somebody is
    quoted with, and whatever the same sentence credits to a speaker.

    **Limits.** A source named in a neighbouring sentence isn't seen, so careful reporting is flagged as well. A crowd
    that is named by its first word ("Stanford economists say" at the head of a sentence) is taken for a faceless one.
    The best papers have as much of it as others: what tells is how much of it stands beside named sources.

    **Measured.**

    - PolNeAR development articles, held back: findings against sentences sourced to nobody (data a1cb177f):
      precision: .900 [.571, 1], n = 10; recall: .090 [.029, .157], n = 100; F1: .164 [.054, .268], n = 3,077
    - PolNeAR development articles, held back: findings, soft ones too, against sentences sourced to nobody (data
      a1cb177f): precision: .769 [.622, .897], n = 52; recall: .400 [.289, .537], n = 100; F1: .526 [.415, .644], n
      = 3,077
    - PolNeAR development articles, held back: sentences sourced to nobody, by the classifier (data a1cb177f):
      precision: .550 [.430, .673], n = 111; recall: .610 [.491, .738], n = 100; F1: .578 [.465, .683], n = 3,077;
      AUROC: .966 [.950, .979], n = 3,077; average precision: .585 [.471, .710], n = 3,077; precision at recall 0.3:
      .789 [.627, .945], n = 3,077
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 194 [142,
      269], n = 7,085; findings for each 1,000 words: .273 [.188, .397], n = 7,085; articles with a soft one, of
      1,000: 411 [358, 456], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 524 [29.1, 837], n =
      2,037; findings for each 1,000 words: 1.61 [.039, 2.91], n = 2,037; articles with a soft one, of 1,000: 382
      [88.2, 531], n = 2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 3
    - clean news, hard: 53 of 55 flags read are right
    - clean news, soft: 23 of 30 flags read are right

    **Source.** Wikipedia's manual of style warns of such unsupported attributions as weasel words; the handbooks of
    Reuters and the Associated Press ask for named sources, and for as much description as possible of any other.
    """

    id: ClassVar = "vague-attribution"
    group: ClassVar = "sourcing"
    per: ClassVar = "1000 words"
    reads: ClassVar = (
        _HEARSAY,
        _PEOPLE,
        *(crowd for crowd, _ in _FACELESS),
        *(claims for _, claims in _FACELESS),
        _PARTING,
        _KNOWN,
        _VOUCHED,
        _BY,
        _CROWD,
        _HELPING,
        _EXPECTED,
        _CALLED,
    )

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_sure) | batch.has(_unsure)

    def find(self, document: Document) -> Iterator[Finding]:
        sure = self.at_each(document.spans(_sure), "Nobody is named as the source of this claim.")
        message = "The source of this has no name; who it is may be worth asking."
        unsure = self.at_each(document.spans(_unsure), message, soft=True)
        return iter(sorted((*sure, *unsure), key=attrgetter("span")))


def _sure(batch: Batch) -> Runs:
    """Those that credit a claim to a faceless crowd, or whose sentence as a whole reads as sourced to nobody."""
    claims = batch.runs(_unsourced)
    claims = claims.where(claims.are_in(batch.runs(_phrases)))
    start, end = batch.sentences_of(claims.first)
    vague, named = batch.likely(VAGUE, _LEAST), batch.likely(NAMED, _CHANCE)
    faceless = claims.are_in(batch.runs(_crowds)) | (_count(vague, start, end) > 0)
    vouched = _count(named, start, end) > _count(named, claims.first, claims.last + 1)
    expected = _count(batch.hits(_EXPECTED).first, claims.first, claims.last + 1) > 0
    return claims.where(faceless & ~vouched & ~expected)


def _unsure(batch: Batch) -> Runs:
    """The others."""
    found = batch.runs(_unsourced)
    return found.where(~found.are_in(batch.runs(_sure)))


def _unsourced(batch: Batch) -> Runs:
    """Phrases and learnt words that leave the source out, outside quotation."""
    found = Runs.apart(batch.runs(_phrases), _learnt(batch))
    return found.where(~batch.are_quoted(found.first))


def _phrases(batch: Batch) -> Runs:
    """Phrases that leave the source out, where nobody else vouches for the claim."""
    people = batch.hits(_PEOPLE)
    people = people.where(~_are_certain(batch, people.first))
    claims = Runs.apart(people, batch.runs(_crowds), batch.hits(_HEARSAY))
    return claims.where(~_somebody_vouches(batch, claims))


def _crowds(batch: Batch) -> Runs:
    """Faceless subjects with the verbs near by that make a claim of them."""
    hits, listed = [batch.hits(crowd) for crowd, _ in _FACELESS], batch.matches.listed
    first, word = (np.concatenate(ends) for ends in zip(*hits, strict=True))
    kind = np.repeat(np.arange(len(hits)), [len(crowd.first) for crowd in hits])
    verb, on, end = np.full(len(first), -1), ~_are_certain(batch, first), batch.articles_of(first)[1]
    for _ in range(_PARTED):
        on &= (word + 1 < end) & (batch.behind[word] == _SPACE)
        word = np.minimum(word + 1, len(batch.behind) - 1)
        claims = [listed(verbs, word) for _, verbs in _FACELESS]
        verb = np.where(on & np.choose(kind, claims), word, verb)
        on &= (verb < 0) & listed(_PARTING, word)
        if not on.any():
            break
    return Runs.apart(Runs(first, verb).where(verb >= 0))


def _are_certain(batch: Batch, subjects: Ints) -> Bools:
    """Whether the word before makes each crowd a certain one: "these experts", "Harvard historians"."""
    start, before = batch.sentences_of(subjects)[0], subjects - 1
    named = batch.reading.capitalised[before] & ((before > start) | _are_possessive(batch, before))
    beside = (before >= start) & (batch.behind[before] == _SPACE)
    return np.asarray(beside & (named | batch.matches.listed(_KNOWN, before)))


def _are_possessive(batch: Batch, words: Ints) -> Bools:
    last = batch.reading.laid(batch.reading.words.end[words] - 1)
    codes = batch.reading.codes
    return np.asarray((codes[last] == ord("s")) & one_of("'’", codes[last - 1]))


def _somebody_vouches(batch: Batch, claims: Runs) -> Bools:
    """Whether the same sentence says who reports each claim, or by whom it is made."""
    (start, end), behind = batch.sentences_of(claims.first), claims.last + 1
    vouched = batch.hits(_VOUCHED).first
    before = _count(vouched, np.maximum(start, claims.first - _NEAR), claims.first)
    after = _count(vouched, behind, np.minimum(end, behind + _NEAR))
    by = are_among(batch.hits(_BY).first, behind) & ~batch.begin_articles(behind)
    return by | (before > 0) | (after > 0)


def _learnt(batch: Batch) -> Runs:
    """Cues of a source without a name, with the crowd or the helping verb beside them."""
    cues, listed = batch.likely(VAGUE, _CHANCE), batch.matches.listed
    told = batch.sentences_of(batch.runs(_phrases).first)[0]
    cues = cues[~are_among(told, batch.sentences_of(cues)[0]) & ~listed(_CALLED, cues)]
    start, end = batch.sentences_of(cues)
    alone = Runs(cues - ((cues > start) & listed(_HELPING, cues - 1)), cues)
    left, right = _crowd_beside(batch, cues, start, end, -1), _crowd_beside(batch, cues, start, end, 1)
    first = np.where(left >= 0, left, np.where(right >= 0, cues, alone.first))
    last = np.where((left < 0) & (right >= 0), right, cues)
    helped = (first == alone.first) & (last == cues)
    return Runs(first, last).where(~helped | ~_somebody_vouches(batch, alone))


def _crowd_beside(batch: Batch, cues: Ints, start: Ints, end: Ints, step: int) -> Ints:
    """The crowd near each cue on one side in its sentence, with no mark between; -1 without one."""
    found, on, word = np.full(len(cues), -1), np.ones(len(cues), dtype=np.bool_), cues
    for _ in range(_PARTED):
        between = word if step > 0 else word - 1
        word = np.clip(word + step, 0, len(batch.behind) - 1)
        on &= (word >= start) & (word < end) & (word != cues) & (batch.behind[between] == _SPACE)
        found = np.where(on & batch.matches.listed(_CROWD, word), word, found)
        on &= found < 0
    return found


def _count(places: Ints, start: Ints, end: Ints) -> Ints:
    """How many of some places, which are in order, lie in each range."""
    return np.searchsorted(places, end) - np.searchsorted(places, start)
