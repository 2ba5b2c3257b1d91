"""Name variants."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

import numpy as np

from scorer.characters import UPPER, has
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import Ints, first_places
from scorer.lexicon import WordList
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span
from scorer.spelling import slips, sound
from scorer.stopwords import STOP_WORDS
from scorer.topics import topics

# A name with one of these words, or of such a shape, is brought from other letters: its spelling is a matter of taste.
_TASTE = """
    al el ul bin ibn abu abd abdul abdel abdullah abdallah umm mohamed mohammed mohammad muhammad mohamad mahmoud
    mahmud ahmed ahmad hussein hussain husain hossein hassan hasan ali omar umar osama usama yusuf youssef yousef yasser
    yasir saleh salih said saeed khaled khalid hamid hameed hamed karim kareem rashid rasheed walid waleed tariq tarek
    fuad fouad nouri nuri bashar bashir seif saif salman suleiman soleimani qassem qasem qaeda qaida shabab hamas
    hezbollah hizbullah quran koran taliban muammar moammar gaddafi gadhafi qaddafi kadafi
    sergei sergey andrei andrey dmitri dmitry dmitriy alexei aleksei alexey yuri yury viktor victor mikhail evgeny
    yevgeny oleg volodymyr vladimir wolodymyr aleksandr aleksander oleksandr petro dzhokhar
    kim lee park jong moon chung yochanan
"""
_FOREIGN = frozenset(_TASTE.split())
_FOREIGN_SHAPE = re.compile(
    r"^[gkdz]h|(?<![clnr])kh|dhaf|zh|q(?!u)|(?<!s)aa(?!r)|tsk|sk[iy]y?$|v[iy](?:t?ch|c)$|enko$|[uo]ll?ah$|edd?in$|[ey]ev$|iy$|ayev|^vl"
)
_VOWELS = re.compile(r"[aeiouyh]")
_ENDINGS = "sniyuqdr"  # one of these behind a name makes another word of it: "Iraqi", "Trumpy"
_LAST_LETTERS = "snmtyieao"  # as does one for another: "Texas", "Texan"
# In a sentence with one of these a name may be misspelt on purpose, or be another's.
_SPELLING = WordList("""
    sic misspelled misspelt misspelling misspells spelled spelt spelling typo misidentified correction corrected v vs
""")
_AT = WordList("in near at outside")  # before a place, rather than a person
_MOST_WORDS = 4  # of a person's name
_OFTEN = 3  # so often a name stands that a slip in it can be told from another name
_MOST = 10  # variants; a text with more is a list of names
_REMEMBERED = 4096  # pairs; those of countries and their peoples come again and again
_SHADE = np.uint64(0x9E3779B97F4A7C15)

_HARD = "“{}” is “{}” elsewhere in the text: one of the two is misspelt."
_SOFT = "“{}” is “{}” elsewhere in the text: one name written in two ways, it seems; worth a look."


@dataclass(frozen=True)
class NameVariants(Signal):
    """One name, spelt two ways.

    **Why it counts.** Of two spellings of a person's name one is wrong, and nobody who read the text before it went
    out has seen it. Text that is typed in haste, or put together from several sources, has it more often.

    **Flagged.** "Trovald Lindquist" beside "Torvald Lindquist", "Ann Branntner" beside "Ann Brandtner", "Mr. Guiliani"
    where Rudy Giuliani is named thrice. The rarer spelling is shown, with the first place of the other. Softly:
    spellings that may be a matter of taste, since the name is brought from other letters ("al-Qaida" and "al-Qaeda").

    **Fine.** People of one family ("Eric Lindholm", "Erica Lindholm") and others whose names are known and sound apart;
    forms of a word ("Americans", "the Americas"); a sentence that tells of a spelling ("[sic]", "misspelled").

    **Limits.** Only a single slip is seen: a letter too many, too few or changed, or two that changed places. Where
    one first name stands for another ("Susan Lane", "Karen Lane") two people can't be told from an error. A text that
    misspells a name throughout spells it one way.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 9.74 [6.41,
      13.5], n = 7,085; articles with a soft one, of 1,000: 2.82 [.971, 5.36], n = 7,085; recall of slips: two
      letters swapped in a first name: .837 [.828, .845], n = 5,283; recall of slips: two letters swapped in the
      surname of a full name: .935 [.930, .941], n = 5,282; recall of slips: two letters swapped in a surname alone:
      .960 [.954, .966], n = 4,197
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 9.33 [.741, 42.8], n =
      2,037; articles with a soft one, of 1,000: 1.96 [.000, 8.43], n = 2,037
    - AllSides, 100 findings of any check drawn at random, hard: 96 of 99 flags read are right
    - Horne 2017, hard: 7 of 7 flags read are right
    - Reuters, AP, BBC and New York Times, hard: 10 of 11 flags read are right
    - Spotlight PA, hard: 35 of 37 flags read are right
    - other outlets of AllSides, hard: 74 of 77 flags read are right
    - Reuters, AP, BBC and New York Times, soft: 4 of 4 flags read are right
    - Spotlight PA, soft: 2 of 2 flags read are right

    **Tried.** The wrong ones are plays on words and places named like a person. A known word is blamed only where it
    sounds like the other ("Kelly" and "Kelley"): one slip parts many real names.

    **Source.** The handbooks of the news agencies: spell a name as its owner does, and check it at each mention.
    Damerau, "A Technique for Computer Detection and Correction of Spelling Errors" (1964): four in five misspellings
    are one such slip.
    """

    id: ClassVar = "name-variants"
    group: ClassVar = "consistency"
    reads: ClassVar = (STOP_WORDS, _SPELLING, _AT)

    def suspects(self, batch: Batch) -> Bools:
        return np.array([bool(variants) for variants in batch.once(_variants)], dtype=np.bool_)

    def find(self, document: Document) -> Iterator[Finding]:
        for variant in document.own(_variants):
            if not _is_on_purpose(document, variant.word):
                yield self._finding(document, variant)

    def _finding(self, document: Document, variant: "_Variant") -> Finding:
        names = (span.of(document.text) for span in (variant.here, variant.there))
        message = (_SOFT if variant.soft else _HARD).format(*names)
        return self.at(variant.here, message, variant.there, soft=variant.soft)


def _is_on_purpose(document: Document, word: int) -> bool:
    """Whether a name may be spelt otherwise by right: its sentence tells of a spelling or of a case at court."""
    sentence = document.sentence_words(word)
    return document.holds(range(max(sentence.start - 1, 0), sentence.stop), _SPELLING)


class _Variant(NamedTuple):
    """A name's rarer spelling, its first word, and the first place of the other."""

    here: Span
    there: Span
    word: int
    soft: bool


def _variants(batch: Batch) -> list[list[_Variant]]:
    """The variants in each text, in text order, no two of the same place."""
    found: list[dict[Span, _Variant]] = [{} for _ in range(len(batch))]
    words = _NameWords(batch)
    for rare, other in words.slips():
        here = found[words.text.item(rare)]
        if len(here) <= _MOST and (variant := words.variant(rare, other)):
            here.setdefault(variant.here, variant)
    return [sorted(variants.values()) if len(variants) <= _MOST else [] for variants in found]


class _NameWords:
    """The words of a batch that are given names, surnames or whole names; the same word of a text has one number.

    That is the place of the first of them among all, so that many numbers stand for none.
    For each number: ``text``, its text, and how often it is a ``given`` name, a ``surname`` behind one, and ``alone``.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch, self._reading, names = batch, batch.reading, batch.names
        self._rows = np.flatnonzero((names.surname - names.first < _MOST_WORDS) & ~self._are_capitals(names.surname))
        surname, given = names.surname[self._rows], names.first[self._rows]
        full = np.flatnonzero((given < surname) & ~self._are_capitals(given))
        text = np.searchsorted(names.bounds, self._rows, "right") - 1
        self._word, self.text = np.concatenate((surname, given[full])), np.concatenate((text, text[full]))
        numbers = self._number(np.flatnonzero(names.possessive[self._rows]))
        self._surnames, self._given_names = numbers[: len(surname)], np.full(len(surname), -1)
        self._given_names[full] = numbers[len(surname) :]
        size = len(self._word)
        self.given = np.bincount(numbers[len(surname) :], minlength=size)
        self.surname = np.bincount(self._surnames[full], minlength=size)
        self.alone = np.bincount(self._surnames, minlength=size) - self.surname
        self._given_rows: dict[int, list[int]] = defaultdict(list)
        self._surname_rows: dict[int, list[int]] = defaultdict(list)

    def _number(self, possessive: Ints) -> Ints:
        """Number the words, the same ones of a text alike; some are ``possessive``."""
        words, self._key = self._reading.words, self._reading.keys[self._word]
        self._key[possessive] = self._reading.stems(self._word[possessive])
        self._start, self._end = words.start[self._word], words.end[self._word]
        self._end[possessive] -= 2
        return first_places(self._key + self.text.astype(np.uint64) * _SHADE)

    def _are_capitals(self, words: Ints) -> Bools:
        """Whether each of some words begins with two capitals: "NATO"."""
        return has(self._reading.kind.take(self._reading.words.start[words] + 1, mode="clip"), UPPER)

    def slips(self) -> list[tuple[int, int]]:
        """Pairs of words that are a slip apart and, by where they stand in names, may be one; the rarer first."""
        count = self.given + self.surname + self.alone
        self._once = (count == 1) & (self.alone == 1)
        self._often = (count >= _OFTEN) & (self.surname > 0) & (self.alone > 0)
        asked = np.flatnonzero((self.given > 0) | (self.surname > 0) | self._once)
        # In the order of their words, so that pairs don't hang on the other texts of the batch.
        asked = asked[np.argsort(self._word[asked], kind="stable")]
        pairs = slips(self._reading.folded, self._start[asked], self._end[asked], self.text[asked])
        one, other = asked[pairs.one], asked[pairs.other]
        likely = (self.given[one] > 0) & (self.given[other] > 0)
        likely |= (self.surname[one] > 0) & (self.surname[other] > 0)
        likely |= (self._once[one] & self._often[other]) | (self._once[other] & self._often[one])
        likely &= ~self._are_forms(one, other)
        return self._ordered(one[likely], other[likely], count)

    def _are_forms(self, one: Ints, other: Ints) -> Bools:
        """Whether two words, a slip apart, are forms of one: "America" and "American", "Nazis" and "Nazism"."""
        length, length_other = (self._end[words] - self._start[words] for words in (one, other))
        longer, folded = length > length_other, self._reading.folded
        short, long = self._end[np.where(longer, other, one)], self._end[np.where(longer, one, other)]
        last, added, same = folded[short - 1], folded[long - 1], length == length_other
        changed = (last != added) & one_of(_LAST_LETTERS, last) & one_of(_LAST_LETTERS, added)
        changed &= folded[short - 2] == folded[long - 2]
        before = (last == added) & (last == ord("s")) & one_of("ni", folded[long - 2])  # "Texas" and "Texans"
        before &= (folded[short - 2] != folded[long - 2]) & (folded[short - 2] == folded[long - 3])
        return np.asarray(np.where(same, changed, before | ((last != added) & one_of(_ENDINGS, added))))

    def _ordered(self, one: Ints, other: Ints, count: Ints) -> list[tuple[int, int]]:
        """Pairs with the rarer word first; of two that are as rare, the unknown one, or else the later one."""
        known = [topics().know(self._key[words]) for words in (one, other)]
        rank = [2 * count[words] + knows for words, knows in zip((one, other), known, strict=True)]
        turned = (rank[1] < rank[0]) | ((rank[1] == rank[0]) & (self._word[other] > self._word[one]))
        rare, common = np.where(turned, other, one), np.where(turned, one, other)
        self._find_rows(np.concatenate((one, other)))
        self._known = set(rare[np.where(turned, known[1], known[0])].tolist())
        return list(zip(rare.tolist(), common.tolist(), strict=True))

    def _find_rows(self, words: Ints) -> None:
        """Note the rows in which each of some words is a given name or a surname, in order."""
        wanted = np.zeros(len(self._word) + 1, dtype=np.bool_)  # the last stands for none
        wanted[words] = True
        for column, found in ((self._given_names, self._given_rows), (self._surnames, self._surname_rows)):
            rows = np.flatnonzero(wanted[column])
            for row, number in zip(rows.tolist(), column[rows].tolist(), strict=True):
                found[number].append(row)

    def _written(self, number: int) -> str:
        return self._reading.folded_word(self._word[number]).removesuffix("'s")

    def variant(self, rare: int, other: int) -> _Variant | None:
        """What two spellings are, if they stand in names that are one but for them."""
        rows = self._full_names(rare, other) or self._surname_alone(rare, other)
        if rows is None or not _may_be_one(self._written(rare), self._written(other), rare in self._known):
            return None
        text, names = self.text.item(rare), self._batch.names
        places = [self._rows.item(row) for row in rows]
        soft = self._is_taste(rare, other, places)
        if soft or rare not in self._known or sound(self._written(rare)) == sound(self._written(other)):
            here, there = (names.span(text, place) for place in places)
            word = names.first.item(places[0]) - self._reading.words.bounds.item(text)
            return _Variant(here, there, word, soft)
        return None

    def _full_names(self, rare: int, other: int) -> tuple[int, int] | None:
        """The first full names that have the two words, and the rest in common."""
        for own, rest in ((self._given_rows, self._surnames), (self._surname_rows, self._given_names)):
            first = {rest.item(row): row for row in reversed(own[other])}
            for one in own[rare]:
                if rest.item(one) >= 0 and rest.item(one) in first:
                    return self._if_alike(one, first[rest.item(one)])
        return None

    def _if_alike(self, one: int, other: int) -> tuple[int, int] | None:
        """Two full names, unless their middle names set them apart."""
        middle = [{word[0] for word in self._words_of(self._rows.item(row))[1:-1]} for row in (one, other)]
        return None if all(middle) and middle[0].isdisjoint(middle[1]) else (one, other)

    def _surname_alone(self, rare: int, other: int) -> tuple[int, int] | None:
        """A surname that stands alone and once, and the first full name with the other."""
        if not (self._once[rare] and self._often[other]) or self._is_somewhere(rare):
            return None
        if rare in self._known and self._may_be_no_name(rare):
            return None
        full = next(row for row in self._surname_rows[other] if self._given_names.item(row) >= 0)
        return self._surname_rows[rare][0], full

    def _is_somewhere(self, number: int) -> bool:
        """Whether a word seems to be a place: "in Hiller"."""
        word = self._word.item(number)
        return word > 0 and self._batch.matches.is_listed(_AT, word - 1)

    def _may_be_no_name(self, number: int) -> bool:
        """Whether a known word is a stop word, or has its capital since it begins a sentence."""
        word = self._word[number]
        return self._batch.matches.is_listed(STOP_WORDS, word) or self._batch.sentences_of(word)[0] == word

    def _is_taste(self, rare: int, other: int, places: list[int]) -> bool:
        """Whether two spellings may both be right: of a name that is brought from other letters."""
        if _skeleton(self._written(rare)) != _skeleton(self._written(other)):
            return False
        words = {word for place in places for word in self._words_of(place)}
        return not words.isdisjoint(_FOREIGN) or any(map(_FOREIGN_SHAPE.search, words))

    def _words_of(self, place: int) -> list[str]:
        """The words of a name, as they are compared."""
        names = self._batch.names
        words = range(names.first.item(place), names.surname.item(place) + 1)
        return [self._reading.folded_word(word).removesuffix("'s") for word in words]


@lru_cache(_REMEMBERED)
def _may_be_one(rare: str, other: str, known: bool) -> bool:
    """Whether two words look like one: words of letters and, if the rarer is ``known``, of about the same sound."""
    return not any(map(str.isdigit, rare + other)) and (not known or _skeleton(rare) == _skeleton(other))


def _skeleton(word: str) -> str:
    """The consonants of a name as they sound: what stays when it is brought from other letters in another way."""
    return _VOWELS.sub("", sound(word))
