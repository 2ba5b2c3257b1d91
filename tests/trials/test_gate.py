"""Floors never fall unseen; pages and reports say what was measured."""

import json
from pathlib import Path

import pytest

from scorer.signals import discover
from scorer.train.figures import Figure
from scorer.trials import discover as trials
from scorer.trials import gate, pages, results
from scorer.trials.results import Result, run
from scorer.trials.trial import CATALOGUE, Trial
from tests.conftest import DATA, needs_data

GOOD = Result("hashtag-tail", "a set", Figure("recall", 0.876, 0.8, 0.9, 40), "12345678")
ALARMS = Result(
    "hashtag-tail", "a set", Figure("articles with one, of 1,000", 1.234, 0.5, 2, 900, floor=False), "12345678"
)


def floors(*of):
    return json.loads(gate.to_floors(of))


def changed(result, value, fingerprint="12345678"):
    figure = Figure(result.figure.name, value, value, value, result.figure.count, result.figure.floor)
    return Result(result.signal, result.data, figure, fingerprint)


def test_floors_are_kept_to_hundredths():
    assert [floor.get("at_least", floor.get("at_most")) for floor in floors(GOOD, ALARMS)] == [0.87, 1.24]


def test_what_holds_is_not_broken():
    assert list(gate.broken([GOOD, ALARMS, changed(GOOD, 1.0)], floors(GOOD, ALARMS))) == []


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (changed(GOOD, 0.86), "hashtag-tail, a set: recall is 0.8600, below its floor of 0.87"),
        (
            changed(GOOD, 0.9, "87654321"),
            "hashtag-tail, a set: recall is measured on other data (87654321, not 12345678)",
        ),
    ],
)
def test_what_falls_is_named(now, said):
    assert list(gate.broken([now, ALARMS], floors(GOOD, ALARMS))) == [said]


def test_alarms_have_a_ceiling():
    [said] = gate.broken([changed(ALARMS, 1.25)], floors(ALARMS))

    assert said.endswith("is 1.2500, above its ceiling of 1.24")


def test_a_figure_can_not_vanish():
    assert list(gate.broken([], floors(GOOD))) == ["hashtag-tail, a set: recall has a floor and is no longer measured"]


def test_a_page_says_what_was_measured_and_read():
    part = pages.measured([GOOD, ALARMS], [{"data": "clean news", "read": 50, "right": 49}])

    assert part == (
        "**Measured.**\n\n"
        "- a set (data 12345678): recall: .876 [.800, .900], n = 40; "
        "articles with one, of 1,000: 1.23 [.500, 2], n = 900\n"
        "- clean news: 49 of 50 flags read are right\n"
    )
    assert pages.measured([], []) == "**Measured.** Not yet.\n"


def test_only_the_measured_part_of_a_file_is_rewritten(tmp_path, monkeypatch):
    signal = discover()["hashtag-tail"]
    original = Path(pages.getsourcefile(signal)).read_text(encoding="utf-8")
    copy = tmp_path / "hashtag_tail.py"
    copy.write_text(original, encoding="utf-8")
    monkeypatch.setattr(pages, "getsourcefile", lambda _: str(copy))

    pages.write(signal, [GOOD])

    before, after = (text.split("**Measured.**") for text in (original, copy.read_text(encoding="utf-8")))
    assert before[0] == after[0]
    assert before[1].partition("**Source.**")[2] == after[1].partition("**Source.**")[2]
    assert "a set (data 12345678)" in after[1]


def test_results_carry_the_fingerprint_of_their_data(tmp_path):
    (tmp_path / "gold").write_text("one", encoding="utf-8")
    trial = Trial(CATALOGUE, "a set", ("gold",), lambda _: [GOOD.figure])

    [result] = run([trial], tmp_path)

    assert len(result.fingerprint) == 8
    assert json.loads(results.to_json([result]))[0] == {
        "signal": "catalogue",
        "data": "a set",
        "fingerprint": result.fingerprint,
        "name": "recall",
        "value": 0.876,
        "low": 0.8,
        "high": 0.9,
        "count": 40,
        "floor": True,
    }


def test_every_trial_is_of_a_signal():
    assert {trial.signal for trial in trials()} <= {*discover(), CATALOGUE}


def test_readings_are_of_signals_and_add_up():
    for signal, read in pages.readings().items():
        assert signal in discover()
        assert all(0 <= one["right"] <= one["read"] for one in read)


@needs_data
def test_the_seeds_marks_are_met():
    for trial in trials():
        if trial.signal == CATALOGUE and "seed" in trial.data:
            recall, precision = trial.run(DATA)
            assert recall.value >= 0.8
            assert precision.value >= 0.8
