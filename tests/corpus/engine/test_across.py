"""A look over a corpus: what it finds travels with the articles, and the input may not change under it."""

import pytest

from scorer.article import Article
from scorer.corpus.engine.across import look
from scorer.corpus.engine.run import Tally, here, local
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Place
from scorer.errors import InputError
from tests.corpus.jobs import bad

STORY = "\n\n".join(
    f"The council of {town} met on Monday to settle what the {thing} would cost, and {name} said that {number} houses "
    f"along the river had been left without water since the {thing} broke in the storm of last March."
    for town, thing, name, number in [
        ("Harwick", "old dam", "Jane Alder", 312),
        ("Lowmarsh", "stone bridge", "Peter Quill", 47),
        ("Estercombe", "pump house", "Maria Vance", 95),
        ("Thornby", "north lock", "Samuel Oakes", 128),
    ]
)
OTHER = "\n\n".join(
    f"Bakers in {town} have begun to sell {thing} at {number} pence, which {name} calls the season's best bargain."
    for town, thing, name, number in [
        ("Pell", "rye loaves", "Ann Wick", 80),
        ("Marlow", "plum tarts", "Tom Reed", 120),
        ("Sedge", "oat cakes", "Lucy Farr", 60),
        ("Holt", "seed buns", "Ian Moss", 45),
    ]
)


def article(text, row):
    return Article(text, id=str(row), path="rows.jsonl", row=row)


ITEMS = [article(STORY, 1), *bad(2), article(OTHER, 3), article(STORY, 4)]


def looked(items, engine=here):
    tally = Tally()
    found = look(items, engine, lambda: None, tally)
    assert (tally.rows_in, tally.scored + tally.rejected) == (len(items), len(items))
    return found


def signals(item):
    return [finding.signal for finding in item.across]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_copy_carries_its_finding_and_nothing_else_changes(workers):
    first, reject, other, copy = looked(ITEMS, local(workers)).along(ITEMS)

    assert (first, reject, other) == tuple(ITEMS[:3])
    assert signals(copy) == ["near-duplicate"]
    assert copy.text[slice(*copy.across[0].span)]
    assert copy.id == "4"


def test_a_page_carries_it_to_its_article():
    def page(row):
        paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n"))
        return Page(f"<html><body><article>{paragraphs}</article></body></html>", Place("pages.warc", row))

    pages = [page(1), page(2)]
    first, second = looked(pages).along(pages)

    assert signals(first.article()) == []
    assert signals(second.article()) == ["near-duplicate"]


def test_what_cannot_be_scored_leaves_no_trace():
    items = [article(" ", 1), article(STORY, 2), article(STORY, 3)]

    assert [signals(item) for item in looked(items).along(items)] == [[], [], ["near-duplicate"]]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(ITEMS[:-1], id="a row less"),
        pytest.param([*ITEMS, article(OTHER, 5)], id="a row more"),
        pytest.param([*ITEMS[:2], article(OTHER + " ", 3), ITEMS[3]], id="another text"),
        pytest.param([article(STORY, 4), *ITEMS[1:3], article(STORY, 1)], id="another order"),
    ],
)
def test_an_input_that_changed_meanwhile_is_refused(again):
    with pytest.raises(InputError, match="the input changed while it was read"):
        list(looked(ITEMS).along(again))


def test_nothing_at_all():
    assert list(looked([]).along([])) == []
