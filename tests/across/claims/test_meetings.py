"""Meetings: both sides, each in turn."""

import pytest

from scorer.across.claims import MEETING, claims_of
from tests.across.stories import document


def meetings(text):
    return [(claim.who, claim.value) for claim in claims_of(document(text)) if claim.kind == MEETING]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ann Lee met with Bo Ek in Oslo.",
        "On Monday Ann Lee met Bo Ek in Oslo.",
        "A meeting between Ann Lee and Bo Ek is planned.",
        "Talks between Mayor Ann Lee and her Norwegian counterpart Bo Ek broke down.",
        "Much was hoped of Ann Lee’s meeting with Bo Ek.",
    ],
)
def test_two_people_who_met(text):
    assert sorted(meetings(text)) == [("Ann Lee", "Bo Ek"), ("Bo Ek", "Ann Lee")]


def test_one_who_is_told_by_what_they_are():
    assert meetings("Much was hoped of Ann Lee's meeting with Russian officials.") == [("Ann Lee", "Russian officials")]
    assert meetings("There, Ann Lee has met with Russia’s top security official.") == [
        ("Ann Lee", "Russia’s top security official")
    ]


def test_a_bare_name_stands_for_the_one_that_was_named_in_full():
    text = "The visit of Kim Jong Un surprised Vladimir Putin. The meeting between Putin and Kim was short."

    assert sorted(meetings(text)) == [("Kim Jong Un", "Vladimir Putin"), ("Vladimir Putin", "Kim Jong Un")]


@pytest.mark.parametrize(
    "text",
    [
        "There was a meeting with Bo Ek.",
        "On Monday Ann Lee met with a cousin of Bo Ek.",
        "There Ann Lee spoke for an hour. A meeting with Bo Ek came later.",
        "On Monday Ann Lee met with them.",
        "A meeting between Ann Lee, who was late, and Bo Ek is planned.",
        "A meeting between them is planned.",
        "The talks were long.",
        "An Oval Office meeting with nobody else was planned.",
        "Ann Lee met with Ann Lee.",
        "Ann Lee sat for a long time in the hall of the old town until she met with Bo Ek.",
    ],
)
def test_what_tells_of_no_two_sides(text):
    assert meetings(text) == []


def test_a_room_meets_nobody():
    assert meetings("It was an Oval Office meeting with Bo Ek.") == []
