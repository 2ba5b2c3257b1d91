"""The command line does what it says, and fails in one clear line."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scorer import cli
from scorer.corpus.engine.lock import locked
from scorer.corpus.engine.store import Store
from scorer.score import Scorer
from tests.conftest import ROOT, SEEDS

SEED = str(SEEDS[0])
GOOD = json.dumps({"id": "001", "text": SEEDS[0].read_text(encoding="utf-8"), "title": "T"})


def scorer(*words, **options):
    command = [sys.executable, "-m", "scorer.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, timeout=60, **options)


def test_score_pipes_records_in_the_order_of_the_input(run):
    code, out, err = run("score", ROOT / "seeds")

    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [Path(record["path"]).name for record in records] == [path.name for path in SEEDS]
    assert sorted(record["rank"] for record in records) == [1, 2, 3, 4, 5]
    assert "5 rows in, 5 scored, 0 rejected" in err


def test_score_reads_standard_input():
    done = scorer("score", "-", input=(GOOD + "\n" + "{broken\n" + GOOD + "\n").encode())

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [record["row"] for record in records] == [1, 3]
    assert records[0]["id"] == "001"
    assert b"row 2" in done.stderr
    assert b"[bad-json]" in done.stderr


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_score_writes_files(run, tmp_path, suffix):
    target = tmp_path / f"scores.{suffix}"

    code, out, _ = run("score", ROOT / "seeds", "-o", target)

    assert (code, out) == (0, "")
    assert target.stat().st_size > 1000


def test_timings_tell_where_the_time_went(run):
    code, _, err = run("score", ROOT / "seeds", "--timings")

    told = [line.split()[0] for line in err.splitlines()]
    assert code == 0
    assert {"reading", "vague-attribution", "features", "model", "records"} <= set(told)


def test_values_of_others_are_added(run):
    _, out, _ = run("score", SEED, "--published", "redpajama, c4")

    values = json.loads(out)["published_values"]
    assert values["rps_doc_word_count"] > 100
    assert any(name.startswith("c4.") for name in values)


def test_a_publisher_that_nobody_knows(run):
    code, out, err = run("score", SEED, "--published", "dolly")

    assert (code, out) == (2, "")
    assert "no publisher of values is called 'dolly'; there are redpajama" in err


def test_the_number_of_workers_does_not_change_a_byte(tmp_path):
    for workers in ("1", "2"):
        assert scorer("score", "seeds", "-o", tmp_path / f"{workers}.jsonl", "--workers", workers).returncode == 0

    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_a_terminal_gets_a_ranked_table(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TERM", "dumb")

    code, out, _ = run("score", ROOT / "seeds", ROOT / "tests" / "signals" / "hashtag_tail.md")

    assert code == 0
    assert out.splitlines()[0].split() == ["rank", "quality", "90", "%", "reliability", "article", "most", "found"]
    assert len(out.splitlines()) >= 7


def test_a_table_may_be_piped_and_written_too(run, tmp_path):
    code, out, _ = run("score", ROOT / "seeds", "--table", "-o", tmp_path / "scores.jsonl")

    assert code == 0
    assert "quality" in out.splitlines()[0]
    assert len((tmp_path / "scores.jsonl").read_text().splitlines()) == 5


def test_a_long_table_shows_both_ends(run, monkeypatch, tmp_path):
    (tmp_path / "many.jsonl").write_text((GOOD + "\n") * 60, encoding="utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "160")

    _, out, _ = run("score", tmp_path / "many.jsonl")

    assert "10 more; -o FILE writes all" in out
    assert len(out.splitlines()) == 52


def test_rejects_are_written(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(GOOD + '\n[1]\n{"text": " "}\n', encoding="utf-8")

    code, _, err = run("score", tmp_path / "a.jsonl", "-o", tmp_path / "s.csv", "--rejects", tmp_path / "r.jsonl")

    rejects = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert code == 3
    assert [(reject["row"], reject["reason"]) for reject in rejects] == [(2, "not-an-object"), (3, "no-text")]
    assert "2 of 3 rows were rejected" in err


def test_reports(run, tmp_path):
    code, out, _ = run("report", ROOT / "seeds", "-o", tmp_path / "r", "--format", "html,txt,md,json")

    written = sorted(path.suffix for path in (tmp_path / "r").iterdir())
    assert code == 0
    assert out == f"{tmp_path / 'r' / 'index.html'}\n"
    assert written == [".html"] * 6 + [".json"] * 5 + [".md"] * 5 + [".txt"] * 5


def test_reports_stay_in_their_folder(run, tmp_path):
    ids = ["../../out", "/abs", "a\x00b", "x" * 5000, "same", "same", "SAME", "é", "e\u0301", "", "."]
    rows = [json.dumps({**json.loads(GOOD), "id": one}) for one in ids]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")

    code, _, _ = run("report", tmp_path / "in.jsonl", "-o", tmp_path / "deep" / "er")

    assert code == 0
    assert len(list((tmp_path / "deep" / "er").glob("*.html"))) == len(ids) + 1
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "deep"}


def test_signals_and_explain(run):
    assert "hashtag-tail" in run("signals")[1]
    assert {entry["id"] for entry in json.loads(run("signals", "--json")[1])} >= {"seo-section", "vague-attribution"}
    assert "**Why it counts.**" in run("explain", "seo-section")[1]


def test_a_terminal_gets_a_rendered_page(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert "Why it counts." in run("explain", "seo-section")[1]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["score", "{}/missing.txt"], 2, "there is no such file"),
        (["score", "{}/empty"], 2, "no articles in"),
        (["score", "{}/binary.dat"], 2, "is a binary file"),
        (["score", "{}/blank.txt"], 3, "the text is empty"),
        (["score", "{}/broken.jsonl"], 3, "[bad-json]"),
        (["score", "{}/wrong.jsonl"], 2, "no 'text' field"),
        (["explain", "hashtag-tale"], 2, "Did you mean hashtag-tail?"),
        (["score"], 2, "required: INPUT"),
        (["scoer"], 2, "invalid choice"),
        ([], 2, "required: COMMAND"),
        (["score", SEED, "--workers", "0"], 2, "0 is not 1 or more"),
        (["score", SEED, "--max-reject-rate", "2"], 2, "not between 0 and 1"),
        (["score", SEED, "--field", "text"], 2, "--field takes NAME=COLUMN"),
        (["score", SEED, "--model", "{}"], 2, "model.json can't be read"),
        (["score", SEED, "-o", "{}/no/where.csv"], 2, "there is no folder"),
        (["score", SEED, "-o", "{}/a.xlsx"], 2, "end its name in"),
        (["report", SEED, "-o", "{}/blank.txt"], 2, "it is a file"),
        (["report", SEED, "-o", "{}/r", "--format", "pdf"], 2, "--format takes html"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, list) else None,
)
def test_wrong_use_is_told_in_one_line(run, tmp_path, words, code, message):
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.dat").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "broken.jsonl").write_text('{"text": \n')
    (tmp_path / "wrong.jsonl").write_text('{"body": "a"}\n' * 3)

    found, out, err = run(*(word.format(tmp_path) for word in words))

    assert (found, out) == (code, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_tampered_model_is_a_broken_promise(run, tmp_path):
    for path in filter(Path.is_file, (ROOT / "models").iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.json").write_bytes((ROOT / "models" / "model.json").read_bytes().replace(b"-0.", b"-1.", 1))

    code, _, err = run("score", SEED, "--model", tmp_path)

    assert code == 4
    assert "has fingerprint" in err


def test_debug_shows_where_an_error_arose():
    done = scorer("--debug", "score", "/nowhere")

    assert b"Traceback" in done.stderr


def test_names_cannot_steer_the_terminal(run, tmp_path):
    (tmp_path / "a\x1b[31m.jsonl").write_text('{"text": 1, "id": "\\u001b]0;x\\u0007"}\n')

    _, out, err = run("score", tmp_path / "a\x1b[31m.jsonl")

    assert "\x1b" not in out + err
    assert "\x07" not in out + err


def test_a_closed_pipe_is_no_error(tmp_path):
    (tmp_path / "many.jsonl").write_text((GOOD + "\n") * 300, encoding="utf-8")
    scoring = f"'{sys.executable}' -m scorer.cli score '{tmp_path}/many.jsonl'"
    piped = f"{scoring} | head -c 100 >/dev/null; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", piped], capture_output=True, check=False, cwd=ROOT, timeout=60)

    assert done.returncode == 0
    assert b"Error" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_so_and_leaves_no_stump(tmp_path, number, code):
    command = [sys.executable, "-m", "scorer.cli", "score", "-", "-o", str(tmp_path / "out.jsonl")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    process.stdin.write((GOOD + "\n").encode() * 2000)
    process.stdin.flush()

    process.send_signal(number)
    _, err = process.communicate(timeout=30)

    assert process.returncode == code
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


class TestExactlyOnce:
    """Runs that are stopped, meet or change."""

    @pytest.fixture
    def rows(self, tmp_path):
        """Two files, so that a run has two parts."""
        for name in "ab":
            (tmp_path / f"{name}.jsonl").write_text((GOOD + "\n") * 3 + "{\n", encoding="utf-8")
        return [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]

    @pytest.fixture
    def stopped(self, run, rows, tmp_path, monkeypatch):
        """A place whose run was stopped after its first part."""
        keep, kept = Store.keep, []

        def stopping(*arguments):
            if kept:
                raise KeyboardInterrupt
            kept.append(keep(*arguments))
            return kept[0]

        with monkeypatch.context() as patch:
            patch.setattr(Store, "keep", stopping)
            assert run("score", *rows, "-o", tmp_path / "out.csv")[0] == 130
        assert sorted(path.name for path in tmp_path.iterdir()) == [".out.csv.scorer", "a.jsonl", "b.jsonl"]
        return tmp_path / "out.csv"

    def test_the_same_command_goes_on(self, run, rows, stopped, tmp_path):
        code, _, err = run("score", *rows, "-o", stopped)

        assert code == 0
        assert "8 rows in, 6 scored, 2 rejected" in err
        assert run("score", *rows, "-o", tmp_path / "whole.csv")[0] == 0
        assert stopped.read_bytes() == (tmp_path / "whole.csv").read_bytes()
        assert not list(tmp_path.glob(".*"))

    def test_another_model_is_refused_until_told(self, run, rows, stopped, monkeypatch):
        monkeypatch.setattr(Scorer, "identity", {"model": "f" * 64})

        code, out, err = run("score", *rows, "-o", stopped)

        assert (code, out) == (2, "")
        assert "was begun with another model (" in err
        assert "now it is ffffffffffffffffffff)" in err
        assert len(err.splitlines()) == 1
        assert run("score", *rows, "-o", stopped, "--restart")[0] == 0

    def test_a_place_that_is_being_written_is_refused(self, run, rows, stopped):
        with locked(stopped.with_name(f".{stopped.name}.scorer") / "lock", "out.csv"):
            code, out, err = run("score", *rows, "-o", stopped)

        assert (code, out) == (2, "")
        assert f"is being written by process {os.getpid()} on " in err
        assert len(err.splitlines()) == 1

    def test_a_folder_of_parts(self, run, rows, tmp_path):
        code, _, _ = run("score", *rows, "-o", f"{tmp_path}/out/", "--format", "csv.gz")

        names = sorted(path.name for path in (tmp_path / "out").iterdir())
        assert code == 0
        assert names == [".scorer", "manifest.json", "part-00000.csv.gz", "part-00001.csv.gz", "rejects.jsonl"]

    def test_the_identity_is_the_same_under_any_hash_seed(self):
        code = "from scorer.score import Scorer; print(dict(Scorer.load().identity))"
        told = {
            subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                check=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
            for seed in "01"
        }

        assert len(told) == 1


def test_an_interrupt_of_the_farewell_shows_no_traceback(monkeypatch):
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(cli, "main", lambda: 3)
    try:
        with pytest.raises(SystemExit) as raised:
            cli.entry()

        assert raised.value.code == 3
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)


def test_requests_to_end_are_heard_only_while_a_command_runs(run):
    before = signal.getsignal(signal.SIGTERM)

    run("signals")

    assert signal.getsignal(signal.SIGTERM) is before


def test_long_work_shows_its_progress(run, monkeypatch, tmp_path):
    rows = [GOOD, "[]"] * 30
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr("scorer.commands.console._QUIET_SECONDS", -1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    code, out, err = run("score", tmp_path / "many.jsonl", "--max-reject-rate", "1")

    assert code == 0
    assert len(out.splitlines()) == 30
    assert err.count("[not-an-object]") == 20
    assert "rejected in all: not-an-object 30" in err
    assert "60 rows in, 30 scored, 30 rejected" in err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (cli._Stopped, 143)])
def test_a_stop_is_told_in_one_line(run, monkeypatch, error, code):
    def stop(_):
        raise error

    monkeypatch.setattr("scorer.commands.signals.run", stop)

    assert run("signals") == (code, "", "scorer: stopped\n")


def test_what_a_folder_holds_besides_articles_is_told(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.dat").write_text("x")
    (tmp_path / "c.dat").write_text("x")

    assert "b.dat and 1 more (not a known kind of file)" in run("score", tmp_path)[2]


def test_help_and_version_answer():
    assert b"score articles" in scorer("--help").stdout
    assert scorer("--version").stdout.startswith(b"scorer ")


class TestSources:
    @pytest.fixture
    def scores(self, tmp_path):
        rows = [
            {"url": f"https://www.{site}/{number}", "quality": value, "reliability": value}
            for site, value in (("good.example", 0.9), ("poor.example", 0.2))
            for number in range(20)
        ]
        rows.append({"url": "https://mute.example/1", "quality": None, "reliability": None})
        path = tmp_path / "scores.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        return path

    def test_a_league_as_jsonl(self, scores, run):
        _, out, _ = run("sources", scores)

        league = [json.loads(line) for line in out.splitlines()]
        assert [one["source"] for one in league] == ["good.example", "poor.example", "mute.example"]
        assert [one["rank"] for one in league] == [1, 2, None]
        assert league[0]["reliability_interval"][0] < league[0]["reliability"] < 0.9

    def test_a_league_as_a_table(self, scores, run):
        code, out, _ = run("sources", scores, "--table")

        assert code == 0
        assert "good.example" in out
        assert "0 of 1" in out

    def test_a_file_with_ratings(self, scores, tmp_path, run):
        ratings = tmp_path / "ratings.csv"
        ratings.write_text("domain,rating\npoor.example,0.9\n", encoding="utf-8")
        target = tmp_path / "league.csv"

        code, _, _ = run("sources", scores, "--ratings", ratings, "-o", target)

        assert code == 0
        header, first, second, _ = target.read_text(encoding="utf-8").splitlines()
        assert header == (
            "rank,source,articles,judged,quality,quality_low,quality_high,"
            "reliability,reliability_low,reliability_high,rating"
        )
        assert first.endswith(",")
        assert second.endswith(",0.9")

    def test_what_are_no_scores(self, run):
        code, _, err = run("sources", SEEDS[0])

        assert code == 2
        assert "holds no scores" in err
