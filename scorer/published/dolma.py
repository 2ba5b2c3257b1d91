"""Dolma's taggers ``gopher_v1``, ``gopher_v2`` and ``c4_v2``.

Source: Soldaini et al., *Dolma: an Open Corpus of Three Trillion Tokens* (2024); repository allenai/dolma.
Words are what white space sets apart. The Gopher taggers differ in one thing: v1 counts empty lines, so blank lines
between paragraphs are duplicates to it; v2 does not. c4_v2's naughty words are left out: the list isn't shipped.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

from scorer.published.text import Text
from scorer.published.value import Value

REQUIRED_WORDS = frozenset(("the", "be", "to", "of", "and", "that", "have", "with"))
SYMBOLS = ("#", "…")  # three full stops are none
BULLETS = ("*", "-")
END_MARKS = (".", "?", "!", '"')
FEWEST_WORDS = 3

Lines = Callable[[Text], list[str]]


def character_count(text: Text) -> Value:
    """Characters of the text."""
    return len(text.text)


def word_count(text: Text) -> Value:
    """Words."""
    return len(text.split_words)


def median_word_length(text: Text) -> Value:
    """The median of the words' lengths; 0 without words."""
    return float(median(map(len, text.split_words))) if text.split_words else 0.0


def symbol_to_word_ratio(text: Text) -> Value:
    """Words with ``#`` or ``…`` in them / words."""
    if not any(symbol in text.text for symbol in SYMBOLS):
        return 0.0
    return _share(text, lambda word: any(symbol in word for symbol in SYMBOLS))


def fraction_of_words_with_alpha_character(text: Text) -> Value:
    """Words with a letter / words."""
    return _share(text, lambda word: word.isalpha() or any(map(str.isalpha, word)))


def required_word_count(text: Text) -> Value:
    """Occurrences of the, be, to, of, and, that, have, with."""
    return sum(map(REQUIRED_WORDS.__contains__, text.split_words))


def _share(text: Text, holds: Callable[[str], bool]) -> float:
    return sum(map(holds, text.split_words)) / max(len(text.split_words), 1)


def most_common_grams(text: Text, *, length: int) -> Value:
    """Characters of the commonest run of ``length`` words, all copies / of all words; None in shorter texts.

    One copy counts too, of several commonest ones the first; overlaps can bring it over 1.
    """
    top = text.split_grams.top(length)
    return top[1] * sum(map(len, top[0])) / text.split_grams.size if top else None


def duplicate_grams(text: Text, *, length: int) -> Value:
    """Characters of the runs of ``length`` words that are repeated, all copies / of all such runs; None if shorter."""
    grams = text.split_grams
    return grams.repeated_characters(length) / grams.characters(length) if len(grams.words) >= length else None


def starting_with_bullet_point(text: Text, *, lines: Lines) -> Value:
    """Lines whose first character is ``*`` or ``-`` / lines."""
    return _share_of_lines(text, lines, lambda line: line.startswith(BULLETS))


def ending_with_ellipsis(text: Text, *, lines: Lines) -> Value:
    """Lines whose last character is ``…`` / lines."""
    return _share_of_lines(text, lines, lambda line: line.endswith("…"))


def _share_of_lines(text: Text, lines: Lines, holds: Callable[[str], bool]) -> float:
    return sum(map(holds, lines(text))) / len(lines(text))


def duplicate_lines(text: Text, *, lines: Lines) -> Value:
    """Lines that occur more than once, the first copy too / lines."""
    given = lines(text)
    return sum(count for _, count in _repeated(given)) / len(given)


def characters_in_duplicate_lines(text: Text, *, lines: Lines) -> Value:
    """Characters of lines that occur more than once, all copies / of all words (so it can exceed 1)."""
    return sum(len(line) * count for line, count in _repeated(lines(text))) / max(text.split_grams.size, 1)


def _repeated(lines: Sequence[str]) -> list[tuple[str, int]]:
    return [(line, count) for line, count in Counter(lines).items() if count > 1]


def _gopher(lines: Lines) -> dict[str, Callable[[Text], Value]]:
    characters = "fraction_of_characters_in"
    return {
        "character_count": character_count,
        "word_count": word_count,
        "median_word_length": median_word_length,
        "symbol_to_word_ratio": symbol_to_word_ratio,
        "fraction_of_words_with_alpha_character": fraction_of_words_with_alpha_character,
        "required_word_count": required_word_count,
        "fraction_of_lines_starting_with_bullet_point": partial(starting_with_bullet_point, lines=lines),
        "fraction_of_lines_ending_with_ellipsis": partial(ending_with_ellipsis, lines=lines),
        "fraction_of_duplicate_lines": partial(duplicate_lines, lines=lines),
        f"{characters}_duplicate_lines": partial(characters_in_duplicate_lines, lines=lines),
        **{f"{characters}_most_common_{size}grams": partial(most_common_grams, length=size) for size in (2, 3, 4)},
        **{f"{characters}_duplicate_{size}grams": partial(duplicate_grams, length=size) for size in range(5, 11)},
    }


def has(text: Text, *, phrase: str) -> Value:
    """1 if the text holds ``phrase``, in whatever letters."""
    return float(phrase in text.text.lower())


def line_count(text: Text) -> Value:
    """Lines."""
    return len(text.newline_lines)


def lines_with_no_ending_punctuation(text: Text) -> Value:
    """``[start, end, 1]`` of each line without ``.``, ``?``, ``!`` or ``"`` at its end."""
    return _lines_that(text, lambda line: not line.endswith(END_MARKS))


def lines_with_too_few_words(text: Text) -> Value:
    """``[start, end, 1]`` of each line with fewer than three words."""
    return _lines_that(text, lambda line: len(line.split()) < FEWEST_WORDS)


def _lines_that(text: Text, holds: Callable[[str], bool]) -> Value:
    lowered = text.text.lower()  # the places are those of the text in small letters, which may be longer
    found: list[list[float | None]] = []
    start = 0
    for line in lowered.split("\n"):
        end = min(start + len(line) + 1, len(lowered))
        if holds(line.strip()):
            found.append([start, end, 1.0])
        start = end
    return found


GOPHER_V1 = _gopher(lambda text: text.newline_lines)
GOPHER_V2 = _gopher(lambda text: text.broken_lines)
C4_V2: dict[str, Callable[[Text], Value]] = {
    "has_curly_brace": partial(has, phrase="{"),
    "has_lorem_ipsum": partial(has, phrase="lorem ipsum"),
    "has_javascript": partial(has, phrase="javascript"),
    "line_count": line_count,
    "lines_with_no_ending_punctuation": lines_with_no_ending_punctuation,
    "lines_with_too_few_words": lines_with_too_few_words,
}
