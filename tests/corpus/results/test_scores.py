"""Scores are read back as they were written, and ratings joined by domain."""

import csv
import json

import numpy as np
import pytest

from scorer.corpus.results.scores import read_ratings, read_scores, source_of
from scorer.corpus.write.outputs import write_records
from scorer.errors import InputError
from scorer.source import UNKNOWN

ROWS = [
    {"url": "https://www.Example.org/a", "source": "The Example", "quality": 0.25, "reliability": 0.5, "rank": 2},
    {"url": None, "source": "A Paper", "quality": None, "reliability": None, "rank": None},
    {"url": "no address", "source": None, "quality": 1, "reliability": 0.75, "rank": 1},
]


def write(path, rows):
    if path.suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    elif path.suffix == ".parquet":
        pandas = pytest.importorskip("pandas")
        pandas.DataFrame(rows).to_parquet(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)
    return path


@pytest.mark.parametrize("name", ["s.jsonl", "s.csv", "s.parquet"])
def test_scores_come_back(tmp_path, name):
    scores = read_scores([write(tmp_path / name, ROWS)])

    assert scores.sources == ["example.org", "A Paper", UNKNOWN]
    assert scores.quality[[0, 2]].tolist() == [0.25, 1.0]
    assert np.isnan(scores.quality).tolist() == [False, True, False]
    assert scores.reliability[2] == 0.75


def test_a_cell_of_many_findings_is_read(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(f"quality,reliability,findings\n0.5,0.25,{'x' * 200_000}\n", encoding="utf-8")

    assert read_scores([path]).reliability.tolist() == [0.25]


def test_a_folder_of_parts(tmp_path):
    write(tmp_path / "part-00000.jsonl", ROWS[:1])
    write(tmp_path / "part-00001.jsonl", ROWS[1:])
    (tmp_path / "rejects.jsonl").write_text('{"reason": "bad-json"}\n', encoding="utf-8")
    (tmp_path / "manifest.json").write_text('{"parts": [{"file": "part-00000.jsonl"}, {"file": "part-00001.jsonl"}]}')

    assert read_scores([tmp_path]).sources == ["example.org", "A Paper", UNKNOWN]


def test_an_article_of_nobody(tmp_path):
    scores = read_scores([write(tmp_path / "s.jsonl", [{"quality": 0.5, "reliability": 0.5}])])

    assert scores.sources == [UNKNOWN]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"text": "a"}\n', r"row 1, has no 'quality'; give what `scorer score INPUT -o FILE` wrote"),
        ("[1]\n", "has no 'quality'"),
        ("{\n", "line 1, is not JSON"),
        ('{"quality": 7, "reliability": 0}\n', "row 1, holds no score from 0 to 1; give what `scorer score"),
        ('{"quality": "good", "reliability": 0}\n', "holds no score"),
    ],
)
def test_what_holds_no_scores(tmp_path, content, message):
    path = tmp_path / "s.jsonl"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        read_scores([path])


def test_a_file_of_another_kind(tmp_path):
    (tmp_path / "s.txt").write_text("text", encoding="utf-8")
    (tmp_path / "s.parquet").write_bytes(b"PAR1 and no more")

    with pytest.raises(InputError, match=r"s.txt holds no scores; give what .* wrote: .jsonl, .csv or .parquet"):
        read_scores([tmp_path / "s.txt"])
    with pytest.raises(InputError, match=r"s.parquet is no whole Parquet file"):
        read_scores([tmp_path / "s.parquet"])


def test_a_formula_comes_back_as_it_was(tmp_path):
    rows = [{"source": source, "url": None, "quality": 0.5, "reliability": 0.5} for source in ("=a()", "'b", "@c")]
    write_records(tmp_path / "s.csv", rows)

    assert "'=a()" in (tmp_path / "s.csv").read_text(encoding="utf-8")
    assert read_scores([tmp_path / "s.csv"]).sources == ["=a()", "'b", "@c"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("quality,reliability,source\n0.5,0.5\n", "row 1, has more or fewer cells than the header"),
        ("quality,reliability\n0.5,0.5\n0.5,0.5,0.5\n", "row 2, has more or fewer cells"),
        ('quality,reliability\n0.5,"0.5\n', "is no table of scores"),
    ],
)
def test_a_damaged_table(tmp_path, content, message):
    (tmp_path / "s.csv").write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        read_scores([tmp_path / "s.csv"])


@pytest.mark.parametrize(
    ("url", "source", "name"),
    [
        ("https://m.example.org/a", "Paper", "example.org"),
        ("n/a", "Paper", "Paper"),
        ("page.html", " Paper ", "Paper"),
        (None, "WWW.Example.org", "example.org"),
        (5, None, ""),
        (None, None, ""),
        ("https://me.blogspot.com/a", None, "me.blogspot.com"),
    ],
)
def test_the_source_of_an_article(url, source, name):
    assert source_of(url, source) == name


def test_ratings_join_by_domain(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(
        "Domain , RATING,note\nWWW.Example.org:443,0.9,x\nhttps://other.com/page,.1\nbücher.example,1\nA Paper,0\n"
        "local.other.com,0.3\nexample.org,0.9\n",
        encoding="utf-8-sig",
    )
    urls = {
        "http://news.example.org/": "example.org",
        "http://b.other.com/": "other.com",
        "http://a.local.other.com:8080/": "local.other.com",
        "http://xn--bcher-kva.example/": "xn--bcher-kva.example",
        "http://ample.org/": "ample.org",
    }

    ratings = read_ratings(path)

    assert ratings == {
        "example.org": 0.9, "other.com": 0.1, "xn--bcher-kva.example": 1, "A Paper": 0, "local.other.com": 0.3,
    }  # fmt: skip
    assert [source_of(url, None, ratings) for url in urls] == list(urls.values())
    assert source_of("http://a.local.other.com/", None) == "other.com"
    assert source_of(None, "A Paper", ratings) in ratings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("site,rating\na.com,1\n", "has no column 'domain'"),
        ("domain;rating\na.com;1\n", "has no column 'domain'"),
        ("", "has no column 'domain'"),
        ("domain,rating\n", "holds no ratings"),
        ("domain,rating\na.com,97\n", r"row 1: the rating '97' is not between 0 and 1; divide by the top mark"),
        ("domain,rating\na.com,-0.1\n", "the rating '-0.1' is not"),
        ("domain,rating\na.com,nan\n", "the rating 'nan' is not"),
        ("domain,rating\na.com,good\n", "the rating 'good' is not"),
        ("domain,rating\na.com\n", "the rating '' is not"),
        ("domain,rating\n ,1\n", "row 1, names no domain"),
        ("domain,rating\na.com,1\nb.com,1\nwww.A.com,0.5\n", r"row 3: www\.A\.com is rated 0\.5 here and 1 above"),
        ('domain,rating\na.com,"1\n', "can't be read: unexpected end of data"),
    ],
)
def test_wrong_ratings(tmp_path, content, message):
    path = tmp_path / "r.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        read_ratings(path)


def test_ratings_of_another_encoding(tmp_path):
    (tmp_path / "r.csv").write_bytes("domain,rating\n".encode("utf-16"))

    with pytest.raises(InputError, match="CSV in UTF-8"):
        read_ratings(tmp_path / "r.csv")


def test_no_ratings(tmp_path):
    with pytest.raises(InputError, match=r"none.csv can't be read: No such file"):
        read_ratings(tmp_path / "none.csv")
