"""Tolls: the number beside a word of harm."""

import pytest

from scorer.across.claims import INJURED, KILLED, claims_of
from tests.across.stories import document


def tolls(text):
    return [(claim.kind, claim.value) for claim in claims_of(document(text)) if claim.kind in (KILLED, INJURED)]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("At least 14 people were killed.", KILLED, "14"),
        ("The bomb killed at least 1,400 people there.", KILLED, "1400"),
        ("A blast, killing 14 and wrecking a shop, was heard.", KILLED, "14"),
        ("They found twelve dead.", KILLED, "12"),
        ("Thirty people have died.", KILLED, "30"),
        ("Another 21 were injured.", INJURED, "21"),
        ("The blast wounded 21 others.", INJURED, "21"),
    ],
)
def test_a_count_beside_a_word_of_harm(text, kind, count):
    assert tolls(text) == [(kind, count)]


@pytest.mark.parametrize(
    "text", ["He died in 2015.", "It killed the mood.", "The 14 members spoke; nobody was hurt.", "Killed: nobody."]
)
def test_what_is_no_count(text):
    assert tolls(text) == []
