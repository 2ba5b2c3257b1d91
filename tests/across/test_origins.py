"""Origins: what counts as one source, and why."""

import pytest

from scorer.across.origins import Credits, Origin, Witness, credits_of, origins_of, publisher
from tests.across.stories import document

NOBODY = Credits("", (), 0)


def rests(outlet, others=0):
    return Credits("", (outlet,), others)


def origins(*witnesses):
    return origins_of(dict(enumerate(witnesses)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam holds, Reuters reported on Monday.", Credits("", ("Reuters",), 0)),
        ("According to the Tass news agency, the dam holds.", Credits("", ("TASS",), 0)),
        ("The dam holds, engineers said. It will be shut, the BBC reported.", Credits("", ("BBC",), 1)),
        ("PARIS (Reuters) - The dam holds, engineers said.", Credits("Reuters", ("Reuters",), 0)),
        ("The dam holds.", NOBODY),
        ("", NOBODY),
    ],
)
def test_whom_an_article_cites(text, expected):
    assert credits_of(document(text)) == expected


def test_what_is_all_from_one_outlet():
    assert rests("Reuters").only == "Reuters"
    assert rests("Reuters", others=1).only == ""
    assert Credits("", ("Reuters", "AFP"), 0).only == ""
    assert Credits("AFP", ("Reuters",), 3).only == "AFP"


def test_a_publisher_is_known_by_its_site():
    assert publisher("www.reuters.com") == publisher("Reuters") == "Reuters"
    assert publisher("The New York Times") == publisher("nytimes.com")
    assert publisher("Harbour.example") == "harbour.example"
    assert publisher("") == ""


def test_articles_that_have_nothing_in_common():
    found = origins(Witness(NOBODY, "a", 0), Witness(NOBODY, "b", 1), Witness(NOBODY, "", 2), Witness(NOBODY, "", 3))

    assert [origin.members for origin in found] == [(0,), (1,), (2,), (3,)]


def test_copies_and_publishers_count_once():
    found = origins(Witness(NOBODY, "a", 0), Witness(NOBODY, "b", 0), Witness(NOBODY, "b", 2), Witness(NOBODY, "c", 3))

    assert found == [Origin((0, 1, 2), (), copies=True, published=True), Origin((3,))]


def test_all_lead_back_to_one_agency():
    found = origins(Witness(NOBODY, "Reuters", 0), Witness(rests("Reuters"), "b", 1), Witness(rests("Reuters"), "c", 2))

    assert found == [Origin((0, 1, 2), ("Reuters",))]


def test_a_chain_leads_back_to_its_beginning():
    found = origins(Witness(NOBODY, "AFP", 0), Witness(rests("AFP"), "BBC", 1), Witness(rests("BBC"), "c", 2))

    assert [origin.members for origin in found] == [(0, 1, 2)]


def test_an_agency_that_is_not_at_hand_is_named():
    (one, other) = origins(Witness(rests("KCNA"), "a", 0), Witness(NOBODY, "b", 1))

    assert (one.outlets, other.outlets) == (("KCNA",), ())


def test_what_goes_in_a_circle():
    (found,) = origins(Witness(rests("BBC"), "CNN", 0), Witness(rests("CNN"), "BBC", 1))

    assert found.circular
    assert found.members == (0, 1)


def test_an_agency_that_cites_itself_is_no_circle():
    (found,) = origins(Witness(rests("BBC"), "BBC", 0))

    assert found == Origin((0,))
