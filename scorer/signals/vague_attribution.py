"""Vague attribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon, WordList
from scorer.signal import Signal
from scorer.speech import within

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
_POSSESSIVE = ("'s", "’s")
_PARTED = 4  # words that may part a subject from its verb
_NEAR = 40  # words around a claim in which somebody may vouch for it


@dataclass(frozen=True)
class VagueAttribution(Signal):
    """Claims credited to nobody in particular.

    **Why it counts.** A reader can neither ask nor look up a source without a name; such phrases lend weight to what
    the writer merely supposes.

    **Flagged.** "Reports suggested that …", "Experts predict …", "is seen as", "is believed to have",
    "according to multiple sources", "was highlighted", "reportedly", "are expected to".

    **Fine.** A source that can be found: "Reuters reported", "analysts at Goldman Sachs said", "three sources told
    Reuters", "Officials said". A crowd that the text makes a certain one: "these experts", "Stanford economists".
    Whatever somebody is quoted with, and whatever the same sentence credits to a speaker.

    **Limits.** A source named in a neighbouring sentence isn't seen, so careful reporting is flagged as well: every
    finding is only worth a look. A crowd that is named by its first word ("Stanford economists say" at the head of a
    sentence) is taken for a faceless one. Unnamed officials and aides are let be.

    **Measured.** On PolNeAR's training and development articles (32,059 sentences of US political news, looked at
    while the phrases were chosen), 79 of 100 flagged sentences are marked there as sourced to nobody and 93 as
    attributed at all; 19 % of the sentences so marked are found, since most of those quote officials, aides and
    polls. In 3,000 fresh articles of highly rated outlets: 0.42 for each 1,000 words, 27 % of articles, 44 of 50
    right by eye. In news written by language models: 1.2 to 1.9 for each 1,000 words.

    **Source.** Wikipedia's manual of style warns of such unsupported attributions as weasel words; the handbooks of
    Reuters and the Associated Press ask for named sources, and for as much description as possible of any other.
    """

    id: ClassVar = "vague-attribution"
    group: ClassVar = "sourcing"
    soft: ClassVar = True
    per: ClassVar = "1000 words"
    trigger: ClassVar = (_HEARSAY, _PEOPLE, *(crowd for crowd, _ in _FACELESS))
    reads: ClassVar = (_PARTING, _KNOWN, _VOUCHED, _BY, *(claims for _, claims in _FACELESS))

    def find(self, document: Document) -> Iterator[Finding]:
        reach = 0
        phrases = (*_claims(document), *document.find_words(_HEARSAY))
        for words in sorted(phrases, key=lambda words: words.start):
            if words.start < reach or _somebody_vouches(document, words):
                continue
            reach = words.stop
            span = document.words_span(words)
            if not within(document.quotations, span.start):
                yield self.at(span, "Nobody is named as the source of this claim.")


def _claims(document: Document) -> Iterator[range]:
    """Faceless subjects with their verbs."""
    for subject in document.find_words(_PEOPLE):
        if not _is_certain(document, subject.start):
            yield subject
    for crowd, verbs in _FACELESS:
        for subject in document.find_words(crowd):
            verb = _verb_after(document, subject.stop, verbs)
            if verb is not None and not _is_certain(document, subject.start):
                yield range(subject.start, verb + 1)


def _verb_after(document: Document, word: int, verbs: WordList) -> int | None:
    claim, parting, follower = document.marked(verbs), document.marked(_PARTING), document.followers
    for at in range(word, min(word + _PARTED, len(document))):
        if follower[at - 1] != " ":
            return None
        if claim[at]:
            return at
        if not parting[at]:
            return None
    return None


def _is_certain(document: Document, subject: int) -> bool:
    """Whether the word before makes the crowd a certain one: "these experts", "Harvard historians"."""
    sentence, before = document.sentence_words(subject), subject - 1
    if before < sentence.start or document.followers[before] != " ":
        return False
    named = document.capitalised[before] and (before > sentence.start or document.word(before).endswith(_POSSESSIVE))
    return bool(named or document.marked(_KNOWN)[before])


def _somebody_vouches(document: Document, claim: range) -> bool:
    """Whether the same sentence says who reports the claim, or by whom it is made."""
    if claim.stop < len(document) and document.marked(_BY)[claim.stop]:
        return True
    sentence, vouched = document.sentence_words(claim.start), document.marked(_VOUCHED)
    before = vouched[max(sentence.start, claim.start - _NEAR) : claim.start]
    after = vouched[claim.stop : min(sentence.stop, claim.stop + _NEAR)]
    return bool(before.any() or after.any())
