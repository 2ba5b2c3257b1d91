"""Patterns made of words."""

import re

from scorer.patterns import either


def test_the_longest_word_that_fits_is_found():
    pattern = re.compile(f"(?:{either(['two', 'one', 'twenty', 'twenty-two', 't'])})", re.IGNORECASE)
    found = [match[0] for match in pattern.finditer("One, twenty-two, two, twenty, t")]
    assert found == ["One", "twenty-two", "two", "twenty", "t"]
