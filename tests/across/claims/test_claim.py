"""Claims: one form for those who say the same, exact places, few of a kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.across.claims import MEETING, NAME, QUOTE, Claim, claims_of, folded
from scorer.span import Span
from tests.across.stories import document, story


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Joseph R. Biden Jr.", "Joseph Biden"),
        ("José Martí", "Jose Marti"),
        ("Beto O’Rourke", "Beto O'Rourke"),
        ("Ким Чен Ын", "ким чен ын"),
    ],
)
def test_one_name_in_two_forms(one, other):
    assert folded(one) == folded(other)


def test_names_and_meetings_are_compared_as_names():
    assert Claim(MEETING, "Ann Lee", "Kim Jong-un", Span(0, 1), "x").key == "kim jong un"
    assert Claim("age", "Ann Lee", "27", Span(0, 1), "x").key == "27"


def test_each_spelling_once_where_it_first_stands():
    text = "Ann Lee spoke. Then Ann Lee left with Bo Ek."
    names = [(claim.value, claim.span) for claim in claims_of(document(text)) if claim.kind == NAME]

    assert names == [("Ann Lee", Span(0, 7)), ("Bo Ek", Span(38, 43))]


def test_who_has_an_initial_is_the_one_named_in_full():
    text = "There J. Doe spoke. Then Ann Doe left, and Doe stayed."

    assert [claim.value for claim in claims_of(document(text)) if claim.kind == NAME] == ["Ann Doe"]


def test_the_same_words_are_known_again():
    one = "“The harbour will stay shut until we have searched the wreck,” she said."
    other = 'She said: "The harbour will stay shut, until we have searched the wreck."'
    short = "“No harbour,” she said."

    values = [[claim.key for claim in claims_of(document(text)) if claim.kind == QUOTE] for text in (one, other, short)]

    assert values[0] == values[1] != []
    assert values[2] == []


def test_only_the_first_few_of_a_kind_are_kept():
    text = "They met " + ", ".join(f"Ann {chr(65 + n % 26)}{chr(97 + n // 26)}lund" for n in range(80)) + " there."
    names = [claim for claim in claims_of(document(text)) if claim.kind == NAME]

    assert len(names) == 32


@given(st.text(alphabet="ABannDoe ,.'’“”\n0123456789-metwith", max_size=200))
def test_places_are_exact_on_any_text(text):
    for claim in claims_of(document(text)):
        assert claim.kind == QUOTE or claim.span.of(text) == claim.words


def test_claims_stand_in_text_order():
    spans = [claim.span for claim in claims_of(document(story()))]

    assert spans == sorted(spans)
    assert len(spans) > 4
