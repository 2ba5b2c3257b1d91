"""`scorer score` writes what its words say, or says what is wrong with them."""

import json

import pytest

from tests.corpus.engine.test_across import OTHER, STORY

FORMATS = [
    ("out.csv", "parquet", "the name of {}out.csv says .csv, --format says parquet"),
    ("out.jsonl", "csv", "says .jsonl, --format says csv"),
    ("out.csv", "csv.gz", "says .csv, --format says csv.gz"),
    ("out.jsonl", "dolma", "says .jsonl, --format says dolma"),
    ("out.parquet", "xlsx", "says .parquet, --format says xlsx"),
]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("The mayor said on Monday that the bridge is shut.")
    return path


@pytest.mark.parametrize(("name", "asked", "complaint"), FORMATS)
def test_a_format_that_the_name_contradicts_is_refused(run, article, name, asked, complaint):
    code, out, err = run("score", article, "-o", article.parent / name, "--format", asked)

    assert (code, out) == (2, "")
    assert complaint.format(f"{article.parent}/") in err
    assert "leave --format out, or give -o FOLDER/" in err
    assert list(article.parent.iterdir()) == [article]


@pytest.mark.parametrize("words", [(), ("--table",)])
def test_a_format_without_a_place_is_refused(run, article, words):
    code, out, err = run("score", article, "--format", "csv", *words)

    assert (code, out) == (2, "")
    assert err == "scorer: --format csv is for part files; give -o FOLDER/. Standard output takes JSONL\n"


@pytest.mark.parametrize(
    ("name", "asked"),
    [("out.csv", "csv"), ("out.csv.gz", "csv"), ("out.CSV", "csv"), ("out.ndjson", "jsonl"), ("out.jsonl", "ndjson")],
)
def test_a_format_that_the_name_bears_out_is_no_error(run, tmp_path, article, name, asked):
    assert run("score", article, "-o", tmp_path / name, "--format", asked)[0] == 0
    assert (tmp_path / name).stat().st_size


@pytest.mark.parametrize(("asked", "ending"), [((), "jsonl"), (("--format", "csv"), "csv")])
def test_part_files_have_the_format_asked_for(run, tmp_path, article, asked, ending):
    (tmp_path / "out.parquet").mkdir()

    assert run("score", article, "-o", tmp_path / "out.parquet", *asked)[0] == 0
    assert (tmp_path / "out.parquet" / f"part-00000.{ending}").is_file()


class TestAcross:
    """``--across`` looks over everything before the first article is scored."""

    @pytest.fixture
    def corpus(self, tmp_path):
        path = tmp_path / "in.jsonl"
        rows = [{"id": "a", "text": STORY}, {"id": "b", "text": OTHER}, "no row", {"id": "c", "text": STORY}]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        return path

    @staticmethod
    def copies(path):
        records = map(json.loads, path.read_text().splitlines())
        found = {record["id"]: [finding["signal"] for finding in record["findings"]] for record in records}
        return [name for name, signals in found.items() if "near-duplicate" in signals]

    @pytest.mark.parametrize("words", [(), ("--workers", "2")])
    def test_a_copy_is_found_and_moves_no_score(self, run, corpus, tmp_path, words):
        assert run("score", corpus, "--across", "-o", tmp_path / "across.jsonl", *words)[0] == 0
        assert run("score", corpus, "-o", tmp_path / "alone.jsonl")[0] == 0

        qualities = [
            [json.loads(line)["quality"] for line in (tmp_path / name).read_text().splitlines()]
            for name in ("across.jsonl", "alone.jsonl")
        ]
        assert self.copies(tmp_path / "across.jsonl") == ["c"]
        assert self.copies(tmp_path / "alone.jsonl") == []
        assert qualities[0] == qualities[1]

    def test_what_is_done_is_done_anew_when_other_articles_say_otherwise(self, run, corpus, tmp_path):
        out = f"{tmp_path}/out/"
        assert run("score", corpus, "--across", "-o", out)[0] == 0
        more = tmp_path / "more.jsonl"
        more.write_text(json.dumps({"id": "d", "text": OTHER}) + "\n")

        assert run("score", corpus, more, "--across", "-o", out)[0] == 0

        assert [self.copies(path) for path in sorted((tmp_path / "out").glob("part-*"))] == [["c"], ["d"]]

    def test_what_can_be_read_once_is_refused(self, run):
        code, out, err = run("score", "-", "--across")

        assert (code, out) == (2, "")
        assert "--across reads its input twice" in err

    def test_a_wrong_word_is_told_before_the_look(self, run, corpus, tmp_path, monkeypatch):
        monkeypatch.setattr("scorer.corpus.engine.across.look", None)

        code, _, err = run("score", corpus, "--across", "--date", "soon", "-o", tmp_path / "out.jsonl")

        assert code == 2
        assert "'soon' is no date" in err
        assert not list(tmp_path.glob("out*"))
