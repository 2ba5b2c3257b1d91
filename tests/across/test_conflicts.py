"""Conflicts: who stands against whom, and how sure that is."""

import pytest

from scorer.across.claims import AGE, KILLED, MEETING, NAME, QUOTE, TITLE, claims_of
from scorer.across.conflicts import CONFLICT, DIFFERENT, SHARED, contests, slots_of
from tests.across.stories import document


def slots(*texts, voices=None, known=1):
    told = {number: claims_of(document(text)) for number, text in enumerate(texts)}
    return slots_of(told, (voices or {}).get if voices else lambda number: number, lambda _: known)


def slot(kind, *texts, **given):
    (found,) = [one for one in slots(*texts, **given) if one.kind == kind and one.verdict != SHARED]
    return found


def contested(found):
    return [(one.said.number, one.said.claim.value, one.against.value, one.sure) for one in contests(found)]


def aged(*ages):
    return [f"Police named Tashfeen Malik, {age}, as the suspect." for age in ages]


def test_one_age_against_several():
    found = slot(AGE, *aged(27, 29, 27))

    assert found.verdict == CONFLICT
    assert [(stand.value, stand.voices) for stand in found.stands] == [("27", 2), ("29", 1)]
    assert contested(found) == [(1, "29", "27", True)]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((27, 29), [(0, "27", "29", False), (1, "29", "27", False)]),
        ((27, 28, 27), [(1, "28", "27", False)]),
        ((27, 27), []),
        (
            (27, 29, 27, 29),
            [(0, "27", "29", False), (2, "27", "29", False), (1, "29", "27", False), (3, "29", "27", False)],
        ),
    ],
    ids=["one against one", "a birthday between", "agreed", "two against two"],
)
def test_how_sure_it_is(ages, expected):
    found = next(one for one in slots(*aged(*ages)) if one.kind == AGE)

    assert contested(found) == expected


def test_copies_are_one_voice():
    found = slot(AGE, *aged(27, 27, 29), voices={0: 0, 1: 0, 2: 2})

    assert contested(found) == [
        (0, "27", "29", False),
        (1, "27", "29", False),
        (2, "29", "27", False),
    ]


def test_a_father_and_his_son_are_no_conflict():
    both = "Police named John Ames, 51, and his son John Ames, 27."

    found = [one for one in slots(both, "Police named John Ames, 27.", "John Ames, 51, spoke.") if one.kind == AGE]

    assert [one.verdict for one in found] == [DIFFERENT]
    assert not list(contests(found[0]))


def titled(*titles):
    return [f"On Monday {title} Jeff Flake voted no." for title in titles]


def test_titles_that_exclude_each_other():
    found = slot(TITLE, *titled("Sen.", "Rep.", "Senator", "Chairman"))

    assert found.verdict == CONFLICT
    assert contested(found) == [(1, "representative", "senator", True)]


def test_a_title_beside_that_of_a_head_only_differs():
    found = slot(TITLE, *titled("President", "leader"))

    assert found.verdict == DIFFERENT
    assert not list(contests(found))


def test_titles_that_have_nothing_in_common_are_no_question():
    assert [one.kind for one in slots(*titled("Chairman", "Professor"))] == [NAME]
    assert [one.kind for one in slots(*titled("Sen.", "Chairman"))] == [NAME]


def test_a_fuller_title_is_the_same():
    (found,) = [one for one in slots(*titled("Speaker", "House Speaker", "Speaker")) if one.kind == TITLE]

    assert (found.verdict, found.stands[0].value) == (SHARED, "speaker")


def spelt(*names):
    return [f"On Monday the lawyer {name} spoke." for name in names]


def test_a_rare_spelling_against_three():
    found = slot(NAME, *spelt("Joseph Riley", "Joseph Riley", "Joseph Ripley", "Joseph Riley"))

    assert found.verdict == CONFLICT
    assert contested(found) == [(2, "Joseph Ripley", "Joseph Riley", True)]


def test_a_spelling_that_sounds_the_same_is_less_sure():
    found = slot(NAME, *spelt("Darrell Issa", "Darrell Issa", "Darrel Issa", "Darrell Issa"))

    assert contested(found) == [(2, "Darrel Issa", "Darrell Issa", False)]


def test_a_spelling_that_is_common_elsewhere_is_another_name():
    texts = spelt("Joseph Riley", "Joseph Riley", "Joseph Ripley", "Joseph Riley")

    assert not [one for one in slots(*texts, known=9) if one.verdict == CONFLICT]


def test_who_has_both_spellings_knows_two_people():
    texts = [*spelt("Joseph Riley", "Joseph Riley", "Joseph Riley"), "Joseph Ripley met with Joseph Riley."]

    assert not [one for one in slots(*texts) if one.verdict == CONFLICT]


def test_counts_only_differ():
    found = slot(KILLED, "The blast killed 14 people.", "The blast killed 16 people. In 2001 one killed 3,000 people.")

    assert found.verdict == DIFFERENT
    assert [stand.value for stand in found.stands] == ["14", "16"]
    assert not list(contests(found))


def test_a_surname_is_the_full_name_that_another_has():
    (found,) = [
        one
        for one in slots("There Ann Lee met with Ek.", "There Ann Lee met with Bo Ek.")
        if one.kind == MEETING and one.who == "Ann Lee"
    ]

    assert (found.verdict, [stand.value for stand in found.stands]) == (SHARED, ["Bo Ek"])


def test_the_same_quotation():
    quote = "“The harbour will stay shut until we have searched the wreck,” she said."

    (found,) = slots(quote, f"In the morning: {quote}")

    assert (found.kind, found.verdict, found.articles) == (QUOTE, SHARED, 2)


def test_conflicts_come_first():
    verdicts = [
        one.verdict for one in slots(*[f"{a} {b}" for a, b in zip(aged(27, 29), titled("Sen.", "Sen."), strict=True)])
    ]

    assert verdicts[0] == CONFLICT
    assert set(verdicts[1:]) == {SHARED}
