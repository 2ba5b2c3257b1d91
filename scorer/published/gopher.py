"""Gopher's quality and repetition rules as datatrove counts them.

Source: Rae et al., *Scaling Language Models: Methods, Analysis & Insights from Training Gopher* (2021), table A1;
repository huggingface/datatrove, ``GopherQualityFilter`` and ``GopherRepetitionFilter`` (version 0.10). Words are
spaCy's, marks among them. A value is None where it divides by nothing.
"""

from collections.abc import Callable
from functools import partial

from scorer.published.datatrove import characters_again, count_again
from scorer.published.marks import TERMINAL_MARKS
from scorer.published.punctuation import PUNCTUATION
from scorer.published.text import Text
from scorer.published.value import Value

STOP_WORDS = frozenset(("the", "be", "to", "of", "and", "that", "have", "with"))
BULLETS = ("•", "-")
ELLIPSES = ("...", "…")
_MARKS = PUNCTUATION | TERMINAL_MARKS


def doc_words(text: Text) -> Value:
    """Words that aren't marks alone."""
    return len(_no_marks(text))


def avg_word_length(text: Text) -> Value:
    """Characters / words, those that aren't marks alone."""
    words = _no_marks(text)
    return _ratio(sum(map(len, words)), len(words))


def _no_marks(text: Text) -> list[str]:
    return [word for word in text.spacy_words if not _MARKS.issuperset(word)]


def hash_word_ratio(text: Text) -> Value:
    """Occurrences of ``#`` / words and marks."""
    return _ratio(text.text.count("#"), len(text.spacy_words))


def ellipsis_word_ratio(text: Text) -> Value:
    """Occurrences of ``...`` and ``…`` / words and marks."""
    return _ratio(sum(map(text.text.count, ELLIPSES)), len(text.spacy_words))


def bullet_lines_ratio(text: Text) -> Value:
    """Lines that start with ``•`` or ``-`` / lines."""
    return _ratio(sum(line.lstrip().startswith(BULLETS) for line in text.any_lines), len(text.any_lines))


def ellipsis_lines_ratio(text: Text) -> Value:
    """Lines that end in ``...`` or ``…`` / lines."""
    return _ratio(sum(line.rstrip().endswith(ELLIPSES) for line in text.any_lines), len(text.any_lines))


def alpha_words_ratio(text: Text) -> Value:
    """Words with a letter / words and marks."""
    words = text.spacy_words
    return _ratio(sum(word.isalpha() or any(map(str.isalpha, word)) for word in words), len(words))


def stop_words(text: Text) -> Value:
    """How many of the, be, to, of, and, that, have, with occur, in small letters."""
    return len(STOP_WORDS.intersection(text.spacy_words))


def characters(text: Text) -> Value:
    """Characters; the filter drops an empty text before it counts anything."""
    return len(text.text)


def dup_frac(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    """Parts that came before / parts; None of an empty text."""
    return _ratio(count_again(parts(text)), len(parts(text)) if text.text else 0)


def dup_char_frac(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    """Characters of parts that came before / of the text."""
    return _ratio(characters_again(parts(text)), len(text.text))


def top_gram(text: Text, *, length: int) -> Value:
    """Characters of the commonest run of ``length`` words (joined by spaces), all copies / of the text.

    One copy counts too; of several commonest ones the first; None in shorter texts.
    """
    top = text.spacy_grams.top(length)
    return (sum(map(len, top[0])) + length - 1) * top[1] / len(text.text) if top else None


def duplicated_grams(text: Text, *, length: int) -> Value:
    """Characters of the runs of ``length`` words that came before, each read after the last one's end / of the text."""
    return _ratio(text.spacy_grams.characters_again(length), len(text.text))


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _paragraphs(text: Text) -> list[str]:
    return text.stripped_paragraphs


def _lines(text: Text) -> list[str]:
    return text.broken_lines


VALUES: dict[str, Callable[[Text], Value]] = {
    "doc_words": doc_words,
    "avg_word_length": avg_word_length,
    "hash_word_ratio": hash_word_ratio,
    "ellipsis_word_ratio": ellipsis_word_ratio,
    "bullet_lines_ratio": bullet_lines_ratio,
    "ellipsis_lines_ratio": ellipsis_lines_ratio,
    "alpha_words_ratio": alpha_words_ratio,
    "stop_words": stop_words,
    "characters": characters,
    "dup_para_frac": partial(dup_frac, parts=_paragraphs),
    "dup_para_char_frac": partial(dup_char_frac, parts=_paragraphs),
    "dup_line_frac": partial(dup_frac, parts=_lines),
    "dup_line_char_frac": partial(dup_char_frac, parts=_lines),
    **{f"top_{size}_gram": partial(top_gram, length=size) for size in (2, 3, 4)},
    **{f"duplicated_{size}_n_grams": partial(duplicated_grams, length=size) for size in range(5, 11)},
}
