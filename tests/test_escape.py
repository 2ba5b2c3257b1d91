"""Text of strangers is safe to print."""

import pytest

from scorer.escape import plain, plain_line


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\rc\td", r"a\x0ab\x0dc\x09d"),
        ("\x00\x7f\x85\x9b", r"\x00\x7f\x85\x9b"),
        ("\u202etxt.exe\u2066\u200f", r"\u202etxt.exe\u2066\u200f"),
        ("\u2028\u2029\ufeff\u200b", r"\u2028\u2029\ufeff\u200b"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_unsafe_characters_are_named(text, printed):
    assert plain(text) == printed


@pytest.mark.parametrize("text", ["", "plain", "naïve — “quoted” 北京 👩‍🚀", "שלום عليكم", r"back\slash"])
def test_other_text_stays(text):
    assert plain(text) == text


def test_everything_unprintable_is_escaped():
    survivors = [character for character in map(chr, range(0x110000)) if plain(character) == character]

    assert all(ord(character) >= 32 for character in survivors)
    plain("".join(map(chr, range(0x110000)))).encode()


def test_one_line():
    assert plain_line(" two\r\n  words\x07 ") == r"two words\x07"
