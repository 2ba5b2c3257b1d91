"""Interrupts: heard when nothing is left half done."""

import os
import signal
import threading

import pytest

from scorer.corpus.engine.interrupts import put_off


class AskedError(Exception):
    """The process was asked to end."""


def ask(number=signal.SIGINT):
    os.kill(os.getpid(), number)


@pytest.fixture
def at_end():
    def stop(*_):
        raise AskedError

    before = signal.signal(signal.SIGTERM, stop)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, AskedError)])
def test_what_is_begun_is_ended(at_end, number, raised):
    done = []

    @put_off()
    def work():
        ask(number)
        done.append("the rest")

    with pytest.raises(raised):
        work()
    assert done == ["the rest"]


def test_afterwards_interrupts_are_heard_at_once(at_end):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    with put_off():
        pass

    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    with pytest.raises(KeyboardInterrupt):
        ask()


def test_one_within_another():
    done = []

    @put_off()
    def work():
        put_off()(ask)()
        done.append("the rest")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["the rest"]


def test_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with put_off():
            ask()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_hear_none_anyway():
    done = []

    def work():
        with put_off():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [signal.getsignal(signal.SIGINT)]
