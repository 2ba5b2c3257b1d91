"""Outputs: ranked, whole or not at all, and harmless where they are opened."""

import errno
import gzip
import json
import os
from io import BytesIO
from math import nan

import pyarrow.parquet as pq
import pytest
import zstandard

from scorer import drafts
from scorer.article import Article
from scorer.corpus.engine.work import Done
from scorer.corpus.reject import Place
from scorer.corpus.streams import compressed
from scorer.corpus.write.outputs import Piped, format_of, open_rejects, write_records
from scorer.drafts import replacing
from scorer.errors import MissingExtraError, OutputError
from tests.corpus.fakes import score_of
from tests.corpus.jobs import articles, done, lines, parquet, table

FORMATS = ["jsonl", "csv", "parquet", "jsonl.gz", "csv.zst"]
READ = {"jsonl": lines, "csv": table, "parquet": parquet}


def written(path, scores):
    """The path of a file of these scores, which an engine hands out instead of making them."""
    scores = list(scores)

    def engine(work, given):
        waiting = iter(scores)
        for batch in given:
            yield Done(len(batch), 0, work.pack([next(waiting) for _ in batch]))

    done(path, articles(*range(len(scores))), engine=engine, rows=1_000)
    return path


def scores(*texts, **known):
    return [score_of(Article(text, id=str(number), **known)) for number, text in enumerate(texts)]


class TestJsonl:
    def test_records_in_order_with_ranks(self, tmp_path):
        given = [*scores("abc", "abcdef", "abc"), score_of(Article("a"), abstained="too-short")]

        records = lines(written(tmp_path / "out.jsonl", given))

        assert [record["rank"] for record in records] == [2, 1, 2, None]
        assert [{**record, "rank": None} for record in records] == [score.to_dict() for score in given]

    def test_text_that_looks_like_a_rank(self, tmp_path):
        odd = '"rank":null'

        (record,) = lines(written(tmp_path / "out.jsonl", scores("abc", title=odd, extra={"rank": None, odd: odd})))

        assert (record["rank"], record["title"], record["extra"]) == (1, odd, {"rank": None, odd: odd})

    def test_strict_json_of_odd_values(self, tmp_path):
        extra = {"n": 10**30, "s": "\ud800", "\udfff": float("inf"), "nan": nan, 5: {1, 2}}

        path = written(tmp_path / "out.jsonl", scores("abc", title="\ud83d", extra=extra))

        record = json.loads(path.read_bytes(), parse_constant=pytest.fail)
        assert record["title"] == "\ufffd"
        assert record["extra"] == {"n": 10**30, "s": "\ufffd", "\ufffd": None, "nan": None, "5": "{1, 2}"}

    def test_standard_output(self, capfdbinary):
        with Piped() as output:
            for some in (scores("a"), scores("abc")):
                output.add(output.pack(some))

        assert [json.loads(line)["rank"] for line in capfdbinary.readouterr().out.splitlines()] == [2, 1]

    def test_an_error_leaves_standard_output_empty(self, capfdbinary):
        def broken():
            with Piped() as output:
                output.add(output.pack(scores("abc")))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken()
        assert capfdbinary.readouterr().out == b""

    def test_the_newline_of_a_text_stays_inside_its_record(self, tmp_path):
        assert len(lines(written(tmp_path / "out.jsonl", scores("abc", title="a\nb\u2028c")))) == 1


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

        rows = READ[ending.partition(".")[0]](_plain(path))
        assert rows[1]["text"] == "page text"
        assert rows[1]["residue"] in ("[]", [])

    def test_the_same_bytes_every_time(self, tmp_path, ending):
        first = written(tmp_path / f"a.{ending}", scores("abc", "de")).read_bytes()

        assert written(tmp_path / f"b.{ending}", scores("abc", "de")).read_bytes() == first

    def test_an_error_leaves_what_was_there(self, tmp_path, ending):
        path = tmp_path / f"out.{ending}"
        path.write_text("old")

        with pytest.raises(ZeroDivisionError):
            done(path, articles(1), engine=lambda _, given: (1 / 0 for _ in given))

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


def _plain(path):
    """A file, decompressed under its plain name."""
    unpacked = {".gz": gzip.decompress, ".zst": zstandard.ZstdDecompressor().decompressobj().decompress}
    if path.suffix not in unpacked:
        return path
    path.with_suffix("").write_bytes(unpacked[path.suffix](path.read_bytes()))
    return path.with_suffix("")


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


class TestCompressed:
    @pytest.mark.parametrize("ending", [".gz", ".zst"])
    @pytest.mark.parametrize("name", ["jsonl", "csv"])
    def test_it_holds_the_same(self, tmp_path, name, ending):
        given = scores("abc", "abcdef")

        packed = written(tmp_path / f"a.{name}{ending}", given)

        assert _plain(packed).read_bytes() == written(tmp_path / f"b.{name}", given).read_bytes()

    def test_what_is_not_compressed(self):
        file = BytesIO()

        with compressed(file, None) as stream:
            assert stream is file

    def test_an_unknown_ending(self):
        with pytest.raises(OutputError, match=r"can't tell the format of a\.xlsx; end its name in \.jsonl"):
            format_of("a.xlsx")

    def test_parquet_needs_its_library(self, monkeypatch):
        monkeypatch.setattr("scorer.corpus.write.outputs.find_spec", lambda _: None)

        with pytest.raises(MissingExtraError, match=r"pip install 'scorer\[parquet\]'"):
            format_of("a.parquet")


class TestReplacing:
    """Files appear whole or not at all."""

    @pytest.mark.parametrize("call", range(4))
    def test_a_fault_at_any_call_leaves_no_stump(self, tmp_path, monkeypatch, call):
        path = tmp_path / "out"
        path.write_text("old")
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
        failed = False
        try:
            with replacing(path) as file:
                file.write(b"new")
        except OSError:
            failed = True
        monkeypatch.undo()

        # The last call only makes the folder's entry last, where the system can.
        assert (failed, path.read_text()) == ((True, "old") if call < 3 else (False, "new"))
        assert list(tmp_path.iterdir()) == [path]

    def test_a_draft_may_stand_elsewhere(self, tmp_path):
        (tmp_path / "drafts").mkdir()

        with replacing(tmp_path / "out", tmp_path / "drafts") as file:
            assert [one.name for one in tmp_path.iterdir()] == ["drafts"]
            file.write(b"new")

        assert (tmp_path / "out").read_bytes() == b"new"
        assert list((tmp_path / "drafts").iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
class TestWriteRecords:
    def test_in_their_order(self, tmp_path, ending):
        path = tmp_path / f"league.{ending}"

        write_records(path, [{"source": "b", "rank": 2}, {"source": "a", "rank": 1}])

        rows = READ[ending.partition(".")[0]](_plain(path))
        assert [(row["source"], int(row["rank"])) for row in rows] == [("b", 2), ("a", 1)]

    def test_nothing(self, tmp_path, ending):
        write_records(tmp_path / f"league.{ending}", [])

        assert (tmp_path / f"league.{ending}").exists()


def test_records_on_standard_output(capfdbinary):
    write_records("-", [{"source": "b", "rank": None}])

    assert capfdbinary.readouterr().out == b'{"source":"b","rank":null}\n'


class TestRejects:
    def test_written(self, tmp_path):
        reject = Place("a\ud800.jsonl", 3, 17).reject("bad-json", "not JSON", raw=b"\xff{", id="x")

        with open_rejects(tmp_path / "rejects.jsonl") as output:
            output.add(reject)
            assert not (tmp_path / "rejects.jsonl").exists()

        (record,) = lines(tmp_path / "rejects.jsonl")
        assert record == {**reject.to_dict(), "path": "a\ufffd.jsonl"}
        assert list(record) == ["path", "row", "byte_offset", "id", "reason", "message", "sha256", "head"]

    def test_an_error_leaves_nothing(self, tmp_path):
        with pytest.raises(ZeroDivisionError), open_rejects(tmp_path / "rejects.jsonl"):
            raise ZeroDivisionError

        assert list(tmp_path.iterdir()) == []
