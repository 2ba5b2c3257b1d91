"""Scoring many: in order, each item once, the same for any number of workers."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.engine.run import Tally, score_corpus
from scorer.corpus.engine.workers import _AHEAD
from scorer.corpus.read.inputs import read_items
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Place, Reject
from scorer.errors import LostRowsError, ModelError
from scorer.score import BATCH_ARTICLES, LONGEST_ARTICLE, Score
from tests.corpus.fakes import DEADLY, FAULTY, FakeScorer, load

PAGE = "<html lang=en><title>T</title><body><p>words on a page"


def article(number, text="words"):
    return Article(f"{text} {number}", id=str(number), path="rows.jsonl", row=number)


def mixed(count):
    for number in range(count):
        kind = number % 7
        if kind == 3:
            yield Place("rows.jsonl", number).reject("bad-json", "not JSON", raw=b"{")
        elif kind == 5:
            yield Page(PAGE, Place("rows.jsonl", number))
        else:
            yield article(number, "words " * (number % 50))


def told(outcome):
    return outcome.to_dict() if isinstance(outcome, Score | Reject) else outcome


@pytest.mark.parametrize("workers", [1, 2])
class TestEitherWay:
    def test_every_item_has_one_outcome_in_order(self, workers):
        tally = Tally()

        outcomes = list(score_corpus(mixed(2_000), workers=workers, tally=tally, load=load))

        assert [o.row if isinstance(o, Reject) else o.article.row for o in outcomes] == list(range(2_000))
        assert [isinstance(o, Reject) for o in outcomes] == [n % 7 == 3 for n in range(2_000)]
        assert (tally.rows_in, tally.scored, tally.rejected) == (2_000, 1_714, 286)

    def test_articles_that_are_refused(self, workers):
        given = [Article("  ", id="a"), article(1), Article("a " * LONGEST_ARTICLE), Page("<br>", Place("p.html"))]

        outcomes = list(score_corpus(given, workers=workers, load=load))

        assert [o.reason if isinstance(o, Reject) else "" for o in outcomes] == ["no-text", "", "too-large", "no-text"]
        assert outcomes[0].id == "a"

    def test_a_fault_in_one_article_costs_that_article_only(self, workers):
        given = [article(n, FAULTY if n in (5, 300) else "words") for n in range(400)]

        outcomes = list(score_corpus(given, workers=workers, load=load))

        assert [n for n, o in enumerate(outcomes) if isinstance(o, Reject)] == [5, 300]
        assert outcomes[5].reason == "scorer-error"
        assert outcomes[5].message == "the article can't be scored: ZeroDivisionError: division by zero"

    def test_an_error_of_the_input_comes_after_what_was_read(self, workers):
        def breaking():
            yield from (article(n) for n in range(300))
            raise ModelError("the input broke")

        outcomes = []
        with pytest.raises(ModelError, match="the input broke"):
            outcomes.extend(o.article.row for o in score_corpus(breaking(), workers=workers, load=load))

        assert outcomes == list(range(len(outcomes)))

    def test_a_reader_that_stops(self, workers):
        outcomes = score_corpus(mixed(10_000), workers=workers, load=load)

        assert [next(outcomes).article.row for _ in range(3)] == [0, 1, 2]
        outcomes.close()

    def test_no_more_is_read_than_can_wait(self, workers):
        tally = Tally()

        outcomes = score_corpus(mixed(100_000), workers=workers, tally=tally, load=load)
        next(outcomes)
        time.sleep(0.5)

        assert tally.rows_in <= BATCH_ARTICLES * (workers * _AHEAD + 2)
        outcomes.close()

    def test_nothing(self, workers):
        assert list(score_corpus([], workers=workers, load=load)) == []


def test_workers_change_nothing():
    assert [told(o) for o in score_corpus(mixed(1_500), load=load)] == [
        told(o) for o in score_corpus(mixed(1_500), workers=2, load=load)
    ]


def test_an_article_that_kills_its_worker_costs_that_article_only():
    tally = Tally()
    texts = {3: DEADLY, 7: "so long that the batch ends here " * 20_000}
    given = (article(n, texts.get(n, "words")) for n in range(400))

    outcomes = list(score_corpus(given, workers=2, tally=tally, load=load))

    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Reject)] == [3]
    assert (outcomes[3].reason, outcomes[3].id, outcomes[3].row) == ("worker-killed", "3", 3)
    assert [outcome.article.id for outcome in outcomes if isinstance(outcome, Score)] == [
        str(n) for n in range(400) if n != 3
    ]
    assert (tally.scored, tally.rejected) == (399, 1)


def test_a_slow_reader_loses_nothing():
    rows = []
    for outcome in score_corpus((article(n) for n in range(9_000)), workers=2, load=load):
        rows.append(outcome.article.row)
        if outcome.article.row % 1_000 == 0:
            time.sleep(0.05)

    assert rows == list(range(9_000))


def test_a_model_that_cannot_be_loaded_is_told_at_once():
    def broken(_):
        raise ModelError("no model")

    with pytest.raises(ModelError, match="no model"):
        score_corpus([], load=broken)


def test_lost_rows_are_told():
    tally = Tally(rows_in=3, scored=1, rejected=1)

    with pytest.raises(LostRowsError, match="3 rows came in, but 1 were scored and 1 rejected"):
        tally.check()


def test_a_score_that_is_missing_is_a_reject():
    class Forgetful(FakeScorer):
        def score_batch(self, articles):
            return [load(None).score_batch(articles[:1])[0]][: 2 - len(articles)]

    outcomes = list(score_corpus([article(n, "words" if n else FAULTY) for n in range(3)], load=lambda _: Forgetful()))

    assert [isinstance(outcome, Reject) for outcome in outcomes] == [True, False, False]


LINES = st.sampled_from(
    [b'{"text": "words"}', b"{", b"[1]", b'{"text": 1}', b'{"html": "<p>x"}', b'{"html": "<br>"}', b"", b" "]
)


@given(st.lists(LINES, max_size=30))
@settings(max_examples=500)
def test_rows_in_are_scored_or_rejected(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "rows.jsonl"
    path.write_bytes(b"\n".join([b'{"text": "first"}', *lines]))
    tally = Tally()

    outcomes = list(score_corpus(read_items([path]), tally=tally, load=load))

    assert tally.rows_in == len(outcomes) == 1 + sum(bool(line.strip()) for line in lines)
    assert tally.scored == 1 + lines.count(b'{"text": "words"}') + lines.count(b'{"html": "<p>x"}')
    assert tally.rejected == tally.rows_in - tally.scored
