"""Vague attribution."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.learnt import NAMED, VAGUE
from scorer.lexicon import Lexicon, WordList
from scorer.shape import apart
from scorer.signal import Likely, Signal

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
_VOUCHED = WordList("said told says according wrote writes tweeted testified")
_BY = WordList("by")
_CROWD = WordList("""
    officials aides advisers analysts experts sources economists strategists critics observers insiders insider
    prosecutors investigators authorities police people person voters supporters opponents advocates activists allies
    friends rivals lawmakers leaders lawyers employees executives operatives donors residents witnesses scientists
    researchers scholars historians pollsters commentators pundits members others some many most several few official
    aide adviser source polls poll surveys studies reports records documents data figures filings research
""")
_HELPING = WordList("is are was were be been being has have had widely")
_EXPECTED = WordList("expected said known")
_CALLED = WordList("known called dubbed named")
_LEAST = 0.3  # at which a phrase is taken to be what it seems
_CHANCE = 0.45  # at which four in five are right where labelled
_POSSESSIVE = ("'s", "’s")
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
    trigger: ClassVar = (_HEARSAY, _PEOPLE, *(crowd for crowd, _ in _FACELESS), Likely(VAGUE, _CHANCE))
    reads: ClassVar = (
        _PARTING,
        _KNOWN,
        _VOUCHED,
        _BY,
        _CROWD,
        _HELPING,
        _EXPECTED,
        _CALLED,
        *(claims for _, claims in _FACELESS),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        plain = list(_phrases(document))
        sure = _sure(document, plain) if plain else []
        for words in apart([*plain, *_learnt(document, plain)]):
            if document.is_quoted(words.start):
                continue
            span = document.words_span(words)
            if words in sure:
                yield self.at(span, "Nobody is named as the source of this claim.")
            else:
                yield self.at(span, "The source of this has no name; who it is may be worth asking.", soft=True)


def _sure(document: Document, plain: list[range]) -> list[range]:
    """The phrases that credit a claim to a faceless crowd, or whose sentence as a whole reads as sourced to nobody."""
    crowds, vague, named = list(_crowds(document)), document.cues(VAGUE, _LEAST), document.cues(NAMED, _CHANCE)
    sure = []
    for words in plain:
        sentence = document.sentence_words(words.start)
        faceless = words in crowds or _any_in(vague, sentence)
        vouched = _any_in([cue for cue in named if cue not in words], sentence)
        if faceless and not vouched and not document.holds(words, _EXPECTED):
            sure.append(words)
    return sure


def _any_in(words: list[int], sentence: range) -> bool:
    """Whether one of ``words``, which are in order, stands in the sentence."""
    return bisect_left(words, sentence.start) < bisect_left(words, sentence.stop)


def _phrases(document: Document) -> Iterator[range]:
    """Phrases that leave the source out, where nobody else vouches for the claim."""
    for words in apart([*_claims(document), *document.find_words(_HEARSAY)]):
        if not _somebody_vouches(document, words):
            yield words


def _learnt(document: Document, plain: list[range]) -> Iterator[range]:
    """Cues of a source without a name, with the crowd or the helping verb beside them."""
    told = {document.sentence_words(words.start).start for words in plain}
    for cue in document.cues(VAGUE, _CHANCE):
        sentence = document.sentence_words(cue)
        if sentence.start in told or document.is_listed(cue, _CALLED):
            continue
        helped = cue > sentence.start and document.is_listed(cue - 1, _HELPING)
        alone = range(cue - helped, cue + 1)
        words = _with_crowd(document, cue, sentence) or alone
        if words != alone or not _somebody_vouches(document, alone):
            yield words


def _with_crowd(document: Document, cue: int, sentence: range) -> range | None:
    """The cue and the crowd near it on one side, with no mark between."""
    first, end = max(cue - _PARTED, sentence.start), min(cue + _PARTED + 1, sentence.stop)
    if not document.holds(range(first, end), _CROWD):
        return None
    crowd, followers = document.marked(_CROWD), document.followers
    for word in range(cue - 1, first - 1, -1):
        if followers[word] != " ":
            break
        if crowd[word]:
            return range(word, cue + 1)
    for word in range(cue + 1, end):
        if followers[word - 1] != " ":
            break
        if crowd[word]:
            return range(cue, word + 1)
    return None


def _claims(document: Document) -> Iterator[range]:
    """Faceless subjects with their verbs."""
    for subject in document.find_words(_PEOPLE):
        if not _is_certain(document, subject.start):
            yield subject
    yield from _crowds(document)


def _crowds(document: Document) -> Iterator[range]:
    """Those of them that are told by a verb near by."""
    for crowd, verbs in _FACELESS:
        for subject in document.find_words(crowd):
            verb = _verb_after(document, subject.stop, verbs)
            if verb is not None and not _is_certain(document, subject.start):
                yield range(subject.start, verb + 1)


def _verb_after(document: Document, word: int, verbs: WordList) -> int | None:
    for at in range(word, min(word + _PARTED, len(document))):
        if document.followers[at - 1] != " ":
            return None
        if document.is_listed(at, verbs):
            return at
        if not document.is_listed(at, _PARTING):
            return None
    return None


def _is_certain(document: Document, subject: int) -> bool:
    """Whether the word before makes the crowd a certain one: "these experts", "Harvard historians"."""
    sentence, before = document.sentence_words(subject), subject - 1
    if before < sentence.start or document.followers[before] != " ":
        return False
    named = document.capitalised[before] and (before > sentence.start or document.word(before).endswith(_POSSESSIVE))
    return bool(named) or document.is_listed(before, _KNOWN)


def _somebody_vouches(document: Document, claim: range) -> bool:
    """Whether the same sentence says who reports the claim, or by whom it is made."""
    if claim.stop < len(document) and document.is_listed(claim.stop, _BY):
        return True
    sentence = document.sentence_words(claim.start)
    before = range(max(sentence.start, claim.start - _NEAR), claim.start)
    after = range(claim.stop, min(sentence.stop, claim.stop + _NEAR))
    return document.holds(before, _VOUCHED) or document.holds(after, _VOUCHED)
