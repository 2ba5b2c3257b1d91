from datetime import date

import pytest

from scorer.article import Article
from scorer.document import Batch
from scorer.errors import FactsError
from scorer.facts import Facts, FactTable, day_of, default
from scorer.facts.words import holders, terms
from scorer.lexicon import Lexicon, Phrasebook, WordList

ROWS = """\
id,kind,subject,subject_aliases,relation,relation_aliases,scope,scope_aliases,start,end,verified_until,exclusive
roe,office,Jane Roe,J. Q. Roe,Premier,PM|Head of Cabinet,Elbonia,Elbonian|E.L.B.,2010-05-01,2014-03-02,2020-12-31,yes
doe,office,Ann Doe,,Premier,PM|Head of Cabinet,Elbonia,Elbonian|E.L.B.,2014-03-02,2017-06-01,2020-12-31,yes
roe2,office,Jane Roe,,Premier,PM,Elbonia,Elbonian,2017-06-01,,2020-12-31,yes
roe3,office,Jane Roe,,Mint Keeper,,Elbonia,Elbonian,,,2020-12-31,yes
lee,office,Max Lee,,Mint Master,Mint Premier,Elbonia,Elbonian,2012-01-01,,2020-12-31,no
all,complete,,,Premier,,Elbonia,Elbonian,2000-01-01,,2020-12-31,yes
wu,office,Wu Ling,,Marshal,,China,Chinese,2012-01-01,,2020-12-31,yes
poe,office,Ed Poe,,Marshal,,China,Chinese,2000-01-01,,2010-01-01,no
mud,capital,Mudville,,,,Elbonia,Elbonian,,,,
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("facts") / "facts.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def facts(table):
    return Facts(FactTable.load(table))


def batch_of(facts, *articles):
    lists = facts.lists
    lexicons = (one for one in lists if isinstance(one, Lexicon))
    return Batch(list(articles), Phrasebook(lexicons, (one for one in lists if isinstance(one, WordList))))


def said(facts, text, day="2015-07-01"):
    """What the text says: evidence, whom it names, verdict."""
    batch = batch_of(facts, Article(text, published=day))
    (document,) = batch
    (statements,) = facts.statements(batch)
    return [(document.words_span(one.words).of(text), one.subject, one.standing.verdict) for one in statements]


@pytest.mark.parametrize(
    "text",
    [
        "A word from Elbonian Premier Ann Doe was heard.",
        "A word from Elbonia's Premier Ann Doe was heard.",
        "A word from Elbonia’s Premier Ann Doe’s desk was heard.",
        "A word from E.L.B. Premier Ann Doe was heard.",
        "A word from Premier of Elbonia Ann Doe was heard.",
        "A word from Premier of the Elbonian\nAnn Doe was heard.",
        "A word from Ann Doe, the Premier of Elbonia, was heard.",
        "A word from Ann Doe, Elbonia's Head of Cabinet, was heard.",
        "A word from Ann Doe, Premier of Elbonia.",
    ],
)
def test_turns_that_name_an_office_holder(facts, text):
    ((evidence, subject, verdict),) = said(facts, text)

    assert evidence.strip(",.") in text
    assert {"Doe", "Ann"} <= set(evidence.replace("’s", " ").replace(",", " ").split())
    assert (subject, verdict) == ("Ann Doe", "agreed")


@pytest.mark.parametrize(
    "text",
    [
        "A word from former Elbonian Premier Ann Doe was heard.",
        "A word from the ex-Premier Ann Doe was heard.",
        "A word from Premier-elect Ann Doe was heard.",
        "A word from pro-Elbonian Premier Ann Doe was heard.",
        "A word from the Premier. Ann Doe was heard.",
        "A word from Ann Doe, Premier Max and others was heard.",
        "A word from Ann Doe, Premier, Max and others was heard.",
        "A word from Premier Doe was heard.",
        "A word from Premier Doe Street was heard, said Ann Doe.",
        "A word from the premier league was heard by ann doe.",
        "Premier",
        "",
    ],
)
def test_turns_that_name_none(facts, text):
    assert said(facts, text) == []


def test_surname_counts_where_the_full_name_stands(facts):
    assert said(facts, "Premier Doe spoke. Ann Doe left.") == [("Premier Doe", "Ann Doe", "agreed")]
    assert said(facts, "Marshal Wu spoke to Wu Ling.") == [("Marshal Wu", "Wu Ling", "agreed")]
    assert said(facts, "Premier J. Q. Roe spoke.")[0][1] == "Jane Roe"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2009-05-01", "premature"),
        ("2010-02-20", "unknown"),  # she may have been elected
        ("2010-04-15", "agreed"),  # days of a hand-over
        ("2012-01-01", "agreed"),
        ("2014-03-20", "agreed"),
        ("2014-05-20", "expired"),
        ("2018-01-01", "agreed"),
        ("2021-03-01", "unknown"),  # later than the table was verified
        (None, "undated"),
    ],
)
def test_verdicts_hang_on_the_day(facts, day, verdict):
    assert said(facts, "Elbonian Premier Jane Roe spoke.", day)[0][2] == verdict


def test_somebody_known_for_another_office_never_held_one_whose_holders_are_all_listed(facts):
    assert said(facts, "Elbonian Premier Max Lee spoke.")[0][2] == "never"
    assert said(facts, "Premier Max Lee spoke.") == []  # of which country?
    assert said(facts, "Elbonian Mint Premier Ann Doe spoke.")[0][2] == "unknown"  # they aren't listed
    assert said(facts, "Elbonian Mint Keeper Jane Roe spoke.")[0][2] == "agreed"  # nobody knows since when


def test_term_that_was_verified_long_ago_may_last(facts):
    assert said(facts, "Marshal Ed Poe spoke.", "2009-07-01")[0][2] == "agreed"
    assert said(facts, "Marshal Ed Poe spoke.", "2015-07-01")[0][2] == "unknown"


def test_first_place_of_each_statement_is_told(facts):
    text = "On Monday Premier Ann Doe spoke. Premier Ann Doe spoke."
    batch = batch_of(facts, Article(text, published="2019-07-01"), Article("Nothing.", published="2019-07-01"))
    document, other = batch

    (one,) = facts.of(document, "expired")

    assert document.words_span(one.words).start == 10
    assert not list(facts.of(other, "expired"))
    assert facts.say(batch, "expired").tolist() == [True, False]
    assert facts.say(batch, "never").tolist() == [False, False]
    assert holders(one) == "on 1 July 2019 it was Jane Roe"
    assert terms(one) == "from 2 March 2014 until 1 June 2017"


def test_day_that_is_given_counts(table):
    facts = Facts.load(table, "2019-07-01")

    assert said(facts, "Elbonian Premier Ann Doe spoke.", "2015-07-01")[0][2] == "expired"
    assert repr(facts).endswith(", 2019-07-01)")
    assert Facts.load(table, date(2019, 7, 1)).day == facts.day


def test_without_anything_given_the_facts_are_the_shipped_ones():
    assert Facts.load() is default()
    assert repr(default()).startswith("Facts(FactTable(")


@pytest.mark.parametrize("written", ["20190701", "2019-07", "2019-02-30", "tomorrow", ""])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(FactsError, match="Write the day of publication as YYYY-MM-DD: 2025-06-20"):
        day_of(written)


def test_empty_table_finds_nothing():
    facts = Facts(FactTable({}))

    assert said(facts, "Elbonian Premier Ann Doe spoke in Mudville, the capital of Elbonia.") == []


def test_verdicts_of_many_terms(facts):
    (one,) = facts.statements(batch_of(facts, Article("Premier Jane Roe", published="2015-07-01")))[0]

    assert one.day == date(2015, 7, 1)
    assert terms(one) == "from 1 May 2010 until 2 March 2014 and from 1 June 2017"
