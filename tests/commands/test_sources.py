"""A league table of sources, as a person reads it."""

import json

import pytest


@pytest.fixture
def scores(tmp_path):
    def write(*rows):
        path = tmp_path / "scores.jsonl"
        records = ({"url": url, "source": None, "quality": value, "reliability": value} for url, value in rows)
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return path

    return write


def test_what_was_read_is_told(scores, run):
    path = scores(("http://a.example/1", 0.9), ("http://www.a.example/2", 0.8), (None, 0.5), ("x", None))

    code, out, err = run("sources", path)

    league = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(one["source"], one["rank"], one["articles"], one["judged"]) for one in league] == [
        ("a.example", 1, 2, 2),
        ("(unknown)", None, 2, 1),
    ]
    assert err.splitlines() == [
        "4 articles of 1 source",
        "scorer: 2 of 4 articles name no source or url: (unknown), not ranked",
    ]


def test_ratings_that_name_nobody_here_are_told(scores, tmp_path, run):
    (tmp_path / "r.csv").write_text("domain,rating\na.example,1\nb.example,0\n")
    path = scores(("http://news.a.example/1", 0.9), ("http://c.example/2", 0.8))

    code, out, err = run("sources", path, "--ratings", tmp_path / "r.csv", "--table")

    assert code == 0
    assert "1.00" in out
    assert "1 of 2 sources have one of the 2 ratings" in err


@pytest.mark.parametrize("name", ["scores.jsonl", "r.csv"])
def test_what_is_read_is_not_written_over(scores, tmp_path, run, name):
    (tmp_path / "r.csv").write_text("domain,rating\na.example,1\n")
    path = scores(("http://a.example/1", 0.9))

    code, _, err = run("sources", path, "--ratings", tmp_path / "r.csv", "-o", tmp_path / name)

    assert code == 2
    assert "it is being read" in err


def test_a_folder_of_parts(tmp_path, run):
    rows = [
        {"text": "The mayor said on Monday that the bridge is shut. " * 9, "url": "http://a.example/1"},
        {"text": ""},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scored = tmp_path / "scored"

    assert run("score", tmp_path / "in.jsonl", "-o", f"{scored}/")[0] == 0
    code, out, _ = run("sources", scored)
    refused, _, err = run("sources", scored, "-o", scored / "part-00000.jsonl")

    assert code == 0
    assert [json.loads(line)["source"] for line in out.splitlines()] == ["a.example"]
    assert refused == 2
    assert "it is being read" in err


def test_wrong_ratings_are_one_line(scores, tmp_path, run):
    (tmp_path / "r.csv").write_text("domain,rating\na.example,4\n")

    code, out, err = run("sources", scores(("http://a.example/1", 0.9)), "--ratings", tmp_path / "r.csv")

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "'4' is not between 0 and 1" in err


def test_a_table_fits_a_terminal(scores, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    path = scores(*((f"http://{'long-' * 8}{number}.example/", 0.5) for number in range(60)))

    _, out, _ = run("sources", path, "--table")

    assert max(map(len, out.splitlines())) <= 80
    assert "10 more; -o FILE writes all" in out
