"""Articles in, those worth keeping out."""

import csv
import gzip
import json
import select
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from scorer.score import BATCH_ARTICLES
from tests.conftest import ROOT, SEEDS

SEED_TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
ROWS = [
    {
        "id": f"s{number}",
        "body": text,
        "n": 1.5,
        "url": f"https://www.site-{number % 2}.example/{number}",
        "tags": ["x"],
    }
    for number, text in enumerate(SEED_TEXTS)
]
SHORT = {"id": "short", "body": "Too short to judge.", "language": "en"}
RECIPE = """
[[rule]]
value = "comment-form"
at_most = 0
reason = "form"
[[rule]]
value = "words"
at_least = 50
"""


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (*ROWS, SHORT)), encoding="utf-8")
    return path


@pytest.fixture
def recipe(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(RECIPE)
    return path


@pytest.fixture
def filtering(run, articles):
    return lambda *words: run("filter", articles, "--field", "text=body", *words)


def read(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def without(rows):
    return [{name: value for name, value in row.items() if name != "scorer"} for row in rows]


def test_every_row_goes_one_way_as_it_came(filtering, tmp_path, recipe):
    kept, dropped = tmp_path / "k.jsonl", tmp_path / "d.jsonl.gz"

    code, out, err = filtering("--recipe", recipe, "--kept", kept, "--dropped", dropped)

    assert (code, out) == (0, "")
    keeps, drops = read(kept), read(dropped)
    assert sorted(map(json.dumps, without(keeps + drops))) == sorted(map(json.dumps, (*ROWS, SHORT)))
    assert f"6 rows in = {len(keeps)} kept + {len(drops)} dropped + 0 rejected" in err
    assert all("reasons" not in row["scorer"] for row in keeps)
    assert {reason["reason"] for row in drops for reason in row["scorer"]["reasons"]} == {"form", "words-below-50"}
    assert drops[-1]["scorer"]["abstained"] == "too-short"


def test_kept_rows_flow_to_standard_output(filtering):
    code, out, err = filtering("--keep-above", "0")

    assert code == 0
    assert without(map(json.loads, out.splitlines())) == ROWS
    assert "dropped: not-judged:too-short 1" in err


def test_a_cut_off_and_recipes_count_together(filtering, tmp_path, recipe):
    filtering("--keep-above", "1", "--recipe", recipe, "--recipe", "sound", "--kept", tmp_path / "k.jsonl",
              "--dropped", tmp_path / "d.jsonl")  # fmt: skip

    reasons = [[reason["reason"] for reason in row["scorer"]["reasons"]] for row in read(tmp_path / "d.jsonl")]
    assert len(reasons) == 6
    assert ["quality-below-1", "form", "low-quality"] in reasons
    assert reasons[-1] == ["not-judged:too-short", "words-below-50"]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_number_of_workers_changes_nothing(filtering, tmp_path, recipe, workers):
    filtering("--recipe", recipe, "--kept", tmp_path / "one.jsonl")
    filtering("--recipe", recipe, "--kept", tmp_path / "k.jsonl", "--workers", workers)

    assert (tmp_path / "k.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_parquet_to_parquet(run, filtering, tmp_path):
    filtering("--keep-above", "0", "--kept", tmp_path / "a.parquet")
    code, _, _ = run("filter", tmp_path / "a.parquet", "--field", "text=body", "--keep-above", "0", "--kept",
                     tmp_path / "b.parquet")  # fmt: skip

    first, second = (pq.read_table(tmp_path / name) for name in ("a.parquet", "b.parquet"))
    assert code == 0
    assert first.equals(second)
    assert first.drop_columns("scorer").to_pylist() == ROWS
    assert dict(first["scorer"][0].as_py()["findings"])


def test_csv_to_csv(run, tmp_path):
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text", "n"], ["007", SEED_TEXTS[0], "-1.10"], ["1e3", SEED_TEXTS[1], ""]])

    run("filter", tmp_path / "in.csv", "--keep-above", "0", "--kept", tmp_path / "out.csv")

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["n"]) for row in rows] == [("007", "-1.10"), ("1e3", "")]
    assert [row["text"] for row in rows] == SEED_TEXTS[:2]
    assert json.loads(rows[0]["scorer"])["model"]


def test_files_that_are_one_article(run, tmp_path):
    page = "<html><head><title>A title</title></head><body><p>" + SEED_TEXTS[2] + "</p></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    _, out, _ = run(
        "filter", SEEDS[0], tmp_path / "page.html", "--recipe", "no-residue", "--dropped", tmp_path / "d.jsonl"
    )

    rows = [*map(json.loads, out.splitlines()), *read(tmp_path / "d.jsonl")]
    by_path = {row["path"]: row for row in rows}
    assert by_path[str(SEEDS[0])]["text"] == SEED_TEXTS[0]
    assert by_path[str(tmp_path / "page.html")]["title"] == "A title"


def test_rejects_are_counted_and_written(run, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": SEED_TEXTS[0]}) + "\n[]\n", encoding="utf-8")

    code, out, err = run("filter", tmp_path / "in.jsonl", "--keep-above", "0", "--rejects", tmp_path / "r.jsonl",
                         "--max-reject-rate", "0.4")  # fmt: skip

    assert code == 3
    assert len(out.splitlines()) == 1
    assert "2 rows in = 1 kept + 0 dropped + 1 rejected" in err
    assert read(tmp_path / "r.jsonl")[0]["reason"] == "not-an-object"


def test_a_dry_run_tells_and_writes_nothing(filtering, tmp_path, recipe):
    before = set(tmp_path.iterdir())

    code, out, _ = filtering("--recipe", recipe, "--keep-above", "0.3", "--dry-run")

    assert code == 0
    assert set(tmp_path.iterdir()) == before
    assert out.startswith("6 articles, ")
    assert "not-judged:too-short" in out
    assert "site-0.example" in out


def test_a_dry_run_as_json(filtering, recipe):
    _, out, _ = filtering("--recipe", recipe, "--dry-run", "--json")

    told = json.loads(out)
    assert (told["rows"], told["rejected"], told["articles"]) == (6, 0, 6)
    assert told["kept"] + sum(one["alone"] for one in told["reasons"]) == 6
    assert sum(one["articles"] for one in told["sources"]) == 6
    assert [(one["language"], one["articles"]) for one in told["languages"]] == [("", 5), ("en", 1)]


def test_which_articles_flip_and_why(filtering, tmp_path, recipe):
    code, out, _ = filtering("--keep-above", "0", "--against", recipe, "--flips", tmp_path / "f.jsonl")

    flips = {flip["id"]: flip for flip in read(tmp_path / "f.jsonl")}
    assert code == 0
    assert {flip["kept_by"] for flip in flips.values()} == {"recipe"}
    assert {reason["reason"] for flip in flips.values() for reason in flip["reasons"]} == {"form"}
    assert "kept by quality >= 0 alone" in out
    assert "why mine.toml drops what quality >= 0 keeps" in out
    assert "form: 2 > 0" in out


def test_a_cut_off_may_be_compared_with(filtering):
    _, out, _ = filtering("--keep-above", "0", "--against", "1.0", "--json")

    told = json.loads(out)
    assert (told["recipe"], told["against"]) == ("quality >= 0", "quality >= 1")
    assert (told["only_recipe"], told["neither"], told["dropped_by_against"]) == (5, 1, {"quality-below-1": 5})


def test_flips_alone_on_standard_output(filtering):
    _, out, _ = filtering("--keep-above", "0", "--against", "1", "--flips", "-")

    assert [json.loads(line)["kept_by"] for line in out.splitlines()] == ["recipe"] * 5


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_what_was_scored_is_not_scored_again(run, filtering, recipe, articles, ending):
    scores = articles.with_name(f"s.{ending}")
    run("score", articles, "--field", "text=body", "-o", scores)

    _, fresh, _ = filtering("--recipe", recipe, "--keep-above", "0.2", "--dry-run", "--json")
    code, told, _ = run("filter", "--scores", scores, "--recipe", recipe, "--keep-above", "0.2", "--dry-run", "--json")

    assert code == 0
    assert json.loads(told) == json.loads(fresh)


def test_scored_records_are_passed_on(run, articles, tmp_path):
    run("score", articles, "--field", "text=body", "-o", tmp_path / "s.jsonl")

    code, out, err = run(
        "filter", "--scores", tmp_path / "s.jsonl", "--keep-above", "0.3", "--dropped", tmp_path / "d.jsonl"
    )

    rows = [*map(json.loads, out.splitlines()), *read(tmp_path / "d.jsonl")]
    assert code == 0
    assert sorted(map(json.dumps, without(rows))) == sorted(map(json.dumps, read(tmp_path / "s.jsonl")))
    assert f"6 rows in = {len(out.splitlines())} kept" in err


def test_scores_that_lack_a_value_are_refused(run, articles, tmp_path):
    (tmp_path / "p.toml").write_text('published = "redpajama"\n[[rule]]\nvalue = "rps_doc_word_count"\nat_least = 5\n')
    run("score", articles, "--field", "text=body", "-o", tmp_path / "s.jsonl")

    code, _, err = run("filter", "--scores", tmp_path / "s.jsonl", "--recipe", tmp_path / "p.toml")

    assert code == 2
    assert "hold no 'rps_doc_word_count', which the recipe asks for" in err


def test_statements_are_held_against_the_facts_of_the_day_given(run, tmp_path):
    (tmp_path / "r.toml").write_text('[[rule]]\nvalue = "fact-expired"\nat_most = 0\n')
    seed = next((ROOT / "seeds").glob("004*"))

    _, kept, _ = run("filter", seed, "--recipe", tmp_path / "r.toml")
    _, dropped, _ = run("filter", seed, "--recipe", tmp_path / "r.toml", "--date", "2025-06-20")

    assert len(kept.splitlines()) == 1
    assert not dropped


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say what to keep"),
        (["--recipe", "sond"], "did you mean sound?"),
        (["--keep-above", "50"], "not between 0 and 1"),
        (["--keep-above", "0.5", "--dry-run", "--kept", "{}/k.jsonl"], "--dry-run writes no rows"),
        (["--keep-above", "0.5", "--against", "sound", "--dropped", "{}/k.jsonl"], "--against writes no rows"),
        (["--keep-above", "0.5", "--against", "sound", "--dry-run"], "leave --dry-run out"),
        (["--keep-above", "0.5", "--against", "2"], "no recipe is called '2'"),
        (["--keep-above", "0.5", "--flips", "{}/f.jsonl"], "--flips is for --against"),
        (["--keep-above", "0.5", "--json"], "rows are JSONL already"),
        (["--keep-above", "0.5", "--scores", "--model", "m"], "--scores takes scored records"),
        (
            ["--keep-above", "0.5", "--scores", "--date", "2025-06-20"],
            "--date, --checker and --rejects are for articles",
        ),
        (["--keep-above", "0.5", "--date", "soon"], "'soon' is no date"),
        (["--keep-above", "0.5", "--kept", "{}/k.jsonl", "--dropped", "{}/./k.jsonl"], "--kept and --dropped are both"),
        (["--keep-above", "0.5", "--dropped", "-"], "are both standard output"),
        (["--keep-above", "0.5", "--kept", "{}/in.jsonl"], "it is being read"),
        (["--keep-above", "0.5", "--kept", "{}/k.xlsx"], "can't tell the format of k.xlsx"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, list) else None,
)
def test_wrong_use_is_told_in_one_line(run, articles, tmp_path, words, message):
    before = set(tmp_path.iterdir())

    code, out, err = run("filter", articles, *(word.format(tmp_path) for word in words))

    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert set(tmp_path.iterdir()) == before


def test_a_closed_pipe_is_no_error(tmp_path):
    (tmp_path / "many.jsonl").write_text((json.dumps({"text": SEED_TEXTS[1]}) + "\n") * 300, encoding="utf-8")
    filtering = f"'{sys.executable}' -m scorer.cli filter - --keep-above 0 --dropped '{tmp_path}/d.jsonl'"
    piped = f"{filtering} < '{tmp_path}/many.jsonl' | head -c 100 >/dev/null; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", piped], capture_output=True, check=False, cwd=ROOT, timeout=60)

    assert done.returncode == 0
    assert b"Error" not in done.stderr
    assert not (tmp_path / "d.jsonl").exists()


def test_rows_flow_while_more_may_come():
    command = [sys.executable, "-m", "scorer.cli", "filter", "-", "--recipe", "no-residue"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT) as process:
        process.stdin.write(b'{"text": "words"}\n' * (BATCH_ARTICLES + 100))  # less than pipes hold
        process.stdin.flush()

        flowed, _, _ = select.select([process.stdout], [], [], 60)
        process.communicate(timeout=60)

    assert flowed


def test_tables_fit_a_terminal(filtering, monkeypatch, recipe):
    monkeypatch.setenv("COLUMNS", "80")

    for words in (["--dry-run"], ["--against", "strict"]):
        _, out, _ = filtering("--recipe", recipe, *words)
        assert max(map(len, out.splitlines())) <= 80
