"""Outputs: ranked, whole or not at all, and harmless where they are opened."""

import csv
import errno
import json
import os
import resource
import signal
from math import nan

import pyarrow.parquet as pq
import pytest

from scorer import drafts
from scorer.article import Article
from scorer.corpus.outputs import open_output, open_rejects, ranks
from scorer.corpus.reject import Place
from scorer.errors import MissingExtraError, OutputError
from tests.corpus.fakes import score_of

FORMATS = ["jsonl", "csv", "parquet"]


def written(path, scores):
    with open_output(path) as output:
        for score in scores:
            output.add(score)
    return path


def scores(*texts, **known):
    return [score_of(Article(text, id=str(number), **known)) for number, text in enumerate(texts)]


def loaded(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


class TestRanks:
    def test_equal_quality_shares_a_place(self):
        assert list(ranks([0.5, 0.9, nan, 0.5, 0.1])) == [2, 1, None, 2, 4]

    def test_none(self):
        assert list(ranks([])) == []
        assert list(ranks([nan, nan])) == [None, None]


class TestJsonl:
    def test_records_in_order_with_ranks(self, tmp_path):
        given = [*scores("abc", "abcdef", "abc"), score_of(Article("a"), abstained="too-short")]

        records = loaded(written(tmp_path / "out.jsonl", given))

        assert [record["rank"] for record in records] == [2, 1, 2, None]
        assert [{**record, "rank": None} for record in records] == [score.to_dict() for score in given]

    def test_text_that_looks_like_a_rank(self, tmp_path):
        odd = '"rank":null'

        (record,) = loaded(written(tmp_path / "out.jsonl", scores("abc", title=odd, extra={"rank": None, odd: odd})))

        assert (record["rank"], record["title"], record["extra"]) == (1, odd, {"rank": None, odd: odd})

    def test_strict_json_of_odd_values(self, tmp_path):
        extra = {"n": 10**30, "s": "\ud800", "\udfff": float("inf"), "nan": nan, 5: {1, 2}}

        path = written(tmp_path / "out.jsonl", scores("abc", title="\ud83d", extra=extra))

        record = json.loads(path.read_bytes(), parse_constant=pytest.fail)
        assert record["title"] == "\ufffd"
        assert record["extra"] == {"n": 10**30, "s": "\ufffd", "\ufffd": None, "nan": None, "5": "{1, 2}"}

    def test_standard_output(self, capfdbinary):
        with open_output("-") as output:
            output.add(scores("abc")[0])

        assert json.loads(capfdbinary.readouterr().out)["rank"] == 1

    def test_the_newline_of_a_text_stays_inside_its_record(self, tmp_path):
        assert len(loaded(written(tmp_path / "out.jsonl", scores("abc", title="a\nb\u2028c")))) == 1


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


class TestCsv:
    def test_columns(self, tmp_path):
        given = [score_of(Article("a"), abstained="too-short"), *scores("a b c", authors=("Ann", "Bo"), row=7)]

        short, whole = table(written(tmp_path / "out.csv", given))

        assert (short["quality"], short["quality_low"], short["contribution.words"], short["rank"]) == ("", "", "", "")
        assert (whole["quality"], whole["quality_low"], whole["quality_high"]) == ("0.05", "0.025", "0.05")
        assert (whole["feature.words"], whole["feature.unknown"], whole["contribution.words"]) == ("3.0", "", "-0.25")
        assert (whole["row"], whole["authors"], whole["extra"]) == ("7", '["Ann","Bo"]', "{}")
        assert json.loads(whole["findings"])[0]["signal"] == "vague-attribution"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
    def test_no_text_cell_is_a_formula(self, tmp_path, start):
        evil = f"{start}cmd|' /C calc'!A0"

        (row,) = table(written(tmp_path / "out.csv", scores("abc", title=evil, url=evil, source=evil, path=evil)))

        assert {row[name] for name in ("title", "url", "source", "path")} == {f"'{evil}"}


class TestParquet:
    def test_columns(self, tmp_path):
        given = [score_of(Article("a"), abstained="too-short"), *scores("a b c", authors=("Ann", "Bo"), row=7)]

        short, whole = pq.read_table(written(tmp_path / "out.parquet", given)).to_pylist()

        assert (short["quality"], short["rank"], short["contribution.words"]) == (None, None, None)
        assert (whole["quality"], whole["rank"], whole["row"], whole["schema"]) == (0.05, 1, 7, 1)
        assert (whole["feature.words"], whole["feature.unknown"], whole["contribution.words"]) == (3.0, None, -0.25)
        assert whole["findings"] == given[1].to_dict()["findings"]
        assert (whole["authors"], whole["extra"], whole["observations"]) == ('["Ann","Bo"]', "{}", [])

    def test_many_rows(self, tmp_path):
        path = written(tmp_path / "out.parquet", scores(*(f"a{'b' * (n % 50)}" for n in range(2_500))))

        table = pq.read_table(path)

        assert table.column("id").to_pylist() == [str(n) for n in range(2_500)]
        assert table.schema.field("feature.unknown").type == "double"

    def test_deep_extra(self, tmp_path):
        deep = 0
        for _ in range(200):
            deep = [deep]

        (row,) = pq.read_table(written(tmp_path / "out.parquet", scores("a", extra={"deep": deep}))).to_pylist()

        assert json.loads(row["extra"]) == {"deep": deep}


@pytest.mark.parametrize("ending", FORMATS)
class TestWholeOrNotAtAll:
    def test_nothing_scored(self, tmp_path, ending):
        path = written(tmp_path / f"out.{ending}", [])

        assert path.exists()

    def test_page_text_is_part_of_its_record(self, tmp_path, ending):
        path = written(tmp_path / f"out.{ending}", [*scores("a"), *scores("page text", derived=True, residue=())])

        rows = {"jsonl": loaded, "csv": table, "parquet": lambda file: pq.read_table(file).to_pylist()}[ending](path)
        assert rows[1]["text"] == "page text"
        assert rows[1]["residue"] in ("[]", [])

    def test_the_same_bytes_every_time(self, tmp_path, ending):
        first = written(tmp_path / f"a.{ending}", scores("abc", "de")).read_bytes()

        assert written(tmp_path / f"b.{ending}", scores("abc", "de")).read_bytes() == first

    def test_an_error_leaves_what_was_there(self, tmp_path, ending):
        path = tmp_path / f"out.{ending}"
        path.write_text("old")

        with pytest.raises(ZeroDivisionError), open_output(path) as output:
            output.add(1 / 0)

        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_permissions_are_those_of_any_new_file(self, tmp_path, ending):
        path = written(tmp_path / f"out.{ending}", scores("abc"))

        assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()

    def test_a_link_stays_a_link(self, tmp_path, ending):
        (tmp_path / "real").mkdir()
        link = tmp_path / f"link.{ending}"
        link.symlink_to(tmp_path / "real" / f"out.{ending}")

        written(link, scores("abc"))

        assert link.is_symlink()
        assert (tmp_path / "real" / f"out.{ending}").stat().st_size

    @pytest.mark.parametrize("call", range(4))
    def test_a_fault_at_any_call_leaves_no_stump(self, tmp_path, ending, monkeypatch, call):
        path = tmp_path / f"out.{ending}"
        calls = iter(range(100))

        def faulty(real):
            def replacement(*arguments, **options):
                if next(calls) == call:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                return real(*arguments, **options)

            return replacement

        monkeypatch.setattr(drafts.os, "fsync", faulty(os.fsync))
        monkeypatch.setattr(drafts.Path, "replace", faulty(drafts.Path.replace))
        monkeypatch.setattr(drafts.Path, "open", faulty(drafts.Path.open))

        if call == 3:  # it only makes the folder's entry last, where the system can
            written(path, scores("abc"))
            assert list(tmp_path.iterdir()) == [path]
            return
        with pytest.raises(OutputError) as raised:
            written(path, scores("abc"))
        assert str(raised.value) == f"can't write {path}: No space left on device"
        assert list(tmp_path.iterdir()) == []

    def test_a_full_disk(self, tmp_path, ending):
        path = tmp_path / f"out.{ending}"
        pid = os.fork()
        if not pid:
            os._exit(_write_with_little_space(path))

        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
        assert list(tmp_path.iterdir()) == []


def _write_with_little_space(path):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        written(path, scores(*[os.urandom(500).hex()] * 500, derived=True))
    except OutputError:
        return 7
    return 8


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing/out.jsonl", "there is no folder"),
        ("file.txt/out.jsonl", "there is no folder|Not a directory"),
        ("folder.jsonl", "it is a folder"),
        ("pipe.jsonl", "it is not a regular file"),
        ("out.xlsx", "end its name in .jsonl, .ndjson, .csv, .parquet"),
        ("out", "end its name in"),
        ("x" * 300 + ".jsonl", "name too long"),
        ("a\0b.jsonl", "null"),
        ("loop.jsonl", "(?i)loop"),
    ],
)
def test_places_that_cannot_be_written_are_told_before_anything_is_scored(tmp_path, name, message):
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    os.mkfifo(tmp_path / "pipe.jsonl")

    with pytest.raises(OutputError, match=f"(?i){message.removeprefix('(?i)')}") as raised:
        open_output(f"{tmp_path}/{name}")

    assert "\n" not in str(raised.value)


def test_the_input_is_not_replaced(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("{}")

    with pytest.raises(OutputError, match="it is being read"):
        open_output(path, inputs=[tmp_path / "gone", path])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o555)
    pid = os.fork()
    if not pid:
        os.seteuid(65534)
        try:
            open_output(tmp_path / "out.jsonl")
        except OutputError:
            os._exit(7)
        os._exit(8)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7


def test_parquet_needs_its_library(tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.corpus.outputs.find_spec", lambda _: None)

    with pytest.raises(MissingExtraError, match=r"pip install 'scorer\[parquet\]'"):
        open_output(tmp_path / "out.parquet")


class TestRejects:
    def test_written(self, tmp_path):
        reject = Place("a\ud800.jsonl", 3, 17).reject("bad-json", "not JSON", raw=b"\xff{", id="x")

        with open_rejects(tmp_path / "rejects.jsonl") as output:
            output.add(reject)
            assert not (tmp_path / "rejects.jsonl").exists()

        (record,) = loaded(tmp_path / "rejects.jsonl")
        assert record == {**reject.to_dict(), "path": "a\ufffd.jsonl"}
        assert list(record) == ["path", "row", "byte_offset", "id", "reason", "message", "sha256", "head"]

    def test_an_error_leaves_nothing(self, tmp_path):
        with pytest.raises(ZeroDivisionError), open_rejects(tmp_path / "rejects.jsonl"):
            raise ZeroDivisionError

        assert list(tmp_path.iterdir()) == []
