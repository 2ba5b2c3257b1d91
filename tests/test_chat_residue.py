"""Slots that nobody filled. Their brackets can't be written in the cases, which mark evidence with brackets."""

import pytest

from scorer.signals.chat_residue import ChatResidue
from tests.conftest import observe


@pytest.mark.parametrize("slot", ["[Insert name here]", "[Your Name]", "[City]", "[expert’s name]", "[Current Date]"])
def test_an_open_slot_is_residue(slot):
    text = f"The vote was 7 to 2, {slot} reports."

    found = observe(ChatResidue(), text)

    assert [finding.span.of(text) for finding in found] == [slot]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote [sic] to [the] council [and] its chair [emphasis added].",
        "“Tell [name] to leave,” the note said.",
        "See [your guide](https://guide.example/) and [1], [2] and [citation needed].",
        "[" * 1000,
    ],
)
def test_brackets_of_an_editor_are_not(text):
    assert observe(ChatResidue(), text) == []
