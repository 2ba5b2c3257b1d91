"""Across: what the traces of several articles show together."""

import pytest

from scorer.across import Across
from tests.across.stories import BAKERY, FOURTH, across, article, story, three


def findings(found, number):
    return [(one.signal, one.soft) for one in found.findings(number)]


def test_the_one_that_stands_against_two():
    found = across(*three(age=52))

    assert found.groups == [(0, 1, 2)]
    assert [findings(found, number) for number in range(3)] == [[], [], [("corpus-conflict", False)]]
    (one,) = found.findings(2)
    text = three(age=52)[2].text
    assert one.span.of(text) == "52-year-old Thomas Wexford"
    assert one.group == "consistency"
    assert one.message == (
        "The age of Thomas Wexford is 52 (“52-year-old Thomas Wexford”) here; 47 (“Thomas Wexford, 47”) in "
        "“A ferry sank off Port Ellery on Monday night with 64 people” (a.example, 2024-03-04) and 1 other article on "
        "the same event."
    )


def test_titles_are_quoted_from_both():
    (one,) = across(*three(title="Sen.")).findings(2)

    assert "Dana Holloway is senator (“Sen. Dana Holloway”) here; governor (“Gov. Dana Holloway”) in “A" in one.message


def test_a_name_with_a_slip():
    four = (*three(), article(story(FOURTH, captain="Thomas Wexfort"), "d.example", "2024-03-06"))

    (one,) = across(*four).findings(3)

    assert (one.signal, one.soft) == ("corpus-conflict", False)
    assert one.message.startswith("The name is spelt “Thomas Wexfort” here; “Thomas Wexford” in “A ferry")
    assert one.message.endswith(" and 2 other articles on the same event.")


def test_counts_are_shown_and_not_blamed():
    found = across(*three(dead=19))

    assert all(not found.findings(number) for number in range(3))
    (event,) = found.events
    assert [slot.verdict for slot in event.slots if slot.kind == "killed"] == ["different"]


def test_a_copy_leads_back_to_the_original():
    first, second, third = three()
    copy = article(first.text, "copies.example", "2024-03-09")
    found = across(copy, first, second, third)

    (one,) = found.findings(0)

    assert (one.signal, one.soft, one.group) == ("near-duplicate", False, "duplication")
    assert one.message.startswith("The same text as “A ferry sank")
    assert one.message.endswith("(a.example, 2024-03-04), which came first.")
    assert one.span.of(copy.text)
    assert not found.findings(1)


def test_all_copies_of_one_are_one_source():
    first = three()[0]
    found = across(*(article(first.text, f"{name}.example", f"2024-03-0{day}") for day, name in enumerate("abcd", 4)))

    (event,) = found.events

    assert len(event.origins) == 1
    assert event.origins[0].copies
    assert [copy.original for copy in event.copies] == [0, 0, 0]


def test_another_event_stands_alone():
    found = across(*three(), article(BAKERY, "d.example"))

    assert found.groups == [(0, 1, 2)]
    assert found.findings(3) == []


@pytest.mark.parametrize("articles", [(), three()[:1]])
def test_nothing_to_compare(articles):
    found = across(*articles)

    assert found.events == []
    assert found.findings(0) == []


def test_traces_may_come_from_anywhere():
    assert Across(iter(across(*three(age=52)).traces)).findings(2) == across(*three(age=52)).findings(2)
