"""Two scored outputs held against each other, as a person reads it."""

import json

import pytest

from tests.corpus.results.test_changes import record


@pytest.fixture
def diff(run, tmp_path):
    def diff(old, new, *words):
        for name, records in (("old.jsonl", old), ("new.jsonl", new)):
            (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return run("diff", tmp_path / "old.jsonl", tmp_path / "new.jsonl", *words)

    return diff


OLD = [record(1), record(2, 0.7), record(3, 0.9, ("comment-form", "Leave a Reply")), record(4), record(5)]
NEW = [
    record(1, model="e" * 64),
    record(2, 0.4, contributions={"words": -1.1, "names": 0.2}),
    record(3, 0.9),
    record(4, None),
    record(6),
]


def test_what_changed_is_told(diff):
    code, out, _ = diff(OLD, NEW)

    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 0
    assert "rows 4 in both; 1 only in OLD: a5; 1 only in NEW: a6" in lines
    assert "model ffffffffffff before, eeeeeeeeeeee, ffffffffffff now" in lines
    assert "moved 1 by more than 0.01" in lines
    assert "1 judged too-short" in lines
    assert "1 comment-form" in lines
    assert "70.0 40.0 -30.0 a2 words -1.20" in lines


def test_nothing_changed(diff):
    code, out, _ = diff(OLD, OLD, "--fail-above", "0")

    assert code == 0
    assert "ffffffffffff, the same" in out
    assert "findings  the same" in out
    assert "moved most" not in out


def test_as_json(diff):
    told = json.loads(diff(OLD, NEW, "--json")[1])

    assert told["rows"] == {"both": 4, "only_old": 1, "only_new": 1}
    assert told["changed"] == round(4 / 6, 6)
    assert told["findings"] == {"appeared": {}, "vanished": {"comment-form": 1}}


@pytest.mark.parametrize(("most", "code"), [("0.66", 1), ("0.67", 0)])
def test_too_many_changes_fail_where_asked(diff, most, code):
    assert diff(OLD, NEW, "--fail-above", most)[0] == code


def test_rows_that_are_all_elsewhere(diff):
    moved = [one | {"path": "elsewhere"} for one in OLD]

    assert "--by-id matches them by id alone" in diff(OLD, moved)[2]
    assert "5 in both" in diff(OLD, moved, "--by-id")[1]


def test_wrong_use(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')

    assert "has no 'id'" in run("diff", tmp_path / "a.jsonl", tmp_path / "a.jsonl")[2]
    assert "standard input can be read only once" in run("diff", "-", "-")[2]


def test_it_fits_a_terminal(diff, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    names = [one | {"id": "long-" * 30 + one["id"]} for one in OLD]

    _, out, _ = diff(names, [one | {"quality": 0.1} for one in names])

    assert max(map(len, out.splitlines())) <= 80
