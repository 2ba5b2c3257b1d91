"""Patterns: pieces of regular expressions that are made of words."""

from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest that fits; it stands in a group of the caller's.

    What begins with the same letter is tried together, which is several times faster than word by word.

    >>> either(["two", "one", "twenty-two"])
    't(?:wenty-two|wo)|o(?:ne)'
    """
    longest_first = sorted(words, key=len, reverse=True)
    rest = {word[0]: [other[1:] for other in longest_first if other[0] == word[0]] for word in longest_first}
    return "|".join(f"{first}(?:{'|'.join(ends)})" for first, ends in rest.items())
