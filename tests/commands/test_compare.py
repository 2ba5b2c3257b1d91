"""`scorer compare`: what is read, what is written, and what is told."""

import json

import pytest

from tests.across.stories import BAKERY, three
from tests.conftest import ROOT


@pytest.fixture
def rows(tmp_path):
    def rows(*articles, name="in.jsonl"):
        path = tmp_path / name
        records = [
            {"text": one.text, "title": one.title, "source": one.source, "published": one.published}
            if not isinstance(one, dict)
            else one
            for one in articles
        ]
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return path

    return rows


def test_the_seeds_are_one_topic(run):
    code, out, _ = run("compare", ROOT / "seeds")

    assert code == 0
    assert "5 articles, at most 5 independent sources" in out
    assert "Whom Kim Jong Un met" in out
    assert "    Nikolai Patrushev [5]" in out
    assert "    Vladimir Putin [2] [3]" in out
    assert "  What Vladimir Putin is: president [3] [4]" in out
    assert "That no conflict is found is no proof" in out


def test_a_conflict_is_shown(run, rows):
    code, out, _ = run("compare", rows(*three(age=52)))

    assert code == 0
    assert "Conflicts (1). They can't all be right." in out


@pytest.mark.parametrize("workers", [1, 2])
def test_rejects_are_told_and_left_out(run, rows, workers):
    first, second, third = three(age=52)

    code, out, err = run("compare", rows(first, {"text": " "}, second, third), "--workers", workers, "--format", "json")

    assert code == 0
    data = json.loads(out)
    assert (len(data["articles"]), data["rejected"]) == (3, 1)
    assert [one["row"] for one in data["articles"]] == [1, 3, 4]
    assert "[no-text]" in err


def test_too_many_rejects(run, rows):
    assert run("compare", rows({"text": ""}, {"text": ""}))[0] == 3


def test_one_article_alone(run, rows):
    code, out, _ = run("compare", rows(three()[0]))

    assert code == 0
    assert "No other article at hand tells of the same event." in out


def test_no_articles(run, tmp_path):
    (tmp_path / "empty.jsonl").write_text("")

    code, out, _ = run("compare", tmp_path / "empty.jsonl")

    assert code == 0
    assert out.startswith("0 articles, 0 events")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("c.html", "<!doctype html>"), ("c.md", "# 3 articles"), ("c.json", "{"), ("c.txt", "3 articles")],
)
def test_a_file_has_the_format_of_its_name(run, rows, tmp_path, name, begins):
    code, out, _ = run("compare", rows(*three()), "-o", tmp_path / name)

    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").lstrip().lower().startswith(begins.lower())


def test_the_format_asked_for_wins(run, rows, tmp_path):
    run("compare", rows(*three()), "-o", tmp_path / "c.out", "--format", "md")

    assert (tmp_path / "c.out").read_text(encoding="utf-8").startswith("# 3 articles")


def test_a_name_that_says_no_format_is_refused(run, rows, tmp_path):
    code, _, err = run("compare", rows(*three()), "-o", tmp_path / "c.docx")

    assert code == 2
    assert "says no format" in err
    assert not (tmp_path / "c.docx").exists()


def test_what_is_read_is_not_written_over(run, rows):
    path = rows(*three(), name="in.json")

    code, _, err = run("compare", path, "-o", path)

    assert code == 2
    assert "it is being read" in err


def test_web_pages(run, tmp_path):
    for number, one in enumerate(three(age=52)):
        (tmp_path / f"{number}.html").write_text(
            f"<html><head><title>{one.title}</title></head><body><article><h1>{one.title}</h1><p>{one.text}</p>"
            f"<p>{one.text.split('. ')[0]}.</p></article></body></html>",
            encoding="utf-8",
        )

    code, out, _ = run("compare", tmp_path)

    assert code == 0
    assert "52-year-old" in out


def test_it_fits_a_terminal(run, rows, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    _, out, _ = run("compare", rows(*three(age=52)))

    assert max(map(len, out.splitlines())) <= 60


def test_many_articles(run, rows):
    others = [
        {
            "text": BAKERY.replace("Marlow", f"Town{number}ville").replace("plum", f"fruit{number}"),
            "title": f"T{number}",
        }
        for number in range(300)
    ]

    code, out, _ = run("compare", rows(*three(age=52), *others))

    assert code == 0
    assert out.splitlines()[0].startswith("303 articles, ")
    assert out.splitlines()[3].startswith("1. A ferry sank")  # what conflicts comes first


def test_rows_are_said_to_be_compared_not_scored(run):
    _, _, err = run("compare", ROOT / "seeds")

    assert err.startswith("5 rows in, 5 compared, 0 rejected")
