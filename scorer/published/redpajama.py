"""RedPajama-v2's quality signals that are rules: ``rps_doc_…`` and ``rps_lines_…``.

Source: Weber et al., *RedPajama: an Open Dataset for Training Large Language Models* (2024); repository
togethercomputer/RedPajama-Data. A document's value is a number, rounded to eight places, or None where it
divides by nothing; a line signal is ``[[start, end, value], …]``, one a line, the line break included.

Left out are the values that need what isn't shipped: ``rps_doc_ldnoobw_words`` and ``rps_doc_ut1_blacklist``
(lists of words and of domains), ``rps_doc_ml_…`` and ``rps_doc_…_importance`` (their models), ``ccnet_…``, minhashes.
"""

import math
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from hashlib import sha256
from importlib.resources import files

from scorer.published.text import Line, Text, count_capitals, count_numerals
from scorer.published.value import Value

PLACES = 8
SYMBOLS = ("#", "...", "…")
ELLIPSES = ("...", "…")
TERMINAL_MARKS = (".", "!", "?", "”")  # a straight quotation mark is none
BULLETS = tuple("•‣▶◀◦■□▪▫–")  # neither "-" nor "*"

_DIGITS = 8
_REMEMBERED = 50_000

_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_ASCII_LETTER = re.compile("[A-Za-z]")


@cache
def _stop_words() -> frozenset[str]:
    """The first digits of the SHA-256 of each stop word.

    The list is the English one of stopwords-json 1.2.0, after the SMART system's, without the entries that hold an
    apostrophe, which a raw word never does. The definition has to know the words; it needn't print them.
    """
    return frozenset(files("scorer.published").joinpath("stop_words.txt").read_text(encoding="ascii").split())


@lru_cache(_REMEMBERED)
def is_stop_word(word: str) -> bool:
    """Whether ``word`` is in the stop list; a capital letter makes another word."""
    return sha256(word.encode("utf-8", "replace")).hexdigest()[:_DIGITS] in _stop_words()


def word_count(text: Text) -> Value:
    """Normalised words."""
    return len(text.normal_words)


def num_sentences(text: Text) -> Value:
    """Runs from a word up to its full stops, exclamation or question marks."""
    return float(len(_SENTENCE.findall(text.text)))


def mean_word_length(text: Text) -> Value:
    """Characters / normalised words."""
    return _ratio(text.normal_grams.size, len(text.normal_words))


def symbol_to_word_ratio(text: Text) -> Value:
    """Occurrences of ``#``, ``...`` and ``…`` / raw words."""
    return _ratio(sum(map(text.text.count, SYMBOLS)), len(text.raw_words))


def frac_lines_end_with_ellipsis(text: Text) -> Value:
    """Lines that end in ``...`` or ``…`` / lines."""
    ending = sum(line.raw.rstrip().endswith(ELLIPSES) for line in text.ended_lines)
    return _ratio(ending, len(text.ended_lines))


def frac_no_alph_words(text: Text) -> Value:
    """1 - raw words with an ASCII letter / raw words."""
    words = len(text.raw_words)
    return round(1.0 - _count_raw(text, _has_ascii_letter) / words, PLACES) if words else None


def _has_ascii_letter(word: str) -> bool:
    return (word.isascii() and word.isalpha()) or _ASCII_LETTER.search(word) is not None


def frac_unique_words(text: Text) -> Value:
    """Distinct normalised words / normalised words."""
    return _ratio(len(text.normal_grams.counts), len(text.normal_words))


def unigram_entropy(text: Text) -> Value:
    """Entropy of the normalised words: the sum of -p ln p."""
    words = len(text.normal_words)
    if not words:
        return None
    counts = text.normal_grams.counts.values()
    terms = {count: -count / words * math.log(count / words) for count in set(counts)}
    return round(sum(map(terms.__getitem__, counts)), PLACES)


def frac_all_caps_words(text: Text) -> Value:
    """Raw words in capitals / raw words."""
    return _ratio(_count_raw(text, str.isupper), len(text.raw_words))


def stop_word_fraction(text: Text) -> Value:
    """Raw words in the stop list (a capital letter makes another word) / raw words; 0 without normalised words."""
    if not text.normal_words:
        return 0.0
    return _ratio(_count_raw(text, is_stop_word), len(text.raw_words))


def lorem_ipsum(text: Text) -> Value:
    """Occurrences of "lorem ipsum" in the normalised text / its characters; 0 of an empty one."""
    return _ratio(text.normal.count("lorem ipsum"), len(text.normal) or 1)


def curly_bracket(text: Text) -> Value:
    """Curly brackets / characters of the text; 0 of an empty one."""
    return _ratio(text.text.count("{") + text.text.count("}"), len(text.text) or 1)


def frac_chars_top_gram(text: Text, *, length: int) -> Value:
    """Characters of the commonest run of ``length`` normalised words, all copies / of all words; 0 if none is repeated.

    Of several commonest ones the first counts.
    """
    top = text.normal_grams.top(length)
    if top is None or top[1] == 1:
        return 0.0
    run, count = top
    return _ratio(sum(map(len, run)) * count, text.normal_grams.size)


def frac_chars_dupe_grams(text: Text, *, length: int) -> Value:
    """Characters of normalised words in a run of ``length`` that occurs again, each word once / of all words."""
    return _ratio(text.normal_grams.covered_characters(length), text.normal_grams.size or 1)


def ends_with_terminal_mark(line: Line) -> float:
    """1 if the line ends in ``.``, ``!``, ``?`` or ``”``."""
    return float(line.raw.rstrip().endswith(TERMINAL_MARKS))


def javascript_count(line: Line) -> float:
    """Words "javascript" in the normalised line."""
    return float(line.normal.split().count("javascript")) if "javascript" in line.normal else 0.0


def num_words(line: Line) -> float:
    """Words of the normalised line."""
    return len(line.normal.split())


def numerical_chars_fraction(line: Line) -> float:
    """Numeric characters / characters of the normalised line; 0 of an empty one."""
    if not line.normal:
        return 0.0
    return round(count_numerals(line.normal) / len(line.normal), PLACES)


def starts_with_bullet(line: Line) -> float:
    """1 if the line starts with a bullet or an en dash."""
    return float(line.raw.lstrip().startswith(BULLETS))


def uppercase_letter_fraction(line: Line) -> float:
    """Capital letters / characters of the line, its line break included."""
    return round(count_capitals(line.raw) / len(line.raw), PLACES)


def line_signals(text: Text) -> dict[str, Value]:
    """Each line signal, and its mean (``….mean``) so that a rule can be made of it: those aren't RedPajama's.

    Of an empty text there are no rows, but one without a value of bullets; a mean is None.
    """
    signals: dict[str, Value] = {}
    for name, value in OF_LINE.items():
        found = [value(line) for line in text.ended_lines]
        signals[name] = [[line.start, line.end, one] for line, one in zip(text.ended_lines, found, strict=True)]
        signals[f"{name}.mean"] = sum(found) / len(found) if found else None
    return signals if text.text else signals | {"rps_lines_start_with_bulletpoint": [[0, 0, None]]}


def values(text: Text) -> dict[str, Value]:
    """Every value of ``text``."""
    return {name: value(text) for name, value in OF_DOCUMENT.items()} | line_signals(text)


def _count_raw(text: Text, holds: Callable[[str], bool]) -> int:
    return sum(count for word, count in text.raw_word_counts.items() if holds(word))


def _ratio(part: float, whole: int) -> float | None:
    return round(part / whole, PLACES) if whole else None


OF_LINE: dict[str, Callable[[Line], float]] = {
    "rps_lines_ending_with_terminal_punctution_mark": ends_with_terminal_mark,  # spelt so
    "rps_lines_javascript_counts": javascript_count,
    "rps_lines_num_words": num_words,
    "rps_lines_numerical_chars_fraction": numerical_chars_fraction,
    "rps_lines_start_with_bulletpoint": starts_with_bullet,
    "rps_lines_uppercase_letter_fraction": uppercase_letter_fraction,
}

OF_DOCUMENT: dict[str, Callable[[Text], Value]] = {
    "rps_doc_word_count": word_count,
    "rps_doc_num_sentences": num_sentences,
    "rps_doc_mean_word_length": mean_word_length,
    "rps_doc_symbol_to_word_ratio": symbol_to_word_ratio,
    "rps_doc_frac_lines_end_with_ellipsis": frac_lines_end_with_ellipsis,
    "rps_doc_frac_no_alph_words": frac_no_alph_words,
    "rps_doc_frac_unique_words": frac_unique_words,
    "rps_doc_unigram_entropy": unigram_entropy,
    "rps_doc_frac_all_caps_words": frac_all_caps_words,
    "rps_doc_stop_word_fraction": stop_word_fraction,
    "rps_doc_lorem_ipsum": lorem_ipsum,
    "rps_doc_curly_bracket": curly_bracket,
    **{f"rps_doc_frac_chars_top_{size}gram": partial(frac_chars_top_gram, length=size) for size in (2, 3, 4)},
    **{f"rps_doc_frac_chars_dupe_{size}grams": partial(frac_chars_dupe_grams, length=size) for size in range(5, 11)},
}
