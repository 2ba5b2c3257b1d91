"""Spelling: a slip of the pen, another way to write a sound, another name."""

import pytest

from scorer.across.spelling import are_variants, distance, is_slip


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("joseph ripley", "joseph riley"),
        ("lisa murkowksi", "lisa murkowski"),
        ("jamey comey", "james comey"),
        ("natalia veselnitska", "natalia veselnitskaya"),
    ],
)
def test_a_slip_in_one_long_word(name, usual):
    assert is_slip(name, usual)


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("ann lee", "ann leo"),  # too short to tell
        ("joseph riley", "joseph riley"),
        ("mary jones", "mark james"),
        ("korea peninsula", "korean peninsula"),
        ("united nation", "united nations"),
        ("james baker", "james barrow"),
    ],
)
def test_what_may_be_another_name(name, usual):
    assert not is_slip(name, usual)


def test_names_that_sound_the_same_are_variants():
    assert are_variants("qassam soleimani", "qassem soleimani")
    assert are_variants("darrel issa", "darrell issa")
    assert not are_variants("ricardo rossell", "ricardo rossello")


def test_far_apart_is_told_without_counting_all():
    assert distance("a", "abcdef", 2) == 3
    assert distance("abcdef", "uvwxyz", 2) == 3
    assert distance("malik", "mailk", 2) == 1
