"""datatrove's stats of the document, its lines, paragraphs, words and sentences.

Source: repository huggingface/datatrove, ``pipeline/stats`` (version 0.10). Words, marks among
them, and sentences are spaCy's. A ratio over nothing is 0.
"""

from collections.abc import Callable, Sequence
from functools import partial

from scorer.published.punctuation import PUNCTUATION
from scorer.published.text import Text
from scorer.published.value import Value

END_MARKS = (".", "?", "!", '"', "'")
BULLETS = frozenset("-*•")
STOP_WORDS = frozenset(("the", "be", "to", "of", "and", "that", "have", "with"))


def count_again(parts: Sequence[str]) -> int:
    """How many of ``parts`` have come before."""
    return len(parts) - len(set(parts))


def characters_again(parts: Sequence[str]) -> int:
    """Characters of those of ``parts`` that have come before."""
    return sum(map(len, parts)) - sum(map(len, set(parts)))


def ratio(part: float, whole: float) -> float:
    """``part`` / ``whole``, 0 over nothing."""
    return part / whole if whole else 0.0


def length(text: Text) -> Value:
    """Characters."""
    return len(text.text)


def character_ratio(text: Text, *, holds: Callable[[str], bool]) -> Value:
    """Characters of one kind / characters."""
    return ratio(sum(count for one, count in text.characters.items() if holds(one)), len(text.text))


def elipsis_ratio(text: Text) -> Value:  # spelt so
    """Characters in ``...`` and ``…`` / characters."""
    return ratio(3 * text.text.count("...") + text.text.count("…"), len(text.text))


def average_length(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    """Characters of the parts / parts."""
    return ratio(sum(map(len, parts(text))), len(parts(text)))


def share(text: Text, *, parts: Callable[[Text], list[str]], holds: Callable[[str], bool]) -> Value:
    """Parts of one kind / parts."""
    return ratio(sum(map(holds, parts(text))), len(parts(text)))


def duplicates(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    """Parts that came before / parts."""
    return ratio(count_again(parts(text)), len(parts(text)))


def duplicate_characters(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    """Characters of parts that came before / of all."""
    return ratio(characters_again(parts(text)), sum(map(len, parts(text))))


def at_most(most: int) -> Callable[[str], bool]:
    """Whether something has ``most`` characters or fewer."""
    return lambda part: len(part) <= most


def at_least(fewest: int) -> Callable[[str], bool]:
    """Whether something has ``fewest`` characters or more."""
    return lambda part: len(part) >= fewest


def _lines(text: Text) -> list[str]:
    return text.newline_lines


def _paragraphs(text: Text) -> list[str]:
    return text.paragraphs


def _words(text: Text) -> list[str]:
    return text.spacy_words


def _sentences(text: Text) -> list[str]:
    return text.spacy_sentences


def words_per_line(text: Text) -> Value:
    """Words / lines."""
    return ratio(len(text.spacy_words), len(text.any_lines))


def type_token_ratio(text: Text) -> Value:
    """Distinct words / words."""
    return ratio(len(set(text.spacy_words)), len(text.spacy_words))


def _number(text: Text, *, parts: Callable[[Text], list[str]]) -> Value:
    return len(parts(text))


def _is_bullet(line: str) -> bool:
    return line.strip()[:1] in BULLETS


VALUES: dict[str, Callable[[Text], Value]] = {
    "length": length,
    "white_space_ratio": partial(character_ratio, holds=str.isspace),
    "non_alpha_digit_ratio": partial(character_ratio, holds=lambda one: not one.isalpha() and not one.isdigit()),
    "digit_ratio": partial(character_ratio, holds=str.isdigit),
    "uppercase_ratio": partial(character_ratio, holds=str.isupper),
    "elipsis_ratio": elipsis_ratio,
    "punctuation_ratio": partial(character_ratio, holds=PUNCTUATION.__contains__),
    "n_lines": partial(_number, parts=_lines),
    "avg_line_length": partial(average_length, parts=_lines),
    **{f"short_line_ratio_chars_{size}": partial(share, parts=_lines, holds=at_most(size)) for size in (10, 30)},
    **{f"long_line_ratio_chars_{size}": partial(share, parts=_lines, holds=at_least(size)) for size in (2000, 10000)},
    "lines_ending_with_terminal_mark_ratio": partial(share, parts=_lines, holds=lambda line: line.endswith(END_MARKS)),
    "bullet_point_lines_ratio": partial(share, parts=_lines, holds=_is_bullet),
    "line_duplicates": partial(duplicates, parts=_lines),
    "line_char_duplicates": partial(duplicate_characters, parts=_lines),
    "n_paragraphs": partial(_number, parts=_paragraphs),
    "avg_paragraph_length": partial(average_length, parts=_paragraphs),
    "short_paragraph_ratio_100": partial(share, parts=_paragraphs, holds=at_most(100)),
    "long_paragraph_ratio_1000": partial(share, parts=_paragraphs, holds=at_least(1000)),
    "paragraph_duplicates": partial(duplicates, parts=_paragraphs),
    "paragraph_char_duplicates": partial(duplicate_characters, parts=_paragraphs),
    "n_words": partial(_number, parts=_words),
    "avg_word_length": partial(average_length, parts=_words),
    "avg_words_per_line": words_per_line,
    "short_word_ratio_3": partial(share, parts=_words, holds=at_most(3)),
    "long_word_ratio_7": partial(share, parts=_words, holds=at_least(7)),
    "type_token_ratio": type_token_ratio,
    "uppercase_word_ratio": partial(share, parts=_words, holds=str.isupper),
    "capitalized_word_ratio": partial(share, parts=_words, holds=str.istitle),
    "stop_word_ratio": partial(share, parts=_words, holds=STOP_WORDS.__contains__),
    "n_sentences": partial(_number, parts=_sentences),
    "avg_sentence_length": partial(average_length, parts=_sentences),
    "short_sentence_ratio_20": partial(share, parts=_sentences, holds=at_most(20)),
    "long_sentence_ratio_75": partial(share, parts=_sentences, holds=at_least(75)),
}
