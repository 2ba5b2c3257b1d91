"""Limits: what takes too long is broken off, and nothing else is changed."""

import os
import signal
import threading
import time

import pytest

from scorer.corpus.engine import limits
from scorer.corpus.engine.limits import TooSlowError, at_most
from scorer.corpus.engine.work import Work, as_they_are
from scorer.corpus.reject import Reject
from scorer.errors import ScorerError
from tests.corpus.fakes import SLOW, load
from tests.corpus.jobs import articles, done, lines


def test_slow_work_is_broken_off():
    with pytest.raises(TooSlowError), at_most(0.01):
        time.sleep(10)


def test_no_fault_handler_on_the_way_takes_it():
    def careful():
        try:
            time.sleep(10)
        except Exception:  # noqa: BLE001
            return

    with pytest.raises(TooSlowError), at_most(0.01):
        careful()
    assert not issubclass(TooSlowError, (Exception, ScorerError))


@pytest.mark.parametrize("seconds", [None, 5])
def test_quick_work_is_left_alone(seconds):
    before = signal.getsignal(signal.SIGALRM)

    with at_most(seconds):
        pass

    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_errors_pass():
    with pytest.raises(ZeroDivisionError), at_most(5):
        raise ZeroDivisionError

    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_there_is_no_limit_outside_the_main_thread():
    over = []

    def work():
        with at_most(0.001):
            time.sleep(0.02)
        over.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert over == [True]


def test_an_alarm_that_rings_at_the_last_moment_leaves_nothing_behind(monkeypatch):
    before, real = signal.getsignal(signal.SIGALRM), signal.setitimer

    def late(which, seconds):
        real(which, seconds)
        if not seconds:
            os.kill(os.getpid(), signal.SIGALRM)

    monkeypatch.setattr(limits.signal, "setitimer", late)
    with pytest.raises(TooSlowError), at_most(5):
        pass

    assert signal.getsignal(signal.SIGALRM) is before


def test_work_that_is_deaf_ends_its_process():
    pid = os.fork()
    if not pid:
        limits._GRACE = 0.05
        limits.die_when_deaf()
        with at_most(0.05):
            sum(range(10**12))
        os._exit(0)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1


def test_a_slow_article_is_rejected_and_its_neighbours_scored(tmp_path):
    given = [*articles(1, 2), *articles(3, text=SLOW), *articles(4)]

    outcomes = Work(as_they_are, None, load, seconds=0.1)(given).packed

    assert [isinstance(outcome, Reject) for outcome in outcomes] == [False, False, True, False]
    assert outcomes[2].reason == "timeout"
    assert outcomes[2].message == "scoring the article took more than 0.1 seconds"
    assert done(tmp_path / "out.jsonl", given, seconds=0.1).rejected == 1
    assert [record["row"] for record in lines(tmp_path / "out.jsonl")] == [1, 2, 4]
