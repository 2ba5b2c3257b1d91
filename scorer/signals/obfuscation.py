"""Obfuscation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from scorer.characters import LOOKALIKES
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span, places

# Characters, as they stand in a pattern's brackets.
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_UNSEEN = "\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0020-\U000e007e"
_STYLED = (
    "\uff21-\uff3a\uff41-\uff5a"  # full-width
    "\U0001d400-\U0001d6a5\u2102\u210a-\u2115\u2118-\u211d\u2124\u2128\u212c-\u2134"  # mathematical
    "\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"  # in circles and squares
    "\u1d00-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731"  # small capitals
)
_FOREIGN = "\u0370-\u058f"  # Greek, Cyrillic, Armenian

_SUSPECT = re.compile(f"[{_UNSEEN}{_STYLED}{_FOREIGN}]")
_ASCII_END = 128
_ASCII = bytes(range(_ASCII_END))
_WORD = re.compile(rf"[\w{_UNSEEN}{_STYLED}]+")
_HIDING = re.compile(f"[{_LATIN}][{_UNSEEN}]+[{_LATIN}]|[0-9][{_UNSEEN}]+[0-9]")
_TAGS = re.compile(
    "(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007e]+"
)  # behind a black flag they name a region's flag
_TURNED = re.compile("\u202e[^\n\u202c\u0590-\u08ff]{0,200}[A-Za-z][^\n\u202c\u0590-\u08ff]{0,200}")

# Greek stands beside Latin letters in formulas and names (μm, Δt, TGFβ), so there it must look the same or be inside.
_GREEK = re.compile("[\u0370-\u03ff]")
_GREEK_MASK = re.compile("ο|[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ](?=[A-Za-z])|(?<=[a-z])[αεικνρτυχ](?=[a-z])")
_NATIVE = re.compile("(?<![A-Za-z])[\u0370-\u058f]{2,40}(?![A-Za-z])")
_NEAR = 30  # characters in which a word of the script shows that it is written here
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = "|".join(_ALPHABET)
_SINGLE = Lexicon([f"{_LETTERS} {_LETTERS}"])
_SPACED = re.compile(r"[A-Za-z](?: {1,3}[A-Za-z])+(?!\w)")
_NUMBERED = re.compile(r"\d[.)] ")  # "1. D R E T" is a puzzle's clue
_PAIR = 2  # letters found together; two such pairs side by side are fewer than a word needs
_FEWEST_SPACED, _FEWEST_DISTINCT = 5, 3
_FEWEST_STYLED, _FEWEST_BESIDE = 4, 3
_VOWELS, _GRADES = frozenset("aeiouy"), frozenset("abcdef")
_WIDEST_GAP = 3

_HIDDEN = "Invisible characters stand inside."
_SMUGGLED = "Text is written here in characters that aren't shown, or turned round by one."
_MASKED = "Letters of another script stand here for Latin ones that look like them."
_DRESSED = "This is set in letters that look like an alphabet's and are other characters."
_APART = "A word is written here as single letters with spaces between."


class _Trick(NamedTuple):
    span: Span
    message: str


@dataclass(frozen=True)
class Obfuscation(Signal):
    """Words written so that people read them and machines don't.

    **Why it counts.** Text is disguised to get past filters for spam, for copies and for forbidden words. No newsroom
    has a reason to.

    **Flagged.** A zero-width space inside a word; text in invisible tag characters or turned round by a control
    character; a Latin word with a Cyrillic "о"; words of full-width or mathematical letters; "c l i c k  h e r e".

    **Fine.** Russian and Greek words; μm, Δt, TGFβ; soft hyphens; the joiners of emoji, Persian and
    Hindi; a mark at the start of the file; full-width letters in Japanese text; rows of grades, initials and results.

    **Limits.** A single word with an invisible character is soft, for editors leave some in, and so are spaced
    capitals, which may be meant to shout. A word made wholly of Cyrillic look-alikes can't be told from Russian.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; articles with a soft one, of 1,000: .141 [.000, .393], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 5.39], n =
      2,037; articles with a soft one, of 1,000: .491 [.000, 2.62], n = 2,037

    **Tried.** The two in 475 articles of false news and satire are a single foreign letter each. In five
    articles disguised by program in seven ways, a tenth of the longer words or all of them, it finds all words
    but 4 of 1,248 in single letters; the patterns were drawn with such disguises in mind. Other signals read on
    through most: with all longer words in small capitals 113 of their 115 findings stay, in circled letters 99.
    Single letters hide words from them.

    **Source.** Unicode Technical Standard 39, "Unicode Security Mechanisms", on confusable characters and mixed
    scripts.
    """

    fewest_hidden: int = 2
    """Words with invisible characters, from which they count; in 4,000 articles of highly rated outlets is none."""

    id: ClassVar = "obfuscation"
    group: ClassVar = "language"
    reads: ClassVar = (_SINGLE,)

    def suspects(self, batch: Batch) -> Bools:
        at = batch.marks.beyond(_ASCII_END)
        codes = batch.reading.codes[at]
        suspect = _SUSPECT.findall("".join(map(chr, np.unique(codes).tolist())))
        strange = batch.marks.tally(at[np.isin(codes, [*map(ord, suspect)])])
        pairs = batch.matches.hits(_SINGLE).first
        return (strange > 0) | (batch.reading.words.tally(pairs[1:][np.diff(pairs) == _PAIR]) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        tricks = [] if document.text.isascii() else _disguised(document.text)
        if single := document.find_words(_SINGLE):
            tricks = sorted([*tricks, *_spaced(document, single)])
        if tricks:
            few = sum(trick.message == _HIDDEN for trick in tricks) < self.fewest_hidden
            for span, message in _joined(document.text, tricks):
                shouted = message == _APART and span.of(document.text).isupper()
                yield self.at(span, message, soft=shouted or (few and message == _HIDDEN))


def _disguised(text: str) -> list[_Trick]:
    strange = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    suspects = set(_SUSPECT.findall(strange))
    if not suspects:
        return []
    found = sorted(place for character in suspects for place in places(text, character))
    words = [_Trick(Span(*match.span()), trick) for match in _words(text, found) if (trick := _trick(text, match))]
    runs = [_Trick(Span(*match.span()), _SMUGGLED) for pattern in (_TAGS, _TURNED) for match in pattern.finditer(text)]
    return list(_outermost(sorted([*words, *runs])))


def _words(text: str, found: list[int]) -> Iterator[re.Match[str]]:
    """The words that hold characters at the places ``found``, each once."""
    reach = 0
    for place in found:
        if place >= reach and (tail := _WORD.match(text, place)):
            start = place
            while start > reach and _WORD.match(text[start - 1]):
                start -= 1
            reach = tail.end()
            yield _WORD.match(text, start) or tail


def _outermost(tricks: list[_Trick]) -> Iterator[_Trick]:
    reach = 0
    for trick in tricks:
        if trick.span.start >= reach:
            yield trick
            reach = trick.span.end


def _trick(text: str, match: re.Match[str]) -> str:
    """What is done to a word, empty if nothing is."""
    word = match[0]
    if _HIDING.search(word):
        return _HIDDEN
    near = text[max(0, match.start() - _NEAR) : match.start()] + " " + text[match.end() : match.end() + _NEAR]
    if _is_masked(word) and not _NATIVE.search(near):
        return _MASKED
    return _DRESSED if _is_dressed(word) and not _EAST_ASIAN.search(near) else ""


def _is_masked(word: str) -> bool:
    """Whether a word mixes Latin letters with others all of which look like some."""
    foreign = re.findall(f"[{_FOREIGN}]", word)
    if not foreign or not re.search("[A-Za-z]", word) or not all(letter.lower() in LOOKALIKES for letter in foreign):
        return False
    return all(map(_GREEK.match, foreign)) <= bool(_GREEK_MASK.search(word))


def _is_dressed(word: str) -> bool:
    styled = len(re.findall(f"[{_STYLED}]", word))
    plain = len(re.findall("[A-Za-z]", word))
    return styled >= _FEWEST_STYLED or (styled > 0 and plain >= _FEWEST_BESIDE)


def _spaced(document: Document, single: list[range]) -> Iterator[_Trick]:
    reach = 0
    for words in single:
        start = document.words_span(words).start
        run = _SPACED.match(document.text, start) if start >= reach else None
        if run:
            reach = run.end()
            if _is_word(run[0]) and not _NUMBERED.match(document.text, max(0, start - 3)):
                yield _Trick(Span(*run.span()), _APART)


def _is_word(run: str) -> bool:
    """Whether single letters may spell something, and are no row of grades, results or the alphabet."""
    letters = run.replace(" ", "").lower()
    distinct = set(letters)
    return (
        len(letters) >= _FEWEST_SPACED
        and len(distinct) >= _FEWEST_DISTINCT
        and not distinct.isdisjoint(_VOWELS)
        and not distinct <= _GRADES
        and letters not in _ALPHABET
    )


def _joined(text: str, tricks: list[_Trick]) -> Iterator[_Trick]:
    """Neighbouring words with the same done to them, together."""
    last = tricks[0]
    for trick in tricks[1:]:
        gap = text[last.span.end : trick.span.start]
        if trick.message == last.message and len(gap) <= _WIDEST_GAP and not re.search(r"[\w\n]", gap):
            last = _Trick(Span(last.span.start, trick.span.end), last.message)
            continue
        yield last
        last = trick
    yield last
