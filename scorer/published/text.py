"""Text: what the published definitions count, taken apart once.

Publishers differ in what they call a word or a line, so each notion is here under a name of its own and is
worked out when a value first asks for it.
"""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from scorer.published.grams import Grams
from scorer.published.spacy_words import sentences, words

_PUNCTUATION = string.punctuation.encode("ascii")
_CAPITALS = string.ascii_uppercase.encode("ascii")
_DIGITS = string.digits.encode("ascii")
_RAW_WORD = re.compile(r"\w+|[^\w\s]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LINE_BREAKS = re.compile(r"\n+")
_PARAGRAPH_BREAKS = re.compile(r"\n\n+")


class Line(NamedTuple):
    """One line of a text: its place, its words as given (line break included), and normalised."""

    start: int
    end: int
    raw: str
    normal: str


def _without_punctuation(text: str) -> str:
    # Bytes of ASCII punctuation stand for nothing else in UTF-8, and dropping bytes is many times faster.
    encoded = text.encode("utf-8", "surrogatepass").translate(None, _PUNCTUATION)
    return encoded.decode("utf-8", "surrogatepass")


def _decomposed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFD", text)


def count_capitals(text: str) -> int:
    """How many characters of ``text`` ``str.isupper`` holds for."""
    return _count(text, _CAPITALS, str.isupper)


def count_numerals(text: str) -> int:
    """How many characters of ``text`` ``str.isnumeric`` holds for."""
    return _count(text, _DIGITS, str.isnumeric)


def _count(text: str, within_ascii: bytes, holds: Callable[[str], bool]) -> int:
    plain = text.encode("ascii", "ignore")
    found = len(plain) - len(plain.translate(None, within_ascii))
    return found if len(plain) == len(text) else found + sum(map(holds, _BEYOND_ASCII.findall(text)))


class Text:
    """One document's text and the parts that published definitions are made of."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def characters(self) -> Counter[str]:
        """How often each character occurs."""
        return Counter(self.text)

    @cached_property
    def split_words(self) -> list[str]:
        """What white space sets apart: Dolma's words."""
        return self.text.split()

    @cached_property
    def split_grams(self) -> Grams:
        """Runs of :attr:`split_words`."""
        return Grams(self.split_words)

    @cached_property
    def raw_words(self) -> list[str]:
        """Runs of word characters and runs of marks, as NLTK's WordPunctTokenizer: RedPajama's raw words."""
        return _RAW_WORD.findall(self.text)

    @cached_property
    def raw_word_counts(self) -> Counter[str]:
        """How often each of :attr:`raw_words` occurs."""
        return Counter(self.raw_words)

    @cached_property
    def normal(self) -> str:
        """The text as RedPajama-v2 compares it: no ASCII punctuation, small letters, single spaces, then NFD.

        Punctuation is taken out, not replaced: ``state-of-the-art`` becomes one word.
        """
        return " ".join(line.normal for line in self.ended_lines if line.normal)

    @cached_property
    def normal_words(self) -> list[str]:
        """The words of :attr:`normal`: RedPajama's words."""
        return self.normal.split()

    @cached_property
    def normal_grams(self) -> Grams:
        """Runs of :attr:`normal_words`."""
        return Grams(self.normal_words)

    @cached_property
    def spacy_words(self) -> list[str]:
        """The words and marks of spaCy: datatrove's words."""
        return words(self.text)

    @cached_property
    def spacy_grams(self) -> Grams:
        """Runs of :attr:`spacy_words`."""
        return Grams(self.spacy_words)

    @cached_property
    def spacy_sentences(self) -> list[str]:
        """The sentences of spaCy: datatrove's sentences."""
        return sentences(self.text)

    @cached_property
    def any_lines(self) -> list[str]:
        """The text cut at each line break of any kind; none of an empty text."""
        return self.text.splitlines()

    @cached_property
    def newline_lines(self) -> list[str]:
        r"""The text cut at each ``\n``; at least one line, also of an empty text."""
        return self.text.split("\n")

    @cached_property
    def paragraphs(self) -> list[str]:
        """What empty lines set apart and isn't blank."""
        return [part for part in self.text.split("\n\n") if part.strip()]

    @cached_property
    def stripped_paragraphs(self) -> list[str]:
        r"""The text, stripped, cut at each run of two ``\n`` or more."""
        return _PARAGRAPH_BREAKS.split(self.text.strip())

    @cached_property
    def broken_lines(self) -> list[str]:
        r"""The text cut at each run of ``\n``."""
        return _LINE_BREAKS.split(self.text)

    @cached_property
    def ended_lines(self) -> list[Line]:
        r"""The lines with their ``\n`` and their places: RedPajama's lines; none of an empty text."""
        normal = [_decomposed(" ".join(line.split())) for line in _without_punctuation(self.text).lower().split("\n")]
        raw = [line + "\n" for line in self.newline_lines[:-1]] + self.newline_lines[-1:]
        ends = list(accumulate(map(len, raw), initial=0))
        lines = map(Line, ends, ends[1:], raw, normal)
        return [line for line in lines if line.raw]
