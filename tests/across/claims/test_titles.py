"""Titles: what a person is said to be now, in one form."""

import pytest

from scorer.across.claims import TITLE, claims_of
from tests.across.stories import document


def titles(text):
    return [(claim.value, claim.words) for claim in claims_of(document(text)) if claim.kind == TITLE]


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("On Monday Rep. Jeff Flake voted no.", "representative", "Rep. Jeff Flake"),
        ("On Monday Arizona Sen. Jeff Flake voted no.", "senator", "Arizona Sen. Jeff Flake"),
        ("He met North Korean President Kim Jong-un there.", "president", "North Korean President Kim Jong-un"),
        ("It was the leader Kim Jong Un who spoke.", "leader", "leader Kim Jong Un"),
        (
            "He met Nikolai Patrushev, the Secretary of the Security Council of Russia.",
            "secretary",
            "Nikolai Patrushev, the Secretary of the Security Council of Russia",
        ),
        ("He met John Kirby, press secretary, at noon.", "press secretary", "John Kirby, press secretary"),
        ("Then Prime Minister-in-waiting; Prime Minister Ann Lee spoke.", "prime minister", "Prime Minister Ann Lee"),
    ],
)
def test_a_title_beside_a_full_name(text, title, words):
    assert titles(text) == [(title, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The former Sen. Jeff Flake voted no.",
        "It was then-West Virginia Gov. Joe Manchin who spoke.",
        "They spoke with Deputy Secretary Ann Lee.",
        "Nobody hopes for a President Ann Lee.",
        "On Monday President Lee spoke.",
        "It was Jeff Flake, ran for governor and lost.",
        "It was Jeff Flake, the former senator.",
        "It was Jeff Flake, senator turned critic.",
        "It was Jeff Flake, who left.",
        "It was Jeff Flake.",
        "Jeff Flake spoke first.",
        "They spoke of the state Jeff Flake knew.",
        "On Monday, chief: Jeff Flake spoke.",
        "It was Jeff Flake, deputy director.",
        "It was Jeff Flake, Acting Director.",
    ],
)
def test_what_is_no_title_of_today(text):
    assert titles(text) == []


def test_a_long_description_is_cut_between_words():
    text = f"It was Ann Lee, president of the {'Society of Friends of the Harbour and the ' * 3}River."

    ((title, words),) = titles(text)

    assert title == "president"
    assert words == text[text.index("Ann") :][: len(words)]
    assert text[text.index("Ann") + len(words)] == " "
