"""`scorer score` writes what its words say, or says what is wrong with them."""

import pytest

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
