"""Scored records are read back as they were made, whatever the format."""

import json

import pytest

from scorer.article import Article
from scorer.corpus.results.scored import read_scored
from scorer.corpus.write.outputs import write_records
from scorer.errors import InputError
from tests.corpus.fakes import score_of

GOOD = score_of(Article("words " * 30, id="1", path="a.jsonl", row=1)).to_dict()


def lines(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_tables_give_the_records_that_lines_do(tmp_path, run):
    texts = [
        "The mayor said on Monday that the bridge would be closed. " * 20,
        "Short.",
        "Leave a Reply\n\nWords. " * 9,
    ]
    rows = [{"text": text, "id": id_, "url": None} for text, id_ in zip(texts, ["=1+1", "2", "'q"], strict=True)]
    source = lines(tmp_path / "in.jsonl", *rows)
    for ending in ("jsonl", "csv", "parquet"):
        assert run("score", source, "-o", tmp_path / f"out.{ending}")[0] == 0

    first, *others = (list(read_scored([tmp_path / f"out.{ending}"])) for ending in ("jsonl", "csv", "parquet"))

    wanted = (
        "id",
        "path",
        "row",
        "quality",
        "reliability",
        "quality_interval",
        "abstained",
        "features",
        "base",
        "model",
    )
    for records in others:
        for one, other in zip(first, records, strict=True):
            assert {name: other.get(name) for name in wanted} == {name: one[name] for name in wanted}
            assert [finding["evidence"] for finding in other["findings"]] == [
                finding["evidence"] for finding in one["findings"]
            ]
            assert {name: value for name, value in other["contributions"].items() if value} == {
                name: value for name, value in one["contributions"].items() if value
            }


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_values_that_are_asked_for(tmp_path, ending):
    write_records(tmp_path / f"a.{ending}", [GOOD])

    [record] = read_scored([tmp_path / f"a.{ending}"], ("path", "quality"))

    assert (record["path"], record["quality"]) == (GOOD["path"], GOOD["quality"])
    assert ("id" in record) == (ending == "jsonl")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": "a"}, "row 1, has no 'id'"),
        (GOOD | {"quality": 50}, "row 1, holds no score from 0 to 1"),
        (GOOD | {"reliability": "0.5"}, "row 1, holds no score from 0 to 1"),
        ([GOOD], "row 1, has no 'id'"),
    ],
)
def test_what_is_no_scored_record_is_refused(tmp_path, record, message):
    with pytest.raises(InputError, match=message):
        list(read_scored([lines(tmp_path / "a.jsonl", record)]))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", "{", "a.jsonl, line 1, is not JSON"),
        ("a.txt", "words", "holds no scores; give what `scorer score INPUT -o FILE` wrote"),
        ("a.csv", "id,quality\n1\n", "row 1, has more or fewer cells"),
        ("a.csv", 'id,quality\n1,"', "is no table of scores"),
        ("a.csv", "id,quality\n1,high\n", "row 1: 'high' is no number"),
        ("a.csv", "id,findings\n1,[\n", "row 1, is not JSON"),
        ("a.parquet", "no table", "is no whole Parquet file"),
    ],
)
def test_files_that_hold_none(tmp_path, name, text, message):
    (tmp_path / name).write_text(text)

    with pytest.raises(InputError, match=message):
        list(read_scored([tmp_path / name]))


def test_a_folder_of_parts(tmp_path):
    for number in (10, 9):
        lines(tmp_path / f"part-{number}.jsonl", GOOD | {"id": str(number)})
    lines(tmp_path / "rejects.jsonl", {"reason": "bad-json"})
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"parts": [{"file": "part-9.jsonl"}, {"file": "part-10.jsonl"}]}')

    assert [record["id"] for record in read_scored([tmp_path])] == ["9", "10"]

    manifest.write_text('{"parts": [1]}')
    with pytest.raises(InputError, match=r"manifest.json can't be read"):
        read_scored([tmp_path])


def test_empty_lines_are_no_records(tmp_path):
    path = lines(tmp_path / "a.jsonl", GOOD, GOOD)
    path.write_text(path.read_text().replace("\n", "\n\n"))

    assert list(read_scored([path])) == [GOOD, GOOD]
