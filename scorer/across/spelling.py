"""Spelling: whether two names, as they are compared, are one that somebody mistyped or writes in another way."""

import re

from scorer.spelling import sound

_LEAST_LETTERS = 5  # of a word in which a slip can be told from another name
_ENDINGS = "sn"  # the Koreas, Korean
_LONG = 9  # letters from which on two of them may differ

_VOWELS = re.compile("[aeiouy]+")


def is_slip(name: str, usual: str) -> bool:
    """Whether two names of as many words are the same but for a slip in one long word."""
    apart = [pair for pair in zip(name.split(), usual.split(), strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and _is_slip(*apart[0])


def are_variants(name: str, usual: str) -> bool:
    """Whether two names may be one that was written by its sound: "Qassem" and "Kassim", "Sara" and "Sarah"."""
    return _heard(name) == _heard(usual)


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, dropped or swapped with the next; ``most + 1`` where it is more.

    >>> distance("malik", "mailk", 2), distance("malik", "malick", 2), distance("a", "bcde", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one):
        older, before, row = before, row, [index + 1]
        for place, against in enumerate(other):
            cost = min(before[place] + (letter != against), before[place + 1] + 1, row[place] + 1)
            if index and place and letter == other[place - 1] and one[index - 1] == against:
                cost = min(cost, older[place - 1] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def _is_slip(word: str, usual: str) -> bool:
    if min(len(word), len(usual)) < _LEAST_LETTERS or word.rstrip(_ENDINGS) == usual.rstrip(_ENDINGS):
        return False
    most = 1 + (len(usual) >= _LONG)
    return distance(word, usual, most) <= most


def _heard(name: str) -> str:
    """About how a name sounds, whatever its vowels are: these change most from one script to another."""
    return " ".join(_VOWELS.sub("a", sound(word)) for word in name.split())
