"""Topics tell texts on one matter from texts on another, the same way on every machine."""

import hashlib
from io import BytesIO

import numpy as np
import pytest

from scorer import Article, shipped
from scorer.document import Batch
from scorer.errors import ModelError, TamperedModelError
from scorer.lexicon import Phrasebook
from scorer.reading import Reading, word_keys
from scorer.topics import FILE, Topics, coverage, distinct, topics
from scorer.train.topics import build, stem

SAILING = "The crew of the yacht won the race around the island, and the skipper praised the sails and the wind."
HARBOUR = "Boats left the harbour early; each sailor watched the waves, for the regatta ends at sea on Sunday."
COURT = "The judge told the jury that the defendant and his lawyer had hidden evidence and that he appealed."


def terms(*texts):
    return topics().terms(Reading(texts))


def similarity(one, other):
    return float(topics().similarity(terms(one), terms(other))[0])


def document(text, title=None):
    return next(iter(Batch([Article(text, title=title)], Phrasebook([]))))


def test_texts_on_one_matter_are_near():
    assert similarity(SAILING, HARBOUR) > similarity(SAILING, COURT) + 0.1
    assert similarity("A yacht race", SAILING) > similarity("A yacht race", COURT) + 0.4


def test_forms_and_capitals_of_a_word_are_one():
    assert coverage(terms("JUDGES"), terms("a judge")).tolist() == [0.5]
    assert set(terms("sails sail").id.tolist()) == set(terms("Sail").id.tolist())


def test_unknown_words_count_when_both_have_them():
    assert coverage(terms("Xqzzvort"), terms(SAILING)).tolist() == [0.0]
    assert coverage(terms("Xqzzvort"), terms(f"{SAILING} Xqzzvort")).tolist() == [0.5]
    assert similarity("Xqzzvort", "the Xqzzvort") == 0.5


@pytest.mark.parametrize(("one", "other"), [("", SAILING), (SAILING, ""), ("", ""), ("the of and 12 1999", SAILING)])
def test_nothing_said_is_unknown(one, other):
    assert np.isnan(similarity(one, other))


def test_small_words_numbers_and_letters_are_no_terms():
    assert terms("The of and it 2024 12th a b c").id.tolist() == []


def test_batches_do_not_change_results():
    texts = [SAILING, "", COURT, HARBOUR]
    together = topics().similarity(terms(*texts), terms(*reversed(texts)))
    alone = [similarity(one, other) for one, other in zip(texts, reversed(texts), strict=True)]

    np.testing.assert_array_equal(together, alone)


def test_order_of_words_does_not_change_results():
    words = SAILING.split()

    assert similarity(" ".join(words), COURT) == similarity(" ".join(reversed(words)), COURT)


def test_figures_are_the_same_on_every_machine():
    given = [round(similarity(one, other), 6) for one, other in ((SAILING, HARBOUR), (SAILING, COURT))]

    assert given == [0.190218, 0.0]


def test_distinct_keeps_the_first_of_each_text():
    assert distinct(terms("judge jury judge", "judge")).place.tolist() == [0, 1, 3]


def test_terms_of_the_first_words():
    assert topics().terms(Reading([SAILING, COURT]), 2).place.tolist() == [1, 21]


def test_a_copy_of_the_title_is_not_compared_with_it():
    title = "Skipper Wins Yacht Race Around Island"

    assert document(f"{title}\n\n{COURT} {COURT}", title).title_similarity < 0.1
    assert document(f"{title}\n\n{SAILING}", title).title_similarity > 0.3
    assert np.isnan(document(title, title).title_similarity)


def test_titles_that_say_too_little_are_unknown():
    assert np.isnan(document(COURT).title_similarity)
    assert np.isnan(document(COURT, "The News of Today").title_similarity)
    assert np.isnan(document(COURT, "The News of Today").title_clarity)


def test_words_are_compared_with_the_rest_of_the_document():
    near = document(f"{SAILING}\n{HARBOUR}")
    middle = len(Reading([SAILING]).words)
    headline = range(middle, len(near))

    assert near.similarity(headline) == pytest.approx(similarity(HARBOUR, SAILING))
    assert np.isnan(near.similarity(headline, besides=[range(middle)]))


def test_another_table_is_refused(tmp_path, monkeypatch):
    data = bytearray((shipped.FOLDER / FILE).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / FILE).write_bytes(data)
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    topics.cache_clear()

    with pytest.raises(TamperedModelError, match=FILE):
        topics()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no table", b"\x93NUMPY\x01\x00"])
def test_damaged_tables_are_refused(data):
    with pytest.raises(ModelError, match="no table"):
        Topics.parse(data)


def test_tables_that_do_not_fit_are_refused():
    keys, rows = np.array([1, 2], np.uint64), np.zeros((1, 4), np.int8)

    with pytest.raises(ModelError, match="don't fit"):
        Topics(keys, np.array([0, 5]), np.array([3, 2]), rows)


def test_stems():
    known = frozenset(["stop", "hope", "city", "church", "judge", "run", "cry", "male"])

    words = ["stopped", "hoping", "cities", "churches", "judge's", "runs", "cried", "males", "news", "Zorbing"]

    assert [stem(word, known) for word in words] == [
        *("stop", "hope", "city", "church", "judge", "run", "cry", "male", "news", "Zorbing"),
    ]


def test_equal_texts_make_equal_tables(monkeypatch):
    monkeypatch.setattr("scorer.train.topics._DIMENSIONS", 3)
    texts = [f"{one} {other}" for one in (SAILING, HARBOUR, COURT) for other in (SAILING, HARBOUR, COURT)]

    first, second = (_packed(build(texts)) for _ in range(2))

    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    table = Topics.parse(first)
    near = table.similarity(table.terms(Reading(["yacht race"])), table.terms(Reading([SAILING])))
    assert near > table.similarity(table.terms(Reading(["yacht race"])), table.terms(Reading([COURT])))


def _packed(arrays):
    data = BytesIO()
    np.savez_compressed(data, **arrays)
    return data.getvalue()


def test_known_words():
    assert topics().know(word_keys(["election", "kowalzcuk"])).tolist() == [True, False]
