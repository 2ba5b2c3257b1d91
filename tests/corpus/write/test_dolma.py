"""Attribute files: a line for each document, in its order, and each file once."""

import gzip
import json
from contextlib import suppress
from dataclasses import replace

import pytest
import zstandard

from scorer.article import Article
from scorer.corpus.read.files import Source
from scorer.corpus.write.dolma import attribute_files, attributes, documents
from scorer.corpus.write.target import target_at
from scorer.errors import InputError, OutputError
from scorer.finding import Finding
from scorer.span import WHOLE, Span
from tests.corpus.fakes import score_of
from tests.corpus.jobs import Engine, Faults, articles, bad, done, files, stopped

FIRST, SECOND, EMPTY = (f"/data/documents/{name}" for name in ("a/1.jsonl.gz", "b/1.json.zst", "b/none.jsonl"))
PATHS = [FIRST, SECOND, EMPTY]
ITEMS = [*articles(1, 2, path=FIRST), *bad(3, path=FIRST), *articles(*range(4, 14), path=FIRST), *bad(1, path=SECOND)]
CALLS = 200  # more than a run makes
NAMES = ["a/1.jsonl.gz", "b/1.json.zst", "b/none.jsonl"]

pytestmark = pytest.mark.usefixtures("fast_disk")


def written(folder):
    """The attribute files of a folder, decompressed."""
    data = {name: (folder / name).read_bytes() for name in NAMES}
    unpacked = {NAMES[0]: gzip.decompress, NAMES[1]: zstandard.ZstdDecompressor().decompressobj().decompress}
    return {name: [json.loads(line) for line in unpacked.get(name, bytes)(data[name]).splitlines()] for name in NAMES}


def tag(folder, items=ITEMS, **options):
    return done(folder, items, ending=".dolma", paths=PATHS, **options)


def whole(folder):
    """The bytes of all attribute files, and those of the manifest."""
    return {name: (folder / name).read_bytes() for name in [*NAMES, "manifest.json"]}


class TestAttributes:
    def test_of_an_article(self):
        score = score_of(Article("word " * 5, id="1"))

        assert attributes(score, {}) == {
            "scorer__quality__doc": [[0, 25, 0.25]],
            "scorer__reliability__doc": [[0, 25, 0.5]],
            "scorer__vague_attribution__span": [[0, 1, 1.0]],
        }

    def test_what_was_not_judged_has_no_quality(self):
        found = attributes(replace(score_of(Article("word"), abstained="too-short"), reliability=None), {})

        assert found["scorer__abstained_too_short__doc"] == [[0, 4, 1.0]]
        assert not {name for name in found if "quality" in name or "reliability" in name}

    def test_positions_are_code_points_and_the_whole_is_no_place(self):
        findings = [Finding("x-y", span, "") for span in (WHOLE, Span(1, 2), Span(3, 4))]
        score = replace(score_of(Article("😀 ab")), findings=(), observations=tuple(findings))

        found = attributes(score, {})

        assert found["scorer__x_y__doc"] == [[0, 4, 1.0]]
        assert found["scorer__x_y__span"] == [[1, 2, 1.0], [3, 4, 1.0]]

    def test_published_values(self):
        values = {"a.b": 2, "none": None, "lines": [[0, 2, 1.5], [2, 4, None]]}

        found = attributes(score_of(Article("word")), values)

        assert found["scorer__a_b__doc"] == [[0, 4, 2.0]]
        assert found["scorer__lines__span"] == [[0, 2, 1.5]]
        assert "scorer__none__doc" not in found


class TestFiles:
    def test_one_for_each_file_of_documents_with_its_lines(self, tmp_path):
        tally = tag(tmp_path / "attributes" / "scorer")

        first, second, empty = written(tmp_path / "attributes" / "scorer").values()
        assert [line["id"] for line in first] == [item.id for item in ITEMS[:-1]]
        assert [bool(line["attributes"]) for line in first] == [True, True, False, *[True] * 10]
        assert second == [{"id": None, "attributes": {}}]
        assert empty == []
        assert (tally.rows_in, tally.scored, tally.rejected) == (14, 12, 2)

    def test_the_manifest_counts_their_rows(self, tmp_path):
        tag(tmp_path)

        manifest = json.loads((tmp_path / "manifest.json").read_bytes())
        assert [(one["file"], one["rows"], one["rejected"]) for one in manifest["parts"]] == [
            (NAMES[0], 13, 1),
            (NAMES[1], 1, 1),
            (NAMES[2], 0, 0),
        ]

    def test_a_file_that_breaks_off_has_no_line_for_that(self, tmp_path):
        damaged = replace(bad(1, path=EMPTY)[0], row=None, reason="damaged-file")

        tag(tmp_path, [*ITEMS, damaged])

        assert written(tmp_path)[NAMES[2]] == []

    @pytest.mark.parametrize("batches", range(5))
    def test_resumed_they_are_the_same(self, tmp_path, batches):
        tag(tmp_path / "whole")

        stopped(tmp_path / "out", ITEMS, batches, ending=".dolma", paths=PATHS)
        tag(tmp_path / "out")

        assert whole(tmp_path / "out") == whole(tmp_path / "whole")

    def test_nothing_is_done_twice(self, tmp_path):
        tag(tmp_path)
        before = whole(tmp_path), (tmp_path / NAMES[0]).stat().st_mtime_ns

        engine = Engine()
        tag(tmp_path, engine=engine)

        assert (whole(tmp_path), (tmp_path / NAMES[0]).stat().st_mtime_ns) == before
        assert engine.rows == []

    @pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
    def test_a_fault_of_the_disk_at_any_call(self, tmp_path, monkeypatch, lasting):
        tag(tmp_path / "whole")
        for call in range(CALLS):
            path = tmp_path / str(call)
            tag(path, ITEMS[:5])
            with monkeypatch.context() as patch, suppress(OutputError):
                faults = Faults(patch, at=call, lasting=lasting)
                tag(path)

            tag(path)

            assert whole(path) == whole(tmp_path / "whole")
            if faults.calls <= call:
                return
        pytest.fail("the run makes more calls")

    @pytest.mark.parametrize("name", NAMES)
    def test_a_harmed_file_is_written_again_without_scoring(self, tmp_path, name):
        tag(tmp_path)
        before = whole(tmp_path)
        (tmp_path / name).write_bytes(b"harm")

        engine = Engine()
        tag(tmp_path, engine=engine)

        assert whole(tmp_path) == before
        assert engine.rows == []

    def test_a_changed_document_is_scored_with_its_part(self, tmp_path):
        tag(tmp_path)
        engine = Engine()

        tag(tmp_path, [*ITEMS[:-1], *articles(1, path=SECOND)], engine=engine)

        assert engine.rows == [1]
        assert [line["id"] for line in written(tmp_path)[NAMES[1]]] == [f"{SECOND}:1"]

    def test_those_of_documents_given_before_stay(self, tmp_path):
        tag(tmp_path)

        done(tmp_path, articles(1, path=SECOND), ending=".dolma", paths=[SECOND])

        assert len(written(tmp_path)[NAMES[0]]) == 13
        assert len(written(tmp_path)[NAMES[1]]) == 1
        assert list(files(tmp_path / "a")) == ["1.jsonl.gz"]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["c/documents/a/1.jsonl", "c/documents/b/1.jsonl"], ["a/1.jsonl", "b/1.jsonl"]),
        (["documents/x/documents/a.jsonl"], ["a.jsonl"]),
        (["s3://bucket/documents/a/1.json.gz"], ["a/1.json.gz"]),
        (["c/a/1.jsonl", "c/b/1.jsonl"], ["a/1.jsonl", "b/1.jsonl"]),
        (["1.jsonl", "../c/1.jsonl"], ["here/1.jsonl", "c/1.jsonl"]),
        (["../../1.jsonl"], ["1.jsonl"]),
        (["c/documents/../../1.jsonl"], ["1.jsonl"]),
        (["c/documents"], ["documents"]),
        ([], []),
    ],
)
def test_names(tmp_path, monkeypatch, paths, names):
    (tmp_path / "documents" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "documents" / "here")

    assert attribute_files(paths) == dict(zip(paths, names, strict=True))


@pytest.mark.parametrize("paths", [["a.jsonl", "a.jsonl"], ["x/documents/a.jsonl", "y/documents/a.jsonl"]])
def test_two_files_cannot_share_attributes(paths):
    with pytest.raises(InputError, match=r"would have one attribute file, a\.jsonl; score them apart"):
        attribute_files(paths)


@pytest.mark.parametrize("name", ["manifest.json", "rejects.jsonl", ".scorer/a.jsonl"])
def test_names_that_the_run_needs(tmp_path, name):
    with pytest.raises(OutputError, match="the run has a file of this name itself"):
        target_at(str(tmp_path), ".dolma", paths=[f"documents/{name}"])


@pytest.mark.parametrize(
    ("path", "format_", "compression"),
    [("-", "jsonl", None), ("a.parquet", "parquet", None), ("a.jsonl.bz2", "jsonl", ".bz2"), ("a.txt", "text", None)],
)
def test_what_holds_no_documents(tmp_path, path, format_, compression):
    with pytest.raises(InputError, match="can't have attributes: Dolma reads"):
        documents([Source(path, tmp_path / path, format_, compression)])


def test_the_command(tmp_path, run):
    folder = tmp_path / "documents"
    folder.mkdir()
    with gzip.open(folder / "one.json.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "1", "text": "The mayor said on Monday that the bridge is shut. " * 9}) + "\n")
    words = ("score", folder, "--format", "dolma")

    code, _, _ = run(*words, "-o", tmp_path / "attributes" / "scorer", "--published", "c4")

    (line,) = gzip.decompress((tmp_path / "attributes" / "scorer" / "one.json.gz").read_bytes()).splitlines()
    assert code == 0
    assert json.loads(line)["id"] == "1"
    assert {name.split("__")[0] for name in json.loads(line)["attributes"]} == {"scorer"}
    assert any("__c4_" in name for name in json.loads(line)["attributes"])
    assert run(*words)[0] == run(*words, "-o", tmp_path / "other", "--table")[0] == 2
