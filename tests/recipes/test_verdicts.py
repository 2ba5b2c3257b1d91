"""Rows are passed on as they came, with one field more."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.reject import Place
from scorer.recipes.loading import keep_above, parse
from scorer.recipes.recipe import Recipe, Rule
from scorer.recipes.verdicts import Verdicts
from tests.corpus.fakes import score_of

EVERYTHING = Recipe("everything", (Rule("quality", {"at_least": 0}),))
NOTHING = Recipe("nothing", (Rule("words", {"at_least": 1e9}, reason="short"),))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def line(row, *recipes, **known):
    article = Article("words " * 30, id="1", given=row, **known)
    return Verdicts(recipes or (EVERYTHING,)).of(score_of(article)).line


@given(st.dictionaries(st.text(), JSON, max_size=5), st.sampled_from(["utf-8", "ascii"]))
def test_a_row_keeps_all_its_values(record, encoding):
    record["text"] = "words"
    row = json.dumps(record, ensure_ascii=encoding == "ascii")
    passed = line(row.encode("utf-8", "surrogatepass"))

    told = json.loads(passed)
    assert told.pop("scorer")["quality"] == 0.8
    record.pop("scorer", None)
    assert told == record
    assert passed.endswith(b"}\n")
    assert passed.count(b"\n") == 1


@pytest.mark.parametrize(
    ("row", "passed"),
    [
        (
            b'{"id": 1.10, "text": "a",  "n": 123456789012345678901234567890}',
            b'"id": 1.10, "text": "a",  "n": 1234567890',
        ),
        (b' {"a": 1 } ', b'{"a": 1,"scorer":'),
        (b'{\n"a": 1,\r\n"text": "b\\n"}', b'{"a":1,"text":"b\\n","scorer":'),
        (b'{"scorer": {"quality": 3}, "a": 1}', b'{"a":1,"scorer":{"quality":0.8'),
        (b'{"a": "the \\"scorer\\" of a goal"}', b'{"a": "the \\"scorer\\" of a goal","scorer":'),
    ],
)
def test_bytes_of_a_row_stay_where_they_can(row, passed):
    assert passed in line(row)


def test_a_kept_row_bears_what_was_found_and_a_dropped_one_the_reasons():
    kept, dropped = (json.loads(line(b'{"text": "x"}', recipe))["scorer"] for recipe in (EVERYTHING, NOTHING))

    assert kept == {
        "quality": 0.8,
        "reliability": 0.5,
        "abstained": None,
        "findings": {"vague-attribution": 1},
        "model": "f" * 64,
    }
    assert dropped == kept | {
        "reasons": [{"reason": "short", "name": "words", "value": 30.0, "bound": ">= 1e+09"}],
    }


def test_a_file_that_is_one_article_becomes_a_row():
    told = json.loads(line(None, path="a.txt", title="T", authors=("A", "B"), extra={"more": 1}))

    assert told.pop("scorer")
    assert told == {"id": "1", "path": "a.txt", "text": "words " * 30, "title": "T", "authors": ["A", "B"], "more": 1}


def test_rejects_are_passed_on_in_order():
    reject = Place("a.jsonl", 1).reject("bad-json", "not JSON")
    score = score_of(Article("words", id="2"))

    first, second = Verdicts((NOTHING,), rows=False)([reject, score])

    assert first is reject
    assert (second.id, second.kept, second.line) == ("2", False, b"")


def test_published_values_are_computed_where_a_rule_asks():
    recipe = parse('published = "redpajama"\n[[rule]]\nvalue = "rps_doc_word_count"\nat_least = 5\n', "")

    kept = [
        Verdicts((recipe,)).of(score_of(Article(text))).kept for text in ("one two three", "one two three four five")
    ]

    assert kept == [False, True]


def test_verdicts_can_be_sent_to_other_processes():
    verdicts = Verdicts((keep_above(0.5), NOTHING))

    assert pickle.loads(pickle.dumps(verdicts)) == verdicts  # noqa: S301  (our own)


def test_a_record_is_judged_as_its_score_is():
    score = score_of(Article("words " * 30, id="1", url="https://www.example.org/1", path="a", row=3, language="EN"))
    verdicts = Verdicts((keep_above(0.9), EVERYTHING))

    one, other = verdicts.of(score), verdicts.of_record(score.to_dict())

    assert one.broken == other.broken
    assert (one.id, one.path, one.row, one.source, one.language) == ("1", "a", 3, "example.org", "en")
    assert (other.id, other.path, other.row, other.source, other.language) == ("1", "a", 3, "example.org", "en")
    assert json.loads(other.line)["scorer"]["reasons"][0]["reason"] == "quality-below-0.9"
