"""Ages: told behind or before a name, and nothing else that looks like one."""

import pytest

from scorer.across.claims import AGE, claims_of
from tests.across.stories import document


def ages(text):
    return [(claim.who, claim.value, claim.words) for claim in claims_of(document(text)) if claim.kind == AGE]


@pytest.mark.parametrize(
    ("text", "age", "words"),
    [
        ("Police named Tashfeen Malik, 27, as the suspect.", "27", "Tashfeen Malik, 27"),
        ("Police named Tashfeen Malik (27) as the suspect.", "27", "Tashfeen Malik (27)"),
        ("The suspect is Tashfeen Malik, aged 27.", "27", "Tashfeen Malik, aged 27"),
        ("Tashfeen Malik, a 27-year-old pharmacist, was named.", "27", "Tashfeen Malik, a 27-year-old"),
        ("They named 27-year-old Tashfeen Malik on Monday.", "27", "27-year-old Tashfeen Malik"),
        ("They named the 27-year-old woman Tashfeen Malik.", "27", "27-year-old woman Tashfeen Malik"),
        ("In all, Tashfeen Malik is 27 years old.", "27", "Tashfeen Malik is 27 years old"),
    ],
)
def test_an_age_beside_a_full_name(text, age, words):
    assert ages(text) == [("Tashfeen Malik", age, words)]


def test_a_surname_stands_for_the_full_name():
    assert ages("Ann Doe spoke on Monday. Doe, 41, left at noon.") == [("Ann Doe", "41", "Doe, 41")]


@pytest.mark.parametrize(
    "text",
    [
        "Doe, 41, left at noon.",  # nobody knows which Doe
        "Ann Doe, 2,300 miles away, agreed.",
        "Ann Doe (1941) was a painter.",
        "Ann Doe, 199, is a myth.",
        "The 10-year-old daughter thanked Ann Doe.",
        "In 2015 Ann Doe left.",
    ],
)
def test_what_is_no_age(text):
    assert ages(text) == []
