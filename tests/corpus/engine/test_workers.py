"""Workers: processes that may die, be slow or be stopped, and no row is lost by it."""

import os
import signal
import threading
import time
from functools import partial

import pytest
from joblib.externals.loky.backend.process import LokyProcess

from scorer.article import Article
from scorer.corpus.engine.run import local
from scorer.corpus.engine.work import Work, as_they_are, rescued
from scorer.corpus.engine.workers import in_processes
from scorer.corpus.reject import Reject
from tests.corpus import fakes
from tests.corpus.fakes import DEADLY, DEAF, SLOW
from tests.corpus.jobs import articles, bad, done, files, lines
from tests.endurance import processes

two = partial(in_processes, workers=2)


def outcomes(batches, *, load=fakes.load, seconds=None):
    work = Work(as_they_are, None, load, seconds)
    return [outcome for done in two(work, iter(batches)) for outcome in done.packed]


def rejected(given):
    return [(number, one.reason) for number, one in enumerate(given) if isinstance(one, Reject)]


def test_one_worker_is_this_process(tmp_path):
    seen = []

    def load(_):
        seen.append(os.getpid())
        return fakes.FakeScorer()

    list(local(1)(Work(as_they_are, None, load), iter([articles(1)])))

    assert seen == [os.getpid()]


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
def test_the_same_bytes_as_one_process(tmp_path, ending):
    given = [*articles(*range(1, 300)), *bad(300), *articles(*range(1, 9), path="more.jsonl")]

    for name, engine in (("one", local(1)), ("two", two)):
        done(f"{tmp_path}/{name}/", given, engine=engine, rows=150, ending=ending)

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_deadly_articles_are_found():
    batches = [articles(1, 2), [*articles(1), *articles(2, text=DEADLY), *articles(3)], articles(4)]

    assert rejected(outcomes(batches)) == [(3, "worker-killed")]


def test_two_deadly_articles_in_one_batch():
    given = [*articles(1, text=DEADLY), *articles(2), *articles(3, text=DEADLY)]

    assert rejected(outcomes([given])) == [(0, "worker-killed"), (2, "worker-killed")]


def test_each_deadly_article_is_died_of_once_more_only():
    given, deaths = [*articles(*range(1, 90)), *articles(90, 91, text=DEADLY), *articles(92)], []

    def again(items):
        if any(DEADLY in item.text for item in items):
            return deaths.append(len(items))
        return [fakes.score_of(item) for item in items]

    assert rejected(rescued(given, again)) == [(89, "worker-killed"), (90, "worker-killed")]
    assert deaths == [92, 1, 1]


def test_who_dies_while_it_sends_a_result_is_missed():
    given = [articles(1, 2), [*articles(1), Article("long " * 300_000), *articles(3)], *[articles(4)] * 9]

    found = outcomes(given, load=fakes.load_dying_midway)

    assert rejected(found) == [(3, "worker-killed")]
    assert len(found) == 14


def test_slow_articles_are_broken_off():
    given = [*articles(1, 2), *articles(3, text=SLOW), *articles(4)]

    assert rejected(outcomes([given], seconds=0.2)) == [(2, "timeout")]


def test_articles_that_make_their_worker_deaf_cost_that_worker_only():
    given = [*articles(1), *articles(2, text=DEAF), *articles(3)]

    assert rejected(outcomes([given], load=fakes.load_impatient, seconds=0.2)) == [(1, "worker-killed")]


def test_a_worker_that_is_killed_costs_nothing(tmp_path):
    def kill_one():
        yield from articles(*range(1, 150))
        os.kill(processes.mine()[0], signal.SIGKILL)
        yield from articles(*range(150, 600))

    done(tmp_path / "whole.jsonl", articles(*range(1, 600)), rows=100)

    tally = done(tmp_path / "out.jsonl", kill_one(), engine=two, rows=100)

    assert (tally.scored, tally.rejected) == (599, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_stop_ends_the_workers_at_once(stop):
    def stopping():
        yield articles(1)
        yield articles(1, text=SLOW)
        time.sleep(0.2)
        raise stop

    with pytest.raises(stop):
        outcomes(stopping())

    assert _none_is_left()


def test_deep_rows_travel(tmp_path):
    deep = 0
    for _ in range(200):
        deep = [deep]

    done(tmp_path / "out.jsonl", [Article("words", row=1, extra={"deep": deep})], engine=two)

    (record,) = lines(tmp_path / "out.jsonl")
    assert record["extra"] == {"deep": deep}


def test_an_interrupt_while_a_process_starts_leaves_none_behind(monkeypatch):
    started = LokyProcess.start

    def interrupted(process):
        started(process)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)  # the process is at work, and whichever thread hears it has the time to

    monkeypatch.setattr(LokyProcess, "start", interrupted)
    ended = threading.Event()
    threading.Thread(target=ended.wait).start()  # as libraries have some, it hears signals that the first is deaf to

    with pytest.raises(KeyboardInterrupt):
        outcomes([articles(1)])
    ended.set()

    assert _none_is_left()


def _none_is_left():
    limit = time.monotonic() + 10
    while processes.mine() and time.monotonic() < limit:
        time.sleep(0.05)
    return processes.mine() == []
