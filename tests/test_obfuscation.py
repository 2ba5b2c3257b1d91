"""Characters that can't be seen: which are taken for a disguise, and which are a writer's own."""

import pytest

from scorer.signals.obfuscation import Obfuscation
from tests.conftest import observe


def evidence(text):
    return [(finding.span.of(text), finding.soft) for finding in observe(Obfuscation(), text)]


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u034f", "\u200e", "\u202c", "\u2063"]
)
def test_words_with_invisible_characters_are_found(mark):
    text = f"The pr{mark}ize is a ch{mark}{mark}eque for 1{mark}00 euros."

    assert evidence(text) == [(f"pr{mark}ize", False), (f"ch{mark}{mark}eque", False), (f"1{mark}00", False)]


def test_neighbours_are_one_finding():
    text = "You may cl\u200bick h\u200bere, n\u200bow."

    assert evidence(text) == [("cl\u200bick h\u200bere, n\u200bow", False)]


def test_single_word_is_soft():
    assert evidence("The news\u200bpaper is sold at the kiosk.") == [("news\u200bpaper", True)]


def test_text_in_tag_characters_is_found():
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")

    assert evidence(f"The prize is a cheque. {hidden} It is paid in May.") == [(hidden, False)]


def test_text_turned_round_is_found():
    text = "The file is named \u202etxt.exe\u202c in the folder."

    assert evidence(text) == [("\u202etxt.exe", False)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffThe council met on Monday.",
        "The council met\u200b on Monday.\u200b\nIt\u200b voted.",
        "A docu\u00adment of the Euro\u00adpean Par\u00adlia\u00adment.",
        "The family \U0001f468\u200d\U0001f469\u200d\U0001f467 and a heart \u2764\ufe0f\u200d\U0001f525 were sent.",
        "The flag \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f is Scotland's.",
        "The Persian word \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 means “I want”.",
        "The Hindi letters \u0915\u094d\u200d\u0937 and \u0915\u094d\u200c\u0937 differ.",
        "The name \u2068Maria\u2069 and the number \u202a+1 555 0100\u202c were given.",
        "The Hebrew \u202e\u05e9\u05dc\u05d5\u05dd\u202c means “peace”.",
    ],
    ids=["file mark", "word ends", "soft hyphens", "emoji", "flag", "Persian", "Hindi", "isolates", "Hebrew"],
)
def test_honest_invisible_characters_are_fine(text):
    assert evidence(text) == []
